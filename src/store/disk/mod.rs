//! The store on a disk: the journal is the source of truth, and a thread of its own updates the state from it.

use std::{
    path::Path,
    sync::{
        Arc, MutexGuard,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, channel},
    },
    time::Duration,
};

mod open;
mod pack;
#[cfg(test)]
mod tests;

pub use open::OpenOptions;
pub use pack::PackedSize;

use super::{
    CommitError, Logged, Lost, News, PlanEntry, PlanPart, Store, StoreError, StoreNotice, Trouble, codec,
    core::Core,
    journal::{Frame, FrameAt, Label},
    listing::{Catalog, Unreadable},
    people,
    wire::fits,
    worker::{Shared, Wanted},
    workspace::Workspace,
};
use crate::domain::{Change, Plan, PlanId, Record, RecordKey, catalog::Means};

/// How long closing waits for the state; updates that it then lacks are replayed at the next start.
const PATIENCE: Duration = Duration::from_millis(30);

/// A workspace on a disk, open in this process only.
#[derive(Debug)]
pub struct DiskStore {
    shared: Arc<Shared>,
    closed: AtomicBool,
    brief: bool,
    // Dropped last, so that the lock is released only after the worker has ended.
    workspace: Option<Workspace>,
}

impl DiskStore {
    /// The directory of the workspace.
    pub fn path(&self) -> &Path {
        &self.shared.layout.root
    }

    /// Waits until everything committed is durable in the state. Safety does not depend on it; backups and measurements
    /// do.
    ///
    /// # Errors
    /// When the state cannot be written.
    pub fn settle(&self) -> Result<(), StoreError> {
        self.shared.ask(Wanted::Sync)
    }

    /// Locks the core with a plan loaded in it.
    fn with_plan(&self, id: PlanId) -> Result<MutexGuard<'_, Core>, StoreError> {
        loop {
            let mut core = self.shared.core();
            if core.load(&self.shared.layout, &self.shared.reader, id) {
                return Ok(core);
            }
            drop(core);
            self.shared.ask(Wanted::Plan(id))?;
        }
    }

    /// The frame of a plan's last change; the plan is loaded only where the list of plans does not know the frame.
    fn last_frame(&self, id: PlanId) -> Result<FrameAt, StoreError> {
        let known = self.shared.core().last_frame(id);
        match known {
            Some(last) => Ok(last),
            None => Ok(self.with_plan(id)?.held(id).map(|held| held.standing.last).unwrap_or_default()),
        }
    }

    fn logged(&self, frames: Vec<Frame>) -> Result<Vec<Logged>, StoreError> {
        let change = |frame: &Frame| self.shared.reader.change(frame);
        frames.iter().map(|frame| Ok(Logged { seq: frame.label.seq, change: change(frame)? })).collect()
    }

    /// Locks the core with the names of all plans loaded.
    fn with_names(&self) -> Result<MutexGuard<'_, Core>, StoreError> {
        loop {
            let core = self.shared.core();
            if core.catalog.is_some() {
                return Ok(core);
            }
            drop(core);
            self.shared.ask(Wanted::Catalog)?;
        }
    }

    /// An answer of the list of plans.
    fn asked<T>(&self, ask: impl Fn(&mut Catalog) -> Result<T, Unreadable>) -> Result<T, StoreError> {
        loop {
            if let Some(answer) = self.with_names()?.listed(&ask) {
                return Ok(answer);
            }
        }
    }

    /// Locks the core with the list of plans and their figures loaded.
    fn with_catalog(&self) -> Result<MutexGuard<'_, Core>, StoreError> {
        loop {
            let mut core = self.with_names()?;
            let stale = match core.first_stale() {
                Some(None) => return Ok(core),
                Some(Some(stale)) => stale,
                // The list is of no use, and the state is asked.
                None => continue,
            };
            drop(core);
            drop(self.with_plan(stale)?);
        }
    }

    /// Commits to the part of a plan that is in memory; none where the part is not enough to check the change.
    fn commit_in_part(&self, change: &Change, payload: &[u8]) -> Option<Result<u64, CommitError>> {
        if self.shared.has_begun() || new_slug(change).is_some() {
            return None;
        }
        let mut guard = self.shared.core();
        let core = &mut *guard;
        if core.lacks(change.plan).is_some() {
            return None;
        }
        let held = core.part_for(change)?;
        // A check of roles needs the whole plan, because the performer of a measure may be recorded in another part.
        if people::asks_for_roles(&held.plan, change) {
            return None;
        }
        if held.standing.number_of(change.id).is_some() || held.plan.check(change).is_err() {
            return None;
        }
        let (seq, previous) = (held.standing.seq + 1, held.standing.last);
        let label = Label { plan: change.plan, seq, change: change.id, previous };
        let at = match core.journal.append(&label, payload) {
            Ok(at) => at,
            Err(error) => return Some(Err(error.into())),
        };
        // If the part cannot apply the change, it is discarded; the change is durable all the same.
        core.follow_part(change, at);
        core.announce(change, seq, at);
        Some(Ok(seq))
    }

    /// Locks the core with a plan loaded; also tells whether another plan has the name that the change gives to it.
    fn with_all(&self, plan: PlanId, slug: Option<&str>) -> Result<(MutexGuard<'_, Core>, bool), StoreError> {
        let Some(slug) = slug else { return Ok((self.with_plan(plan)?, false)) };
        loop {
            drop(self.with_names()?);
            let mut core = self.with_plan(plan)?;
            if let Some(owner) = core.listed(|list| list.owner_of(slug, plan)) {
                return Ok((core, owner.is_some()));
            }
        }
    }

    /// Commits to a whole plan, if its author may make the change and the name that it gives is free.
    fn commit_whole(
        &self,
        change: &Change,
        payload: &[u8],
        admit: fn(&Plan, &Change) -> Result<(), CommitError>,
        slug: Option<String>,
    ) -> Result<u64, CommitError> {
        let (mut guard, is_taken) = self.with_all(change.plan, slug.as_deref())?;
        let core = &mut *guard;
        if let Some(loss) = core.lacks(change.plan) {
            let lost = Lost {
                path: self.shared.layout.journal.clone(),
                trouble: Trouble::Damaged,
                losses: vec![loss.clone()],
            };
            return Err(StoreError::Lost(Box::new(lost)).into());
        }
        let Some(held) = core.held(change.plan) else { return Err(CommitError::Malformed) };
        if let Some(seq) = held.standing.number_of(change.id) {
            return Ok(seq);
        }
        if let Err(conflicts) = held.plan.check(change) {
            // A repeated change that is older than the remembered ones fails here, because its own effect conflicts
            // with it.
            let last = held.standing.last;
            let known = self.shared.reader.number_of(change.plan, last, change.id)?;
            return known.ok_or(CommitError::Conflict(conflicts));
        }
        admit(&held.plan, change)?;
        if let Some(slug) = slug.filter(|_| is_taken) {
            return Err(CommitError::SlugTaken(slug));
        }
        let (seq, previous) = (held.standing.seq + 1, held.standing.last);
        let label = Label { plan: change.plan, seq, change: change.id, previous };
        let at = core.journal.append(&label, payload)?;
        if let Some((held, dirty)) = core.held_mut(change.plan) {
            held.advance(change, at, dirty);
        }
        core.announce(change, seq, at);
        let many = core.is_full();
        drop(guard);
        // The change is durable: if the worker cannot be started now, the state catches up later.
        let _ = self.shared.tell(many);
        Ok(seq)
    }
}

impl Store for DiskStore {
    fn plans(&self) -> Result<Vec<PlanEntry>, StoreError> {
        loop {
            // Figures that the file did not contain after all are computed from their plans.
            if let Some(entries) = self.with_catalog()?.entries() {
                return Ok(entries);
            }
        }
    }

    fn gone(&self) -> Result<Vec<PlanId>, StoreError> {
        self.asked(|list| list.gone())
    }

    fn find(&self, name: Option<&str>) -> Result<Means<PlanId>, StoreError> {
        self.asked(|list| list.means(name))
    }

    fn load(&self, plan: PlanId) -> Result<Option<Plan>, StoreError> {
        let awaits_list = self.shared.core().untold.awaits_list;
        if awaits_list {
            drop(self.with_names()?);
        }
        let mut core = self.with_plan(plan)?;
        core.tell_of(plan);
        Ok(core.held(plan).filter(|held| held.plan.exists()).map(|held| held.plan.clone()))
    }

    fn look_into(&self, plan: PlanId) -> Result<Option<Plan>, StoreError> {
        let mut core = self.with_names()?;
        match core.look_into(&self.shared.layout, &self.shared.reader, plan) {
            Some(held) => Ok(Some(held.plan).filter(Plan::exists)),
            None => {
                drop(core);
                self.load(plan)
            }
        }
    }

    fn load_part(&self, plan: PlanId, part: &PlanPart<'_>) -> Result<Option<Plan>, StoreError> {
        // The state needs every committed change to catch up.
        if !self.shared.has_begun() {
            let mut core = self.shared.core();
            core.tell_of(plan);
            if let Some(part) = core.load_part(&self.shared.layout, &self.shared.reader, plan, part) {
                return Ok(Some(part.clone()));
            }
        }
        self.load(plan)
    }

    fn commit(&self, change: &Change) -> Result<u64, CommitError> {
        refuse_malformed(change)?;
        let payload = codec::encode(change).map_err(|_| CommitError::Malformed)?;
        if let Some(done) = self.commit_in_part(change, &payload) {
            return done;
        }
        self.commit_whole(change, &payload, people::admit, new_slug(change))
    }

    fn adopt(&self, changes: &[Logged], _: bool) -> Result<(), CommitError> {
        for Logged { seq, change } in changes {
            refuse_malformed(change)?;
            let known = self.with_plan(change.plan)?.held(change.plan).map_or(0, |held| held.standing.seq);
            let payload = codec::encode(change).map_err(|_| CommitError::Malformed)?;
            if *seq > known && self.commit_whole(change, &payload, |_, _| Ok(()), None)? != *seq {
                return Err(CommitError::Malformed);
            }
        }
        Ok(())
    }

    fn history(&self, plan: PlanId, from: u64) -> Result<Vec<Logged>, StoreError> {
        let last = self.last_frame(plan)?;
        let found = self.shared.reader.of_plan(plan, last, from.saturating_sub(1), usize::MAX)?;
        self.logged(found.map(|(frames, _)| frames).unwrap_or_default())
    }

    fn latest(&self, plan: PlanId, below: u64, at_most: usize) -> Result<Vec<Logged>, StoreError> {
        let last = self.last_frame(plan)?;
        self.logged(self.shared.reader.latest(plan, last, below, at_most)?)
    }

    fn stamp(&self, plan: Option<PlanId>) -> Option<[u8; 32]> {
        let core = self.shared.core();
        if core.is_damaged {
            return None;
        }
        let catalog = core.catalog.as_ref()?;
        catalog.stamp(&self.shared.reader, plan, core.journal.end())
    }

    fn watch(&self) -> Receiver<News> {
        let (sender, receiver) = channel();
        self.shared.core().watchers.push(sender);
        receiver
    }

    fn notices(&self) -> Vec<StoreNotice> {
        let mut core = self.shared.core();
        let new = core.notices.get(core.told..).unwrap_or_default().to_vec();
        core.told = core.notices.len();
        new
    }

    fn notices_from(&self, nth: usize) -> Vec<StoreNotice> {
        self.shared.core().notices.get(nth..).unwrap_or_default().to_vec()
    }

    fn close(&self) -> Result<(), StoreError> {
        if self.closed.swap(true, Ordering::SeqCst) {
            return Ok(());
        }
        let written = self.shared.write_views_at_end();
        let (done, answer) = channel();
        self.shared.stop(done);
        let _ = answer.recv_timeout(PATIENCE);
        written
    }
}

impl Drop for DiskStore {
    fn drop(&mut self) {
        let _ = self.close();
        if self.brief {
            self.shared.core().leave_plans();
        }
        match self.shared.take_thread() {
            // The process is about to end together with its threads; the next start replays from the journal what the
            // state lacks.
            Some(_) if self.brief => std::mem::forget(self.workspace.take()),
            Some(worker) => {
                let _ = worker.join();
            }
            None => {}
        }
    }
}

/// Refuses a record under the key of another kind, because it would make the journal unreadable.
pub(super) fn refuse_malformed(change: &Change) -> Result<(), CommitError> {
    let sides = |edit: &crate::domain::Edit| {
        [&edit.before, &edit.after].into_iter().flatten().all(|record| fits(&edit.key, record))
    };
    if change.edits.iter().all(sides) { Ok(()) } else { Err(CommitError::Malformed) }
}

/// The name that a change gives to its plan.
pub(super) fn new_slug(change: &Change) -> Option<String> {
    let slug = |record: &Option<Record>| match record {
        Some(Record::Header(header)) => Some(header.slug.clone()),
        _ => None,
    };
    let edit = change.edits.iter().find(|edit| edit.key == RecordKey::Header)?;
    let after = slug(&edit.after)?;
    (slug(&edit.before).as_ref() != Some(&after)).then_some(after)
}
