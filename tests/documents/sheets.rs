//! Reads real workbooks from the samples.

use std::path::Path;

use jiff::civil::date;
use kvartal::document::{Bound, Cell, CellValue, ReadError, Table};
use kvartal::domain::{
    DoubtKind, FactValue, Number, TargetValue, Term, TermKind,
    draft::{DraftDoubt, DraftNode},
};

use super::reading::sample_of;
use super::same_plan::{doubts, essence};
use super::samples;
use super::truth::{read, truth, try_read};

/// The text of a cell for comparison: white space squeezed, numbers as numbers.
fn comparable(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Number::parse(&text).map_or(text, |number| number.to_string())
}

/// Finds each table of the truth in a sheet and compares it cell by cell; returns the number of cells with text.
fn compare(path: &Path, sheet: &Table) -> usize {
    let truth = truth(path.parent().unwrap()).unwrap();
    let (mut cells, mut from) = (0, 0);
    for table in truth["tables"].as_array().unwrap() {
        let number =
            |value: &serde_json::Value, key: &str| usize::try_from(value[key].as_u64().unwrap()).unwrap();
        let text = |cell: &serde_json::Value| {
            let lines = cell["paragraphs"].as_array().unwrap().iter().map(|line| line.as_str().unwrap());
            comparable(&lines.collect::<Vec<_>>().join(" "))
        };
        let expected = table["cells"].as_array().unwrap();
        let first = text(&expected[0]);
        let is_first =
            |row: &usize| sheet.cell_at(*row, 0).is_some_and(|cell| comparable(&cell.text()) == first);
        let offset =
            (from..sheet.rows()).find(is_first).unwrap_or_else(|| panic!("{}: no table", path.display()));
        for truth in expected.iter().filter(|cell| !text(cell).is_empty()) {
            let (row, col) = (number(truth, "row") + offset, number(truth, "col"));
            let cell = sheet.cell_at(row, col).unwrap_or_else(|| panic!("{}: {row} {col}", path.display()));
            let span = (number(truth, "rowspan"), number(truth, "colspan"));
            assert_eq!((cell.row, cell.col), (row, col), "{}: {}", path.display(), cell.place);
            assert_eq!((cell.rowspan, cell.colspan), span, "{}: {}", path.display(), cell.place);
            assert_eq!(comparable(&cell.text()), text(truth), "{}: {}", path.display(), cell.place);
            cells += 1;
        }
        from = offset + number(table, "rows");
        let found =
            sheet.cells().iter().filter(|cell| (offset..from).contains(&cell.row) && !cell.is_blank());
        assert_eq!(found.count(), expected.iter().filter(|cell| !text(cell).is_empty()).count());
    }
    cells
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn workbooks_have_the_cells_of_the_documents() {
    let samples = samples();
    let files = [
        "000-kramatorsk-plan-2022-q1/table.xlsx",
        "001-voznesensk-plan-2018-q3/table.xlsx",
        "002-zhytomyr-zvit-2023-q4/table.xlsx",
        "004-luhansk-turbota-2021/table.xlsx",
        "001-voznesensk-plan-2018-q3/libreoffice.xls",
        "001-voznesensk-plan-2018-q3/table.ods",
        "003-prava-dytyny-2017-2020/table.ods",
        "002-zhytomyr-zvit-2023-q4/libreoffice.ods",
    ];
    for file in files {
        let path = samples.join(file);
        let document = read(&path);
        let sheets: Vec<&Table> = document.tables().collect();
        assert_eq!(sheets.len(), 1, "{file}");
        assert!(sheets[0].name.is_some(), "{file}");
        assert!(compare(&path, sheets[0]) > 80, "{file}");
    }
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn oddities_of_workbooks_are_read_as_they_look() {
    let samples = samples();
    let document = read(&samples.join("edge/oddities.xlsx"));
    let names: Vec<_> = document.tables().map(|table| table.name.clone().unwrap()).collect();
    assert_eq!(names.len(), 2);
    let table = document.table(2).unwrap();
    // Far cells that have only a format are ignored.
    assert_eq!((table.rows(), table.columns()), (12, 8));
    let cell = |row: usize, col: usize| table.cell_at(row - 1, col - 1).cloned().unwrap_or_default();
    let text = |row, col| cell(row, col).text();
    let number = |text: &str| Some(CellValue::Number(text.parse().unwrap()));
    assert_eq!(table.cell_at(0, 7).map(Cell::text), Some(text(1, 1)));
    assert_eq!([text(4, 2), text(5, 2), text(6, 2), text(7, 2)], ["1.1", "1.1", "1.бер", "1.4"]);
    assert_eq!([cell(4, 2).value, cell(5, 2).value], [number("1.1"), number("1.1")]);
    assert_eq!(cell(6, 2).value, Some(CellValue::Date(date(2018, 3, 1))));
    assert_eq!([text(4, 4), text(5, 4)], ["28.09.2018", "31 липня 2018р."]);
    assert_eq!(cell(5, 4).value, Some(CellValue::Date(date(2018, 7, 31))));
    assert_eq!([text(7, 6), text(7, 7)], ["1\u{A0}200", "1 150,5"]);
    assert_eq!((text(7, 3).split(' ').count(), cell(7, 6).value), (5, None));
    assert_eq!([text(8, 6), text(9, 6)], ["25/250", "≥ 8"]);
    assert_eq!(
        ([text(10, 6), text(10, 7)], cell(10, 6).value),
        (["75%".into(), "80%".into()], Some(CellValue::Percent("0.75".parse().unwrap())))
    );
    // A hidden row is read, a comment is not, and a formula without a result is recognised.
    assert_eq!(text(11, 2), "1.8");
    assert_eq!(
        (text(12, 6).as_str(), cell(12, 6).value),
        ("=SUM(F4:F11)", Some(CellValue::Formula("=SUM(F4:F11)".into())))
    );
    assert_eq!(text(4, 8), "=IF(ISNUMBER(F4),G4/F4,\"\")");
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn oddities_of_workbooks_are_a_plan_with_doubts() {
    let draft = sample_of("edge/oddities.xlsx", "quarterly-report");
    assert_eq!(draft.period.to_string(), "2018Q3");
    let measures = &draft.outline;
    let codes: Vec<&str> = measures.iter().map(|node| node.code.as_deref().unwrap()).collect();
    assert_eq!(codes, ["1.1", "1.10", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8"]);
    let of_kind =
        |kind| move |term: &&Term| std::mem::discriminant(&term.kind) == std::mem::discriminant(&kind);
    let terms: Vec<&Term> = measures.iter().filter_map(|node| node.term.as_ref()).collect();
    assert_eq!(
        (terms.len(), terms.iter().copied().filter(of_kind(TermKind::Date(date(2018, 9, 28)))).count()),
        (7, 3)
    );
    assert_eq!(terms[1].kind, TermKind::Date(date(2018, 7, 31)));
    let values = |node: &DraftNode| node.indicators[0].values.first().cloned();
    let target = |node: &DraftNode| values(node).and_then(|value| value.target).map(|target| target.value);
    let number = |text: &str| Some(TargetValue::Number(Number::parse(text).unwrap()));
    let pair = [25, 250].map(Number::from).to_vec();
    let expected = ["9", "9", "2", "1200"].map(number).into_iter();
    let expected = expected.chain([Some(TargetValue::Compound(pair)), number("8"), number("75"), None]);
    assert_eq!(measures.iter().map(target).collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    let fact = values(&measures[3]).unwrap().fact.unwrap().0;
    assert_eq!(fact, FactValue::Number(Number::parse("1150.5").unwrap()));
    assert_eq!(measures[6].indicators[0].unit.as_deref(), Some("%"));
    // Two codes that the workbook has changed, and the sums without results.
    let doubted = |row, column| {
        let here = |doubt: &&DraftDoubt| (doubt.place.row, doubt.place.column) == (row, column);
        draft.doubts.iter().find(here).unwrap_or_else(|| panic!("{:#?}", doubts(&draft)))
    };
    assert_eq!(doubted(Some(5), Some(2)).alternatives, ["1.1"]);
    assert_eq!(
        (doubted(Some(6), Some(2)).reading.as_str(), doubted(Some(6), Some(2)).alternatives[0].as_str()),
        ("1.3", "3.1")
    );
    assert_eq!(doubted(Some(12), Some(1)).kind, DoubtKind::LeftOver);
    // The share in percent consists of formulas without results, which cannot be compared.
    assert!(draft.doubts.iter().all(|doubt| doubt.place.column != Some(8)), "{:#?}", doubts(&draft));
    assert!(essence(&draft).iter().all(|line| !line.contains('=')), "{:#?}", essence(&draft));
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn hostile_workbooks_are_refused_or_read_at_once() {
    let samples = samples();
    for (name, bound) in [
        ("zip-bomb-300mb.xlsx", Some(Bound::PartBytes)),
        ("huge-dimension.xlsx", None),
        ("far-corner.xlsx", Some(Bound::Rows)),
        ("beyond-limits.xlsx", Some(Bound::Rows)),
        ("repeated-cells.ods", Some(Bound::Columns)),
    ] {
        match (try_read(&samples.join("hostile").join(name)), bound) {
            (Ok(document), None) => assert_eq!(document.table(1).unwrap().cells().len(), 4, "{name}"),
            (Err(ReadError::TooBig { bound, .. }), Some(expected)) => assert_eq!(bound, expected, "{name}"),
            (answer, _) => panic!("{name}: {answer:?}"),
        }
    }
}
