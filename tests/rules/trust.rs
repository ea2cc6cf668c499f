//! What a fact must agree with: its evidence, and the figures that an acceptance was given for.

use kvartal::domain::{Command, Context, FactValue, FindingKind, IdSource, Plan, SetFact, Subject, decide};
use serde_json::json;

use super::small_plans::{day, findings, in_quarter, measure, plan, quarter};

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
