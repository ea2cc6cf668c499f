//! The list's figures of a plan equal those of the plan itself, on any day.

use jiff::{ToSpan as _, civil::date};
use kvartal::domain::{
    Aggregation, Command, FactValue, Gap, GapWords, IndicatorFields, IndicatorId, IndicatorPatch, Level,
    Number, Plan, PlanEntry, PlanId, Quarter, Scope, SetFact, SetTarget, SiblingPlace, Span, SpanWords,
    Subject, Target, TargetValue, decide,
};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::steps::{context, header, play, step};

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_summary_says_what_a_full_reckoning_says_on_any_day(
        steps in proptest::collection::vec(step(), 1..60),
        days in proptest::collection::vec(-200i64..900, 1..6),
    ) {
        let (plan, _) = play(&steps);
        let (entry, anew) = (PlanEntry::of(&plan, 0), plan.recounted());
        for day in days {
            let as_of = date(2025, 1, 1).saturating_add(day.days());
            for quarter in plan.period().quarters() {
                let full = anew.figures(Span::single(quarter), as_of);
                prop_assert_eq!(entry.debts_before(quarter, as_of), full.debts);
                let kept = entry.figures(quarter, as_of);
                // For a quarter that has not begun, the plan itself is needed.
                prop_assert_eq!(kept.is_some(), as_of >= quarter.first_day());
                prop_assert!(kept.is_none_or(|kept| kept == full), "{quarter} on {as_of}");
            }
        }
    }

    #[test]
    fn a_debt_is_listed_as_often_as_it_is_counted(
        steps in proptest::collection::vec(step(), 1..60),
        day in 0i64..900,
    ) {
        let (plan, _) = play(&steps);
        let (as_of, after) = (date(2025, 1, 1).saturating_add(day.days()), plan.period().last.next());
        let listed = plan.debts(as_of).iter().filter(|debt| debt.quarter < after).count();
        let counted = plan.debts_before(Scope::Plan, after, as_of);
        let all = counted.open + counted.settled + counted.explained + counted.carried + counted.withdrawn;
        prop_assert_eq!(u32::try_from(listed).unwrap(), all);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn figures_that_are_followed_over_a_span_are_those_of_the_span(
        steps in proptest::collection::vec(step(), 1..60),
        day in -100i64..600,
        last in 1usize..4,
    ) {
        let (_, changes) = play(&steps);
        let as_of = date(2025, 1, 1).saturating_add(day.days());
        let mut plan = Plan::empty(changes[0].plan);
        for change in &changes {
            plan.apply(change);
            let first = plan.period().first;
            let span = Span::new(first, first.shift(i32::try_from(last).unwrap())).unwrap();
            plan.follow(as_of, &[plan.period()], Some(span));
        }
        let first = plan.period().first;
        let span = Span::new(first, first.shift(i32::try_from(last).unwrap())).unwrap();
        let groups = plan.walk().map(|(_, id)| id).map(Scope::Node);
        let performers = plan.performers().map(|(id, _)| Some(id)).chain([None]).map(Scope::Performer);
        for scope in groups.chain(performers).chain([Scope::Plan]) {
            if let Scope::Node(id) = scope
                && plan.node(id).is_some_and(|node| node.level == Level::Measure)
            {
                continue;
            }
            let kept = plan.followed(scope, span).cloned().unwrap_or_default();
            prop_assert_eq!(kept, plan.tally_over(scope, span, as_of), "{:?}", scope);
        }
        let whole = plan.followed(Scope::Plan, plan.period()).cloned().unwrap_or_default();
        prop_assert_eq!(whole, plan.tally_over(Scope::Plan, plan.period(), as_of));
    }
}

fn rounded(number: Number) -> Number {
    number.rounded(4)
}

/// The words of a report, which these tests ignore.
struct NoWords;

impl SpanWords for NoWords {
    fn quarter(&self, quarter: Quarter) -> String {
        quarter.to_string()
    }

    fn gap(&self, _: &Gap) -> GapWords {
        GapWords { value: "–".to_owned(), reason: String::new() }
    }
}

/// A plan of one indicator with targets and facts by quarter.
fn year_of(
    aggregation: Aggregation,
    targets: [Option<u32>; 4],
    facts: [Option<u32>; 4],
) -> (Plan, IndicatorId) {
    let (mut plan, mut context) = (Plan::empty(PlanId(1)), context(60));
    let mut run = |plan: &mut Plan, command: &Command| {
        let change = decide(plan, command, &mut context).unwrap();
        plan.apply(&change);
    };
    run(&mut plan, &Command::CreatePlan(header()));
    let (level, place, title) = (Level::Measure, SiblingPlace::Last, "захід".to_owned());
    run(&mut plan, &Command::AddNode { level, parent: None, place, code: None, title });
    let measure = plan.measures().next().unwrap().0;
    let fields = IndicatorFields { name: "події".into(), aggregation, ..IndicatorFields::default() };
    run(&mut plan, &Command::AddIndicator(measure, Box::new(fields)));
    let id = plan.indicators(measure).next().unwrap().0;
    let subject = Subject::Indicator(id);
    for (quarter, (target, fact)) in plan.period().quarters().zip(targets.into_iter().zip(facts)) {
        if let Some(number) = target {
            let target = Target { value: TargetValue::Number(number.into()), raw: number.to_string() };
            let (span, says) = (Span::single(quarter), IndicatorPatch::default());
            let target = SetTarget { subject, span, performer: None, target: Some(target), says };
            run(&mut plan, &Command::SetTarget(target));
        }
        if let Some(number) = fact {
            let value = Some((FactValue::Number(number.into()), number.to_string()));
            let fact = SetFact { subject, quarter, performer: None, value, note: None, unit: None };
            run(&mut plan, &Command::SetFact(fact));
        }
    }
    (plan, id)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn status_over_one_quarter_is_the_status_of_that_quarter(
        steps in proptest::collection::vec(step(), 1..60),
        day in -100i64..900,
    ) {
        let (plan, _) = play(&steps);
        let as_of = date(2025, 1, 1).saturating_add(day.days());
        for quarter in plan.period().quarters() {
            let span = Span::single(quarter);
            let tally = plan.tally(Scope::Plan, quarter).cloned().unwrap_or_default();
            prop_assert_eq!(plan.tally_over(Scope::Plan, span, as_of), tally);
            for (measure, _) in plan.measures() {
                for (id, _) in plan.indicators(measure) {
                    prop_assert_eq!(plan.assess_over(id, span, as_of, None), plan.assess(id, quarter, None));
                    prop_assert_eq!(plan.pace_over(id, span, as_of, None), plan.pace(id, quarter, as_of, None));
                }
            }
        }
    }

    #[test]
    fn a_year_of_quarters_says_what_the_longer_report_says(
        rule in prop_oneof![
            Just(Aggregation::Sum), Just(Aggregation::Last), Just(Aggregation::Mean), Just(Aggregation::Max)
        ],
        targets in proptest::array::uniform4(proptest::option::of(0u32..20)),
        facts in proptest::array::uniform4(proptest::option::of(0u32..20)),
    ) {
        let (plan, id) = year_of(rule, targets, facts);
        let (span, after) = (plan.period(), date(2026, 1, 5));
        let judged = plan.assess_over(id, span, after, None);
        let report = plan.over(span, &NoWords);
        let printed = report.fact(id, span.last, None).and_then(|fact| fact.value.number());
        prop_assert_eq!(printed, judged.fact.number());
        let planned = report.target(id, Span::single(span.last), None).map(|target| target.value.clone());
        prop_assert_eq!(planned, judged.target.map(|target| target.value));
        if judged.gap.is_none() {
            prop_assert_eq!(report.assess(id, span.last, None).status, judged.status);
        }
        let by_hand = |numbers: [Option<u32>; 4]| -> Option<Number> {
            let all: Vec<Number> = numbers.into_iter().flatten().map(Number::from).collect();
            let sum = all.iter().fold(Number::ZERO, |sum, number| sum.plus(*number));
            match rule {
                _ if all.is_empty() => None,
                Aggregation::Sum => Some(sum),
                Aggregation::Last => all.last().copied(),
                Aggregation::Mean => Some(Number(sum.0 / Decimal::from(all.len()))),
                Aggregation::Max => all.into_iter().max(),
            }
        };
        // A mean wants a fact for each quarter that has a target, the last value one for the last of them.
        let unreported = |(target, fact): &(Option<u32>, Option<u32>)| target.is_some() && fact.is_none();
        let quarters: Vec<_> = targets.into_iter().zip(facts).collect();
        let last = quarters.iter().rposition(|(target, _)| target.is_some());
        let whole = match rule {
            Aggregation::Sum | Aggregation::Max => true,
            Aggregation::Mean => !quarters.iter().any(unreported),
            Aggregation::Last => last.is_none_or(|last| facts[last..].iter().any(Option::is_some)),
        };
        let expected = by_hand(facts).filter(|_| whole).map(rounded);
        prop_assert_eq!(judged.fact.number().map(rounded), expected);
        let planned = report.target(id, Span::single(span.last), None).map(|target| target.value.clone());
        let planned = planned.and_then(|value| if let TargetValue::Number(n) = value { Some(n) } else { None });
        prop_assert_eq!(planned.map(rounded), by_hand(targets).map(rounded));
    }
}
