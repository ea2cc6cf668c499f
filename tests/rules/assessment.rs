//! One value and one target, and what is owed besides the value.

use kvartal::domain::{FindingKind, Status};
use serde_json::json;

use super::small_plans::{day, findings, in_quarter, measure, plan, quarter, tally};

#[test]
fn one_value_is_held_against_one_target() {
    use Status::*;
    // Comparator, target, fact; status, and its percentage ("" for none).
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
    assert_eq!((tally.target_sum.total(), tally.fact_sum.total()), (Some(20.into()), Some(21.into())));
    assert!(!tally.units_mixed());
}

#[test]
fn a_note_is_owed_at_once_or_when_the_quarter_is_over() {
    // Target, fact, note; whether a note is owed on the last day of the quarter and on the day after.
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
