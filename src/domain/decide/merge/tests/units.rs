//! Values in other units, measures with the same title, and what moved between groups.

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

/// A plan of two goals, each with its measures.
fn of_goals(at: &str, goals: [(&str, &str, Vec<DraftNode>); 2]) -> Draft {
    let mut draft = draft(at, Vec::new());
    draft.outline = goals
        .into_iter()
        .map(|(code, title, measures)| {
            let mut goal = DraftNode::new(Level::Goal, Some(code.to_owned()), title);
            goal.children = measures;
            goal
        })
        .collect();
    draft
}

fn visits_of(code: &str, at: &str) -> DraftNode {
    DraftNode { code: Some(code.to_owned()), ..visits(at, Some(2), None) }
}

#[test]
fn a_document_without_a_goal_withdraws_none_of_it() {
    let q = "2026Q3";
    let first = || vec![lectures(q, Some(4), None), leaflets(q, Some(100), None)];
    let mut plan = plan_of(of_goals(q, [("1", "Сади", first()), ("2", "Ліс", vec![visits_of("2.1", q)])]));
    let mut part = draft(q, first());
    part.outline[0].title = "Сади".to_owned();
    merge(&mut plan, part, None);
    assert_eq!(plan.measures().count(), 3);
    let doubt = plan.doubts().next().unwrap().1;
    assert_eq!((doubt.kind, doubt.text.as_str()), (DoubtKind::Withdrawn, "2.1"));
}

#[test]
fn a_title_says_more_about_a_group_than_its_number() {
    let q = "2026Q3";
    let goals = |first: &'static str, second: &'static str| {
        [(first, "Сади", vec![lectures(q, Some(4), None)]), (second, "Ліс", vec![visits_of("2.1", q)])]
    };
    let mut plan = plan_of(of_goals(q, goals("1", "2")));
    let [gardens, woods] = goals("2", "1");
    merge(&mut plan, of_goals(q, [woods, gardens]), None);
    let goals: Vec<_> = plan.children(None).filter_map(|id| plan.node(id)).collect();
    let said: Vec<_> = goals.iter().map(|goal| (goal.code.as_deref(), goal.title.as_str())).collect();
    assert_eq!(said, [(Some("2"), "Сади"), (Some("1"), "Ліс")]);
}

#[test]
fn a_measure_that_moved_to_another_group_is_told() {
    let q = "2026Q3";
    let moved = |code: &str| DraftNode { code: Some(code.to_owned()), ..leaflets(q, Some(100), None) };
    let first = vec![lectures(q, Some(4), None), moved("1.3")];
    let mut plan = plan_of(of_goals(q, [("1", "Сади", first), ("2", "Ліс", vec![visits_of("2.1", q)])]));
    let second = || vec![visits_of("2.1", q), moved("2.2")];
    let again = || of_goals(q, [("1", "Сади", vec![lectures(q, Some(4), None)]), ("2", "Ліс", second())]);
    merge(&mut plan, again(), None);
    let doubt = plan.doubts().next().unwrap().1;
    assert_eq!((doubt.kind, doubt.reading.as_str()), (DoubtKind::MisplacedNumber, "1 Сади"));
    assert_eq!(doubt.alternatives, ["2 Ліс"]);
    assert_eq!(merged(&plan, again(), None).unwrap_err(), Refusal::NothingToDo);
}
