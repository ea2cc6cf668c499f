//! A table row by row, as most formats need it: the cells that begin in each row, and those that continue from
//! above.

use super::{WriteError, letters};
use crate::document::merges;
use crate::document::{Block, Bound, Cell, Paragraph, Table};

/// A part of a row: the columns of one cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Slot<'t> {
    /// Its first column, from 0.
    pub col: usize,
    /// How many columns it covers.
    pub span: usize,
    /// Its content.
    pub piece: GridPiece<'t>,
}

/// The content of a part of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum GridPiece<'t> {
    /// A cell that begins in this row.
    Begins(&'t Cell),
    /// A cell of a row above, which continues in this one.
    Continues(&'t Cell),
    /// No cell.
    Hole,
}

impl<'t> Slot<'t> {
    /// The cell that begins here.
    pub fn begins(&self) -> Option<&'t Cell> {
        match self.piece {
            GridPiece::Begins(cell) => Some(cell),
            GridPiece::Continues(_) | GridPiece::Hole => None,
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
    let hole = |col| Slot { col, span: 1, piece: GridPiece::Hole };
    let (mut slots, mut end) = (Vec::with_capacity(cells.len()), 0);
    for cell in cells {
        if cell.col < end {
            return Err(WriteError::Overlap { table: table.number(), row: row + 1, column: cell.col + 1 });
        }
        slots.extend((end..cell.col).map(hole));
        let piece = if cell.row == row { GridPiece::Begins(cell) } else { GridPiece::Continues(cell) };
        slots.push(Slot { col: cell.col, span: cell.colspan, piece });
        end = cell.col.saturating_add(cell.colspan);
    }
    slots.extend((end..table.columns()).map(hole));
    Ok(slots)
}

/// The places of a row for a format without merged cells: the text of each cell in its first place, and marks in
/// the other places that it covers (see [`merges`]).
///
/// # Errors
/// [`WriteError::Overlap`].
pub(super) fn flat(
    table: &Table,
    at: usize,
    text: impl Fn(&Cell) -> String,
) -> Result<Vec<String>, WriteError> {
    let mut places = Vec::with_capacity(table.columns());
    for slot in row(table, at)? {
        let (first, rest) = match slot.piece {
            GridPiece::Begins(cell) => {
                (merges::begun(cell, &text(cell), table.cells_of_row(at)), merges::covered(cell, at))
            }
            GridPiece::Continues(cell) => (merges::covered(cell, at), merges::covered(cell, at)),
            GridPiece::Hole => (String::new(), String::new()),
        };
        places.push(first);
        places.extend(std::iter::repeat_n(rest, slot.span.saturating_sub(1)));
    }
    if let Some(first) = places.first_mut().filter(|_| merges::begin_in(table, at)) {
        first.push_str(&merges::signature());
    }
    Ok(places)
}

/// The widths of all columns in twentieths of a point: those of the table, and an equal share of the remaining
/// width for the others.
pub(super) fn widths(table: &Table, width: u32) -> Vec<u32> {
    let known = |col: usize| table.widths.get(col).copied().filter(|width| *width > 0);
    let columns = 0..table.columns();
    let taken = columns.clone().filter_map(known).fold(0u32, u32::saturating_add);
    let open = u32::try_from(columns.clone().filter(|col| known(*col).is_none()).count()).unwrap_or(u32::MAX);
    // A column narrower than a centimetre has no room for a word.
    let share = width.saturating_sub(taken).checked_div(open).unwrap_or(0).max(567);
    columns.map(|col| known(col).unwrap_or(share)).collect()
}

/// The width of some columns together.
pub(super) fn span_width(widths: &[u32], col: usize, span: usize) -> u32 {
    widths.iter().skip(col).take(span).fold(0, |sum, width| sum.saturating_add(*width))
}

/// The font size of a table: that of its first paragraph with one. Empty cells get it too, because they must not
/// make a row higher than its text.
pub(super) fn size(table: &Table) -> Option<u16> {
    let blocks = table.cells().iter().flat_map(|cell| &cell.blocks);
    blocks.filter_map(Block::as_paragraph).find_map(|paragraph| paragraph.look.size)
}

/// Whether a row must stay with the next one.
pub(super) fn keeps(table: &Table, row: usize) -> bool {
    let begin = table.cells_of_row(row).iter();
    begin.flat_map(Cell::paragraphs).any(|paragraph| paragraph.look.keep_with_next)
}

/// A row lower than this share of a page is moved to the next page as a whole.
pub(super) const SHORT: f32 = 0.25;

/// Whether a row is so low that it is better moved to the next page than broken; `size` is the usual font size in
/// half-points, `page` the height of a page in twentieths of a point.
pub(super) fn is_short(table: &Table, row: usize, widths: &[u32], size: u16, page: u32) -> bool {
    let of_cell = |cell: &Cell| {
        let width = span_width(widths, cell.col, cell.colspan);
        let of_line = |paragraph: &Paragraph| {
            let size = f64::from(paragraph.look.size.unwrap_or(size)) / 2.0;
            letters::height(&paragraph.text(), size, paragraph.is_bold(), width)
        };
        cell.paragraphs().map(of_line).sum::<f64>()
    };
    let height = table.cells_of_row(row).iter().filter(|cell| cell.rowspan == 1).map(of_cell);
    height.fold(0.0, f64::max) < f64::from(page) / 20.0 * f64::from(SHORT)
}

/// Limits recursion, so that neither this program's stack nor a reader's can overflow.
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
        assert!(matches!(row(&table, 1).unwrap()[1].piece, GridPiece::Continues(_)));
        assert_eq!(row(&table, 1).unwrap()[0].begins().unwrap().text(), "б");
    }

    #[test]
    fn a_flat_row_says_what_goes_on() {
        let cells = vec![
            Cell::new(0, 0).spanning(1, 2).with_text("ціль"),
            Cell::new(1, 0).spanning(3, 1).with_text("завдання"),
            Cell::new(1, 1).with_text("захід 1"),
            Cell::new(2, 1).spanning(2, 1).with_text(" "),
        ];
        let table = Table::new(0, 3, cells).unwrap();
        let rows: Vec<_> = (0..4).map(|at| flat(&table, at, Cell::text).unwrap()).collect();
        let nbsp = |width| "\u{a0}".repeat(width);
        assert_eq!(rows[0], [format!("ціль{}", nbsp(5)), nbsp(4), nbsp(0)]);
        assert_eq!(rows[1], [format!("завдання{}", nbsp(2)), "захід 1".to_owned(), nbsp(0)]);
        assert_eq!(rows[2], [nbsp(2), nbsp(6), nbsp(0)]);
        assert_eq!(rows[3], [nbsp(3), nbsp(2), nbsp(0)]);
        let plain = Table::new(0, 0, vec![Cell::new(0, 0).with_text("захід"), Cell::new(0, 1)]).unwrap();
        assert_eq!(flat(&plain, 0, Cell::text).unwrap(), ["захід", ""]);
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
