//! What adds up, and what must match its total.

use kvartal::domain::{
    Command, Context, FactValue, FindingKind, IdSource, Plan, SetFact, Status, Subject, decide,
};
use serde_json::{Value, json};

use super::small_plans::{day, findings, in_quarter, in_year, measure, part, plan, quarter, tally};

#[test]
fn a_control_sum_owes_nothing() {
    let mut one = measure(&[in_quarter("2026Q1", "5", "5")]);
    let total = json!({"name": "разом", "counts": false, "values": [in_quarter("2026Q1", "9", "3")]});
    one["indicators"].as_array_mut().unwrap().push(total);
    one["evidence"] = json!([{"dates": ["2026-01-10"], "text": "семінар", "count": 5}]);
    let plan = plan(&[one]);
    let first = tally(&plan, "2026Q1");
    assert_eq!((first.indicators, first.target_sum.total()), (1, Some(5.into())));
    assert_eq!(first.overdue(day("2027-01-01")), 0);
    assert_eq!(findings(&plan, "2026Q1", "2027-01-01"), []);
}

fn percentage(target: &str, fact: &str) -> Value {
    let mut one = measure(&[in_quarter("2026Q1", target, fact)]);
    one["indicators"][0]["unit"] = json!("%");
    one["indicators"][0]["aggregation"] = json!("mean");
    one
}

/// Percentages stay out of a sum, and two of them have none; one alone is its own sum.
#[test]
fn percentages_stay_out_of_control_sums() {
    let count = measure(&[in_quarter("2026Q1", "8", "5")]);
    let unplanned = measure(&[in_quarter("2026Q1", "", "3")]);
    let (good, poor) = (percentage("90", "80"), percentage("90", "100"));
    for (measures, target, on_targets, fact, weighted) in [
        (vec![good.clone()], "90", "80", "80", "88.9"),
        (vec![good.clone(), poor.clone()], "none", "none", "none", "none"),
        (vec![good.clone(), percentage("95", "")], "none", "none", "80", "none"),
        (vec![good.clone(), count.clone()], "8", "5", "5", "62.5"),
        (vec![count.clone(), good.clone(), poor.clone(), unplanned.clone()], "8", "5", "8", "62.5"),
        (vec![good.clone(), unplanned.clone()], "90", "80", "3", "88.9"),
        (vec![unplanned, percentage("", "70")], "0", "0", "3", "none"),
    ] {
        let tally = tally(&plan(&measures), "2026Q1");
        let sums = [tally.target_sum, tally.fact_sum_on_targets, tally.fact_sum].map(|sum| sum.total());
        let shown = sums.map(|sum| sum.map_or_else(|| "none".to_owned(), |sum| sum.to_string()));
        assert_eq!(shown, [target, on_targets, fact].map(str::to_owned), "{measures:?}");
        let ratio = tally.weighted().map_or_else(|| "none".to_owned(), |percent| percent.to_string());
        assert_eq!(ratio, weighted, "{measures:?}");
    }
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

fn part_of_year(who: &str, target: &str) -> Value {
    let mut value = in_year(target);
    value["performer"] = json!(who);
    value
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
        (vec![in_year("8"), part_of_year("Відділ А", "7"), part_of_year("Відділ Б", "2")], "2026Q4", true),
        // Who has no target of his own shares the total; the others may not exceed it.
        (vec![in_year("8"), part_of_year("Відділ А", "7")], "2026Q4", false),
        (vec![in_year("8"), part_of_year("Відділ А", "9")], "2026Q4", true),
        // Facts that agree do not hide targets that do not.
        (
            vec![
                in_quarter("2026Q1", "8", "7"),
                part("2026Q1", "Відділ А", "3", "3"),
                part("2026Q1", "Відділ Б", "4", "4"),
            ],
            "2026Q1",
            true,
        ),
        // Of a compound each part is a count of its own.
        (
            vec![
                in_quarter("2026Q1", "25/250", "20/200"),
                part("2026Q1", "Відділ А", "", "8/100"),
                part("2026Q1", "Відділ Б", "", "12/100"),
            ],
            "2026Q1",
            false,
        ),
        (
            vec![
                in_quarter("2026Q1", "25/250", "20/200"),
                part("2026Q1", "Відділ А", "", "8/100"),
                part("2026Q1", "Відділ Б", "", "12/90"),
            ],
            "2026Q1",
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

/// 9 was entered, and stays when the parts come to 9 and then go on to 10.
#[test]
fn a_total_that_was_entered_stands_even_where_it_is_the_sum() {
    let mut one = measure(&[in_quarter("2026Q1", "10", "9"), part("2026Q1", "Відділ А", "", "6")]);
    one["performers"] = json!([{"name": "Відділ А"}, {"name": "Відділ Б"}]);
    let mut plan = plan(&[one]);
    let id = plan.indicators(plan.measures().next().unwrap().0).next().unwrap().0;
    let mut context = Context { author: "olena".into(), at: 0, ids: IdSource::new(70) };
    let mut set = |plan: &mut Plan, who: &str, number: Option<u32>| {
        let performer = plan.performers().find(|(_, one)| one.name == who).map(|(id, _)| id);
        let value = number.map_or((FactValue::None, String::new()), |number| {
            (
                FactValue::Number(number.into()),
                if who.is_empty() { number.to_string() } else { String::new() },
            )
        });
        let (subject, quarter) = (Subject::Indicator(id), quarter("2026Q1"));
        let fact = SetFact { subject, quarter, performer, value: Some(value), note: None, unit: None };
        let change = decide(plan, &Command::SetFact(fact), &mut context).unwrap();
        plan.apply(&change);
    };
    let total = |plan: &Plan| plan.fact(id, quarter("2026Q1"), None).unwrap().wording();
    for part in [3, 4] {
        set(&mut plan, "Відділ Б", Some(part));
        assert_eq!(total(&plan), "9");
    }
    let split = [(FindingKind::SplitDiffers, "1.1".to_owned())];
    let found: Vec<_> = findings(&plan, "2026Q1", "2026-03-10");
    assert!(found.contains(&split[0]), "{found:?}");
    // Without one, the parts make it, and it follows them.
    set(&mut plan, "", None);
    for (part, sum) in [(5, "11"), (2, "8")] {
        set(&mut plan, "Відділ Б", Some(part));
        assert_eq!(total(&plan), sum);
    }
}

#[test]
fn a_part_of_a_compound_below_zero_is_found() {
    let plan = plan(&[measure(&[in_quarter("2026Q1", "10/100", "10/-1")])]);
    let found = findings(&plan, "2026Q1", "2026-03-10");
    assert!(found.contains(&(FindingKind::Negative, "1.1".to_owned())), "{found:?}");
}
