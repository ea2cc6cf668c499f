//! The readers of workbooks: XLSX and XLS, a sheet as a table.
//!
//! | module | subject |
//! |---|---|
//! | `xlsx`, `scan` | XLSX: cells by calamine, after a scan of the XML |
//! | `rich` | texts in pieces, of which some are struck out or raised |
//! | `xls`, `records`, `compound` | XLS: its records, and the compound file that contains them |
//! | `build` | builds tables from cells with text, look and value |
//! | `format`, `shown` | number formats, and the text that a person sees |
//! | `spans` | fits merged regions onto the grid |
//!
//! Hidden sheets are not read, because they contain old versions and lists for other sheets, and nobody who looks
//! at the workbook sees them; only their names are reported. Hidden rows are read, because a filter hides rows for
//! a while only, and they are still part of the plan; they are reported as hidden (see [`super::Aside`]). Comments
//! are not read.
//!
//! A formula whose result the file does not store is read as its own text, with [`super::CellValue::Formula`].

mod build;
mod compound;
mod conditional;
mod format;
mod records;
mod rich;
mod scan;
pub(super) mod shown;
mod spans;
#[cfg(test)]
mod tests;
mod xls;
mod xls_looks;
mod xlsx;

pub(super) use spans::{Covered, fit as fit_spans};
pub(super) use xls::read as read_xls;
pub(super) use xlsx::read as read_xlsx;
