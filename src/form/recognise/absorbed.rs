//! Whether what was read became a part of what was read before it.

/// Whether a line, a cell or a row was added to something that is already there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absorbed {
    /// It was; nothing of it is left to be read.
    Yes,
    /// It was not.
    No,
}

impl Absorbed {
    /// `Yes` if a condition holds.
    pub const fn of(condition: bool) -> Self {
        if condition { Self::Yes } else { Self::No }
    }
}
