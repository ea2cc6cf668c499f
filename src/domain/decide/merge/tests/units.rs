//! Values in other units, and measures with the same title.

use super::*;

fn in_unit(at: &str, unit: Option<&str>, raw: &str) -> Draft {
    let mut node = lectures(at, None, None);
    let number = Number::parse(raw.split(' ').next().unwrap()).unwrap();
    node.indicators[0].unit = unit.map(str::to_owned);
    node.indicators[0].values[0].target =
        Some(Target { value: TargetValue::Number(number), raw: raw.to_owned() });
    draft(at, vec![node])
}

fn target(plan: &Plan, at: &str) -> (String, String) {
    let Subject::Indicator(id) = plan.find("1.1").unwrap() else { panic!() };
    let of = |(span, ..): &(Span, Option<_>, &Target)| span.as_single() == Some(quarter(at));
    let target = plan.targets(id).find(of).unwrap().2.clone();
    let TargetValue::Number(number) = target.value else { panic!() };
    (number.to_string(), target.raw)
}

#[test]
fn figures_at_another_scale_are_converted_and_other_units_doubted() {
    for (own, other, raw, number, worded, doubted) in [
        (Some("грн"), Some("тис. грн"), "2,5", "2500", "2,5 тис. грн", false),
        (Some("тис. грн"), Some("грн"), "2500 грн", "2.5", "2500 грн", false),
        (Some("осіб"), Some("%"), "6", "6", "6", true),
        (None, Some("%"), "6 %", "6", "6 %", true),
        (None, Some("тис. осіб"), "6 тис. осіб", "6", "6 тис. осіб", true),
        (None, Some("осіб"), "6", "6", "6", false),
        (Some("осіб"), None, "6", "6", "6", false),
    ] {
        let mut plan = plan_of(in_unit("2026Q3", own, "4"));
        merge(&mut plan, in_unit("2026Q4", other, raw), None);
        assert_eq!(target(&plan, "2026Q4"), (number.to_owned(), worded.to_owned()), "{own:?} {other:?}");
        assert_eq!(!doubts(&plan).is_empty(), doubted, "{own:?} {other:?}");
        assert_eq!(target(&plan, "2026Q3").0, "4");
    }
}

#[test]
fn another_comparator_is_doubted_once() {
    let at_most = |at: &str| {
        let mut draft = in_unit(at, None, "5");
        draft.outline[0].children[0].indicators[0].comparator = crate::domain::Comparator::AtMost;
        draft
    };
    let mut plan = plan_of(in_unit("2026Q2", None, "4"));
    merge(&mut plan, at_most("2026Q3"), None);
    merge(&mut plan, at_most("2026Q4"), None);
    assert_eq!(doubts(&plan), [DoubtKind::Reading]);
}

#[test]
fn of_measures_with_one_title_those_with_the_same_indicator_match() {
    let uncoded = |name: &str, at: &str, target: u32| {
        let mut node = lectures(at, Some(target), None);
        node.code = None;
        node.indicators[0].name = name.to_owned();
        node
    };
    let mut plan = plan_of(draft("2026Q3", vec![uncoded("кількість лекцій", "2026Q3", 5)]));
    let both = vec![uncoded("кількість слухачів", "2026Q4", 50), uncoded("кількість лекцій", "2026Q4", 6)];
    merge(&mut plan, draft("2026Q4", both), None);
    let targets = |address: &str| {
        let Subject::Indicator(id) = plan.find(address).unwrap() else { panic!("{address}") };
        plan.targets(id).map(|(_, _, target)| target.raw.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        (targets("1/1"), targets("1/2")),
        (vec!["50".to_owned()], vec!["5".to_owned(), "6".to_owned()])
    );
    assert_eq!(doubts(&plan), []);
}
