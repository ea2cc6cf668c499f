//! Facts stay with their measures whatever a document does with titles, codes and order; what is uncertain is a doubt.

use super::*;

const Q: &str = "2026Q3";

fn coded(code: &str, title: &str, target: u32, fact: Option<u32>) -> DraftNode {
    measure(code, title, Q, Some(target), fact)
}

fn bare(title: &str, target: u32, fact: Option<u32>) -> DraftNode {
    DraftNode { code: None, ..coded("", title, target, fact) }
}

fn of(indicator: &str, mut node: DraftNode) -> DraftNode {
    node.indicators[0].name = indicator.to_owned();
    node
}

fn task(title: &str, measures: Vec<DraftNode>) -> DraftNode {
    DraftNode { children: measures, ..DraftNode::new(Level::Task, None, title) }
}

/// The code, title, target and fact of each measure, and the doubts with what else is possible, after a document.
fn after(first: Vec<DraftNode>, second: Vec<DraftNode>) -> (Vec<String>, Vec<String>) {
    let mut plan = plan_of(draft(Q, first));
    merge(&mut plan, draft(Q, second), None);
    (lines(&plan), claims(&plan))
}

fn lines(plan: &Plan) -> Vec<String> {
    let line = |id, title: &str, code: Option<&str>| {
        let (id, _) = plan.indicators(id).next()?;
        let target = plan.targets(id).next().map(|(_, _, target)| target.raw.clone()).unwrap_or_default();
        let fact = plan.fact(id, quarter(Q), None).map(Fact::wording).unwrap_or_default();
        Some(format!("{} {title} {target}/{fact}", code.unwrap_or_default()).trim().to_owned())
    };
    plan.measures().filter_map(|(id, node)| line(id, &node.title, node.code.as_deref())).collect()
}

fn claims(plan: &Plan) -> Vec<String> {
    let claims = plan.doubts().filter(|(_, doubt)| doubt.kind == DoubtKind::BothClaim);
    claims.map(|(_, doubt)| format!("{} / {}", doubt.reading, doubt.alternatives.join(", "))).collect()
}

#[test]
fn another_word_at_the_same_number_is_a_doubt() {
    let (lectures, seminars) = ("Лекції для учнів шкіл", "Семінари для учнів шкіл");
    let told = (vec![format!("1.1 {seminars} 9/5")], vec![format!("{seminars} / {lectures}")]);
    assert_eq!(after(vec![coded("1.1", lectures, 4, Some(5))], vec![coded("1.1", seminars, 9, None)]), told);
    // Half of a measure is another measure.
    let both = "Лекції та семінари для учнів шкіл";
    let parts = vec![coded("1.1", lectures, 2, None), coded("1.2", seminars, 2, None)];
    let (_, doubts) = after(vec![coded("1.1", both, 4, Some(5))], parts);
    assert_eq!(doubts, [format!("{lectures} / {both}")]);
    // More words, other endings and a slip are no other measure.
    for title in ["Лекції для учнів шкіл та ліцеїв", "Лекція учням шкіл", "Лекціи для учнів шкіл"]
    {
        let (_, doubts) = after(vec![coded("1.1", lectures, 4, Some(5))], vec![coded("1.1", title, 4, None)]);
        assert_eq!(doubts, [""; 0], "{title}");
    }
}

#[test]
fn another_word_or_number_in_a_title_without_a_code_is_a_doubt() {
    for (old, new) in [
        ("Проведення лекцій для молоді громади", "Проведення вебінарів для молоді громади"),
        ("Засідання ради з питань бюджету № 1", "Засідання ради з питань бюджету № 3"),
        ("Навчання спеціалістів центру групи А", "Навчання спеціалістів центру групи Б"),
        ("Проведення І етапу конкурсу серед молоді", "Проведення ІІ етапу конкурсу серед молоді"),
    ] {
        let told = (vec![format!("{new} 9/5")], vec![format!("{new} / {old}")]);
        assert_eq!(after(vec![bare(old, 4, Some(5))], vec![bare(new, 9, None)]), told);
    }
    // A Roman numeral in either alphabet is the same, and «і» is none.
    let (old, new) = ("II етап і підсумки", "ІІ етап i підсумки");
    let (lines, doubts) = after(vec![bare(old, 4, Some(5))], vec![bare(new, 4, None)]);
    assert_eq!((lines.len(), doubts.len()), (1, 0));
}

#[test]
fn a_copy_of_the_form_that_calls_a_measure_otherwise_is_a_doubt() {
    let (own, other) = ("Лекції для учнів шкіл", "Семінари для учнів шкіл");
    let mut plan = plan_of(draft(Q, vec![coded("1.1", own, 4, None)]));
    merge(&mut plan, draft(Q, vec![coded("1.1", other, 4, Some(7))]), Some("Дубоярське бюро"));
    assert_eq!(claims(&plan), [format!("{own} / {other}")]);
    assert_eq!(lines(&plan), [format!("1.1 {own} 4/7")]);
}

#[test]
fn a_title_that_a_document_changes_again_is_doubted_again() {
    let (lectures, seminars) = ("Лекції для учнів шкіл", "Семінари для учнів шкіл");
    let mut plan = plan_of(draft(Q, vec![coded("1.1", lectures, 4, Some(5))]));
    for count in 1..=2 {
        merge(&mut plan, draft(Q, vec![coded("1.1", seminars, 4, None)]), None);
        assert_eq!(claims(&plan).len(), count);
        let id = plan.doubts().find(|(_, doubt)| doubt.settled.is_none()).unwrap().0;
        let settle = Command::SettleDoubt(id, Some(lectures.to_owned()));
        let change = decide(&plan, &settle, &mut context(70 + u128::from(plan.seq()))).unwrap();
        plan.apply(&change);
        assert_eq!(lines(&plan), [format!("1.1 {lectures} 4/5")]);
    }
}

#[test]
fn a_measure_inserted_above_takes_no_facts_of_the_next_although_its_indicator_is_renamed() {
    let (lectures, webinars) = ("Лекції для учнів шкіл", "Вебінари для учнів шкіл");
    let moved = |title| vec![coded("1.1", webinars, 9, None), of("лекцій", coded("1.2", title, 4, None))];
    let first = || vec![coded("1.1", lectures, 4, Some(5))];
    assert_eq!(
        after(first(), moved(lectures)).0,
        [format!("1.1 {webinars} 9/"), format!("1.2 {lectures} 4/5")]
    );
    // With more words in the title and another code it is likely the same, and told.
    let longer = "Лекції для учнів шкіл та ліцеїв";
    let (lines, doubts) = after(first(), moved(longer));
    assert_eq!(lines, [format!("1.1 {webinars} 9/"), format!("1.2 {longer} 4/5")]);
    assert_eq!(doubts, [format!("{longer} / {lectures}")]);
}

#[test]
fn a_title_of_another_task_takes_no_facts_from_the_own_one() {
    let title = "Інформування населення";
    let old = || task("Правова просвіта", vec![bare(title, 4, Some(5))]);
    let new = task("Підтримка переселенців", vec![bare(title, 9, None)]);
    let (lines, doubts) = after(vec![old()], vec![new, old()]);
    assert_eq!((lines, doubts), (vec![format!("{title} 9/"), format!("{title} 4/5")], Vec::new()));
}

#[test]
fn measures_with_one_title_keep_their_facts_when_codes_move() {
    let t = "Навчання";
    let first = || vec![coded("1.1", t, 4, Some(5)), coded("1.2", t, 2, Some(1))];
    let second = vec![coded("1.1", "Наради", 7, None), coded("1.2", t, 4, None), coded("1.3", t, 2, None)];
    assert_eq!(after(first(), second).0, ["1.1 Наради 7/", "1.2 Навчання 4/5", "1.3 Навчання 2/1"]);
    // The codes are the same, and only the target of one is another.
    let second = vec![coded("1.1", t, 2, None), coded("1.2", t, 2, None)];
    assert_eq!(after(first(), second).0, ["1.1 Навчання 2/5", "1.2 Навчання 2/1"]);
}

#[test]
fn one_of_several_measures_with_one_title_is_told_by_its_target_or_doubted() {
    let t = "Навчання";
    let first = || vec![bare(t, 4, Some(5)), bare(t, 2, Some(1)), bare("Лекції", 1, Some(1))];
    let second = |target| vec![bare(t, target, None), bare("Лекції", 1, None)];
    assert_eq!(
        after(first(), second(2)),
        (["Навчання /5", "Навчання 2/1", "Лекції 1/1"].map(str::to_owned).into(), Vec::new())
    );
    let (lines, doubts) = after(first(), second(3));
    assert_eq!(lines, ["Навчання 3/5", "Навчання /1", "Лекції 1/1"]);
    assert_eq!(doubts, ["1/1 Навчання / 1/2 Навчання"]);
}

#[test]
fn an_indicator_that_may_be_a_renamed_one_is_a_doubt() {
    let two = |names: [&str; 2]| {
        let mut node = of(names[0], coded("1.1", "Лекції", 4, Some(5)));
        node.indicators.extend(of(names[1], coded("", "", 40, Some(50))).indicators);
        vec![node]
    };
    let (_, doubts) = after(two(["лекцій", "учасників"]), two(["проведено лекцій", "охоплено людей"]));
    assert_eq!(doubts, ["проведено лекцій / лекцій, учасників", "охоплено людей / лекцій, учасників"]);
    // With one name for both, the targets tell them apart.
    let mut turned = two(["осіб", "осіб"]);
    turned[0].indicators.reverse();
    let plan = plan_of(draft(Q, two(["осіб", "осіб"])));
    assert_eq!(merged(&plan, draft(Q, turned), None), Err(Refusal::NothingToDo));
}

#[test]
fn a_note_that_another_one_replaces_is_a_doubt_that_brings_it_back() {
    let noted = |note: &str| {
        let mut node = coded("1.1", "Лекції", 4, Some(3));
        node.indicators[0].values[0].note = note.to_owned();
        vec![node]
    };
    let mut plan = plan_of(draft(Q, noted("карантин")));
    merge(&mut plan, draft(Q, noted("перенесено")), None);
    assert_eq!(claims(&plan), ["перенесено / карантин"]);
    let id = plan.doubts().next().unwrap().0;
    let settle = Command::SettleDoubt(id, Some("карантин".to_owned()));
    let change = decide(&plan, &settle, &mut context(3)).unwrap();
    plan.apply(&change);
    assert_eq!(fact(&plan, "1.1", Q, None).unwrap().note, "карантин");
    merge(&mut plan, draft(Q, noted("карантин у школах")), None);
    assert_eq!(claims(&plan).len(), 1, "a longer note loses nothing");
}

#[test]
fn a_figure_of_the_half_year_that_came_before_its_first_quarter_is_doubted() {
    let mut half = lectures("2026Q2", Some(8), Some(9));
    let value = &mut half.indicators[0].values[0];
    value.span = Span::new(quarter("2026Q1"), quarter("2026Q2")).unwrap();
    let mut plan = draft("2026Q2", vec![half]);
    plan.period = Span::new(quarter("2026Q1"), quarter("2026Q2")).unwrap();
    let mut plan = plan_of(plan);
    merge(&mut plan, draft("2026Q1", vec![lectures("2026Q1", Some(4), Some(5))]), None);
    assert_eq!(claims(&plan), ["9 / 4"]);
}
