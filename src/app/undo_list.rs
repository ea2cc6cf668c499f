//! The changes that undo can revert, kept up to date from the first time they are needed.

use crate::{
    domain::{Change, Plan, Quarter, UndoTree},
    keymap::Action,
};

/// The changes that undo can revert, once they were read.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    /// The undo tree; none before the history was read.
    pub(super) tree: Option<UndoTree>,
    /// The action to run when the history was read.
    pub(super) after: Option<Action>,
    /// How many changes of a quarter were made between the last two times that it was handed in, and the plan's change
    /// number for which this was computed.
    pub(super) changed: Option<(Quarter, u64, usize)>,
}

impl History {
    /// How many changes of a quarter were made between the last two times that it was handed in; none before the
    /// history was read.
    pub(super) fn changed(&self, plan: &Plan, quarter: Quarter) -> Option<usize> {
        let (of, seq, count) = self.changed?;
        (of == quarter && seq == plan.seq()).then_some(count)
    }

    /// Records a change of this window.
    pub(super) fn note(&mut self, change: &Change) {
        if let Some(tree) = &mut self.tree {
            tree.note(change);
        }
    }
}
