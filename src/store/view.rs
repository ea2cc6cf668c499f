//! Snapshots for a fast start: single plans, in files that count only while the journal holds what they are
//! stamped with. Nothing is lost with them.

use std::path::PathBuf;

use super::{
    StoreError, codec,
    held::{Held, Snapshotted},
    journal::{FrameAt, Reader},
    listing::Catalog,
    page::{self, Dirty},
    wire::{Row, Snapshot, Standing},
    workspace::{Layout, replace_file},
};
use crate::domain::PlanId;

/// Further back than so many changes a plan is not followed through the journal: the state is quicker.
const WALK: usize = 2_000;

fn plan_path(layout: &Layout, id: PlanId) -> PathBuf {
    layout.view.join(format!("{id}.snap"))
}

/// Whether there is a snapshot of a plan, be it good or not.
pub(super) fn has_snapshot(layout: &Layout, id: PlanId) -> bool {
    plan_path(layout, id).exists()
}

/// A plan out of its snapshot and the frames after it; none where they do not suffice and the state has to
/// be asked.
pub(super) fn read_plan(layout: &Layout, reader: &Reader, catalog: &Catalog, id: PlanId) -> Option<Held> {
    let Some(row) = catalog.row(id) else { return Some(Held::empty(id)) };
    let Row { seq, last, changed_at, .. } = *row;
    if row.name.is_none() {
        return Some(Held::deleted(id, Standing { seq, last, changed_at, recent: Vec::new() }));
    }
    let bytes = std::fs::read(plan_path(layout, id)).unwrap_or_default();
    let snapshot = codec::decode::<Snapshot>(&bytes).ok().filter(|s| s.plan == id && is_stamped(reader, s));
    let mut held = snapshot.map_or_else(|| Held::empty(id), |s| Held::from_snapshot(s, bytes.len()));
    let (frames, before) = reader.of_plan(id, last, held.standing.seq, WALK).ok()??;
    if before != held.standing.last {
        return None;
    }
    let mut dirty = Dirty::default();
    frames.iter().try_for_each(|frame| held.follow(frame, reader, &mut dirty)).ok()?;
    Some(held)
}

/// Whether the journal holds the very change after which a snapshot was made.
fn is_stamped(reader: &Reader, snapshot: &Snapshot) -> bool {
    let Standing { seq, last, .. } = snapshot.standing;
    last != FrameAt::NONE && reader.link(snapshot.plan, seq, last).is_ok_and(|hash| hash == snapshot.hash)
}

/// Writes the snapshot of a plan when it has outgrown the one there is, or removes that of one that is gone.
pub(super) fn write_plan(layout: &Layout, reader: &Reader, held: &mut Held) -> Result<(), StoreError> {
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
    let snapshot = Snapshot {
        plan: id,
        standing: held.standing.clone(),
        hash: reader.link(id, seq, held.standing.last)?,
        records: page::all_records(&held.plan),
    };
    let bytes = codec::encode(&snapshot).map_err(|e| StoreError::damaged(&path, 0, e.to_string()))?;
    replace_file(&path, &bytes, false)?;
    held.snapshot = Some(Snapshotted { seq, bytes: bytes.len() });
    Ok(())
}
