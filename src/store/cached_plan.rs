//! A plan in memory, with the number and the frame of its last change in the journal.

use super::{
    Harm, StoreError,
    journal::{Frame, FrameAt, Reader},
    page::Dirty,
    wire::{SnapshotHead, Standing, StoredRecord},
};
use crate::domain::{Change, KeptFigures, Plan, PlanId, RecordKey};

/// A plan in memory, with the number and the frame of its last change in the journal.
#[derive(Clone, Debug)]
pub(super) struct CachedPlan {
    pub plan: Plan,
    pub standing: Standing,
    /// The snapshot file of the plan; none where there is no such file.
    pub snapshot: Option<Snapshotted>,
    /// When the plan was last used, counted in uses of the store.
    pub used: u64,
}

/// The snapshot file of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Snapshotted {
    /// The number of the last change that the snapshot contains.
    pub seq: u64,
    /// The size of the file.
    pub bytes: usize,
}

impl Snapshotted {
    /// How many changes may follow the snapshot before it is rewritten. Replaying a change takes as long as writing
    /// some kilobytes, but a snapshot is written once and its tail is replayed at every start.
    pub fn tail(self) -> usize {
        (self.bytes / 16_384).clamp(16, 256)
    }

    /// Whether so many changes follow the snapshot that it should be rewritten.
    pub fn is_outgrown(self, seq: u64) -> bool {
        seq.saturating_sub(self.seq) > self.tail() as u64
    }
}

impl CachedPlan {
    /// A plan before its first change.
    pub fn empty(id: PlanId) -> Self {
        Self { plan: Plan::empty(id), standing: Standing::start(), snapshot: None, used: 0 }
    }

    /// A deleted plan: it has no records, but later changes continue its numbering.
    pub fn deleted(id: PlanId, standing: Standing) -> Self {
        Self { plan: Plan::from_records(id, standing.seq, []), standing, snapshot: None, used: 0 }
    }

    /// A plan read from the pages of a snapshot file of this size, with room for so many nodes. Without figures the
    /// records that were read are counted when somebody asks.
    pub fn from_snapshot(
        head: SnapshotHead,
        pages: impl IntoIterator<Item = Vec<StoredRecord>>,
        figures: Option<KeptFigures>,
        nodes: u32,
        bytes: usize,
    ) -> Self {
        let SnapshotHead { plan, standing, .. } = head;
        let seq = standing.seq;
        let records = pages.into_iter().flatten().map(|r| (r.key, r.revision, r.record));
        let nodes = nodes as usize;
        let plan = match figures {
            Some(figures) => Plan::with_figures(nodes, plan, seq, records, figures),
            None => Plan::with_room(nodes, plan, seq, records),
        };
        Self { plan, standing, snapshot: Some(Snapshotted { seq, bytes }), used: 0 }
    }

    /// Applies the next change, whose frame begins at `at`.
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

    /// Applies the next change to a partially loaded plan; edits of records outside the part are skipped. None if the
    /// change edits nodes or indicators, because other records may belong to the part then, or if it deletes the plan.
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

    /// Whether the loaded part certainly contains a record if the whole plan has it.
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

    /// Sets the change number although earlier changes are not known.
    pub const fn skip_to(&mut self, seq: u64) {
        self.standing.seq = seq;
    }

    /// Applies a frame of the journal; a frame that was applied already is skipped.
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

/// Removes the remaining records of a plan without a header, because such a plan was deleted. Returns whether it was.
pub(super) fn settle(plan: &mut Plan) -> bool {
    let gone = !plan.exists();
    if gone {
        *plan = Plan::from_records(plan.id(), plan.seq(), []);
    }
    gone
}
