//! What the store holds in memory, guarded by its single writer lock.

use std::sync::mpsc::Sender;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Logged, Loss, News, PlanEntry, PlanPart, StoreNotice,
    cached_plan::CachedPlan,
    journal::{FrameAt, Journal, Position, Reader},
    listing::{Catalog, PlanRow, Unreadable},
    page::Dirty,
    stamp::Stamp,
    state::Update,
    untold::Untold,
    view,
    wire::CatalogEntry,
    workspace::WorkspacePaths,
};
use crate::domain::{Change, Plan, PlanId, RecordKey};

/// How many plans are kept in memory; plans with updates that the state lacks are kept in addition.
const HELD: usize = 12;

/// The list of plans is rewritten when the journal has grown by this many bytes since, because reading them at a start
/// takes as long as writing the list.
const LAG: u64 = 16 << 10;

/// What the store holds in memory, guarded by its single writer lock.
#[derive(Debug)]
pub(super) struct Core {
    pub journal: Journal,
    held: FxHashMap<PlanId, CachedPlan>,
    /// The part of a plan that a command works on, and whether the part includes the evidence.
    part: Option<(CachedPlan, bool)>,
    /// Plans whose snapshots are rewritten at the next opportunity, although they are not old.
    outgrown: FxHashSet<PlanId>,
    /// The pages that the state has not received yet. The plans they belong to stay in memory.
    dirty: FxHashMap<PlanId, Dirty>,
    /// The list of plans; none until it was read from its file or asked of the state.
    pub catalog: Option<Catalog>,
    /// The end of the journal when the list was written to its file; none where there is no such file.
    pub viewed: Option<Position>,
    pub watchers: Vec<Sender<News>>,
    pub notices: Vec<StoreNotice>,
    /// How many notices were already reported.
    pub told: usize,
    pub untold: Untold,
    /// Changes that the journal lacks: the plans concerned are read-only until a person has decided.
    pub refused: Vec<Loss>,
    /// Whether the journal is damaged: then all plans are in memory, and there is no state.
    pub is_damaged: bool,
    uses: u64,
}

impl Core {
    pub fn new(
        journal: Journal,
        catalog: Option<Catalog>,
        viewed: Option<Position>,
        notices: Vec<StoreNotice>,
    ) -> Self {
        Self {
            journal,
            held: FxHashMap::default(),
            part: None,
            outgrown: FxHashSet::default(),
            dirty: FxHashMap::default(),
            catalog,
            viewed,
            watchers: Vec::new(),
            notices,
            told: 0,
            untold: Untold::default(),
            refused: Vec::new(),
            is_damaged: false,
            uses: 0,
        }
    }

    /// Leaves the plans in memory to the end of the process, because freeing a large plan record by record takes a tenth
    /// of the time of importing it.
    pub fn leave_plans(&mut self) {
        std::mem::forget((std::mem::take(&mut self.held), self.part.take()));
    }

    /// Loads a plan into memory if that is possible without the state. Returns whether the plan is in memory.
    pub fn load(&mut self, layout: &WorkspacePaths, reader: &Reader, id: PlanId) -> bool {
        if !self.held.contains_key(&id) {
            let Some(row) = self.row(id) else { return false };
            let Some(held) = view::read_plan(layout, reader, row.as_ref(), id) else { return false };
            self.insert(held);
        }
        self.uses += 1;
        if let Some(held) = self.held.get_mut(&id) {
            held.used = self.uses;
        }
        true
    }

    /// A plan that is not in memory, without keeping it there; none where it is in memory or the state is needed.
    pub fn look_into(&mut self, layout: &WorkspacePaths, reader: &Reader, id: PlanId) -> Option<CachedPlan> {
        if self.held.contains_key(&id) {
            return None;
        }
        view::read_plan(layout, reader, self.row(id)?.as_ref(), id)
    }

    /// Asks the list of plans; none where it is not known. If its files turn out to be damaged it is given up, so that
    /// the state is asked and the files are written anew.
    pub fn listed<T>(&mut self, ask: impl FnOnce(&mut Catalog) -> Result<T, Unreadable>) -> Option<T> {
        let answer = ask(self.catalog.as_mut()?).ok();
        if answer.is_none() {
            (self.catalog, self.viewed) = (None, None);
        }
        answer
    }

    /// The row of a plan in the list; none (outer) where the list is not known.
    fn row(&mut self, id: PlanId) -> Option<Option<PlanRow>> {
        self.listed(|catalog| catalog.row(id))
    }

    /// Loads a part of a plan that is not in memory, without the state; none where the whole plan is needed.
    pub fn load_part(
        &mut self,
        layout: &WorkspacePaths,
        reader: &Reader,
        id: PlanId,
        part: &PlanPart<'_>,
    ) -> Option<&Plan> {
        if self.held.contains_key(&id) {
            return None;
        }
        let row = self.row(id)?.filter(|row| row.name.is_some())?;
        match view::read_part(layout, reader, &row, part) {
            Ok(held) => self.part = Some((held, part.evidence)),
            Err(why) => {
                self.outgrown.extend((why == view::Whole::Outgrown).then_some(id));
                return None;
            }
        }
        self.part.as_ref().map(|(held, _)| &held.plan)
    }

    /// The loaded part of a plan, if it contains everything that the change edits or depends on.
    pub fn part_for(&mut self, change: &Change) -> Option<&mut CachedPlan> {
        let (held, evidence) = self.part.as_mut().filter(|(held, _)| held.plan.id() == change.plan)?;
        let edited = change.edits.iter().map(|edit| &edit.key);
        let has = |key: &RecordKey| held.has_in_part(key, *evidence);
        let all = edited.chain(change.guards.iter().map(|guard| &guard.key)).all(has);
        (all && !self.held.contains_key(&change.plan)).then_some(held)
    }

    /// Applies a committed change to the part of a plan that is in memory.
    pub fn follow_part(&mut self, change: &Change, at: FrameAt) {
        if let Some((held, evidence)) = &mut self.part
            && held.follow_in_part(change, at, *evidence).is_none()
        {
            self.part = None;
        }
    }

    /// Adds the notice that the figures of a plan follow other rules now, once, when the plan is opened for the first
    /// time since.
    pub fn tell_of(&mut self, id: PlanId) {
        if !self.untold.has(id) {
            return;
        }
        let Some(name) = self.row(id).flatten().and_then(|row| row.name) else { return };
        if self.untold.take(id) {
            self.notices.push(StoreNotice::FiguresFollowRules { plan: name.slug });
        }
    }

    /// Passes a committed change to the list of plans and to the watchers.
    pub fn announce(&mut self, change: &Change, seq: u64, at: FrameAt) {
        self.listed(|catalog| catalog.follow(change, seq, at));
        let logged = || Logged { seq, change: change.clone() };
        self.watchers.retain(|watcher| watcher.send(News::Changed(logged())).is_ok());
    }

    /// Puts a plan into memory, unless it is there.
    pub fn insert(&mut self, mut held: CachedPlan) {
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
        if self.is_damaged {
            return;
        }
        while self.held.len() > HELD {
            let idle = self.held.iter().filter(|(id, _)| **id != but && !self.dirty.contains_key(id));
            let Some(oldest) = idle.min_by_key(|(_, held)| held.used).map(|(id, _)| *id) else { return };
            self.held.remove(&oldest);
        }
    }

    /// Whether more plans wait to be written to the state than are kept in memory.
    pub fn is_full(&self) -> bool {
        self.dirty.len() > HELD
    }

    /// A plan that is in memory.
    pub fn held(&self, id: PlanId) -> Option<&CachedPlan> {
        self.held.get(&id)
    }

    /// The frame of a plan's last change, where it is known without the state.
    pub fn last_frame(&mut self, id: PlanId) -> Option<FrameAt> {
        match self.held.get(&id) {
            Some(held) => Some(held.standing.last),
            None => Some(self.row(id)?.map_or(FrameAt::NONE, |row| row.last)),
        }
    }

    /// A plan that is in memory, with the pages that the state lacks.
    pub fn held_mut(&mut self, id: PlanId) -> Option<(&mut CachedPlan, &mut Dirty)> {
        Some((self.held.get_mut(&id)?, self.dirty.entry(id).or_default()))
    }

    /// The first plan in the list whose figures are out of date and that is not in memory; none (outer) where the list
    /// is not known.
    pub fn first_stale(&mut self) -> Option<Option<PlanId>> {
        self.listed(|catalog| catalog.stale().map(drop))?;
        self.refresh_entries();
        self.listed(|catalog| Ok(catalog.stale()?.first().copied()))
    }

    /// The list of plans, by slug; none where it is not known, or where some figures are out of date after all.
    pub fn entries(&mut self) -> Option<Vec<PlanEntry>> {
        self.refresh_entries();
        let entries = self.listed(Catalog::entries)?;
        if self.listed(|catalog| Ok(catalog.stale()?.is_empty())) != Some(true) {
            return None;
        }
        let mut entries: Vec<PlanEntry> = entries.iter().filter_map(CatalogEntry::to_entry).collect();
        entries.sort_by(|a, b| a.slug.cmp(&b.slug));
        Some(entries)
    }

    /// Recomputes the out-of-date list entries of the plans that are in memory.
    fn refresh_entries(&mut self) {
        let Some(catalog) = &mut self.catalog else { return };
        let mut stale: Vec<&CachedPlan> =
            self.held.values().filter(|held| catalog.is_stale(held.plan.id())).collect();
        stale.sort_by_key(|held| held.plan.id());
        for held in stale {
            catalog.put(CatalogEntry::of(&held.plan, &held.standing));
        }
    }

    /// Takes over the list from the state; plans that the state lacks are taken from memory.
    pub fn learn(&mut self, entries: Vec<CatalogEntry>) {
        let live: Vec<PlanId> = entries.iter().filter(|entry| entry.live.is_some()).map(|e| e.plan).collect();
        let mut catalog = Catalog::of(entries);
        for held in self.dirty.keys().filter_map(|id| self.held.get(id)) {
            catalog.put(CatalogEntry::of(&held.plan, &held.standing));
        }
        self.untold.learn(live.into_iter());
        self.catalog = Some(catalog);
    }

    /// The updates that the state lacks, and the journal position that the state has reached once it has written them.
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

    /// Drops the updates that the state lacks, because the state will replay the journal up to this position.
    pub fn forget_updates(&mut self) -> Position {
        self.refresh_entries();
        self.dirty.clear();
        self.journal.end()
    }

    /// The changes missing from a plan, because of which it is read-only.
    pub fn lacks(&self, id: PlanId) -> Option<&Loss> {
        self.refused.iter().find(|loss| loss.plan.is_none_or(|plan| plan == id))
    }

    /// Writes the files for a fast start that are old enough to be worth it. While the journal is damaged nothing is
    /// written, because the existing files may contain what the journal lacks.
    pub fn write_views(&mut self, layout: &WorkspacePaths) -> Result<(), super::StoreError> {
        if self.is_damaged {
            return Ok(());
        }
        let reader = self.journal.reader();
        for held in self.held.values_mut() {
            if self.outgrown.remove(&held.plan.id()) {
                held.snapshot = None;
            }
            view::write_plan(layout, &reader, held)?;
        }
        let end = self.journal.end();
        let is_near = self.viewed.is_some_and(|viewed| viewed.distance_to(&end) <= LAG);
        if self.catalog.as_ref().is_none_or(|catalog| is_near && !catalog.is_unwritten()) {
            return Ok(());
        }
        self.refresh_entries();
        let Some(catalog) = &mut self.catalog else { return Ok(()) };
        if catalog.write(layout, end)? {
            // A failure is ignored, because without the stamp the position in the list itself is used.
            let _ = Stamp { root: *self.journal.root(), position: end }.write(&layout.view_stamp);
            self.viewed = Some(end);
        } else {
            (self.catalog, self.viewed) = (None, None);
        }
        Ok(())
    }
}
