//! Puts the rows of a table on pages: rows break between lines, and cells over several rows continue beside them.

use super::flow::{Pages, SLACK};
use super::geometry::PdfPaper;
use super::grid::{Grid, PlacedCell};
use super::sheet::{Mark, PdfPage};
use super::stack::Stack;

/// Puts a table at the current position on the pages.
pub(super) fn place(pages: &mut Pages<'_>, grid: &Grid<'_>) {
    let body = grid.body();
    if let Some((_, sheet, height)) = &grid.header {
        let lead = grid.rows.get(body.start).map_or(0.0, |row| row.lead);
        if height + lead > pages.room() + SLACK && !pages.is_fresh() {
            pages.turn();
        }
        pages.header(sheet, *height, false);
    }
    let mut placing = Placing { pages, grid, open: Vec::new() };
    for row in body {
        placing.row(row);
    }
}

/// The first rows on a sheet of unlimited height, from 0 down, and their height.
pub(super) fn unbroken(grid: &Grid<'_>, rows: usize, paper: &PdfPaper) -> (PdfPage, f32) {
    let endless = PdfPaper { top: 0.0, bottom: f32::MAX, ..paper.clone() };
    let mut pages = Pages::new(&endless);
    let mut placing = Placing { pages: &mut pages, grid, open: Vec::new() };
    for row in 0..rows {
        placing.whole_row(row);
    }
    let height = pages.y;
    (std::mem::take(&mut pages.sheet), height)
}

/// A cell that has begun and not ended yet.
struct BegunCell<'a> {
    spot: &'a PlacedCell,
    mark: Mark,
    /// Where it begins on this page.
    top: f32,
    /// The first line that is not on a page yet.
    cursor: usize,
    /// Whether no part of it is on an earlier page.
    whole: bool,
}

struct Placing<'p, 'a, 'g> {
    pages: &'p mut Pages<'a>,
    grid: &'g Grid<'g>,
    open: Vec<BegunCell<'g>>,
}

impl Placing<'_, '_, '_> {
    fn row(&mut self, row: usize) {
        let Some(look) = self.grid.rows.get(row) else { return };
        if !self.pages.is_fresh() && (look.new_page || look.lead > self.pages.room() + SLACK) {
            self.turn();
        }
        self.open(row);
        let mut least = look.least;
        loop {
            let room = self.pages.room() + SLACK;
            let ink = self.need(row, Stack::ink).max(least);
            // A gap below the last line may go beyond the page.
            let need = self.need(row, Stack::rest).max(least).min(room.max(ink));
            let company = !look.long || need + look.after <= room;
            if need <= room && company {
                return self.end(row, need);
            }
            // The rest of the row must not be too short on the next page, so some lines are moved along with it.
            let limit = if need <= room { need - self.last_lines(row) } else { room };
            let part = self.lines_within(limit);
            if part > 0.0 {
                self.pages.y += part;
                least = 0.0;
            } else if self.pages.is_fresh() {
                return self.end(row, need);
            }
            self.turn();
        }
    }

    /// Puts a row whose height is not limited by a page.
    fn whole_row(&mut self, row: usize) {
        let least = self.grid.rows.get(row).map_or(0.0, |row| row.least);
        self.open(row);
        self.end(row, self.need(row, Stack::rest).max(least));
    }

    fn open(&mut self, row: usize) {
        let spots = self.grid.rows.get(row).map(|row| row.spots.clone()).unwrap_or_default();
        let (grid, top) = (self.grid, self.pages.y);
        let spots = grid.spots.get(spots).unwrap_or_default();
        let marked = (self.grid.rows.get(row).map_or(0, |row| row.spots.start)..).zip(spots);
        let mark = |at: usize| Mark::Cell(grid.block, at);
        self.open.extend(marked.map(|(at, spot)| BegunCell {
            spot,
            mark: mark(at),
            top,
            cursor: 0,
            whole: true,
        }));
    }

    /// The height that the cells which end with this row still need; `height` gives that of one cell.
    fn need(&self, row: usize, height: fn(&Stack, usize) -> f32) -> f32 {
        let ending = self.open.iter().filter(|open| open.spot.end == row + 1);
        ending.map(|open| height(&open.spot.stack, open.cursor) - self.above(open)).fold(0.0, f32::max)
    }

    /// The height of the part of a cell that is above the row on this page.
    fn above(&self, open: &BegunCell<'_>) -> f32 {
        self.pages.y - open.top
    }

    /// The height of the lines of any cell that fit into `limit`.
    fn lines_within(&self, limit: f32) -> f32 {
        let part = |open: &BegunCell<'_>| {
            let above = self.above(open);
            let end = open.spot.stack.fitting(open.cursor, limit + above);
            open.spot.stack.between(open.cursor, end) - above
        };
        self.open.iter().map(part).fold(0.0, f32::max)
    }

    /// The height of the last lines of the row: one and a half, which moves two.
    fn last_lines(&self, row: usize) -> f32 {
        let ending = self.open.iter().filter(|open| open.spot.end == row + 1);
        let last = ending.filter_map(|open| open.spot.stack.rows.last());
        last.map(|row| (row.bottom() - row.top) * 1.5).fold(0.0, f32::max)
    }

    /// Ends the row, and the cells that end with it.
    fn end(&mut self, row: usize, height: f32) {
        self.pages.y += height;
        let (y, ruled) = (self.pages.y, !self.grid.table.unruled);
        let sheet = &mut self.pages.sheet;
        self.open.retain_mut(|open| {
            let ends = open.spot.end <= row + 1;
            if ends {
                open.put(sheet, y, true, ruled);
            }
            !ends
        });
    }

    /// Ends the page; open cells continue below the repeated header.
    fn turn(&mut self) {
        let (y, ruled) = (self.pages.y, !self.grid.table.unruled);
        for open in &mut self.open {
            open.put(&mut self.pages.sheet, y, false, ruled);
        }
        self.pages.turn();
        if let Some((_, sheet, height)) = &self.grid.header {
            self.pages.header(sheet, *height, true);
        }
        for open in &mut self.open {
            open.top = self.pages.y;
        }
    }
}

impl BegunCell<'_> {
    /// Puts the part of a cell that is on this page and ends at `bottom`.
    fn put(&mut self, sheet: &mut PdfPage, bottom: f32, ends: bool, ruled: bool) {
        let height = bottom - self.top;
        if height <= SLACK && !ends {
            return;
        }
        let PlacedCell { stack, sides, padding, middle, .. } = self.spot;
        let end = if ends { stack.rows.len() } else { stack.fitting(self.cursor, height) };
        let spare = (height - stack.height).max(0.0);
        let down = if *middle && self.whole && ends { spare / 2.0 } else { 0.0 };
        sheet.put(stack, self.cursor..end, (sides.0 + padding, self.top + down), self.mark);
        if ends && stack.is_blank() {
            sheet.blanks.push(self.mark);
        }
        if ruled {
            sheet.rules.frame(*sides, (self.top, bottom));
        }
        self.cursor = end;
        self.whole = false;
    }
}
