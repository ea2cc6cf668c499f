//! Reads real and hostile Word documents from the samples.

use std::fs;
use std::path::{Path, PathBuf};

use kvartal::document::{self, Bound, Cell, FileKind, ReadError, Table};

use super::samples;
use super::truth::{every_cell, find, read, try_read};

/// The files of a folder with this extension, in order of their names.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.to_string_lossy().ends_with(ending)).collect();
    files.sort();
    files
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn every_cell_of_the_plans_is_read() {
    let samples = samples();
    assert_eq!(every_cell(&samples, &["original.docx", "libreoffice.docx"]), 2 * 975);
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn a_table_split_in_three_is_three_tables() {
    let samples = samples();
    let document = read(&samples.join("edge/split-tables.docx"));
    let rows: Vec<usize> = document.tables().map(Table::rows).collect();
    assert_eq!(rows, [8, 28, 15]);
    let third = document.table(3).unwrap();
    assert_eq!(third.cell_at(0, 0).unwrap().text(), document.table(1).unwrap().cell_at(0, 0).unwrap().text());
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn words_own_numbering_is_computed() {
    let samples = samples();
    let document = read(&samples.join("edge/autonumber.docx"));
    let table = document.table(1).unwrap();
    let labels = |words: &str| {
        let labels = table.cells().iter().flat_map(Cell::paragraphs).filter_map(|p| p.label.clone());
        labels.map(|label| label.text).filter(|text| text.starts_with(words)).collect::<Vec<_>>()
    };
    assert_eq!(table.cell_at(2, 0).unwrap().labelled_text().split(' ').next(), Some("1."));
    assert_eq!(table.cell_at(3, 0).unwrap().labelled_text(), "1");
    assert_eq!(labels("Завдання").first().unwrap(), "Завдання 1.1");
    assert_eq!(labels("Завдання").get(1).unwrap(), "Завдання 1.2");
    assert_eq!(labels("Захід")[..2], ["Захід 1.1.1", "Захід 1.1.2"]);
    assert!(labels("Захід").iter().any(|label| label.starts_with("Захід 2.1.")));
    let event = table.cell_at(3, 2).unwrap().paragraphs().nth(1).unwrap();
    assert!(event.label.as_ref().unwrap().bullet);
    assert!(event.labelled_text().starts_with("- 08.11.2023"));
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn tracked_changes_are_accepted() {
    let samples = samples();
    let document = read(&samples.join("edge/tracked-changes.docx"));
    let table = document.table(1).unwrap();
    assert_eq!(table.rows(), 6);
    let all: String = table.cells().iter().map(Cell::text).collect();
    for gone in ["ВИЛУЧЕНО", "ПЕРЕНЕСЕНО ЗВІДСИ", "1.1.2.5"] {
        assert!(!all.contains(gone), "{gone}");
    }
    assert!(find(table, "Захід 1.1.1.1").text().contains("(онлайн, 25 учасників)"));
    assert!(find(table, "Захід 1.1.2.4").text().contains("(перенесено сюди)"));
    let measures = table.cells().iter().filter(|cell| cell.text().starts_with("Захід")).count();
    assert_eq!((measures, table.cell_at(3, 4).unwrap().text().as_str()), (3, "2"));
    assert_eq!(table.cell_at(3, 0).unwrap().rowspan, 3);
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn oddities_within_lines_are_read_as_they_look() {
    let samples = samples();
    let document = read(&samples.join("edge/inline-oddities.docx"));
    let lines: Vec<String> = document.paragraphs().map(|paragraph| paragraph.text()).collect();
    assert_eq!(lines.iter().filter(|line| *line == "ПОГОДЖЕНО").count(), 1);
    assert!(document.table(1).unwrap().cells().iter().all(Cell::is_blank));

    let table = document.table(2).unwrap();
    let first = find(table, "Захід 1.1.1.1").text();
    let line = "- 09.11.2023 правопросвітницький\u{A0}захід у «Ветеранському-ХАБі»\n- 10.11.2023 \tсемінар";
    assert!(first.contains(line), "{first}");
    assert!(!first.contains("прихований"));
    let measure = find(table, "Захід 1.1.1.1").row;
    assert_eq!(table.cell_at(measure, 4).unwrap().text(), "1");

    let fields = find(table, "Захід 1.1.2.4").text();
    assert!(fields.ends_with("- 12.11.2023 с. Корчак 13.11.2023 11 с. Потіївка•"), "{fields}");
    assert!(!fields.contains("DATE"));

    let outer = find(table, "Захід 1.1.2.5");
    assert!(outer.text().contains("Коростишівське БПД\t3\nРадомишльське БПД\t1"));
    assert_eq!(document.table(3).unwrap().cell_at(1, 1).unwrap().text(), "1");
    assert_eq!(document.all_tables().len(), 3);

    let before = find(table, "Захід 1.1.3.1");
    assert_eq!((before.col, table.cell_at(before.row, 0)), (2, None));
    let merged = table.cells().iter().rfind(|cell| cell.col == 4 && cell.colspan == 2).unwrap();
    assert_eq!((merged.row, merged.text().as_str()), (table.rows() - 1, "4"));
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn strict_namespaces_and_other_prefixes_are_read_alike() {
    let samples = samples();
    let strict = read(&samples.join("edge/strict.docx"));
    let other = read(&samples.join("edge/other-prefix.docx"));
    let table = strict.table(1).unwrap();
    assert!(!find(table, "Захід 1.1.1.1").is_blank());
    assert_eq!(table.cells(), other.table(1).unwrap().cells());
    assert_eq!(table.columns(), 7);
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn hostile_files_are_refused_with_one_sentence_each() {
    let samples = samples();
    for path in files(&samples.join("hostile"), ".docx") {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let answer = try_read(&path);
        match (name.as_str(), &answer) {
            ("path-climb.docx", Ok(document)) => assert!(document.tables().count() > 0),
            ("text-named.docx", Ok(document)) => assert_eq!(document.tables().count(), 0),
            ("empty.docx", Err(ReadError::Empty))
            | ("no-document-part.docx", Err(ReadError::NoMainPart { part: Some(_) }))
            | ("cut-in-half.docx", Err(ReadError::DamagedZip { .. }))
            | ("billion-laughs.docx" | "external-entity.docx", Err(ReadError::ForbiddenDtd { .. }))
            | ("broken-xml.docx", Err(ReadError::BrokenXml { .. }))
            | (
                "ole-named.docx",
                Err(ReadError::Encrypted | ReadError::Unsupported { kind: FileKind::Doc, .. }),
            )
            | ("zip-bomb-300mb.docx", Err(ReadError::TooBig { bound: Bound::PartBytes, .. })) => {}
            (_, answer) => panic!("{name}: {answer:?}"),
        }
        if let Err(error) = answer {
            let sentence = error.to_string();
            assert!(!sentence.contains('\n') && sentence.len() < 200, "{name}: {sentence}");
            println!("{name}: {sentence}");
        }
    }
    assert!(!Path::new("/tmp/kvartal-was-here.txt").exists());
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn other_formats_are_named() {
    let samples = samples();
    let cases = [
        ("004-luhansk-turbota-2021/libreoffice.doc", FileKind::Doc),
        ("004-luhansk-turbota-2021/libreoffice.rtf", FileKind::Rtf),
        ("001-voznesensk-plan-2018-q3/libreoffice.xls", FileKind::Xls),
        ("001-voznesensk-plan-2018-q3/table.ods", FileKind::Ods),
        ("001-voznesensk-plan-2018-q3/libreoffice.odt", FileKind::Odt),
        ("001-voznesensk-plan-2018-q3/table.xlsx", FileKind::Xlsx),
        ("001-voznesensk-plan-2018-q3/export.cp1251.csv", FileKind::Text),
        ("edge/html-named.xls", FileKind::Html),
        ("edge/pipes.md", FileKind::Text),
        ("reference/zhytomyr-report.pdf", FileKind::Pdf),
        ("reference/zhytomyr-report-01.png", FileKind::Image),
        ("reference/zhytomyr-report.docx", FileKind::Docx),
    ];
    for (name, kind) in cases {
        let bytes = fs::read(samples.join(name)).unwrap();
        assert_eq!(document::kind_of(&bytes), Ok(Some(kind)), "{name}");
    }
}
