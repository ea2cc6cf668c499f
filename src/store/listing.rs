//! The list of plans: in memory by plan, on the disk in two files. One file has every plan as of a position in the
//! journal; the other has the plans changed since, so that a change does not rewrite the whole list.
//!
//! ```text
//! "KVLIST04" | length of the index u64 | index, in an envelope | entries, each in an envelope
//! ```
//!
//! The index has what is needed of every plan: its number, its last frame, its name. An entry has the figures of a plan
//! and is read only when they are shown. Both files can be rebuilt.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read,
    path::{Path, PathBuf},
};

use super::{
    Harm, StoreError, codec,
    journal::{FrameAt, Hash, Position, Reader},
    plain_file::{open_to_read, read_plain},
    wire::{CatalogEntry, CatalogIndex, Name, PlanRow},
    workspace::{WorkspacePaths, replace_file},
};
use crate::domain::{Change, PlanId, Record, RecordKey, catalog::Means};

const MAGIC: [u8; 8] = *b"KVLIST04";
const HEAD: usize = 16;
/// The whole list is rewritten when more plans than this, and more than a sixteenth of all, have changed.
const CHANGED: usize = 64;

/// The figures of a plan in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
enum ListedFigures {
    /// The plan was changed since they were computed.
    Stale,
    /// They are in a file.
    In(ByteRange),
    /// They are in memory.
    Known(Box<CatalogEntry>),
}

/// A range of bytes among the entries of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct ByteRange {
    /// Whether the range is in the file of changed plans rather than in that of all plans.
    changes: bool,
    at: u64,
    length: u32,
}

/// The list of plans.
#[derive(Debug, Default)]
pub(super) struct Catalog {
    plans: BTreeMap<PlanId, (PlanRow, ListedFigures)>,
    /// Existing plans with out-of-date figures.
    stale: BTreeSet<PlanId>,
    /// Plans that differ from the file of all plans.
    changed: BTreeSet<PlanId>,
    /// The chain's hash at the position of the file of all plans; none where there is no such file.
    base: Option<Hash>,
    /// Whether figures were computed that no file has yet.
    fresh: bool,
    /// The paths of its two files; none for a list that was made from entries.
    files: Option<(PathBuf, PathBuf)>,
}

impl Catalog {
    /// The list made from these entries.
    pub fn of(entries: Vec<CatalogEntry>) -> Self {
        let mut list = Self::default();
        entries.into_iter().for_each(|entry| list.put(entry));
        list
    }

    /// Reads the list from its files, and the position in the journal that they are of.
    pub fn read(layout: &WorkspacePaths) -> Option<(Self, Position)> {
        let files = paths(layout);
        let base = read_index(&files.0)?;
        let changes = read_index(&files.1).filter(|changes| changes.base == Some(base.position.hash));
        let position = changes.as_ref().map_or(base.position, |changes| changes.position);
        let item = |row: PlanRow, changes: bool| {
            let place = ByteRange { changes, at: row.at, length: row.length };
            let figures = if row.length == 0 { ListedFigures::Stale } else { ListedFigures::In(place) };
            (row.plan, (row, figures))
        };
        let mut list = Self {
            plans: base.rows.into_iter().map(|row| item(row, false)).collect(),
            base: Some(base.position.hash),
            files: Some(files),
            ..Self::default()
        };
        for row in changes.into_iter().flat_map(|changes| changes.rows) {
            list.changed.insert(row.plan);
            list.plans.extend([item(row, true)]);
        }
        let old = list
            .plans
            .iter()
            .filter(|(_, (row, figures))| row.name.is_some() && matches!(figures, ListedFigures::Stale));
        list.stale = old.map(|(id, _)| *id).collect();
        Some((list, position))
    }

    /// Applies a change; the figures of its plan are out of date from then on.
    pub fn follow(&mut self, change: &Change, seq: u64, last: FrameAt) {
        let plan = change.plan;
        let blank = || PlanRow { plan, seq, last, changed_at: 0, name: None, at: 0, length: 0 };
        let (row, figures) = self.plans.entry(plan).or_insert_with(|| (blank(), ListedFigures::Stale));
        (row.seq, row.last, row.changed_at) = (seq, last, change.at);
        if let Some(edit) = change.edits.iter().find(|edit| edit.key == RecordKey::Header) {
            row.name = match &edit.after {
                Some(Record::Header(header)) => Some(Name::of(header)),
                _ => None,
            };
        }
        *figures = ListedFigures::Stale;
        if row.name.is_some() {
            self.stale.insert(plan);
        } else {
            self.stale.remove(&plan);
        }
        self.changed.insert(plan);
    }

    /// Adds or replaces an up-to-date entry.
    pub fn put(&mut self, entry: CatalogEntry) {
        let plan = entry.plan;
        self.stale.remove(&plan);
        self.changed.insert(plan);
        self.fresh = true;
        self.plans.insert(plan, (PlanRow::of(&entry), ListedFigures::Known(Box::new(entry))));
    }

    /// The index row of a plan; none where the plan never had a change.
    pub fn row(&self, id: PlanId) -> Option<&PlanRow> {
        self.plans.get(&id).map(|(row, _)| row)
    }

    /// The hash of the chain at the last change of a plan that exists; without a plan, at the journal's end.
    pub fn stamp(&self, reader: &Reader, plan: Option<PlanId>, end: Position) -> Option<Hash> {
        let Some(id) = plan else { return Some(end.hash) };
        let row = self.row(id).filter(|row| row.name.is_some())?;
        reader.link(id, row.seq, row.last).ok()
    }

    /// The slug of a plan that exists.
    pub fn slug(&self, id: PlanId) -> Option<&str> {
        self.row(id)?.name.as_ref().map(|name| name.slug.as_str())
    }

    /// The plans that exist.
    pub fn live(&self) -> impl Iterator<Item = PlanId> + '_ {
        self.plans.values().filter(|(row, _)| row.name.is_some()).map(|(row, _)| row.plan)
    }

    /// The plans that had changes and do not exist any more.
    pub fn gone(&self) -> Vec<PlanId> {
        self.rows().filter(|row| row.name.is_none()).map(|row| row.plan).collect()
    }

    /// The index rows of all plans.
    pub fn rows(&self) -> impl Iterator<Item = &PlanRow> + '_ {
        self.plans.values().map(|(row, _)| row)
    }

    /// Existing plans with out-of-date figures.
    pub fn stale(&self) -> impl Iterator<Item = PlanId> + '_ {
        self.stale.iter().copied()
    }

    /// Another plan than `but` that has the slug.
    pub fn owner_of(&self, slug: &str, but: PlanId) -> Option<PlanId> {
        let mut named = self.plans.values().filter_map(|(row, _)| Some((row.plan, row.name.as_ref()?)));
        named.find(|(id, name)| *id != but && name.slug == slug).map(|(id, _)| id)
    }

    /// Finds the plan that a name means among those that exist.
    pub fn means(&self, name: Option<&str>) -> Means<PlanId> {
        let rows = self.plans.values().filter_map(|(row, _)| Some((row.plan, row.name.as_ref()?)));
        Means::among(name, rows.map(|(id, name)| (id, name.slug.as_str(), id, name.archived)))
    }

    /// Every up-to-date entry, including those of deleted plans. An entry that cannot be read from its file is marked
    /// as out of date.
    pub fn entries(&mut self) -> Vec<CatalogEntry> {
        let bytes = self.files.as_ref().map(|files| (read_entries(&files.0), read_entries(&files.1)));
        let (all, changes) = bytes.unwrap_or_default();
        let mut entries = Vec::with_capacity(self.plans.len());
        for (id, (row, figures)) in &self.plans {
            let entry = match figures {
                _ if row.name.is_none() => Some(row.deleted()),
                ListedFigures::Stale => None,
                ListedFigures::Known(entry) => Some(entry.as_ref().clone()),
                ListedFigures::In(place) => place.of(if place.changes { &changes } else { &all }),
            };
            match entry.filter(|entry| (entry.plan, entry.seq) == (row.plan, row.seq)) {
                Some(entry) => entries.push(entry),
                None => {
                    self.stale.insert(*id);
                }
            }
        }
        for id in &self.stale {
            if let Some((_, figures)) = self.plans.get_mut(id) {
                *figures = ListedFigures::Stale;
            }
        }
        entries
    }

    /// Whether the files are missing or lack figures that were expensive to compute.
    pub const fn is_unwritten(&self) -> bool {
        self.fresh || self.base.is_none()
    }

    /// Writes the plans that differ from the file of all plans, or all plans where too many differ.
    pub fn write(&mut self, layout: &WorkspacePaths, position: Position) -> Result<(), StoreError> {
        let files = paths(layout);
        let (all, changes) = (read_entries(&files.0), read_entries(&files.1));
        let bytes = |(row, figures): &(PlanRow, ListedFigures)| {
            let bytes = match figures {
                _ if row.name.is_none() => Vec::new(),
                ListedFigures::Stale => Vec::new(),
                ListedFigures::Known(entry) => codec::encode(entry.as_ref())
                    .map_err(|cause| StoreError::damaged(&files.0, 0, Harm::Content(cause.to_string())))?,
                ListedFigures::In(place) => {
                    let from = if place.changes { &changes } else { &all };
                    place.bytes(from).unwrap_or_default().to_vec()
                }
            };
            Ok((row.clone(), bytes))
        };
        let some = self.changed.len() <= CHANGED.max(self.plans.len() / 16);
        if let (Some(base), true) = (self.base, some) {
            let rows = self.changed.iter().filter_map(|id| self.plans.get(id)).map(bytes);
            write_index(&files.1, Some(base), position, rows.collect::<Result<_, StoreError>>()?)?;
        } else {
            let rows = self.plans.values().map(bytes).collect::<Result<_, StoreError>>()?;
            write_index(&files.0, None, position, rows)?;
            // The old file of changes does not belong to the new list, and is ignored if it cannot be removed.
            let _ = std::fs::remove_file(&files.1);
        }
        // The byte ranges have changed, because the files were rewritten.
        if let Some((written, _)) = Self::read(layout) {
            *self = written;
        }
        Ok(())
    }
}

impl ByteRange {
    fn bytes(self, entries: &[u8]) -> Option<&[u8]> {
        let at = usize::try_from(self.at).ok()?;
        entries.get(at..at.checked_add(self.length as usize)?)
    }

    fn of(self, entries: &[u8]) -> Option<CatalogEntry> {
        codec::decode(self.bytes(entries)?).ok()
    }
}

impl PlanRow {
    /// The index row of an entry.
    fn of(entry: &CatalogEntry) -> Self {
        let name = entry.live.as_ref().map(|live| Name {
            slug: live.slug.clone(),
            organisation: live.organisation.clone(),
            period: live.period,
            archived: live.archived,
        });
        let CatalogEntry { plan, seq, last, changed_at, .. } = *entry;
        Self { plan, seq, last, changed_at, name, at: 0, length: 0 }
    }

    /// The entry of a deleted plan.
    const fn deleted(&self) -> CatalogEntry {
        let Self { plan, seq, last, changed_at, .. } = *self;
        CatalogEntry { plan, seq, last, changed_at, live: None }
    }
}

/// Whether version 1 wrote the list, so that the workspace has not been opened since.
pub(super) fn is_of_version_1(layout: &WorkspacePaths) -> bool {
    let mut head = [0; 6];
    let read = open_to_read(&paths(layout).0).and_then(|mut file| file.read_exact(&mut head));
    read.is_ok() && codec::version_of(&head) == Some(1)
}

fn paths(layout: &WorkspacePaths) -> (PathBuf, PathBuf) {
    (layout.view.join("catalog.snap"), layout.view.join("since.snap"))
}

fn read_index(path: &Path) -> Option<CatalogIndex> {
    let mut file = open_to_read(path).ok()?;
    let length = index_length(&mut file)?;
    let index = codec::read_bytes(&mut file, usize::try_from(length).ok()?).ok()?;
    codec::decode(&index).ok()
}

fn index_length(input: &mut impl Read) -> Option<u64> {
    let (mut magic, mut length) = ([0; 8], [0; 8]);
    input.read_exact(&mut magic).ok()?;
    input.read_exact(&mut length).ok()?;
    (magic == MAGIC).then_some(u64::from_le_bytes(length))
}

/// The bytes of the entries in a file; empty where there is no such file.
fn read_entries(path: &Path) -> Vec<u8> {
    let bytes = read_plain(path).unwrap_or_default();
    let length = index_length(&mut bytes.as_slice()).and_then(|length| usize::try_from(length).ok());
    let from = length.and_then(|length| length.checked_add(HEAD));
    from.and_then(|from| bytes.get(from..)).map(<[u8]>::to_vec).unwrap_or_default()
}

fn write_index(
    path: &Path,
    base: Option<Hash>,
    position: Position,
    items: Vec<(PlanRow, Vec<u8>)>,
) -> Result<(), StoreError> {
    let (mut rows, mut entries) = (Vec::with_capacity(items.len()), Vec::new());
    for (row, bytes) in items {
        let length = u32::try_from(bytes.len()).unwrap_or(0);
        rows.push(PlanRow { at: entries.len() as u64, length, ..row });
        entries.extend_from_slice(&bytes);
    }
    let index = codec::encode(&CatalogIndex { base, position, rows })
        .map_err(|cause| StoreError::damaged(path, 0, Harm::Content(cause.to_string())))?;
    let mut out = Vec::with_capacity(HEAD + index.len() + entries.len());
    out.extend_from_slice(&MAGIC);
    out.extend_from_slice(&(index.len() as u64).to_le_bytes());
    out.extend_from_slice(&index);
    out.extend_from_slice(&entries);
    replace_file(path, &out, false)
}
