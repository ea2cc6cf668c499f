//! The preview of a paste: the old and the new values of each row, before anything is written.

use super::Flow;
use crate::{
    app::{
        Cx, Handled, Notice, Outcome,
        grid::value::{self, Set},
        list::ListCursor,
    },
    keymap::Action,
};

/// A pasted line and its row.
#[derive(Clone, Debug, PartialEq)]
pub struct PasteLine {
    /// The address of the row.
    pub address: String,
    /// Its title.
    pub title: String,
    /// The current text of its first cell.
    pub old: String,
    /// Its current note.
    pub old_note: String,
    /// The new values; empty for an empty line, which leaves the row unchanged.
    pub new: Vec<Set>,
}

/// The preview.
#[derive(Clone, Debug)]
pub struct Paste {
    /// The lines, for the row under the cursor and those below it.
    pub lines: Vec<PasteLine>,
    /// The line under the cursor.
    pub cursor: ListCursor,
}

impl Paste {
    /// The preview of some lines.
    pub fn new(lines: Vec<PasteLine>) -> Self {
        Self { lines, cursor: ListCursor::default() }
    }

    /// How many rows get a value.
    pub fn count(&self) -> usize {
        self.lines.iter().filter(|line| !line.new.is_empty()).count()
    }

    pub(super) fn act(&mut self, cx: &mut Cx<'_>, action: Action) -> Flow {
        if self.cursor.act(action, self.lines.len()) == Handled::Yes {
            return Flow::Stay;
        }
        match action {
            Action::Accept => {
                let count = self.count();
                let sets = self.lines.iter().flat_map(|line| line.new.clone()).collect();
                if value::command(sets).is_some_and(|command| cx.command(&command) == Outcome::Taken) {
                    cx.say(Notice::info("notice-pasted").with("count", count));
                }
                Flow::Close
            }
            Action::Cancel => Flow::Close,
            _ => Flow::Stay,
        }
    }
}
