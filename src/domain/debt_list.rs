//! The debts of a plan, one for each obligation, however many quarters follow.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{
    compare::range,
    debt::{DebtState, Owing},
    decision::{Decision, Outcome},
    gather::Gap,
    id::{IndicatorId, PerformerId},
    plan::Plan,
    quarter::Quarter,
    record::Subject,
    value::{Comparator, FactValue, Number, Target, TargetValue},
};

/// An obligation that was not settled when its due day was over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Debt {
    /// What owes it: an indicator, or a measure that has none.
    pub subject: Subject,
    /// The quarter it was due in.
    pub quarter: Quarter,
    /// The day it was due on.
    pub due: Date,
    /// Its state on the day.
    pub state: DebtState,
    /// The target; none for the deed of a measure without indicators.
    pub target: Option<Target>,
    /// The fact.
    pub fact: FactValue,
    /// The shortfall that is left after later quarters; none where it has no figure.
    pub short: Option<FactValue>,
    /// The quarter whose facts settle it; none where it is not settled.
    pub settled: Option<Quarter>,
    /// The decision about it.
    pub decision: Option<Decision>,
}

impl Plan {
    /// All debts on a day, settled and decided ones too, in the order of the outline and of time.
    pub fn debts(&self, as_of: Date) -> Vec<Debt> {
        let mut debts = Vec::new();
        for (measure, _) in self.measures() {
            if self.is_bare(measure) {
                let quarter = self.bare_obligation(measure).quarter();
                let owing = self.owing_of_bare(measure, quarter);
                debts.extend(
                    owing.and_then(|owing| self.bare_debt(Subject::Node(measure), quarter, owing, as_of)),
                );
                continue;
            }
            for (id, _) in self.indicators(measure).filter(|(_, indicator)| indicator.counts) {
                let quarters: BTreeSet<Quarter> = self.obligations(id, None).map(|o| o.quarter()).collect();
                debts.extend(quarters.into_iter().filter_map(|quarter| self.debt(id, quarter, as_of)));
            }
        }
        debts
    }

    fn bare_debt(&self, subject: Subject, quarter: Quarter, owing: Owing, as_of: Date) -> Option<Debt> {
        Some(Debt {
            subject,
            quarter,
            due: owing.due,
            state: owing.state(as_of)?,
            target: None,
            fact: FactValue::None,
            short: None,
            settled: owing.settled,
            decision: self.decided(subject, quarter).cloned(),
        })
    }

    fn debt(&self, id: IndicatorId, quarter: Quarter, as_of: Date) -> Option<Debt> {
        let judged = self.assess(id, quarter, None);
        let debt = self.bare_debt(Subject::Indicator(id), quarter, judged.owing?, as_of)?;
        let caught_up = || self.short_of(id, quarter, Quarter::of(as_of), None);
        let comparator = self.indicator(id).map_or(Comparator::AtLeast, |indicator| indicator.comparator);
        let short = match &judged.target {
            Some(target) => caught_up().or_else(|| apart(&target.value, &judged.fact, comparator)),
            None => None,
        };
        // An older value is shown, and counts for nothing.
        let fact = match judged.gap {
            Some(Gap::Stale(_, older)) => older,
            _ => judged.fact,
        };
        Some(Debt { target: judged.target, fact, short, ..debt })
    }

    /// The decision about the debt of a quarter. A decision made while a measure had no indicator also applies to
    /// the deed that its first fact made of it.
    pub fn decided(&self, subject: Subject, quarter: Quarter) -> Option<&Decision> {
        self.decision(subject, quarter).or_else(|| match subject {
            Subject::Indicator(id) => self.decision(Subject::Node(self.measure_of(id)?), quarter),
            _ => None,
        })
    }

    /// The debts of other quarters that were carried to a day in this one.
    pub(super) fn carried_into(
        &self,
        subject: Subject,
        quarter: Quarter,
        who: Option<PerformerId>,
    ) -> impl Iterator<Item = Owing> + '_ {
        let measure = match subject {
            Subject::Indicator(id) => self.measure_of(id).map(Subject::Node),
            _ => None,
        };
        let about = move |of: &Subject| *of == subject || Some(*of) == measure;
        let into = move |outcome: Outcome| outcome.due().is_some_and(|day| Quarter::of(day) == quarter);
        self.decisions().filter(move |(of, _, decision)| about(of) && into(decision.outcome)).filter_map(
            move |(_, due, _)| match subject {
                Subject::Indicator(id) => self.assess(id, due, who).owing,
                Subject::Node(measure) => self.owing_of_bare(measure, due),
                Subject::Plan => None,
            },
        )
    }
}

/// The difference between a fact and its target, where the facts of other quarters cannot make it good.
fn apart(target: &TargetValue, fact: &FactValue, comparator: Comparator) -> Option<FactValue> {
    // Nothing reported breaks no limit: what is short is not known.
    if *fact == FactValue::None && comparator == Comparator::AtMost {
        return None;
    }
    let away = |target: Number, fact: Number| {
        let short = match comparator {
            Comparator::AtMost => fact.minus(target),
            Comparator::Equal if fact > target => fact.minus(target),
            _ => target.minus(fact),
        };
        short.max(Number::ZERO)
    };
    let TargetValue::Compound(parts) = target else {
        let TargetValue::Number(target) = target else { return None };
        return Some(FactValue::Number(away(*target, fact.number().unwrap_or_default())));
    };
    if let Some((low, high)) = range(parts, comparator) {
        let fact = fact.number().unwrap_or_default();
        let short = if fact > high { fact.minus(high) } else { low.minus(fact) };
        return Some(FactValue::Number(short.max(Number::ZERO)));
    }
    let FactValue::Compound(facts) = fact else { return Some(FactValue::Compound(parts.clone())) };
    Some(FactValue::Compound(parts.iter().zip(facts).map(|(target, fact)| away(*target, *fact)).collect()))
}
