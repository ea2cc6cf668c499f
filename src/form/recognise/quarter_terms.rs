//! A column «Квартал» with the quarter of each measure («ІІ», «І–ІІІ») has terms. It gets their header, and its
//! numerals the word that makes them terms.

use crate::{
    document::{Cell, Document, Table},
    form::{form::Holds, period::heading, words::key},
};

use super::{
    header::{Candidate, is_count_of_columns, nonblank},
    page::{self, cell_text},
};

/// The rows in which the header is looked for.
const SEARCHED_ROWS: usize = 60;
/// The headers of such columns, folded.
const HEADERS: [&str; 5] = ["квартал", "квартали", "кв.", "кв", "квартал виконання"];
/// The header that they get.
const TERM: &str = "Строк виконання";

/// The document with such columns as terms; `None` where it has none.
pub fn as_terms(document: &Document, candidates: &[Candidate<'_>]) -> Option<Document> {
    document.with_tables(|table| {
        let header = header(table)?;
        // Another column has the terms.
        let is_term = |cell: &Cell| candidates.iter().any(|one| one.names(Holds::Term, &cell_text(cell)));
        if nonblank(table, header.row).any(is_term) {
            return None;
        }
        with_terms(table, header)
    })
}

/// The header of a column of quarters, near the top of a table.
pub fn header(table: &Table) -> Option<&Cell> {
    let is_header = |cell: &&Cell| {
        page::initial(cell).may_begin("кв")
            && cell.colspan == 1
            && HEADERS.contains(&key(&cell_text(cell)).as_str())
    };
    let rows = 0..table.rows().min(SEARCHED_ROWS);
    rows.flat_map(|row| table.cells_of_row(row)).find(is_header)
}

fn with_terms(table: &Table, header: &Cell) -> Option<Table> {
    // The numbers of columns are no quarters.
    let below = |cell: &Cell| {
        cell.col == header.col
            && cell.row > header.row
            && cell.colspan == 1
            && !is_count_of_columns(table, cell.row)
    };
    let texts = || table.cells().iter().filter(|cell| below(cell) && !cell.is_blank()).map(cell_text);
    let is_quarter = |text: &String| heading::bare_quarters(text).is_some();
    let fits = |text: &String| is_quarter(text) || text.contains(char::is_alphabetic);
    (texts().any(|text| is_quarter(&text)) && texts().all(|text| fits(&text))).then_some(())?;
    let rewritten = |cell: &Cell| {
        let text = cell_text(cell);
        let text = match heading::bare_quarters(&text) {
            _ if cell.row == header.row => TERM.to_owned(),
            Some(_) => format!("{text} квартал"),
            None => return cell.clone(),
        };
        cell.clone().reworded(text)
    };
    let is_own = |cell: &Cell| below(cell) || (cell.row, cell.col) == (header.row, header.col);
    let cells = table.cells().iter().map(|cell| if is_own(cell) { rewritten(cell) } else { cell.clone() });
    table.with_cells((table.rows(), table.columns()), cells.collect()).ok()
}
