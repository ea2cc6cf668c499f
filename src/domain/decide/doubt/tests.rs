//! Doubts that are settled on another reading.

use super::*;
use crate::domain::{
    Change, Command, Context, IdSource, Level, Plan, PlanId, Quarter, Source, Span,
    change::Origin,
    decide,
    draft::{Draft, DraftDoubt, DraftIndicator, DraftNode, DraftSubject, DraftValue},
    record::DoubtKind,
};

const LECTURES: &str = "Проведення лекцій для учнів шкіл громади і батьків";
const VISITS: &str = "Виїзди до віддалених сіл";

fn context(seed: u128) -> Context {
    Context { author: "проба".into(), at: 0, ids: IdSource::new(seed) }
}

fn indicator(name: &str, raw: &str) -> DraftIndicator {
    let mut indicator = DraftIndicator::new(name);
    indicator.source = Some(Source { line: Some(9), ..Source::default() });
    let target = (!raw.is_empty())
        .then(|| Target { value: TargetValue::Number(Number::parse(raw).unwrap()), raw: raw.to_owned() });
    let span = Span::single(Quarter::parse("2026Q3").unwrap());
    indicator.values.push(DraftValue { target, ..DraftValue::new(span, None) });
    indicator
}

/// Two measures, of which the second has the doubtful value.
fn plan(lectures: Vec<DraftIndicator>, visits: Vec<DraftIndicator>, reading: &str, other: &str) -> Plan {
    let mut draft = Draft::new(Span::single(Quarter::parse("2026Q3").unwrap()));
    (draft.title, draft.slug) = ("План".to_owned(), Some("plan".to_owned()));
    for (title, indicators) in [(LECTURES, lectures), (VISITS, visits)] {
        draft.outline.push(DraftNode { indicators, ..DraftNode::new(Level::Measure, None, title) });
    }
    draft.doubts.push(DraftDoubt {
        id: None,
        subject: DraftSubject::Node(vec![1]),
        kind: DoubtKind::ShiftedColumns,
        place: Source { line: Some(9), ..Source::default() },
        text: String::new(),
        reading: reading.to_owned(),
        alternatives: vec![other.to_owned()],
        settled: None,
    });
    let mut plan = Plan::empty(PlanId(1));
    let change = decide(&plan, &Command::Import(Box::new(draft)), &mut context(1)).unwrap();
    plan.apply(&change);
    plan
}

fn settle(plan: &mut Plan, reading: Option<&str>) -> Change {
    // Each settling draws ids of its own.
    let seed = if reading.is_some() { 11 } else { 12 };
    let id = plan.doubts().next().unwrap().0;
    let change =
        decide(plan, &Command::SettleDoubt(id, reading.map(str::to_owned)), &mut context(seed)).unwrap();
    plan.apply(&change);
    change
}

/// The indicators and targets of both measures.
fn shown(plan: &Plan) -> [Vec<String>; 2] {
    let of = |at: usize| {
        let (id, _) = plan.measures().nth(at).unwrap();
        let one = |id: IndicatorId, name: &str| {
            let targets: Vec<&str> = plan.targets(id).map(|(.., target)| target.raw.as_str()).collect();
            format!("{name}={}", targets.join(","))
        };
        plan.indicators(id).map(|(id, indicator)| one(id, &indicator.name)).collect()
    };
    [of(0), of(1)]
}

#[test]
fn moved_values_go_to_the_measure_that_the_chosen_reading_names() {
    let reading = "2. Виїзди до віддалених сіл: кількість лекцій Відділ | 4";
    let other = "1. Проведення лекцій для учнів шкіл…: кількість лекцій Відділ | 4";
    let mut plan =
        plan(vec![], vec![indicator("кількість лекцій", "4"), indicator("виїздів", "2")], reading, other);
    let before = plan.clone();
    let change = settle(&mut plan, Some(other));
    let [lectures, visits] = shown(&plan);
    assert_eq!((lectures, visits), (vec!["кількість лекцій=4".to_owned()], vec!["виїздів=2".to_owned()]));
    // When the doubt is opened again, the value is back where it was read first; undo takes back all of it.
    settle(&mut plan, None);
    assert_eq!(shown(&plan)[1], ["виїздів=2", "кількість лекцій=4"]);
    let mut undone = before.clone();
    undone.apply(&change);
    undone.apply(&change.inverse(&mut context(3), Origin::Undo(change.id)));
    assert_eq!(shown(&undone), shown(&before));
}

#[test]
fn a_value_without_a_name_goes_into_the_indicator_that_has_none() {
    let (reading, other) = ("2. Виїзди до віддалених сіл: 6", "1. Проведення лекцій для учнів шкіл…: 6");
    let mut plan = plan(vec![indicator("лекцій", "")], vec![indicator("виїздів", "6")], reading, other);
    settle(&mut plan, Some(other));
    assert_eq!(shown(&plan), [["лекцій=6"], ["виїздів="]]);
}

#[test]
fn where_it_is_not_certain_what_moves_nothing_does() {
    let (reading, other) = ("2. Виїзди до віддалених сіл: 6", "1. Проведення лекцій для учнів шкіл…: 6");
    // The other measure has a value already.
    let mut full = plan(vec![indicator("лекцій", "3")], vec![indicator("виїздів", "6")], reading, other);
    settle(&mut full, Some(other));
    assert_eq!(shown(&full), [["лекцій=3"], ["виїздів=6"]]);
    // No measure has this name.
    let strange = "7. Закупівля меблів для класів і…: 6";
    let mut plan = plan(vec![indicator("лекцій", "")], vec![indicator("виїздів", "6")], reading, strange);
    settle(&mut plan, Some(strange));
    assert_eq!(shown(&plan), [["лекцій="], ["виїздів=6"]]);
}

#[test]
fn a_figure_goes_back_into_the_name_that_it_was_taken_out_of() {
    let (reading, other) = ("Маршрут | 9", "Маршрут 9");
    let mut plan = plan(vec![], vec![indicator("Маршрут", "9")], reading, other);
    settle(&mut plan, Some(other));
    assert_eq!(shown(&plan)[1], ["Маршрут 9="]);
    settle(&mut plan, None);
    assert_eq!(shown(&plan)[1], ["Маршрут=9"]);
}
