//! The columns of a sheet, which all of its tables share.

use std::ops::RangeInclusive;

use crate::document::write::grid;
use crate::document::{Block, Table};

/// Edges closer than this are treated as one: a millimetre.
const NEAR: u32 = 57;

/// Where the columns of a sheet begin and end.
pub(super) struct SheetColumns {
    /// The edges from left to right, in twentieths of a point; at least two.
    edges: Vec<u32>,
    /// The width of the page, for tables that have none.
    width: u32,
}

impl SheetColumns {
    /// The edges of all ruled tables, or of all tables where none is ruled. A page without a table is one column.
    pub fn of(blocks: &[Block], width: u32) -> Self {
        let tables: Vec<&Table> = blocks.iter().filter_map(Block::as_table).collect();
        let has_ruled = tables.iter().any(|table| !table.unruled);
        let mut edges: Vec<u32> = vec![0];
        for table in tables.into_iter().filter(|table| !(has_ruled && table.unruled)) {
            for edge in edges_of(table, width) {
                let at = edges.partition_point(|known| *known < edge);
                let near = |known: Option<&u32>| known.is_some_and(|known| known.abs_diff(edge) < NEAR);
                if !near(edges.get(at)) && !near(at.checked_sub(1).and_then(|at| edges.get(at))) {
                    edges.insert(at, edge);
                }
            }
        }
        if edges.len() < 2 {
            edges.push(width.max(NEAR));
        }
        Self { edges, width }
    }

    /// The number of columns.
    pub fn count(&self) -> usize {
        self.edges.len() - 1
    }

    /// The widths from left to right.
    pub fn widths(&self) -> Vec<u32> {
        self.edges.iter().zip(self.edges.iter().skip(1)).map(|(left, right)| right - left).collect()
    }

    /// The column that begins nearest to a place, from 0.
    pub fn nearest(&self, place: u32) -> usize {
        let starts = self.edges.iter().take(self.count()).enumerate();
        starts.min_by_key(|(_, edge)| edge.abs_diff(place)).map_or(0, |(at, _)| at)
    }

    /// The columns of the sheet that each column of a table covers; at least one.
    pub fn under(&self, table: &Table) -> Vec<RangeInclusive<usize>> {
        let mut covered = Vec::new();
        let mut from = 0;
        for edge in edges_of(table, self.width) {
            let ends = self.edges.iter().skip(1).enumerate();
            let nearest = ends.min_by_key(|(_, end)| end.abs_diff(edge)).map_or(0, |(at, _)| at);
            // A table with more columns than the sheet has edges for continues to the right.
            let to = nearest.max(from);
            covered.push(from..=to);
            from = to + 1;
        }
        covered
    }
}

/// Where the columns of a table end.
fn edges_of(table: &Table, width: u32) -> Vec<u32> {
    let mut edge = 0u32;
    let ends = grid::widths(table, width).into_iter().map(|width| {
        edge = edge.saturating_add(width);
        edge
    });
    ends.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(widths: &[u32]) -> Table {
        let mut table = Table::new(1, widths.len(), vec![]).unwrap();
        table.widths = widths.to_vec();
        table
    }

    #[test]
    fn tables_of_the_same_widths_share_columns() {
        let blocks = [table(&[600, 2400, 5000]).into(), table(&[610, 2390, 5000]).into()];
        let columns = SheetColumns::of(&blocks, 8000);
        assert_eq!(columns.widths(), [600, 2400, 5000]);
        assert_eq!(columns.under(&table(&[610, 2390, 5000])), [0..=0, 1..=1, 2..=2]);
        assert_eq!((columns.nearest(2900), columns.nearest(9000)), (2, 2));
    }

    #[test]
    fn tables_of_other_widths_span_the_columns_of_both() {
        let blocks = [table(&[4000, 4000]).into(), table(&[2000, 6000]).into()];
        let columns = SheetColumns::of(&blocks, 8000);
        assert_eq!(columns.widths(), [2000, 2000, 4000]);
        assert_eq!(columns.under(&table(&[4000, 4000])), [0..=1, 2..=2]);
        assert_eq!(columns.under(&table(&[1, 1, 1, 1])), [0..=0, 1..=1, 2..=2, 3..=3]);
    }

    #[test]
    fn a_page_without_tables_is_one_column() {
        assert_eq!(SheetColumns::of(&[], 8000).widths(), [8000]);
    }
}
