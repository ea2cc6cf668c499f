//! Mending: the journal is written anew out of everything that is known, or a loss is accepted. Both are changes in
//! the history of the plans, and what is replaced is set aside, never removed.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use rustix::fs::{CWD, RenameFlags, renameat_with};

use super::{
    ChangeKeeper, CommitError, DiskStore, Harm, Loss, Lost, OpenOptions, Store as _, StoreError, Trouble,
    cached_plan::CachedPlan,
    codec,
    journal::{self, Frame, FrameAt, Hash, Journal, Label, Reader, SEGMENT},
    known,
    page::{Dirty, all_records},
    recover::{self, Frames, Picture},
    workspace::{Workspace, WorkspacePaths, make_dir, mark, replace_file, set_aside, sync_dir},
};
use crate::domain::{Change, ChangeId, Edit, Origin, Plan, PlanId, Summary, Verb};

/// Who mends, when, and where ids come from.
pub struct Mender<'a> {
    /// Who.
    pub author: &'a str,
    /// When, in milliseconds since 1970 UTC.
    pub at: i64,
    /// Draws an id.
    pub draw: &'a mut dyn FnMut() -> u128,
}

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// What was brought back into the journal.
    pub brought: Vec<Loss>,
    /// What nobody has, and nobody has decided about yet.
    pub open: Vec<Loss>,
    /// What was accepted as lost.
    pub accepted: Vec<Loss>,
    /// Where lies what was replaced.
    pub aside: Vec<PathBuf>,
    /// Whether the marker was made anew.
    pub marker: bool,
    /// Whether the journal was written anew.
    pub journal: bool,
    /// Whether the state or the snapshots are made anew.
    pub state: bool,
}

/// Brings back what the journal lacks from wherever it is, and makes anew what is made from it.
///
/// # Errors
/// When somebody has the workspace open, or the disk fails: then everything is as it was.
pub fn repair(path: &Path, mender: &mut Mender<'_>) -> Result<Mended, StoreError> {
    mend(path, mender, false)
}

/// Goes on with the journal as it is, whatever other places know. That is a change of each plan it concerns.
///
/// # Errors
/// When somebody has the workspace open, or the disk fails: then everything is as it was.
pub fn accept_loss(path: &Path, mender: &mut Mender<'_>) -> Result<Mended, StoreError> {
    mend(path, mender, true)
}

fn mend(path: &Path, mender: &mut Mender<'_>, accept: bool) -> Result<Mended, StoreError> {
    if !super::is_workspace(path) {
        return Err(StoreError::NotAWorkspace(path.to_owned()));
    }
    let workspace = Workspace::open(path, mender.at)?;
    let layout = workspace.layout.clone();
    let mut mended = Mended { marker: workspace.is_remarked, ..Mended::default() };
    let picture = recover::picture(&layout, &workspace.root_hash)?;
    let pending = pending(&layout).map(|lost| lost.losses).unwrap_or_default();
    let foreign = picture.chain.filter(|_| accept && picture.trouble == Some(Trouble::Foreign));
    if let Some(chain) = foreign {
        set_others_aside(&layout, &mut mended)?;
        mark(&layout, &chain)?;
        mended.accepted.clone_from(&picture.losses);
        drop(workspace);
        note_accepted(path, &picture.losses, mender)?;
        return Ok(mended);
    }
    if !picture.is_whole() || (accept && !pending.is_empty()) {
        write_anew(&layout, &workspace.root_hash, &picture, &pending, mender, accept, &mut mended)?;
    } else {
        mended.open = pending;
    }
    drop(workspace);
    renew_state(path, mender.at, &mut mended)?;
    Ok(mended)
}

/// What was found to be lost for good and nobody has decided about yet.
pub(super) fn pending(layout: &WorkspacePaths) -> Option<Lost> {
    serde_json::from_slice(&std::fs::read(pending_path(layout)).ok()?).ok()
}

fn pending_path(layout: &WorkspacePaths) -> PathBuf {
    layout.root.join("lost.json")
}

fn write_anew(
    layout: &WorkspacePaths,
    root: &Hash,
    picture: &Picture,
    pending: &[Loss],
    mender: &mut Mender<'_>,
    accept: bool,
    mended: &mut Mended,
) -> Result<(), StoreError> {
    let beside = layout.root.join("journal.new");
    let _ = std::fs::remove_dir_all(&beside);
    make_dir(&beside)?;
    let written = write_beside(&beside, root, picture, pending, mender, accept, mended);
    if let Err(error) = written {
        let _ = std::fs::remove_dir_all(&beside);
        return Err(error);
    }
    if layout.journal.exists() {
        renameat_with(CWD, &beside, CWD, &layout.journal, RenameFlags::EXCHANGE)
            .map_err(|cause| StoreError::Io { path: layout.journal.clone(), cause: cause.into() })?;
        let old = layout.root.join("journal.old");
        std::fs::rename(&beside, &old).map_err(StoreError::io(&old))?;
        mended.aside.push(set_aside(layout, &old)?);
    } else {
        std::fs::rename(&beside, &layout.journal).map_err(StoreError::io(&layout.journal))?;
    }
    sync_dir(&layout.root)?;
    mended.journal = true;
    settle_pending(layout, mended)?;
    let reader = Reader::new(&layout.journal);
    let claims = known::claims(layout, root).positions;
    if accept || !claims.iter().all(|claim| reader.holds(claim)) {
        set_others_aside(layout, mended)?;
    }
    Ok(())
}

/// Sets aside what was made from another journal.
fn set_others_aside(layout: &WorkspacePaths, mended: &mut Mended) -> Result<(), StoreError> {
    for part in [&layout.witness, &layout.state, &layout.view] {
        if part.exists() {
            mended.aside.push(set_aside(layout, part)?);
        }
    }
    let _ = std::fs::remove_file(&layout.unsynced);
    make_dir(&layout.view)
}

/// Another workspace's journal is taken for this one's: what is lost by it stands in the history.
fn note_accepted(path: &Path, losses: &[Loss], mender: &mut Mender<'_>) -> Result<(), StoreError> {
    let store = DiskStore::open(path, &OpenOptions::at(mender.at))?;
    for loss in losses {
        let Some(plan) = loss.plan else { continue };
        let place = loss.place.map_or("lost", ChangeKeeper::name);
        let change = made(plan, Verb::AcceptLoss, &numbers(loss), place, mender);
        store.commit(&change).map_err(|error| match error {
            CommitError::Store(error) => error,
            _ => StoreError::damaged(path, 0, Harm::OtherChange),
        })?;
    }
    store.settle()
}

/// A change that edits nothing and says what became of others.
fn made(plan: PlanId, verb: Verb, numbers: &str, place: &str, mender: &mut Mender<'_>) -> Change {
    Change {
        id: ChangeId((mender.draw)()),
        plan,
        author: mender.author.to_owned(),
        at: mender.at,
        origin: Origin::Command,
        summary: Summary::new(verb, numbers).with_values("", place),
        edits: Vec::new(),
        guards: Vec::new(),
    }
}

fn numbers(loss: &Loss) -> String {
    if loss.first == loss.last { loss.first.to_string() } else { format!("{}–{}", loss.first, loss.last) }
}

fn settle_pending(layout: &WorkspacePaths, mended: &Mended) -> Result<(), StoreError> {
    let path = pending_path(layout);
    if mended.open.is_empty() {
        let _ = std::fs::remove_file(&path);
        return Ok(());
    }
    let lost = Lost { path: layout.journal.clone(), trouble: Trouble::Damaged, losses: mended.open.clone() };
    let text = serde_json::to_vec_pretty(&lost)
        .map_err(|cause| StoreError::Io { path: path.clone(), cause: cause.into() })?;
    replace_file(&path, &text, true)
}

/// One change of the new journal.
enum JournalEntry {
    Frame(Frame),
    Made(Change),
}

/// Writes the new journal and reads it back: each plan has to be what it was known to be.
fn write_beside(
    beside: &Path,
    root: &Hash,
    picture: &Picture,
    pending: &[Loss],
    mender: &mut Mender<'_>,
    accept: bool,
    mended: &mut Mended,
) -> Result<(), StoreError> {
    let mut entries: Vec<(FrameAt, PlanId, u64, JournalEntry)> = Vec::new();
    let mut expected: BTreeMap<PlanId, Plan> = BTreeMap::new();
    let reader = Reader::new(beside);
    for (id, held) in &picture.plans {
        let none = Frames::new();
        let story = Story {
            id: *id,
            frames: picture.frames.get(id).unwrap_or(&none),
            base: picture.bases.get(id).copied(),
            held,
            losses: picture.losses.iter().filter(|loss| loss.plan == Some(*id)).collect(),
            pending: pending.iter().filter(|loss| loss.plan == Some(*id)).collect(),
        };
        let (told, plan) = story.tell(&reader, mender, accept, mended)?;
        entries.extend(told);
        expected.insert(*id, plan);
    }
    let nobodys = picture.losses.iter().filter(|loss| loss.plan.is_none()).cloned();
    if accept {
        mended.accepted.extend(nobodys)
    } else {
        mended.open.extend(nobodys)
    }
    entries.sort_by_key(|(at, plan, seq, _)| (*at, *plan, *seq));
    let mut journal = Journal::begin_whole(beside, root, SEGMENT)?;
    let mut last: BTreeMap<PlanId, FrameAt> = BTreeMap::new();
    for (_, plan, seq, entry) in entries {
        let previous = last.get(&plan).copied().unwrap_or(FrameAt::NONE);
        let (change, payload) = match entry {
            JournalEntry::Frame(frame) => (frame.label.change, frame.payload),
            JournalEntry::Made(change) => {
                let content = |cause: codec::CodecError| {
                    StoreError::damaged(beside, 0, Harm::Content(cause.to_string()))
                };
                (change.id, codec::encode(&change).map_err(content)?)
            }
        };
        last.insert(plan, journal.append(&Label { plan, seq, change, previous }, &payload)?);
    }
    journal.sync_whole()?;
    verify(beside, &expected)
}

/// Reads the new journal back.
fn verify(beside: &Path, expected: &BTreeMap<PlanId, Plan>) -> Result<(), StoreError> {
    let reader = Reader::new(beside);
    let scan = journal::scan(beside)?;
    let mut plans: BTreeMap<PlanId, CachedPlan> = BTreeMap::new();
    for frame in &scan.frames {
        let id = frame.label.plan;
        let held = plans.entry(id).or_insert_with(|| CachedPlan::empty(id));
        held.follow(frame, &reader, &mut Dirty::default())?;
    }
    let differs = expected.iter().any(|(id, plan)| {
        let found = plans.get(id).map(|held| values(&held.plan)).unwrap_or_default();
        found != values(plan)
    });
    if differs || !scan.faults.is_empty() {
        return Err(StoreError::damaged(beside, 0, Harm::StateDiffers));
    }
    Ok(())
}

/// The records of a plan, whenever they were changed.
fn values(plan: &Plan) -> Vec<(crate::domain::RecordKey, crate::domain::Record)> {
    all_records(plan).into_iter().map(|stored| (stored.key, stored.record)).collect()
}

/// What is known of one plan.
struct Story<'a> {
    id: PlanId,
    frames: &'a Frames,
    base: Option<(ChangeKeeper, u64)>,
    held: &'a CachedPlan,
    losses: Vec<&'a Loss>,
    pending: Vec<&'a Loss>,
}

type Told = Vec<(FrameAt, PlanId, u64, JournalEntry)>;

impl Story<'_> {
    /// The changes of the new journal, and the plan that they make.
    fn tell(
        &self,
        reader: &Reader,
        mender: &mut Mender<'_>,
        accept: bool,
        mended: &mut Mended,
    ) -> Result<(Told, Plan), StoreError> {
        let kept = |place: ChangeKeeper| !accept || place == ChangeKeeper::Journal;
        let last_kept =
            self.frames.iter().filter(|(_, (place, _))| kept(*place)).map(|(seq, _)| *seq).next_back();
        let covered = self.base.map(|(_, seq)| seq).filter(|_| !accept).unwrap_or(0);
        let last = last_kept.unwrap_or(0).max(covered);
        let last = if accept { last } else { self.losses.iter().map(|l| l.last).fold(last, u64::max) };
        let mut told: Told = Vec::new();
        // From the end, so that what is made takes the place of the frame after it.
        let mut at = FrameAt::from_raw(u64::MAX);
        for seq in (1..=last).rev() {
            match self.frames.get(&seq).filter(|(place, _)| kept(*place)) {
                Some((_, frame)) => {
                    at = frame.at;
                    told.push((at, self.id, seq, JournalEntry::Frame(frame.clone())));
                }
                None => {
                    let change = self.placeholder(seq, covered, accept, mender);
                    told.push((at, self.id, seq, JournalEntry::Made(change)));
                }
            }
        }
        told.reverse();
        if !accept {
            self.fill(&mut told, covered, reader)?;
        }
        self.mark(&mut told, last, accept, mender);
        for loss in self.losses.iter().chain(&self.pending) {
            let list = match (accept, loss.place) {
                (true, _) => &mut mended.accepted,
                (false, Some(_)) => &mut mended.brought,
                (false, None) => &mut mended.open,
            };
            list.push((*loss).clone());
        }
        let plan = self.apply(&told, reader)?;
        Ok((told, plan))
    }

    /// A change that is known to have been and nothing else: it keeps its number, and its id where that is known.
    fn placeholder(&self, seq: u64, covered: u64, accept: bool, mender: &mut Mender<'_>) -> Change {
        let known = self.held.standing.recent.iter().find(|(_, number)| *number == seq).map(|(id, _)| *id);
        let place = self.base.filter(|_| seq <= covered).map_or("lost", |(place, _)| place.name());
        let verb = if accept { Verb::AcceptLoss } else { Verb::Restore };
        let mut change = made(self.id, verb, &seq.to_string(), place, mender);
        if let Some(id) = known {
            change.id = id;
        }
        change
    }

    /// Puts into the last change that is only known to have been what the others do not make of the plan.
    fn fill(&self, told: &mut Told, covered: u64, reader: &Reader) -> Result<(), StoreError> {
        let made = self.apply(told, reader)?;
        let edits = difference(&made, &self.held.plan);
        let last = told.iter_mut().rev().find_map(|(_, _, seq, entry)| match entry {
            JournalEntry::Made(change) if *seq <= covered => Some(change),
            _ => None,
        });
        if let Some(change) = last {
            change.edits = edits;
        }
        Ok(())
    }

    /// Says in the history what was brought back as it was, or accepted.
    fn mark(&self, told: &mut Told, last: u64, accept: bool, mender: &mut Mender<'_>) {
        let mut seq = last;
        let verb = if accept { Verb::AcceptLoss } else { Verb::Restore };
        for loss in self.losses.iter().chain(self.pending.iter().filter(|_| accept)) {
            let place = loss.place.map_or("lost", ChangeKeeper::name);
            if loss.place.is_none() && !accept {
                continue;
            }
            seq += 1;
            let change = made(self.id, verb, &numbers(loss), place, mender);
            told.push((FrameAt::from_raw(u64::MAX), self.id, seq, JournalEntry::Made(change)));
        }
    }

    /// The plan that changes make.
    fn apply(&self, told: &Told, reader: &Reader) -> Result<Plan, StoreError> {
        let mut held = CachedPlan::empty(self.id);
        for (at, _, _, entry) in told {
            let change = match entry {
                JournalEntry::Frame(frame) => reader.change(frame)?,
                JournalEntry::Made(change) => change.clone(),
            };
            held.advance(&change, *at, &mut Dirty::default());
        }
        Ok(held.plan)
    }
}

/// The edits that make one plan of another.
fn difference(from: &Plan, to: &Plan) -> Vec<Edit> {
    let before: BTreeMap<_, _> = values(from).into_iter().collect();
    let after: BTreeMap<_, _> = values(to).into_iter().collect();
    let gone = before.iter().filter(|(key, _)| !after.contains_key(*key));
    let gone = gone.map(|(key, record)| Edit { key: *key, before: Some(record.clone()), after: None });
    let new = after.iter().filter(|(key, record)| before.get(*key) != Some(*record));
    let new = new.map(|(key, record)| Edit {
        key: *key,
        before: before.get(key).cloned(),
        after: Some(record.clone()),
    });
    gone.chain(new).collect()
}

/// Makes the state and the snapshots anew where they are not what the journal makes.
fn renew_state(path: &Path, now_ms: i64, mended: &mut Mended) -> Result<(), StoreError> {
    let report = super::verify(path, now_ms)?;
    let layout = WorkspacePaths::of(path);
    if report.lost.is_some() {
        return Ok(());
    }
    for part in [&layout.state, &layout.view] {
        if part.exists() && report.faults.iter().any(|fault| fault.path.starts_with(part)) {
            mended.aside.push(set_aside(&layout, part)?);
            mended.state = true;
        }
    }
    let _ = std::fs::create_dir(&layout.view);
    let store = DiskStore::open(path, &OpenOptions::at(now_ms))?;
    store.settle()
}
