//! The preview of many small changes: the old and the new value of each row; one key accepts all of them as one change.

use super::Flow;
use crate::{
    app::{Cx, list::ListCursor},
    domain::Command,
    keymap::Action,
};

/// A row that would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedLine {
    /// Its title.
    pub title: String,
    /// Its current value.
    pub old: String,
    /// Its new value.
    pub new: String,
}

/// The preview.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The message of its heading; its argument `count` is how many rows would change.
    pub heading: &'static str,
    /// The rows.
    pub lines: Vec<ProposedLine>,
    /// The row under the cursor.
    pub cursor: ListCursor,
    command: Command,
}

impl Proposal {
    /// The preview of a command.
    pub fn new(heading: &'static str, lines: Vec<ProposedLine>, command: Command) -> Self {
        Self { heading, lines, cursor: ListCursor::default(), command }
    }

    pub(super) fn act(&mut self, cx: &mut Cx<'_>, action: Action) -> Flow {
        match action {
            Action::Accept => {
                cx.enter(&self.command);
                Flow::Close
            }
            Action::Cancel => Flow::Close,
            _ => {
                self.cursor.act(action, self.lines.len());
                Flow::Stay
            }
        }
    }
}
