//! Whether a layer stays open after an action.

use crate::app::Outcome;

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
    pub(in crate::app) const fn after(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Taken => Self::Close,
            Outcome::Refused => Self::Stay,
        }
    }
}
