//! Invented documents, recognised.

mod columns;
mod continued;
mod few_columns;
mod headings_of_time;
mod kind_rows;
mod lost_header;
mod months;
mod odd;
mod one_line;
mod outside;
mod periods;
mod plain;
mod plans;
mod programmes;
mod quarter_columns;
mod quarter_rows;
mod rows;
mod things;
mod unmerged;

use jiff::civil::date;

use crate::{
    document::{Align, Block, Cell, Document, Paragraph, Table},
    domain::{
        DoubtKind, FactValue, Level, Quarter, TargetValue,
        draft::{Draft, DraftDoubt, DraftNode, DraftShare, DraftSubject},
    },
    form::built_in,
};

use super::*;

const HEADER: &str = "№|Найменування завдання|Найменування заходу|Найменування показника|Значення показників|<|Примітка\n^|^|^|^|План|Факт|^";

/// A table from text: `|` separates cells, `¶` paragraphs, `<` and `^` are places that a cell continues into.
fn table(rows: &str) -> Block {
    let grid: Vec<Vec<&str>> = rows.lines().map(|row| row.split('|').collect()).collect();
    let mut cells = Vec::new();
    for (r, row) in grid.iter().enumerate() {
        for (c, text) in row.iter().enumerate().filter(|(_, text)| !["<", "^"].contains(text)) {
            let colspan = 1 + row[c + 1..].iter().take_while(|text| **text == "<").count();
            let rowspan = 1 + grid[r + 1..].iter().take_while(|row| row.get(c) == Some(&"^")).count();
            cells.push(Cell::new(r, c).spanning(rowspan, colspan).with_text(&text.replace('¶', "\n")));
        }
    }
    Table::new(0, 0, cells).unwrap().into()
}

fn line(text: &str) -> Block {
    Paragraph::new(text).aligned(Align::Center).into()
}

fn options() -> Options {
    Options::new(date(2023, 11, 20))
}

fn read(blocks: Vec<Block>) -> Draft {
    recognise(&Document::new("звіт.docx", blocks), &built_in(), &options()).unwrap().draft
}

const TITLE: &str = "Звіт про виконання плану заходів\nЗоряного центру\nза ІV квартал 2023 року";

/// A report with the usual title and header over these rows.
fn report(rows: &str) -> Draft {
    read(vec![line(TITLE), table(&format!("{HEADER}\n{rows}"))])
}

fn measures(draft: &Draft) -> Vec<&DraftNode> {
    fn walk<'a>(nodes: &'a [DraftNode], found: &mut Vec<&'a DraftNode>) {
        for node in nodes {
            if node.level == Level::Measure {
                found.push(node);
            }
            walk(&node.children, found);
        }
    }
    let mut found = Vec::new();
    walk(&draft.outline, &mut found);
    found
}

fn codes(draft: &Draft) -> Vec<&str> {
    measures(draft).iter().map(|node| node.code.as_deref().unwrap_or("-")).collect()
}

/// The values of all measures: «title span target/fact».
fn said(draft: &Draft) -> Vec<String> {
    let mut lines = Vec::new();
    for node in measures(draft) {
        for value in node.indicators.iter().flat_map(|indicator| &indicator.values) {
            let target = value.target.as_ref().map_or("", |target| target.raw.as_str());
            let fact = value.fact.as_ref().map_or("", |(_, raw)| raw.as_str());
            if !(target.is_empty() && fact.is_empty()) {
                lines.push(format!("{} {} {target}/{fact}", node.title, value.span));
            }
        }
    }
    lines
}

fn kinds(draft: &Draft) -> Vec<DoubtKind> {
    draft.doubts.iter().map(|doubt| doubt.kind).collect()
}

fn only_doubt(draft: &Draft) -> &DraftDoubt {
    assert_eq!(draft.doubts.len(), 1, "{:#?}", draft.doubts);
    &draft.doubts[0]
}

const CLEAN: &str = "\
I. Сади|<|<|<|<|<|<
1|Завдання 1.1: Саджанці|Захід 1.1.1.1. Висадка¶- 02.10.2023 яблуні|кількість саджанців|2|3|
^|^|Захід 1.1.2.4 Полив|кількість поливів|за потреби|не було потреби|
2|Завдання 1.3 Стежки|Захід 1.3.1.1 Підмітання|кількість стежок|25/250|20/200|дощі
ІІ. Хмари|<|<|<|<|<|<
1|Завдання 2.1. Спостереження|Захід 2.1.1.1 Лічба|кількість хмар||7|";

/// A document with one table below its title.
fn titled(title: &str, rows: &str) -> Draft {
    read(vec![line(title), table(rows)])
}

#[test]
fn a_clean_report_gives_no_doubts() {
    let blocks = vec![
        line("ЗАТВЕРДЖУЮ\nДиректор Зоряного центру\n______ Олена ЗІРКА\n«03» січня 2024 року"),
        line(TITLE),
        line("Складено на підставі даних відділів."),
        table(HEADER),
        line(""),
        table("1|2|3|4|5|6|7"),
        table(CLEAN),
        line("Садівник ______ І.І. Місяць"),
    ];
    let draft = read(blocks);
    assert_eq!(draft.doubts, []);
    assert_eq!(draft.title, TITLE.replace('\n', " "));
    assert_eq!(draft.organisation, "Зоряного центру");
    assert_eq!(draft.period.to_string(), "2023Q4");
    assert_eq!(draft.preamble, ["Складено на підставі даних відділів."]);
    assert_eq!(draft.approval.as_ref().unwrap().name, "Олена ЗІРКА");
    assert_eq!(draft.signatures[0].name, "І.І. Місяць");
    let goals: Vec<_> = draft.outline.iter().map(|goal| goal.code.as_deref().unwrap()).collect();
    assert_eq!(goals, ["I", "II"]);
    assert_eq!(codes(&draft), ["1.1.1.1", "1.1.2.4", "1.3.1.1", "2.1.1.1"]);
    let values: Vec<_> = measures(&draft).iter().map(|m| m.indicators[0].values[0].clone()).collect();
    assert_eq!(values[1].target.as_ref().unwrap().value, TargetValue::Condition);
    assert_eq!(values[1].fact.as_ref().unwrap().0, FactValue::Text);
    assert!(matches!(values[2].target.as_ref().unwrap().value, TargetValue::Compound(_)));
    assert_eq!(values[2].note, "дощі");
    assert_eq!(values[3].target, None);
    let place = measures(&draft)[0].source.clone().unwrap();
    assert_eq!(
        (&*place.file, place.table, place.row, place.column),
        ("звіт.docx", Some(3), Some(2), Some(3))
    );
}

/// A position is followed by the genitive, which is kept where the program could not make it.
#[test]
fn the_genitive_is_taken_from_a_position() {
    let of = |role: &str| {
        let approval = format!("ЗАТВЕРДЖУЮ\nДиректор {role}\n______ Олена ЗІРКА\n«03» січня 2024 року");
        let title = "Звіт про виконання плану заходів щодо зір за IV квартал 2023 року";
        let draft = read(vec![line(&approval), line(title), table(HEADER), table(CLEAN)]);
        (draft.organisation, draft.organisation_genitive)
    };
    assert_eq!(of("Пролісока"), ("Пролісока".to_owned(), Some("Пролісока".to_owned())));
    assert_eq!(of("Зоряного центру"), ("Зоряного центру".to_owned(), None));
}

#[test]
fn every_kind_of_event_line() {
    let events = "Захід 1.1.1.1 Свята¶урожаю¶- 02.10.2023, 09.10.23 ярмарок¶Вітряне бюро:¶- виступ на ринку¶\
        с. Яблуневе¶— 03.10.2023 лекція¶04.10.2023 без риски¶та з перенесенням¶Вітряне бюро¶• 05.10.2023р. гурток¶\
        Лугове бюро:¶- 29.09.2023 раніше¶- 05.01.2024, 06.01.2024 потім";
    let draft = report(&format!("1|Завдання 1.1 Сади|{events}|кількість свят|1|9|"));
    assert_eq!(draft.doubts, []);
    let measure = measures(&draft)[0];
    assert_eq!(measure.title, "Свята урожаю");
    let found: Vec<String> = measure
        .evidence
        .iter()
        .map(|e| {
            let or = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
            let quarter = e.quarter.map_or_else(|| "-".to_owned(), |q| q.to_string());
            format!("{};{};{};{};{}", or(&e.performer), or(&e.place), e.dates.len(), quarter, e.text)
        })
        .collect();
    assert_eq!(
        found,
        [
            "-;-;2;-;ярмарок",
            "Вітряне бюро;-;0;2023Q4;виступ на ринку",
            "Вітряне бюро;с. Яблуневе;1;-;лекція",
            "Вітряне бюро;с. Яблуневе;1;-;без риски та з перенесенням",
            "Вітряне бюро;-;1;-;гурток",
            "Лугове бюро;-;1;2023Q4;раніше",
            "Лугове бюро;-;2;2023Q4;потім",
        ]
    );
    assert_eq!(measure.evidence[2].source.as_ref().unwrap().line, Some(7));
}

#[test]
fn doubtful_event_lines_are_told() {
    let doubts = |events: &str| {
        let draft = report(&format!("1|Завдання 1.1 Сади|Захід 1.1.1.1 Свята¶{events}|кількість|1|1|"));
        let evidence = measures(&draft)[0].evidence.clone();
        (kinds(&draft), evidence)
    };
    let (found, evidence) = doubts("- 31.11.2023 ярмарок");
    assert_eq!(
        (found, evidence[0].text.as_str(), evidence[0].dates.len()),
        (vec![DoubtKind::Date], "31.11.2023 ярмарок", 0)
    );
    assert_eq!(doubts("- ярмарок (02.10.2023)").0, [DoubtKind::Date]);
    assert_eq!(doubts("- ярмарок за наказом від 02.10.2023").0, []);
    assert_eq!(doubts("- 02.10.2023 – 06.12.2023 місяці").0, [DoubtKind::Date]);
    let (found, evidence) = doubts("- 02.10.2023 – 06.10.2023 тиждень");
    assert_eq!((found, evidence[0].dates.len()), (vec![], 5));
    assert_eq!(doubts("Бюро:¶- 02.10.2023 ярмарок¶Виступ на ринку.").0, [DoubtKind::Reading]);
    assert_eq!(doubts("Ще один рядок назви").0, [DoubtKind::Reading]);
    assert_eq!(doubts("- 02.10.2023").0, [DoubtKind::Reading]);
    let (found, evidence) = doubts("- 02.10.2023,¶- 03.10.2023 ярмарок");
    assert_eq!((found, evidence.len(), evidence[0].dates.len()), (vec![], 1, 2));
}

#[test]
fn a_measure_goes_on_in_the_next_table() {
    let first = format!(
        "{HEADER}\n1. Сади|<|<|<|<|<|<\n1|Завдання 1.1 Сади|Захід 1.1.1.1 Свята¶Вітряне бюро:¶- 02.10.2023 ярмарок|кількість|1|2|"
    );
    let blocks = vec![
        line(TITLE),
        table(&first),
        line("Продовження таблиці"),
        table("||- 03.10.2023 лекція||||\n||Захід 1.1.1.2 Полив|кількість|1|1|"),
        table(&format!(
            "{HEADER}\n2. Хмари|<|<|<|<|<|<\n1|Завдання 2.1 Хмари|Захід 2.1.1.1 Лічба|кількість|1|1|"
        )),
    ];
    let draft = read(blocks);
    assert_eq!(draft.doubts, []);
    assert_eq!(codes(&draft), ["1.1.1.1", "1.1.1.2", "2.1.1.1"]);
    let evidence = &measures(&draft)[0].evidence;
    assert_eq!((evidence.len(), evidence[1].performer.as_deref()), (2, Some("Вітряне бюро")));
}

#[test]
fn repeated_headers_and_cells_without_merges_are_read_through() {
    let rows = "1. Сади||||||\n1|Завдання 1.1 Сади|Захід 1.1.1.1 Полив|кількість|1|1|\n\
        1|Завдання 1.1 Сади|Захід 1.1.1.2 Обрізка|кількість|1|1|\n\
        №|Найменування завдання|Найменування заходу|Найменування показника|Значення показників||Примітка\n||||План|Факт|\n\
        |||||| \n||Захід 1.1.1.3 Прополка|кількість|1|1|";
    let draft = report(rows);
    assert_eq!(draft.doubts, []);
    assert_eq!((draft.outline.len(), draft.outline[0].children.len()), (1, 1));
    assert_eq!(codes(&draft), ["1.1.1.1", "1.1.1.2", "1.1.1.3"]);
}

#[test]
fn numbers_that_do_not_fit_are_doubted() {
    let rows = "1. Сади|<|<|<|<|<|<\n1|Завдання 1.1 Сади|Захід 1.1.1.1 Полив|кількість|1|1|\n\
        ^|^|Захід 1.2.1.5 Обрізка|кількість|1|1|\n^|^|Захід 1.1.1.1 Прополка|кількість|1|1|\n\
        ^|^|Розпушування|кількість|1|1|\n2|Завдання 1.2 Стежки|Захід 1.2.1.1 Підмітання|кількість|1|1|\n\
        Шіль 4. Хмари|<|<|<|<|<|<\n1|Завдання 4.1 Хмари|Захід 4.1.1.1 Лічба|кількість|1|1|";
    let draft = report(rows);
    let mut found = kinds(&draft);
    found.sort();
    let expected = [
        DoubtKind::DamagedLabel,
        DoubtKind::MisplacedNumber,
        DoubtKind::MissingNumber,
        DoubtKind::MissingNumber,
        DoubtKind::RepeatedNumber,
    ];
    assert_eq!(found, expected);
    let misplaced = draft.doubts.iter().find(|d| d.kind == DoubtKind::MisplacedNumber).unwrap();
    assert_eq!(
        (misplaced.reading.as_str(), misplaced.alternatives.as_slice()),
        ("1.1", ["1.2".to_owned()].as_slice())
    );
    assert_eq!(misplaced.subject, DraftSubject::Node(vec![0, 0, 1]));
    let gap = draft
        .doubts
        .iter()
        .find(|d| d.subject == DraftSubject::Node(vec![1]) && d.kind == DoubtKind::MissingNumber);
    assert_eq!(gap.unwrap().alternatives, ["2", "3"]);
    assert_eq!(codes(&draft), ["1.1.1.1", "1.2.1.5", "1.1.1.1", "-", "1.2.1.1", "4.1.1.1"]);
}

#[test]
fn a_lost_head_takes_its_code_from_its_children() {
    let rows = "||Захід 1.1.1.1 Полив|кількість|1|1|\n2|Завдання 1.2 Стежки|Захід 1.2.1.1 Підмітання|кількість|1|1|\n\
        2. Хмари|<|<|<|<|<|<\n1|Завдання 2.1 Хмари|Захід 2.1.1.1 Лічба|кількість|1|1|";
    let draft = report(rows);
    assert_eq!(kinds(&draft), [DoubtKind::MissingNumber, DoubtKind::MissingNumber]);
    let goal = &draft.outline[0];
    assert_eq!((goal.level, goal.code.as_deref(), goal.title.as_str()), (Level::Goal, Some("1"), ""));
    let tasks: Vec<_> = goal.children.iter().map(|task| task.code.as_deref().unwrap()).collect();
    assert_eq!(tasks, ["1.1", "1.2"]);
    assert_eq!(draft.doubts[1].subject, DraftSubject::Node(vec![0, 0]));
}

#[test]
fn levels_may_be_missing_altogether() {
    let draft = report("1|Завдання 1.1 Сади|Полив|кількість|1|1|\n^|^|Обрізка|кількість|1|1|");
    assert_eq!(draft.doubts, []);
    assert_eq!((draft.outline[0].level, codes(&draft)), (Level::Task, vec!["-", "-"]));
}

#[test]
fn one_name_over_several_rows() {
    let rows = "1|Завдання 1.1 Сади|Захід 1.1.1.1 Полив|кількість|1|1|\n^|^|Захід 1.1.1.2 Обрізка|^|2|3|\n\
        ^|^|Захід 1.1.1.3 Прополка|спільна кількість|5|5|\n^|^|Захід 1.1.1.4 Компост|^|^|^|\n\
        ^|^|Захід 1.1.1.5 Дерева|кількість яблунь|5|5|\n^|^|^|кількість груш|6|6|";
    let draft = report(rows);
    assert_eq!(draft.doubts, []);
    let found = measures(&draft);
    assert_eq!(found[1].indicators[0].name, "кількість");
    assert_eq!(found[1].indicators[0].values[0].target.as_ref().unwrap().raw, "2");
    assert_eq!(found[3].shares, [DraftShare::At(vec![0, 2], 0)]);
    assert!(found[3].indicators.is_empty());
    let names: Vec<_> = found[4].indicators.iter().map(|indicator| indicator.name.as_str()).collect();
    assert_eq!(names, ["кількість яблунь", "кількість груш"]);
}

#[test]
fn values_that_are_unclear_are_doubted() {
    let kind_of = |values: &str| {
        let draft = report(&format!("1|Завдання 1.1 Сади|Захід 1.1.1.1 Полив|{values}"));
        only_doubt(&draft).kind
    };
    assert_eq!(kind_of("кількість|коли зацвіте|1|"), DoubtKind::UnknownCondition);
    assert_eq!(kind_of("кількість|1|-|"), DoubtKind::Reading);
    assert_eq!(kind_of("|1|1|"), DoubtKind::LooseValue);
    assert_eq!(kind_of("Kількість|1|1|"), DoubtKind::LookAlikes);
    let two = "1|Завдання 1.1 Сади|Захід 1.1.1.1 Полив¶Захід 1.1.1.2 Обрізка|кількість|1|1|";
    let draft = report(two);
    assert_eq!(only_doubt(&draft).kind, DoubtKind::SharedCell);
    assert_eq!(codes(&draft), ["1.1.1.1", "1.1.1.2"]);
    assert_eq!(measures(&draft)[1].shares.len(), 1);
    let shared =
        "1|Завдання 1.1 Сади|Захід 1.1.1.1 Полив|кількість|3|1|\n^|^|Захід 1.1.1.2 Обрізка|площа|^|1|";
    assert_eq!(kinds(&report(shared)), [DoubtKind::SharedCell]);
}

#[test]
fn the_wording_says_more_than_the_number() {
    let draft = report(
        "1|Завдання 1.1 Сади|Захід 1.1.1.1 Полив|частка, за потреби||1|\n^|^|Захід 1.1.1.2 Скарги|частка|≤ 5 %|4|",
    );
    assert_eq!(kinds(&draft), [DoubtKind::Aggregation]);
    let found = measures(&draft);
    assert_eq!(found[1].indicators[0].aggregation, crate::domain::Aggregation::Mean);
    assert_eq!(found[0].indicators[0].values[0].target.as_ref().unwrap().raw, "за потреби");
    let indicator = &found[1].indicators[0];
    assert_eq!(
        (indicator.comparator, indicator.unit.as_deref()),
        (crate::domain::Comparator::AtMost, Some("%"))
    );
}

#[test]
fn what_is_no_plan_is_refused_with_its_headers() {
    let refused = |blocks: Vec<Block>, form: Option<&str>| {
        let options = Options { form: form.map(str::to_owned), ..options() };
        recognise(&Document::new("а.docx", blocks), &built_in(), &options).unwrap_err()
    };
    assert_eq!(refused(vec![line("Слово")], None), RecogniseError::NoTable);
    let headers = vec![vec!["Овоч".to_owned(), "Вага".to_owned(), "Ціна".to_owned()]];
    assert_eq!(refused(vec![table("Овоч|Вага|Ціна\nріпа|2|3")], None), RecogniseError::NoForm { headers });
    assert_eq!(
        refused(vec![table(HEADER)], None),
        RecogniseError::NoMeasures { form: "quarterly-report".to_owned() }
    );
    assert!(matches!(refused(vec![table(HEADER)], Some("сади")), RecogniseError::UnknownForm { .. }));
}

#[test]
fn texts_without_a_place_are_left_over() {
    let body = format!("{HEADER}\n1|Завдання 1.1 Сади|Захід 1.1.1.1 Полив|кількість|1|1|");
    let draft = read(vec![line(TITLE), table(&body), line("* дані попередні")]);
    assert_eq!(
        (only_doubt(&draft).kind, only_doubt(&draft).text.as_str()),
        (DoubtKind::LeftOver, "* дані попередні")
    );
}
