//! A table while it is read: its cells onto a grid.

use super::super::error::Bound;
use super::super::style_look::StyleLook;
use super::super::{Aside, AsideOf, Cell, Table};
use super::flow::Flow;

/// A table that is open.
#[derive(Default)]
pub(super) struct OpenTable {
    cells: Vec<Cell>,
    /// How many rows have begun.
    rows: usize,
    row_open: bool,
    /// For every column, the first row that no cell above covers.
    free_from: Vec<usize>,
    cell: Option<(Cell, Flow)>,
    head: HeaderRows,
    asides: Vec<Aside>,
    /// The looks of the table, of the open group of rows and of the open row.
    looks: [StyleLook; 3],
}

/// The positions of the rows that are marked as headers.
#[derive(Clone, Copy, Default)]
struct HeaderRows {
    open: bool,
    rows: usize,
}

impl OpenTable {
    /// A table with the look that its own tag and what is around it give to its text.
    pub fn inside(around: StyleLook) -> Self {
        Self { looks: [around, StyleLook::default(), StyleLook::default()], ..Self::default() }
    }

    /// A group of rows begins.
    pub fn begin_group(&mut self, look: StyleLook) {
        let [_, group, row] = &mut self.looks;
        (*group, *row) = (look, StyleLook::default());
    }

    /// The text of the cell that is open.
    pub fn flow(&mut self) -> Option<&mut Flow> {
        self.cell.as_mut().map(|(_, flow)| flow)
    }

    /// A row begins.
    pub fn begin_row(&mut self, look: StyleLook) -> Result<(), Bound> {
        self.end_cell();
        let [.., row] = &mut self.looks;
        *row = look;
        if look.hidden == Some(true) {
            self.asides.push(Aside { what: AsideOf::HiddenRow, at: self.rows, text: String::new() });
        }
        if self.head.open && self.head.rows == self.rows {
            self.head.rows += 1;
        }
        self.rows += 1;
        self.row_open = true;
        Bound::Rows.check(self.rows)
    }

    /// A row ends.
    pub fn end_row(&mut self) {
        self.end_cell();
        self.row_open = false;
    }

    /// Begins a cell with the spans that its tag gives.
    pub fn begin_cell(&mut self, rowspan: Option<&str>, colspan: Option<&str>) -> Result<(), Bound> {
        self.end_cell();
        if !self.row_open {
            self.begin_row(StyleLook::default())?;
        }
        let row = self.rows.saturating_sub(1);
        let taken = |free: &&usize| **free > row;
        let col = self.free_from.iter().take_while(taken).count();
        let colspan = span(colspan).clamp(1, Bound::Columns.limit());
        // A span of 0 extends to the end of the table, where all spans are cut.
        let rowspan = match span(rowspan) {
            0 => Bound::Rows.limit(),
            rowspan => rowspan.min(Bound::Rows.limit()),
        };
        Bound::Columns.check(col + colspan)?;
        if self.free_from.len() < col + colspan {
            self.free_from.resize(col + colspan, 0);
        }
        for free in self.free_from.iter_mut().skip(col).take(colspan) {
            *free = (*free).max(row + rowspan);
        }
        let [of_table, group, of_row] = self.looks;
        let around = of_row.of_container().over(group.of_container()).over(of_table);
        self.cell = Some((Cell::new(row, col).spanning(rowspan, colspan), Flow::inside(around)));
        Ok(())
    }

    /// A cell ends.
    pub fn end_cell(&mut self) {
        let Some((mut cell, flow)) = self.cell.take() else { return };
        cell.blocks = flow.finish().into();
        self.cells.push(cell);
    }

    /// The header begins or ends.
    pub fn head(&mut self, begins: bool) {
        self.end_row();
        self.head.open = begins;
    }

    /// The table; `None` when it has no row.
    pub fn finish(mut self) -> Result<Option<Table>, Bound> {
        self.end_row();
        for cell in &mut self.cells {
            cell.rowspan = cell.rowspan.min(self.rows.saturating_sub(cell.row));
        }
        if self.rows == 0 {
            return Ok(None);
        }
        let mut table = Table::new(self.rows, 0, self.cells)?;
        table.header_rows = self.head.rows;
        table.asides = self.asides;
        Ok(Some(table))
    }
}

fn span(text: Option<&str>) -> usize {
    let digits = text.map(|text| text.trim()).filter(|text| !text.is_empty());
    digits.map_or(1, |digits| {
        let number = digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().unwrap_or(if number { usize::MAX } else { 1 })
    })
}
