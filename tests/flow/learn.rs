//! The columns of a new form are confirmed beside the first rows as they would be read.

use kvartal::{
    app::{
        Screen,
        learn::{Columns, Lesson},
    },
    document,
    form::{Form, Options, built_in, recognise},
    l10n::Language,
};

use crate::stage::{Setting, Stage, TODAY};

pub const PLAN: &str = "\
План роботи Дубоярської служби на ІV квартал 2026 року;;;;
№;Зміст роботи;Чим вимірюємо;Скільки треба;Відповідальні
1;Обхід будинків;кількість обходів;12;Дільнична група
2;Лекції у школах;кількість лекцій;3;Відділ просвіти
3;Прийом громадян;кількість прийомів;40;Дільнична група
";

pub fn columns(text: &str) -> Option<Columns> {
    let lesson = Lesson {
        document: document::read(text.as_bytes(), "план.csv").expect("a text"),
        forms: built_in(),
        names: ["duboiarska", "Дубоярська"].map(str::to_owned),
        day: TODAY,
    };
    Columns::of("план.csv".to_owned(), lesson, None)
}

fn stage(text: &str, size: (u16, u16)) -> Stage {
    Setting { columns: columns(text), ..Setting::new(Language::Uk, size) }.open()
}

#[test]
fn a_changed_column_is_seen_in_the_rows_and_enter_hands_the_form_over() {
    let mut s = stage(PLAN, (80, 24));
    insta::assert_snapshot!("learn-80x24", s.frame());
    assert!(s.line("Скільки треба").contains('?'), "{}", s.frame());
    // The column of the figures is unknown, so that no row has one.
    assert!(s.line("Лекції у школах ").trim_end().ends_with("Відділ просвіти"), "{}", s.frame());
    s.keys("4 e");
    s.text("план");
    insta::assert_snapshot!("learn-meanings-80x24", s.frame());
    s.keys("enter");
    assert!(!s.line("Скільки треба ").contains('?'), "{}", s.frame());
    let rows = s.frame();
    assert!(rows.lines().any(|line| line.contains("Обхід будинків") && line.contains("12")), "{rows}");
    assert!(rows.contains("Пробу пройдено: 3 заходи"), "{rows}");
    // A column that is not needed leaves the rows.
    s.keys("down -");
    let rows = s.frame();
    assert_eq!(rows.matches("Дільнична група").count(), 1, "only among the first values: {rows}");
    s.keys("ctrl-c");
    s.keys("e").text("виконавці").keys("enter");
    assert!(s.frame().matches("Дільнична група").count() > 1, "{}", s.frame());
    s.keys("enter");
    assert_eq!(s.left, Some(0));
    let learned = s.learned();
    assert_eq!(learned.len(), 1);
    let document = document::read(PLAN.as_bytes(), "план.csv").unwrap();
    let form = Form::parse(&learned[0]).unwrap();
    let read = recognise(&document, &[form], &Options::new(TODAY)).unwrap();
    assert_eq!(read.draft.outline.len(), 3);
    assert_eq!(read.draft.outline[2].performers[0].name, "Дільнична група");
}

#[test]
fn esc_leaves_all_as_it_was() {
    let mut s = stage(PLAN, (80, 24));
    s.keys("down e esc esc");
    assert_eq!((s.left, s.learned().len()), (Some(0), 0));
}

/// What does not read the document is not handed over, and the reason is seen.
#[test]
fn a_form_that_reads_nothing_is_refused() {
    let mut s = stage(PLAN, (80, 24));
    s.keys("down -");
    assert!(s.frame().contains("Ще не читається: у жодному стовпці немає заходів"), "{}", s.frame());
    s.keys("enter");
    assert!(s.frame().contains("Форму не записано"), "{}", s.frame());
    assert_eq!((s.left, s.learned().len()), (None, 0));
}

/// A header without a known word is a row that a person chooses.
#[test]
fn another_row_becomes_the_header() {
    let text = "Звіт відділу;;\nКур;Буде;Стало\nЛекції;5;6\nВиїзди;7;8\n";
    let mut s = stage(text, (80, 24));
    // The title is no header; after the last row the search begins again.
    assert!(s.frame().contains("рядок 2"), "{}", s.frame());
    s.keys("t t");
    assert!(s.frame().contains("рядок 2"), "{}", s.frame());
    assert!(s.line("Кур").contains("Лекції · Виїзди"), "{}", s.frame());
    s.keys("e")
        .text("захід")
        .keys("enter down e")
        .text("план")
        .keys("enter down e")
        .text("факт")
        .keys("enter");
    assert!(s.frame().lines().any(|line| line.contains("Виїзди ") && line.contains('7')), "{}", s.frame());
    s.keys("enter");
    assert_eq!(s.learned().len(), 1);
    assert!(columns("Слова\n").is_none(), "a document without a table has no columns");
}

#[test]
fn it_works_at_any_size() {
    for size in [(200, 60), (40, 10), (20, 5), (1, 1)] {
        let mut s = stage(PLAN, size);
        s.frame();
        s.keys("end e");
        s.frame();
        s.keys("esc t t");
        s.frame();
    }
}

/// Two columns of facts under the same header are told apart by the quarters that a person gives them.
#[test]
fn a_column_has_the_period_that_a_person_gives_it() {
    let text = "Захід;План;Стало;Стало\nЛекції;5;1;2\n";
    let mut s = stage(text, (120, 40));
    s.keys("3 e").text("факт").keys("enter down e").text("факт").keys("enter");
    assert!(s.frame().contains("двічі названо: факт"), "{}", s.frame());
    // «ІІ» is found under «ІІІ» too; the first of the list is taken.
    s.keys("p").text("ІІ квартал").keys("enter up p").text("І квартал").keys("enter");
    insta::assert_snapshot!("learn-periods-120x40", s.frame());
    assert!(s.frame().contains("Пробу пройдено"), "{}", s.frame());
    s.keys("1 p");
    assert!(s.frame().contains("Період є лише"), "{}", s.frame());
}

/// A document that no form reads opens its columns in the window; with the learned form it is previewed.
#[test]
fn a_refused_import_leads_to_the_columns_and_back_to_its_preview() {
    let mut s = Stage::empty(Language::Uk, (80, 24));
    let refuse = |s: &Stage| s.put_refused("план.csv", PLAN, columns(PLAN).expect("columns"));
    refuse(&s);
    s.keys("i").text("план.csv").keys("enter");
    assert!(s.frame().contains("Стовпці нової форми"), "{}", s.frame());
    assert!(s.frame().contains("план.csv: немає"), "the reason stands: {}", s.frame());
    s.keys("esc");
    assert_eq!((s.screen, s.left, s.learned().len()), (Screen::Plans, None, 0));
    s.keys("i").text("план.csv").keys("enter 4 e").text("план").keys("enter enter");
    assert_eq!((s.screen, s.learned().len()), (Screen::Import, 1), "{}", s.frame());
    assert!(s.frame().contains("Обхід будинків"), "{}", s.frame());
    s.keys("esc");
    assert_eq!((s.screen, s.left), (Screen::Plans, None), "{}", s.frame());
}
