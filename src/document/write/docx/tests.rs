//! The reader gets back what was written, and the parts have what Word needs.

use std::io::{Cursor, Read};

use proptest::prelude::*;

use super::write;
use crate::document::write::testing::{HOSTILE, any_table, report, seen, squeezed, steers};
use crate::document::{Block, Cell, Document, Label, Paragraph, Runs, Table, read};

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn again(document: &Document) -> Document {
    read(&write(document).unwrap(), "звіт.docx").unwrap()
}

fn runs(paragraph: &Paragraph) -> Runs {
    paragraph.runs.clone()
}

#[test]
fn a_report_comes_back_block_by_block() {
    let document = report();
    let back = again(&document);
    let (table, read) = (document.tables().next().unwrap(), back.tables().next().unwrap());
    assert_eq!((read.rows(), read.columns(), read.header_rows), (5, 6, 2));
    assert_eq!(read.widths, table.widths);
    assert_eq!(seen(read), seen(table));
    for (cell, read) in table.cells().iter().zip(read.cells()).filter(|(cell, _)| !cell.is_blank()) {
        assert_eq!(
            cell.paragraphs().map(runs).collect::<Vec<_>>(),
            read.paragraphs().map(runs).collect::<Vec<_>>()
        );
    }
    let lines =
        |document: &Document| document.paragraphs().map(|p| (p.runs.clone(), p.align)).collect::<Vec<_>>();
    assert_eq!(lines(&back), lines(&document));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(write(&report()).unwrap(), write(&report()).unwrap());
}

#[test]
fn paper_header_and_title_are_said() {
    let bytes = write(&report()).unwrap();
    let main = part(&bytes, "word/document.xml");
    for said in [
        "w:orient=\"landscape\"",
        "<w:titlePg/>",
        "<w:tblHeader/>",
        "<w:trHeight w:val=\"624\" w:hRule=\"atLeast\"/>",
        "<w:tab w:val=\"left\" w:pos=\"8504\"/>",
        "<w:ind w:left=\"9354\"/>",
        "<w:gridSpan w:val=\"6\"/>",
    ] {
        assert!(main.contains(said), "{said}");
    }
    assert!(part(&bytes, "word/styles.xml").contains("w:val=\"uk-UA\""));
    assert!(part(&bytes, "docProps/core.xml").contains("Звіт «Вербодільського центру» &amp; Ко"));
    let mut without = report();
    without.page.numbers = false;
    assert!(!part(&write(&without).unwrap(), "word/document.xml").contains("titlePg"));
}

#[test]
fn low_rows_hold_together_and_a_heading_stays_with_the_next_row_in_each_of_its_cells() {
    let mut head = Paragraph::new("Підзавдання 1.1.2 Буклети");
    head.look.keep_with_next = true;
    let cells = vec![
        Cell::new(0, 0).spanning(3, 1).with_text("Завдання 1.1"),
        Cell::new(0, 1).with_text("Захід 1.1.1"),
        Cell::new(1, 1).with_block(head),
        Cell::new(2, 1).with_text(&"довгий перелік ".repeat(400)),
    ];
    let table = Table::new(0, 0, cells).unwrap();
    let main = part(&write(&Document::new("", vec![table.into()])).unwrap(), "word/document.xml");
    let rows: Vec<(usize, usize)> = main
        .split("<w:tr>")
        .skip(1)
        .map(|row| (row.matches("<w:cantSplit/>").count(), row.matches("<w:keepNext/>").count()))
        .collect();
    assert_eq!(rows, [(1, 0), (1, 2), (0, 0)]);
}

#[test]
fn hostile_text_is_only_text() {
    let cells = HOSTILE.iter().enumerate().map(|(row, text)| Cell::new(row, 0).with_text(text));
    let table = Table::new(0, 0, cells.collect()).unwrap();
    let document = Document { title: HOSTILE.concat(), ..Document::new("", vec![table.into()]) };
    let bytes = write(&document).unwrap();
    for name in ["word/document.xml", "docProps/core.xml"] {
        assert!(!steers(&part(&bytes, name)), "{name}");
    }
    let back = read(&bytes, "a.docx").unwrap();
    for (row, text) in HOSTILE.iter().enumerate() {
        assert_eq!(squeezed(&back.table(1).unwrap().cell_at(row, 0).unwrap().text()), squeezed(text));
    }
}

#[test]
fn labels_lines_and_inner_tables_are_kept() {
    let inner =
        Table::new(0, 0, vec![Cell::new(0, 0).with_text("Бюро"), Cell::new(0, 1).with_text("3")]).unwrap();
    let mut item = Paragraph::new("Освіта\tі\nпросвіта  ");
    item.label = Some(Box::new(Label { text: "1.2.".into(), bullet: false, level: 0, gap: true }));
    let cell = Cell::new(0, 0).with_block(item).with_block(inner.clone());
    let outer = Table::new(0, 0, vec![cell]).unwrap();
    let back = again(&Document::new("", vec![outer.clone().into(), outer.into(), Table::default().into()]));
    assert_eq!(back.tables().count(), 2, "a hair keeps two tables apart, an empty one is no table");
    let cell = back.table(1).unwrap().cell_at(0, 0).unwrap();
    assert_eq!(cell.paragraphs().next().unwrap().text(), "1.2. Освіта\tі\nпросвіта  ");
    let read = cell.blocks.iter().find_map(Block::as_table).unwrap();
    assert_eq!(seen(read), seen(&inner));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_table_comes_back(table in any_table()) {
        let back = again(&Document::new("", vec![table.clone().into()]));
        prop_assert_eq!(seen(back.tables().next().unwrap()), seen(&table));
    }
}
