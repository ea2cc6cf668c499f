//! What undo would take back, kept up from the first time it is asked for.

use crate::{
    domain::{Change, UndoList},
    keymap::Action,
};

/// What undo would take back, once it has been read.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    /// The list; none before it was read.
    pub(super) list: Option<UndoList>,
    /// What to do when it has been read.
    pub(super) after: Option<Action>,
}

impl History {
    /// Notes a change that was made here.
    pub(super) fn note(&mut self, change: &Change) {
        if let Some(list) = &mut self.list {
            list.note(change);
        }
    }
}
