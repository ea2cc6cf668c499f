//! Which cells of a table cover a row.

use std::ops::Range;

use super::Cell;

/// For every row, the indices of the cells that cover a part of it, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cover {
    /// The indices of all rows, one row after another.
    indices: Vec<usize>,
    /// Where the indices of each row end.
    ends: Vec<usize>,
    /// The end of each row's own cells among the cells.
    own_ends: Vec<usize>,
}

impl Cover {
    /// The cover of so many rows, for sorted cells.
    pub fn of(rows: usize, cells: &[Cell]) -> Self {
        let (mut ends, mut own_ends) = (vec![0_usize; rows], vec![0_usize; rows]);
        for cell in cells {
            if let Some(count) = own_ends.get_mut(cell.row) {
                *count += 1;
            }
            ends.get_mut(reached(cell)).unwrap_or_default().iter_mut().for_each(|count| *count += 1);
        }
        let mut sum = 0;
        for end in &mut ends {
            // Holds the beginning of the row at first, and becomes its end as its cells are added.
            let count = std::mem::replace(end, sum);
            sum += count;
        }
        let mut own = 0;
        for end in &mut own_ends {
            own += *end;
            *end = own;
        }
        let mut indices = vec![0; sum];
        for (index, cell) in cells.iter().enumerate() {
            for end in ends.get_mut(reached(cell)).unwrap_or_default() {
                if let Some(place) = indices.get_mut(*end) {
                    *place = index;
                }
                *end += 1;
            }
        }
        Self { indices, ends, own_ends }
    }

    /// The indices of the cells that cover a part of a row.
    pub fn row(&self, row: usize) -> &[usize] {
        self.indices.get(between(&self.ends, row)).unwrap_or_default()
    }

    /// The range of the cells that begin in a row.
    pub fn own(&self, row: usize) -> Range<usize> {
        between(&self.own_ends, row)
    }
}

/// The range of a row: from the end of the row before to its own end; empty below the last row.
fn between(ends: &[usize], row: usize) -> Range<usize> {
    let from = row.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    ends.get(row).map_or(0..0, |end| from..*end)
}

/// The rows that a cell reaches into.
fn reached(cell: &Cell) -> Range<usize> {
    cell.row..cell.row.saturating_add(cell.rowspan)
}
