//! Cells of a header that are merged over several columns, also where the format has lost the merging: the places
//! beside the text are blank there, and only the row below has texts.

use std::ops::Range;

use crate::document::{Cell, Table};

/// The cell that stands over a column in one of a header's rows.
pub(super) fn covering<'t>(
    table: &'t Table,
    rows: &Range<usize>,
    row: usize,
    column: usize,
) -> Option<&'t Cell> {
    let own = table.cell_at(row, column);
    let is_lost = own.is_none_or(|cell| cell.is_blank() && cell.row == row && cell.rowspan == 1);
    if !is_lost || !is_parted(table, rows, row, column) {
        return own;
    }
    for left in (0..column).rev() {
        if !is_parted(table, rows, row, left) || has_own_above(table, rows, row, left + 1) {
            break;
        }
        if let Some(cell) = table.cell_at(row, left).filter(|cell| !cell.is_blank()) {
            return Some(cell).filter(|cell| cell.row == row && cell.rowspan == 1).or(own);
        }
    }
    own
}

/// Whether a row below has a text of its own in this column.
fn is_parted(table: &Table, rows: &Range<usize>, row: usize, column: usize) -> bool {
    let begins = |below: usize| {
        table
            .cell_at(below, column)
            .is_some_and(|cell| !cell.is_blank() && cell.row == below && cell.col == column)
    };
    (row + 1..rows.end).any(begins)
}

/// Whether a cell in a row above begins in this column, so that nothing is merged over its left edge.
fn has_own_above(table: &Table, rows: &Range<usize>, row: usize, column: usize) -> bool {
    (rows.start..row)
        .filter_map(|above| table.cell_at(above, column))
        .any(|cell| !cell.is_blank() && cell.col == column)
}
