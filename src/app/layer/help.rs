//! The keys that work here, a line each.

use super::Flow;
use crate::{
    app::list::ListCursor,
    keymap::{Action, Context, Keymap, help},
};

/// The help on a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Help {
    /// What it is about.
    pub context: Context,
    /// The cursor in the lines.
    pub cursor: ListCursor,
    /// How many lines the last layout had.
    len: usize,
}

impl Help {
    /// The help of a context for the keymap in force.
    pub fn new(context: Context, keymap: &Keymap) -> Self {
        Self { context, cursor: ListCursor::default(), len: help::rows_here(keymap, context).len() }
    }

    /// Sets how many lines there are, and how many of them are shown.
    pub fn take_size(&mut self, height: usize, len: usize) {
        self.len = len;
        self.cursor.set_height(height, len);
    }

    pub(super) fn act(&mut self, action: Action) -> Flow {
        if action == Action::Cancel {
            return Flow::Close;
        }
        self.cursor.act(action, self.len);
        Flow::Stay
    }
}
