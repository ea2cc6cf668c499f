//! What the interface starts with.

use jiff::civil::Date;

use super::Notice;
use crate::{domain::Actor, keymap::Keymap};

/// What is known when the interface starts.
#[derive(Clone, Debug)]
pub struct Start {
    /// Who sits here.
    pub actor: Actor,
    /// The day that statuses are reckoned on.
    pub today: Date,
    /// The keys in force.
    pub keymap: Keymap,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Where the data lie; empty where that is not told.
    pub place: String,
    /// What the start had to say, such as what was put right in the workspace.
    pub briefing: Vec<Notice>,
}
