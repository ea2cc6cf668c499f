//! A table before its pages are known: columns, cells with their lines, heights, and what is kept together.

use std::ops::Range;

use super::font::LINE;
use super::geometry::{PdfPaper, points};
use super::rows;
use super::sheet::PdfPage;
use super::stack::Stack;
use crate::document::write::grid::SHORT;
use crate::document::{Cell, ParagraphLook, Table, formatting::tenths_of_mm};

/// The gap between a cell's edge and its text, to the left and to the right.
const PADDING: u32 = tenths_of_mm(14);
/// The gap between a cell's upper edge and its text, in points.
const AIR: f32 = 0.7;
/// A table in its columns.
pub(super) struct Grid<'a> {
    pub(super) table: &'a Table,
    /// Which block of the document it is.
    pub(super) block: usize,
    /// The edges of the columns, one more than there are columns.
    edges: Vec<f32>,
    pub(super) spots: Vec<PlacedCell>,
    pub(super) rows: Vec<GridRow>,
    /// The rows that are repeated on each page, with their height.
    pub(super) header: Option<(usize, PdfPage, f32)>,
}

/// A row of the grid.
#[derive(Clone, Debug, Default)]
pub(super) struct GridRow {
    /// The cells that begin in it.
    pub(super) spots: Range<usize>,
    /// The least height.
    pub(super) least: f32,
    /// The height, without what cells over several rows need.
    height: f32,
    /// Its height together with that of everything that must stay with it.
    pub(super) lead: f32,
    /// The height of the row after it (or of the block after the table), where both must stay together.
    pub(super) after: f32,
    pub(super) keep: bool,
    pub(super) new_page: bool,
    /// Whether it is so high that it is better broken than moved.
    pub(super) long: bool,
}

/// A cell at its position.
pub(super) struct PlacedCell {
    /// Its first row and column, and how many columns it covers.
    pub(super) at: (usize, usize),
    pub(super) columns: usize,
    /// The row after the last one that it covers.
    pub(super) end: usize,
    /// Whether it covers one row only.
    single: bool,
    /// Its left and right edge.
    pub(super) sides: (f32, f32),
    pub(super) padding: f32,
    pub(super) middle: bool,
    pub(super) stack: Stack,
}

impl<'a> Grid<'a> {
    pub(super) fn of(table: &'a Table, block: usize, paper: &PdfPaper) -> Self {
        let edges = edges(table, paper);
        let mut grid = Self { table, block, edges, spots: Vec::new(), rows: Vec::new(), header: None };
        let mut taken = vec![(0, 0); table.columns()];
        for row in 0..table.rows() {
            grid.add_row(row, &mut taken, paper);
        }
        grid.header = grid.repeated_header(paper);
        grid
    }

    /// The rows after the repeated header.
    pub(super) fn body(&self) -> Range<usize> {
        self.header.as_ref().map_or(0, |(rows, ..)| *rows)..self.rows.len()
    }

    /// Takes the lead of the block after the table, and returns its own.
    pub(super) fn set_leads(&mut self, next: f32, paper: &PdfPaper) -> f32 {
        let header = self.header.as_ref().map_or(0.0, |(.., height)| *height);
        let page = paper.body() - header;
        let mut lead = next;
        for row in self.rows.iter_mut().rev() {
            let first = row.spots.clone().filter_map(|spot| self.spots.get(spot)).map(PlacedCell::first_part);
            let first = first.fold(row.least, f32::max);
            row.after = if row.keep { lead.min(page) } else { 0.0 };
            row.long = row.height > page * SHORT;
            let together = row.height + row.after;
            let moves = !row.long && together <= page;
            row.lead = if moves { together } else { first.min(page) };
            lead = row.lead;
        }
        header + self.rows.get(self.body().start).map_or(0.0, |row| row.lead)
    }

    /// Puts the cells that begin in a row into their places. A cell whose place is taken adds its text to the cell
    /// there, so that none is printed over another.
    fn add_row(&mut self, row: usize, taken: &mut [(usize, usize)], paper: &PdfPaper) {
        let header = row < self.table.header_rows;
        let begin = self.spots.len();
        let mut content: Vec<Vec<&Cell>> = Vec::new();
        for cell in self.table.cells_of_row(row) {
            let Some(&(end, spot)) = taken.get(cell.col) else { continue };
            if end > row {
                match spot.checked_sub(begin).and_then(|at| content.get_mut(at)) {
                    Some(cells) => cells.push(cell),
                    None => self.append(spot, cell, paper),
                }
                continue;
            }
            let end = row.saturating_add(cell.rowspan).min(self.table.rows());
            let spot = (end, self.spots.len());
            let mut last = cell.col;
            for place in taken.iter_mut().skip(cell.col).take(cell.colspan).take_while(|(end, _)| *end <= row)
            {
                *place = spot;
                last += 1;
            }
            self.spots.push(self.spot(cell, end, last));
            content.push(vec![cell]);
        }
        for (spot, cells) in self.spots.iter_mut().skip(begin).zip(&content) {
            let blocks = cells.iter().flat_map(|cell| &cell.blocks);
            spot.stack = Stack::of_blocks(blocks, spot.width(), paper, !header);
            spot.stack.air(AIR);
        }
        self.rows.push(self.row(row, begin, paper));
    }

    fn spot(&self, cell: &Cell, end: usize, last: usize) -> PlacedCell {
        let edge = |at: usize| self.edges.get(at).copied().unwrap_or(0.0);
        let (left, right) = (edge(cell.col), edge(last));
        PlacedCell {
            at: (cell.row, cell.col),
            columns: last.saturating_sub(cell.col).max(1),
            end,
            single: end == cell.row + 1,
            sides: (left, right),
            padding: points(PADDING).min((right - left) / 4.0),
            middle: cell.look.middle,
            stack: Stack::default(),
        }
    }

    fn append(&mut self, spot: usize, cell: &Cell, paper: &PdfPaper) {
        let Some(spot) = self.spots.get_mut(spot) else { return };
        let more = Stack::of_blocks(cell.blocks.iter(), spot.width(), paper, true);
        spot.stack.append(more);
    }

    fn row(&self, row: usize, begin: usize, paper: &PdfPaper) -> GridRow {
        let spots = begin..self.spots.len();
        let singles = self.spots.iter().skip(begin).filter(|spot| spot.single);
        let height = singles.map(|spot| spot.stack.height).fold(0.0, f32::max);
        let blank = self.spots.iter().skip(begin).all(|spot| spot.stack.rows.is_empty());
        let line = if blank && !spots.is_empty() { paper.size(None) * LINE } else { 0.0 };
        let asked = points(self.table.heights.get(row).copied().unwrap_or(0));
        let least = asked.min(paper.body() / 4.0).max(line);
        let any = |asked: fn(&ParagraphLook) -> bool| {
            let paragraphs = self.table.cells_of_row(row).iter().flat_map(Cell::paragraphs);
            paragraphs.map(|paragraph| &*paragraph.look).any(asked)
        };
        GridRow {
            spots,
            least,
            height: height.max(least),
            keep: any(|look| look.keep_with_next),
            new_page: any(|look| look.new_page),
            ..GridRow::default()
        }
    }

    /// The header rows that are repeated on every page; none where a cell extends beyond them, or they leave too
    /// little room.
    fn repeated_header(&self, paper: &PdfPaper) -> Option<(usize, PdfPage, f32)> {
        let count = self.table.header_rows.min(self.rows.len());
        let last = self.rows.get(count.checked_sub(1)?)?;
        if self.spots.iter().take(last.spots.end).any(|spot| spot.end > count) {
            return None;
        }
        let height = self.rows.iter().take(count).map(|row| row.height).sum::<f32>();
        // Cells over several rows may make rows higher, which only the finished layout shows.
        if height > paper.body() / 2.0 {
            return None;
        }
        let (sheet, height) = rows::unbroken(self, count, paper);
        (height <= paper.body() / 2.0).then_some((count, sheet, height))
    }
}

impl PlacedCell {
    /// The width of its text.
    pub(super) fn width(&self) -> f32 {
        self.sides.1 - self.sides.0 - 2.0 * self.padding
    }

    /// The height that must be on the page where the row begins.
    fn first_part(&self) -> f32 {
        if self.single {
            self.stack.first_part()
        } else {
            self.stack.rows.first().map_or(0.0, |row| row.bottom())
        }
    }
}

/// The edges of the columns: the given widths, reduced where they do not fit the page.
fn edges(table: &Table, paper: &PdfPaper) -> Vec<f32> {
    let known = table.widths.len() == table.columns() && table.widths.iter().any(|width| *width > 0);
    let widths: Vec<f32> = if known {
        table.widths.iter().map(|width| points((*width).max(1))).collect()
    } else {
        vec![paper.text; table.columns()]
    };
    let sum = widths.iter().sum::<f32>();
    let scale = if sum > paper.text { paper.text / sum } else { 1.0 };
    let mut edges = vec![paper.left];
    let mut edge = paper.left;
    for width in widths {
        edge += width * scale;
        edges.push(edge);
    }
    edges
}
