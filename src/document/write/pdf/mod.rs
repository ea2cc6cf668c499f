//! The PDF writer: PDF/A-2a without another program, with embedded fonts and with the structure that screen readers
//! use.
//!
//! Blocks become lines ([`stack`], [`lines`]) and tables grids of them ([`grid`]); both are put on pages ([`flow`],
//! [`rows`]), and the pages into the file ([`paint`]) with their headings, tables and bookmarks ([`structure`]).

mod flow;
mod font;
mod geometry;
mod grid;
mod letters;
mod lines;
mod paint;
mod rows;
mod sheet;
mod stack;
mod structure;
#[cfg(test)]
mod tests;

use jiff::civil::DateTime;

use super::WriteError;
use crate::document::Document;

pub(super) fn write(document: &Document, made: Option<DateTime>) -> Result<Vec<u8>, WriteError> {
    let paper = geometry::PdfPaper::of(&document.page);
    let (sheets, parts) = flow::lay_out(document, &paper);
    paint::paint(&sheets, &parts, &paper, &paint::About { title: &document.title, made })
}
