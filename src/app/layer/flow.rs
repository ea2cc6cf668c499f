//! Whether a layer stays open after an action.

/// Whether a layer stays open after an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// It stays open.
    Stay,
    /// It is closed.
    Close,
}

impl Flow {
    /// A form stays open, with its texts, unless they were accepted.
    pub(in crate::app) const fn after(taken: bool) -> Self {
        if taken { Self::Close } else { Self::Stay }
    }
}
