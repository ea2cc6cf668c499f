//! Tables: a grid and the cells that cover it.

use jiff::civil;
use rust_decimal::Decimal;

use super::cover::Cover;
use super::error::Bound;
use super::{Aside, Block, Blocks, CellLook, Paragraph, Place, effect};

/// A table: a grid of `rows` by `columns`, covered by cells that may span several of them.
///
/// Places of the grid that no cell covers (Word's `gridBefore`, empty cells of a sheet) are holes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The name of the sheet, in spreadsheets.
    pub name: Option<String>,
    /// The number of rows at the top that are marked as header rows, repeated on every page; 0 when none is marked.
    pub header_rows: usize,
    /// Widths of the columns in twentieths of a point; empty when unknown.
    pub widths: Vec<u32>,
    /// The least heights of its first rows, for writers; further rows are as high as their text.
    pub heights: Vec<u32>,
    /// Without lines round its cells, because it is used only for layout. For writers.
    pub unruled: bool,
    /// Its hidden rows and columns.
    pub asides: Vec<Aside>,
    /// Its place; set by [`super::Document::new`].
    pub place: Place,
    rows: usize,
    columns: usize,
    cells: Vec<Cell>,
    cover: Cover,
    /// Whether no cell has a table or a formatting that changes its meaning. Known once, because a long table need not
    /// be looked through for what is rare.
    plain: bool,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// Its first row in the grid, from 0.
    pub row: usize,
    /// Its first column in the grid, from 0.
    pub col: usize,
    /// How many rows it covers, at least 1.
    pub rowspan: usize,
    /// How many columns it covers, at least 1.
    pub colspan: usize,
    /// Its content: paragraphs, and rarely tables.
    pub blocks: Blocks,
    /// The value that a spreadsheet stores with the text it shows.
    pub value: Option<CellValue>,
    /// How it is set, for writers.
    pub look: CellLook,
    /// Its place; set by [`super::Document::new`].
    pub place: Place,
}

/// The typed value of a cell of a spreadsheet.
#[derive(Clone, Debug, PartialEq)]
pub enum CellValue {
    /// A number.
    Number(Decimal),
    /// A share: 0.5 is shown as 50 %.
    Percent(Decimal),
    /// A day.
    Date(civil::Date),
    /// A day with a time.
    DateTime(civil::DateTime),
    /// True or false.
    Logical(bool),
    /// A formula whose result the file does not store, as it is written. The cell has it as its text, so that
    /// nobody takes the cell for an empty one.
    Formula(String),
}

impl Table {
    /// A table with these cells, in any order. The grid is as large as the cells need, and at least `rows` by
    /// `columns`. Where cells overlap, the one that begins first covers the place; the other one stays in
    /// [`Table::cells`].
    ///
    /// # Errors
    /// The bound that the grid would exceed: [`Bound::Rows`], [`Bound::Columns`] or [`Bound::Covered`].
    pub fn new(rows: usize, columns: usize, mut cells: Vec<Cell>) -> Result<Self, Bound> {
        cells.sort_by_key(|cell| (cell.row, cell.col));
        let (mut height, mut width) = (rows, columns);
        let mut covered = 0_usize;
        for cell in &mut cells {
            cell.rowspan = cell.rowspan.max(1);
            cell.colspan = cell.colspan.max(1);
            covered = covered.saturating_add(cell.rowspan);
            height = height.max(cell.row.saturating_add(cell.rowspan));
            width = width.max(cell.col.saturating_add(cell.colspan));
        }
        Bound::Rows.check(height)?;
        Bound::Columns.check(width)?;
        Bound::Covered.check(covered)?;
        let (cover, plain) = (Cover::of(height, &cells), cells.iter().all(Cell::is_plain));
        Ok(Self { rows: height, columns: width, cells, cover, plain, ..Self::default() })
    }

    /// The same table with other cells in a grid of at least `rows` by `columns`; what stands aside stays where it is.
    ///
    /// # Errors
    /// As [`Table::new`].
    pub fn with_cells(&self, (rows, columns): (usize, usize), cells: Vec<Cell>) -> Result<Self, Bound> {
        let (name, asides) = (self.name.clone(), self.asides.clone());
        Ok(Self { place: self.place, name, asides, ..Self::new(rows, columns, cells)? })
    }

    /// The number of rows of the grid.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The number of columns of the grid.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The number of the table in its document, from 1 (see [`Place::table`]); 0 outside a document.
    pub fn number(&self) -> u32 {
        self.place.table.unwrap_or(0)
    }

    /// All cells, row by row.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The cell that covers a place of the grid (counted from 0), if any.
    pub fn cell_at(&self, row: usize, col: usize) -> Option<&Cell> {
        self.cells_reaching(row).find(|cell| cell.covers(row, col))
    }

    /// The cells that cover a part of this row; those that begin in a row above come first.
    pub(super) fn cells_reaching(&self, row: usize) -> impl Iterator<Item = &Cell> {
        self.cover.row(row).iter().filter_map(|index| self.cells.get(*index))
    }

    /// The cells that begin in this row, from left to right.
    pub fn cells_of_row(&self, row: usize) -> &[Cell] {
        self.cells.get(self.cover.own(row)).unwrap_or_default()
    }

    /// Whether no cell has a table inside it, or a run with an effect.
    pub fn is_plain(&self) -> bool {
        self.plain
    }

    /// Changes the blocks of its cells; the grid stays.
    pub(super) fn change_blocks(&mut self, change: impl FnMut(&mut Block)) {
        self.cells.iter_mut().flat_map(|cell| &mut cell.blocks).for_each(change);
        self.plain = self.cells.iter().all(Cell::is_plain);
    }

    /// Adds this table and those inside its cells. The recursion is as deep as the document, which readers limit.
    pub(super) fn collect_with_inner<'a>(&'a self, all: &mut Vec<&'a Self>) {
        all.push(self);
        if self.plain {
            return;
        }
        for table in self.cells.iter().flat_map(|cell| &cell.blocks).filter_map(Block::as_table) {
            table.collect_with_inner(all);
        }
    }

    /// Gives the table this number, and the tables inside it the numbers after `last`.
    pub(super) fn set_places(&mut self, number: u32, last: &mut u32) {
        self.place = Place::of_table(number);
        for cell in &mut self.cells {
            // The line of the text file is kept.
            cell.place = Place { line: cell.place.line, ..self.place.at_cell(cell.row, cell.col) };
            let mut line = 0;
            for block in &mut cell.blocks {
                match block {
                    Block::Paragraph(paragraph) => {
                        line += 1;
                        let known = paragraph.place.line.unwrap_or(line);
                        paragraph.place = cell.place.at_line(known);
                    }
                    Block::Table(table) => {
                        *last = last.saturating_add(1);
                        table.set_places(*last, last);
                    }
                }
            }
        }
    }
}

impl Cell {
    /// An empty cell of one place, counted from 0.
    pub fn new(row: usize, col: usize) -> Self {
        Self { row, col, rowspan: 1, colspan: 1, ..Self::default() }
    }

    /// The same cell with these spans.
    #[must_use]
    pub fn spanning(mut self, rowspan: usize, colspan: usize) -> Self {
        (self.rowspan, self.colspan) = (rowspan.max(1), colspan.max(1));
        self
    }

    /// The same cell with one more paragraph for each line of the text.
    #[must_use]
    pub fn with_text(mut self, text: &str) -> Self {
        self.blocks.extend(text.split('\n').map(|line| Block::Paragraph(Paragraph::new(line))));
        self
    }

    /// The same cell with another text, which has no value of its own.
    #[must_use]
    pub fn reworded(self, text: impl Into<String>) -> Self {
        Self { blocks: vec![Block::Paragraph(Paragraph::new(text))].into(), value: None, ..self }
    }

    /// The same cell with a block added.
    #[must_use]
    pub fn with_block(mut self, block: impl Into<Block>) -> Self {
        self.blocks.push(block.into());
        self
    }

    /// The same cell with a value.
    #[must_use]
    pub fn with_value(mut self, value: CellValue) -> Self {
        self.value = Some(value);
        self
    }

    /// Its paragraphs, without those of tables inside it.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        self.blocks.iter().filter_map(Block::as_paragraph)
    }

    /// Whether the cell covers a place of the grid (from 0).
    pub fn covers(&self, row: usize, col: usize) -> bool {
        (self.row..self.row.saturating_add(self.rowspan)).contains(&row)
            && (self.col..self.col.saturating_add(self.colspan)).contains(&col)
    }

    /// Its text, with one line for each paragraph, without automatic labels. A table inside it adds one line for
    /// each row, with its cells separated by tabulators, so that no visible text is lost.
    pub fn text(&self) -> String {
        self.lines(Paragraph::text)
    }

    /// As [`Cell::text`], with automatic labels.
    pub fn labelled_text(&self) -> String {
        self.lines(Paragraph::labelled_text)
    }

    /// Whether it has no visible content.
    pub fn is_blank(&self) -> bool {
        self.blocks.iter().all(|block| match block {
            Block::Paragraph(paragraph) => paragraph.is_blank(),
            Block::Table(table) => table.cells.iter().all(Self::is_blank),
        })
    }

    fn is_plain(&self) -> bool {
        self.blocks.iter().all(|block| match block {
            Block::Paragraph(paragraph) => !effect::is_in(&paragraph.runs),
            Block::Table(_) => false,
        })
    }

    fn lines(&self, text: fn(&Paragraph) -> String) -> String {
        let mut lines = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Paragraph(paragraph) => lines.push(text(paragraph)),
                Block::Table(table) => lines.extend((0..table.rows).map(|row| {
                    let cells: Vec<String> =
                        table.cells_of_row(row).iter().map(|cell| cell.lines(text)).collect();
                    cells.join("\t")
                })),
            }
        }
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_covering_cell_is_found_anywhere_in_its_area() {
        let cells = vec![
            Cell::new(1, 0).spanning(2, 1).with_text("зліва"),
            Cell::new(0, 0).spanning(1, 3).with_text("зверху"),
            Cell::new(1, 2).with_text("справа"),
        ];
        let table = Table::new(0, 0, cells).unwrap();
        assert_eq!((table.rows(), table.columns()), (3, 3));
        assert_eq!(table.cell_at(0, 2).unwrap().text(), "зверху");
        assert_eq!(table.cell_at(2, 0).unwrap().text(), "зліва");
        assert_eq!(table.cell_at(1, 1), None);
        assert_eq!(table.cell_at(0, 3), None);
        assert_eq!(table.cell_at(usize::MAX, 1), None);
        assert_eq!(table.cells_of_row(1).len(), 2);
        assert!(table.cells_of_row(9).is_empty());
    }

    #[test]
    fn an_overlapping_cell_loses_the_place_and_keeps_its_text() {
        let cells =
            vec![Cell::new(0, 0).spanning(1, 2).with_text("перша"), Cell::new(0, 1).with_text("друга")];
        let table = Table::new(0, 0, cells).unwrap();
        assert_eq!(table.cell_at(0, 1).unwrap().text(), "перша");
        assert_eq!(table.cells().len(), 2);
    }

    #[test]
    fn a_grid_has_bounds() {
        let wide = Cell::new(0, 0).spanning(1, 257);
        assert_eq!(Table::new(0, 0, vec![wide]).unwrap_err(), Bound::Columns);
        assert_eq!(Table::new(0, 0, vec![Cell::new(usize::MAX, 0)]).unwrap_err(), Bound::Rows);
        assert!(Table::new(20_000, 256, vec![]).is_ok());
        let tall = |col| Cell::new(0, col).spanning(20_000, 1);
        assert_eq!(Table::new(0, 0, (0..250).map(tall).collect()).unwrap_err(), Bound::Covered);
    }

    #[test]
    fn a_table_knows_whether_its_text_is_plain() {
        let struck = |text: &str| {
            let mut paragraph = Paragraph::new(text);
            paragraph.runs.iter_mut().for_each(|run| run.effect = effect::Effect::Struck);
            Cell::new(0, 1).with_block(paragraph)
        };
        let plain = Table::new(0, 0, vec![Cell::new(0, 0).with_text("5")]).unwrap();
        assert!(plain.is_plain());
        assert!(!Table::new(0, 0, vec![Cell::new(0, 0).with_block(plain)]).unwrap().is_plain());
        let mut table = Table::new(0, 0, vec![Cell::new(0, 0).with_text("5"), struck("6")]).unwrap();
        assert!(!table.is_plain());
        table.change_blocks(Block::count);
        assert!(table.is_plain());
    }

    #[test]
    fn a_table_inside_a_cell_is_read_with_it() {
        let inner = Table::new(0, 0, vec![Cell::new(0, 0).with_text("Бюро"), Cell::new(0, 1).with_text("3")])
            .unwrap();
        let cell = Cell::new(0, 0).with_text("Разом:").with_block(inner);
        assert_eq!(cell.text(), "Разом:\nБюро\t3");
        assert!(!cell.is_blank());
    }
}
