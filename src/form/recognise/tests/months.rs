//! Months of a quarter in sheets, headings and columns; repeated tables; nested tables.

use super::*;

const TITLE: &str = "Звіт про виконання плану заходів Зоряної громади за ІІІ квартал 2024 року";
const HEAD: &str = "№|Захід|Показник|План|Факт";

fn sheet(name: &str, title: &str, rows: &str) -> Block {
    let Block::Table(mut table) = table(&format!("{title}|<|<|<|<\n{HEAD}\n{rows}")) else { panic!() };
    table.name = Some(name.to_owned());
    Block::Table(table)
}

/// The doubts about measures: the subject, the text, the reading, the other readings.
fn readings(draft: &Draft) -> Vec<(&DraftSubject, &str, &str, Vec<&str>)> {
    let told = draft.doubts.iter().filter(|doubt| doubt.kind == DoubtKind::Reading);
    let parts = told.map(|doubt| {
        let others = doubt.alternatives.iter().map(String::as_str).collect();
        (&doubt.subject, doubt.text.as_str(), doubt.reading.as_str(), others)
    });
    parts.collect()
}

#[test]
fn sheets_of_months_are_one_plan_and_their_figures_add_up_with_a_doubt() {
    let rows = |k: u32| {
        format!(
            "1|Лекції|кількість лекцій|{}|{}\n2|Охоплення|частка охоплених, %|90|{}",
            5 + k,
            6 + k,
            80 + k
        )
    };
    for names in [["Липень 2024", "серпень 2024", "09.2024"], ["липень", "серпень", "Вересень"]]
    {
        let title = if names[0].contains('2') {
            "План заходів Зоряної громади"
        } else {
            "План заходів Зоряної громади на 2024 рік"
        };
        let sheets = (0..).zip(names).map(|(k, name)| sheet(name, title, &rows(k)));
        let draft = read(sheets.collect());
        assert_eq!(said(&draft), ["Лекції 2024Q3 18/21", "Охоплення 2024Q3 90/81"], "{names:?}");
        let of = |n: usize| DraftSubject::Indicator(vec![n], 0);
        let (first, second) = (of(0), of(1));
        assert_eq!(
            readings(&draft),
            [
                (&first, "липень: 5; серпень: 6; вересень: 7", "18", vec!["7"]),
                (&first, "липень: 6; серпень: 7; вересень: 8", "21", vec!["8"]),
                (&second, "липень: 80; серпень: 81; вересень: 82", "81", vec!["82"]),
            ]
        );
    }
}

#[test]
fn months_of_two_quarters_go_to_each() {
    let rows = |k: u32| format!("1|Лекції|кількість лекцій|{k}|{k}");
    let title = "План заходів Зоряної громади";
    let months = [("07.2024", 2), ("08.2024", 3), ("10.2024", 4)];
    let draft = read(months.into_iter().map(|(name, k)| sheet(name, title, &rows(k))).collect());
    assert_eq!(said(&draft), ["Лекції 2024Q3 5/5", "Лекції 2024Q4 4/4"]);
}

#[test]
fn tables_under_headings_of_months_are_of_one_quarter() {
    let rows = |target: u32, done: &str| table(&format!("{HEAD}\n1|Лекції|кількість|{target}|{done}"));
    let draft =
        read(vec![line(TITLE), line("Липень"), rows(5, "за потреби"), line("Серпень"), rows(4, "не було")]);
    assert_eq!(said(&draft), ["Лекції 2024Q3 9/не було"]);
    let told = readings(&draft);
    let texts: Vec<_> = told.iter().map(|(_, text, reading, _)| (*text, *reading)).collect();
    assert!(texts.contains(&("липень: 5; серпень: 4", "9")), "{texts:?}");
    assert!(texts.contains(&("липень: за потреби; серпень: не було", "не було")), "{texts:?}");
}

#[test]
fn columns_of_months_make_their_quarter() {
    let rows = "№|Захід|Показник|План|Факт за липень|Факт за серпень|Факт за вересень\n1|Лекції|кількість|10|3|4|5\n2|Прийоми|кількість|3|1||1";
    let draft = read(vec![line(TITLE), table(rows)]);
    assert_eq!(said(&draft), ["Лекції 2024Q3 10/12", "Прийоми 2024Q3 3/2"]);
    assert_eq!(readings(&draft).len(), 2);
    let whole = "№|Захід|Показник|План|Факт|<|<|<\n||||липень|серпень|вересень|Усього\n1|Лекції|кількість|10|3|4|5|12\n2|Прийоми|кількість|3|1|1|1|4";
    let draft = read(vec![line(TITLE), table(whole)]);
    assert_eq!(said(&draft), ["Лекції 2024Q3 10/12", "Прийоми 2024Q3 3/4"]);
    let second = DraftSubject::Indicator(vec![1], 0);
    let text = "Факт липень: 1; Факт серпень: 1; Факт вересень: 1";
    assert_eq!(readings(&draft), [(&second, text, "4", vec!["3"])]);
}

#[test]
fn a_table_that_stands_twice_is_read_once_and_told() {
    let rows = "1|Лекції|кількість лекцій|5|6\n2|Прийоми|кількість прийомів|3|3";
    let twice = || table(&format!("{HEAD}\n{rows}"));
    let draft = read(vec![line(TITLE), twice(), line(""), twice()]);
    assert_eq!(said(&draft), ["Лекції 2024Q3 5/6", "Прийоми 2024Q3 3/3"]);
    assert_eq!(kinds(&draft), [DoubtKind::LeftOver]);
    // A copied sheet with another figure: the first figure is kept, and the measure is doubted.
    let other = rows.replace("|6", "|7");
    let draft = read(vec![sheet("Лист1", TITLE, rows), sheet("Лист1 (2)", TITLE, &other)]);
    assert_eq!(said(&draft), ["Лекції 2024Q3 5/6", "Прийоми 2024Q3 3/3"]);
    let told: Vec<_> =
        draft.doubts.iter().map(|doubt| (doubt.subject.clone(), doubt.text.as_str())).collect();
    assert_eq!(told, [(DraftSubject::Node(vec![0]), "2024Q3: 7"), (DraftSubject::Plan, "Лист1 (2)")]);
}

#[test]
fn tables_of_other_measures_or_other_performers_repeat_nothing() {
    let head = "№|Захід|Показник|План|Факт|Виконавці";
    let of =
        |who: &str| table(&format!("{head}\n1|Лекції|кількість|5|6|{who}\n2|Прийоми|кількість|3|3|{who}"));
    let draft = read(vec![line(TITLE), of("Вітряне бюро"), line(""), of("Лугове бюро")]);
    assert_eq!(measures(&draft).len(), 4);
}

#[test]
fn a_header_reaches_down_to_the_names_of_its_columns() {
    let rows = "№|Захід|Показник|План|<|<|<|<\n|||рік|І|ІІ|ІІІ|ІV\n1|Лекції|кількість|20|5|5|6|4";
    let draft = read(vec![line("План заходів Зоряної громади на 2024 рік"), table(rows)]);
    let own = ["2024Q1..2024Q4 20/", "2024Q1 5/", "2024Q2 5/", "2024Q3 6/", "2024Q4 4/"];
    assert_eq!(said(&draft), own.map(|value| format!("Лекції {value}")));
}

#[test]
fn a_heading_that_counts_with_the_measures_ends_where_these_go_on() {
    let rows = "№|Захід|Показник|План|Факт\nРозділ 1. Освіта|<|<|<|<\n1|Лекції|кількість|5|6\n2|Провести заходи:|||\n\
        2.1|зустрічі|кількість|2|2\n2.2|виставки|кількість|1|1\n3|Конкурс|кількість|1|1";
    let draft = read(vec![line(TITLE), table(rows)]);
    let titles = |nodes: &[DraftNode]| nodes.iter().map(|node| node.title.clone()).collect::<Vec<_>>();
    assert_eq!(titles(&draft.outline), ["Освіта"]);
    let inside = &draft.outline[0].children;
    assert_eq!(titles(inside), ["Лекції", "Провести заходи", "Конкурс"]);
    assert_eq!(titles(&inside[1].children), ["зустрічі", "виставки"]);
}

#[test]
fn a_title_without_a_period_leaves_it_to_the_months_above_the_tables() {
    let rows = |target: u32| table(&format!("{HEAD}\n1|Лекції|кількість|{target}|1"));
    let title = || line("План заходів Зоряної громади");
    let (july, august) = ("Липень 2024 року", "Серпень 2024 року");
    let draft = read(vec![title(), line(july), rows(5), line(august), rows(4)]);
    assert_eq!(said(&draft), ["Лекції 2024Q3 9/2"]);
    // A month alone is not its quarter.
    let draft = read(vec![title(), line(july), rows(5)]);
    assert_eq!(
        (said(&draft), kinds(&draft)),
        (vec!["Лекції 2024Q3 5/1".to_owned()], vec![DoubtKind::Quarter])
    );
}

#[test]
fn a_table_with_figures_is_none_of_a_form_without() {
    let rows =
        "№|Захід|План|Факт|Виконавці|Строк\n1|Лекції|5|6|Відділ освіти|щомісяця\n2|Прийоми|3|3|Рада|вересень";
    let draft = read(vec![line(TITLE), table(rows)]);
    assert_eq!(said(&draft), ["Лекції 2024Q3 5/6", "Прийоми 2024Q3 3/3"]);
    assert_eq!(measures(&draft)[0].performers[0].name, "Відділ освіти");
}

#[test]
fn a_row_in_small_letters_goes_on_with_the_measure_above() {
    let rows =
        format!("{HEAD}\n1|Провести лекції|кількість|5|6\n|та бесіди для учнів|||\n2|Прийоми|кількість|3|3");
    let draft = read(vec![line(TITLE), table(&rows)]);
    let titles: Vec<&str> = measures(&draft).iter().map(|node| node.title.as_str()).collect();
    assert_eq!(titles, ["Провести лекції та бесіди для учнів", "Прийоми"]);
    assert_eq!(kinds(&draft), [DoubtKind::Reading]);
}

#[test]
fn a_table_inside_a_layout_table_is_read() {
    let inner = table(&format!("{HEAD}\n1|Лекції|кількість|5|6"));
    let mut cell = Cell::new(0, 0).with_block(Paragraph::new(TITLE));
    let Block::Table(inner) = inner else { panic!() };
    let mut blocks: Vec<Block> = cell.blocks.iter().cloned().collect();
    blocks.push(Block::Table(inner));
    cell.blocks = blocks.into();
    let layout = Table::new(1, 1, vec![cell]).unwrap();
    assert_eq!(said(&read(vec![layout.into()])), ["Лекції 2024Q3 5/6"]);
}

#[test]
fn abbreviated_months_beside_each_other_are_months() {
    let rows = "№|Захід|Показник|План|січ|лют|бер.|Всього\n1|Лекції|кількість|5|1|2|3|6";
    let draft = titled("Звіт про виконання плану заходів Зоряної громади за І квартал 2024 року", rows);
    // A report whose only named column is the target has the facts in the others.
    assert_eq!(said(&draft), ["Лекції 2024Q1 5/6"]);
    assert!(
        draft
            .doubts
            .iter()
            .any(|doubt| doubt.subject == DraftSubject::Plan && doubt.alternatives == ["План"])
    );
    // In a plan they are parts of the target.
    let rows = "№|Захід|Показник|План на рік|січ|лют|бер\n1|Лекції|кількість|5|1|2|2";
    let draft = titled("План заходів Зоряної громади на 2024 рік", rows);
    assert_eq!(said(&draft)[..2], ["Лекції 2024Q1..2024Q4 5/", "Лекції 2024Q1 5/"]);
}

/// A sum beside the months is checked, and is no text.
#[test]
fn a_total_beside_months_is_compared_with_them() {
    let title = line("План заходів Зоряної громади на ІІІ квартал 2024 року");
    let read = |head: &str, rows: &str| read(vec![title.clone(), table(&format!("{head}\n{rows}"))]);
    let head = "№|Захід|Показник|Липень|Серпень|Вересень|Разом";
    let draft = read(head, "1|Лекції|кількість|5|6|7|18\n2|Огляди|кількість|1|2|3|7");
    assert_eq!(said(&draft), ["Лекції 2024Q3 18/", "Огляди 2024Q3 7/"]);
    let doubted: Vec<(&str, &[String])> =
        draft.doubts.iter().map(|doubt| (doubt.reading.as_str(), doubt.alternatives.as_slice())).collect();
    assert_eq!(doubted, [("7", ["6".to_owned()].as_slice())]);
    assert!(measures(&draft).iter().all(|node| node.indicators[0].about.is_empty()));
    // The months of a year in their first letters.
    let head = "№|Захід|Показник|Січ|Лют|Бер|Кві|Тра|Чер|Лип|Сер|Вер|Жов|Лис|Гру|Разом за рік";
    let year = line("План заходів Зоряної громади на 2024 рік");
    let draft =
        super::read(vec![year, table(&format!("{head}\n1|Лекції|кількість|1|1|1|1|1|1|1|1|1|1|1|1|12"))]);
    let mut lines = said(&draft);
    lines.sort();
    let quarter = |n: usize| format!("Лекції 2024Q{n} 3/");
    let expected: Vec<String> =
        ["Лекції 2024Q1..2024Q4 12/".to_owned()].into_iter().chain((1..=4).map(quarter)).collect();
    let mut expected = expected;
    expected.sort();
    assert_eq!(lines, expected);
}
