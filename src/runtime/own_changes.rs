//! The latest changes of a window, so that it is not told of them as of changes of others.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

use crate::domain::ChangeId;

/// The last changes of a window.
#[derive(Debug, Default)]
pub struct OwnChanges(Mutex<VecDeque<ChangeId>>);

impl OwnChanges {
    /// How many changes are remembered.
    const MOST: usize = 256;

    fn changes(&self) -> MutexGuard<'_, VecDeque<ChangeId>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records a change.
    pub fn note(&self, id: ChangeId) {
        let mut changes = self.changes();
        if changes.len() == Self::MOST {
            changes.pop_front();
        }
        changes.push_back(id);
    }

    /// Whether a change is one of them.
    pub fn has(&self, id: ChangeId) -> bool {
        self.changes().contains(&id)
    }
}
