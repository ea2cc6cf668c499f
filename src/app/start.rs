//! The data that the interface starts with.

use jiff::civil::Date;

use super::Notice;
use crate::{domain::Actor, keymap::Keymap};

/// The data that the interface starts with.
#[derive(Clone, Debug)]
pub struct Start {
    /// The user of this window.
    pub actor: Actor,
    /// The date for which statuses are computed.
    pub today: Date,
    /// The keys in force.
    pub keymap: Keymap,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The directory or server of the data; empty where it is not shown.
    pub place: String,
    /// The notices of the start, such as repairs of the workspace.
    pub briefing: Vec<Notice>,
}
