//! Snapshots of single plans for a fast start. A snapshot is valid only while the journal contains the frame in its
//! stamp. Snapshots can be rebuilt.

use std::{collections::BTreeSet, path::PathBuf};

use super::{
    PlanPart, StoreError,
    cached_plan::{CachedPlan, Snapshotted},
    journal::{FrameAt, Reader},
    listing::PlanRow,
    page::Dirty,
    snapshot,
    wire::{SnapshotHead, Standing},
    workspace::WorkspacePaths,
};
use crate::domain::{Change, PlanId, Record, RecordKey, Subject};

/// The maximal number of changes replayed after a snapshot, because the state is faster for more.
const WALK: usize = 2_000;

fn plan_path(layout: &WorkspacePaths, id: PlanId) -> PathBuf {
    layout.view.join(format!("{id}.snap"))
}

/// Whether there is a snapshot of a plan, valid or not.
pub(super) fn has_snapshot(layout: &WorkspacePaths, id: PlanId) -> bool {
    plan_path(layout, id).exists()
}

/// A plan, by its row in the list, from its snapshot and the frames after it; none where they do not suffice and the state has to be read.
pub(super) fn read_plan(
    layout: &WorkspacePaths,
    reader: &Reader,
    row: Option<&PlanRow>,
    id: PlanId,
) -> Option<CachedPlan> {
    let Some(row) = row else { return Some(CachedPlan::empty(id)) };
    let PlanRow { seq, last, changed_at, .. } = *row;
    if row.name.is_none() {
        return Some(CachedPlan::deleted(id, Standing { seq, last, changed_at, recent: Vec::new() }));
    }
    let held = snapshot::read(&plan_path(layout, id), |head| is_valid(reader, id, head));
    let mut held = held.unwrap_or_else(|| CachedPlan::empty(id));
    let (frames, before) = reader.of_plan(id, last, held.standing.seq, WALK).ok()??;
    if before != held.standing.last {
        return None;
    }
    let mut dirty = Dirty::default();
    frames.iter().try_for_each(|frame| held.follow(frame, reader, &mut dirty)).ok()?;
    Some(held)
}

/// Why a whole plan is needed where a part of it was requested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whole {
    /// The part cannot be determined from its addresses, or there is no snapshot.
    NoPart,
    /// Since the snapshot, the outline of the plan or many places in it were changed, so a new snapshot is due.
    Outgrown,
}

/// A part of a plan that exists, from its snapshot and the frames after it.
pub(super) fn read_part(
    layout: &WorkspacePaths,
    reader: &Reader,
    row: &PlanRow,
    part: &PlanPart<'_>,
) -> Result<CachedPlan, Whole> {
    let id = row.plan;
    let valid = |head: &SnapshotHead| is_valid(reader, id, head);
    let opened = snapshot::open(&plan_path(layout, id), valid).ok_or(Whole::NoPart)?;
    let Standing { seq, last, .. } = opened.head.standing;
    let tail = opened.size().map_or(0, |bytes| Snapshotted { seq, bytes }.tail());
    let frames = reader.of_plan(id, row.last, seq, tail).map_err(|_| Whole::NoPart)?;
    let (frames, before) = frames.ok_or(Whole::Outgrown)?;
    if before != last {
        return Err(Whole::NoPart);
    }
    let mut subjects = BTreeSet::new();
    let mut changes = Vec::new();
    for frame in &frames {
        let change = reader.change(frame).map_err(|_| Whole::NoPart)?;
        if part.groups {
            subjects.extend(subjects_of(&change).ok_or(Whole::NoPart)?);
        }
        changes.push((change, frame.at));
    }
    let mut held = opened.part(part, &subjects).ok_or(Whole::NoPart)?;
    for (change, at) in &changes {
        held.follow_in_part(change, *at, part.evidence).ok_or(Whole::Outgrown)?;
    }
    Ok(held)
}

/// What a change is about, so that the figures can follow it; none where more than these records may be needed.
fn subjects_of(change: &Change) -> Option<BTreeSet<Subject>> {
    let mut subjects = BTreeSet::new();
    for edit in &change.edits {
        match edit.key {
            RecordKey::Target(id, ..) | RecordKey::Fact(id, ..) => subjects.extend([Subject::Indicator(id)]),
            RecordKey::Decision(subject, _) => subjects.extend([subject]),
            RecordKey::Doubt(_) => subjects.extend(match &edit.after {
                Some(Record::Doubt(doubt)) => Some(doubt.subject).filter(|subject| *subject != Subject::Plan),
                _ => None,
            }),
            RecordKey::Accepted(..)
            | RecordKey::Closing(_)
            | RecordKey::Performer(_)
            | RecordKey::Role(_)
            | RecordKey::Flag(..) => {}
            RecordKey::Header | RecordKey::Node(_) | RecordKey::Indicator(_) | RecordKey::Evidence(_) => {
                return None;
            }
        }
    }
    Some(subjects)
}

/// Whether a snapshot is one of the plan, and the journal contains the change that it was made after.
fn is_valid(reader: &Reader, id: PlanId, head: &SnapshotHead) -> bool {
    let Standing { seq, last, .. } = head.standing;
    head.plan == id
        && last != FrameAt::NONE
        && reader.link(head.plan, seq, last).is_ok_and(|hash| hash == head.hash)
}

/// Writes a new snapshot of a plan if the old one is outgrown, or removes that of a deleted plan.
pub(super) fn write_plan(
    layout: &WorkspacePaths,
    reader: &Reader,
    held: &mut CachedPlan,
) -> Result<(), StoreError> {
    let (id, seq) = (held.plan.id(), held.standing.seq);
    let path = plan_path(layout, id);
    if !held.plan.exists() {
        let _ = std::fs::remove_file(&path);
        held.snapshot = None;
        return Ok(());
    }
    if held.snapshot.is_some_and(|snapshot| !snapshot.is_outgrown(seq)) {
        return Ok(());
    }
    let hash = reader.link(id, seq, held.standing.last)?;
    let head = SnapshotHead::stamp(id, held.standing.clone(), hash);
    let bytes = snapshot::write(&path, head, &held.plan)?;
    held.snapshot = Some(Snapshotted { seq, bytes });
    Ok(())
}
