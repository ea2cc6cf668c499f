//! A tally: the figures of a group of measures in a quarter. Nothing in it depends on the day.
//!
//! Tallies add and subtract exactly, so that a roll-up moves by taking a measure's old figures out and
//! putting its new ones in.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{
    quarter::Quarter,
    status::{Due, Judgement, Ratio, Status, percent},
    value::{FactValue, Number, TargetValue},
};

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
    pub statuses: [u32; 11],
    /// The sum of the numeric targets.
    pub target_sum: Number,
    /// The sum of the numeric facts.
    pub fact_sum: Number,
    /// The sum of the numeric facts whose target is numeric too.
    pub fact_sum_on_targets: Number,
    /// Indicators with a numeric target that are met or exceeded.
    pub reached: u32,
    /// Indicators with a ratio, and the sum of their ratios.
    pub ratios: (u32, Ratio),
    /// The same with each ratio cut at one.
    pub capped: (u32, Ratio),
    /// How often each unit stands beside a number; the empty one where none is said.
    pub units: BTreeMap<String, u32>,
    /// Measures whose term ends in the quarter.
    pub due: u32,
    /// Measures with something unmet, by the last day of their term.
    pub unmet_by_deadline: BTreeMap<Date, u32>,
    /// Missing notes that are owed at once.
    pub notes_owed: u32,
    /// Missing notes that are owed when the quarter is over.
    pub notes_owed_later: u32,
    /// Missing notes that are owed when the term is over.
    pub notes_by_deadline: BTreeMap<Date, u32>,
    /// Pieces of evidence.
    pub evidence_items: u32,
    /// Dates in them.
    pub evidence_dates: u32,
}

impl Tally {
    /// Counts one judged indicator (or the deed of a measure without any).
    pub(super) fn add_judgement(&mut self, judgement: &Judgement, unit: Option<&str>) {
        self.indicators += 1;
        self.add_status(judgement.status, judgement.note_owed);
        self.add_fact(&judgement.fact);
        let fact = if let FactValue::Number(n) = judgement.fact { Some(n) } else { None };
        match judgement.target.as_ref().map(|t| &t.value) {
            None => self.targets.none += 1,
            Some(TargetValue::Condition) => self.targets.condition += 1,
            Some(TargetValue::Deed | TargetValue::Date(_)) => self.targets.deed += 1,
            Some(TargetValue::Compound(_)) => self.targets.compound += 1,
            Some(TargetValue::Number(target)) => {
                self.targets.numeric += 1;
                self.target_sum = self.target_sum.plus(*target);
                self.fact_sum_on_targets = self.fact_sum_on_targets.plus(fact.unwrap_or_default());
                self.reached += u32::from(matches!(judgement.status, Status::Met | Status::Exceeded));
                self.add_ratio(judgement);
                *self.units.entry(unit.unwrap_or_default().to_owned()).or_default() += 1;
            }
        }
        if let Some(fact) = fact {
            self.fact_sum = self.fact_sum.plus(fact);
        }
    }

    /// Counts the status of something that is not among the indicators.
    pub(super) fn add_status(&mut self, status: Status, note: Option<Due>) {
        if let Some(count) = self.statuses.get_mut(status as usize) {
            *count += 1;
        }
        match note {
            None => {}
            Some(Due::Now) => self.notes_owed += 1,
            Some(Due::QuarterEnd) => self.notes_owed_later += 1,
            Some(Due::After(day)) => *self.notes_by_deadline.entry(day).or_default() += 1,
        }
    }

    fn add_ratio(&mut self, judgement: &Judgement) {
        if let Some(ratio) = judgement.ratio {
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

    /// Takes another tally out.
    pub fn subtract(&mut self, other: &Self) {
        self.combine(other, |a, b| a.saturating_sub(b), Number::minus, |a, b| a.saturating_sub(b));
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
        let (t, o) = (&mut self.targets, &other.targets);
        let (f, g) = (&mut self.facts, &other.facts);
        for (mine, theirs) in [
            (&mut self.measures, other.measures),
            (&mut self.indicators, other.indicators),
            (&mut t.numeric, o.numeric),
            (&mut t.compound, o.compound),
            (&mut t.condition, o.condition),
            (&mut t.deed, o.deed),
            (&mut t.none, o.none),
            (&mut f.numeric, g.numeric),
            (&mut f.compound, g.compound),
            (&mut f.text, g.text),
            (&mut f.done, g.done),
            (&mut f.no_occasion, g.no_occasion),
            (&mut f.none, g.none),
            (&mut self.reached, other.reached),
            (&mut self.ratios.0, other.ratios.0),
            (&mut self.capped.0, other.capped.0),
            (&mut self.due, other.due),
            (&mut self.notes_owed, other.notes_owed),
            (&mut self.notes_owed_later, other.notes_owed_later),
            (&mut self.evidence_items, other.evidence_items),
            (&mut self.evidence_dates, other.evidence_dates),
        ] {
            *mine = count(*mine, theirs);
        }
        for (mine, theirs) in self.statuses.iter_mut().zip(other.statuses) {
            *mine = count(*mine, theirs);
        }
        for (mine, theirs) in [
            (&mut self.target_sum, other.target_sum),
            (&mut self.fact_sum, other.fact_sum),
            (&mut self.fact_sum_on_targets, other.fact_sum_on_targets),
        ] {
            *mine = number(*mine, theirs);
        }
        self.ratios.1 = Ratio(ratio(self.ratios.1.0, other.ratios.1.0));
        self.capped.1 = Ratio(ratio(self.capped.1.0, other.capped.1.0));
        map(&mut self.units, &other.units, count);
        map(&mut self.unmet_by_deadline, &other.unmet_by_deadline, count);
        map(&mut self.notes_by_deadline, &other.notes_by_deadline, count);
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// How many indicators have a status.
    pub fn count(&self, status: Status) -> u32 {
        self.statuses.get(status as usize).copied().unwrap_or(0)
    }

    /// Met and exceeded over all indicators with a numeric target, in percent with one decimal.
    pub fn share_met(&self) -> Option<Decimal> {
        (self.targets.numeric > 0)
            .then(|| percent(i128::from(self.reached), i128::from(self.targets.numeric)))
    }

    /// The mean of min(fact/target, 1), unreported ones as 0, in percent with one decimal.
    pub fn mean_capped(&self) -> Option<Decimal> {
        mean(self.capped)
    }

    /// The mean of fact/target, uncapped, unreported ones as 0, in percent with one decimal.
    pub fn mean(&self) -> Option<Decimal> {
        mean(self.ratios)
    }

    /// The sum of facts over the sum of targets, in percent with one decimal. A control figure unless all
    /// units are the same: see [`Tally::units_mixed`].
    pub fn weighted(&self) -> Option<Decimal> {
        Ratio::of(self.fact_sum_on_targets, self.target_sum).map(Ratio::percent)
    }

    /// Whether the numbers are of several units; units that nobody said count as several.
    pub fn units_mixed(&self) -> bool {
        self.units.len() > 1 || self.units.contains_key("")
    }

    /// Measures whose term has ended on a day while something they owed is not met.
    pub fn overdue(&self, as_of: Date) -> u32 {
        self.unmet_by_deadline.range(..as_of).map(|(_, n)| n).sum()
    }

    /// Notes owed on a day, for a tally of the given quarter.
    pub fn notes_owed_on(&self, quarter: Quarter, as_of: Date) -> u32 {
        let later = if Due::QuarterEnd.is_due(quarter, as_of) { self.notes_owed_later } else { 0 };
        self.notes_owed + later + self.notes_by_deadline.range(..as_of).map(|(_, n)| n).sum::<u32>()
    }
}

fn mean((count, sum): (u32, Ratio)) -> Option<Decimal> {
    (count > 0).then(|| percent(sum.0, i128::from(count) * Ratio::ONE.0))
}
