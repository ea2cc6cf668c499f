//! The writers: a [`Document`] as a file of each format.
//!
//! A writer knows nothing about plans. It makes texts harmless that a terminal, a spreadsheet or a browser would
//! interpret.

use std::path::Path;

use jiff::civil::DateTime;
use thiserror::Error;

use super::{Bound, Document};

mod csv;
mod docx;
mod grid;
mod html;
mod letters;
mod markdown;
mod pdf;
mod runs;
#[cfg(test)]
mod testing;
mod xlsx;

/// A format that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DocumentFormat {
    /// Word document.
    Docx,
    /// Excel workbook.
    Xlsx,
    /// PDF/A.
    Pdf,
    /// A page of HTML in one file.
    Html,
    /// Markdown.
    Markdown,
    /// Comma-separated values.
    Csv,
}

impl DocumentFormat {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Docx, Self::Xlsx, Self::Pdf, Self::Html, Self::Markdown, Self::Csv];

    /// The ending of a file's name, without the dot.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Csv => "csv",
        }
    }

    /// The format that belongs to a file's extension, in upper or lower case.
    pub fn of_file(file: &Path) -> Option<Self> {
        let ending = file.extension()?.to_str()?.to_lowercase();
        Self::ALL.into_iter().find(|format| format.ending() == ending)
    }
}

/// The options of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WriteOptions {
    /// Whether CSV begins with a byte order mark, because Excel recognises UTF-8 by it.
    pub csv_bom: bool,
    /// The time that is recorded in the file, for formats that have one.
    pub made: Option<DateTime>,
}

/// The most characters in a cell of an Excel workbook, in UTF-16 units.
pub const CELL_CHARACTERS: usize = 32_767;

/// Why a document could not be written.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum WriteError {
    /// Two cells of a table cover the same place, and one of them would be lost.
    #[error("table {table} has two cells at row {row}, column {column}")]
    Overlap {
        /// The number of the table in its document, from 1; 0 for a separate sheet.
        table: u32,
        /// The row of the grid, from 1.
        row: usize,
        /// The column of the grid, from 1.
        column: usize,
    },
    /// A text is longer than a cell of a workbook may hold.
    #[error(
        "the text at row {row}, column {column} of the sheet {sheet} is longer than the {CELL_CHARACTERS} \
         characters that a cell holds"
    )]
    CellTooLong {
        /// The name of the sheet.
        sheet: String,
        /// The row of the sheet, from 1.
        row: u32,
        /// The column of the sheet, from 1.
        column: u16,
    },
    /// The document is larger than a reader would accept.
    #[error("the document is too big: more than {} {}", .0.limit(), .0.of_what())]
    TooBig(Bound),
    /// The parts could not be packed into one file.
    #[error("the file cannot be put together ({why})")]
    Packing {
        /// The message of the library.
        why: String,
    },
    /// The PDF could not be made.
    #[error("the PDF could not be made: {0}")]
    Pdf(String),
}

/// Writes a document in a format, as the bytes of a file.
///
/// # Errors
/// [`WriteError`].
pub fn write(
    document: &Document,
    format: DocumentFormat,
    options: &WriteOptions,
) -> Result<Vec<u8>, WriteError> {
    match format {
        DocumentFormat::Docx => docx::write(document),
        DocumentFormat::Xlsx => xlsx::write(document),
        DocumentFormat::Pdf => pdf::write(document, options.made),
        DocumentFormat::Html => html::write(document),
        DocumentFormat::Markdown => markdown::write(document),
        DocumentFormat::Csv => csv::write(document, options),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_names_the_format() {
        assert_eq!(DocumentFormat::of_file(Path::new("звіт.DOCX")), Some(DocumentFormat::Docx));
        assert_eq!(DocumentFormat::of_file(Path::new("a.b/звіт.md")), Some(DocumentFormat::Markdown));
        assert_eq!(DocumentFormat::of_file(Path::new("docx")), None);
    }

    #[test]
    fn no_text_steers_a_program_in_any_format() {
        const HOSTILE: [&str; 4] = ["=1+1", "\u{1b}[31mчервоне\u{7}", "a\u{202e}б\u{2066}в", "@SUM(A1)\u{0}"];
        let cells =
            HOSTILE.iter().enumerate().map(|(at, text)| crate::document::Cell::new(1, at).with_text(text));
        let heads = (0..HOSTILE.len()).map(|at| crate::document::Cell::new(0, at).with_text("Стовпець"));
        let table = crate::document::Table::new(0, 0, heads.chain(cells).collect()).unwrap();
        let title = crate::document::Paragraph::new("Звіт \u{1b}]0;заголовок\u{7}\u{200f}");
        let mut document = Document::new("", vec![title.into(), table.into()]);
        document.title = HOSTILE.concat();
        for format in DocumentFormat::ALL {
            let bytes = write(&document, format, &WriteOptions::default()).unwrap();
            if format == DocumentFormat::Pdf {
                // PDF has glyphs in compressed streams; its own tests check the texts before that.
                continue;
            }
            let read = crate::document::read(&bytes, &format!("a.{}", format.ending())).unwrap();
            let cells =
                read.all_tables().into_iter().flat_map(|table| table.cells().iter().map(|cell| cell.text()));
            let texts: Vec<String> = read.paragraphs().map(|one| one.text()).chain(cells).collect();
            let steers = |c: char| {
                !matches!(c, '\t' | '\n') && (c.is_control() || crate::text::safe::is_bidi_control(c))
            };
            assert!(texts.iter().all(|text| !text.contains(steers)), "{format:?}: {texts:?}");
            assert!(texts.iter().any(|text| text == "=1+1"), "{format:?}: {texts:?}");
            assert!(texts.iter().any(|text| text.contains("червоне")), "{format:?}: {texts:?}");
            if matches!(format, DocumentFormat::Html | DocumentFormat::Markdown | DocumentFormat::Csv) {
                let raw = String::from_utf8(bytes).unwrap();
                assert!(!raw.contains(|c: char| steers(c) && c != '\r'), "{format:?}");
            }
        }
    }
}
