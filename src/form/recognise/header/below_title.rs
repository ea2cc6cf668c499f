//! Headers below a title that is divided over the cells of a row, as in a CSV file.

use crate::{
    document::Table,
    form::words::{begins, words},
};

use super::{super::page::of_cells, Candidate, Header, HeaderTexts, find_at, nonblank};

/// A header without the rows above it that only have the title of the document: «Звіт про виконання плану;за ІV квартал
/// 2026 року». Such a row has a text of its own below each of its cells, and nothing is lost without it.
pub(super) fn below_title(texts: &HeaderTexts<'_>, found: Header, forms: &[&Candidate<'_>]) -> Header {
    let first = found.rows.start;
    if found.rows.len() < 2 || !is_title(texts.table(), first) {
        return found;
    }
    match find_at(texts, first + 1, forms) {
        Some(below) if counted(&below) >= counted(&found) => below_title(texts, below, forms),
        _ => found,
    }
}

fn counted(header: &Header) -> (usize, usize) {
    (header.valued.len(), header.columns.len())
}

fn is_title(table: &Table, row: usize) -> bool {
    let cells: Vec<_> = nonblank(table, row).collect();
    let own = |column: usize| {
        table.cell_at(row + 1, column).is_some_and(|cell| !cell.is_blank() && cell.row == row + 1)
    };
    cells.iter().all(|cell| own(cell.col)) && begins(&of_cells(&cells), &words().titles).is_some()
}
