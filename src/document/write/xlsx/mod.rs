//! The XLSX writer: the page on one sheet as offices do it (the lines above the table in merged cells, the table,
//! the lines below), followed by further sheets.
//!
//! Texts are written as strings and never as formulas; numbers are numbers. The limits are those of Excel's
//! specification: 32,767 characters in a cell, 31 in a sheet's name, and row heights of 409 points.

mod columns;
mod first_page;
mod ink;
mod names;
mod pages;
mod sheet;
#[cfg(test)]
mod tests;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use self::columns::SheetColumns;
use self::names::Names;
use self::sheet::XlsxSheet;
use super::WriteError;
use crate::document::{Block, Document, PageSetup};
use crate::text::safe::harmless;

/// The document as a workbook.
///
/// # Errors
/// [`WriteError::Overlap`], [`WriteError::CellTooLong`], [`WriteError::Packing`].
pub(super) fn write(document: &Document) -> Result<Vec<u8>, WriteError> {
    let mut book = Workbook::new();
    // Column widths are in digits of the default font. The digits of this font are 8 pixels wide everywhere (also
    // in the fonts that replace it); Calibri is missing on many machines, where columns would be a quarter wider.
    let usual = Format::new().set_font_name(ink::FONT).set_font_size(12);
    book.set_default_format(&usual, 21, 72)?;
    // Without the time, so that the same document gives the same bytes.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title = harmless(&document.title).into_owned();
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made));
    let mut names = Names::default();
    let first = document.tables().find_map(|table| table.name.as_deref());
    add(&mut book, &names.next(first), &document.page, &document.blocks)?;
    for table in &document.sheets {
        let name = names.next(table.name.as_deref());
        add(&mut book, &name, &document.page, &[table.clone().into()])?;
    }
    let bytes = book.save_to_buffer()?;
    if !document.page.numbers {
        return Ok(bytes);
    }
    first_page::unnumbered(&bytes).map_err(|why| WriteError::Packing { why: why.to_string() })
}

/// Adds a sheet with these blocks.
fn add(book: &mut Workbook, name: &str, page: &PageSetup, blocks: &[Block]) -> Result<(), WriteError> {
    let columns = SheetColumns::of(blocks, page.text_width());
    let mut sheet = XlsxSheet::new(book.add_worksheet(), name, page, columns)?;
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => sheet.paragraph(paragraph)?,
            Block::Table(table) => sheet.table(table)?,
        }
    }
    sheet.finish()
}

impl From<XlsxError> for WriteError {
    fn from(error: XlsxError) -> Self {
        Self::Packing { why: error.to_string() }
    }
}
