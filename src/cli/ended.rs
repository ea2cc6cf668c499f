//! How a command ended that did not fail.

/// How a command ended that did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// Done.
    Well,
    /// `check`, `doctor` or `keys --check` found something open.
    WithFindings,
    /// The terminal UI was ended by something that has an exit code of its own.
    With(u8),
}
