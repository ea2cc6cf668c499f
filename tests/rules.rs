//! The rules of judging, each as a small plan with figures reckoned by hand.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at its first surprise"
)]

#[path = "rules/longer.rs"]
mod longer;

use jiff::civil::Date;
use kvartal::{
    domain::{
        Command, Context, DebtState, FactValue, FindingKind, IdSource, IndicatorId, Outcome, Pace, Plan,
        PlanId, Quarter, Refusal, Ruling, Scope, SetFact, Span, Status, Subject, Tally, decide,
    },
    form::exchange,
};
use serde_json::{Value, json};

/// A plan of the year 2026 with these measures under one goal, as `1.1`, `1.2`…
fn plan(measures: &[Value]) -> Plan {
    let measures: Vec<Value> = measures
        .iter()
        .enumerate()
        .map(|(at, measure)| {
            let mut measure = measure.clone();
            measure["level"] = json!("measure");
            measure["code"] = json!(format!("1.{}", at + 1));
            measure["title"] = json!("захід");
            measure
        })
        .collect();
    let text = json!({"format": "kvartal-plan", "version": 1, "title": "План", "slug": "plan",
        "period": {"first": "2026Q1", "last": "2026Q4"},
        "outline": [{"level": "goal", "code": "1", "title": "ціль", "children": measures}]});
    let draft = exchange::import(&text.to_string()).unwrap();
    let mut plan = Plan::empty(PlanId(1));
    let mut context = Context { author: "olena".into(), at: 0, ids: IdSource::new(7) };
    let change = decide(&plan, &Command::Import(Box::new(draft)), &mut context).unwrap();
    plan.apply(&change);
    plan
}

fn quarter(text: &str) -> Quarter {
    Quarter::parse(text).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn tally(plan: &Plan, at: &str) -> Tally {
    plan.tally(Scope::Plan, quarter(at)).cloned().unwrap_or_default()
}

fn statuses(plan: &Plan, at: &str) -> Vec<Status> {
    let tally = tally(plan, at);
    Status::ALL.into_iter().filter(|status| tally.count(*status) > 0).collect()
}

fn findings(plan: &Plan, at: &str, on: &str) -> Vec<(FindingKind, String)> {
    let found = plan.findings(quarter(at), day(on));
    found.iter().map(|finding| (finding.kind(), plan.subject_address(finding.subject))).collect()
}

/// Target or fact: digits make a number, a stroke a compound, `d:` a day, a word its kind.
fn amount(text: &str) -> Value {
    if let Some(day) = text.strip_prefix("d:") {
        return json!({"kind": "date", "date": day});
    }
    if text.starts_with(|c: char| c.is_ascii_lowercase()) {
        return json!({"kind": text, "raw": "слова"});
    }
    let numbers: Vec<&str> = text.split('/').collect();
    let kind = if numbers.len() > 1 { "compound" } else { "number" };
    json!({"kind": kind, "raw": text, "numbers": numbers})
}

/// What stands in a quarter; an empty text is nothing.
fn in_quarter(at: &str, target: &str, fact: &str) -> Value {
    let mut value = json!({"quarter": at});
    for (field, text) in [("target", target), ("fact", fact)] {
        if !text.is_empty() {
            value[field] = amount(text);
        }
    }
    value
}

fn in_year(target: &str) -> Value {
    json!({"period": {"first": "2026Q1", "last": "2026Q4"}, "target": amount(target)})
}

fn part(at: &str, who: &str, target: &str, fact: &str) -> Value {
    let mut value = in_quarter(at, target, fact);
    value["performer"] = json!(who);
    value
}

fn measure(values: &[Value]) -> Value {
    json!({"indicators": [{"name": "події", "unit": "заходів", "values": values}]})
}

#[test]
fn one_value_is_held_against_one_target() {
    use Status::*;
    // Comparator, target, fact; status, its percentage ("" is none).
    for (comparator, target, fact, status, percent) in [
        ("at_least", "5", "0", NotStarted, "0.0"),
        ("at_least", "5", "3", Partial, "60.0"),
        ("at_least", "5", "5", Met, "100.0"),
        ("at_least", "5", "7", Exceeded, "140.0"),
        ("at_least", "5", "", NotReported, "0.0"),
        ("at_least", "0", "0", Met, ""),
        ("at_least", "0", "3", Exceeded, ""),
        ("at_least", "0", "", NotReported, ""),
        ("at_least", "5", "text", Partial, "0.0"),
        ("at_most", "5", "3", Exceeded, "166.7"),
        ("at_most", "5", "5", Met, "100.0"),
        ("at_most", "5", "8", Partial, "62.5"),
        ("at_most", "5", "0", Exceeded, ""),
        ("at_most", "0", "0", Met, ""),
        ("at_most", "0", "3", Partial, ""),
        ("equal", "5", "5", Met, "100.0"),
        ("equal", "5", "4", Partial, "80.0"),
        ("equal", "4", "5", Partial, "80.0"),
        ("equal", "5", "0", NotStarted, "0.0"),
        ("between", "5/10", "5", Met, ""),
        ("between", "5/10", "10", Met, ""),
        ("between", "5/10", "11", Partial, ""),
        ("between", "5/10", "0", NotStarted, ""),
        ("within", "10/2", "8", Met, ""),
        ("within", "10/2", "13", Partial, ""),
        ("at_least", "25/250", "30/250", Met, "110.0"),
        ("at_least", "25/250", "30/300", Exceeded, "120.0"),
        ("at_least", "25/250", "30/200", Partial, "99.9"),
        ("at_least", "25/250", "0/250", NotStarted, "50.0"),
        ("at_least", "25/250", "", NotReported, ""),
        ("at_least", "d:2026-03-01", "d:2026-03-01", Met, ""),
        ("at_least", "d:2026-03-01", "d:2026-03-02", DoneLate, ""),
        ("at_least", "condition", "", Conditional, ""),
        ("at_least", "condition", "no_occasion", ConditionalReported, ""),
        ("at_least", "condition", "0", ConditionalReported, ""),
        ("at_least", "deed", "", DeedPending, ""),
        ("at_least", "deed", "done", DeedDone, ""),
        ("at_least", "deed", "0", DeedPending, ""),
        ("at_least", "", "", NotPlanned, ""),
        ("at_least", "", "2", UnplannedReported, ""),
    ] {
        let mut one = measure(&[in_quarter("2026Q1", target, fact)]);
        one["indicators"][0]["comparator"] = json!(comparator);
        let plan = plan(&[one]);
        let (id, _) = plan.indicators(plan.measures().next().unwrap().0).next().unwrap();
        let assessment = plan.assess(id, quarter("2026Q1"), None);
        let shown = assessment.ratio.map(|ratio| ratio.percent().to_string()).unwrap_or_default();
        assert_eq!((assessment.status, shown.as_str()), (status, percent), "{comparator} {target}: {fact}");
        let words =
            findings(&plan, "2026Q1", "2026-02-01").iter().any(|f| f.0 == FindingKind::WordsForNumber);
        assert_eq!(words, fact == "text", "{target}: {fact}");
    }
}

#[test]
fn percentages_are_over_the_numeric_targets() {
    let plan = plan(&[
        measure(&[in_quarter("2026Q1", "10", "5")]),
        measure(&[in_quarter("2026Q1", "4", "6")]),
        measure(&[in_quarter("2026Q1", "6", "")]),
        measure(&[in_quarter("2026Q1", "condition", "9")]),
        measure(&[in_quarter("2026Q1", "2/2", "1/2")]),
        measure(&[in_quarter("2026Q1", "0", "1")]),
    ]);
    let tally = tally(&plan, "2026Q1");
    let shown = |value: Option<rust_decimal::Decimal>| value.unwrap().to_string();
    // Two of four reached; (50 + 100 + 0) / 3; (50 + 150 + 0) / 3; 12 of 20.
    assert_eq!(shown(tally.share_met()), "50.0");
    assert_eq!(shown(tally.mean_capped()), "50.0");
    assert_eq!(shown(tally.mean()), "66.7");
    assert_eq!(shown(tally.weighted()), "60.0");
    assert_eq!((tally.target_sum.to_string(), tally.fact_sum.to_string()), ("20".into(), "21".into()));
    assert!(!tally.units_mixed());
}

#[test]
fn a_longer_target_is_judged_on_the_aggregate_in_its_last_quarter() {
    for (rule, fact, status) in [
        ("sum", "15", Status::Exceeded),
        ("last", "4", Status::Partial),
        ("mean", "3.75", Status::Partial),
        ("max", "6", Status::Partial),
    ] {
        let facts = [("2026Q1", "3"), ("2026Q2", "6"), ("2026Q3", "2"), ("2026Q4", "4")];
        let values = facts.iter().map(|(at, fact)| in_quarter(at, "", fact));
        let values: Vec<Value> = std::iter::once(in_year("12")).chain(values).collect();
        let mut one = measure(&values);
        one["indicators"][0]["aggregation"] = json!(rule);
        let plan = plan(&[one]);
        assert_eq!(statuses(&plan, "2026Q2"), [Status::InProgress], "{rule}");
        assert_eq!(statuses(&plan, "2026Q4"), [status], "{rule}");
        assert_eq!(tally(&plan, "2026Q4").fact_sum_on_targets.to_string(), fact, "{rule}");
    }
}

#[test]
fn a_quarter_inside_a_longer_condition_is_in_progress() {
    let plan = plan(&[measure(&[in_year("condition"), in_quarter("2026Q2", "", "3")])]);
    assert_eq!(statuses(&plan, "2026Q2"), [Status::InProgress]);
    assert_eq!(statuses(&plan, "2026Q4"), [Status::ConditionalReported]);
}

#[test]
fn a_deed_is_in_progress_from_its_terms_first_quarter_and_owed_in_its_last() {
    use Status::*;
    let mut one = measure(&[in_year("deed"), in_quarter("2026Q3", "", "done")]);
    one["term"] = json!({"kind": "range", "from": "2026-04", "to": "2026-09"});
    let plan = plan(&[one]);
    let all: Vec<Status> =
        ["2026Q1", "2026Q2", "2026Q3", "2026Q4"].iter().flat_map(|at| statuses(&plan, at)).collect();
    assert_eq!(all, [NotPlanned, InProgress, DeedDone, NotPlanned]);
    // It was done within its term: nothing is late in the quarter where it was still on its way.
    assert_eq!(tally(&plan, "2026Q2").overdue(day("2026-12-31")), 0);
    assert_eq!(tally(&plan, "2026Q2").notes_owed_on(day("2026-12-31")), 0);
    assert_eq!(findings(&plan, "2026Q2", "2026-12-31"), []);
    assert_eq!(tally(&plan, "2026Q3").due, 1);
}

#[test]
fn a_deed_done_late_is_overdue_until_then_and_settled_after() {
    let mut one = measure(&[in_year("deed"), in_quarter("2026Q3", "", "done")]);
    one["term"] = json!({"kind": "month", "month": "2026-05"});
    let plan = plan(&[one]);
    let late = [(FindingKind::NoteOwed, "1.1".to_owned()), (FindingKind::Overdue, "1.1".to_owned())];
    assert_eq!(statuses(&plan, "2026Q2"), [Status::DoneLate]);
    assert_eq!(findings(&plan, "2026Q2", "2026-05-31"), []);
    assert_eq!(findings(&plan, "2026Q2", "2026-06-01"), late);
    assert_eq!(tally(&plan, "2026Q2").overdue(day("2026-06-01")), 1);
    assert_eq!(findings(&plan, "2026Q2", "2026-07-01"), []);
    assert_eq!(findings(&plan, "2026Q3", "2026-12-31"), []);
    let states: Vec<_> = ["2026-05-31", "2026-06-01", "2026-07-01"]
        .map(|on| plan.debts(day(on)).first().map(|debt| debt.state))
        .into_iter()
        .collect();
    assert_eq!(states, [None, Some(DebtState::Open), Some(DebtState::Settled)]);
}

#[test]
fn a_deed_owed_in_each_quarter_is_done_in_each() {
    use Status::*;
    let plan = plan(&[
        measure(&[in_quarter("2026Q1", "deed", "done"), in_quarter("2026Q2", "deed", "")]),
        // Done before the quarter that owes it, and not owed there: done.
        measure(&[in_quarter("2026Q1", "", "done"), in_quarter("2026Q2", "deed", "")]),
    ]);
    let status = |measure: usize, at: &str| {
        let (id, _) = plan.measures().nth(measure).unwrap();
        plan.measure_status(id, quarter(at))
    };
    assert_eq!([status(0, "2026Q1"), status(0, "2026Q2")], [DeedDone, DeedPending]);
    assert_eq!([status(1, "2026Q1"), status(1, "2026Q2")], [UnplannedReported, DeedDone]);
}

#[test]
fn a_measure_without_indicators_owes_a_deed_and_is_none() {
    let plan = plan(&[json!({"term": {"kind": "month", "month": "2026-05"}})]);
    assert_eq!(statuses(&plan, "2026Q1"), [Status::NotPlanned]);
    assert_eq!(statuses(&plan, "2026Q2"), [Status::DeedPending]);
    let second = tally(&plan, "2026Q2");
    assert_eq!((second.indicators, second.due, second.targets.deed), (0, 1, 0));
    assert_eq!((second.overdue(day("2026-05-31")), second.overdue(day("2026-06-01"))), (0, 1));
    assert_eq!(second.notes_owed_on(day("2026-06-01")), 1);
}

#[test]
fn a_note_is_owed_at_once_or_when_the_quarter_is_over() {
    // Target, fact, note; owed on the last day of the quarter and on the day after.
    for (target, fact, note, now, later) in [
        ("5", "3", "", 1, 1),
        ("5", "3", "карантин", 0, 0),
        ("5", "0", "", 1, 1),
        ("5", "", "", 0, 1),
        ("5", "", "карантин", 0, 0),
        ("5", "5", "", 0, 0),
        ("condition", "", "", 0, 0),
        ("", "", "", 0, 0),
    ] {
        let mut value = in_quarter("2026Q1", target, fact);
        value["note"] = json!(note);
        let plan = plan(&[measure(&[value])]);
        let owed = |on: &str| {
            let counted = tally(&plan, "2026Q1").notes_owed_on(day(on));
            let found = findings(&plan, "2026Q1", on).iter().filter(|f| f.0 == FindingKind::NoteOwed).count();
            assert_eq!(u32::try_from(found).unwrap(), counted, "{target}: {fact}");
            counted
        };
        assert_eq!((owed("2026-03-31"), owed("2026-04-01")), (now, later), "{target}: {fact}, {note}");
    }
}

#[test]
fn a_control_sum_owes_nothing() {
    let mut one = measure(&[in_quarter("2026Q1", "5", "5")]);
    let total = json!({"name": "разом", "counts": false, "values": [in_quarter("2026Q1", "9", "3")]});
    one["indicators"].as_array_mut().unwrap().push(total);
    one["evidence"] = json!([{"dates": ["2026-01-10"], "text": "семінар", "count": 5}]);
    let plan = plan(&[one]);
    let first = tally(&plan, "2026Q1");
    assert_eq!((first.indicators, first.target_sum.to_string().as_str()), (1, "5"));
    assert_eq!(first.overdue(day("2027-01-01")), 0);
    assert_eq!(findings(&plan, "2026Q1", "2027-01-01"), []);
}

#[test]
fn a_shared_indicator_counts_once() {
    let id = format!("{:032x}", 77);
    let mut one = measure(&[in_quarter("2026Q1", "5", "5")]);
    one["indicators"][0]["id"] = json!(id);
    let plan = plan(&[one, json!({"shares": [id]})]);
    assert_eq!((tally(&plan, "2026Q1").measures, tally(&plan, "2026Q1").indicators), (2, 1));
    let of: Vec<Status> = plan.measures().map(|(id, _)| plan.measure_status(id, quarter("2026Q1"))).collect();
    assert_eq!(of, [Status::Met, Status::Met]);
}

#[test]
fn parts_are_checked_against_their_total() {
    let people = json!([{"name": "Відділ А"}, {"name": "Відділ Б"}]);
    let cases = [
        (
            vec![
                in_quarter("2026Q1", "", "7"),
                part("2026Q1", "Відділ А", "", "3"),
                part("2026Q1", "Відділ Б", "", "4"),
            ],
            "2026Q1",
            false,
        ),
        (
            vec![
                in_quarter("2026Q1", "", "8"),
                part("2026Q1", "Відділ А", "", "3"),
                part("2026Q1", "Відділ Б", "", "4"),
            ],
            "2026Q1",
            true,
        ),
        (
            vec![
                in_quarter("2026Q1", "8", ""),
                part("2026Q1", "Відділ А", "3", ""),
                part("2026Q1", "Відділ Б", "4", ""),
            ],
            "2026Q1",
            true,
        ),
        (
            vec![
                in_year("8"),
                json!({"period": {"first": "2026Q1", "last": "2026Q4"}, "performer": "Відділ А", "target": amount("7")}),
            ],
            "2026Q4",
            true,
        ),
    ];
    for (values, at, differs) in cases {
        let mut one = measure(&values);
        one["performers"] = people.clone();
        let plan = plan(&[one]);
        let found = findings(&plan, at, "2026-01-01").iter().any(|f| f.0 == FindingKind::SplitDiffers);
        assert_eq!(found, differs, "{values:?}");
    }
}

#[test]
fn evidence_is_held_against_the_fact() {
    use FindingKind::*;
    let on = |days: &[&str]| json!([{"dates": days, "text": "семінар", "quarter": "2026Q1"}]);
    for (fact, evidence, kinds) in [
        ("2", json!([]), vec![FactWithoutEvidence]),
        ("2", on(&["2026-01-10", "2026-02-10"]), vec![]),
        ("3", on(&["2026-01-10", "2026-02-10"]), vec![EvidenceDiffers]),
        ("0", on(&["2026-01-10"]), vec![EvidenceDiffers]),
        ("0", json!([]), vec![]),
        ("1", on(&["2026-05-01"]), vec![EvidenceOutsideQuarter, EvidenceDiffers]),
    ] {
        let mut one = measure(&[in_quarter("2026Q1", "condition", fact)]);
        one["evidence"] = evidence.clone();
        let found: Vec<FindingKind> =
            findings(&plan(&[one]), "2026Q1", "2026-04-01").into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(found, kinds, "{fact}: {evidence}");
    }
}

/// A plan of the year with facts by quarter under one target of the year.
fn year_of(target: &str, rule: &str, comparator: &str, facts: &[&str]) -> (Plan, IndicatorId) {
    let quarters = ["2026Q1", "2026Q2", "2026Q3", "2026Q4"];
    let facts = quarters.into_iter().zip(facts).map(|(at, fact)| in_quarter(at, "", fact));
    let values: Vec<Value> = std::iter::once(in_year(target)).chain(facts).collect();
    let mut one = measure(&values);
    one["indicators"][0]["aggregation"] = json!(rule);
    one["indicators"][0]["comparator"] = json!(comparator);
    let plan = plan(&[one]);
    let id = plan.indicators(plan.measures().next().unwrap().0).next().unwrap().0;
    (plan, id)
}

#[test]
fn a_longer_target_has_a_pace_while_it_runs() {
    use Pace::*;
    // Rule, comparator, target, facts so far, the day on which the second quarter is looked at; the pace.
    for (rule, comparator, target, facts, on, pace) in [
        ("sum", "at_least", "12", &["3", "3"][..], "2026-06-30", On),
        ("sum", "at_least", "12", &["3", "2"], "2026-06-30", Behind),
        ("sum", "at_least", "12", &["3", "2"], "2026-06-29", Ahead),
        ("sum", "at_least", "12", &["4", "3"], "2026-07-01", Ahead),
        ("sum", "at_least", "12", &[], "2026-05-01", Behind),
        ("sum", "at_least", "12", &[], "2026-03-30", On),
        ("sum", "at_most", "40", &["30", "11"], "2026-05-01", Broken),
        ("sum", "at_most", "40", &["30", "10"], "2026-05-01", On),
        ("max", "at_most", "9", &["10", ""], "2026-05-01", Broken),
        ("max", "at_least", "9", &["9", ""], "2026-07-01", On),
        ("max", "at_least", "9", &["8", ""], "2026-07-01", Behind),
        ("last", "at_least", "10", &["12", "9"], "2026-07-01", Behind),
        ("mean", "at_least", "90", &["80", "100"], "2026-07-01", On),
        ("mean", "at_most", "80", &["80", "100"], "2026-07-01", Behind),
        ("sum", "equal", "12", &["6", "7"], "2026-07-01", Broken),
        ("sum", "equal", "12", &["3", "3"], "2026-07-01", On),
        ("sum", "between", "8/12", &["2", "2"], "2026-07-01", On),
        ("sum", "between", "8/12", &["9", "4"], "2026-07-01", Broken),
    ] {
        let (plan, id) = year_of(target, rule, comparator, facts);
        let paced = plan.pace(id, quarter("2026Q2"), day(on), None).unwrap();
        assert_eq!(paced.pace, pace, "{rule} {comparator} {target}: {facts:?} on {on}");
        let counted = plan.pace_counts(Scope::Plan, Span::single(quarter("2026Q2")), day(on));
        let counts = [counted.ahead, counted.on, counted.behind, counted.broken];
        assert_eq!(counts, Pace::ALL.map(|of| u32::from(of == pace)), "{rule} {target}: {facts:?} on {on}");
    }
}

#[test]
fn a_year_is_one_obligation_with_one_status() {
    use Status::*;
    let year = Span::parse("2026").unwrap();
    for (rule, comparator, target, facts, on, status) in [
        ("sum", "at_least", "12", &["3", "3", "3", "3"][..], "2026-12-31", Met),
        ("sum", "at_least", "12", &["3", "3", "3", "3"], "2026-12-30", InProgress),
        ("sum", "at_least", "12", &["3", "", "3", ""], "2027-01-01", Partial),
        ("sum", "at_least", "12", &[], "2027-01-01", NotReported),
        ("last", "at_least", "10", &["10"], "2027-01-01", NotReported),
        ("last", "at_least", "10", &["", "", "", "10"], "2027-01-01", Met),
        ("mean", "at_least", "90", &["80", "100"], "2027-01-01", NotReported),
        ("mean", "at_least", "90", &["80", "100", "90", "91"], "2027-01-01", Exceeded),
        ("max", "at_least", "10", &["", "12"], "2027-01-01", Exceeded),
        ("max", "at_most", "10", &["8", "", "7", "9"], "2027-01-01", NotReported),
        ("max", "at_most", "10", &["8", "12", "", "9"], "2027-01-01", Partial),
    ] {
        let (plan, id) = year_of(target, rule, comparator, facts);
        let judged = plan.assess_over(id, year, day(on), None);
        assert_eq!(judged.status, status, "{rule} {comparator} {target}: {facts:?} on {on}");
        let tally = plan.tally_over(Scope::Plan, year, day(on));
        assert_eq!((tally.count(status), tally.owed()), (1, u32::from(status != InProgress)));
    }
}

#[test]
fn a_year_of_quarters_adds_up_by_each_rule() {
    let year = Span::parse("2026").unwrap();
    for (rule, target, fact) in
        [("sum", "16", "20"), ("last", "4", "6"), ("mean", "4", "5"), ("max", "4", "6")]
    {
        let facts = [("2026Q1", "4"), ("2026Q2", "5"), ("2026Q3", "5"), ("2026Q4", "6")];
        let values: Vec<Value> = facts.iter().map(|(at, fact)| in_quarter(at, "4", fact)).collect();
        let mut one = measure(&values);
        one["indicators"][0]["aggregation"] = json!(rule);
        let plan = plan(&[one]);
        let tally = plan.tally_over(Scope::Plan, year, day("2026-12-31"));
        let sums = (tally.target_sum.to_string(), tally.fact_sum.to_string());
        assert_eq!(sums, (target.to_owned(), fact.to_owned()), "{rule}");
        assert_eq!((tally.owed(), tally.done()), (1, 1), "{rule}");
    }
}

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
fn an_acceptance_lapses_when_one_of_its_figures_changes() {
    let (kind, at) = (FindingKind::NoteOwed, "2026Q1");
    let mut plan = plan(&[measure(&[in_quarter(at, "10", "9")])]);
    let id = plan.indicators(plan.measures().next().unwrap().0).next().unwrap().0;
    let subject = Subject::Indicator(id);
    let run = |plan: &mut Plan, command: Command| {
        let mut context = Context { author: "olena".into(), at: 0, ids: IdSource::new(11) };
        let change = decide(plan, &command, &mut context).unwrap();
        plan.apply(&change);
    };
    let open = |plan: &Plan| {
        let found = plan.findings(quarter(at), day("2026-04-01"));
        found.iter().any(|finding| finding.kind() == kind && finding.accepted.is_none())
    };
    let fact = |n: u32, raw: &str| {
        let value = Some((FactValue::Number(n.into()), raw.to_owned()));
        Command::SetFact(SetFact {
            subject,
            quarter: quarter(at),
            performer: None,
            value,
            note: None,
            unit: None,
        })
    };
    run(&mut plan, Command::AcceptFinding(kind, subject, quarter(at), Some("округлення".into())));
    assert!(!open(&plan));
    // Another wording of the same figure changes nothing.
    run(&mut plan, fact(9, "9,0"));
    assert!(!open(&plan));
    run(&mut plan, fact(1, "1"));
    assert!(open(&plan));
    run(&mut plan, fact(9, "9"));
    assert!(!open(&plan));
}

#[test]
fn units_are_mixed_unless_all_are_the_same() {
    for (units, mixed) in [
        ([json!("осіб"), json!("осіб")], false),
        ([json!("осіб"), json!("заходів")], true),
        ([json!("осіб"), Value::Null], true),
        ([Value::Null, Value::Null], true),
    ] {
        let measures: Vec<Value> = units
            .iter()
            .map(|unit| {
                let mut one = measure(&[in_quarter("2026Q1", "5", "5")]);
                one["indicators"][0]["unit"] = unit.clone();
                one
            })
            .collect();
        assert_eq!(tally(&plan(&measures), "2026Q1").units_mixed(), mixed, "{units:?}");
    }
}
