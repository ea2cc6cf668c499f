//! What undo would take back, kept up from the first time it is asked for.

use crate::{
    domain::{Change, Plan, Quarter, UndoTree},
    keymap::Action,
};

/// What undo would take back, once it has been read.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    /// The tree; none before it was read.
    pub(super) tree: Option<UndoTree>,
    /// What to do when it has been read.
    pub(super) after: Option<Action>,
    /// How many changes of a quarter came between the last two times that it was handed in, and the number of the
    /// plan's change that this was found out at.
    pub(super) changed: Option<(Quarter, u64, usize)>,
}

impl History {
    /// How many changes of a quarter came between the last two times that it was handed in, once that was read.
    pub(super) fn changed(&self, plan: &Plan, quarter: Quarter) -> Option<usize> {
        let (of, seq, count) = self.changed?;
        (of == quarter && seq == plan.seq()).then_some(count)
    }

    /// Notes a change that was made here.
    pub(super) fn note(&mut self, change: &Change) {
        if let Some(tree) = &mut self.tree {
            tree.note(change);
        }
    }
}
