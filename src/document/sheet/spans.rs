//! Fits merged regions onto the grid: none extends beyond it, none covers another.

use crate::document::Cell;
use crate::document::error::Bound;

/// What becomes of a cell under another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::document) enum Covered {
    /// It keeps its text.
    Stay,
    /// It goes away, as workbooks show only the upper left cell of a region.
    Go,
}

/// Makes spans fit, so that cells given by any file cover each place once.
///
/// A span that reaches beyond the [`Bound`]s (somebody merged whole rows) ends where the text of the table
/// ends. A cell under another one loses its span.
pub(in crate::document) fn fit(cells: &mut Vec<Cell>, covered: Covered) {
    let last = cells.iter().fold((0, 0), |(row, col), cell| (cell.row.max(row), cell.col.max(col)));
    let (height, width) = (last.0.saturating_add(1), last.1.saturating_add(1));
    cells.sort_by_key(|cell| (cell.row, cell.col));
    // For each column, the first row that is free.
    let mut taken = vec![0_usize; width.clamp(Bound::Columns.limit(), Bound::Columns.limit() * 2)];
    cells.retain_mut(|cell| {
        if taken.get(cell.col).is_some_and(|until| *until > cell.row) {
            (cell.rowspan, cell.colspan) = (1, 1);
            return covered == Covered::Stay;
        }
        cell.rowspan = within(cell.row, cell.rowspan, height, Bound::Rows);
        cell.colspan = within(cell.col, cell.colspan, width, Bound::Columns);
        let over = taken.get_mut(cell.col..).unwrap_or_default();
        let free = over.iter().take(cell.colspan).take_while(|until| **until <= cell.row).count();
        cell.colspan = free.max(1);
        let until = cell.row.saturating_add(cell.rowspan);
        over.iter_mut().take(free).for_each(|place| *place = until);
        true
    });
}

fn within(at: usize, span: usize, end: usize, bound: Bound) -> usize {
    let fits = at.saturating_add(span) <= bound.limit();
    if fits { span.max(1) } else { end.saturating_sub(at).max(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fitted(spans: &[(usize, usize, usize, usize)], covered: Covered) -> Vec<(usize, usize, usize, usize)> {
        let cell = |&(row, col, down, right): &(usize, usize, usize, usize)| {
            Cell::new(row, col).spanning(down, right)
        };
        let mut cells: Vec<Cell> = spans.iter().map(cell).collect();
        fit(&mut cells, covered);
        cells.iter().map(|cell| (cell.row, cell.col, cell.rowspan, cell.colspan)).collect()
    }

    #[test]
    fn spans_that_fit_stay() {
        let cells = [(0, 0, 1, 3), (1, 0, 2, 1), (1, 1, 1, 1), (2, 1, 1, 2)];
        assert_eq!(fitted(&cells, Covered::Stay), cells);
    }

    #[test]
    fn whole_rows_and_columns_end_with_the_text() {
        assert_eq!(
            fitted(&[(0, 0, 1, 16_384), (3, 4, 1_048_576, 1)], Covered::Stay),
            [(0, 0, 1, 5), (3, 4, 1, 1)]
        );
        assert_eq!(fitted(&[(0, 0, usize::MAX, usize::MAX)], Covered::Stay), [(0, 0, 1, 1)]);
    }

    #[test]
    fn a_place_is_covered_once() {
        let cells = [(0, 0, 3, 2), (1, 1, 3, 3), (1, 2, 1, 1)];
        assert_eq!(fitted(&cells, Covered::Stay), [(0, 0, 3, 2), (1, 1, 1, 1), (1, 2, 1, 1)]);
        assert_eq!(fitted(&cells, Covered::Go), [(0, 0, 3, 2), (1, 2, 1, 1)]);
        assert_eq!(fitted(&[(0, 1, 2, 1), (1, 0, 1, 3)], Covered::Stay), [(0, 1, 2, 1), (1, 0, 1, 1)]);
    }
}
