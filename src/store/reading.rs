//! Reading a workspace without a lock and without writing: while another process has it open, from a read-only file
//! system, and in whatever condition it is.

use std::{
    path::Path,
    sync::{
        Mutex, MutexGuard, OnceLock, PoisonError,
        mpsc::{Receiver, channel},
    },
};

use super::{
    CommitError, Logged, Lost, News, PlanEntry, PlanPart, Store, StoreError, StoreNotice,
    cached_plan::CachedPlan,
    identity::{Identity, Voices, identify},
    journal::{Frame, FrameAt, Hash, Position, Reader},
    known,
    listing::{self, Catalog},
    page::Dirty,
    recover::{self, Picture},
    repair,
    untold::Untold,
    view,
    wire::CatalogEntry,
    workspace::{WorkspacePaths, is_held},
};
use crate::domain::{Change, Plan, PlanId, catalog::Means};

/// A read-only view of a workspace, as it was when it was opened.
#[derive(Debug)]
pub struct ReadStore {
    layout: WorkspacePaths,
    identity: Identity,
    reader: Reader,
    /// The list of plans; none where the files for a fast start do not suffice.
    catalog: Option<Mutex<Catalog>>,
    /// Everything that is known, collected when the files for a fast start do not suffice.
    picture: OnceLock<Result<Picture, String>>,
    notices: Mutex<Vec<StoreNotice>>,
    untold: Untold,
}

impl ReadStore {
    /// Opens a workspace for reading.
    ///
    /// # Errors
    /// When there is none, a newer version made it, or it cannot be read.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let layout = WorkspacePaths::of(path);
        let Some(identity) = identify(&layout)? else {
            return Err(StoreError::NotAWorkspace(path.to_owned()));
        };
        let reader = Reader::new(&layout.journal);
        let catalog = Self::listed(&layout, &identity, &reader).map(|(listed, _)| listed);
        let mut notices = if identity.is_marked { Vec::new() } else { vec![StoreNotice::MarkerLost] };
        notices.extend(repair::pending(&layout).map(|lost| StoreNotice::Lacks(Box::new(lost))));
        let store = Self {
            catalog: catalog.map(Mutex::new),
            picture: OnceLock::new(),
            notices: Mutex::new(notices),
            untold: Untold::of(&layout, listing::is_of_version_1(&layout)),
            layout,
            identity,
            reader,
        };
        if store.catalog.is_none() {
            store.picture()?;
        }
        Ok(store)
    }

    /// As [`Store::stamp`], for a workspace that another process may have open; none where the files for a fast start do
    /// not suffice.
    pub(super) fn stamp_of(path: &Path, plan: Option<PlanId>) -> Option<Hash> {
        let layout = WorkspacePaths::of(path);
        let (identity, reader) = (identify(&layout).ok()??, Reader::new(&layout.journal));
        let (listed, end) = Self::listed(&layout, &identity, &reader)?;
        listed.stamp(&reader, plan, end)
    }

    /// The list of plans from its file, brought up to the journal's end, and that end; none if that fails, or if another
    /// part claims a later position.
    fn listed(layout: &WorkspacePaths, identity: &Identity, reader: &Reader) -> Option<(Catalog, Position)> {
        if identity.voices != Voices::One {
            return None;
        }
        // The claims are read before the journal, because a concurrent writer may append meanwhile and a claim must not
        // be later than the journal's end.
        let claims = known::claims(layout, &identity.root);
        let (mut listed, position) = Catalog::read(layout)?;
        reader.start().ok().filter(|start| start.segment == 1 && start.hash == identity.root)?;
        let (tail, end) = reader.onwards(&position).ok()??.tail(&claims).ok()?;
        for frame in &tail {
            listed.follow(&reader.change(frame).ok()?, frame.label.seq, frame.at).ok()?;
        }
        Some((listed, end))
    }

    /// Everything that is known. Missing changes are reported.
    fn picture(&self) -> Result<&Picture, StoreError> {
        let mut failed = None;
        let found = self.picture.get_or_init(|| match recover::picture(&self.layout, &self.identity.root) {
            Ok(picture) => {
                self.told().extend(picture.lost(&self.layout).map(|lost| StoreNotice::Lacks(Box::new(lost))));
                Ok(picture)
            }
            Err(error) => {
                let said = error.to_string();
                failed = Some(error);
                Err(said)
            }
        });
        match (found, failed) {
            (Ok(picture), _) => Ok(picture),
            (Err(_), Some(error)) => Err(error),
            (Err(said), None) => {
                let path = self.layout.journal.clone();
                Err(StoreError::Io { path, cause: std::io::Error::other(said.clone()) })
            }
        }
    }

    /// The changes that are known to be missing.
    fn lost(&self) -> Option<Lost> {
        let found = self.picture.get().and_then(|found| found.as_ref().ok());
        found.and_then(|picture| picture.lost(&self.layout)).or_else(|| repair::pending(&self.layout))
    }

    fn told(&self) -> MutexGuard<'_, Vec<StoreNotice>> {
        self.notices.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A plan from its snapshot and the frames after it, or from all its frames; none where they are damaged.
    fn quickly(&self, id: PlanId) -> Option<CachedPlan> {
        let mut catalog = self.list()?;
        let row = catalog.row(id).ok()?;
        let held = view::read_plan(&self.layout, &self.reader, row.as_ref(), id).or_else(|| {
            let last = row.as_ref()?.last;
            let (frames, _) = self.reader.of_plan(id, last, 0, usize::MAX).ok()??;
            let mut held = CachedPlan::empty(id);
            let mut dirty = Dirty::default();
            frames.iter().try_for_each(|frame| held.follow(frame, &self.reader, &mut dirty)).ok()?;
            Some(held)
        })?;
        if catalog.is_stale(id) {
            catalog.put(CatalogEntry::of(&held.plan, &held.standing));
        }
        Some(held)
    }

    /// The frame of a plan's last change, from the list of plans.
    fn last(&self, id: PlanId) -> Option<FrameAt> {
        self.list()?.row(id).ok()?.map(|row| row.last)
    }

    /// The list of plans; none where the files for a fast start do not suffice.
    fn list(&self) -> Option<MutexGuard<'_, Catalog>> {
        Some(self.catalog.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Decodes the changes of frames; none where one cannot be read.
    fn logged(&self, frames: &[Frame]) -> Option<Vec<Logged>> {
        let change = |frame: &Frame| self.reader.change(frame).ok();
        frames.iter().map(|frame| Some(Logged { seq: frame.label.seq, change: change(frame)? })).collect()
    }

    fn held(&self, id: PlanId) -> Result<CachedPlan, StoreError> {
        if let Some(held) = self.quickly(id) {
            return Ok(held);
        }
        Ok(self.picture()?.plans.get(&id).cloned().unwrap_or_else(|| CachedPlan::empty(id)))
    }

    /// The list of plans; entries that changed since it was written are recomputed.
    fn quick_list(&self) -> Option<Vec<PlanEntry>> {
        loop {
            let stale: Vec<PlanId> = self.list()?.stale().ok()?.iter().copied().collect();
            for id in stale {
                self.quickly(id)?;
            }
            let mut list = self.list()?;
            let entries = list.entries().ok()?;
            // Entries that turn out to be damaged are recomputed, too.
            if list.stale().ok()?.is_empty() {
                return Some(entries.iter().filter_map(CatalogEntry::to_entry).collect());
            }
        }
    }
}

impl Store for ReadStore {
    fn plans(&self) -> Result<Vec<PlanEntry>, StoreError> {
        let mut entries = match self.quick_list() {
            Some(entries) => entries,
            None => {
                let plans = self.picture()?.plans.values();
                plans.filter_map(|held| CatalogEntry::of(&held.plan, &held.standing).to_entry()).collect()
            }
        };
        entries.sort_by(|a, b| a.slug.cmp(&b.slug));
        // An empty list is not trusted where there were plans.
        if entries.is_empty()
            && let Some(lost) = self.lost()
        {
            return Err(StoreError::Lost(Box::new(lost)));
        }
        Ok(entries)
    }

    fn gone(&self) -> Result<Vec<PlanId>, StoreError> {
        if let Some(gone) = self.list().and_then(|list| list.gone().ok()) {
            return Ok(gone);
        }
        let plans = self.picture()?.plans.iter();
        Ok(plans.filter(|(_, held)| !held.plan.exists()).map(|(id, _)| *id).collect())
    }

    fn find(&self, name: Option<&str>) -> Result<Means<PlanId>, StoreError> {
        if let Some(found) = self.list().and_then(|list| list.means(name).ok()) {
            return Ok(found);
        }
        Ok(Means::among(name, self.plans()?.iter().map(|p| (p.id, p.slug.as_str(), p.id, p.archived))))
    }

    fn load(&self, plan: PlanId) -> Result<Option<Plan>, StoreError> {
        let plan = Some(self.held(plan)?.plan).filter(Plan::exists);
        if let Some(plan) = plan.as_ref().filter(|plan| self.untold.has(plan.id())) {
            self.told().push(StoreNotice::FiguresFollowRules { plan: plan.header().slug.clone() });
        }
        Ok(plan)
    }

    fn load_part(&self, plan: PlanId, part: &PlanPart<'_>) -> Result<Option<Plan>, StoreError> {
        let row = self.list().filter(|_| !self.untold.has(plan)).and_then(|list| list.row(plan).ok()?);
        let held = row
            .filter(|row| row.name.is_some())
            .and_then(|row| view::read_part(&self.layout, &self.reader, &row, part).ok());
        held.map_or_else(|| self.load(plan), |held| Ok(Some(held.plan).filter(Plan::exists)))
    }

    fn commit(&self, _: &Change) -> Result<u64, CommitError> {
        let cause = std::io::ErrorKind::ReadOnlyFilesystem.into();
        Err(StoreError::Io { path: self.layout.root.clone(), cause }.into())
    }

    fn history(&self, plan: PlanId, from: u64) -> Result<Vec<Logged>, StoreError> {
        let quick = self.last(plan).and_then(|last| {
            let found = self.reader.of_plan(plan, last, from.saturating_sub(1), usize::MAX).ok()?;
            self.logged(&found?.0)
        });
        if let Some(logged) = quick {
            return Ok(logged);
        }
        let frames = self.picture()?.frames.get(&plan);
        let changes = frames.map(|frames| recover::changes(frames, &self.reader)).unwrap_or_default();
        let later = changes.into_iter().filter(|(seq, _)| *seq >= from);
        Ok(later.map(|(seq, change)| Logged { seq, change }).collect())
    }

    fn latest(&self, plan: PlanId, below: u64, at_most: usize) -> Result<Vec<Logged>, StoreError> {
        let quick = self
            .last(plan)
            .and_then(|last| self.logged(&self.reader.latest(plan, last, below, at_most).ok()?));
        if let Some(logged) = quick {
            return Ok(logged);
        }
        let mut changes = self.history(plan, 1)?;
        changes.retain(|logged| logged.seq < below);
        changes.reverse();
        changes.truncate(at_most);
        Ok(changes)
    }

    fn watch(&self) -> Receiver<News> {
        channel().1
    }

    fn notices(&self) -> Vec<StoreNotice> {
        std::mem::take(&mut self.told())
    }
}

/// Whether a directory is a workspace or the remains of one.
pub fn is_workspace(path: &Path) -> bool {
    !matches!(identify(&WorkspacePaths::of(path)), Ok(None))
}

/// Whether a process has a directory open as a workspace for writing.
pub fn is_in_use(path: &Path) -> bool {
    is_held(path)
}
