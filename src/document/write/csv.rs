//! The CSV writer: the lines above the table, the table, and the lines below, all padded to the same width as
//! spreadsheets do.
//!
//! Fields are separated by semicolons, which Excel and LibreOffice expect where the comma is the decimal mark, as
//! in Ukraine; so a comma in a text or a number separates nothing. Everything but numbers is quoted, so that no
//! text is split even by a program that looks for commas. Lines end in CRLF (RFC 4180). The places that a merged
//! cell covers get the marks of [`crate::document::merges`].
//!
//! A text that a spreadsheet would take for a formula gets an apostrophe in front, which the reader of this program
//! removes (see [`crate::text::formula`]).

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::grid;
use super::{WriteError, WriteOptions};
use crate::document::{Block, Document, Table};
use crate::text::{formula::unlike_formula, safe::printable};

/// The field delimiter.
const DELIMITER: u8 = b';';
const BOM: &[u8] = "\u{feff}".as_bytes();

/// The document as CSV in UTF-8.
///
/// # Errors
/// [`WriteError::Overlap`], [`WriteError::Packing`].
pub(super) fn write(document: &Document, options: &WriteOptions) -> Result<Vec<u8>, WriteError> {
    let width = document.tables().map(Table::columns).max().unwrap_or(0).max(1);
    let bytes = if options.csv_bom { BOM.to_vec() } else { Vec::new() };
    let mut writer = WriterBuilder::new()
        .delimiter(DELIMITER)
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::NonNumeric)
        .from_writer(bytes);
    let failed = |why: String| WriteError::Packing { why };
    for record in records(document)? {
        let padding = std::iter::repeat_n(String::new(), width.saturating_sub(record.len()));
        writer.write_record(record.into_iter().chain(padding)).map_err(|why| failed(why.to_string()))?;
    }
    writer.into_inner().map_err(|why| failed(why.to_string()))
}

fn records(document: &Document) -> Result<Vec<Vec<String>>, WriteError> {
    let mut records = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) if paragraph.is_blank() => {}
            Block::Paragraph(paragraph) => records.push(vec![guarded(&paragraph.labelled_text())]),
            Block::Table(table) => {
                for row in 0..table.rows() {
                    records.push(grid::flat(table, row, |cell| guarded(&cell.labelled_text()))?);
                }
            }
        }
    }
    Ok(records)
}

/// The text, harmless to terminals and to spreadsheets.
fn guarded(text: &str) -> String {
    unlike_formula(&printable(text)).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::write::testing::{
        HOSTILE, any_table, report, seen, seen_from, squeezed, steers, without_blank_rows,
    };
    use crate::document::{Cell, read};

    fn text(document: &Document) -> String {
        String::from_utf8(write(document, &WriteOptions::default()).unwrap()).unwrap()
    }

    fn again(document: &Document) -> Document {
        read(text(document).as_bytes(), "звіт.csv").unwrap()
    }

    #[test]
    fn a_report_is_lines_of_one_width() {
        let text = text(&report());
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(lines[0], "\"ЗАТВЕРДЖЕНО\";\"\";\"\";\"\";\"\";\"\"");
        let lines: Vec<String> = lines.iter().map(|line| line.replace('\u{a0}', "")).collect();
        assert_eq!(lines[3], "\"\";\"\";\"\";\"\";\"План\";\"Факт\"");
        assert_eq!(lines[4], "\"1. Підвищення рівня знань\";\"\";\"\";\"\";\"\";\"\"");
        let back = again(&report());
        let table = back.tables().next().unwrap();
        assert_eq!((table.rows(), table.columns()), (8, 6));
        let measure = table.cell_at(5, 2).unwrap();
        assert_eq!(measure.paragraphs().nth(1).unwrap().text(), "- 08.11.2023 семінар");
        assert_eq!(table.cell_at(7, 0).unwrap().text(), "Головний фахівець\t____________\tО.О. Дубояр");
    }

    #[test]
    fn the_mark_is_written_when_asked_for() {
        let marked = write(&report(), &WriteOptions { csv_bom: true, ..WriteOptions::default() }).unwrap();
        assert!(marked.starts_with(BOM) && marked.len() == text(&report()).len() + 3);
    }

    #[test]
    fn formulas_are_guarded_after_their_controls_went() {
        assert_eq!([guarded("=1"), guarded("\r=1"), guarded("-5")], ["'=1", "\n=1", "-5"]);
    }

    #[test]
    fn hostile_text_is_only_text() {
        let row =
            |row: usize, text: &str| [Cell::new(row, 0).with_text("код"), Cell::new(row, 1).with_text(text)];
        let cells = HOSTILE.iter().enumerate().flat_map(|(at, text)| row(at, text));
        let document = Document::new("", vec![Table::new(0, 0, cells.collect()).unwrap().into()]);
        assert!(!steers(&text(&document)));
        let back = again(&document);
        for (row, text) in HOSTILE.iter().enumerate() {
            assert_eq!(squeezed(&back.table(1).unwrap().cell_at(row, 1).unwrap().text()), squeezed(text));
        }
    }

    #[test]
    fn a_merged_cell_below_a_blank_row_comes_back() {
        let table = Table::new(2, 2, vec![Cell::new(1, 0).spanning(1, 2).with_text("захід")]).unwrap();
        let back = again(&Document::new("", vec![table.clone().into()]));
        let read = back.tables().next().cloned().unwrap_or_default();
        assert_eq!(seen(&read), seen(&without_blank_rows(&table)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_table_comes_back(table in any_table()) {
            // Not with one column, because such a table is read as a list of lines.
            prop_assume!(table.columns() > 1);
            let places = (0..8).flat_map(|row| (0..table.columns()).map(move |col| (row, col)));
            let cells = places.map(|(row, col)| Cell::new(row, col).with_text("захід")).collect();
            let rows = Table::new(0, 0, cells).unwrap();
            let back = again(&Document::new("", vec![rows.into(), table.clone().into()]));
            let read = back.tables().next().cloned().unwrap_or_default();
            prop_assert_eq!(seen_from(&read, 8), seen(&without_blank_rows(&table)));
        }
    }
}
