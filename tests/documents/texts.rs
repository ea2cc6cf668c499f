//! Reads text files from the samples.

use std::fs;
use std::path::Path;

use kvartal::document::{self, Cell, Document, Table};
use serde_json::Value;

use super::samples;

fn read(path: &Path) -> Document {
    let bytes = fs::read(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy();
    document::read(&bytes, &name).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn table(path: &Path) -> Table {
    let document = read(path);
    let tables: Vec<&Table> = document.tables().collect();
    assert_eq!((tables.len(), document.blocks.len()), (1, 1), "{}", path.display());
    tables[0].clone()
}

fn text(table: &Table, row: usize, col: usize) -> String {
    table.cell_at(row, col).map(Cell::text).unwrap_or_default()
}

fn row(table: &Table, row: usize) -> Vec<String> {
    (0..table.columns()).map(|col| text(table, row, col)).collect()
}

/// The folders of the plans with the truth about their tables.
fn plans() -> Vec<(std::path::PathBuf, Value)> {
    let samples = samples();
    let folders = fs::read_dir(samples).unwrap().map(|entry| entry.unwrap().path());
    let truth = |folder: &Path| fs::read_to_string(folder.join("expected.json")).ok();
    let plans = folders.filter_map(|folder| Some((folder.clone(), truth(&folder)?)));
    plans.map(|(folder, truth)| (folder, serde_json::from_str(&truth).unwrap())).collect()
}

/// The cells of all tables of a plan; rows of later tables follow those of the first.
fn true_cells(truth: &Value) -> Vec<(usize, usize, String)> {
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let mut cells = Vec::new();
    let mut above = 0;
    for table in truth["tables"].as_array().unwrap() {
        for cell in table["cells"].as_array().unwrap() {
            let lines = cell["paragraphs"].as_array().unwrap().iter().map(|line| line.as_str().unwrap());
            let text = lines.collect::<Vec<_>>().join("\n");
            cells.push((above + number(&cell["row"]), number(&cell["col"]), text));
        }
        above += number(&table["rows"]);
    }
    cells.retain(|(_, _, text)| !text.trim().is_empty());
    cells
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn exports_hold_every_cell_in_its_first_place() {
    let mut files = 0;
    for (folder, truth) in plans() {
        for name in ["export.cp1251.csv", "export.utf8-bom.csv"] {
            let path = folder.join(name);
            if !path.is_file() {
                continue;
            }
            let table = table(&path);
            let expected = true_cells(&truth);
            let first = (0..table.rows()).find(|row| text(&table, *row, 0) == expected[0].2).unwrap();
            for (row, col, expected) in &expected {
                assert_eq!(&text(&table, first + row, *col), expected, "{}: {row}, {col}", path.display());
            }
            files += 1;
        }
    }
    assert_eq!(files, 7, "{files}");
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn flat_files_hold_every_cell_in_a_row_of_its_own() {
    let mut files = 0;
    for (folder, truth) in plans() {
        for name in ["flat.utf8.csv", "flat.utf8.tsv"] {
            let (path, table) = (folder.join(name), table(&folder.join(name)));
            let one_line = |text: &str| text.replace('\n', " ");
            let found: std::collections::HashSet<String> =
                table.cells().iter().map(|cell| one_line(&cell.text())).collect();
            // Headers are joined and numberings of columns left out; section titles without rows are lost.
            let lost = true_cells(&truth).into_iter().filter(|(_, _, text)| !found.contains(&one_line(text)));
            let lost = lost.count();
            assert!(lost <= 8, "{}: {lost} lost", path.display());
            assert!(table.columns() >= 5 && table.rows() >= 18, "{}", path.display());
            files += 1;
        }
    }
    assert_eq!(files, 10, "{files}");
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn oddities_of_delimited_files_are_read() {
    let samples = samples();
    for name in ["oddities.utf8.csv", "oddities.cp1251.csv"] {
        let table = table(&samples.join("edge").join(name));
        assert_eq!((table.rows(), table.columns()), (7, 8), "{name}");
        assert_eq!(row(&table, 0)[..2], ["п/п", "Найменування заходу"]);
        let measure: Vec<String> = table.cell_at(1, 1).unwrap().paragraphs().map(|p| p.text()).collect();
        assert_eq!(measure.len(), 3);
        assert!(measure[1].contains("; ") && measure[2].matches('"').count() == 2, "{name}: {measure:?}");
        assert_eq!(row(&table, 2).iter().filter(|text| text.starts_with(['=', '+', '-', '@'])).count(), 4);
        assert_eq!(row(&table, 3)[1], "=1+1");
        assert_eq!(text(&table, 3, 3), "1 200,5");
        assert_eq!(row(&table, 5).iter().filter(|text| !text.is_empty()).count(), 3);
        assert_eq!(row(&table, 6).iter().filter(|text| !text.is_empty()).count(), 8);
        assert_eq!(table.cell_at(6, 0).unwrap().paragraphs().next().unwrap().place.line, Some(11));
    }
    let mac = table(&samples.join("edge/old-mac-eol.csv"));
    // cp866 has no і, so the file has the Latin letter.
    let dos = table(&samples.join("edge/oddities.cp866.csv"));
    for (table, last) in [(mac, "Примітка"), (dos, "Примiтка")] {
        assert_eq!((table.rows(), table.columns()), (2, 6));
        assert_eq!([text(&table, 0, 5).as_str(), &text(&table, 1, 4)], [last, "6"]);
    }
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn raw_texts_of_scans_stay_lines() {
    let samples = samples();
    let mut files = 0;
    for entry in fs::read_dir(samples.join("seeds")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let document = read(&path);
        assert_eq!(document.tables().count(), 0, "{}", path.display());
        let lines: Vec<String> = document.paragraphs().map(|paragraph| paragraph.text()).collect();
        assert_eq!(lines.len(), text.split('\n').count(), "{}", path.display());
        assert!(
            lines.iter().any(|line| line.matches('\t').count() >= 3)
                || lines.iter().any(|line| line.starts_with('\t'))
        );
        files += 1;
    }
    assert_eq!(files, 5);
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn a_markdown_table_and_an_html_table_are_read() {
    let samples = samples();
    let markdown = read(&samples.join("edge/pipes.md"));
    assert_eq!((markdown.paragraphs().count(), markdown.tables().count()), (1, 1));
    let table = markdown.table(1).unwrap();
    assert_eq!((table.rows(), table.columns()), (2, 5));
    assert_eq!(table.cell_at(1, 1).unwrap().paragraphs().count(), 2);
    assert!(text(table, 1, 2).contains(" | "));

    let html = read(&samples.join("edge/html-named.xls"));
    let table = html.table(1).unwrap();
    assert_eq!((table.rows(), table.columns()), (4, 4));
    let spans: Vec<(usize, usize)> = table.cells().iter().map(|cell| (cell.rowspan, cell.colspan)).collect();
    assert_eq!(spans[..3], [(2, 1), (2, 1), (1, 2)]);
    assert!(table.cell_at(2, 3).unwrap().paragraphs().next().unwrap().is_bold());
    assert_eq!(text(table, 3, 1).lines().count(), 2);
    assert_eq!(text(table, 1, 3), "Факт");
}
