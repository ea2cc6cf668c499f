use jiff::civil::date;

use super::*;
use crate::domain::{
    Command, Context, IdSource, Month, Number, PlanId, SetFact, SetTarget, Subject, Term, TermKind, decide,
};

fn quarter(text: &str) -> Quarter {
    Quarter::parse(text).unwrap()
}

fn context(seed: u128) -> Context {
    Context { author: "olena".into(), at: 0, ids: IdSource::new(seed) }
}

fn number(n: u32) -> Target {
    Target { value: TargetValue::Number(n.into()), raw: n.to_string() }
}

fn condition() -> Target {
    Target { value: TargetValue::Condition, raw: "за потреби".into() }
}

fn measure(code: &str, target: Target, fact: Option<u32>) -> DraftNode {
    let mut node = DraftNode::new(Level::Measure, Some(code.to_owned()), "Проведення лекцій");
    let mut indicator = DraftIndicator::new("кількість лекцій");
    let fact = fact.map(|n| (FactValue::Number(n.into()), n.to_string()));
    let span = Span::single(quarter("2026Q4"));
    indicator.values.push(DraftValue { target: Some(target), fact, ..DraftValue::new(span, None) });
    node.indicators.push(indicator);
    node.term = Some(Term {
        kind: TermKind::Months(vec![Month::parse("2026-10").unwrap(), Month::parse("2026-12").unwrap()]),
        raw: "Жовтень, грудень 2026 року".into(),
    });
    node.performers.push(DraftPerformer { name: "Дубоярське бюро".into(), by_consent: true });
    node
}

fn plan() -> Plan {
    let mut draft = Draft::new(Span::single(quarter("2026Q4")));
    draft.slug = Some("dubove-2026q4".into());
    draft.title = "План заходів Дубоярського центру на ІV квартал 2026 року".into();
    draft.signatures.push(Signature {
        role: "Начальниця відділу".into(),
        date: Some(date(2026, 10, 1)),
        ..Signature::default()
    });
    draft.outline = vec![
        measure("1.1", number(10), Some(4)),
        measure("1.2", number(3), Some(3)),
        measure("1.3", condition(), None),
        measure("1.4", number(7), None),
    ];
    let mut plan = Plan::empty(PlanId(1));
    plan.apply(&decide(&plan, &Command::Import(Box::new(draft)), &mut context(1)).unwrap());
    plan
}

#[test]
fn a_percentage_that_was_not_reached_is_owed_whole() {
    let mut node = measure("1.1", number(80), Some(70));
    node.indicators[0].name = "частка задоволених, %".into();
    let mut draft = Draft::new(Span::single(quarter("2026Q4")));
    (draft.slug, draft.title) = (Some("plan".into()), "План".into());
    draft.outline = vec![node];
    let mut plan = Plan::empty(PlanId(1));
    plan.apply(&decide(&plan, &Command::Import(Box::new(draft)), &mut context(1)).unwrap());
    let next = roll_over(&plan, quarter("2027Q1"), Carry::Unmet);
    assert_eq!(next.outline[0].indicators[0].values[0].target, Some(number(80)));
}

fn rolled(carry: Carry) -> Plan {
    let mut draft = roll_over(&plan(), quarter("2027Q1"), carry);
    draft.slug = Some("dubove-2027q1".into());
    let mut next = Plan::empty(PlanId(2));
    let change = decide(&next, &Command::RollOver(Box::new(draft)), &mut context(2)).unwrap();
    next.apply(&change);
    next
}

fn targets(plan: &Plan) -> Vec<String> {
    let target =
        |id| plan.targets(id).map(|(span, _, target)| format!("{span} {}", target.raw)).collect::<Vec<_>>();
    plan.measures()
        .map(|(id, _)| plan.indicators(id).flat_map(|(id, _)| target(id)).collect::<Vec<_>>().join(", "))
        .collect()
}

#[test]
fn the_next_quarter_has_the_same_outline_and_no_facts() {
    let next = rolled(Carry::All);
    let header = next.header();
    assert_eq!(header.title, "План заходів Дубоярського центру на I квартал 2027 року");
    assert_eq!(header.period.to_string(), "2027Q1");
    assert_eq!(header.signatures[0].date, None);
    assert_eq!(next.measures().count(), 4);
    let (id, node) = next.measures().next().unwrap();
    assert_eq!(node.term.as_ref().unwrap().raw, "Січень, березень 2027 року");
    assert_eq!(next.term_end(id), date(2027, 3, 31));
    assert!(node.performers[0].by_consent);
    assert!(
        next.measures().flat_map(|(id, _)| next.indicators(id)).all(|(id, _)| next.facts(id).count() == 0)
    );
}

#[test]
fn targets_are_carried_as_asked() {
    assert_eq!(targets(&rolled(Carry::All)), ["2027Q1 10", "2027Q1 3", "2027Q1 за потреби", "2027Q1 7"]);
    assert_eq!(targets(&rolled(Carry::None)), ["", "", "", ""]);
    assert_eq!(targets(&rolled(Carry::Unmet)), ["2027Q1 6", "", "2027Q1 за потреби", "2027Q1 7"]);
}

#[test]
fn a_target_of_a_performer_is_judged_by_its_own_fact() {
    let mut plan = plan();
    let Subject::Indicator(id) = plan.find("1.2").unwrap() else { panic!() };
    let who = plan.performer_named("Дубоярське бюро");
    let set = Command::SetTarget(SetTarget {
        subject: Subject::Indicator(id),
        span: Span::single(quarter("2026Q4")),
        performer: who,
        target: Some(number(2)),
        says: crate::domain::IndicatorPatch::default(),
    });
    plan.apply(&decide(&plan, &set, &mut context(7)).unwrap());
    let fact = SetFact {
        subject: Subject::Indicator(id),
        quarter: quarter("2026Q4"),
        performer: who,
        value: Some((FactValue::Number(Number::from(1)), "1".into())),
        note: None,
        unit: None,
    };
    plan.apply(&decide(&plan, &Command::SetFact(fact), &mut context(8)).unwrap());
    let draft = roll_over(&plan, quarter("2027Q1"), Carry::Unmet);
    let values: Vec<_> = draft.outline[1].indicators[0]
        .values
        .iter()
        .map(|value| value.target.as_ref().unwrap().raw.as_str())
        .collect();
    assert_eq!(values, ["1"]);
}

#[test]
fn terms_move_with_their_wording() {
    let term = |kind, raw: &str, by: i32| {
        let period = Span::single(quarter("2026Q4").shift(by));
        let moved = term::moved(&Term { kind, raw: raw.into() }, by, period);
        (moved.kind, moved.raw)
    };
    let date_of = |y, m, d| TermKind::Date(date(y, m, d));
    assert_eq!(
        term(date_of(2026, 12, 31), "до 31.12.2026", 1),
        (date_of(2027, 3, 31), "до 31.03.2027".into())
    );
    assert_eq!(
        term(date_of(2026, 11, 30), "до 30 листопада 2026 року", 4),
        (date_of(2027, 11, 30), "до 30 листопада 2027 року".into())
    );
    assert_eq!(
        term(TermKind::Years(2017, 2020), "2017-2020", 4),
        (TermKind::Years(2018, 2021), "2018-2021".into())
    );
    assert_eq!(
        term(TermKind::Quarter, "Протягом кварталу", 1),
        (TermKind::Quarter, "Протягом кварталу".into())
    );
}

#[test]
fn a_day_and_its_wording_move_together() {
    let term = |day, raw: &str, by: i32| {
        let period = Span::single(quarter("2026Q3").shift(by));
        let moved = term::moved(&Term { kind: TermKind::Date(day), raw: raw.into() }, by, period);
        (moved.kind, moved.raw)
    };
    let last = date(2026, 9, 30);
    for (raw, moved) in [
        ("до 30 вересня", "до 31 грудня"),
        ("до 30 вересня 2026 року", "до 31 грудня 2026 року"),
        ("30.09.2026", "31.12.2026"),
        ("до 30.09", "до 31.12"),
        ("до 30.09.26", "до 31.12.26"),
        ("до кінця ІІІ кварталу", "до кінця IV кварталу"),
        ("до «30» вересня 2026 року", "до «31» грудня 2026 року"),
    ] {
        assert_eq!(term(last, raw, 1), (TermKind::Date(date(2026, 12, 31)), moved.into()), "{raw}");
    }
    let five = TermKind::Date(date(2026, 12, 5));
    assert_eq!(term(date(2026, 9, 5), "до 5 вересня", 1), (five, "до 5 грудня".into()));
    // A wording that cannot be moved stays, with a doubt.
    let words = "до Дня бібліотек";
    assert_eq!(term(last, words, 1), (TermKind::Date(date(2026, 12, 31)), words.into()));
    assert!(!term::says(words, &TermKind::Date(date(2026, 12, 31)), Span::single(quarter("2026Q4"))));
}

#[test]
fn a_wording_that_stays_behind_is_doubted() {
    let mut node = measure("1.1", number(10), None);
    node.term =
        Some(Term { kind: TermKind::Date(date(2026, 12, 1)), raw: "до Дня бібліотек".into() });
    let mut draft = Draft::new(Span::single(quarter("2026Q4")));
    (draft.slug, draft.title) = (Some("plan".into()), "План".into());
    draft.outline = vec![node, measure("1.2", number(3), None)];
    let mut plan = Plan::empty(PlanId(1));
    plan.apply(&decide(&plan, &Command::Import(Box::new(draft)), &mut context(1)).unwrap());
    let next = roll_over(&plan, quarter("2027Q1"), Carry::All);
    let told: Vec<_> =
        next.doubts.iter().map(|doubt| (doubt.text.as_str(), doubt.reading.as_str())).collect();
    assert_eq!(told, [("до Дня бібліотек", "2027-03-01")]);
}
