//! The preview of a paste: which row gets what, old and new, before anything is written.

use super::Flow;
use crate::{
    app::{
        Cx, Notice,
        grid::value::{self, Set},
        list::ListCursor,
    },
    keymap::Action,
};

/// A line that was pasted, on the row that it is for.
#[derive(Clone, Debug, PartialEq)]
pub struct PasteLine {
    /// The address of the row.
    pub address: String,
    /// Its title.
    pub title: String,
    /// What stands in its first cell.
    pub old: String,
    /// The note that stands there.
    pub old_note: String,
    /// What it gets; nothing for an empty line, which leaves the row alone.
    pub new: Vec<Set>,
}

/// The preview.
#[derive(Clone, Debug)]
pub struct Paste {
    /// The lines, from the row under the cursor down.
    pub lines: Vec<PasteLine>,
    /// The line under the cursor.
    pub cursor: ListCursor,
}

impl Paste {
    /// The preview of some lines.
    pub fn new(lines: Vec<PasteLine>) -> Self {
        Self { lines, cursor: ListCursor::default() }
    }

    /// How many rows get something.
    pub fn count(&self) -> usize {
        self.lines.iter().filter(|line| !line.new.is_empty()).count()
    }

    pub(super) fn act(&mut self, cx: &mut Cx<'_>, action: Action) -> Flow {
        if self.cursor.act(action, self.lines.len()) {
            return Flow::Stay;
        }
        match action {
            Action::Accept => {
                let count = self.count();
                let sets = self.lines.iter().flat_map(|line| line.new.clone()).collect();
                if value::command(sets).is_some_and(|command| cx.command(&command)) {
                    cx.say(Notice::info("notice-pasted").with("count", count));
                }
                Flow::Close
            }
            Action::Cancel => Flow::Close,
            _ => Flow::Stay,
        }
    }
}
