//! What the store holds in memory, under its one writer lock.

use std::sync::mpsc::Sender;

use rustc_hash::FxHashMap;

use super::{
    News, Notice, PlanEntry,
    held::Held,
    journal::{FrameAt, Journal, Position, Reader},
    listing::Catalog,
    page::Dirty,
    state::Update,
    view,
    wire::CatalogEntry,
    workspace::Layout,
};
use crate::domain::PlanId;

/// So many plans are kept in memory; those the state has not got yet are kept besides.
const HELD: usize = 12;

/// A start reads so many bytes of the journal in the time that writing the list takes.
const LAG: u64 = 16 << 10;

/// What the store holds in memory, under its one writer lock.
#[derive(Debug)]
pub(super) struct Core {
    pub journal: Journal,
    held: FxHashMap<PlanId, Held>,
    /// What the state has not got yet. Such plans are held.
    dirty: FxHashMap<PlanId, Dirty>,
    /// The list of plans, where it is known: by its file, or since the state was asked.
    pub catalog: Option<Catalog>,
    /// Where the journal ended when the list was written to its file; none where there is no such file.
    pub viewed: Option<Position>,
    pub watchers: Vec<Sender<News>>,
    pub notices: Vec<Notice>,
    uses: u64,
}

impl Core {
    pub fn new(
        journal: Journal,
        catalog: Option<Catalog>,
        viewed: Option<Position>,
        notices: Vec<Notice>,
    ) -> Self {
        Self {
            journal,
            held: FxHashMap::default(),
            dirty: FxHashMap::default(),
            catalog,
            viewed,
            watchers: Vec::new(),
            notices,
            uses: 0,
        }
    }

    /// Whether a plan is in memory, or can be had without the state; then it is now.
    pub fn hold(&mut self, layout: &Layout, reader: &Reader, id: PlanId) -> bool {
        if !self.held.contains_key(&id) {
            let Some(catalog) = &self.catalog else { return false };
            let Some(held) = view::read_plan(layout, reader, catalog, id) else { return false };
            self.insert(held);
        }
        self.uses += 1;
        if let Some(held) = self.held.get_mut(&id) {
            held.used = self.uses;
        }
        true
    }

    /// Takes a plan into memory, unless it is there.
    pub fn insert(&mut self, mut held: Held) {
        let id = held.plan.id();
        if self.held.contains_key(&id) {
            return;
        }
        self.uses += 1;
        held.used = self.uses;
        self.held.insert(id, held);
        self.evict(id);
    }

    fn evict(&mut self, but: PlanId) {
        while self.held.len() > HELD {
            let idle = self.held.iter().filter(|(id, _)| **id != but && !self.dirty.contains_key(id));
            let Some(oldest) = idle.min_by_key(|(_, held)| held.used).map(|(id, _)| *id) else { return };
            self.held.remove(&oldest);
        }
    }

    /// Whether more plans wait for the state than are kept in memory.
    pub fn is_full(&self) -> bool {
        self.dirty.len() > HELD
    }

    /// A plan that is in memory.
    pub fn held(&self, id: PlanId) -> Option<&Held> {
        self.held.get(&id)
    }

    /// The frame of a plan's last change, where it is known without the state.
    pub fn last_frame(&self, id: PlanId) -> Option<FrameAt> {
        let held = self.held.get(&id).map(|held| held.standing.last);
        held.or_else(|| Some(self.catalog.as_ref()?.row(id).map_or(FrameAt::NONE, |row| row.last)))
    }

    /// A plan that is in memory, with what the state lacks of it.
    pub fn held_mut(&mut self, id: PlanId) -> Option<(&mut Held, &mut Dirty)> {
        Some((self.held.get_mut(&id)?, self.dirty.entry(id).or_default()))
    }

    /// Plans in the list whose figures are old, and that are not in memory.
    pub fn first_stale(&mut self) -> Option<PlanId> {
        self.refresh_entries();
        self.catalog.as_ref()?.stale().next()
    }

    /// The list of plans, by slug; none where it is not known.
    pub fn entries(&mut self) -> Option<Vec<PlanEntry>> {
        self.refresh_entries();
        let catalog = self.catalog.as_mut()?;
        let mut entries: Vec<PlanEntry> =
            catalog.entries().iter().filter_map(CatalogEntry::to_entry).collect();
        entries.sort_by(|a, b| a.slug.cmp(&b.slug));
        Some(entries)
    }

    /// Makes the entries of plans anew whose figures are old, as far as they are in memory.
    fn refresh_entries(&mut self) {
        let Some(catalog) = &mut self.catalog else { return };
        let stale: Vec<&Held> = catalog.stale().filter_map(|id| self.held.get(&id)).collect();
        for held in stale {
            catalog.put(CatalogEntry::of(&held.plan, &held.standing));
        }
    }

    /// Takes over the list as the state has it: what the state lacks is in memory.
    pub fn learn(&mut self, entries: Vec<CatalogEntry>) {
        let mut catalog = Catalog::of(entries);
        for held in self.dirty.keys().filter_map(|id| self.held.get(id)) {
            catalog.put(CatalogEntry::of(&held.plan, &held.standing));
        }
        self.catalog = Some(catalog);
    }

    /// What the state lacks, and the position at which it then is.
    pub fn take_updates(&mut self) -> (Vec<Update>, Position) {
        self.refresh_entries();
        let mut updates = Vec::new();
        for (id, dirty) in self.dirty.drain() {
            if let Some(held) = self.held.get(&id) {
                updates.push(Update::of(held, &dirty));
            }
        }
        (updates, self.journal.end())
    }

    /// Forgets what the state lacks, because the state will follow the journal up to this position.
    pub fn forget_updates(&mut self) -> Position {
        self.refresh_entries();
        self.dirty.clear();
        self.journal.end()
    }

    /// Writes the files for a fast start, as far as they have become old enough to be worth it.
    pub fn write_views(&mut self, layout: &Layout) -> Result<(), super::StoreError> {
        let reader = self.journal.reader();
        for held in self.held.values_mut() {
            view::write_plan(layout, &reader, held)?;
        }
        let end = self.journal.end();
        let is_near = self.viewed.is_some_and(|viewed| viewed.distance_to(&end) <= LAG);
        if self.catalog.as_ref().is_none_or(|catalog| is_near && !catalog.is_unwritten()) {
            return Ok(());
        }
        self.refresh_entries();
        if let Some(catalog) = &mut self.catalog {
            catalog.write(layout, end)?;
            self.viewed = Some(end);
        }
        Ok(())
    }
}
