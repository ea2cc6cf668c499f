//! The latest changes that this client has made or was told of. When the server has an earlier state than before, because
//! it was restored from a backup, they say what was lost, and what can be kept.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::{super::Logged, load::End};
use crate::domain::{Change, PlanId};

/// How many changes are remembered,
const MOST: usize = 1_000;
/// and with how many edits at most: an import can be repeated from its file.
const LARGE: usize = 500;

/// The latest changes, oldest first.
#[derive(Debug, Default)]
pub(super) struct Recent(Mutex<VecDeque<Logged>>);

impl Recent {
    fn changes(&self) -> MutexGuard<'_, VecDeque<Logged>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Remembers a change.
    pub fn note(&self, seq: u64, change: &Change) {
        let mut changes = self.changes();
        let is_there = changes.iter().rev().any(|other| other.change.id == change.id);
        if is_there || change.edits.len() > LARGE {
            return;
        }
        if changes.len() == MOST {
            changes.pop_front();
        }
        changes.push_back(Logged { seq, change: change.clone() });
    }

    /// The last remembered change of each plan.
    pub fn ends(&self) -> BTreeMap<PlanId, End> {
        let mut ends: BTreeMap<PlanId, End> = BTreeMap::new();
        for Logged { seq, change } in self.changes().iter() {
            let end = ends.entry(change.plan).or_default();
            if *seq > end.seq {
                *end = End::after(*seq, change);
            }
        }
        ends
    }

    /// The remembered changes of a plan.
    pub fn of(&self, plan: PlanId) -> Vec<Logged> {
        let mut of: Vec<Logged> =
            self.changes().iter().filter(|logged| logged.change.plan == plan).cloned().collect();
        of.sort_by_key(|logged| logged.seq);
        of
    }

    /// Forgets the changes of a plan after a number.
    pub fn forget(&self, plan: PlanId, after: u64) {
        self.changes().retain(|logged| logged.change.plan != plan || logged.seq <= after);
    }
}
