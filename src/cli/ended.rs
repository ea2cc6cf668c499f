//! How a successful command ended.

/// How a successful command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// Done.
    Well,
    /// `check`, `doctor` or `keys --check` found something open.
    WithFindings,
    /// The terminal UI ended with this exit code.
    With(u8),
}
