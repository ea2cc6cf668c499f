//! The truth about the samples, and reading within a time limit.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use kvartal::document::{self, Cell, Document, ReadError, Table};
use serde_json::Value;

/// Reads a file, and fails where that takes too long.
pub fn try_read(path: &Path) -> Result<Document, ReadError> {
    let bytes = fs::read(path).unwrap();
    let start = Instant::now();
    let answer = document::read(&bytes, &path.file_name().unwrap().to_string_lossy());
    assert!(start.elapsed() < Duration::from_secs(5), "{}: {:?}", path.display(), start.elapsed());
    answer
}

pub fn read(path: &Path) -> Document {
    try_read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The tables of a document that have a plan. Layout tables have no borders, but this layer does not read borders,
/// so tables are recognised by their size.
fn tables(document: &Document, size: &Value) -> Vec<Table> {
    let columns: Vec<u64> = size.as_array().unwrap().iter().map(|t| t["columns"].as_u64().unwrap()).collect();
    let fits = |table: &&Table| columns.contains(&(table.columns() as u64));
    document.tables().filter(fits).cloned().collect()
}

/// Compares the files with these names in every folder with the truth next to them; returns the number of cells.
pub fn every_cell(samples: &Path, names: &[&str]) -> usize {
    let mut cells = 0;
    for folder in fs::read_dir(samples).unwrap().map(|entry| entry.unwrap().path()) {
        let Some(truth) = truth(&folder) else { continue };
        for path in names.iter().map(|name| folder.join(name)) {
            let tables = tables(&read(&path), &truth["tables"]);
            let expected = truth["tables"].as_array().unwrap();
            assert_eq!(tables.len(), expected.len(), "{}", path.display());
            for (table, truth) in tables.iter().zip(expected) {
                cells += compare(&path, table, truth);
            }
        }
    }
    cells
}

/// The truth about the tables in a folder of samples.
pub fn truth(folder: &Path) -> Option<Value> {
    let text = fs::read_to_string(folder.join("expected.json")).ok()?;
    Some(serde_json::from_str(&text).unwrap())
}

/// Compares a table with the truth; returns the number of cells.
fn compare(path: &Path, table: &Table, truth: &Value) -> usize {
    let number = |value: &Value, key: &str| usize::try_from(value[key].as_u64().unwrap()).unwrap();
    assert_eq!((table.rows(), table.columns()), (number(truth, "rows"), number(truth, "columns")));
    let truth = truth["cells"].as_array().unwrap();
    for (cell, truth) in table.cells().iter().zip(truth) {
        let place = (cell.row, cell.col, cell.rowspan, cell.colspan);
        let span = (number(truth, "rowspan"), number(truth, "colspan"));
        let expected = (number(truth, "row"), number(truth, "col"), span.0, span.1);
        assert_eq!(place, expected, "{}: {}", path.display(), cell.place);
        let lines: Vec<String> = cell.paragraphs().map(|paragraph| paragraph.text()).collect();
        let expected: Vec<&str> =
            truth["paragraphs"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
        let same = lines == expected || expected.is_empty() && cell.is_blank();
        assert!(same, "{}: {}: {lines:?} is not {expected:?}", path.display(), cell.place);
    }
    assert_eq!(table.cells().len(), truth.len(), "{}", path.display());
    truth.len()
}

/// The cell whose text contains these words.
pub fn find<'t>(table: &'t Table, words: &str) -> &'t Cell {
    let found = table.cells().iter().find(|cell| cell.labelled_text().contains(words));
    found.unwrap_or_else(|| panic!("no cell with {words}"))
}
