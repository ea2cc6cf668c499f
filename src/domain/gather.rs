//! Aggregates the facts of several quarters by the rule of their indicator.

use super::{
    compare::range,
    id::{IndicatorId, PerformerId},
    plan::Plan,
    quarter::{Quarter, Span},
    record::Indicator,
    value::{Aggregation, Comparator, Fact, FactValue, Number, TargetValue},
};
use crate::text::surely::Surely;

/// Why the facts of several quarters have no common value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Only the last value counts, and the last quarter has none; with the older value and its quarter.
    Stale(Quarter, FactValue),
    /// Only so many of so many quarters have a fact, and all are needed.
    Missing(u32, u32),
    /// Some are shares and some are bare percentages.
    Mixed,
    /// Percentages are not added.
    Added,
}

/// The aggregated facts of several quarters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathered {
    /// The aggregated value; none where nothing was reported, or where there is a gap.
    pub value: FactValue,
    /// Why there is no value.
    pub gap: Option<Gap>,
}

impl Gathered {
    pub(super) const fn of(value: FactValue) -> Self {
        Self { value, gap: None }
    }

    /// Whether anything was reported, even if it makes no one value.
    pub(super) const fn is_reported(&self) -> bool {
        self.gap.is_some() || !matches!(self.value, FactValue::None)
    }

    const fn gap(gap: Gap) -> Self {
        Self { value: FactValue::None, gap: Some(gap) }
    }
}

impl Plan {
    /// Aggregates the facts of a span. Facts of quarters with a condition are not added to the numbers of other
    /// quarters.
    pub fn gathered(&self, id: IndicatorId, span: Span, who: Option<PerformerId>) -> Gathered {
        let Some(indicator) = self.indicator(id) else { return Gathered::of(FactValue::None) };
        let facts: Vec<&FactValue> = self.reported(id, span, who).map(|(_, fact)| &fact.value).collect();
        one_of(indicator, &facts)
    }

    /// The facts that count for a span, by quarter.
    fn reported(
        &self,
        id: IndicatorId,
        span: Span,
        who: Option<PerformerId>,
    ) -> impl Iterator<Item = (Quarter, &Fact)> + '_ {
        // Without planned figures there are only the facts of conditions to aggregate.
        let alone = !self.has_figures(id, span, who);
        self.facts(id)
            .filter(move |(q, of, fact)| *of == who && span.contains(*q) && fact.is_reported())
            .filter(move |(q, ..)| alone || !self.is_conditional(id, *q, who))
            .map(|(q, _, fact)| (q, fact))
    }

    /// Whether an indicator has a target other than a condition that overlaps a span.
    fn has_figures(&self, id: IndicatorId, span: Span, who: Option<PerformerId>) -> bool {
        let overlaps = |of: Span| of.first <= span.last && span.first <= of.last;
        self.targets(id).any(|(of, whose, target)| {
            (whose == who || whose.is_none()) && overlaps(of) && target.value != TargetValue::Condition
        })
    }

    /// Whether a quarter's own target is a condition.
    pub(super) fn is_conditional(&self, id: IndicatorId, quarter: Quarter, who: Option<PerformerId>) -> bool {
        let own = Span::single(quarter);
        let target = self.target(id, own, who).or_else(|| self.target(id, own, None));
        target.is_some_and(|target| target.value == TargetValue::Condition)
    }

    /// As [`Plan::gathered`] for comparison with a target. Some rules give a gap where a planned quarter has no
    /// fact.
    pub(super) fn gathered_for(
        &self,
        id: IndicatorId,
        span: Span,
        who: Option<PerformerId>,
        target: &TargetValue,
    ) -> Gathered {
        let Some(indicator) = self.indicator(id) else { return Gathered::of(FactValue::None) };
        let so_far = self.gathered(id, span, who);
        let planned: Vec<Quarter> = self.planned_quarters(id, span, who);
        let has = |quarter: &Quarter| self.fact(id, *quarter, who).is_some_and(|fact| is_figure(&fact.value));
        let have = planned.iter().filter(|quarter| has(quarter)).count();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        // A figure of an unplanned quarter does not replace the missing one of a planned quarter.
        let incomplete = is_figure(&so_far.value) && have < planned.len();
        let missing = || Gathered::gap(Gap::Missing(count(have), count(planned.len())));
        match (indicator.aggregation, indicator.comparator) {
            (Aggregation::Last, _) => self.latest(id, span, who, planned.last().copied()),
            (Aggregation::Mean, _) if incomplete => missing(),
            (Aggregation::Max, Comparator::AtLeast) => so_far,
            (Aggregation::Max, comparator) if incomplete && !is_above(&so_far.value, target, comparator) => {
                missing()
            }
            (Aggregation::Sum | Aggregation::Mean | Aggregation::Max, _) => so_far,
        }
    }

    /// The value of the last planned quarter, or of a later one.
    fn latest(
        &self,
        id: IndicatorId,
        span: Span,
        who: Option<PerformerId>,
        planned: Option<Quarter>,
    ) -> Gathered {
        let last = self.reported(id, span, who).last();
        match last {
            Some((quarter, fact)) if planned.is_some_and(|planned| quarter < planned) => {
                Gathered::gap(Gap::Stale(quarter, fact.value.clone()))
            }
            Some((_, fact)) => Gathered::of(fact.value.clone()),
            None => Gathered::of(FactValue::None),
        }
    }

    /// The quarters of a span that have a planned figure of their own, or lie inside a longer target.
    pub(super) fn planned_quarters(
        &self,
        id: IndicatorId,
        span: Span,
        who: Option<PerformerId>,
    ) -> Vec<Quarter> {
        let longer: Vec<Span> = self
            .obligations(id, who)
            .filter(super::obligation::Obligation::is_long)
            .map(|owed| Span { first: owed.span.first, last: owed.quarter().max(owed.span.first) })
            .collect();
        let is_planned = |quarter: &Quarter| match self.target(id, Span::single(*quarter), who) {
            Some(target) => target.value != TargetValue::Condition,
            None => self.has_begun(id, *quarter) && longer.iter().any(|span| span.contains(*quarter)),
        };
        span.quarters().filter(is_planned).collect()
    }
}

/// Whether a reported value is a figure.
const fn is_figure(value: &FactValue) -> bool {
    matches!(value, FactValue::Number(_) | FactValue::Compound(_) | FactValue::Share(..))
}

/// Whether a value is above the top of a target.
pub(super) fn is_above(value: &FactValue, target: &TargetValue, comparator: Comparator) -> bool {
    let top = match (target, value) {
        (TargetValue::Number(number), _) => Some(*number),
        (TargetValue::Compound(tops), FactValue::Compound(parts)) => {
            return parts.iter().zip(tops).any(|(part, top)| part > top);
        }
        (TargetValue::Compound(parts), _) => range(parts, comparator).map(|(_, high)| high),
        _ => None,
    };
    value.number().zip(top).is_some_and(|(value, top)| value > top)
}

/// Aggregates several facts. Words are ignored where there are numbers.
fn one_of(indicator: &Indicator, facts: &[&FactValue]) -> Gathered {
    if let [one] = facts {
        return Gathered::of((*one).clone());
    }
    let rule = indicator.aggregation;
    let numbers: Vec<Number> =
        facts.iter().filter_map(|f| if let FactValue::Number(n) = f { Some(*n) } else { None }).collect();
    let shares: Vec<(Number, Number)> = facts
        .iter()
        .filter_map(|f| if let FactValue::Share(part, whole) = f { Some((*part, *whole)) } else { None })
        .collect();
    if !shares.is_empty() {
        return of_shares(rule, &shares, &numbers);
    }
    if indicator.is_percentage() && rule == Aggregation::Sum && numbers.len() > 1 {
        return Gathered::gap(Gap::Added);
    }
    if let Some(number) = rule.over(&numbers) {
        return Gathered::of(FactValue::Number(number));
    }
    let compounds: Vec<&[Number]> = facts
        .iter()
        .filter_map(|f| if let FactValue::Compound(parts) = f { Some(parts.as_slice()) } else { None })
        .collect();
    match by_parts(rule, &compounds) {
        Some(parts) => Gathered::of(FactValue::Compound(parts)),
        None => Gathered::of(facts.last().map_or(FactValue::None, |f| (*f).clone())),
    }
}

/// Aggregates compounds part by part; none where there are none.
pub(super) fn by_parts(rule: Aggregation, compounds: &[&[Number]]) -> Option<Vec<Number>> {
    let width = compounds.iter().map(|parts| parts.len()).max()?;
    let part = |at: usize| {
        let column: Vec<Number> = compounds.iter().filter_map(|parts| parts.get(at).copied()).collect();
        rule.over(&column).surely()
    };
    Some((0..width).map(part).collect())
}

/// Aggregates the shares of several quarters and the bare percentages among them.
fn of_shares(rule: Aggregation, shares: &[(Number, Number)], bare: &[Number]) -> Gathered {
    let share = |(part, whole): (Number, Number)| FactValue::Share(part, whole);
    match rule {
        Aggregation::Sum | Aggregation::Mean if !bare.is_empty() => Gathered::gap(Gap::Mixed),
        Aggregation::Sum | Aggregation::Mean => {
            Gathered::of(total_share(shares).map_or(FactValue::None, share))
        }
        Aggregation::Last => Gathered::of(shares.last().copied().map_or(FactValue::None, share)),
        Aggregation::Max => {
            let rate = |(part, whole): &(Number, Number)| part.percent_of(*whole);
            let best = shares.iter().max_by_key(|one| rate(one)).copied();
            match (best, bare.iter().max()) {
                (Some(best), Some(bare)) if rate(&best) < Some(*bare) => {
                    Gathered::of(FactValue::Number(*bare))
                }
                (best, _) => Gathered::of(best.map_or(FactValue::None, share)),
            }
        }
    }
}

/// The sum of the parts and the sum of the wholes; none where there are no shares.
pub(super) fn total_share(shares: &[(Number, Number)]) -> Option<(Number, Number)> {
    let sum = |(a, b): (Number, Number), (part, whole): &(Number, Number)| (a.plus(*part), b.plus(*whole));
    (!shares.is_empty()).then(|| shares.iter().fold((Number::ZERO, Number::ZERO), sum))
}
