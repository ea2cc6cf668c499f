//! Collects what all places know about a workspace. This is done where the journal is not intact, or where no faster
//! way exists; the result is shown, used for repairs and reported.

use std::collections::{BTreeMap, BTreeSet};

pub(super) use super::known::Frames;
use super::{
    ChangeKeeper, Fault, Loss, Lost, StoreError, Trouble,
    cached_plan::CachedPlan,
    journal::{self, Frame, FrameAt, Gap, Hash, Position, Reader, Scan, Torn, witness},
    known::{self, Elsewhere},
    page::Dirty,
    strangers,
    workspace::WorkspacePaths,
};
use crate::domain::{Change, PlanId};

/// A workspace as far as it is known from all places.
#[derive(Debug, Default)]
pub(super) struct Picture {
    /// Every existing or deleted plan, as far as it is known.
    pub plans: BTreeMap<PlanId, CachedPlan>,
    /// The plans that cannot be built from frames alone: the place and the change number of the records they start
    /// from.
    pub bases: BTreeMap<PlanId, (ChangeKeeper, u64)>,
    /// All known changes.
    pub frames: BTreeMap<PlanId, Frames>,
    /// The changes that the journal lacks.
    pub losses: Vec<Loss>,
    /// Plans that only parts of another workspace have.
    pub strange: Vec<Loss>,
    /// The damaged places.
    pub faults: Vec<Fault>,
    /// The changes that the journal has and that cannot be read.
    unread: Vec<journal::Label>,
    /// What happened to the journal.
    pub trouble: Option<Trouble>,
    /// Where the next frame would be appended.
    pub end: Option<Position>,
    pub torn: Option<Torn>,
    pub segments: u64,
    /// The hash at which the journal's chain begins, whichever workspace it belongs to.
    pub chain: Option<Hash>,
}

/// Collects what all places know. Nothing is written, and no lock is needed.
///
/// # Errors
/// When a file cannot be read, or a newer version wrote it.
pub(super) fn picture(layout: &WorkspacePaths, root: &Hash) -> Result<Picture, StoreError> {
    // The claims are read before the journal, because a concurrent writer may append meanwhile and a claim must not be
    // later than the journal's end.
    let claims = known::claims(layout, root);
    let witnessed = match witness::claim(&layout.witness) {
        Some(stamp) if stamp.root == *root || stamp.root == [0; 32] => witness::frames(&layout.witness),
        _ => Vec::new(),
    };
    let scan = journal::scan(&layout.journal, &claims)?;
    let is_ours = scan.root.is_none_or(|found| found == *root);
    let reader = Reader::new(&layout.journal);
    let mut picture = Picture {
        end: scan.end,
        torn: scan.torn.clone(),
        segments: scan.segments,
        chain: scan.root,
        faults: scan.faults.clone(),
        ..Picture::default()
    };
    let Scan { frames, gaps, unread, .. } = scan;
    if is_ours {
        picture.unread = unread;
        picture.take(ChangeKeeper::Journal, frames, &reader)?;
    }
    picture.take(ChangeKeeper::Witness, witnessed, &reader)?;
    let beyond = claims.positions().any(|claim| picture.end.is_none_or(|end| claim.is_beyond(&end)));
    let unheld = claims.positions().any(|claim| !reader.holds(&claim));
    let elsewhere = if picture.faults.is_empty() && is_ours && picture.end.is_some() && !unheld {
        Elsewhere::default()
    } else {
        known::elsewhere(layout, root, &picture.frames)
    };
    picture.build(&elsewhere, &gaps, &reader)?;
    if picture.losses.iter().any(|loss| loss.place.is_none()) || picture.end.is_none() || !is_ours {
        let backups = super::backup::frames(layout, root);
        if !backups.is_empty() {
            picture.take(ChangeKeeper::Backup, backups, &reader)?;
            picture.build(&elsewhere, &gaps, &reader)?;
        }
    }
    let held = |id| picture.plans.get(&id).map_or(0, |held| held.standing.seq);
    picture.strange = strangers::plans(layout, root, held)?;
    picture.judge(is_ours, beyond, unheld);
    Ok(picture)
}

impl Picture {
    /// Whether the journal has everything that is known and can be read completely.
    pub fn is_whole(&self) -> bool {
        self.trouble.is_none()
    }

    /// Whether the journal has to be rewritten so that it contains exactly what is known.
    pub fn needs_writing(&self) -> bool {
        self.trouble.is_some_and(|trouble| trouble != Trouble::Mixed)
            || !self.losses.is_empty()
            || !self.faults.is_empty()
    }

    /// Whether nothing may be written before a person has decided, because new changes would take the numbers of
    /// missing ones.
    pub fn stops_writing(&self) -> bool {
        self.trouble.is_some_and(|trouble| trouble > Trouble::Damaged)
    }

    /// The loss to report, if there is one.
    pub fn lost(&self, layout: &WorkspacePaths) -> Option<Lost> {
        let trouble = self.trouble?;
        let losses = self.losses.iter().chain(&self.strange).cloned().collect();
        let path = if trouble == Trouble::Mixed { &layout.root } else { &layout.journal };
        Some(Lost { path: path.clone(), trouble, losses })
    }

    /// Takes over frames that are not known yet. Of two changes with one number the first is kept.
    /// A frame of the journal whose content cannot be read is a fault, and its change is missing.
    fn take(&mut self, place: ChangeKeeper, frames: Vec<Frame>, reader: &Reader) -> Result<(), StoreError> {
        for frame in frames {
            match reader.change(&frame) {
                Ok(_) => {
                    let of_plan = self.frames.entry(frame.label.plan).or_default();
                    of_plan.entry(frame.label.seq).or_insert((place, frame));
                }
                Err(StoreError::Damaged { path, at, what }) if place == ChangeKeeper::Journal => {
                    self.faults.push(Fault { path, at, what });
                    self.unread.push(frame.label);
                }
                Err(newer @ StoreError::Newer { .. }) if place == ChangeKeeper::Journal => return Err(newer),
                Err(_) => {}
            }
        }
        Ok(())
    }

    /// Builds each plan from what is known, and records the changes that the journal lacks.
    fn build(&mut self, elsewhere: &Elsewhere, gaps: &[Gap], reader: &Reader) -> Result<(), StoreError> {
        (self.plans, self.bases, self.losses) = Default::default();
        let mut known: BTreeMap<PlanId, u64> = elsewhere.numbers.clone();
        for (id, frames) in &self.frames {
            let last = frames.keys().next_back().copied().unwrap_or(0);
            known.entry(*id).and_modify(|known| *known = last.max(*known)).or_insert(last);
        }
        for label in &self.unread {
            known.entry(label.plan).and_modify(|known| *known = label.seq.max(*known)).or_insert(label.seq);
        }
        for (_, held) in &elsewhere.plans {
            let seq = held.standing.seq;
            known.entry(held.plan.id()).and_modify(|known| *known = seq.max(*known)).or_insert(seq);
        }
        let nobodys = self.heed_gaps(gaps, &mut known);
        let none = Frames::new();
        for (id, last) in known {
            let frames = self.frames.get(&id).unwrap_or(&none);
            let (held, base) = best(id, frames, elsewhere, reader)?;
            let losses = losses(id, last, frames, base, &held, elsewhere);
            self.losses.extend(losses);
            self.bases.extend(base.map(|base| (id, base)));
            self.plans.insert(id, held);
        }
        if nobodys > 0 && self.losses.is_empty() {
            self.losses.push(Loss::nobodys());
        }
        Ok(())
    }

    /// Attributes damaged frames to plans where no other place knows their changes. Returns how many could not be
    /// attributed.
    fn heed_gaps(&self, gaps: &[Gap], known: &mut BTreeMap<PlanId, u64>) -> usize {
        let frames = || self.frames.values().flat_map(BTreeMap::values);
        let places: BTreeSet<FrameAt> = frames().map(|(_, frame)| frame.at).collect();
        let known_count: u64 = known.values().sum();
        let whole = frames().filter(|(place, _)| *place == ChangeKeeper::Journal).count();
        // Gaps up to the number of changes that the journal lacks are already explained by those changes.
        let missing = usize::try_from(known_count).unwrap_or(usize::MAX).saturating_sub(whole);
        let open = gaps.iter().filter(|gap| !gap.is_rest && !places.contains(&gap.at)).skip(missing);
        let mut nobodys = 0;
        for gap in open {
            match gap.label.and_then(|label| meant(&label, known)) {
                Some(id) => {
                    known.entry(id).and_modify(|known| *known += 1);
                }
                None => nobodys += 1,
            }
        }
        nobodys
    }

    /// Determines what happened to the journal.
    fn judge(&mut self, is_ours: bool, beyond: bool, unheld: bool) {
        if beyond && self.losses.is_empty() && self.end.is_some() && is_ours {
            self.losses.push(Loss::nobodys());
        }
        let unknown = self.losses.iter().any(|loss| loss.plan.is_none());
        let cut = beyond || (self.faults.is_empty() && unheld) || unknown;
        if self.losses.is_empty() && self.strange.is_empty() && (self.end.is_none() || !is_ours) {
            self.losses.push(Loss::nobodys());
        }
        self.trouble = if self.end.is_none() {
            Some(Trouble::Gone)
        } else if !is_ours {
            Some(Trouble::Foreign)
        } else if !self.strange.is_empty() {
            Some(Trouble::Mixed)
        } else if !self.losses.is_empty() && cut {
            Some(Trouble::Shortened)
        } else if !self.losses.is_empty() || !self.faults.is_empty() {
            Some(Trouble::Damaged)
        } else {
            None
        };
    }
}

/// The known plan that a damaged label names: the only one, or the one whose id differs by at most 8 bits.
fn meant(hint: &journal::Label, known: &BTreeMap<PlanId, u64>) -> Option<PlanId> {
    if known.len() == 1 {
        return known.keys().next().copied();
    }
    known.keys().copied().find(|id| (id.0 ^ hint.plan.0).count_ones() <= 8)
}

/// The most complete version of a plan: from its frames alone, or from the records of another place if that reaches
/// further, with all later frames applied. Also the place and the number it started from.
fn best(
    id: PlanId,
    frames: &Frames,
    elsewhere: &Elsewhere,
    reader: &Reader,
) -> Result<(CachedPlan, Option<(ChangeKeeper, u64)>), StoreError> {
    let reach = |from: u64| (from + 1..).take_while(|seq| frames.contains_key(seq)).last().unwrap_or(from);
    let mut base = (reach(0), CachedPlan::empty(id), None);
    for (place, held) in elsewhere.plans.iter().filter(|(_, held)| held.plan.id() == id) {
        let reached = reach(held.standing.seq);
        if reached > base.0 {
            base = (reached, held.clone(), Some((*place, held.standing.seq)));
        }
    }
    let (_, mut held, begun) = base;
    for (_, frame) in frames.range(held.standing.seq + 1..).map(|(_, frame)| frame) {
        held.skip_to(frame.label.seq - 1);
        held.follow(frame, reader, &mut Dirty::default())?;
    }
    Ok((held, begun))
}

/// The changes of a plan, up to a number, that the journal lacks.
fn losses(
    id: PlanId,
    last: u64,
    frames: &Frames,
    base: Option<(ChangeKeeper, u64)>,
    held: &CachedPlan,
    elsewhere: &Elsewhere,
) -> Vec<Loss> {
    let mut by_place: BTreeMap<Option<ChangeKeeper>, BTreeSet<u64>> = BTreeMap::new();
    for seq in 1..=last {
        let place = match (frames.get(&seq), base) {
            (Some((ChangeKeeper::Journal, _)), _) => continue,
            (Some((place, _)), _) => Some(*place),
            (None, Some((place, to))) if seq <= to => Some(place),
            _ => None,
        };
        by_place.entry(place).or_default().insert(seq);
    }
    let slug = if held.plan.exists() { Some(held.plan.header().slug.clone()) } else { None };
    let name = slug.or_else(|| elsewhere.names.get(&id).cloned()).unwrap_or_else(|| id.to_string());
    let loss = |(place, numbers): (Option<ChangeKeeper>, BTreeSet<u64>)| Loss {
        plan: Some(id),
        name: name.clone(),
        first: numbers.first().copied().unwrap_or(0),
        last: numbers.last().copied().unwrap_or(0),
        count: numbers.len() as u64,
        until: held.standing.changed_at,
        place,
        is_strange: false,
    };
    by_place.into_iter().map(loss).collect()
}

/// The known changes of a plan, oldest first, with their numbers.
pub(super) fn changes(frames: &Frames, reader: &Reader) -> Vec<(u64, Change)> {
    let changes = frames.iter().filter_map(|(seq, (_, frame))| Some((*seq, reader.change(frame).ok()?)));
    changes.collect()
}
