//! What a typed fact may refer to: its target, the current fact, and the fact of the previous quarter.

use super::{
    entry::{EntryContext, wanted},
    id::{IndicatorId, PerformerId},
    plan::Plan,
    quarter::{Quarter, Span},
    record::Subject,
    value::{Aggregation, FactValue, Number, Target, TargetValue},
};

impl Plan {
    /// What an entry for a measure or an indicator in a quarter may refer to, for one performer or in total.
    pub fn entry_context(
        &self,
        subject: Subject,
        quarter: Quarter,
        who: Option<PerformerId>,
    ) -> EntryContext {
        let Some(id) = self.value_indicator(subject) else {
            // The first fact of a measure without indicators makes it a deed.
            let deed = Target { value: TargetValue::Deed, raw: String::new() };
            return EntryContext { target: Some(deed), ..EntryContext::default() };
        };
        let value = |quarter: Quarter| self.fact(id, quarter, who).map(|fact| fact.value.clone());
        // A longer target applies only to its last quarter.
        let speaks = |span: Span, target: &Target| {
            span.last == quarter || matches!(target.value, TargetValue::Condition | TargetValue::Deed)
        };
        let target = self.target_in(id, quarter, who).filter(|(span, target)| speaks(*span, target));
        let comparator = self.indicator(id).map(|indicator| indicator.comparator).unwrap_or_default();
        EntryContext {
            target: target.map(|(span, target)| wanted(&self.left_of(id, span, target, who), comparator)),
            fact: value(quarter),
            previous: value(quarter.previous()),
            whole: None,
            words: false,
        }
    }

    /// What a target typed for a quarter or a span may refer to: the target to its left as the planned value, the
    /// current target, and the target of the year.
    pub fn target_context(&self, subject: Subject, span: Span, who: Option<PerformerId>) -> EntryContext {
        let Some(id) = self.value_indicator(subject) else { return EntryContext::default() };
        let single = span.as_single().is_some();
        let left = Span::single(if single { span.first.previous() } else { span.last });
        let number = |span: Span| match self.target(id, span, who)?.value {
            TargetValue::Number(number) => Some(number),
            _ => None,
        };
        EntryContext {
            target: self.target(id, left, who).cloned(),
            fact: number(span).map(FactValue::Number),
            whole: number(self.year_around(span.last)),
            ..EntryContext::default()
        }
    }

    /// The quarters of the plan in the same year as a quarter.
    pub fn year_around(&self, quarter: Quarter) -> Span {
        let period = self.period();
        let inside =
            |number| Quarter::new(quarter.year(), number).filter(|quarter| period.contains(*quarter));
        let mut quarters = (1..=4).filter_map(inside);
        let first = quarters.next().unwrap_or(quarter);
        Span { first, last: quarters.next_back().unwrap_or(first) }
    }

    /// The only indicator that a value can belong to: the measure's own, or one it shares; none where there are
    /// several.
    pub fn value_indicator(&self, subject: Subject) -> Option<IndicatorId> {
        match subject {
            Subject::Plan => None,
            Subject::Indicator(id) => Some(id),
            Subject::Node(measure) => {
                let own = self.indicators(measure).map(|(id, _)| id);
                let shared = self.node(measure).map_or(&[][..], |node| &node.shares).iter().copied();
                own.chain(shared).next()
            }
        }
    }

    /// What a longer target that adds up leaves for its last quarter, because "as planned" there means the rest and
    /// not the whole target again.
    fn left_of(&self, id: IndicatorId, span: Span, target: &Target, who: Option<PerformerId>) -> Target {
        let adds = self.indicator(id).is_some_and(|indicator| indicator.aggregation == Aggregation::Sum);
        match (&target.value, Span::new(span.first, span.last.previous())) {
            (TargetValue::Number(whole), Some(earlier)) if adds => {
                let done = match self.gathered(id, earlier, who).value {
                    FactValue::Number(done) => done,
                    _ => Number::ZERO,
                };
                let left = whole.minus(done).max(Number::ZERO);
                Target { value: TargetValue::Number(left), raw: target.raw.clone() }
            }
            _ => target.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Command, Context, Header, IdSource, Level, PlanId, SetFact, SetTarget, SiblingPlace, decide, entry,
    };

    #[test]
    fn as_planned_in_the_last_quarter_of_a_year_is_what_is_left_of_it() {
        let quarter = |n: u8| Quarter::new(2026, n).unwrap();
        let year = Span::new(quarter(1), quarter(4)).unwrap();
        let mut plan = Plan::empty(PlanId(1));
        let header = Header { slug: "p".into(), title: "П".into(), period: year, ..plan.header().clone() };
        let mut context = Context { author: "a".into(), at: 0, ids: IdSource::new(1) };
        let mut run = |plan: &mut Plan, command: Command| {
            let change = decide(plan, &command, &mut context).unwrap();
            plan.apply(&change);
        };
        run(&mut plan, Command::CreatePlan(header));
        let (level, place, title) = (Level::Measure, SiblingPlace::Last, "захід".to_owned());
        run(&mut plan, Command::AddNode { level, parent: None, place, code: None, title });
        let measure = plan.children(None).next().unwrap();
        run(&mut plan, Command::AddIndicator(measure, Box::default()));
        let subject = Subject::Indicator(plan.indicators(measure).next().unwrap().0);
        let target = Some(Target { value: TargetValue::Number(240.into()), raw: "240".into() });
        run(
            &mut plan,
            Command::SetTarget(SetTarget {
                subject,
                span: year,
                performer: None,
                target,
                says: Default::default(),
            }),
        );
        let value = Some((FactValue::Number(200.into()), "200".into()));
        let fact = SetFact { subject, quarter: quarter(2), performer: None, value, note: None, unit: None };
        run(&mut plan, Command::SetFact(fact));
        let as_planned = |n| entry::calculated("", &plan.entry_context(subject, quarter(n), None));
        assert_eq!(as_planned(4), Ok((FactValue::Number(40.into()), "40".into())));
        assert_eq!(as_planned(3), Err(entry::EntryFault::NothingPlanned));
    }
}
