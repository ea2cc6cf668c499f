mod kin;
mod longer;
mod reworded;
mod terms;
mod units;

use jiff::civil::date;

use crate::domain::{
    Aggregation, Change, ChangedField, Command, Context, Difference, DifferenceKind, DoubtKind, Draft, Fact,
    FactValue, IdSource, Level, Number, Plan, PlanId, Quarter, Refusal, Source, Span, Subject, Target,
    TargetValue, decide,
    draft::{DraftDoubt, DraftEvidence, DraftIndicator, DraftNode, DraftPerformer, DraftSubject, DraftValue},
};

fn quarter(text: &str) -> Quarter {
    Quarter::parse(text).unwrap()
}

fn context(seed: u128) -> Context {
    Context { author: "olena".into(), at: 0, ids: IdSource::new(seed) }
}

/// A measure with one indicator, its target and fact in a quarter.
fn measure(code: &str, title: &str, at: &str, target: Option<u32>, fact: Option<u32>) -> DraftNode {
    let mut node = DraftNode::new(Level::Measure, Some(code.to_owned()), title);
    let mut indicator = DraftIndicator::new("кількість заходів");
    indicator.values.push(DraftValue {
        target: target.map(|n| Target { value: TargetValue::Number(n.into()), raw: n.to_string() }),
        fact: fact.map(|n| (FactValue::Number(n.into()), n.to_string())),
        source: Some(Source { row: Some(3), column: Some(6), ..Source::default() }),
        ..DraftValue::new(Span::single(quarter(at)), None)
    });
    indicator.source = Some(Source { row: Some(3), column: Some(4), ..Source::default() });
    node.indicators.push(indicator);
    node
}

fn draft(at: &str, measures: Vec<DraftNode>) -> Draft {
    let mut draft = Draft::new(Span::single(quarter(at)));
    draft.slug = Some("dubove".to_owned());
    draft.title = "План заходів Дубоярського центру".to_owned();
    let mut goal = DraftNode::new(Level::Goal, Some("1".to_owned()), "Обізнаність громади");
    goal.children = measures;
    draft.outline.push(goal);
    draft
}

fn lectures(at: &str, target: Option<u32>, fact: Option<u32>) -> DraftNode {
    measure("1.1", "Проведення лекцій для учнів шкіл громади", at, target, fact)
}

fn visits(at: &str, target: Option<u32>, fact: Option<u32>) -> DraftNode {
    measure("1.2", "Виїзні прийоми у віддалених селах", at, target, fact)
}

fn leaflets(at: &str, target: Option<u32>, fact: Option<u32>) -> DraftNode {
    measure("1.3", "Поширення пам'яток про право на допомогу", at, target, fact)
}

fn plan_of(draft: Draft) -> Plan {
    let mut plan = Plan::empty(PlanId(1));
    let change = decide(&plan, &Command::Import(Box::new(draft)), &mut context(1)).unwrap();
    plan.apply(&change);
    plan
}

fn merged(plan: &Plan, draft: Draft, performer: Option<&str>) -> Result<Change, Refusal> {
    let command = Command::Merge { draft: Box::new(draft), performer: performer.map(str::to_owned) };
    // Each command draws ids of its own.
    decide(plan, &command, &mut context(99 + u128::from(plan.seq())))
}

/// Merges a draft and returns what changed.
fn merge(plan: &mut Plan, draft: Draft, performer: Option<&str>) -> Difference {
    let change = merged(plan, draft, performer).unwrap();
    assert_eq!(plan.check(&change), Ok(()));
    let before = plan.clone();
    plan.apply(&change);
    let difference = Difference::between(&before, plan, &change);
    let mut undone = plan.clone();
    undone.apply(&change.inverse(&mut context(5), crate::domain::Origin::Undo(change.id)));
    assert_eq!(undone, before, "one change takes it all back");
    difference
}

fn fact(plan: &Plan, address: &str, at: &str, who: Option<&str>) -> Option<Fact> {
    let Subject::Indicator(id) = plan.find(address).unwrap() else { panic!("{address}") };
    let who = who.map(|name| plan.performer_named(name).unwrap());
    plan.fact(id, quarter(at), who).cloned()
}

fn number(plan: &Plan, address: &str, at: &str, who: Option<&str>) -> Option<String> {
    fact(plan, address, at, who).map(|fact| fact.wording())
}

fn doubts(plan: &Plan) -> Vec<DoubtKind> {
    plan.doubts().map(|(_, doubt)| doubt.kind).collect()
}

#[test]
fn a_second_quarter_lands_on_the_same_indicators() {
    let mut plan =
        plan_of(draft("2026Q3", vec![lectures("2026Q3", Some(4), Some(5)), visits("2026Q3", Some(2), None)]));
    let mut reworded = lectures("2026Q4", Some(6), None);
    reworded.title = "Проведення лекцій для учнів шкіл та ліцеїв громади".to_owned();
    let difference = merge(&mut plan, draft("2026Q4", vec![reworded, visits("2026Q4", Some(3), None)]), None);
    assert_eq!(plan.period().to_string(), "2026Q3..2026Q4");
    assert_eq!(plan.measures().count(), 2);
    for (address, targets) in [("1.1", ["4", "6"]), ("1.2", ["2", "3"])] {
        let Subject::Indicator(id) = plan.find(address).unwrap() else { panic!() };
        let raws: Vec<_> = plan.targets(id).map(|(_, _, target)| target.raw.clone()).collect();
        assert_eq!(raws, targets, "{address}");
    }
    assert_eq!(number(&plan, "1.1", "2026Q3", None).as_deref(), Some("5"));
    assert!(difference.header);
    let fields: Vec<Vec<ChangedField>> =
        difference.nodes.iter().map(|node| node.fields.iter().map(|change| change.field).collect()).collect();
    let target = ChangedField::Target(Span::single(quarter("2026Q4")), None);
    assert_eq!(fields, [vec![ChangedField::Title, target], vec![target]]);
    assert_eq!(doubts(&plan), []);
}

#[test]
fn the_same_document_again_changes_nothing() {
    let document = || {
        let mut node = lectures("2026Q3", Some(4), Some(5));
        node.performers.push(DraftPerformer {
            name: "Відділ правової просвіти".into(), by_consent: false
        });
        node.evidence.push(DraftEvidence {
            dates: vec![date(2026, 7, 8)],
            text: "лекція у ліцеї".into(),
            ..DraftEvidence::default()
        });
        draft("2026Q3", vec![node, visits("2026Q3", None, None)])
    };
    let plan = plan_of(document());
    assert_eq!(merged(&plan, document(), None), Err(Refusal::NothingToDo));
}

#[test]
fn a_correction_adds_changes_and_withdraws() {
    let q = "2026Q3";
    let all = vec![lectures(q, Some(4), None), visits(q, Some(2), None), leaflets(q, Some(100), None)];
    let mut plan = plan_of(draft(q, all));
    let new = measure("1.4", "Прийом громадян у центрі зайнятості", q, Some(7), None);
    let difference =
        merge(&mut plan, draft(q, vec![lectures(q, Some(5), None), new, leaflets(q, Some(100), None)]), None);
    let kinds: Vec<(&str, DifferenceKind)> =
        difference.nodes.iter().map(|node| (node.address.as_str(), node.kind)).collect();
    use DifferenceKind::{Added, Changed, Withdrawn};
    assert_eq!(kinds, [("1.1", Changed), ("1.4", Added), ("1.2", Withdrawn)]);
    assert_eq!(difference.untouched, 1);
    let order: Vec<_> = plan.measures().map(|(id, _)| plan.address(id)).collect();
    assert_eq!(order, ["1.1", "1.4", "1.3"]);
}

#[test]
fn what_was_reported_outlives_the_line_that_was_left_out() {
    let q = "2026Q3";
    let mut plan = plan_of(draft(q, vec![lectures(q, Some(4), None), visits(q, Some(2), Some(1))]));
    let difference = merge(&mut plan, draft(q, vec![lectures(q, Some(4), None)]), None);
    assert_eq!(difference.measures(DifferenceKind::Withdrawn), 1);
    assert_eq!(number(&plan, "1.2", q, None).as_deref(), Some("1"));
    assert_eq!(doubts(&plan), [DoubtKind::Withdrawn]);
}

#[test]
fn an_extract_withdraws_nothing() {
    let q = "2026Q3";
    let all = vec![lectures(q, Some(4), None), visits(q, Some(2), None), leaflets(q, Some(100), None)];
    let mut plan = plan_of(draft(q, all));
    merge(&mut plan, draft(q, vec![lectures(q, Some(5), None)]), None);
    assert_eq!(plan.measures().count(), 3);
    let doubt = plan.doubts().next().unwrap().1;
    assert_eq!((doubt.kind, doubt.text.as_str()), (DoubtKind::Withdrawn, "1.2, 1.3"));
}

#[test]
fn a_document_that_says_another_fact_is_a_doubt_that_one_key_settles() {
    let q = "2026Q3";
    let mut plan = plan_of(draft(q, vec![lectures(q, Some(4), Some(5))]));
    merge(&mut plan, draft(q, vec![lectures(q, Some(4), Some(6))]), None);
    assert_eq!(number(&plan, "1.1", q, None).as_deref(), Some("6"));
    let (id, doubt) = plan.doubts().next().map(|(id, doubt)| (id, doubt.clone())).unwrap();
    assert_eq!((doubt.kind, doubt.alternatives.as_slice()), (DoubtKind::BothClaim, &["5".to_owned()][..]));
    assert_eq!(doubt.place.column, Some(6), "the place of the fact, not of its indicator");
    let settle = Command::SettleDoubt(id, Some("5".to_owned()));
    let change = decide(&plan, &settle, &mut context(3)).unwrap();
    plan.apply(&change);
    assert_eq!(number(&plan, "1.1", q, None).as_deref(), Some("5"));
    assert_eq!(fact(&plan, "1.1", q, None).unwrap().value, FactValue::Number(Number::from(5)));
}

#[test]
fn copies_of_two_bureaus_add_up() {
    let q = "2026Q3";
    let mut plan = plan_of(draft(q, vec![lectures(q, Some(9), None), visits(q, Some(2), None)]));
    let copy = |n| draft(q, vec![lectures(q, Some(9), Some(n))]);
    let first = merge(&mut plan, copy(5), Some("Дубоярське бюро"));
    assert_eq!((first.nodes.len(), first.untouched, first.header), (1, 1, false));
    merge(&mut plan, copy(3), Some("Лісківське бюро"));
    assert_eq!(number(&plan, "1.1", q, Some("Дубоярське бюро")).as_deref(), Some("5"));
    assert_eq!(number(&plan, "1.1", q, Some("Лісківське бюро")).as_deref(), Some("3"));
    assert_eq!(number(&plan, "1.1", q, None).as_deref(), Some("8"));
    assert_eq!(plan.measures().count(), 2);
    assert_eq!(doubts(&plan), []);
}

#[test]
fn what_two_copies_both_claim_is_a_doubt() {
    let q = "2026Q3";
    let mut plan = plan_of(draft(q, vec![lectures(q, Some(9), None)]));
    let copy = |n| {
        let mut node = lectures(q, None, Some(n));
        node.evidence.push(DraftEvidence {
            dates: vec![date(2026, 8, 4)],
            text: "лекція у ліцеї №1".into(),
            ..DraftEvidence::default()
        });
        draft(q, vec![node])
    };
    merge(&mut plan, copy(5), Some("Дубоярське бюро"));
    // The same performer sends another figure: the first one stays until somebody decides otherwise.
    merge(&mut plan, copy(6), Some("Дубоярське бюро"));
    assert_eq!(number(&plan, "1.1", q, Some("Дубоярське бюро")).as_deref(), Some("5"));
    // Another bureau counts the same lecture.
    merge(&mut plan, copy(1), Some("Лісківське бюро"));
    assert_eq!(doubts(&plan), [DoubtKind::BothClaim; 2]);
    assert_eq!(plan.all_evidence().count(), 1);
}

#[test]
fn what_a_copy_adds_to_the_form_is_told_and_not_taken() {
    let q = "2026Q3";
    let mut plan = plan_of(draft(q, vec![lectures(q, Some(9), None)]));
    let extra = measure("1.9", "Наш власний захід", q, None, Some(2));
    merge(&mut plan, draft(q, vec![extra]), Some("Дубоярське бюро"));
    assert_eq!(plan.measures().count(), 1);
    let doubt = plan.doubts().next().unwrap().1;
    assert_eq!((doubt.kind, doubt.text.as_str()), (DoubtKind::LeftOver, "1.9 Наш власний захід 2"));
}

#[test]
fn what_a_copy_says_unreadably_is_a_doubt_once() {
    let q = "2026Q3";
    let mut plan = plan_of(draft(q, vec![lectures(q, Some(9), None)]));
    let doubt = |kind, text: &str, reading: &str| DraftDoubt {
        id: None,
        subject: DraftSubject::Indicator(vec![0, 0], 0),
        kind,
        place: Source { file: "копія.xlsx".into(), ..Source::default() },
        text: text.to_owned(),
        reading: reading.to_owned(),
        alternatives: Vec::new(),
        settled: None,
    };
    let mut copy = draft(q, vec![lectures(q, Some(9), None)]);
    copy.doubts.push(doubt(DoubtKind::Reading, "=1+1", ""));
    copy.doubts.push(doubt(DoubtKind::LookAlikes, "kількість", "кількість"));
    merge(&mut plan, copy.clone(), Some("Дубоярське бюро"));
    assert_eq!(doubts(&plan), [DoubtKind::Reading]);
    assert_eq!(merged(&plan, copy, Some("Дубоярське бюро")), Err(Refusal::NothingToDo));
}

#[test]
fn a_heading_is_doubted_once_whatever_the_document_is_named() {
    let doubted = |q, file: &str| {
        let mut draft = draft(q, vec![lectures(q, Some(9), None)]);
        draft.doubts.extend([(DoubtKind::LookAlikes, "Kількість"), (DoubtKind::Reading, "х")].map(
            |(kind, text)| DraftDoubt {
                id: None,
                subject: DraftSubject::Node(vec![0, 0]),
                kind,
                place: Source { file: file.into(), ..Source::default() },
                text: text.to_owned(),
                reading: String::new(),
                alternatives: Vec::new(),
                settled: None,
            },
        ));
        draft
    };
    let mut plan = plan_of(doubted("2026Q3", "план.docx"));
    let mut later = doubted("2026Q4", "новий план.docx");
    // A title that the plan has is not doubted either.
    let untitled = DraftDoubt { subject: DraftSubject::Plan, text: String::new(), ..later.doubts[1].clone() };
    later.doubts.push(untitled);
    merge(&mut plan, later, None);
    let kinds = doubts(&plan);
    let count = |kind| kinds.iter().filter(|known| **known == kind).count();
    // A value of another quarter is a new doubt.
    assert_eq!((count(DoubtKind::LookAlikes), count(DoubtKind::Reading)), (1, 2));
}

#[test]
fn an_indicator_of_another_name_is_told() {
    let mut plan = plan_of(draft("2026Q3", vec![lectures("2026Q3", Some(9), None)]));
    let mut later = draft("2026Q4", vec![lectures("2026Q4", Some(500), None)]);
    later.outline[0].children[0].indicators[0].name = "охоплено осіб".to_owned();
    merge(&mut plan, later.clone(), None);
    let (id, doubt) = plan.doubts().next().map(|(id, doubt)| (id, doubt.clone())).unwrap();
    assert_eq!((doubt.text.as_str(), doubt.reading.as_str()), ("охоплено осіб", "кількість заходів"));
    assert_eq!(merged(&plan, later, None), Err(Refusal::NothingToDo), "it is told once");
    let settle = Command::SettleDoubt(id, Some("охоплено осіб".to_owned()));
    let settled = decide(&plan, &settle, &mut context(7)).unwrap();
    plan.apply(&settled);
    let Subject::Indicator(indicator) = plan.find("1.1").unwrap() else { panic!() };
    assert_eq!(plan.indicator(indicator).unwrap().name, "охоплено осіб");
}

#[test]
fn a_total_of_parts_has_a_decimal_comma() {
    let q = "2026Q3";
    let mut plan = plan_of(draft(q, vec![lectures(q, Some(9), None)]));
    let mut copy = draft(q, vec![lectures(q, None, Some(2))]);
    copy.outline[0].children[0].indicators[0].values[0].fact =
        Some((FactValue::Number(Number::parse("2,5").unwrap()), "2,5".to_owned()));
    merge(&mut plan, copy, Some("Дубоярське бюро"));
    assert_eq!(number(&plan, "1.1", q, None).as_deref(), Some("2,5"));
}

#[test]
fn a_copy_of_another_quarter_is_refused() {
    let plan = plan_of(draft("2026Q3", vec![lectures("2026Q3", Some(9), None)]));
    let copy = draft("2026Q4", vec![lectures("2026Q4", None, Some(1))]);
    assert!(matches!(merged(&plan, copy, Some("Дубоярське бюро")), Err(Refusal::OutsidePlan(..))));
}

#[test]
fn measures_without_codes_are_matched_by_their_titles() {
    let q = "2026Q3";
    let bare = |title: &str, n| {
        let mut node = measure("", title, q, Some(n), None);
        node.code = None;
        node
    };
    let mut plan =
        plan_of(draft(q, vec![bare("Проведення лекцій для учнів", 1), bare("Виїзні прийоми у селах", 2)]));
    let again = vec![bare("Виїзні прийоми у селах", 3), bare("Проведення лекцій для учнів ліцеїв", 1)];
    let difference = merge(&mut plan, draft(q, again), None);
    assert_eq!(plan.measures().count(), 2);
    assert_eq!(difference.measures(DifferenceKind::Changed), 2);
}

#[test]
fn a_group_of_the_document_only_is_not_added_over_measures_that_the_plan_has() {
    let q = "2026Q3";
    let mut plan = plan_of(draft(q, vec![lectures(q, Some(4), None), visits(q, Some(2), None)]));
    for performer in [None, Some("Дубоярське бюро")] {
        let mut grouped = draft(q, Vec::new());
        let mut task = DraftNode::new(Level::Task, None, "");
        task.children = vec![lectures(q, Some(4), Some(1)), visits(q, Some(2), None)];
        grouped.outline[0].children.push(task);
        merge(&mut plan, grouped, performer);
        assert_eq!(plan.walk().count(), 3, "{performer:?}");
        assert_eq!(doubts(&plan), [], "{performer:?}");
    }
}

#[test]
fn matching_renamed_measures_compares_in_proportion_to_their_number() {
    let outline = |words: &str, count: usize| {
        let titles = (0..count).map(|at| format!("{words} для громади {at:05}"));
        draft(
            "2023Q3",
            titles
                .map(|title| DraftNode { code: None, ..measure("1", &title, "2023Q3", None, None) })
                .collect(),
        )
    };
    let compared = |count: usize| {
        let plan = plan_of(outline("Провести лекції", count));
        let (found, compared) = super::matching::counted(
            &plan,
            &super::matching::PlanTitles::of(&plan),
            &outline("Надати поради", count).outline,
        );
        assert_eq!(found.found.iter().flatten().count(), 1, "only the goal");
        compared
    };
    let (few, many) = (compared(500), compared(2000));
    assert!(many <= 4 * few.max(500), "{few} of 500, {many} of 2000");
}

#[test]
fn a_title_that_lost_a_word_is_found_by_the_words_it_kept() {
    let uncoded = |title: &str| DraftNode { code: None, ..measure("1", title, "2023Q3", None, None) };
    let titles = ["Провести лекції для громади", "Провести лекції для школи міста"];
    let plan = plan_of(draft("2023Q3", titles.map(uncoded).into()));
    let other = draft("2023Q3", vec![uncoded("Провести лекцію для школи")]);
    let (found, _) = super::matching::counted(&plan, &super::matching::PlanTitles::of(&plan), &other.outline);
    let last = found.found.last().copied().flatten().and_then(|id| plan.node(id));
    let id = last.map(|node| node.title.as_str());
    assert_eq!(id, Some("Провести лекції для школи міста"));
}
