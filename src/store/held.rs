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
    /// Its snapshot; none where there is no such file.
    pub snapshot: Option<Snapshotted>,
    /// When it was used last, in uses of the store.
    pub used: u64,
}

/// What is known of the snapshot of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Snapshotted {
    /// The number of the change after which it was written.
    pub seq: u64,
    /// Its size.
    pub bytes: usize,
}

impl Snapshotted {
    /// Whether a new snapshot costs less than what every start pays for following the journal from this one: a
    /// change takes as long to follow as some kilobytes to write, and they are written once and followed often.
    pub const fn is_outgrown(self, seq: u64) -> bool {
        let pays = self.bytes as u64 / 16_384;
        let pays = if pays < 16 { 16 } else { pays };
        seq.saturating_sub(self.seq) > if pays > 256 { 256 } else { pays }
    }
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

    /// A plan out of its snapshot of so many bytes.
    pub fn from_snapshot(snapshot: Snapshot, bytes: usize) -> Self {
        let Snapshot { plan, standing, records, .. } = snapshot;
        let seq = standing.seq;
        let records = records.into_iter().map(|r| (r.key, r.revision, r.record));
        Self {
            plan: Plan::from_records(plan, seq, records),
            standing,
            snapshot: Some(Snapshotted { seq, bytes }),
            used: 0,
        }
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
