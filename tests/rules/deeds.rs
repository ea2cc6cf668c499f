//! Deeds: when they are owed, and when they are done.

use kvartal::domain::{DebtState, FindingKind, Status};
use serde_json::json;

use super::small_plans::{day, findings, in_quarter, in_year, measure, plan, quarter, statuses, tally};

#[test]
fn a_deed_is_in_progress_from_its_terms_first_quarter_and_owed_in_its_last() {
    use Status::*;
    let mut one = measure(&[in_year("deed"), in_quarter("2026Q3", "", "done")]);
    one["term"] = json!({"kind": "range", "from": "2026-04", "to": "2026-09"});
    let plan = plan(&[one]);
    let all: Vec<Status> =
        ["2026Q1", "2026Q2", "2026Q3", "2026Q4"].iter().flat_map(|at| statuses(&plan, at)).collect();
    assert_eq!(all, [NotPlanned, InProgress, DeedDone, NotPlanned]);
    // It was done within its term, so nothing is late in the quarter where it was still in progress.
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
        // It was done before the quarter that owes it, so it is done there.
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
