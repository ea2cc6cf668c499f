//! What becomes of a layer after an action.

/// What becomes of a layer after an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// It stays open.
    Stay,
    /// It is closed.
    Close,
}

impl Flow {
    /// A form stays open with what was typed until that is taken.
    pub(in crate::app) const fn after(taken: bool) -> Self {
        if taken { Self::Close } else { Self::Stay }
    }
}
