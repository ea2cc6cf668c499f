//! Reads real LibreOffice texts from the samples.

use kvartal::document::{Cell, Table};

use super::samples;
use super::truth::{every_cell, find, read};

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn every_cell_of_the_plans_is_read() {
    let samples = samples();
    assert_eq!(every_cell(&samples, &["libreoffice.odt"]), 975);
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn oddities_of_texts_are_read_as_they_look() {
    let samples = samples();
    let document = read(&samples.join("edge/oddities.odt"));
    let whole = read(&samples.join("002-zhytomyr-zvit-2023-q4/libreoffice.odt"));
    let table = document.table(1).unwrap();
    let lines = document.paragraphs().map(|paragraph| paragraph.text());
    let all: String = lines.chain(table.cells().iter().map(Cell::text)).collect();
    for gone in ["ВИЛУЧЕНИЙ АБЗАЦ", "ПРИМІТКА НА ПОЛЯХ"] {
        assert!(!all.contains(gone), "{gone}");
    }
    assert!(find(table, "Захід 1.1.1.1").text().contains("- 08.11.2023   інформаційно-"));
    assert_eq!(document.paragraphs().count(), whole.paragraphs().count());
    let rows = whole.table(1).unwrap().rows();
    assert_eq!(table.rows(), rows + 3);
    let empty = |row| (0..7).all(|col| table.cell_at(row, col).is_some_and(Cell::is_blank));
    assert!((rows..rows + 3).all(empty));
    assert_eq!(table.cells_of_row(3).len(), whole.table(1).unwrap().cells_of_row(3).len());
    let headings = |table: &Table| table.cells().iter().filter(|cell| cell.colspan == 7).count();
    assert_eq!(headings(table), 4);
}
