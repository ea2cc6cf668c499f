//! Tables of measures, plans and facts without a column for indicators.

use super::*;

fn plain(rows: &str) -> Recognised {
    recognise(&Document::new("план.xls", vec![table(rows)]), &built_in(), &options()).unwrap()
}

fn values(measure: &DraftNode) -> Vec<(String, Option<TargetValue>, Option<FactValue>)> {
    let of = |indicator: &crate::domain::draft::DraftIndicator| {
        let value = indicator.values.first().cloned();
        let target = value.as_ref().and_then(|value| value.target.clone()).map(|target| target.value);
        (indicator.name.clone(), target, value.and_then(|value| value.fact).map(|(fact, _)| fact))
    };
    measure.indicators.iter().map(of).collect()
}

fn number(n: u32) -> Option<TargetValue> {
    Some(TargetValue::Number(n.into()))
}

fn reached(n: u32) -> Option<FactValue> {
    Some(FactValue::Number(n.into()))
}

#[test]
fn a_value_is_that_of_the_measure_itself() {
    let read = plain(
        "п/п|Захід|Значення|<\n^|^|План|Факт\n1. Ціль|<|<|<\n\
         1|Захід 1.1.1 Лекції¶- 08.11.2023 лекція у школі|4|5\n2|Захід 1.1.2 Виїзди|за потреби|\n3|Прийом||",
    );
    assert_eq!(read.form, "plain-plan");
    let draft = read.draft;
    let measures = measures(&draft);
    assert_eq!(values(measures[0]), [(String::new(), number(4), reached(5))]);
    assert_eq!(values(measures[1]), [(String::new(), Some(TargetValue::Condition), None)]);
    assert_eq!((measures[0].code.as_deref(), measures[0].evidence.len()), (Some("1.1.1"), 1));
    assert_eq!((measures.len(), measures[2].title.as_str(), measures[2].indicators.len()), (3, "Прийом", 0));
    let kinds: Vec<DoubtKind> = draft.doubts.iter().map(|doubt| doubt.kind).collect();
    assert!(!kinds.contains(&DoubtKind::LooseValue), "{kinds:?}");
}

#[test]
fn a_label_with_a_number_is_the_title_where_nothing_else_is_printed() {
    let draft = plain("№|Захід|План\n1|Захід 1|4\n2|Захід № 2|5\n3|Захід 3. Лекції|6\n4|Захід 1.4|7").draft;
    let read = measures(&draft).into_iter().map(|one| (one.title.as_str(), one.code.as_deref()));
    assert_eq!(
        read.collect::<Vec<_>>(),
        [("Захід 1", None), ("Захід № 2", None), ("Лекції", Some("3")), ("Захід 1.4", Some("1.4"))]
    );
}

#[test]
fn two_values_of_one_measure_are_doubted() {
    let draft = plain("Захід|План\nЛекції|4\n^|5\nВиїзди|6").draft;
    let loose = draft.doubts.iter().filter(|doubt| doubt.kind == DoubtKind::LooseValue);
    assert_eq!(loose.map(|doubt| doubt.text.as_str()).collect::<Vec<_>>(), ["5"]);
    assert_eq!(values(measures(&draft)[0]).len(), 2);
}

#[test]
fn indicators_that_lines_name_have_a_row_each() {
    let draft =
        plain("Захід|План|Факт\nЛекції¶Показник: лекцій¶Показник: слухачів|4|\n^||30\nВиїзди|2|1").draft;
    let measures = measures(&draft);
    let both = [("лекцій".to_owned(), number(4), None), ("слухачів".to_owned(), None, reached(30))];
    assert_eq!(values(measures[0]), both);
    assert_eq!(values(measures[1]), [(String::new(), number(2), reached(1))]);
}

#[test]
fn a_note_alone_belongs_to_the_indicator_of_its_row() {
    let draft =
        plain("Захід|План|Факт|Примітка\nЛекції¶Показник: лекцій¶Показник: слухачів|||\n^|||карантин").draft;
    let notes: Vec<usize> = measures(&draft)[0].indicators.iter().map(|one| one.values.len()).collect();
    assert_eq!(notes, [0, 1]);
}

#[test]
fn signatures_below_a_plain_table_are_no_measures() {
    let draft = plain("Захід|План|Факт\nЛекції|4|5\nВиїзди|6|\nНачальник відділу||Калина О.П.").draft;
    assert_eq!(measures(&draft).len(), 2);
}

#[test]
fn what_has_columns_that_the_plain_form_does_not_know_is_no_plain_plan() {
    let rows = |header: &str| format!("{header}\nЛекції|4|5|6\n");
    let read = |header: &str| {
        let document = Document::new("план.xls", vec![table(&rows(header))]);
        recognise(&document, &built_in(), &options()).map(|read| read.form)
    };
    assert_eq!(read("Захід|План|Факт|% виконання").as_deref(), Ok("plain-plan"));
    assert_eq!(read("Захід|План|Факт|Джерело").as_deref(), Ok("plain-plan"));
    assert_eq!(read("Захід|План|Факт|Дата народження").as_deref(), Ok("plain-plan"));
    assert!(read("Захід|План|Адреса пошти|Дата народження").is_err());
}

#[test]
fn a_plain_table_beside_one_of_another_form_is_not_the_plan() {
    let draft = read(vec![
        line(TITLE),
        table("Захід|План|Факт\nРазом за рік|40|50"),
        table(&format!("{HEADER}\n1|Завдання 1.1 Просвіта|Захід 1.1.1.1 Лекції|кількість|4|5|")),
    ]);
    assert_eq!(draft.form.as_deref(), Some("quarterly-report"));
}

#[test]
fn a_measure_whose_parts_have_figures_too_is_doubted() {
    for rows in [
        "№|Захід|План|Факт\n1|Лекції|10|9\n1.1|У школах|6|5\n1.2|У бібліотеках|4|4\n2|Огляди|4|5",
        "Захід|План|Факт\n1. Лекції|10|9\n1.1. У школах|6|5\n1.2. У бібліотеках|4|4\n2. Огляди|4|5",
    ] {
        let draft = plain(rows).draft;
        let whole =
            draft.doubts.iter().filter(|doubt| doubt.kind == DoubtKind::Reading && doubt.reading == "Лекції");
        let whole: Vec<(&DraftSubject, &str)> =
            whole.map(|doubt| (&doubt.subject, doubt.text.as_str())).collect();
        assert_eq!(whole, [(&DraftSubject::Node(vec![0]), "Лекції (1.1, 1.2)")], "{:#?}", draft.doubts);
    }
    // Numbers without a measure of their own head nothing.
    let draft = plain("№|Захід|План|Факт\n1.1|У школах|6|5\n1.2|У бібліотеках|4|4\n2.1|Огляди|4|5").draft;
    assert!(draft.doubts.iter().all(|doubt| doubt.reading != "У школах"), "{:#?}", draft.doubts);
}

#[test]
fn a_goal_behind_the_measures_is_their_target() {
    let draft = plain("№|Захід|Показник|Ціль|Досягнуто\n1|Лекції|кількість|10|9").draft;
    assert_eq!(values(measures(&draft)[0]), [("кількість".to_owned(), number(10), reached(9))]);
    assert_eq!(draft.outline.len(), 1);
}

#[test]
fn the_same_measure_with_other_figures_is_doubted() {
    let draft = plain("№|Захід|Показник|План|Факт\n1|Лекції|кількість|4|4\n1|Лекції|кількість|4|3").draft;
    let twice = draft.doubts.iter().filter(|doubt| doubt.kind == DoubtKind::RepeatedNumber);
    assert_eq!(twice.map(|doubt| &doubt.subject).collect::<Vec<_>>(), [&DraftSubject::Node(vec![1])]);
}

#[test]
fn a_footnote_below_the_last_measure_is_no_goal() {
    let draft =
        plain("№|Захід|Показник|План|Факт\n1|Лекції|кількість|4|4\n1) з них дві онлайн||||\n2) без свят||||")
            .draft;
    let left = draft.doubts.iter().filter(|doubt| doubt.kind == DoubtKind::LeftOver);
    let left: Vec<&str> = left.map(|doubt| doubt.text.as_str()).collect();
    assert_eq!(left, ["1) з них дві онлайн", "2) без свят"]);
    assert_eq!((draft.outline.len(), draft.outline[0].level), (1, Level::Measure));
}

#[test]
fn an_indicator_that_may_be_a_sum_is_doubted() {
    let draft =
        plain("№|Захід|Показник|План|Факт\n1|Лекції|кількість|4|4\n2|Огляди|кількість|5|6\n||Сума|9|10")
            .draft;
    let loose = draft.doubts.iter().filter(|doubt| doubt.kind == DoubtKind::LooseValue);
    assert_eq!(loose.map(|doubt| doubt.text.as_str()).collect::<Vec<_>>(), ["Сума 9 10"]);
}

#[test]
fn a_figure_beside_the_word_for_a_deed_is_doubted() {
    let draft = plain("№|Захід|Термін|Відмітка про виконання\n1|Лекції|грудень|Проведено 9\n2|Огляди|грудень|Проведено 12 грудня\n3|Акції|грудень|Виконано, протокол № 3").draft;
    let doubts =
        draft.doubts.iter().filter(|doubt| doubt.kind == DoubtKind::Reading && !doubt.text.is_empty());
    let doubts: Vec<(&str, &[String])> =
        doubts.map(|doubt| (doubt.text.as_str(), doubt.alternatives.as_slice())).collect();
    assert_eq!(doubts, [("Проведено 9", &["9".to_owned()][..])]);
}

#[test]
fn a_percentage_in_the_title_of_a_measure_is_not_added_up() {
    let draft = plain("Захід|План|Факт\nОхоплення населення, %|95|97\nЛекції, од.|10|9").draft;
    let rules: Vec<_> = measures(&draft)
        .iter()
        .map(|node| (node.indicators[0].unit.as_deref(), node.indicators[0].aggregation))
        .collect();
    assert_eq!(rules[0], (Some("%"), crate::domain::Aggregation::Mean));
    assert_eq!(rules[1].1, crate::domain::Aggregation::Sum);
    let asked: Vec<&str> = draft
        .doubts
        .iter()
        .filter(|doubt| doubt.kind == DoubtKind::Aggregation)
        .map(|doubt| doubt.text.as_str())
        .collect();
    assert_eq!(asked, ["Охоплення населення, %"]);
}

#[test]
fn a_planned_day_outside_the_plan_is_doubted() {
    let draft =
        plain("№|Захід|Показник|План|Факт\n1|Лекції|кількість|10.01.1900|9\n2|Огляди|строк|15.12.2023|");
    let days = draft.draft.doubts.iter().filter(|doubt| doubt.kind == DoubtKind::Date);
    assert_eq!(days.map(|doubt| doubt.text.as_str()).collect::<Vec<_>>(), ["10.01.1900"]);
}

#[test]
fn a_number_far_above_the_plan_in_a_unit_with_a_scale_is_doubted() {
    let draft = plain("№|Захід|Показник|Одиниця|План|Факт\n1|Лекції|охоплення|тис. осіб|1,5|1 480\n2|Огляди|охоплення|тис. осіб|1,5|2,5").draft;
    let doubts = draft.doubts.iter().filter(|doubt| doubt.text == "1 480" || doubt.text == "2,5");
    assert_eq!(
        doubts.map(|doubt| (doubt.text.as_str(), doubt.alternatives.len())).collect::<Vec<_>>(),
        [("1 480", 1)]
    );
}
