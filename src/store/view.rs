//! Snapshots for a fast start: the list of plans and single plans, in files that count only while the
//! journal holds what they are stamped with. Nothing is lost with them.

use std::{collections::BTreeMap, path::PathBuf};

use super::{
    StoreError, codec,
    held::{Held, Snapshotted},
    journal::{Frame, FrameAt, Position, Reader},
    page::{self, Dirty},
    wire::{CatalogEntry, CatalogSnapshot, Snapshot, Standing},
    workspace::{Layout, replace_file},
};
use crate::domain::PlanId;

/// Further back than so many changes a plan is not followed through the journal: the state is quicker.
const WALK: usize = 2_000;

/// The list of plans.
#[derive(Debug, Default)]
pub(super) struct Catalog {
    pub entries: BTreeMap<PlanId, CatalogEntry>,
    /// Plans that were changed since their entry was made, with their last frame.
    pub stale: BTreeMap<PlanId, FrameAt>,
}

impl Catalog {
    /// The list as its file has it, brought up to the journal's tail as far as that goes without the plans.
    pub fn new(entries: Vec<CatalogEntry>, tail: &[Frame]) -> Self {
        let entries = entries.into_iter().map(|entry| (entry.plan, entry)).collect();
        let stale = tail.iter().map(|frame| (frame.label.plan, frame.at)).collect();
        Self { entries, stale }
    }

    /// The last frame of a plan; none where it never had one.
    pub fn last(&self, id: PlanId) -> Option<FrameAt> {
        self.stale.get(&id).copied().or_else(|| self.entries.get(&id).map(|entry| entry.last))
    }

    /// Takes an entry that is right.
    pub fn put(&mut self, entry: CatalogEntry) {
        self.stale.remove(&entry.plan);
        self.entries.insert(entry.plan, entry);
    }
}

fn catalog_path(layout: &Layout) -> PathBuf {
    layout.view.join("catalog.snap")
}

fn plan_path(layout: &Layout, id: PlanId) -> PathBuf {
    layout.view.join(format!("{id}.snap"))
}

/// Whether there is a snapshot of a plan, be it good or not.
pub(super) fn has_snapshot(layout: &Layout, id: PlanId) -> bool {
    plan_path(layout, id).exists()
}

/// The list of plans as its file has it, whether it still counts or not.
pub(super) fn read_catalog(layout: &Layout) -> Option<CatalogSnapshot> {
    codec::decode(&std::fs::read(catalog_path(layout)).ok()?).ok()
}

/// Writes the list of plans, stamped with a position of the journal.
pub(super) fn write_catalog(
    layout: &Layout,
    catalog: &Catalog,
    position: Position,
) -> Result<(), StoreError> {
    let path = catalog_path(layout);
    let snapshot = CatalogSnapshot { position, entries: catalog.entries.values().cloned().collect() };
    let bytes = codec::encode(&snapshot).map_err(|e| StoreError::damaged(&path, 0, e.to_string()))?;
    replace_file(&path, &bytes, false)
}

/// A plan out of its snapshot and the frames after it; none where they do not suffice and the state has to
/// be asked.
pub(super) fn read_plan(layout: &Layout, reader: &Reader, catalog: &Catalog, id: PlanId) -> Option<Held> {
    let Some(last) = catalog.last(id) else { return Some(Held::empty(id)) };
    if let Some(entry) = catalog.entries.get(&id)
        && entry.live.is_none()
        && entry.last == last
    {
        let (seq, changed_at) = (entry.seq, entry.changed_at);
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
