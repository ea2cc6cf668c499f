//! Findings about parts of performers and their total.

use super::{Detail, Findings};
use crate::domain::{
    gather::total_share,
    id::{IndicatorId, PerformerId},
    record::{Indicator, Subject},
    value::{Aggregation, FactValue, Number, TargetValue},
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
        match numbers.and_then(|numbers| self.sum_of_parts(&numbers)) {
            Some(sum) => Parts::Total(FactValue::Number(sum)),
            None => Parts::NoTotal,
        }
    }

    /// Whether the numbers of performers add up: counts do, percentages and levels do not.
    pub fn parts_add_up(&self) -> bool {
        self.aggregation == Aggregation::Sum && !self.is_percentage()
    }

    /// The sum of numbers of performers, where they add up.
    pub(in crate::domain) fn sum_of_parts(&self, numbers: &[Number]) -> Option<Number> {
        Aggregation::Sum.over(numbers).filter(|_| self.parts_add_up())
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
            Parts::Total(sum) if total != Some(&sum) => {
                let figure =
                    |value: Option<&FactValue>| value.and_then(FactValue::number).unwrap_or_default();
                self.push(subject, Detail::SplitDiffers(figure(total), figure(Some(&sum))));
            }
            Parts::NoTotal if total.is_none() && !mixed => {
                let count = u32::try_from(parts.len()).unwrap_or(u32::MAX);
                self.push(subject, Detail::TotalMissing(count));
            }
            Parts::Total(_) => {}
            Parts::None | Parts::NoTotal => {
                if let Some((total, sum)) = self.split_targets(id, indicator) {
                    self.push(subject, Detail::SplitDiffers(total, sum));
                }
            }
        }
    }

    /// The total of the targets and the sum of its parts, where they differ: for the quarter's own targets, or else
    /// for those of a longer period that ends in the quarter.
    fn split_targets(&self, id: IndicatorId, indicator: &Indicator) -> Option<(Number, Number)> {
        if !indicator.parts_add_up() {
            return None;
        }
        let spans = self.plan.targets(id).map(|(span, _, _)| span).filter(|span| span.last == self.quarter);
        let spoken = spans.max_by_key(|span| span.first);
        let targets: Vec<(Option<PerformerId>, Number)> = self
            .plan
            .targets(id)
            .filter(|(span, _, _)| Some(*span) == spoken)
            .filter_map(|(_, who, target)| match target.value {
                TargetValue::Number(n) => Some((who, n)),
                _ => None,
            })
            .collect();
        let parts: Vec<Number> = targets.iter().filter(|(who, _)| who.is_some()).map(|(_, n)| *n).collect();
        let sum = Aggregation::Sum.over(&parts)?;
        let total = targets.iter().find(|(who, _)| who.is_none()).map(|(_, n)| *n).unwrap_or_default();
        (total != sum).then_some((total, sum))
    }
}
