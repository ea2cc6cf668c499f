//! What a performer's slice is judged by: his own target where he has one, else the shared one.

use kvartal::domain::{PerformerId, Plan, Scope, Span, Status, Tally};
use serde_json::{Value, json};

use super::small_plans::{day, in_quarter, measure, part, plan, quarter};

fn of_two(values: &[Value]) -> Plan {
    let mut one = measure(values);
    one["performers"] = json!([{"name": "Відділ А"}, {"name": "Відділ Б"}]);
    plan(&[one])
}

fn named(plan: &Plan, name: &str) -> PerformerId {
    plan.performers().find(|(_, performer)| performer.name == name).unwrap().0
}

fn slice(plan: &Plan, name: &str, at: &str) -> Tally {
    plan.tally(Scope::Performer(Some(named(plan, name))), quarter(at)).cloned().unwrap_or_default()
}

/// А has a target of his own in the first quarter and catches up in the second, which nobody has a target for.
#[test]
fn an_own_target_speaks_where_nothing_is_planned_for_all() {
    let plan = of_two(&[
        in_quarter("2026Q1", "10", "7"),
        part("2026Q1", "Відділ А", "6", "4"),
        in_quarter("2026Q2", "", "2"),
        part("2026Q2", "Відділ А", "", "2"),
    ]);
    let second = slice(&plan, "Відділ А", "2026Q2");
    assert_eq!((second.count(Status::NotPlanned), second.shared), (1, 0));
    assert_eq!(second.fact_sum.total(), Some(2.into()));
    // Б shares the target for all, and with it what was reported beyond it.
    assert_eq!(slice(&plan, "Відділ Б", "2026Q2").count(Status::UnplannedReported), 1);
    // Where the shared target covers the quarter, А shares it.
    let plan = of_two(&[
        part("2026Q1", "Відділ А", "6", "4"),
        in_quarter("2026Q2", "12", "9"),
        part("2026Q2", "Відділ А", "", "2"),
    ]);
    let second = slice(&plan, "Відділ А", "2026Q2");
    assert_eq!((second.count(Status::Partial), second.shared), (1, 1));
    assert_eq!(second.target_sum.total(), Some(12.into()));
}

#[test]
fn a_part_without_a_target_of_its_own_is_never_unplanned() {
    let plan = of_two(&[part("2026Q1", "Відділ А", "6", "6"), part("2026Q3", "Відділ А", "", "3")]);
    let third = slice(&plan, "Відділ А", "2026Q3");
    assert_eq!((third.count(Status::UnplannedReported), third.count(Status::NotPlanned)), (0, 1));
}

/// Over a span the own target speaks where it lies in it, else the shared one, whatever other spans have.
#[test]
fn a_slice_over_several_quarters_has_one_judge() {
    let plan = of_two(&[in_quarter("2026Q1", "10", "9"), part("2026Q3", "Відділ А", "6", "6")]);
    let who = Scope::Performer(Some(named(&plan, "Відділ А")));
    let over = |first: &str, last: &str| {
        let span = Span { first: quarter(first), last: quarter(last) };
        plan.tally_over(who, span, day("2027-01-10"))
    };
    let half = over("2026Q1", "2026Q2");
    assert_eq!((half.count(Status::Partial), half.shared), (1, 1));
    let rest = over("2026Q2", "2026Q4");
    assert_eq!((rest.count(Status::Met), rest.shared), (1, 0));
}
