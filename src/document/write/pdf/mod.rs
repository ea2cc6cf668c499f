//! Documents as PDF/A-2b, without any outside program: own lines and tables, letters inside the file.
//!
//! Blocks become lines ([`stack`], [`lines`]), tables a grid of them ([`grid`]), both go onto pages
//! ([`flow`], [`rows`]), and the pages into the file ([`paint`]).

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
#[cfg(test)]
mod tests;

use super::WriteError;
use crate::document::Document;

pub(super) fn write(document: &Document) -> Result<Vec<u8>, WriteError> {
    let paper = geometry::Paper::of(&document.page);
    let sheets = flow::lay_out(document, &paper);
    paint::paint(sheets, &paper, &document.title)
}
