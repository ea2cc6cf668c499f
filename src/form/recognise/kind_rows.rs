//! A row of targets above a row of facts: «план» and «факт» below each other in a column of their own. The two rows
//! become one, with a column of targets and one of facts for each column of values.

use std::ops::Range;

use crate::{
    document::{Aside, AsideOf, Cell, Document, Table},
    form::{form::Holds, period::heading, words::key},
};

use super::{
    header::is_count_of_columns,
    page::{self, cell_text},
};

/// The rows in which the first such row is looked for.
const SEARCHED_ROWS: usize = 60;
/// The words for a row of targets, folded.
const TARGETS: [&str; 5] = ["план", "заплановано", "планове", "планове значення", "п"];
/// The words for a row of facts, folded.
const FACTS: [&str; 7] = ["факт", "виконано", "фактично", "фактичне", "фактичне значення", "виконання", "ф"];

/// The document with targets and facts side by side; `None` where it has no such rows.
pub fn as_columns(document: &Document) -> Option<Document> {
    document.with_tables(|table| KindRows::of(table)?.table())
}

/// What the rows of a table have: a target or a fact.
struct KindRows<'a> {
    table: &'a Table,
    /// The column with the words.
    column: usize,
    /// The first row with such a word.
    first: usize,
    /// The row that each second row of a pair joins, by the second row.
    pairs: Vec<(usize, usize)>,
    /// The lowest row of the header.
    header: usize,
    /// The columns of values.
    values: Vec<usize>,
}

fn kind(cell: &Cell) -> Option<Holds> {
    let initial = page::initial(cell);
    let begins = |words: &[&str]| words.iter().any(|word| initial.may_begin(word));
    if !(begins(&TARGETS) || begins(&FACTS)) || cell.colspan > 1 {
        return None;
    }
    let text = key(cell_text(cell).trim_end_matches([':', '.', ' ']));
    match () {
        () if TARGETS.contains(&text.as_str()) => Some(Holds::Target),
        () if FACTS.contains(&text.as_str()) => Some(Holds::Fact),
        () => None,
    }
}

/// The period that the header of a column of values names: «ІІ кв.», or a number alone, which gets its word.
fn time_in(header: &str) -> Option<String> {
    match heading::only(header) {
        Some(_) => Some(header.to_owned()),
        None => heading::bare_quarter(header).map(|_| format!("{header} квартал")),
    }
}

impl<'a> KindRows<'a> {
    fn of(table: &'a Table) -> Option<Self> {
        let begins = |cell: &&Cell| {
            let below = table.cell_at(cell.row + 1, cell.col).filter(|below| below.row == cell.row + 1);
            let kinds = kind(cell).zip(below.and_then(kind));
            kinds.is_some_and(|(own, below)| own != below)
        };
        let rows = 1..table.rows().min(SEARCHED_ROWS);
        let first = rows.into_iter().find_map(|row| table.cells_of_row(row).iter().find(begins))?;
        let (first, column) = (first.row, first.col);
        let mut found = Self { table, column, first, pairs: Vec::new(), header: 0, values: Vec::new() };
        found.pair()?;
        found.values = found.value_columns()?;
        found.header = (0..first).rev().find(|row| found.is_header(*row))?;
        // What a column of values has is said by its header, or by the rows alone where there is only one.
        let timed = |column: &usize| time_in(&found.text(found.header, *column)).is_some();
        (found.values.len() == 1 || found.values.iter().all(timed)).then_some(found)
    }

    /// The cell that begins at a place and is not blank.
    fn at(&self, row: usize, column: usize) -> Option<&'a Cell> {
        self.table
            .cell_at(row, column)
            .filter(|cell| cell.row == row && cell.col == column && !cell.is_blank())
    }

    fn text(&self, row: usize, column: usize) -> String {
        self.table.cell_at(row, column).map(cell_text).unwrap_or_default()
    }

    fn kind(&self, row: usize) -> Option<Holds> {
        kind(self.at(row, self.column)?)
    }

    /// Pairs the rows; none where other words stand in the column, or a row of facts alone.
    fn pair(&mut self) -> Option<()> {
        let mut row = self.first;
        while row < self.table.rows() {
            let (own, next) = (self.kind(row), self.kind(row + 1));
            match (own, next) {
                (Some(own), Some(next)) if own != next => {
                    self.pairs.push((row + 1, row));
                    row += 2;
                }
                (Some(Holds::Target), _) => row += 1,
                (Some(_), _) => return None,
                (None, _) => {
                    // A heading over the columns, or a row without values.
                    let other = self.at(row, self.column).is_some_and(|cell| cell.colspan == 1);
                    (!other || is_count_of_columns(self.table, row)).then_some(())?;
                    row += 1;
                }
            }
        }
        Some(())
    }

    /// The row that a second row of a pair joins.
    fn joins(&self, row: usize) -> Option<usize> {
        self.pairs
            .binary_search_by_key(&row, |(second, _)| *second)
            .ok()
            .and_then(|at| self.pairs.get(at))
            .map(|(_, first)| *first)
    }

    /// The columns behind the words in which both rows of a pair have cells of their own.
    fn value_columns(&self) -> Option<Vec<usize>> {
        let is_value = |column: &usize| {
            let second = self.pairs.iter().any(|(second, _)| self.at(*second, *column).is_some());
            second && !key(&self.text(self.first.saturating_sub(1), *column)).starts_with("приміт")
        };
        let columns: Vec<usize> = (self.column + 1..self.table.columns()).filter(is_value).collect();
        (!columns.is_empty()).then_some(columns)
    }

    /// Whether a row is the lowest one of the header: it names every column of values, and does not count them.
    fn is_header(&self, row: usize) -> bool {
        let named = |column: &usize| {
            self.table.cell_at(row, *column).is_some_and(|cell| cell.colspan == 1 && !cell.is_blank())
        };
        self.values.iter().all(named) && !is_count_of_columns(self.table, row)
    }

    fn new_row(&self, row: usize) -> usize {
        row - self.pairs.partition_point(|(second, _)| *second < row)
    }

    /// Where a column is afterwards; that of the words is gone, and those of values take two.
    fn new_column(&self, column: usize) -> usize {
        let values = self.values.iter().filter(|value| **value < column).count();
        column + values - usize::from(column > self.column)
    }

    fn new_columns(&self, cell: &Cell) -> Range<usize> {
        self.new_column(cell.col)..self.new_column(cell.col + cell.colspan)
    }

    fn table(&self) -> Option<Table> {
        let mut cells: Vec<Cell> = Vec::with_capacity(self.table.cells().len());
        for cell in self.table.cells() {
            let columns = self.new_columns(cell);
            let end = self.new_row(cell.row + cell.rowspan);
            let row = self.new_row(self.joins(cell.row).unwrap_or(cell.row));
            let moved = Cell {
                row,
                rowspan: end.saturating_sub(row).max(1),
                col: columns.start,
                colspan: columns.len(),
                ..cell.clone()
            };
            let below = cell.row >= self.first;
            let value = self.values.contains(&cell.col) && cell.colspan == 1;
            if columns.is_empty() {
                // The words themselves.
            } else if self.counts(cell.row) {
                // Numbers of columns would no longer count.
            } else if value && cell.row + cell.rowspan == self.header + 1 {
                let header = cell_text(cell);
                let time = time_in(&header).unwrap_or_default();
                for (at, word) in ["План", "Факт"].into_iter().enumerate() {
                    let text = format!("{word} {time}");
                    let one = Cell { col: columns.start + at, colspan: 1, ..moved.clone() };
                    cells.push(one.reworded(text.trim()));
                }
            } else if value && below && self.kind(cell.row).is_some() {
                (cell.rowspan == 1).then_some(())?;
                let at = usize::from(self.kind(cell.row) == Some(Holds::Fact));
                cells.push(Cell { col: columns.start + at, colspan: 1, ..moved });
            } else if let Some(first) = self.joins(cell.row) {
                let above = self.table.cell_at(first, cell.col);
                let same = above.is_some_and(|above| cell_text(above) == cell_text(cell));
                if cell.is_blank() || same {
                    continue;
                }
                // A note below an empty one comes in its place; two different texts cannot be joined.
                let above = above.filter(|above| above.row == first && above.is_blank())?;
                cells.retain(|known| (known.row, known.col) != (row, self.new_column(above.col)));
                cells.push(moved);
            } else {
                cells.push(moved);
            }
        }
        let mut table = self.table.with_cells((0, 0), cells).ok()?;
        table.asides = self.table.asides.iter().map(|aside| self.aside(aside)).collect();
        Some(table)
    }

    /// Whether a row only counts the columns.
    fn counts(&self, row: usize) -> bool {
        (self.header + 1..self.first).contains(&row) && is_count_of_columns(self.table, row)
    }

    fn aside(&self, aside: &Aside) -> Aside {
        let at = match aside.what {
            AsideOf::HiddenColumn => self.new_column(aside.at),
            AsideOf::HiddenSheet => aside.at,
            AsideOf::HiddenRow | AsideOf::LeftOutRow => self.new_row(aside.at),
        };
        Aside { at, ..aside.clone() }
    }
}
