//! Rewrites the journal beside the old one, verifies it and puts it in the old one's place.

use std::{collections::BTreeMap, path::Path};

use rustix::fs::{CWD, RenameFlags, renameat_with};

use super::{
    super::{
        Harm, Loss, StoreError,
        cached_plan::CachedPlan,
        codec,
        journal::{self, Claims, FrameAt, Hash, Journal, Label, Reader, SEGMENT},
        known,
        page::Dirty,
        recover::{Frames, Picture},
        workspace::{WorkspacePaths, make_dir, set_aside, sync_dir},
    },
    Mended, Mender, set_others_aside, settle_pending,
    story::{JournalEntry, Story, Told, values},
};
use crate::domain::{Plan, PlanId};

/// The input of the new journal.
pub(super) struct Rewriting<'a, 'd> {
    pub layout: &'a WorkspacePaths,
    /// The hash at which its chain begins.
    pub root: &'a Hash,
    pub picture: &'a Picture,
    /// Losses found earlier about which no person has decided.
    pub pending: &'a [Loss],
    /// Whether the losses are accepted.
    pub accept: bool,
    pub mender: &'a mut Mender<'d>,
}

impl Rewriting<'_, '_> {
    /// Writes the new journal and replaces the old one.
    pub fn run(&mut self, mended: &mut Mended) -> Result<(), StoreError> {
        let layout = self.layout;
        let beside = layout.root.join("journal.new");
        // An interrupted rewrite may have left a journal under either name.
        for left in [&beside, &layout.root.join("journal.old")] {
            if left.exists() {
                mended.aside.push(set_aside(layout, left)?);
            }
        }
        make_dir(&beside)?;
        if let Err(error) = self.write(&beside, mended) {
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
        let claims = known::claims(layout, self.root);
        if self.accept || !claims.positions().all(|claim| reader.holds(&claim)) {
            set_others_aside(layout, mended)?;
        }
        Ok(())
    }

    /// Writes the journal and reads it back: each plan has to be as it was known.
    fn write(&mut self, beside: &Path, mended: &mut Mended) -> Result<(), StoreError> {
        let mut entries: Told = Vec::new();
        let mut expected: BTreeMap<PlanId, Plan> = BTreeMap::new();
        let reader = Reader::new(beside);
        for (id, held) in &self.picture.plans {
            let none = Frames::new();
            let story = Story {
                id: *id,
                frames: self.picture.frames.get(id).unwrap_or(&none),
                base: self.picture.bases.get(id).copied(),
                held,
                losses: self.picture.losses.iter().filter(|loss| loss.plan == Some(*id)).collect(),
                pending: self
                    .pending
                    .iter()
                    .filter(|loss| loss.plan == Some(*id) && !loss.is_strange)
                    .collect(),
            };
            let (told, plan) = story.tell(&reader, self.mender, self.accept, mended)?;
            entries.extend(told);
            expected.insert(*id, plan);
        }
        let nobodys = self.picture.losses.iter().filter(|loss| loss.plan.is_none()).cloned();
        if self.accept {
            mended.accepted.extend(nobodys)
        } else {
            mended.open.extend(nobodys)
        }
        entries.sort_by_key(|(at, plan, seq, _)| (*at, *plan, *seq));
        append(beside, self.root, entries)?;
        verify(beside, &expected)
    }
}

/// Appends the changes of all plans, each linked to the plan's change before.
fn append(beside: &Path, root: &Hash, entries: Told) -> Result<(), StoreError> {
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
    journal.sync_whole()
}

/// Reads the new journal back.
fn verify(beside: &Path, expected: &BTreeMap<PlanId, Plan>) -> Result<(), StoreError> {
    let reader = Reader::new(beside);
    let scan = journal::scan(beside, &Claims::default())?;
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
