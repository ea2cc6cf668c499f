//! A table row by row, as most formats want it: which cell begins at a place, which one comes down into it.

use std::collections::BTreeSet;

use super::WriteError;
use crate::document::{Block, Bound, Cell, Table};

/// One stretch of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Slot<'t> {
    /// Its first column, from 0.
    pub col: usize,
    /// How many columns it covers.
    pub span: usize,
    /// What stands there.
    pub piece: Piece<'t>,
}

/// What stands in a stretch of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Piece<'t> {
    /// A cell that begins in this row.
    Begins(&'t Cell),
    /// A cell of a row above, which comes down into this one.
    Continues(&'t Cell),
    /// No cell.
    Hole,
}

impl<'t> Slot<'t> {
    /// The cell that begins here.
    pub fn begins(&self) -> Option<&'t Cell> {
        match self.piece {
            Piece::Begins(cell) => Some(cell),
            Piece::Continues(_) | Piece::Hole => None,
        }
    }
}

/// A row of the table from its first column to its last.
///
/// # Errors
/// [`WriteError::Overlap`].
pub(super) fn row(table: &Table, row: usize) -> Result<Vec<Slot<'_>>, WriteError> {
    let mut cells: Vec<&Cell> = table.cells_reaching(row).collect();
    cells.sort_by_key(|cell| cell.col);
    let hole = |col| Slot { col, span: 1, piece: Piece::Hole };
    let (mut slots, mut end) = (Vec::with_capacity(cells.len()), 0);
    for cell in cells {
        if cell.col < end {
            return Err(WriteError::Overlap { table: table.number(), row: row + 1, column: cell.col + 1 });
        }
        slots.extend((end..cell.col).map(hole));
        let piece = if cell.row == row { Piece::Begins(cell) } else { Piece::Continues(cell) };
        slots.push(Slot { col: cell.col, span: cell.colspan, piece });
        end = cell.col.saturating_add(cell.colspan);
    }
    slots.extend((end..table.columns()).map(hole));
    Ok(slots)
}

/// A table for a format that knows no merges.
///
/// A merged cell has its text in its first place, and once more between two new cells: an aim that two tasks
/// share would else be read as that of the first alone. Where a column that merges also has a blank of its
/// own, which nobody could tell from a merged place, the text is repeated in every row that goes on to the
/// right of it. What ends a row, as an indicator that two measures share, is never repeated: it is one.
pub(super) struct Flat<'t> {
    table: &'t Table,
    repeats: bool,
}

impl<'t> Flat<'t> {
    /// Looks through the table.
    pub fn new(table: &'t Table) -> Self {
        let body = || table.cells().iter().filter(|cell| cell.row >= table.header_rows);
        let merges = |col: usize| body().any(|cell| cell.col == col && cell.rowspan > 1);
        let above = |cell: &Cell| table.cell_at(cell.row.checked_sub(1)?, cell.col);
        let hidden = |cell: &&Cell| {
            let below = above(cell).is_some_and(|above| !above.is_blank() && above.colspan == cell.colspan);
            cell.is_blank() && below && cell.row > table.header_rows
        };
        let hidden: BTreeSet<usize> = body().filter(hidden).map(|cell| cell.col).collect();
        Self { table, repeats: hidden.into_iter().any(merges) }
    }

    /// The cells of a row, each in its first column. Header rows repeat nothing.
    ///
    /// # Errors
    /// [`WriteError::Overlap`].
    pub fn row(&self, at: usize) -> Result<Vec<Option<&'t Cell>>, WriteError> {
        let slots = row(self.table, at)?;
        let is_new = |slot: &Slot<'_>| slot.begins().is_some_and(|cell| !cell.is_blank());
        let last_new = slots.iter().rposition(is_new).unwrap_or(0);
        let new_at = |at: Option<usize>| at.and_then(|at| slots.get(at)).is_some_and(is_new);
        let mut places = Vec::with_capacity(self.table.columns());
        for (index, slot) in slots.iter().enumerate() {
            let between = || new_at(index.checked_sub(1)) && new_at(index.checked_add(1));
            let repeats = at >= self.table.header_rows && (between() || (self.repeats && index < last_new));
            places.push(match slot.piece {
                Piece::Begins(cell) => Some(cell),
                Piece::Continues(cell) => Some(cell).filter(|_| repeats),
                Piece::Hole => None,
            });
            places.extend((1..slot.span).map(|_| None));
        }
        Ok(places)
    }
}

/// The widths of all columns in twentieths of a point: as the table has them, and where it has none an
/// equal share of what is left of the width.
pub(super) fn widths(table: &Table, width: u32) -> Vec<u32> {
    let known = |col: usize| table.widths.get(col).copied().filter(|width| *width > 0);
    let columns = 0..table.columns();
    let taken = columns.clone().filter_map(known).fold(0u32, u32::saturating_add);
    let open = u32::try_from(columns.clone().filter(|col| known(*col).is_none()).count()).unwrap_or(u32::MAX);
    // A column narrower than a centimetre holds no word.
    let share = width.saturating_sub(taken).checked_div(open).unwrap_or(0).max(567);
    columns.map(|col| known(col).unwrap_or(share)).collect()
}

/// The width of some columns together.
pub(super) fn span_width(widths: &[u32], col: usize, span: usize) -> u32 {
    widths.iter().skip(col).take(span).fold(0, |sum, width| sum.saturating_add(*width))
}

/// The size of letters that a table speaks in: of its first paragraph that has one. Empty cells take it,
/// lest they make a row higher than its text.
pub(super) fn size(table: &Table) -> Option<u16> {
    let blocks = table.cells().iter().flat_map(|cell| &cell.blocks);
    blocks.filter_map(Block::as_paragraph).find_map(|paragraph| paragraph.look.size)
}

/// Keeps recursion within what any stack and any reader holds.
///
/// # Errors
/// [`WriteError::TooBig`].
pub(super) fn check_depth(depth: usize) -> Result<(), WriteError> {
    Bound::Depth.check(depth).map_err(WriteError::TooBig)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_a_slot_for_every_place() {
        let cells = vec![Cell::new(0, 1).spanning(2, 2).with_text("а"), Cell::new(1, 0).with_text("б")];
        let table = Table::new(2, 4, cells).unwrap();
        let slots = |at| row(&table, at).unwrap().into_iter().map(|s| (s.col, s.span)).collect::<Vec<_>>();
        assert_eq!(slots(0), [(0, 1), (1, 2), (3, 1)]);
        assert_eq!(slots(1), [(0, 1), (1, 2), (3, 1)]);
        assert!(matches!(row(&table, 1).unwrap()[1].piece, Piece::Continues(_)));
        assert_eq!(row(&table, 1).unwrap()[0].begins().unwrap().text(), "б");
    }

    fn flat(table: &Table) -> Vec<Vec<String>> {
        let text = |cell: Option<&Cell>| cell.map(Cell::text).unwrap_or_default();
        let flat = Flat::new(table);
        let row = |at| flat.row(at).unwrap().into_iter().map(text).collect();
        (0..table.rows()).map(row).collect()
    }

    #[test]
    fn a_cell_from_above_is_repeated_between_new_ones() {
        let cells = vec![
            Cell::new(0, 0).with_text("завдання 1"),
            Cell::new(1, 0).spanning(2, 1).with_text("завдання 2"),
            Cell::new(0, 1).spanning(3, 1).with_text("мета"),
            Cell::new(0, 2).with_text("захід 1"),
            Cell::new(1, 2).with_text("захід 2"),
            Cell::new(2, 2).with_text("захід 3"),
            Cell::new(0, 3).spanning(3, 1).with_text("показник"),
        ];
        let mut table = Table::new(3, 4, cells).unwrap();
        let rows = flat(&table);
        assert_eq!(rows[0], ["завдання 1", "мета", "захід 1", "показник"]);
        assert_eq!(rows[1], ["завдання 2", "мета", "захід 2", ""]);
        assert_eq!(rows[2], ["", "", "захід 3", ""]);
        table.header_rows = 2;
        assert_eq!(flat(&table)[1], ["завдання 2", "", "захід 2", ""]);
    }

    #[test]
    fn where_a_blank_could_mean_two_things_the_text_is_repeated() {
        let mut cells = vec![
            Cell::new(0, 0).spanning(4, 1).with_text("завдання"),
            Cell::new(0, 1).spanning(2, 1).with_text("мета"),
            Cell::new(2, 1).spanning(2, 1),
        ];
        cells.extend((0..4).map(|row| Cell::new(row, 2).with_text("захід")));
        let rows = flat(&Table::new(4, 3, cells).unwrap());
        assert_eq!([&rows[1], &rows[3]], [&["завдання", "мета", "захід"], &["завдання", "", "захід"]]);
    }

    #[test]
    fn cells_on_the_same_place_are_refused() {
        let cells = vec![Cell::new(0, 0).spanning(2, 2), Cell::new(1, 1).with_text("загублена")];
        let table = Table::new(0, 0, cells).unwrap();
        assert!(row(&table, 0).is_ok());
        assert_eq!(row(&table, 1).unwrap_err(), WriteError::Overlap { table: 0, row: 2, column: 2 });
    }

    #[test]
    fn columns_without_a_width_share_the_rest() {
        let mut table = Table::new(1, 3, vec![]).unwrap();
        table.widths = vec![1000];
        assert_eq!(widths(&table, 9000), [1000, 4000, 4000]);
        assert_eq!(widths(&table, 0), [1000, 567, 567]);
    }
}
