//! The list of plans, on the disk in two files: one has every plan as of a position in the journal; the other has the
//! plans changed since, so that a change does not rewrite the whole list. In memory are the plans that differ from the
//! files; of the others, those that somebody asks for are read.
//!
//! The rows have what is needed of every plan: its number, its last frame, its name. An entry has the figures of a plan
//! and is read only when they are shown. Both files can be rebuilt.

mod file;

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read as _,
};

use super::{
    Harm, StoreError, codec,
    journal::{FrameAt, Hash, Position, Reader},
    plain_file::open_to_read,
    wire::{CatalogEntry, CatalogHead},
    workspace::WorkspacePaths,
};
use crate::domain::{
    Change, PlanId, Record, RecordKey,
    catalog::{Means, TypedName},
};
#[cfg(test)]
pub(super) use file::{ENTRIES_READ, forget_rules};
use file::{ListFile, Name, paths};
pub(super) use file::{PlanRow, Unreadable};

/// The whole list is rewritten when more plans than this, and more than a sixteenth of all, have changed.
const CHANGED: u32 = 64;

/// A plan that differs from the files.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ChangedPlan {
    row: PlanRow,
    /// Its figures; none where they are out of date or the plan was deleted.
    figures: Option<Box<CatalogEntry>>,
}

/// The figures of a plan.
enum ListedFigures<'a> {
    /// The plan was changed since they were computed, or they follow other rules.
    Stale,
    /// The bytes of an entry in a file.
    Stored(&'a [u8]),
    Known(&'a CatalogEntry),
}

/// The list of plans.
#[derive(Debug, Default)]
pub(super) struct Catalog {
    /// The file of all plans, and that of the plans changed since; none for a list that was made from entries.
    files: Vec<ListFile>,
    /// Plans that differ from the files, or all where there are none.
    changed: BTreeMap<PlanId, ChangedPlan>,
    /// Existing plans with out-of-date figures; none as long as nobody has asked for them all.
    stale: Option<BTreeSet<PlanId>>,
    /// Whether figures were computed that no file has yet.
    fresh: bool,
}

impl Catalog {
    /// The list made from these entries.
    pub fn of(entries: Vec<CatalogEntry>) -> Self {
        let mut list = Self::default();
        entries.into_iter().for_each(|entry| list.put(entry));
        list
    }

    /// Opens the list in its files, and gives the position in the journal that they are of.
    pub fn read(layout: &WorkspacePaths) -> Option<(Self, Position)> {
        let [all, changes] = paths(&layout.view);
        let base = ListFile::open(&all)?;
        let since = ListFile::open(&changes).filter(|file| file.head.base == Some(base.head.position.hash));
        let files: Vec<ListFile> = std::iter::once(base).chain(since).collect();
        let position = files.last()?.head.position;
        Some((Self { files, ..Self::default() }, position))
    }

    /// Applies a change; the figures of its plan are out of date from then on.
    pub fn follow(&mut self, change: &Change, seq: u64, last: FrameAt) -> Result<(), Unreadable> {
        let (plan, changed_at) = (change.plan, change.at);
        let header = change.edits.iter().find(|edit| edit.key == RecordKey::Header);
        let name = match header.map(|edit| &edit.after) {
            Some(Some(Record::Header(header))) => Some(Name::of(header)),
            Some(_) => None,
            None => self.row(plan)?.and_then(|row| row.name),
        };
        self.note_stale(plan, name.is_some());
        let row = PlanRow { plan, seq, last, changed_at, name, at: 0, length: 0 };
        self.changed.insert(plan, ChangedPlan { row, figures: None });
        Ok(())
    }

    /// Adds or replaces an entry.
    pub fn put(&mut self, entry: CatalogEntry) {
        let plan = entry.plan;
        self.note_stale(plan, !entry.has_figures());
        self.fresh = true;
        let row = PlanRow::of(&entry);
        let figures = (entry.live.is_some() && entry.has_figures()).then(|| Box::new(entry));
        self.changed.insert(plan, ChangedPlan { row, figures });
    }

    fn note_stale(&mut self, plan: PlanId, is_stale: bool) {
        if let Some(stale) = &mut self.stale {
            if is_stale {
                stale.insert(plan);
            } else {
                stale.remove(&plan);
            }
        }
    }

    /// The index row of a plan; none where the plan never had a change.
    pub fn row(&self, id: PlanId) -> Result<Option<PlanRow>, Unreadable> {
        if let Some(listed) = self.changed.get(&id) {
            return Ok(Some(listed.row.clone()));
        }
        for file in self.files.iter().rev() {
            if let Some(row) = file.row(id)? {
                return Ok(Some(row));
            }
        }
        Ok(None)
    }

    /// The hash of the chain at the last change of a plan that exists; without a plan, at the journal's end.
    pub fn stamp(&self, reader: &Reader, plan: Option<PlanId>, end: Position) -> Option<Hash> {
        let Some(id) = plan else { return Some(end.hash) };
        let row = self.row(id).ok()?.filter(|row| row.name.is_some())?;
        reader.link(id, row.seq, row.last).ok()
    }

    /// The index rows of all plans, by id.
    pub fn rows(&self) -> Result<Vec<PlanRow>, Unreadable> {
        Ok(self.merged(&self.files, &[])?.into_values().map(|(row, _)| row).collect())
    }

    /// The plans that had changes and do not exist any more.
    pub fn gone(&self) -> Result<Vec<PlanId>, Unreadable> {
        let gone = self.rows()?.into_iter().filter(|row| row.name.is_none());
        Ok(gone.map(|row| row.plan).collect())
    }

    /// Whether an existing plan is known to have out-of-date figures.
    pub fn is_stale(&self, id: PlanId) -> bool {
        match (self.changed.get(&id), &self.stale) {
            (Some(listed), _) => listed.row.name.is_some() && listed.figures.is_none(),
            (None, stale) => stale.as_ref().is_some_and(|stale| stale.contains(&id)),
        }
    }

    /// The existing plans with out-of-date figures.
    pub fn stale(&mut self) -> Result<&BTreeSet<PlanId>, Unreadable> {
        if self.stale.is_none() {
            let mut stale = BTreeSet::new();
            let mut note = |plan, is_stale| if is_stale { stale.insert(plan) } else { stale.remove(&plan) };
            for file in &self.files {
                for row in file.rows()? {
                    note(row.plan, row.name.is_some() && !file.has_figures(&row));
                }
            }
            for (id, plan) in &self.changed {
                note(*id, plan.row.name.is_some() && plan.figures.is_none());
            }
            self.stale = Some(stale);
        }
        Ok(self.stale.get_or_insert_default())
    }

    /// Another plan than `but` that has the slug.
    pub fn owner_of(&self, slug: &str, but: PlanId) -> Result<Option<PlanId>, Unreadable> {
        let found = self.matching(slug, |other| other == slug, None)?;
        let has = |row: &PlanRow| row.plan != but && row.name.as_ref().is_some_and(|name| name.slug == slug);
        Ok(found.into_values().find(has).map(|row| row.plan))
    }

    /// Finds the plan that a name means among those that exist.
    pub fn means(&self, name: Option<&str>) -> Result<Means<PlanId>, Unreadable> {
        let among = |rows: BTreeMap<PlanId, PlanRow>| {
            let named = rows.values().filter_map(|row| Some((row.plan, row.name.as_ref()?)));
            Means::among(name, named.map(|(id, name)| (id, name.slug.as_str(), id, name.archived)))
        };
        let Some(typed) = name.map(TypedName::of) else {
            return Ok(among(self.rows()?.into_iter().map(|row| (row.plan, row)).collect()));
        };
        if typed.slug().is_empty() {
            return Ok(Means::Nothing);
        }
        // A full name needs none of those that begin with it.
        let whole =
            self.matching(typed.slug(), |slug| slug == typed.slug(), typed.id().map(|id| (id, id)))?;
        let is = |row: &&PlanRow| row.name.as_ref().is_some_and(|name| typed.is(&name.slug, row.plan));
        if let Some(row) = whole.values().find(is) {
            return Ok(Means::One(row.plan));
        }
        let ids = typed.ids().map(|ids| (*ids.start(), *ids.end()));
        Ok(among(self.matching(typed.slug(), |slug| slug.starts_with(typed.slug()), ids)?))
    }

    /// The rows of the plans that have or had a slug from this one on as long as it matches, or an id in a range, and of
    /// those that differ from the files.
    fn matching(
        &self,
        slug: &str,
        is_in: impl Fn(&str) -> bool,
        ids: Option<(PlanId, PlanId)>,
    ) -> Result<BTreeMap<PlanId, PlanRow>, Unreadable> {
        let mut found: BTreeSet<PlanId> = self.changed.keys().copied().collect();
        for file in &self.files {
            found.extend(file.with_slugs(slug, &is_in)?.iter().map(|row| row.plan));
            if let Some((from, to)) = ids {
                found.extend(file.with_ids(from, to)?.iter().map(|row| row.plan));
            }
        }
        let mut rows = BTreeMap::new();
        for id in found {
            rows.extend(self.row(id)?.map(|row| (id, row)));
        }
        Ok(rows)
    }

    /// The bytes of the entries in the files.
    fn stored(&self) -> Vec<Vec<u8>> {
        self.files.iter().map(ListFile::entries).collect()
    }

    /// The plans of these files and those that differ, by id, with their figures among these entries.
    fn merged<'a>(
        &'a self,
        files: &[ListFile],
        entries: &'a [Vec<u8>],
    ) -> Result<BTreeMap<PlanId, (PlanRow, ListedFigures<'a>)>, Unreadable> {
        let mut all = BTreeMap::new();
        for (at, file) in files.iter().enumerate() {
            let entries = entries.get(at).map_or(&[][..], Vec::as_slice);
            all.extend(file.rows()?.into_iter().map(|row| {
                let figures = file.entry(&row, entries).map_or(ListedFigures::Stale, ListedFigures::Stored);
                (row.plan, (row, figures))
            }));
        }
        all.extend(self.changed.iter().map(|(id, listed)| {
            let figures = listed.figures.as_deref().map_or(ListedFigures::Stale, ListedFigures::Known);
            (*id, (listed.row.clone(), figures))
        }));
        Ok(all)
    }

    /// Every up-to-date entry, including those of deleted plans. An entry that cannot be read from its file is marked
    /// as out of date.
    pub fn entries(&mut self) -> Result<Vec<CatalogEntry>, Unreadable> {
        let stored = self.stored();
        let all = self.merged(&self.files, &stored)?;
        let (mut entries, mut stale) = (Vec::with_capacity(all.len()), Vec::new());
        for (row, figures) in all.into_values() {
            let entry = match figures {
                _ if row.name.is_none() => Some(row.deleted()),
                ListedFigures::Stale => None,
                ListedFigures::Stored(bytes) => codec::decode(bytes).ok(),
                ListedFigures::Known(entry) => Some(entry.clone()),
            };
            match entry.filter(|entry: &CatalogEntry| (entry.plan, entry.seq) == (row.plan, row.seq)) {
                Some(entry) => entries.push(entry),
                None => stale.push(row),
            }
        }
        self.stale = Some(stale.iter().map(|row| row.plan).collect());
        self.changed.extend(stale.into_iter().map(|row| (row.plan, ChangedPlan { row, figures: None })));
        Ok(entries)
    }

    /// Whether the files are missing or lack figures that were expensive to compute.
    pub const fn is_unwritten(&self) -> bool {
        self.fresh || self.files.is_empty()
    }

    /// Writes the plans that differ from the file of all plans, or all plans where too many differ. Returns whether the
    /// list could be written and read again; otherwise it is of no use any more.
    pub fn write(&mut self, layout: &WorkspacePaths, position: Position) -> Result<bool, StoreError> {
        let [all, changes] = paths(&layout.view);
        let count = |file: Option<&ListFile>| file.map_or(0, |file| file.head.plans);
        let differ = u32::try_from(self.changed.len()).unwrap_or(u32::MAX);
        let differ = count(self.files.get(1)).saturating_add(differ);
        let is_some = differ <= CHANGED.max(count(self.files.first()) / 16);
        let base = self.files.first().map(|base| base.head.position.hash).filter(|_| is_some);
        let skipped = usize::from(base.is_some());
        let (path, files) = (if base.is_some() { &changes } else { &all }, self.files.get(skipped..));
        let files = files.unwrap_or_default();
        let stored: Vec<Vec<u8>> = files.iter().map(ListFile::entries).collect();
        let Ok(items) = self.merged(files, &stored) else { return Ok(false) };
        let refused =
            |cause: codec::CodecError| StoreError::damaged(path, 0, Harm::Content(cause.to_string()));
        let mut rows = Vec::with_capacity(items.len());
        let mut entries = Vec::with_capacity(items.len());
        for (row, figures) in items.into_values() {
            entries.push(match figures {
                _ if row.name.is_none() => Vec::new(),
                ListedFigures::Stale => Vec::new(),
                ListedFigures::Stored(bytes) => bytes.to_vec(),
                ListedFigures::Known(entry) => codec::encode(entry).map_err(refused)?,
            });
            rows.push(row);
        }
        let items = rows.into_iter().zip(entries.iter().map(Vec::as_slice)).collect();
        if !file::write(path, CatalogHead::stamp(base, position), items)? {
            return Ok(false);
        }
        if base.is_none() {
            // The old file of changes does not belong to the new list, and is ignored if it cannot be removed.
            let _ = std::fs::remove_file(&changes);
        }
        let Some((written, _)) = Self::read(layout) else { return Ok(false) };
        *self = written;
        Ok(true)
    }
}

impl PlanRow {
    /// The index row of an entry.
    pub fn of(entry: &CatalogEntry) -> Self {
        let name = entry.live.as_ref().map(|live| Name { slug: live.slug.clone(), archived: live.archived });
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
    let [all, _] = paths(&layout.view);
    let read = open_to_read(&all).and_then(|mut file| file.read_exact(&mut head));
    read.is_ok() && codec::version_of(&head) == Some(1)
}

#[cfg(test)]
mod tests;
