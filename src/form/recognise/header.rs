//! Finding the header of a plan's table, and by it the form.

mod below_title;
mod columns;
mod group;
mod likely;
mod lost_merges;
mod matched;
mod placing;
mod wording;

pub use columns::{Further, Goes, UnsureColumn};
pub use group::HeaderTexts;
pub use likely::likely;

use std::{borrow::Cow, collections::HashSet, ops::Range};

use crate::{
    document::{Cell, Table},
    form::{
        form::{Form, FormColumn, Holds},
        words::key,
    },
};

use self::{
    below_title::below_title,
    columns::Valued,
    group::{groups, groups_in},
    lost_merges::covering,
    matched::matched,
    wording::Wording,
};

use super::page::{self, cell_text};

/// The last row in which a table's header may begin; above it are the approval block and the title.
const SEARCHED_ROWS: usize = 60;
/// How many rows a header may have.
const HEIGHT: usize = 5;
/// How long the text of a header's cell may be, in bytes.
const LONGEST: usize = 600;
/// The least likeness, of a hundred points, at which two wordings are equal.
const SAME_WORDING: u32 = 70;

/// A header that was found.
#[derive(Clone, Debug)]
pub struct Header {
    /// The form it belongs to, by its index.
    pub form: usize,
    /// Its rows.
    pub rows: Range<usize>,
    /// The columns of the table with their content.
    pub columns: Vec<(Range<usize>, Holds)>,
    /// The units that the headers of values name, each with its first column: «План, тис. грн».
    pub units: Vec<(usize, String)>,
    /// How many columns the table has.
    pub width: usize,
    /// Columns that the form does not know.
    pub unknown: Vec<UnknownColumn>,
    /// Further columns with the same content, filled in once the table's period is known.
    pub further: Vec<Further>,
    /// A column of tasks or indicators that was read as that of measures, with its header.
    pub instead: Option<(usize, String)>,
    /// The first column whose header names only a period, where such columns were read as targets.
    pub unnamed: Option<(usize, String)>,
    /// Whether such columns were read as facts after all.
    pub unnamed_are_facts: bool,
    /// Headers of a longer period that were read as the document's own period, each with its column.
    pub assumed: Vec<(usize, String)>,
    valued: Vec<Valued>,
    texts: HashSet<String>,
    score: u32,
}

/// A column that the form does not know.
#[derive(Clone, Debug)]
pub struct UnknownColumn {
    /// Its first column of the table.
    pub column: usize,
    /// Its header.
    pub text: String,
    /// Whether tables of measures usually have it: «Джерело».
    pub usual: bool,
    /// What the column of values that it repeats holds: a second «Факт».
    pub repeats: Option<Holds>,
}

impl Header {
    /// How well it fits its form, of a hundred points.
    pub fn score(&self) -> u32 {
        self.score
    }

    /// Whether a column has this content, for any quarter.
    pub fn has(&self, holds: Holds) -> bool {
        self.columns
            .iter()
            .map(|(_, held)| held)
            .chain(self.valued.iter().map(|valued| &valued.holds))
            .any(|held| *held == holds)
    }

    /// The unit in the header of a column.
    pub fn unit_of(&self, column: usize) -> Option<&str> {
        self.units.iter().find(|(start, _)| *start == column).map(|(_, unit)| unit.as_str())
    }

    /// Whether a column belongs to one that the form does not know, which is reported as a whole.
    pub fn reports_on(&self, column: usize) -> bool {
        let known = self.columns.iter().map(|(range, _)| range.start).filter(|start| *start <= column).max();
        let unknown =
            self.unknown.iter().map(|unknown| unknown.column).filter(|start| *start <= column).max();
        unknown.is_some() && unknown > known
    }

    /// The same header for a table that continues without one: with as many columns, or a row of as many cells.
    pub fn stretched_over(&self, table: &Table) -> Option<Self> {
        if table.columns() == self.width {
            return Some(self.clone());
        }
        let count = self.columns.len() + self.unknown.len();
        if !self.valued.iter().all(|valued| self.columns.iter().any(|(range, _)| *range == valued.columns)) {
            return None;
        }
        let full = |row: &usize| {
            let cells = table.cells_of_row(*row);
            cells.len() == count && cells.iter().map(|cell| cell.colspan).sum::<usize>() == table.columns()
        };
        let cells = (0..table.rows()).find(full).map(|row| table.cells_of_row(row))?;
        let starts = self.columns.iter().map(|(range, _)| range.start);
        let mut order: Vec<usize> = starts.chain(self.unknown.iter().map(|unknown| unknown.column)).collect();
        order.sort_unstable();
        let place = |start: usize| {
            let cell = order.iter().position(|column| *column == start).and_then(|at| cells.get(at))?;
            Some(cell.col..cell.col + cell.colspan)
        };
        let columns = self.columns.iter().filter_map(|(range, holds)| Some((place(range.start)?, *holds)));
        let units = self.units.iter();
        let units = units.filter_map(|(start, unit)| Some((place(*start)?.start, unit.clone()))).collect();
        Some(Self { columns: columns.collect(), units, width: table.columns(), ..self.clone() })
    }

    /// Whether a row repeats the header, or one of its rows.
    pub fn is_repeated_by(&self, cells: &[&Cell]) -> bool {
        let known = |cell: &Cell| {
            let initial = page::initial(cell);
            self.texts.iter().any(|text| initial.may_begin(text))
                && self.texts.contains(&key(&cell_text(cell)))
        };
        cells.len() >= 2 && cells.iter().all(|cell| known(cell))
    }
}

/// Whether a row only numbers the columns: 1, 2, 3, 4, or А, Б, 1, 2 as in statistical forms.
pub fn counts_columns(cells: &[&Cell]) -> bool {
    let begins = |sign: &str| cells.first().is_some_and(|cell| page::initial(cell).may_begin(sign));
    if cells.len() < 3 || !(begins("1") || begins("а")) {
        return false;
    }
    let letter = |(letter, cell): &(char, &&Cell)| key(&cell_text(cell)) == letter.to_string();
    let letters = "абвгдеє".chars().zip(cells).take_while(letter).count();
    let number = |cell: &Cell| cell_text(cell).trim_end_matches('.').parse();
    let numbers = cells.iter().skip(letters);
    (letters == 0 || letters >= 2 || cells.len() > 3)
        && (1..).zip(numbers).all(|(n, cell)| number(cell) == Ok(n))
}

/// As [`counts_columns`], for a row of a table.
pub fn is_count_of_columns(table: &Table, row: usize) -> bool {
    counts_columns(&nonblank(table, row).collect::<Vec<_>>())
}

/// The cells that begin in a row and are not blank.
pub fn nonblank(table: &Table, row: usize) -> impl Iterator<Item = &Cell> {
    table.cells_of_row(row).iter().filter(|cell| !cell.is_blank())
}

/// A form with its wordings prepared for comparing.
pub struct Candidate<'f> {
    index: usize,
    form: &'f Form,
    /// Whether the user has named this form.
    named: bool,
    /// Whether a table may lack columns that the form requires, because other tables of the document have them.
    partial: bool,
    wordings: Vec<Vec<Cow<'static, Wording>>>,
}

impl<'f> Candidate<'f> {
    /// Prepares the form with this index.
    pub fn new(index: usize, form: &'f Form) -> Self {
        let wordings =
            |column: &FormColumn| column.headers.iter().map(|text| Wording::of_form(text)).collect();
        Self {
            index,
            form,
            named: false,
            partial: false,
            wordings: form.columns.iter().map(wordings).collect(),
        }
    }

    /// The same for a form that the user has named.
    pub fn named(self) -> Self {
        Self { named: true, ..self }
    }

    /// The same for one of several tables: it needs measures and any of their values.
    pub fn partial(self) -> Self {
        Self { partial: true, ..self }
    }

    /// Whether a text is a header of the form's column with this content.
    pub fn names(&self, holds: Holds, text: &str) -> bool {
        let own = Wording::new(text);
        let mut columns = self.form.columns.iter().zip(&self.wordings);
        columns.any(|(column, known)| {
            column.holds == holds && known.iter().any(|one| one.likeness(&own) >= SAME_WORDING)
        })
    }

    /// The index of the form.
    pub fn index(&self) -> usize {
        self.index
    }
}

/// The first header in a table, for the form that fits best; a plain form only where no other fits.
pub fn find(table: &Table, forms: &[Candidate<'_>]) -> Option<Header> {
    let texts = HeaderTexts::of(table);
    let (plain, others): (Vec<_>, Vec<_>) = forms.iter().partition(|candidate| candidate.form.plain);
    let first = |forms: &[&Candidate<'_>]| {
        let starts = (0..table.rows().min(SEARCHED_ROWS)).filter(|_| !forms.is_empty());
        let mut begins =
            starts.filter(|from| may_be_header(table, *from) && !goes_on_from_above(table, *from));
        let found = begins.find_map(|from| find_at(&texts, from, forms))?;
        Some(below_title(&texts, found, forms))
    };
    let has_values = |header: &Header| header.has(Holds::Target) || header.has(Holds::Fact);
    match first(&others) {
        // A form without figures is not used for a table that has figures.
        Some(found) if !has_values(&found) && !found.unknown.is_empty() => {
            Some(first(&plain).filter(has_values).unwrap_or(found))
        }
        found => found.or_else(|| first(&plain)),
    }
}

/// The best header that begins at a row.
fn find_at(texts: &HeaderTexts<'_>, from: usize, forms: &[&Candidate<'_>]) -> Option<Header> {
    let table = texts.table();
    let mut best: Option<Header> = None;
    for to in from + 1..=(from + HEIGHT).min(table.rows()) {
        let row = to - 1;
        // A row in the middle may have a single cell of its own beside cells from above.
        let middle = row > from && goes_on_from_above(table, row) && is_short(table, row);
        if !middle && !may_be_header(table, row) {
            break;
        }
        // The names of the columns below a spanning cell belong to the header.
        if is_parted_below(table, row) {
            continue;
        }
        let groups = groups_in(texts, from..to);
        for candidate in forms {
            let found = matched(&groups, candidate, from..to, table);
            // Of two that fit equally well the one with more columns of values is chosen, because it includes more
            // rows.
            let fits = |new: &Header| (new.score, new.valued.len());
            if let Some(found) = found.filter(|new| best.as_ref().is_none_or(|b| fits(b) < fits(new))) {
                best = Some(found);
            }
        }
    }
    best
}

/// Whether all cells of the row below are under cells of this row that span several columns.
fn is_parted_below(table: &Table, row: usize) -> bool {
    let wide = |column: usize| {
        let over = |column: usize| covering(table, &(row..row + 2), row, column);
        let above = over(column).filter(|cell| !cell.is_blank());
        let beside = |cell: &Cell| over(cell.col + 1).is_some_and(|next| std::ptr::eq(next, cell));
        above.is_some_and(|cell| cell.row == row && cell.rowspan == 1 && (cell.colspan > 1 || beside(cell)))
    };
    let mut below = nonblank(table, row + 1).peekable();
    below.peek().is_some() && below.all(|cell| wide(cell.col)) && nonblank(table, row + 1).count() > 1
}

/// Whether a row has non-blank cells from above; a header does not begin there.
fn goes_on_from_above(table: &Table, row: usize) -> bool {
    let mut covering = (0..table.columns()).filter_map(|column| table.cell_at(row, column));
    covering.any(|cell| cell.row < row && !cell.is_blank())
}

/// Whether a row may belong to a header: it has several cells and no long texts. This avoids most comparisons.
fn may_be_header(table: &Table, row: usize) -> bool {
    let counts = || {
        let cells: Vec<&Cell> = nonblank(table, row).collect();
        cells.first().is_some_and(|first| first.col == 0) && counts_columns(&cells)
    };
    nonblank(table, row).count() >= 2 && is_short(table, row) && !counts()
}

/// Whether no cell of a row has a long text.
fn is_short(table: &Table, row: usize) -> bool {
    let length = |cell: &Cell| {
        cell.paragraphs().map(|p| p.runs.iter().map(|r| r.text.len()).sum::<usize>()).sum::<usize>()
    };
    nonblank(table, row).all(|cell| length(cell) < LONGEST)
}

/// The texts of the row that is most like a header, for an error message.
pub fn guess(table: &Table) -> Vec<String> {
    (0..table.rows().min(SEARCHED_ROWS))
        .map(|row| nonblank(table, row).map(cell_text).collect::<Vec<_>>())
        .find(|texts| texts.len() >= 3)
        .unwrap_or_default()
}

/// The texts of a row's columns, with those below that its merged cells extend to.
pub fn texts_of(table: &Table, row: usize) -> Vec<String> {
    let height = nonblank(table, row).map(|cell| cell.rowspan).max().unwrap_or(1);
    let rows = row..(row + height).min(table.rows());
    groups(table, rows).into_iter().map(|group| group.joined).collect()
}

/// The texts of the columns in a header that begins at a row: as [`texts_of`], then with each further row that it
/// may have.
pub fn texts_from(table: &Table, row: usize) -> Vec<Vec<String>> {
    let below = row.saturating_add(2)..=row.saturating_add(HEIGHT).min(table.rows());
    let of = |end: usize| groups(table, row..end).into_iter().map(|group| group.joined).collect();
    match row < table.rows() {
        true => std::iter::once(texts_of(table, row)).chain(below.map(of)).collect(),
        false => Vec::new(),
    }
}

/// Neighbouring columns under the same header, with its texts joined from the top down.
pub struct HeaderColumns {
    /// The columns.
    pub columns: Range<usize>,
    /// The header.
    pub text: String,
}

/// The columns under the headers in some rows, from the left.
pub fn columns_of(texts: &HeaderTexts<'_>, rows: Range<usize>) -> impl Iterator<Item = HeaderColumns> {
    let groups = groups_in(texts, rows).into_iter();
    groups.map(|group| HeaderColumns { columns: group.columns, text: group.joined })
}

/// The first column of each text of [`texts_of`].
pub fn starts_of(table: &Table, row: usize) -> Vec<usize> {
    let height = nonblank(table, row).map(|cell| cell.rowspan).max().unwrap_or(1);
    let rows = row..(row + height).min(table.rows());
    groups(table, rows).into_iter().map(|group| group.columns.start).collect()
}

/// The first row of a table with so many columns that has a row below it.
pub fn first_with(table: &Table, columns: usize) -> Option<Vec<String>> {
    let rows = 0..table.rows().min(SEARCHED_ROWS).saturating_sub(1);
    rows.map(|row| texts_of(table, row)).find(|texts| texts.len() == columns)
}
