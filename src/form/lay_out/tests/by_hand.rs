//! A plan in CSV or Markdown after people and their programs have edited it.

use csv::{ReaderBuilder, WriterBuilder};
use encoding_rs::{Encoding, KOI8_U, WINDOWS_1251};

use super::*;
use crate::document::{
    self, Cell, Table,
    write::{DocumentFormat, WriteOptions, write},
};

// The columns of the report.
const MEASURE: usize = 2;
const INDICATOR: usize = 3;
const TARGET: usize = 4;
const FACT: usize = 5;

fn file(options: &LayOut, format: DocumentFormat) -> String {
    let document = lay_out(&sample(), &form("quarterly-report"), options).unwrap();
    String::from_utf8(write(&document, format, &WriteOptions::default()).unwrap()).unwrap()
}

fn report() -> Vec<Vec<String>> {
    parted(&file(&LayOut::of(quarter("2026Q2")), DocumentFormat::Csv))
}

fn parted(csv: &str) -> Vec<Vec<String>> {
    let mut reader = ReaderBuilder::new().has_headers(false).delimiter(b';').from_reader(csv.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// As a spreadsheet saves it: quotes only where they are needed.
fn saved(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    writer.into_inner().unwrap()
}

fn imported(bytes: &[u8]) -> Recognised {
    read(&document::read(bytes, "звіт.csv").unwrap(), "quarterly-report")
}

/// The outline, one line for each node.
fn outline(bytes: &[u8]) -> Vec<String> {
    let mut draft = imported(bytes).draft;
    draft.slug = Some("nazad".to_owned());
    said(&bare(&plan_of(draft)))
}

/// The row of a measure, by its code.
fn row(rows: &[Vec<String>], code: &str) -> usize {
    rows.iter().position(|row| row[MEASURE].contains(code)).unwrap()
}

#[test]
fn what_spreadsheets_save_anew_says_the_same() {
    let (text, rows) = (file(&LayOut::of(quarter("2026Q2")), DocumentFormat::Csv), report());
    let expected = outline(text.as_bytes());
    assert_eq!(expected, outline(&saved(&rows)));
    let encoded = |encoding: &'static Encoding| {
        let text = text.replace('’', "'");
        let (bytes, _, lossy) = encoding.encode(&text);
        assert!(!lossy);
        bytes.into_owned()
    };
    assert_eq!(expected, outline(&encoded(WINDOWS_1251)));
    // Characters that KOI8-U lacks, such as guillemets, are written as entities.
    let (bytes, ..) = KOI8_U.encode(&text);
    assert_eq!(expected.len(), outline(&bytes).len());
    let marked = [&[0xFF, 0xFE][..], &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()];
    assert_eq!(expected, outline(&marked.concat()));
    // Opened in a spreadsheet and saved as a workbook: every field is a cell.
    let cell = |row: usize, (col, text): (usize, &String)| Cell::new(row, col).with_text(text);
    let cells = rows.iter().enumerate();
    let cells = cells.flat_map(|(row, texts)| texts.iter().enumerate().map(move |text| cell(row, text)));
    let sheet = Document::new("", vec![Table::new(0, 0, cells.collect()).unwrap().into()]);
    let workbook = write(&sheet, DocumentFormat::Xlsx, &WriteOptions::default()).unwrap();
    assert_eq!(expected, outline(&workbook));
}

#[test]
fn facts_typed_into_a_blank_form_are_those_of_their_measures() {
    let blank = LayOut { blank: true, ..LayOut::of(quarter("2026Q2")) };
    for format in [DocumentFormat::Csv, DocumentFormat::Markdown] {
        let text = file(&blank, format);
        // A blank is empty and stays a number's place.
        assert!(format == DocumentFormat::Markdown || text.contains("\"не більше 2\";\"\";\"\""), "{text}");
        let typed = text
            .replace("\"не більше 2\";\"\"", "\"не більше 2\";1")
            .replace("*не більше 2* |  |", "*не більше 2* | 1 |")
            .replace("\"від 16 до 20\";\"\"", "\"від 16 до 20\";17,5")
            .replace("*від 16 до 20* |  |", "*від 16 до 20* | 17,5 |");
        let facts: Vec<String> =
            outline(typed.as_bytes()).into_iter().filter(|node| node.contains("fact: Some")).collect();
        assert_eq!(facts.len(), 2, "{format:?} {facts:#?}");
        assert!(facts[0].contains("1.2.1.2") && facts[1].contains("2.1.1.3"), "{format:?} {facts:#?}");
    }
}

#[test]
fn a_fact_typed_over_a_blank_that_three_measures_share_is_that_of_their_indicator() {
    let mut rows =
        parted(&file(&LayOut { blank: true, ..LayOut::of(quarter("2026Q2")) }, DocumentFormat::Csv));
    let first = row(&rows, "1.1.2.1");
    rows[first][FACT] = "12".to_owned();
    let nodes = outline(&saved(&rows));
    let facts: Vec<&String> = nodes.iter().filter(|node| node.contains("fact: Some")).collect();
    assert!(facts.len() == 1 && facts[0].contains("1.1.2.1"), "{facts:#?}");
    assert_eq!(nodes.iter().filter(|node| node.contains("shares: [At")).count(), 2, "{nodes:#?}");
}

#[test]
fn a_measure_put_into_a_task_belongs_to_it_and_changes_no_other() {
    let mut rows = report();
    let expected = outline(&saved(&rows));
    let mut new = vec![String::new(); rows[0].len()];
    new[MEASURE] = "Захід 1.2.1.3 Виїзний прийом".to_owned();
    (new[INDICATOR], new[TARGET], new[FACT]) = ("кількість виїздів".into(), "7".into(), "8".into());
    rows.insert(row(&rows, "1.2.1.2"), new);
    let nodes = outline(&saved(&rows));
    let (added, kept): (Vec<String>, Vec<String>) =
        nodes.into_iter().partition(|node| node.contains("1.2.1.3"));
    assert_eq!((added.len(), kept), (1, expected));
    let task = &imported(&saved(&rows)).draft.outline[0].children[1];
    assert_eq!((task.code.as_deref(), task.children.len()), (Some("1.2"), 3));
}

#[test]
fn where_marks_are_gone_or_do_not_fit_no_value_goes_on() {
    let values = |nodes: &[String]| -> Vec<String> {
        let indicators = nodes.iter().filter_map(|node| node.split_once("indicators: "));
        let own = indicators.map(|(_, rest)| rest.split("shares: ").next().unwrap().to_owned());
        own.filter(|own| own.contains("DraftIndicator")).collect()
    };
    let whole = outline(&saved(&report()));
    let mut rows = report();
    rows.iter_mut().flatten().for_each(|text| *text = text.trim().to_owned());
    let nodes = outline(&saved(&rows));
    assert_eq!((nodes.len(), values(&nodes)), (whole.len(), values(&whole)));
    // A task moved together with its first measure leaves marks that point to another cell.
    let mut rows = report();
    rows.remove(row(&rows, "1.2.1.1"));
    let mut kept = values(&whole);
    kept.retain(|own| !own.contains("консультації"));
    assert_eq!(values(&outline(&saved(&rows))), kept);
    assert_eq!(kept.len() + 1, values(&whole).len());
}
