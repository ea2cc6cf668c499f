//! A plan in memory with its standing in the journal.

use super::{
    StoreError,
    journal::{Frame, FrameAt, Reader},
    page::Dirty,
    wire::{Snapshot, Standing},
};
use crate::domain::{Change, Plan, PlanId};

/// A plan in memory with its standing in the journal.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub plan: Plan,
    pub standing: Standing,
    /// The number of the change at which its snapshot was written; none where there is no such file.
    pub snapshot: Option<u64>,
    /// When it was used last, in uses of the store.
    pub used: u64,
}

impl Held {
    /// A plan before its first change.
    pub fn empty(id: PlanId) -> Self {
        Self { plan: Plan::empty(id), standing: Standing::start(), snapshot: None, used: 0 }
    }

    /// A plan that has no records: it was deleted, and its numbers go on from there.
    pub fn deleted(id: PlanId, standing: Standing) -> Self {
        Self { plan: Plan::from_records(id, standing.seq, []), standing, snapshot: None, used: 0 }
    }

    /// A plan out of its snapshot.
    pub fn from_snapshot(snapshot: Snapshot) -> Self {
        let Snapshot { plan, standing, records, .. } = snapshot;
        let seq = standing.seq;
        let records = records.into_iter().map(|r| (r.key, r.revision, r.record));
        Self { plan: Plan::from_records(plan, seq, records), standing, snapshot: Some(seq), used: 0 }
    }

    /// Applies the next change, which stands in the journal at `at`.
    pub fn advance(&mut self, change: &Change, at: FrameAt, dirty: &mut Dirty) -> u64 {
        let seq = self.standing.seq + 1;
        dirty.note(&self.plan, change);
        self.plan.apply_at(change, seq);
        dirty.note(&self.plan, change);
        if settle(&mut self.plan) {
            dirty.wipe = true;
            dirty.pages.clear();
        }
        self.standing.advance(change, seq, at);
        seq
    }

    /// Applies a frame of the journal; one that is applied already is passed over.
    pub fn follow(&mut self, frame: &Frame, reader: &Reader, dirty: &mut Dirty) -> Result<(), StoreError> {
        let (seq, known) = (frame.label.seq, self.standing.seq);
        if seq <= known {
            return Ok(());
        }
        if seq != known + 1 {
            return Err(reader.damaged(frame.at, format!("change {seq} of a plan follows change {known}")));
        }
        self.advance(&reader.change(frame)?, frame.at, dirty);
        Ok(())
    }
}

/// A plan that has lost its header was deleted: what is left of it goes, too. Whether it was.
pub(super) fn settle(plan: &mut Plan) -> bool {
    let gone = !plan.exists();
    if gone {
        *plan = Plan::from_records(plan.id(), plan.seq(), []);
    }
    gone
}
