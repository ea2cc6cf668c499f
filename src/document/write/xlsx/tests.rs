//! The workbook as another program reads it.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::write;
use crate::document::write::WriteError;
use crate::document::write::testing::{HOSTILE, any_table, report, squeezed, steers};
use crate::document::{Cell, CellValue, Document, Paragraph, Run, Table};

fn open(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes.to_vec())).unwrap()
}

fn parts(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for at in 0..archive.len() {
        archive.by_index(at).unwrap().read_to_string(&mut all).unwrap();
    }
    all
}

fn only(table: Table) -> Document {
    Document::new("", vec![table.into()])
}

/// The cells of the first sheet with text: row, column, rows and columns covered, text.
fn seen(bytes: &[u8]) -> Vec<(usize, usize, usize, usize, String)> {
    let mut book = open(bytes);
    let sheet = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&sheet).unwrap();
    let merges = book.merge_cells_by_sheet_name(&sheet).unwrap();
    let (top, left) = range.start().unwrap_or_default();
    let used = range.used_cells().map(|(row, col, data)| {
        let (row, col) = (row + top as usize, col + left as usize);
        let merge = merges.iter().find(|m| (m.start.0 as usize, m.start.1 as usize) == (row, col));
        let (down, across) = merge.map_or((1, 1), |m| (m.end.0 - m.start.0 + 1, m.end.1 - m.start.1 + 1));
        (row, col, down as usize, across as usize, squeezed(&data.to_string()))
    });
    used.filter(|cell| !cell.4.is_empty()).collect()
}

#[test]
fn a_report_is_a_sheet_with_the_table_below_its_title() {
    let bytes = write(&report()).unwrap();
    let cells = seen(&bytes);
    let at = |text: &str| cells.iter().find(|cell| cell.4.starts_with(text)).unwrap().clone();
    assert_eq!(at("ЗАТВЕРДЖЕНО").0, 0);
    assert!(at("ЗАТВЕРДЖЕНО").1 >= 3, "the approval block stands on the right");
    assert_eq!((at("Звіт").1, at("Звіт").3), (0, 6), "the title lies over the whole table");
    assert_eq!((at("п/п").0, at("п/п").2), (2, 2));
    assert_eq!((at("1. Підвищення").0, at("1. Підвищення").3), (4, 6));
    assert_eq!((at("Завдання 1.1").0, at("Завдання 1.1").2), (5, 2), "the task is merged over its measures");
    assert_eq!(
        at("Захід 1.1.1.1").4,
        "Захід 1.1.1.1 Проведення семінарів - 08.11.2023 семінар Дубоярське бюро: - 28.11.2023 зустріч"
    );
    let sign: Vec<usize> = cells.iter().filter(|cell| cell.0 == 7).map(|cell| cell.1).collect();
    assert_eq!(sign.len(), 3, "position, line and name have a cell each");
    let xml = parts(&bytes);
    assert!(xml.contains("ySplit=\"4\""), "frozen below the header");
    assert!(xml.contains("$3:$4"), "the header is printed on every page");
    assert!(xml.contains("orientation=\"landscape\"") && xml.contains("fitToHeight=\"0\""));
    let numbered = "<headerFooter differentFirst=\"1\"><oddHeader>&amp;C&amp;P</oddHeader>";
    assert_eq!(xml.matches(numbered).count(), 1, "no number on the first page");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(write(&report()).unwrap(), write(&report()).unwrap());
}

#[test]
fn numbers_are_numbers_and_texts_are_never_formulas() {
    let number = |row, n: &str| {
        Cell::new(row, 0).with_text(n).with_value(CellValue::Number(n.parse::<Decimal>().unwrap()))
    };
    let long = "12345678901234567890";
    let cells =
        vec![number(0, "12"), number(1, "1.50"), number(2, long), Cell::new(3, 0).with_text("25/250")];
    let bytes = write(&only(Table::new(0, 0, cells).unwrap())).unwrap();
    let mut book = open(&bytes);
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let values: Vec<Data> = (0..4).map(|row| range.get((row, 0)).unwrap().clone()).collect();
    assert_eq!(values[0], Data::Float(12.0));
    assert_eq!(values[1], Data::Float(1.5));
    assert_eq!(values[2], Data::String(long.into()), "a spreadsheet would round it");
    assert_eq!(values[3], Data::String("25/250".into()));
    assert!(parts(&bytes).contains("formatCode=\"0.00\""));
}

#[test]
fn hostile_text_is_only_text() {
    let cells = HOSTILE.iter().enumerate().map(|(row, text)| Cell::new(row, 0).with_text(text));
    let mut document = only(Table::new(0, 0, cells.collect()).unwrap());
    document.title = HOSTILE.concat();
    let bytes = write(&document).unwrap();
    let xml = parts(&bytes);
    assert!(!xml.contains("<f>") && !steers(&xml));
    let read = seen(&bytes);
    for (row, text) in HOSTILE.iter().enumerate() {
        assert_eq!(read[row].4, squeezed(text));
    }
}

#[test]
fn further_sheets_follow_with_names_that_excel_takes() {
    let mut totals = Table::new(0, 0, vec![Cell::new(0, 0).with_text("Разом")]).unwrap();
    totals.name = Some("Підсумки: [усі]".into());
    let document = Document { sheets: vec![totals], ..report() };
    let book = open(&write(&document).unwrap());
    assert_eq!(book.sheet_names(), ["Аркуш1", "Підсумки усі"].map(str::to_owned));
}

#[test]
fn what_excel_cannot_hold_is_refused_or_parted() {
    let long = Table::new(0, 0, vec![Cell::new(0, 1).with_text(&"я".repeat(32_768))]).unwrap();
    let error = write(&only(long)).unwrap_err();
    assert_eq!(error, WriteError::CellTooLong { sheet: "Аркуш1".into(), row: 1, column: 2 });

    let lines = vec!["- 08.11.2023 семінар"; 60].join("\n");
    let mixed = Paragraph::of_runs(vec![Run { bold: true, ..Run::plain("Захід 1.1") }, Run::plain(&lines)]);
    let cells = vec![Cell::new(0, 0).with_block(mixed), Cell::new(0, 1).with_text("2"), Cell::new(1, 0)];
    let read = seen(&write(&only(Table::new(0, 0, cells).unwrap())).unwrap());
    assert!(read[0].2 >= 2, "a row higher than Excel allows is parted");
    assert_eq!(read[1].2, read[0].2, "and all its cells are merged over the parts");
}

#[test]
fn a_least_height_beyond_excel_is_no_heap_of_rows() {
    let mut table = Table::new(0, 0, vec![Cell::new(0, 0).with_text("захід"), Cell::new(1, 0)]).unwrap();
    table.heights = vec![u32::MAX; 2];
    let mut document = only(table);
    document.page.size = u16::MAX;
    let bytes = write(&document).unwrap();
    assert!(parts(&bytes).matches("<row ").count() <= 128);
}

#[test]
fn rich_text_keeps_its_looks() {
    let mixed =
        Paragraph::of_runs(vec![Run { bold: true, ..Run::plain("Захід 1.1") }, Run::plain(" Освіта")]);
    let bytes = write(&only(Table::new(0, 0, vec![Cell::new(0, 0).with_block(mixed)]).unwrap())).unwrap();
    assert!(parts(&bytes).contains("<t xml:space=\"preserve\"> Освіта</t>"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_table_comes_back(table in any_table()) {
        let bytes = write(&only(table.clone())).unwrap();
        prop_assert_eq!(seen(&bytes), crate::document::write::testing::seen(&table));
    }
}
