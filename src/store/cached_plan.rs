//! A plan in memory with its standing in the journal.

use super::{
    Harm, StoreError,
    journal::{Frame, FrameAt, Reader},
    page::Dirty,
    wire::{Snapshot, Standing},
};
use crate::domain::{Change, Plan, PlanId, RecordKey};

/// A plan in memory with its standing in the journal.
#[derive(Clone, Debug)]
pub(super) struct CachedPlan {
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
    /// So many changes are followed from it before a new one costs less: a change takes as long to follow as
    /// some kilobytes to write, and they are written once and followed at every start.
    pub fn tail(self) -> usize {
        (self.bytes / 16_384).clamp(16, 256)
    }

    /// Whether it is time for a new one.
    pub fn is_outgrown(self, seq: u64) -> bool {
        seq.saturating_sub(self.seq) > self.tail() as u64
    }
}

impl CachedPlan {
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

    /// Applies the next change to a part of a plan, as far as the part has what it edits; none where the change
    /// may have moved what belongs to the part.
    pub fn follow_in_part(&mut self, change: &Change, at: FrameAt, evidence: bool) -> Option<()> {
        let shapes = |key: &RecordKey| matches!(key, RecordKey::Node(_) | RecordKey::Indicator(_));
        if change.edits.iter().any(|edit| shapes(&edit.key)) {
            return None;
        }
        let mut own = change.clone();
        own.edits.retain(|edit| self.has_in_part(&edit.key, evidence));
        let seq = self.standing.seq + 1;
        self.plan.apply_at(&own, seq);
        self.standing.advance(change, seq, at);
        self.plan.exists().then_some(())
    }

    /// Whether a part of a plan is sure to have a record if the plan has it.
    pub fn has_in_part(&self, key: &RecordKey, evidence: bool) -> bool {
        match key {
            RecordKey::Node(id) => self.plan.node(*id).is_some(),
            RecordKey::Indicator(id) | RecordKey::Target(id, ..) | RecordKey::Fact(id, ..) => {
                self.plan.indicator(*id).is_some()
            }
            RecordKey::Evidence(_) => evidence,
            RecordKey::Header
            | RecordKey::Performer(_)
            | RecordKey::Doubt(_)
            | RecordKey::Accepted(..)
            | RecordKey::Closing(_)
            | RecordKey::Decision(..)
            | RecordKey::Role(_)
            | RecordKey::Flag(..) => true,
        }
    }

    /// Goes on at a number, though changes before it are not known.
    pub const fn skip_to(&mut self, seq: u64) {
        self.standing.seq = seq;
    }

    /// Applies a frame of the journal; one that is applied already is passed over.
    pub fn follow(&mut self, frame: &Frame, reader: &Reader, dirty: &mut Dirty) -> Result<(), StoreError> {
        let (seq, known) = (frame.label.seq, self.standing.seq);
        if seq <= known {
            return Ok(());
        }
        if seq != known + 1 {
            return Err(reader.damaged(frame.at, Harm::Order));
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
