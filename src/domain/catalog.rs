//! A plan as lists show it, without its outline.

use std::{collections::BTreeMap, ops::RangeInclusive};

use jiff::civil::Date;

use super::{
    debt::{DebtCounts, Owing},
    id::PlanId,
    inventory::Inventory,
    plan::Plan,
    quarter::{Quarter, Span},
    rollup::Scope,
    tally::{PaceCounts, Tally},
};

/// A plan as lists show it: its header and its figures, which the store keeps up to date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanEntry {
    /// Its identity.
    pub id: PlanId,
    /// Its name in commands.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The organisation that the plan belongs to.
    pub organisation: String,
    /// First to last quarter.
    pub period: Span,
    /// Put away.
    pub archived: bool,
    /// The sequence number of its last change.
    pub seq: u64,
    /// When it was last changed, in milliseconds since 1970 UTC.
    pub changed_at: i64,
    /// The figures of the whole plan in each of its quarters.
    pub summaries: Vec<(Quarter, Tally)>,
    /// What was due before the first quarter, grouped by everything that its state on a day depends on.
    pub early: BTreeMap<Owing, u32>,
    /// Goals, tasks and open doubts.
    pub inventory: Inventory,
}

/// The figures of a whole plan in a quarter, or over several, on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanFigures {
    /// Goals, tasks and open doubts.
    pub inventory: Inventory,
    /// What is counted in it.
    pub tally: Tally,
    /// What was due before, in its state on the day.
    pub debts: DebtCounts,
    /// Longer targets by their pace on the day.
    pub pace: PaceCounts,
}

impl PlanEntry {
    /// The entry of an existing plan whose last change was made at `changed_at`.
    pub fn of(plan: &Plan, changed_at: i64) -> Self {
        let header = plan.header();
        let tally = |quarter| plan.tally(Scope::Plan, quarter).cloned().unwrap_or_default();
        Self {
            id: plan.id(),
            slug: header.slug.clone(),
            title: header.title.clone(),
            organisation: header.organisation.clone(),
            period: header.period,
            archived: header.archived,
            seq: plan.seq(),
            changed_at,
            summaries: header.period.quarters().map(|quarter| (quarter, tally(quarter))).collect(),
            early: plan.owed_early(Scope::Plan).cloned().unwrap_or_default(),
            inventory: plan.inventory(),
        }
    }

    /// The figures of a quarter, without loading the plan; none for a quarter outside the plan.
    pub fn tally(&self, quarter: Quarter) -> Option<&Tally> {
        self.summaries.iter().find(|(of, _)| *of == quarter).map(|(_, tally)| tally)
    }

    /// What was due before a quarter, in its state on a day: as [`Plan::debts_before`].
    pub fn debts_before(&self, quarter: Quarter, as_of: Date) -> DebtCounts {
        let earlier = self.summaries.iter().filter(|(of, _)| *of < quarter);
        let owing = earlier.map(|(_, tally)| &tally.owing);
        DebtCounts::before(quarter, as_of, std::iter::once(&self.early).chain(owing))
    }

    /// As [`Plan::figures`] for one quarter. None where the plan has to be loaded, because the pace of a longer
    /// target in a quarter that has not begun depends on the quarters between.
    pub fn figures(&self, quarter: Quarter, as_of: Date) -> Option<PlanFigures> {
        let tally = self.tally(quarter)?.clone();
        let pace = tally.pace_on(quarter, as_of)?;
        Some(PlanFigures { inventory: self.inventory, debts: self.debts_before(quarter, as_of), tally, pace })
    }
}

impl Plan {
    /// The figures of the whole plan on a day: in a quarter, or over several quarters as one.
    pub fn figures(&self, span: Span, as_of: Date) -> PlanFigures {
        PlanFigures {
            inventory: self.inventory(),
            tally: self.tally_over(Scope::Plan, span, as_of),
            debts: self.debts_before(Scope::Plan, span.first, as_of),
            pace: self.pace_counts(Scope::Plan, span, as_of),
        }
    }
}

/// The plans that match a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Means<T> {
    /// None.
    Nothing,
    /// Exactly one.
    One(T),
    /// Each of these.
    Several(Vec<T>),
}

impl<T: Copy> Means<T> {
    /// Finds the plans that a name matches: by the full slug or id, else by a unique beginning of either. Each plan
    /// comes with its slug, its id, and whether it is archived. Archived plans match only in full, or when no other
    /// plan matches. No name matches the only plan there is.
    pub fn among<'a>(
        name: Option<&str>,
        plans: impl Iterator<Item = (T, &'a str, PlanId, bool)> + Clone,
    ) -> Self {
        let live = || plans.clone().filter(|(_, _, _, archived)| !archived);
        let of = |found: Vec<T>| match found.as_slice() {
            [] => Self::Nothing,
            [one] => Self::One(*one),
            _ => Self::Several(found),
        };
        let Some(name) = name else { return of(live().map(|(plan, ..)| plan).collect()) };
        let name = TypedName::of(name);
        if let Some((plan, ..)) = plans.clone().find(|(_, slug, id, _)| name.is(slug, *id)) {
            return Self::One(plan);
        }
        let begins = |(_, slug, id, _): &(T, &str, PlanId, bool)| name.begins(slug, *id);
        match of(live().filter(begins).map(|(plan, ..)| plan).collect()) {
            Self::Nothing => of(plans.clone().filter(begins).map(|(plan, ..)| plan).collect()),
            found => found,
        }
    }
}

/// A name that was typed for a plan: a slug or an id, or the beginning of one.
#[derive(Clone, Debug)]
pub(crate) struct TypedName {
    text: String,
    whole: Option<PlanId>,
    ids: Option<RangeInclusive<PlanId>>,
}

impl TypedName {
    /// Reads a name.
    pub fn of(name: &str) -> Self {
        let text = name.trim().to_lowercase();
        let hex = text.replace('-', "");
        let digits = u128::from_str_radix(&hex, 16).ok().zip(u32::try_from(hex.len()).ok());
        let ids = digits.map(|(digits, n)| {
            let rest = 128 - (4 * n).min(128);
            let first = digits.checked_shl(rest).unwrap_or(0);
            PlanId(first)..=PlanId(first | u128::MAX.checked_shr(128 - rest).unwrap_or(0))
        });
        Self { whole: hex.parse().ok(), text, ids }
    }

    /// What a slug would be or begin with.
    pub fn slug(&self) -> &str {
        &self.text
    }

    /// The id that it is in full.
    pub const fn id(&self) -> Option<PlanId> {
        self.whole
    }

    /// The ids that begin with it.
    pub const fn ids(&self) -> Option<&RangeInclusive<PlanId>> {
        self.ids.as_ref()
    }

    /// Whether it is this slug or this id in full.
    pub fn is(&self, slug: &str, id: PlanId) -> bool {
        slug == self.text || Some(id) == self.whole
    }

    fn begins(&self, slug: &str, id: PlanId) -> bool {
        let is_in = |ids: &RangeInclusive<PlanId>| ids.contains(&id);
        !self.text.is_empty() && (slug.starts_with(&self.text) || self.ids.as_ref().is_some_and(is_in))
    }
}
