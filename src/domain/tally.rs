//! A tally: the figures of a group of measures in a quarter. Nothing in it depends on the day.
//!
//! Tallies add and subtract exactly, because a roll-up is updated by subtracting a measure's old figures and adding
//! its new ones.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{
    assessment::Assessment,
    control_sum::ControlSum,
    debt::{DebtState, Owing},
    pace::Pace,
    quarter::Quarter,
    record::Indicator,
    status::{Ratio, Status, percent},
    value::{FactValue, Number, TargetValue},
};
use crate::text::surely::{Surely, impossible};

/// How many targets of each kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, serde::Serialize)]
#[allow(missing_docs)] // the names are the kinds
pub struct TargetCounts {
    pub numeric: u32,
    pub compound: u32,
    pub condition: u32,
    pub deed: u32,
    pub none: u32,
}

/// How many facts of each kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, serde::Serialize)]
#[allow(missing_docs)] // the names are the kinds
pub struct FactCounts {
    pub numeric: u32,
    pub compound: u32,
    pub text: u32,
    pub done: u32,
    pub no_occasion: u32,
    pub none: u32,
}

/// How many longer targets have each pace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, serde::Serialize)]
#[allow(missing_docs)] // the names are the paces
pub struct PaceCounts {
    pub ahead: u32,
    pub on: u32,
    pub behind: u32,
    pub broken: u32,
}

impl PaceCounts {
    /// The counts of this and of another group.
    #[must_use]
    pub fn plus(mut self, other: Self) -> Self {
        self.combine(other, u32::saturating_add);
        self
    }

    /// The counts of this without those of a group within it.
    #[must_use]
    pub fn minus(mut self, other: Self) -> Self {
        self.combine(other, |a, b| a.checked_sub(b).surely());
        self
    }

    fn combine(&mut self, other: Self, count: fn(u32, u32) -> u32) {
        let Self { ahead, on, behind, broken } = other;
        self.ahead = count(self.ahead, ahead);
        self.on = count(self.on, on);
        self.behind = count(self.behind, behind);
        self.broken = count(self.broken, broken);
    }

    /// Counts one.
    pub(super) const fn add(&mut self, pace: Pace) {
        match pace {
            Pace::Ahead => self.ahead += 1,
            Pace::On => self.on += 1,
            Pace::Behind => self.behind += 1,
            Pace::Broken => self.broken += 1,
        }
    }
}

/// The figures of a group of measures in a quarter.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Tally {
    /// Measures.
    pub measures: u32,
    /// Indicators that count.
    pub indicators: u32,
    /// Targets by kind.
    pub targets: TargetCounts,
    /// Facts by kind.
    pub facts: FactCounts,
    /// Indicators by status, in the order of [`Status::ALL`]; a measure without indicators is a deed.
    pub statuses: [u32; 13],
    /// The sum of the numeric targets.
    pub target_sum: ControlSum,
    /// The sum of the numeric facts.
    pub fact_sum: ControlSum,
    /// The sum of the numeric facts whose target is numeric too.
    pub fact_sum_on_targets: ControlSum,
    /// Indicators with a numeric target that are met or exceeded.
    pub reached: u32,
    /// Indicators with a ratio, and the sum of their ratios.
    pub ratios: (u32, Ratio),
    /// The same with each ratio capped at one.
    pub capped: (u32, Ratio),
    /// How often each unit occurs with a number; the empty unit where none is given.
    pub units: BTreeMap<String, u32>,
    /// Measures whose term ends in the quarter.
    pub due: u32,
    /// What was due in the quarter and is not settled, grouped by everything that its state on a day depends on.
    pub owing: BTreeMap<Owing, u32>,
    /// What was due in another quarter and was carried into this one, grouped likewise.
    pub carried: BTreeMap<Owing, u32>,
    /// Longer targets by their pace, when the quarter has ended.
    pub pace: PaceCounts,
    /// The same while the quarter runs, when only the quarters before it have ended.
    pub pace_running: PaceCounts,
    /// In a performer's tally: the indicators that are assessed by a target shared with others.
    pub shared: u32,
    /// Pieces of evidence.
    pub evidence_items: u32,
    /// Dates in them.
    pub evidence_dates: u32,
}

impl Tally {
    /// Counts one assessed indicator (or the deed of a measure without any).
    pub(super) fn add_assessment(&mut self, assessment: &Assessment, indicator: &Indicator) {
        self.indicators += 1;
        self.add_status(assessment.status, assessment.owing);
        self.add_fact(&assessment.fact);
        let fact = assessment.fact.number();
        // A target that is in progress is not the quarter's own.
        let target = assessment.target.as_ref().filter(|_| assessment.status != Status::InProgress);
        match target.map(|t| &t.value) {
            None => self.targets.none += 1,
            Some(TargetValue::Condition) => self.targets.condition += 1,
            Some(TargetValue::Deed | TargetValue::Date(_)) => self.targets.deed += 1,
            Some(TargetValue::Compound(_)) => self.targets.compound += 1,
            Some(TargetValue::Number(target)) => {
                self.targets.numeric += 1;
                let is_percentage = indicator.is_percentage();
                self.target_sum.count(*target, is_percentage);
                self.fact_sum_on_targets.count(fact.unwrap_or_default(), is_percentage);
                self.reached += u32::from(matches!(assessment.status, Status::Met | Status::Exceeded));
                self.add_ratio(assessment);
                *self.units.entry(indicator.unit.clone().unwrap_or_default()).or_default() += 1;
            }
        }
        if let Some(fact) = fact {
            self.fact_sum.count(fact, indicator.is_percentage());
        }
    }

    /// Counts the status of a measure without indicators, and what it owes.
    pub(super) fn add_status(&mut self, status: Status, owing: Option<Owing>) {
        match self.statuses.get_mut(status as usize) {
            Some(count) => *count += 1,
            None => impossible(),
        }
        if let Some(owing) = owing {
            *self.owing.entry(owing).or_default() += 1;
        }
    }

    fn add_ratio(&mut self, assessment: &Assessment) {
        if let Some(ratio) = assessment.ratio {
            self.ratios = (self.ratios.0 + 1, Ratio(self.ratios.1.0 + ratio.0));
            self.capped = (self.capped.0 + 1, Ratio(self.capped.1.0 + ratio.min(Ratio::ONE).0));
        }
    }

    fn add_fact(&mut self, fact: &FactValue) {
        let facts = &mut self.facts;
        let count = match fact {
            FactValue::None => &mut facts.none,
            FactValue::Number(_) | FactValue::Share(..) => &mut facts.numeric,
            FactValue::Compound(_) => &mut facts.compound,
            FactValue::Text => &mut facts.text,
            FactValue::Done | FactValue::Date(_) => &mut facts.done,
            FactValue::NoOccasion => &mut facts.no_occasion,
        };
        *count += 1;
    }

    /// Adds another tally.
    pub fn add(&mut self, other: &Self) {
        self.combine(other, |a, b| a.saturating_add(b), Number::plus, |a, b| a.saturating_add(b));
    }

    /// Subtracts another tally.
    pub fn subtract(&mut self, other: &Self) {
        // Only what was added is subtracted.
        self.combine(other, |a, b| a.checked_sub(b).surely(), Number::minus, |a, b| a.saturating_sub(b));
    }

    fn combine(
        &mut self,
        other: &Self,
        count: fn(u32, u32) -> u32,
        number: fn(Number, Number) -> Number,
        ratio: fn(i128, i128) -> i128,
    ) {
        fn map<K: Ord + Clone>(a: &mut BTreeMap<K, u32>, b: &BTreeMap<K, u32>, count: fn(u32, u32) -> u32) {
            for (key, n) in b {
                let entry = a.entry(key.clone()).or_default();
                *entry = count(*entry, *n);
                if *entry == 0 {
                    a.remove(key);
                }
            }
        }
        // Destructured, because the compiler then reports a field that is forgotten here.
        let Self {
            measures,
            indicators,
            targets,
            facts,
            statuses,
            target_sum,
            fact_sum,
            fact_sum_on_targets,
            reached,
            ratios,
            capped,
            units,
            due,
            owing,
            carried,
            pace,
            pace_running,
            shared,
            evidence_items,
            evidence_dates,
        } = self;
        let TargetCounts { numeric, compound, condition, deed, none } = targets;
        let FactCounts { numeric: numbers, compound: parts, text, done, no_occasion, none: unreported } =
            facts;
        for (mine, theirs) in [
            (measures, other.measures),
            (indicators, other.indicators),
            (numeric, other.targets.numeric),
            (compound, other.targets.compound),
            (condition, other.targets.condition),
            (deed, other.targets.deed),
            (none, other.targets.none),
            (numbers, other.facts.numeric),
            (parts, other.facts.compound),
            (text, other.facts.text),
            (done, other.facts.done),
            (no_occasion, other.facts.no_occasion),
            (unreported, other.facts.none),
            (reached, other.reached),
            (&mut ratios.0, other.ratios.0),
            (&mut capped.0, other.capped.0),
            (due, other.due),
            (shared, other.shared),
            (evidence_items, other.evidence_items),
            (evidence_dates, other.evidence_dates),
        ] {
            *mine = count(*mine, theirs);
        }
        pace.combine(other.pace, count);
        pace_running.combine(other.pace_running, count);
        for (mine, theirs) in statuses.iter_mut().zip(other.statuses) {
            *mine = count(*mine, theirs);
        }
        for (mine, theirs) in [
            (target_sum, other.target_sum),
            (fact_sum, other.fact_sum),
            (fact_sum_on_targets, other.fact_sum_on_targets),
        ] {
            mine.combine(theirs, count, number);
        }
        ratios.1 = Ratio(ratio(ratios.1.0, other.ratios.1.0));
        capped.1 = Ratio(ratio(capped.1.0, other.capped.1.0));
        map(units, &other.units, count);
        map(owing, &other.owing, count);
        map(carried, &other.carried, count);
    }

    /// Whether nothing is counted.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// How many indicators have a status.
    pub fn count(&self, status: Status) -> u32 {
        self.statuses.get(status as usize).copied().surely()
    }

    /// How many obligations are due.
    pub fn owed(&self) -> u32 {
        self.sum_of(Status::is_owed)
    }

    /// The number of obligations that are done, even if late.
    pub fn done(&self) -> u32 {
        self.sum_of(Status::is_done)
    }

    fn sum_of(&self, wanted: fn(Status) -> bool) -> u32 {
        Status::ALL.into_iter().filter(|status| wanted(*status)).map(|status| self.count(status)).sum()
    }

    /// Done over owed, in percent with one decimal; the headline of every screen.
    pub fn share_done(&self) -> Option<Decimal> {
        let owed = self.owed();
        (owed > 0).then(|| percent(i128::from(self.done()), i128::from(owed)))
    }

    /// Met and exceeded over all indicators with a numeric target, in percent with one decimal.
    pub fn share_met(&self) -> Option<Decimal> {
        (self.targets.numeric > 0)
            .then(|| percent(i128::from(self.reached), i128::from(self.targets.numeric)))
    }

    /// The mean of min(fact/target, 1), with unreported ones as 0, in percent with one decimal.
    pub fn mean_capped(&self) -> Option<Decimal> {
        mean(self.capped)
    }

    /// The mean of fact/target, uncapped, with unreported ones as 0, in percent with one decimal. It is 100 only
    /// where no target is missed.
    pub fn mean(&self) -> Option<Decimal> {
        let short = self.capped.1.0 < i128::from(self.capped.0) * Ratio::ONE.0;
        mean(self.ratios).map(|mean| {
            let hundred = short && mean == Decimal::ONE_HUNDRED;
            if hundred { Decimal::new(999, 1) } else { mean }
        })
    }

    /// The sum of facts over the sum of targets, in percent with one decimal. A control figure unless the sums
    /// are meaningful: see [`Tally::adds_up`].
    pub fn weighted(&self) -> Option<Decimal> {
        Ratio::of(self.fact_sum_on_targets.total()?, self.target_sum.total()?).map(Ratio::percent)
    }

    /// Whether the sums are meaningful: all numbers have the same unit, and are not several percentages.
    pub fn adds_up(&self) -> bool {
        self.targets.numeric > 0 && !self.units_mixed() && self.target_sum.left_out() == 0
    }

    /// Whether the numbers have several units; missing units count as different.
    pub fn units_mixed(&self) -> bool {
        self.units.len() > 1 || self.units.contains_key("")
    }

    /// Obligations that were due in the quarter, or carried into it, and are open after their due day.
    pub fn overdue(&self, as_of: Date) -> u32 {
        let due = self.owing.iter().filter(|(owing, _)| owing.outcome.is_none());
        due.chain(&self.carried).filter(|(owing, _)| owing.is_overdue(as_of)).map(|(_, n)| n).sum()
    }

    /// Notes owed on a day.
    pub fn notes_owed_on(&self, as_of: Date) -> u32 {
        self.owing.iter().filter(|(owing, _)| owing.owes_note(as_of)).map(|(_, n)| n).sum()
    }

    /// The pace of longer targets in the quarter of this tally; none while the quarter has not begun, because it
    /// then depends on the earlier quarters that have ended on the day.
    pub(super) fn pace_on(&self, quarter: Quarter, as_of: Date) -> Option<PaceCounts> {
        let ended = if as_of >= quarter.last_day() { self.pace } else { self.pace_running };
        (as_of >= quarter.first_day()).then_some(ended)
    }

    /// The obligations that are not settled and still expected, by the day on which they are or were due.
    pub fn awaited_by_day(&self, as_of: Date) -> BTreeMap<Date, u32> {
        let mut days = BTreeMap::new();
        let due = self.owing.iter().filter(|(owing, _)| owing.outcome.is_none());
        for (owing, count) in due.chain(&self.carried) {
            let awaited = matches!(owing.state(as_of), None | Some(DebtState::Open | DebtState::Carried));
            if let Some(day) = owing.current_due().filter(|_| awaited) {
                *days.entry(day).or_default() += count;
            }
        }
        days
    }
}

fn mean((count, sum): (u32, Ratio)) -> Option<Decimal> {
    (count > 0).then(|| percent(sum.0, i128::from(count) * Ratio::ONE.0))
}
