//! Debts that are caught up, decided, or settled.

use kvartal::domain::{
    Command, Context, DebtState, FactValue, IdSource, Outcome, Plan, Refusal, Ruling, Scope, Span, Subject,
    decide,
};

use serde_json::json;

use super::small_plans::{day, in_quarter, measure, plan, quarter, tally};

#[test]
fn what_is_short_is_caught_up_by_sums() {
    let plan = plan(&[measure(&[in_quarter("2026Q1", "5", "2"), in_quarter("2026Q2", "5", "4")])]);
    let of = |on: &str| {
        let debts = plan.debts(day(on));
        debts
            .iter()
            .map(|debt| {
                let short = debt.short.as_ref().and_then(FactValue::number).unwrap().to_string();
                (debt.quarter.to_string(), debt.state, short)
            })
            .collect::<Vec<_>>()
    };
    let row = |at: &str, state: DebtState, short: &str| (at.to_owned(), state, short.to_owned());
    assert_eq!(of("2026-03-31"), []);
    assert_eq!(of("2026-06-30"), [row("2026Q1", DebtState::Settled, "0")]);
    assert_eq!(
        of("2026-07-01"),
        [row("2026Q1", DebtState::Settled, "0"), row("2026Q2", DebtState::Open, "4")]
    );
}

#[test]
fn a_decision_ends_a_debt_until_its_day() {
    let mut plan = plan(&[measure(&[in_quarter("2026Q1", "5", "2")])]);
    let subject = Subject::Indicator(plan.indicators(plan.measures().next().unwrap().0).next().unwrap().0);
    let quarter_of = quarter("2026Q1");
    let ruling = |outcome: Outcome| {
        Some(Ruling { outcome, reason: "немає коштів".into(), order: "№ 3".into() })
    };
    let decided = |plan: &mut Plan, ruling: Option<Ruling>| {
        let mut context = Context { author: "olena".into(), at: 0, ids: IdSource::new(9) };
        let command = Command::DecideDebt { subject, quarter: quarter_of, ruling };
        let change = decide(plan, &command, &mut context)?;
        plan.apply(&change);
        assert_eq!(*plan, plan.recounted());
        Ok(())
    };
    let early = ruling(Outcome::Carried(day("2026-03-31")));
    assert_eq!(decided(&mut plan, early), Err(Refusal::NotAfterDue(day("2026-03-31"))));
    decided(&mut plan, ruling(Outcome::Carried(day("2026-08-31")))).unwrap();
    let overdue = |plan: &Plan, at: &str, on: &str| tally(plan, at).overdue(day(on));
    assert_eq!(overdue(&plan, "2026Q1", "2026-12-31"), 0);
    assert_eq!((overdue(&plan, "2026Q3", "2026-08-31"), overdue(&plan, "2026Q3", "2026-09-01")), (0, 1));
    assert_eq!(plan.debts(day("2026-09-01"))[0].state, DebtState::Open);
    decided(&mut plan, ruling(Outcome::Withdrawn)).unwrap();
    assert_eq!(overdue(&plan, "2026Q3", "2026-09-01"), 0);
    assert_eq!(plan.debts(day("2026-09-01"))[0].state, DebtState::Withdrawn);
    decided(&mut plan, None).unwrap();
    assert_eq!(overdue(&plan, "2026Q1", "2026-04-01"), 1);
}

#[test]
fn what_was_due_before_the_first_quarter_is_a_debt_like_any_other() {
    let early = json!({"quarter": "2026Q1", "target": {"kind": "date", "raw": "до 20.11.2025", "date": "2025-11-20"}});
    let plan = plan(&[measure(&[early]), measure(&[in_quarter("2026Q1", "5", "5")])]);
    let first = quarter("2026Q1");
    let before = |scope: Scope| plan.debts_before(scope, first, day("2026-02-01")).open;
    assert_eq!(plan.debts(day("2026-02-01")).len(), 1);
    assert_eq!((before(Scope::Plan), before(Scope::Performer(None))), (1, 1));
    // It is owed in its own quarter, which the plan does not have, and in no other one.
    assert_eq!(tally(&plan, "2026Q1").owed(), 1);
    let units = plan.unit_tallies(Span::single(first), day("2026-02-01"));
    assert_eq!(units.values().map(|unit| unit.debts.open).sum::<u32>(), 1);
}

#[test]
fn what_is_short_is_said_of_every_figure() {
    // Rule, comparator, target, fact of the first quarter; what is short.
    for (rule, comparator, target, fact, short) in [
        ("last", "at_least", "10", "7", "3"),
        ("last", "at_least", "10", "", "10"),
        ("sum", "at_most", "10", "12", "2"),
        ("sum", "at_most", "10", "", "none"),
        ("sum", "equal", "10", "12", "2"),
        ("sum", "between", "30/50", "20", "10"),
        ("sum", "between", "30/50", "53", "3"),
        ("sum", "within", "40/5", "30", "5"),
        ("last", "at_least", "25/250", "20/260", "5/0"),
        ("sum", "at_most", "25/250", "20/260", "0/10"),
    ] {
        let mut one = measure(&[in_quarter("2026Q1", target, fact)]);
        one["indicators"][0]["aggregation"] = json!(rule);
        one["indicators"][0]["comparator"] = json!(comparator);
        let debts = plan(&[one]).debts(day("2026-04-01"));
        let said = debts[0].short.as_ref().map_or_else(|| "none".to_owned(), FactValue::worded);
        assert_eq!(said, short, "{rule} {comparator} {target}: {fact}");
    }
    // A value of an earlier quarter is shown, and counts for nothing.
    let (plan, _) = super::small_plans::year_of("10", "last", "at_least", &["10"]);
    let debts = plan.debts(day("2027-01-01"));
    assert_eq!([&debts[0].fact, debts[0].short.as_ref().unwrap()].map(FactValue::worded), ["10", "10"]);
}
