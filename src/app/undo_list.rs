//! What undo would take back, and what was changed last; each kept up from the first time it is asked for.

use crate::{
    domain::{Change, Plan, Quarter, UndoTree},
    keymap::Action,
};

/// So many of the latest changes are kept.
pub(crate) const LATEST: usize = 12;

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
    /// What was changed last, by whomever, the latest first; none before it was read.
    latest: Option<Vec<Change>>,
    /// Whether the latest changes were asked for.
    asked: bool,
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
        self.saw(change);
        if let Some(tree) = &mut self.tree {
            tree.note(change);
        }
    }

    /// Notes a change that was made by anybody.
    pub(super) fn saw(&mut self, change: &Change) {
        match &mut self.latest {
            Some(latest) => {
                latest.insert(0, change.clone());
                latest.truncate(LATEST);
            }
            // What is on its way does not have it: they are asked for once more behind it.
            None => self.asked = false,
        }
    }

    /// Whether the latest changes have to be asked for now; from then on they are on their way.
    pub(super) fn asks(&mut self) -> bool {
        self.latest.is_none() && !std::mem::replace(&mut self.asked, true)
    }

    /// Takes over the latest changes, the latest first.
    pub(super) fn take_latest(&mut self, changes: Vec<Change>) {
        if self.asked {
            self.latest = Some(changes);
        }
    }

    /// What was changed last, the latest first; none before it was read.
    pub(super) fn latest(&self) -> Option<&[Change]> {
        self.latest.as_deref()
    }
}
