//! Catching up: the later facts that make good the shortfall of an earlier quarter.

use super::{
    compare::compare,
    gather::by_parts,
    id::{IndicatorId, PerformerId},
    obligation::{Obligation, ObligationKind},
    plan::Plan,
    quarter::{Quarter, Span},
    status::Status,
    value::{Aggregation, Comparator, FactValue, Number, Target, TargetValue},
};

impl Plan {
    /// The first quarter up to which the facts reach the targets up to `due`; none where they do not. Only sums for
    /// which more is better can be caught up, because other facts do not add up.
    pub(super) fn settled_in(
        &self,
        id: IndicatorId,
        due: Quarter,
        who: Option<PerformerId>,
    ) -> Option<Quarter> {
        let target = self.target_up_to(id, due, who)?;
        let end = self.period().last.max(due);
        let later = Span { first: due, last: end }.quarters();
        later.into_iter().find(|quarter| {
            let fact = self.sum_up_to(id, *quarter, who);
            matches!(compare(&target, &fact, Comparator::AtLeast).status, Status::Met | Status::Exceeded)
        })
    }

    /// The shortfall of the facts up to one quarter against the targets up to another.
    pub(super) fn short_of(
        &self,
        id: IndicatorId,
        due: Quarter,
        by: Quarter,
        who: Option<PerformerId>,
    ) -> Option<FactValue> {
        let short = |target: Number, fact: Number| target.minus(fact).max(Number::ZERO);
        match (self.target_up_to(id, due, who)?, self.sum_up_to(id, by, who)) {
            (TargetValue::Number(target), FactValue::None) => Some(FactValue::Number(target)),
            (TargetValue::Number(target), fact) => {
                Some(FactValue::Number(short(target, fact.number().unwrap_or_default())))
            }
            (TargetValue::Compound(targets), FactValue::Compound(facts)) => Some(FactValue::Compound(
                targets.iter().zip(facts).map(|(target, fact)| short(*target, fact)).collect(),
            )),
            (TargetValue::Compound(targets), _) => Some(FactValue::Compound(targets)),
            _ => None,
        }
    }

    /// Whether a fact of a quarter without a target makes good the shortfall of an earlier quarter.
    pub(super) fn settles_a_debt(&self, id: IndicatorId, quarter: Quarter, who: Option<PerformerId>) -> bool {
        let settles = |owed: &Obligation<'_>| match owed.kind {
            ObligationKind::Numeric => {
                !self.is_met_in_time(id, owed, who)
                    && self.settled_in(id, owed.quarter(), who) == Some(quarter)
            }
            ObligationKind::Date | ObligationKind::Deed => {
                self.reached(id, owed, who).is_some_and(|reached| reached.quarter == quarter)
            }
        };
        self.obligations(id, who).filter(|owed| owed.quarter() < quarter).any(|owed| settles(&owed))
    }

    fn is_met_in_time(&self, id: IndicatorId, owed: &Obligation<'_>, who: Option<PerformerId>) -> bool {
        !self.assess(id, owed.quarter(), who).status.is_unmet()
    }

    /// The sum of the targets that were due up to a quarter; none where facts cannot catch up with them. Of targets
    /// that overlap, only the longest counts.
    fn target_up_to(&self, id: IndicatorId, due: Quarter, who: Option<PerformerId>) -> Option<TargetValue> {
        let indicator = self.indicator(id)?;
        let sums = indicator.aggregation == Aggregation::Sum && indicator.comparator == Comparator::AtLeast;
        if !sums || indicator.is_percentage() {
            return None;
        }
        let targets = self.obligations(id, who).filter(|owed| owed.quarter() <= due);
        let targets: Vec<(Span, &Target)> =
            targets.filter_map(|owed| Some((owed.span, owed.target?))).collect();
        super::longer::one_target(indicator.target_rule(), &super::longer::longest(targets))
            .map(|target| target.value)
            .filter(super::assessment::is_figure)
    }

    /// The sum of the facts up to a quarter.
    fn sum_up_to(&self, id: IndicatorId, last: Quarter, who: Option<PerformerId>) -> FactValue {
        let facts: Vec<&FactValue> = self
            .facts(id)
            .filter(|(q, of, _)| *of == who && *q <= last && !self.is_conditional(id, *q, who))
            .map(|(.., fact)| &fact.value)
            .collect();
        let numbers: Vec<Number> = facts.iter().filter_map(|fact| fact.number()).collect();
        if let Some(sum) = Aggregation::Sum.over(&numbers) {
            return FactValue::Number(sum);
        }
        let compounds: Vec<&[Number]> = facts
            .iter()
            .filter_map(|f| if let FactValue::Compound(parts) = f { Some(parts.as_slice()) } else { None })
            .collect();
        by_parts(Aggregation::Sum, &compounds).map_or(FactValue::None, FactValue::Compound)
    }
}
