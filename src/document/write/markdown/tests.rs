//! The reader gets back the same text in the same places.

use proptest::prelude::*;

use super::write;
use crate::document::write::testing::{HOSTILE, any_table, any_text, report, seen, squeezed, steers};
use crate::document::{Cell, Document, Paragraph, Run, Table, read};

fn text(document: &Document) -> String {
    String::from_utf8(write(document).unwrap()).unwrap()
}

fn again(document: &Document) -> Document {
    read(text(document).as_bytes(), "звіт.md").unwrap()
}

fn only(cells: Vec<Cell>) -> Document {
    Document::new("", vec![Table::new(0, 0, cells).unwrap().into()])
}

#[test]
fn a_report_is_paragraphs_and_a_table_of_pipes() {
    let text = text(&report());
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "**ЗАТВЕРДЖЕНО**");
    let header = "| п/п | Найменування завдання | Найменування заходу | Показник | Значення показників |  |";
    assert!(
        lines.iter().any(|line| line.replace(char::is_whitespace, "") == header.replace(' ', "")),
        "{text}"
    );
    assert!(lines.contains(&"| --- | --- | --- | --- | --- | --- |"));
    assert!(text.contains("<br>- 08.11.2023 семінар<br><u>Дубоярське бюро:</u><br>"), "{text}");
    let (document, back) = (report(), again(&report()));
    let (table, read) = (document.tables().next().unwrap(), back.tables().next().unwrap());
    assert_eq!(seen(read), seen(table));
    let measure = read.cell_at(3, 2).unwrap().paragraphs().next().unwrap();
    assert!(measure.runs[0].bold && !measure.runs[1].bold);
    let unit = read.cell_at(3, 2).unwrap().paragraphs().nth(2).unwrap();
    assert!(unit.runs[0].underline);
}

#[test]
fn emphasis_holds_wherever_it_stands() {
    let bold = |text: &str| Run { bold: true, ..Run::plain(text) };
    let italic = |text: &str| Run { italic: true, ..Run::plain(text) };
    let runs = vec![
        Run::plain("пере"),
        bold("«лапки»"),
        Run::plain("далі "),
        bold(" слово "),
        italic("*зірка*"),
        bold("Захід 1.1."),
        italic("разом"),
        Run { bold: true, italic: true, ..Run::plain("обидва") },
        Run::plain("."),
    ];
    let document = only(vec![
        Cell::new(0, 0).with_text("а"),
        Cell::new(0, 1),
        Cell::new(1, 0).with_block(Paragraph::of_runs(runs.clone())),
    ]);
    let back = again(&document);
    let read = back.table(1).unwrap().cell_at(1, 0).unwrap().paragraphs().next().unwrap().clone();
    let visible = |runs: &[Run]| {
        let marks = runs.iter().flat_map(|run| {
            run.text
                .chars()
                .filter(|c| !c.is_whitespace())
                .map(|c| (c, run.bold, run.italic))
                .collect::<Vec<_>>()
        });
        marks.collect::<Vec<_>>()
    };
    assert_eq!(visible(&read.runs), visible(&runs));
}

#[test]
fn hostile_text_is_only_text() {
    let mut document =
        only(HOSTILE.iter().enumerate().map(|(row, text)| Cell::new(row, 0).with_text(text)).collect());
    let lines = HOSTILE.iter().map(|text| Paragraph::new(*text).into());
    document.blocks.splice(0..0, lines);
    assert!(!steers(&text(&document)));
    let back = again(&document);
    for (row, text) in HOSTILE.iter().enumerate() {
        assert_eq!(squeezed(&back.tables().next().unwrap().cell_at(row, 0).unwrap().text()), squeezed(text));
    }
    let read: Vec<String> = back.paragraphs().map(|p| squeezed(&p.labelled_text())).collect();
    assert_eq!(read, HOSTILE.map(squeezed));
}

#[test]
fn a_layout_table_is_paragraphs() {
    let mut document = only(vec![Cell::new(0, 1).with_text("ЗАТВЕРДЖЕНО\nДиректор")]);
    if let Some(crate::document::Block::Table(table)) = document.blocks.first_mut() {
        table.unruled = true;
    }
    assert_eq!(text(&document), "ЗАТВЕРДЖЕНО\n\nДиректор\n");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_table_comes_back(table in any_table(), line in any_text()) {
        let blocks = vec![Paragraph::new(&line).into(), table.clone().into()];
        let back = again(&Document::new("", blocks));
        let read = back.tables().next().cloned().unwrap_or_default();
        prop_assert_eq!(seen(&read), seen(&table));
        let above: Vec<String> = back.paragraphs().map(|p| p.labelled_text()).collect();
        prop_assert_eq!(squeezed(&above.join("\n")), squeezed(&line));
    }
}
