//! Determines the changes of one plan in the new journal.

use std::collections::BTreeMap;

use super::{
    super::{
        ChangeKeeper, Loss, StoreError,
        cached_plan::CachedPlan,
        journal::{Frame, FrameAt, Reader},
        page::{Dirty, all_records},
        recover::Frames,
    },
    Mended, Mender,
};
use crate::domain::{Change, ChangeId, Edit, Origin, Plan, PlanId, Record, RecordKey, Summary, Verb};

/// One change of the new journal.
pub(super) enum JournalEntry {
    Frame(Frame),
    Made(Change),
}

/// What is known of one plan.
pub(super) struct Story<'a> {
    pub(super) id: PlanId,
    pub(super) frames: &'a Frames,
    pub(super) base: Option<(ChangeKeeper, u64)>,
    pub(super) held: &'a CachedPlan,
    pub(super) losses: Vec<&'a Loss>,
    pub(super) pending: Vec<&'a Loss>,
}

/// Changes with the frame addresses that order them.
pub(super) type Told = Vec<(FrameAt, PlanId, u64, JournalEntry)>;

impl Story<'_> {
    /// The changes of the new journal, and the plan that results from them.
    pub(super) fn tell(
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
        // Filled from the end, so that a placeholder is ordered just before the next known frame, and so is a frame that
        // damage has moved behind it.
        let mut at = FrameAt::from_raw(u64::MAX);
        for seq in (1..=last).rev() {
            match self.frames.get(&seq).filter(|(place, _)| kept(*place)) {
                Some((_, frame)) => {
                    at = at.min(frame.at);
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

    /// A placeholder for a change whose content is unknown: it keeps its number, and its id where that is known.
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

    /// Puts what the known changes do not explain about the plan into the last placeholder.
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

    /// Appends changes that record what was restored or accepted.
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

    /// Applies changes to an empty plan.
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

/// The edits that turn one plan into another.
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

/// The records of a plan without their revisions.
pub(super) fn values(plan: &Plan) -> Vec<(RecordKey, Record)> {
    all_records(plan).into_iter().map(|stored| (stored.key, stored.record)).collect()
}

/// A change without edits that records a repair.
pub(super) fn made(plan: PlanId, verb: Verb, numbers: &str, place: &str, mender: &mut Mender<'_>) -> Change {
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

pub(super) fn numbers(loss: &Loss) -> String {
    if loss.first == loss.last { loss.first.to_string() } else { format!("{}–{}", loss.first, loss.last) }
}
