//! Blocks onto pages, from top to bottom.

use super::font::{Face, LINE};
use super::geometry::PdfPaper;
use super::grid::Grid;
use super::rows;
use super::sheet::{Mark, PdfPage, PlacedText};
use super::stack::Stack;
use super::structure::StructurePart;
use crate::document::{Block, Document, Paragraph};

/// The most that rounding errors may add up to.
pub(super) const SLACK: f32 = 0.01;
/// The letters of page numbers.
const NUMBER_SIZE: f32 = 12.0;

/// The pages of a document, and its structure.
pub(super) fn lay_out(document: &Document, paper: &PdfPaper) -> (Vec<PdfPage>, Vec<StructurePart>) {
    let blocks = document.blocks.iter().enumerate();
    let mut laid: Vec<Laid<'_>> = blocks.map(|(at, block)| Laid::of(block, at, paper)).collect();
    let mut lead = 0.0;
    for block in laid.iter_mut().rev() {
        lead = block.set_lead(lead, paper);
    }
    let mut pages = Pages::new(paper);
    for (at, block) in laid.iter().enumerate() {
        match block {
            Laid::Paragraph { paragraph, stack, lead } => pages.paragraph(paragraph, at, stack, *lead),
            Laid::Table(grid) => rows::place(&mut pages, grid),
        }
    }
    let parts = laid.iter().map(|block| match block {
        Laid::Paragraph { paragraph, .. } => StructurePart::of_paragraph(paragraph),
        Laid::Table(grid) => StructurePart::of_grid(grid),
    });
    let parts = parts.collect();
    (pages.finish(), parts)
}

/// A block with its lines.
enum Laid<'a> {
    Paragraph {
        paragraph: &'a Paragraph,
        stack: Stack,
        /// Its height together with that of everything that must stay with it.
        lead: f32,
    },
    Table(Grid<'a>),
}

impl<'a> Laid<'a> {
    fn of(block: &'a Block, at: usize, paper: &PdfPaper) -> Self {
        match block {
            Block::Paragraph(paragraph) => {
                let stack = Stack::of_paragraph(paragraph, paper.text, paper);
                Self::Paragraph { paragraph, stack, lead: 0.0 }
            }
            Block::Table(table) => Self::Table(Grid::of(table, at, paper)),
        }
    }

    /// Takes the lead of the block after it, and returns its own.
    fn set_lead(&mut self, next: f32, paper: &PdfPaper) -> f32 {
        match self {
            Self::Paragraph { paragraph, stack, lead } => {
                let together = stack.height + next;
                let keep = paragraph.look.keep_with_next && together <= paper.body();
                *lead = if keep { together } else { stack.first_part() };
                *lead
            }
            Self::Table(grid) => grid.set_leads(next, paper),
        }
    }
}

/// Pages in the making.
pub(super) struct Pages<'a> {
    pub(super) paper: &'a PdfPaper,
    done: Vec<PdfPage>,
    pub(super) sheet: PdfPage,
    /// Where the next element is placed.
    pub(super) y: f32,
    /// The position at which the page is still empty: at its top, or below a repeated header.
    empty: f32,
}

impl<'a> Pages<'a> {
    pub(super) fn new(paper: &'a PdfPaper) -> Self {
        Self { paper, done: Vec::new(), sheet: PdfPage::default(), y: paper.top, empty: paper.top }
    }

    /// The height that is left.
    pub(super) fn room(&self) -> f32 {
        self.paper.bottom - self.y
    }

    /// Whether the page has nothing except a repeated header.
    pub(super) fn is_fresh(&self) -> bool {
        self.y <= self.empty + SLACK
    }

    pub(super) fn turn(&mut self) {
        self.done.push(std::mem::take(&mut self.sheet));
        (self.y, self.empty) = (self.paper.top, self.paper.top);
    }

    /// Sets the header that every page of a table begins with.
    pub(super) fn header(&mut self, header: &PdfPage, height: f32, repeated: bool) {
        self.sheet.stamp(header, self.y, repeated);
        self.y += height;
        if repeated {
            self.empty = self.y;
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, at: usize, stack: &Stack, lead: f32) {
        let mark = Mark::Paragraph(at);
        if !self.is_fresh() && (paragraph.look.new_page || lead > self.room() + SLACK) {
            self.turn();
        }
        if self.is_fresh() && !self.done.is_empty() && !paragraph.look.new_page {
            // No gap at the top of a page, because there is nothing above it.
            self.y -= stack.rows.first().map_or(0.0, |row| row.top);
        }
        let mut cursor = 0;
        while stack.ink(cursor) > self.room() + SLACK {
            let mut end = stack.fitting(cursor, self.room());
            if end == cursor && self.is_fresh() {
                end += 1;
            }
            self.sheet.put(stack, cursor..end, (self.paper.left, self.y), mark);
            self.turn();
            cursor = end;
        }
        self.sheet.put(stack, cursor..stack.rows.len(), (self.paper.left, self.y), mark);
        self.y += stack.rest(cursor);
    }

    fn finish(mut self) -> Vec<PdfPage> {
        let sheet = std::mem::take(&mut self.sheet);
        if self.done.is_empty() || !sheet.texts.is_empty() || !sheet.rules.level.is_empty() {
            self.done.push(sheet);
        }
        if self.paper.numbers {
            for (at, sheet) in self.done.iter_mut().enumerate().skip(1) {
                sheet.texts.insert(0, number(at + 1, self.paper));
            }
        }
        self.done
    }
}

/// A page number, placed just above the text.
fn number(number: usize, paper: &PdfPaper) -> PlacedText {
    let text = number.to_string();
    let size = paper.size(None).min(NUMBER_SIZE);
    let width = text.chars().map(|c| Face::Regular.glyph(c).advance * size).sum::<f32>();
    let x = paper.left + (paper.text - width) / 2.0;
    let y = paper.top - (LINE - 0.891) * size;
    PlacedText { x, y, size, face: Face::Regular, underline: false, width, text, mark: Mark::Artifact }
}
