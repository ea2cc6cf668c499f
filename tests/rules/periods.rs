//! Targets for longer spans than a quarter.

use kvartal::domain::{Pace, Scope, Span, Status};
use serde_json::{Value, json};

use super::small_plans::{day, in_quarter, in_year, measure, plan, quarter, statuses, tally, year_of};

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
        assert_eq!(tally(&plan, "2026Q4").fact_sum_on_targets.total().unwrap().to_string(), fact, "{rule}");
    }
}

#[test]
fn a_quarter_inside_a_longer_condition_is_in_progress() {
    let plan = plan(&[measure(&[in_year("condition"), in_quarter("2026Q2", "", "3")])]);
    assert_eq!(statuses(&plan, "2026Q2"), [Status::InProgress]);
    assert_eq!(statuses(&plan, "2026Q4"), [Status::ConditionalReported]);
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
fn what_a_condition_brought_is_no_part_of_the_longer_target_around_it() {
    let plan = plan(&[measure(&[
        in_year("12"),
        in_quarter("2026Q1", "condition", "9"),
        in_quarter("2026Q2", "", "3"),
    ])]);
    let (id, _) = plan.indicators(plan.measures().next().unwrap().0).next().unwrap();
    for (at, on) in [("2026Q1", "2026-04-05"), ("2026Q2", "2026-07-05")] {
        assert_eq!(plan.pace(id, quarter(at), day(on), None).unwrap().pace, Pace::Behind, "{at}");
    }
}

#[test]
fn a_figure_from_before_the_term_stands_for_no_quarter_of_it() {
    use Status::*;
    for (rule, comparator, target, early, status) in [
        ("mean", "at_least", "5", "8", NotReported),
        ("max", "at_most", "5", "3", NotReported),
        ("max", "at_most", "5", "8", Partial),
        ("max", "between", "2/7", "3", NotReported),
        ("max", "at_least", "5", "8", Exceeded),
        ("sum", "at_least", "5", "8", Exceeded),
        // A limit that one part has passed is passed.
        ("max", "at_most", "10/20", "6/21", Partial),
        ("max", "at_most", "10/20", "6/16", NotReported),
    ] {
        let mut one = measure(&[in_year(target), in_quarter("2026Q1", "", early)]);
        one["indicators"][0]["aggregation"] = json!(rule);
        one["indicators"][0]["comparator"] = json!(comparator);
        one["term"] = json!({"kind": "range", "from": "2026-04", "to": "2026-09"});
        let plan = plan(&[one]);
        assert_eq!(statuses(&plan, "2026Q3"), [status], "{rule} {comparator} {target}: {early}");
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
        let sums = [tally.target_sum, tally.fact_sum].map(|sum| sum.total().unwrap().to_string());
        assert_eq!(sums, [target, fact], "{rule}");
        assert_eq!((tally.owed(), tally.done()), (1, 1), "{rule}");
    }
}
