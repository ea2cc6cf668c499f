//! The readers of workbooks: XLSX and XLS, a sheet as a table.
//!
//! | module | subject |
//! |---|---|
//! | `xlsx`, `scan` | XLSX: cells by calamine, and what has to be known of the XML before it sees it |
//! | `rich` | texts in pieces, of which some are struck out or raised |
//! | `xls`, `records`, `compound` | XLS: the stream of records in its file system |
//! | `build` | cells with text, look and value into tables |
//! | `format`, `shown` | number formats: the text that a person sees |
//! | `spans` | merged regions onto the grid |
//!
//! Hidden sheets are not read: they hold old versions and lists for the others, and nobody who looks at the
//! workbook sees them; their names are told. Hidden rows are read: a filter hides rows for a while, and what it hides is still in
//! the plan; that they are hidden is told (see [`super::Aside`]). Comments are not read.
//!
//! A formula whose result the file does not keep stands as its own text, with [`super::CellValue::Formula`].

mod build;
mod compound;
mod format;
mod records;
mod rich;
mod scan;
pub(super) mod shown;
mod spans;
#[cfg(test)]
mod tests;
mod xls;
mod xlsx;

pub(super) use spans::fit as fit_spans;
pub(super) use xls::read as read_xls;
pub(super) use xlsx::read as read_xlsx;
