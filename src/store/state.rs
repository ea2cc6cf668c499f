//! The state: pages of records derived from the journal, so that a plan is read without replaying it.

mod old_figures;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::{
    Harm, StoreError,
    cached_plan::CachedPlan,
    codec::{self, CodecError, Stored},
    journal::{Hash, Position, Reader},
    page::{self, Dirty, PageKey},
    sled::{Engine, EngineError, Writes},
    stamp::Stamp,
    wire::{CatalogEntry, PlanHead, Progress, RecordPage, Seal, Standing, StoredRecord},
    workspace::{WorkspacePaths, replace_file},
};
use crate::domain::{Plan, PlanId};

/// The first byte of the keys of list entries.
const ENTRIES: u8 = b'c';
/// The key of the record of how far the state follows the journal.
const PROGRESS: &[u8] = b"m";
/// How many edits a replay collects before it writes them.
const REPLAY: usize = 200_000;

/// The open state.
pub(super) struct State {
    engine: Engine,
    layout: WorkspacePaths,
    /// The hash at which the journal's chain begins.
    root: Hash,
    progress: Progress,
    /// Whether the number of the rules is in it.
    knows_rules: bool,
    /// Whether everything written is durable.
    synced: bool,
}

/// The pages of a plan that have to be written.
pub(super) struct Update {
    pub wipe: bool,
    pub pages: Vec<(PageKey, Vec<StoredRecord>)>,
    pub standing: Standing,
    pub entry: CatalogEntry,
}

impl Update {
    /// The current content of a plan's dirty pages.
    pub fn of(held: &CachedPlan, dirty: &Dirty) -> Self {
        Self {
            wipe: dirty.wipe,
            pages: dirty.pages.iter().map(|key| (*key, key.records(&held.plan))).collect(),
            standing: held.standing.clone(),
            entry: CatalogEntry::of(&held.plan, &held.standing),
        }
    }
}

impl State {
    /// Opens the state and replays the journal up to a position. Returns how many changes were replayed.
    pub fn open(layout: &WorkspacePaths, reader: &Reader, end: &Position) -> Result<(Self, u64), StoreError> {
        let root = reader.start()?.hash;
        let engine = Engine::open(&layout.state).map_err(|why| failed(layout, why))?;
        let made = super::workspace::make_dir(&layout.state).and_then(|()| restrict(layout));
        if let Err(cause) = made {
            engine.end();
            return Err(cause);
        }
        let synced = !layout.unsynced.exists();
        let progress = match Self::read_progress(&engine, layout, reader, end) {
            Ok(progress) => progress,
            Err(error) => {
                engine.end();
                return Err(error);
            }
        };
        let mut state = Self { engine, layout: layout.clone(), root, progress, knows_rules: false, synced };
        match state.drop_old_figures().and_then(|()| state.catch_up(reader, end)) {
            Ok(replayed) => {
                if replayed == 0 {
                    state.stamp();
                }
                Ok((state, replayed))
            }
            Err(error) => {
                state.end();
                Err(error)
            }
        }
    }

    fn read_progress(
        engine: &Engine,
        layout: &WorkspacePaths,
        reader: &Reader,
        end: &Position,
    ) -> Result<Progress, StoreError> {
        let refuse = refusal(layout);
        let Some(bytes) = engine.get(PROGRESS).map_err(|why| failed(layout, why))? else {
            if !engine.is_empty().map_err(|why| failed(layout, why))? {
                return Err(refuse(Harm::StateSilent));
            }
            return Ok(Progress { position: reader.start()?, plans: Seal::default() });
        };
        let progress: Progress = decode(layout, &bytes)?;
        let position = &progress.position;
        let beyond = (position.segment, position.offset) > (end.segment, end.offset);
        if beyond || !reader.holds(position) {
            return Err(refuse(Harm::StateForeign));
        }
        Ok(progress)
    }

    /// Replays the journal from the state's position to another one. After an interrupted replay, pages may be ahead of
    /// the state's own position, so changes that a plan already has are skipped.
    fn catch_up(&mut self, reader: &Reader, end: &Position) -> Result<u64, StoreError> {
        let mut working: FxHashMap<PlanId, (CachedPlan, Dirty)> = FxHashMap::default();
        let (mut replayed, mut edits) = (0, 0);
        for frame in reader.between(&self.progress.position, Some(end))? {
            let frame = frame?;
            let plan = frame.label.plan;
            let (held, dirty) = match working.entry(plan) {
                std::collections::hash_map::Entry::Occupied(entry) => entry.into_mut(),
                std::collections::hash_map::Entry::Vacant(entry) => {
                    entry.insert((self.plan(plan)?, Dirty::default()))
                }
            };
            held.follow(&frame, reader, dirty)?;
            replayed += 1;
            edits += frame.payload.len() / 100 + 1;
            if edits > REPLAY {
                self.write(&updates(&working), None)?;
                working.clear();
                edits = 0;
            }
        }
        if replayed > 0 {
            self.write(&updates(&working), Some(*end))?;
        }
        Ok(replayed)
    }

    /// A plan from its pages; an empty one where there is none.
    pub fn plan(&self, id: PlanId) -> Result<CachedPlan, StoreError> {
        let entry: Option<CatalogEntry> = self.get(&entry_key(id))?;
        let Some(entry) = entry else { return Ok(CachedPlan::empty(id)) };
        if entry.live.is_none() {
            let standing = Standing {
                seq: entry.seq,
                last: entry.last,
                changed_at: entry.changed_at,
                recent: Vec::new(),
            };
            return Ok(CachedPlan::deleted(id, standing));
        }
        let (head, records) = self.pages(id)?;
        if head.standing.seq != entry.seq {
            return Err(self.refuse(Harm::StateMixed));
        }
        let records = records.into_iter().map(|r| (r.key, r.revision, r.record));
        let plan = Plan::from_records(id, head.standing.seq, records);
        Ok(CachedPlan { plan, standing: head.standing, snapshot: None, used: 0 })
    }

    /// The records on a plan's pages, verified against the seal.
    fn pages(&self, id: PlanId) -> Result<(PlanHead, Vec<StoredRecord>), StoreError> {
        let head_key = page::head_key(id);
        let (mut head, mut records, mut seal) = (None, Vec::new(), Seal::default());
        for (key, value) in self.engine.scan(&page::prefix(id)).map_err(|why| failed(&self.layout, why))? {
            if key == head_key {
                head = Some(self.decode::<PlanHead>(&value)?);
                continue;
            }
            seal.add(&key, &value);
            let page: RecordPage = self.decode(&value)?;
            if page.plan != id {
                return Err(self.refuse(Harm::StateMixed));
            }
            records.extend(page.records);
        }
        match head {
            Some(head) if head.seal == seal => Ok((head, records)),
            _ => Err(self.refuse(Harm::StateMixed)),
        }
    }

    /// The entries of all existing and deleted plans.
    pub fn entries(&self) -> Result<Vec<CatalogEntry>, StoreError> {
        let mut seal = Seal::default();
        let mut entries = Vec::new();
        for (key, value) in self.engine.scan(&[ENTRIES]).map_err(|why| failed(&self.layout, why))? {
            seal.add(&key, &value);
            entries.push(self.decode(&value)?);
        }
        if seal == self.progress.plans { Ok(entries) } else { Err(self.refuse(Harm::StateMixed)) }
    }

    /// Writes the updates of plans and the new position in one transaction.
    pub fn write(&mut self, updates: &[Update], position: Option<Position>) -> Result<(), StoreError> {
        let mut progress = self.progress.clone();
        progress.position = position.unwrap_or(progress.position);
        let mut writes = Writes::new();
        for update in updates {
            self.write_plan(update, &mut writes)?;
            let key = entry_key(update.entry.plan);
            if let Some(old) = self.raw(&key)? {
                progress.plans.remove(&key, &old);
            }
            let value = self.encode(&update.entry)?;
            progress.plans.add(&key, &value);
            writes.insert(key, Some(value));
        }
        writes.insert(PROGRESS.to_vec(), Some(self.encode(&progress)?));
        if !self.knows_rules {
            writes.extend([old_figures::rules()]);
        }
        self.mark_unsynced()?;
        self.engine.write(writes).map_err(|why| failed(&self.layout, why))?;
        (self.progress, self.knows_rules) = (progress, true);
        if position.is_some() {
            self.stamp();
        }
        Ok(())
    }

    /// Writes the position of the state to a file, so that the engine need not be opened for it. If that fails, the
    /// file claims less than the state has.
    fn stamp(&self) {
        let stamp = Stamp { root: self.root, position: self.progress.position };
        if Stamp::read(&self.layout.state_stamp) != Some(stamp) {
            let _ = stamp.write(&self.layout.state_stamp);
        }
    }

    /// The position in the journal up to which the state has followed it.
    pub const fn position(&self) -> Position {
        self.progress.position
    }

    /// Opens a state for inspection, whether it belongs to the journal or not.
    pub fn look(layout: &WorkspacePaths) -> Result<Self, StoreError> {
        let engine = Engine::open(&layout.state).map_err(|why| failed(layout, why))?;
        let progress = engine.get(PROGRESS).ok().flatten().and_then(|bytes| codec::decode(&bytes).ok());
        let nowhere = Position { segment: 0, offset: 0, hash: Hash::default() };
        let progress = progress.unwrap_or(Progress { position: nowhere, plans: Seal::default() });
        Ok(Self {
            engine,
            layout: layout.clone(),
            root: Hash::default(),
            progress,
            knows_rules: false,
            synced: true,
        })
    }

    /// The list entries that can be read, even if others are missing.
    pub fn readable_entries(&self) -> Vec<CatalogEntry> {
        let pairs = self.engine.scan(&[ENTRIES]).unwrap_or_default();
        pairs.iter().filter_map(|(_, value)| codec::decode(value).ok()).collect()
    }

    fn write_plan(&self, update: &Update, writes: &mut Writes) -> Result<(), StoreError> {
        let plan = update.entry.plan;
        let head_key = page::head_key(plan);
        let mut seal = match self.get::<PlanHead>(&head_key)? {
            Some(head) if !update.wipe => head.seal,
            _ => Seal::default(),
        };
        if update.wipe {
            let old = self.engine.scan(&page::prefix(plan)).map_err(|why| failed(&self.layout, why))?;
            writes.extend(old.into_iter().map(|(key, _)| (key, None)));
        }
        for (page, records) in &update.pages {
            let key = page.bytes(plan);
            if !update.wipe
                && let Some(old) = self.raw(&key)?
            {
                seal.remove(&key, &old);
            }
            let value = if records.is_empty() {
                None
            } else {
                let value = self.encode(&RecordPage { plan, records: records.clone() })?;
                seal.add(&key, &value);
                Some(value)
            };
            writes.insert(key, value);
        }
        let head = PlanHead { standing: update.standing.clone(), seal };
        let head = if update.entry.live.is_some() { Some(self.encode(&head)?) } else { None };
        writes.insert(head_key, head);
        Ok(())
    }

    /// Records in a file that a power cut may tear the following writes; this must be known before they happen.
    fn mark_unsynced(&mut self) -> Result<(), StoreError> {
        if self.synced {
            replace_file(&self.layout.unsynced, boot_id().as_bytes(), true)?;
            self.synced = false;
        }
        Ok(())
    }

    /// Whether everything written is durable.
    pub const fn is_synced(&self) -> bool {
        self.synced
    }

    /// Makes everything written durable.
    pub fn sync(&mut self) -> Result<(), StoreError> {
        if !self.synced {
            self.engine.sync().map_err(|why| failed(&self.layout, why))?;
            std::fs::remove_file(&self.layout.unsynced).map_err(StoreError::io(&self.layout.unsynced))?;
            self.synced = true;
        }
        Ok(())
    }

    /// Closes the engine.
    pub fn end(self) {
        self.engine.end();
    }

    fn raw(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.engine.get(key).map_err(|why| failed(&self.layout, why))
    }

    fn get<T: Stored>(&self, key: &[u8]) -> Result<Option<T>, StoreError> {
        self.raw(key)?.map(|bytes| self.decode(&bytes)).transpose()
    }

    fn decode<T: Stored>(&self, bytes: &[u8]) -> Result<T, StoreError> {
        decode(&self.layout, bytes)
    }

    fn encode<T: Stored>(&self, value: &T) -> Result<Vec<u8>, StoreError> {
        codec::encode(value).map_err(|cause| self.refuse(Harm::Content(cause.to_string())))
    }

    fn refuse(&self, what: Harm) -> StoreError {
        refusal(&self.layout)(what)
    }
}

fn decode<T: Stored>(layout: &WorkspacePaths, bytes: &[u8]) -> Result<T, StoreError> {
    codec::decode(bytes).map_err(|cause| match cause {
        CodecError::Newer(found) => {
            StoreError::Newer { path: layout.state.clone(), found, known: codec::VERSION }
        }
        CodecError::Outgrown(_) => StoreError::Outgrown { path: layout.state.clone() },
        cause => refusal(layout)(Harm::Content(cause.to_string())),
    })
}

fn failed(layout: &WorkspacePaths, why: EngineError) -> StoreError {
    match why {
        EngineError::Damaged(what) => {
            StoreError::State { path: layout.state.clone(), what: Harm::Engine(what) }
        }
        EngineError::Io(cause) => StoreError::Io { path: layout.state.clone(), cause },
    }
}

fn refusal(layout: &WorkspacePaths) -> impl Fn(Harm) -> StoreError + '_ {
    |what| StoreError::State { path: layout.state.clone(), what }
}

fn updates(working: &FxHashMap<PlanId, (CachedPlan, Dirty)>) -> Vec<Update> {
    // Sorted by plan, so that the same journal gives the same state.
    let sorted: BTreeMap<_, _> = working.iter().collect();
    sorted.values().map(|(held, dirty)| Update::of(held, dirty)).collect()
}

fn entry_key(plan: PlanId) -> Vec<u8> {
    let mut key = vec![ENTRIES];
    key.extend_from_slice(&plan.0.to_be_bytes());
    key
}

/// Restricts the engine's directory to the owner, because the engine creates it with the default mode of the process.
fn restrict(layout: &WorkspacePaths) -> Result<(), StoreError> {
    use std::os::unix::fs::PermissionsExt;
    let path = &layout.state;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700)).map_err(StoreError::io(path))
}

/// The id of the machine's current boot; writes that an earlier boot did not sync may be torn.
pub(super) fn boot_id() -> String {
    std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default().trim().to_owned()
}
