//! Findings about parts of performers and their total.

use std::collections::BTreeSet;

use super::{Detail, Findings};
use crate::domain::{
    gather::{by_parts, total_share},
    id::{IndicatorId, PerformerId},
    plan::Plan,
    quarter::{Quarter, Span},
    record::{Indicator, Subject},
    value::{Aggregation, Comparator, FactValue, Number, TargetValue},
};

/// The parts of performers put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::domain) enum Parts {
    /// There are none.
    None,
    /// This much.
    Total(FactValue),
    /// They make no total.
    NoTotal,
}

impl Parts {
    /// The total that they make.
    pub(in crate::domain) fn total(self) -> Option<FactValue> {
        match self {
            Self::Total(total) => Some(total),
            Self::None | Self::NoTotal => None,
        }
    }
}

impl Indicator {
    /// Puts the parts of performers together. Counts and shares add up; percentages, levels and words do not.
    pub(in crate::domain) fn total_of(&self, parts: &[&FactValue]) -> Parts {
        if parts.is_empty() {
            return Parts::None;
        }
        let shares: Option<Vec<(Number, Number)>> = parts
            .iter()
            .map(|part| if let FactValue::Share(part, whole) = part { Some((*part, *whole)) } else { None })
            .collect();
        if let Some((part, whole)) = shares.as_deref().and_then(total_share) {
            return Parts::Total(FactValue::Share(part, whole));
        }
        let numbers: Option<Vec<Number>> = parts
            .iter()
            .map(|part| if let FactValue::Number(number) = part { Some(*number) } else { None })
            .collect();
        if let Some(sum) = numbers.and_then(|numbers| self.sum_of_parts(&numbers)) {
            return Parts::Total(FactValue::Number(sum));
        }
        match self.sum_of_compounds(parts) {
            Some(sum) => Parts::Total(FactValue::Compound(sum)),
            None => Parts::NoTotal,
        }
    }

    /// Compounds of performers are added part by part, where all have the same parts.
    fn sum_of_compounds(&self, parts: &[&FactValue]) -> Option<Vec<Number>> {
        let compounds: Option<Vec<&[Number]>> = parts
            .iter()
            .map(|part| if let FactValue::Compound(numbers) = part { Some(numbers.as_slice()) } else { None })
            .collect();
        let compounds = compounds.filter(|_| self.parts_add_up())?;
        let width = compounds.first()?.len();
        if compounds.iter().any(|numbers| numbers.len() != width) {
            return None;
        }
        by_parts(Aggregation::Sum, &compounds)
    }

    /// Whether the numbers of performers add up: counts do, percentages and levels do not.
    pub fn parts_add_up(&self) -> bool {
        self.aggregation == Aggregation::Sum && !self.is_percentage()
    }

    /// What the targets of performers come to, where all of them are figures that add up.
    pub(in crate::domain) fn total_of_targets<'a>(
        &self,
        targets: impl Iterator<Item = &'a TargetValue>,
    ) -> Option<FactValue> {
        let figures: Vec<FactValue> = targets.map(|target| self.figure_of(target)).collect::<Option<_>>()?;
        self.total_of(&figures.iter().collect::<Vec<_>>()).total()
    }

    /// The figure of a target as the value of a fact; none for a range.
    fn figure_of(&self, target: &TargetValue) -> Option<FactValue> {
        match target {
            TargetValue::Number(number) => Some(FactValue::Number(*number)),
            TargetValue::Compound(_)
                if matches!(self.comparator, Comparator::Between | Comparator::Within) =>
            {
                None
            }
            TargetValue::Compound(numbers) => Some(FactValue::Compound(numbers.clone())),
            TargetValue::Condition | TargetValue::Deed | TargetValue::Date(_) => None,
        }
    }

    /// The sum of numbers of performers, where they add up.
    fn sum_of_parts(&self, numbers: &[Number]) -> Option<Number> {
        Aggregation::Sum.over(numbers).filter(|_| self.parts_add_up())
    }
}

impl Plan {
    /// The span of the targets that are compared with their parts in a quarter: the narrowest one that ends in it.
    pub(super) fn spoken_span(&self, id: IndicatorId, quarter: Quarter) -> Option<Span> {
        let spans = self.targets(id).map(|(span, _, _)| span).filter(|span| span.last == quarter);
        spans.max_by_key(|span| span.first)
    }
}

impl Findings<'_> {
    /// Reports parts that differ from their total, and parts that make no total where none was entered.
    pub(super) fn parts(&mut self, id: IndicatorId) {
        let Some(indicator) = self.plan.indicator(id) else { return };
        let subject = Subject::Indicator(id);
        let facts = self.plan.facts(id).filter(|(quarter, ..)| *quarter == self.quarter);
        let facts: Vec<(Option<PerformerId>, &FactValue)> =
            facts.filter(|(.., fact)| fact.is_reported()).map(|(_, who, fact)| (who, &fact.value)).collect();
        let total = facts.iter().find(|(who, _)| who.is_none()).map(|(_, value)| *value);
        let parts: Vec<&FactValue> =
            facts.iter().filter(|(who, _)| who.is_some()).map(|(_, value)| *value).collect();
        let mixed = parts.iter().any(|part| matches!(part, FactValue::Share(..)));
        match indicator.total_of(&parts) {
            Parts::Total(sum) if !total.is_some_and(|total| says_the_same(total, &sum)) => {
                let total = total.cloned().unwrap_or(FactValue::None);
                self.push(subject, Detail::SplitDiffers(total, sum));
            }
            Parts::NoTotal if total.is_none() && !mixed => {
                let count = u32::try_from(parts.len()).unwrap_or(u32::MAX);
                self.push(subject, Detail::TotalMissing(count));
            }
            Parts::None | Parts::NoTotal | Parts::Total(_) => {
                if let Some((total, sum)) = self.split_targets(id, indicator) {
                    self.push(subject, Detail::SplitDiffers(total, sum));
                }
            }
        }
    }

    /// The total of the targets and the sum of their parts, where they differ: of the quarter's own targets, or
    /// of those of a longer period that ends in it. Who has no target of his own shares the total, so that the
    /// others need not make it; they may not exceed it.
    fn split_targets(&self, id: IndicatorId, indicator: &Indicator) -> Option<(FactValue, FactValue)> {
        let spoken = self.plan.spoken_span(id, self.quarter);
        let targets = || self.plan.targets(id).filter(|(span, _, _)| Some(*span) == spoken);
        let own: BTreeSet<PerformerId> = targets().filter_map(|(_, who, _)| who).collect();
        let named = self.plan.measure_of(id).and_then(|measure| self.plan.node(measure));
        let shared = named.is_some_and(|node| node.performers.iter().any(|who| !own.contains(&who.id)));
        let parts = targets().filter(|(_, who, _)| who.is_some()).map(|(.., target)| &target.value);
        let sum = indicator.total_of_targets(parts)?;
        let total = targets().find(|(_, who, _)| who.is_none());
        let total = total.and_then(|(.., target)| indicator.figure_of(&target.value));
        let differs = match &total {
            Some(total) if shared => exceeds(&sum, total),
            total => total.as_ref() != Some(&sum),
        };
        differs.then(|| (total.unwrap_or(FactValue::None), sum))
    }
}

/// Whether a total is what its parts come to: a share may be entered by its percentage, as exactly as that is given.
fn says_the_same(total: &FactValue, sum: &FactValue) -> bool {
    match (total, sum) {
        (FactValue::Number(entered), FactValue::Share(..)) => {
            sum.number().is_some_and(|exact| exact.is_worded_as(*entered))
        }
        _ => total == sum,
    }
}

/// Whether any figure of a sum is above that of the total.
fn exceeds(sum: &FactValue, total: &FactValue) -> bool {
    match (sum, total) {
        (FactValue::Number(sum), FactValue::Number(total)) => sum > total,
        (FactValue::Compound(sum), FactValue::Compound(total)) => {
            sum.len() != total.len() || sum.iter().zip(total).any(|(sum, total)| sum > total)
        }
        _ => true,
    }
}
