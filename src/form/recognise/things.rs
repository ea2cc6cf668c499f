//! Targets and facts of several things side by side («План: заходів, осіб», «Факт: заходів, осіб»): each thing
//! becomes a row with an indicator of its own. Where the things are performers, they have shares of one indicator.

mod by_performer;
mod header_words;

pub use by_performer::is_unit_of_office;

use std::{collections::HashSet, ops::Range};

use crate::{
    document::{Cell, Document, Place, Table},
    domain::DoubtKind,
    form::{
        form::{Form, Holds},
        labels::labels,
        period::heading::{self, Of},
        units,
        words::{begins, key, words},
    },
};

use self::header_words::{HeaderWords, is_of_value, words_of_total};

use super::{
    header::{HeaderColumns, HeaderTexts, columns_of, counts_columns, nonblank},
    outline::{About, Outline},
    page::cell_text,
};

/// The last row in which such a header may begin.
const SEARCHED_ROWS: usize = 60;
/// How many rows it may have.
const HEIGHT: usize = 3;
/// The most things of a table.
const MOST: usize = 6;

/// A document whose things are rows.
pub struct InRows {
    /// The document.
    pub document: Document,
    /// The headers of each table that was changed, with the things that they name.
    changed: Vec<(Place, String, String)>,
}

impl InRows {
    /// Doubts the names of the indicators, because they come from headers.
    pub fn doubt(&self, outline: &mut Outline) {
        for (place, headers, things) in &self.changed {
            outline.doubted(About::Plan, *place, DoubtKind::Reading, headers, things, &[]);
        }
    }
}

/// The document with a row for each thing; `None` where no table has several of them.
pub fn as_rows(document: &Document, forms: &[Form]) -> Option<InRows> {
    let words = HeaderWords::of(forms);
    let mut changed = Vec::new();
    let document = document.with_tables(|table| {
        let things = Things::find(table, &words)?;
        let rows = if things.are_performers() { things.by_performer() } else { things.table() }?;
        changed.push((things.place(), things.headers(), things.names().join("; ")));
        Some(rows)
    })?;
    Some(InRows { document, changed })
}

/// A column of one thing's target or fact.
struct ThingColumn {
    columns: Range<usize>,
    header: String,
    holds: Holds,
    of: Option<Of>,
    thing: usize,
}

/// The things in the header of a table.
struct Things<'a> {
    table: &'a Table,
    header: Range<usize>,
    names: Vec<String>,
    columns: Vec<ThingColumn>,
    /// Whether they share the targets, so that only their facts stand apart.
    shared: bool,
    /// The column of indicators, where the table has one besides.
    indicator: Option<usize>,
    /// Whether it has a column of units.
    measured: bool,
}

impl<'a> Things<'a> {
    fn find(table: &'a Table, words: &HeaderWords) -> Option<Self> {
        let begins = |row: &usize| nonblank(table, *row).filter(|cell| words.may_begin(cell)).count() >= 2;
        let starts: Vec<usize> = (0..table.rows().min(SEARCHED_ROWS)).filter(begins).take(HEIGHT).collect();
        let texts = HeaderTexts::of(table);
        let mut tried = HashSet::new();
        let froms = starts.into_iter().flat_map(|row| row.saturating_sub(HEIGHT - 1)..=row);
        froms.filter(|from| tried.insert(*from)).find_map(|from| {
            (from + 1..=(from + HEIGHT).min(table.rows().saturating_sub(1)))
                .find_map(|to| Self::of(&texts, from..to, words))
        })
    }

    fn of(texts: &HeaderTexts<'a>, header: Range<usize>, words: &HeaderWords) -> Option<Self> {
        let table = texts.table();
        let ends_here = |row| nonblank(table, row).all(|cell| row + cell.rowspan <= header.end);
        (header.clone().all(ends_here) && header.clone().all(|row| nonblank(table, row).count() >= 2))
            .then_some(())?;
        let mut things = Self {
            table,
            header: header.clone(),
            names: Vec::new(),
            columns: Vec::new(),
            shared: false,
            indicator: None,
            measured: false,
        };
        let mut bare: Vec<(Range<usize>, String, Holds)> = Vec::new();
        for HeaderColumns { columns, text } in columns_of(texts, header) {
            let (timeless, of) = heading::parted(&text);
            let Some((holds, name)) = words.parted(&timeless) else {
                match words.other(&text) {
                    Some(Holds::Indicator) => things.indicator = Some(columns.start),
                    Some(_) => things.measured = true,
                    None => {}
                }
                continue;
            };
            if name.is_empty() && of.is_none() {
                bare.push((columns, text, holds));
                continue;
            }
            name.contains(char::is_alphabetic).then_some(()).or_else(|| name.contains('%').then_some(()))?;
            (!is_of_value(&name) && heading::bare_quarters(&name).is_none()).then_some(())?;
            let known = things.names.iter().position(|known| key(known) == key(&name));
            let thing = known.unwrap_or(things.names.len());
            if known.is_none() {
                things.names.push(name);
            }
            things.columns.push(ThingColumn { columns, header: text, holds, of, thing });
        }
        if bare.is_empty() {
            return things.is_whole().then_some(things);
        }
        // One plan beside the facts of several offices, perhaps with a fact for all of them.
        let count = |wanted: Holds| bare.iter().filter(|(.., holds)| *holds == wanted).count();
        (count(Holds::Target) == 1 && count(Holds::Fact) <= 1).then_some(())?;
        for (columns, header, holds) in bare.into_iter().filter(|(.., holds)| *holds == Holds::Fact) {
            let thing = things.names.len();
            things.names.push(words_of_total());
            things.columns.push(ThingColumn { columns, header, holds, of: None, thing });
        }
        things.shared = true;
        let facts = things.columns.iter().all(|column| column.holds == Holds::Fact && column.of.is_none());
        let each = things.columns.len() == things.names.len();
        (facts && each && (2..=MOST).contains(&things.names.len()) && things.are_performers())
            .then_some(things)
    }

    /// Whether every thing has one target, and each or none of them one fact, all of the same period.
    fn is_whole(&self) -> bool {
        let of = |holds: Holds| self.columns.iter().filter(move |column| column.holds == holds);
        let distinct = |holds: Holds| of(holds).map(|column| column.thing).collect::<HashSet<_>>().len();
        let count = self.names.len();
        let [targets, facts] = [Holds::Target, Holds::Fact].map(|holds| (of(holds).count(), distinct(holds)));
        let first = self.columns.first().map(|column| column.of);
        (2..=MOST).contains(&count)
            && targets == (count, count)
            && (facts == (count, count) || facts == (0, 0))
            && self.columns.iter().all(|column| Some(column.of) == first)
    }

    /// The first of the columns of values.
    fn first_column(&self) -> Option<usize> {
        self.columns.iter().map(|column| column.columns.start).min()
    }

    fn names(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).collect()
    }

    fn headers(&self) -> String {
        self.columns.iter().map(|column| column.header.as_str()).collect::<Vec<_>>().join("; ")
    }

    fn place(&self) -> Place {
        let first = self
            .columns
            .first()
            .and_then(|first| self.table.cell_at(self.header.end.saturating_sub(1), first.columns.start));
        first.map_or(self.table.place, |cell| cell.place)
    }

    /// The column of a thing that covers a column of the table.
    fn at(&self, column: usize) -> Option<&ThingColumn> {
        self.columns.iter().find(|one| one.columns.contains(&column))
    }

    /// The things that have a value in a row; the first where none has.
    fn in_row(&self, row: usize) -> Vec<usize> {
        let cells: Vec<&Cell> = nonblank(self.table, row).collect();
        if counts_columns(&cells) {
            return Vec::new();
        }
        let mut found: Vec<usize> =
            cells.iter().filter_map(|cell| self.at(cell.col)).map(|column| column.thing).collect();
        found.sort_unstable();
        found.dedup();
        if found.is_empty() { vec![0] } else { found }
    }

    /// Whether a row below the header sums up others.
    fn sums_up(&self, row: usize) -> bool {
        let mut heads = nonblank(self.table, row).take(2);
        row >= self.header.end && heads.any(|cell| begins(&cell_text(cell), &words().totals).is_some())
    }

    /// How many columns come in: one for the indicators and one for their units, where the table has none.
    fn added(&self) -> usize {
        let unit = usize::from(self.adds_units());
        if self.indicator.is_some() { unit } else { unit + 1 }
    }

    /// Whether a column for units comes in: where the table has none, and things are named by their units.
    fn adds_units(&self) -> bool {
        let named_by_unit = || self.names.iter().any(|name| units::at_end(name).is_some());
        !self.measured && (self.indicator.is_none() || named_by_unit())
    }

    /// The table with a row for each thing.
    fn table(&self) -> Option<Table> {
        let rows: Vec<Vec<usize>> = (0..self.table.rows())
            .map(|row| if row < self.header.end { vec![0] } else { self.in_row(row) })
            .collect();
        let place = |row: usize| rows.iter().take(row).map(Vec::len).sum::<usize>();
        let first = self.first_column()?;
        let own = self.indicator;
        // The columns of further things are left out.
        let added = self.added();
        let col = |column: usize| {
            let kept = (0..column).filter(|one| self.at(*one).is_none_or(|of| of.thing == 0)).count();
            kept + if column >= first { added } else { 0 }
        };
        let mut cells = Vec::with_capacity(self.table.cells().len());
        for cell in self.table.cells() {
            let (end, last) = (cell.row + cell.rowspan, cell.col + cell.colspan);
            let row = place(cell.row);
            let within = self.at(cell.col).filter(|_| (cell.col..last).all(|one| self.at(one).is_some()));
            match within {
                Some(_) if self.header.contains(&cell.row) => {}
                Some(of) if cell.row >= self.header.end => {
                    if cell.is_blank() {
                        continue;
                    }
                    let at = rows.get(cell.row)?.iter().position(|thing| *thing == of.thing);
                    (cell.rowspan == 1 && last <= of.columns.end).then_some(())?;
                    let Some(at) = at else { continue };
                    let first = self.columns.iter().find(|one| one.thing == 0 && one.holds == of.holds)?;
                    let col = col(first.columns.start);
                    cells.push(Cell { row: row + at, col, colspan: 1, ..cell.clone() });
                }
                _ => {
                    let mixed = (cell.col..last).any(|one| self.at(one).is_some());
                    (!(mixed && self.header.contains(&cell.row))).then_some(())?;
                    let rowspan = place(end).saturating_sub(row);
                    let behind = last.checked_sub(1).map_or(0, |one| col(one) + 1);
                    let colspan = behind.saturating_sub(col(cell.col)).max(1);
                    if rowspan == 0 || (own == Some(cell.col) && cell.row >= self.header.end) {
                        continue;
                    }
                    // Each thing has a sum of its own.
                    let (each, rowspan) = if self.sums_up(cell.row) { (rowspan, 1) } else { (1, rowspan) };
                    let kept = Cell { row, rowspan, col: col(cell.col), colspan, ..cell.clone() };
                    cells.extend((row..row + each).map(|row| Cell { row, ..kept.clone() }));
                }
            }
        }
        self.add_headers(&mut cells, &col);
        for (row, things) in rows.iter().enumerate().skip(self.header.end) {
            let timed = nonblank(self.table, row).any(|cell| self.at(cell.col).is_some());
            for (at, thing) in things.iter().enumerate().filter(|_| timed) {
                self.add_indicator(&mut cells, (row, place(row) + at), *thing, &col);
            }
            if let Some(cell) = own.and_then(|own| self.table.cell_at(row, own)).filter(|_| !timed) {
                cells.push(Cell { row: place(row), rowspan: 1, col: col(cell.col), ..cell.clone() });
            }
        }
        self.table.with_cells((0, 0), cells).ok()
    }

    /// The headers of the first thing's columns, which now are those of all, and of what was added.
    fn add_headers(&self, cells: &mut Vec<Cell>, col: &dyn Fn(usize) -> usize) {
        let place = self.place();
        let head = |col: usize, text: &str| Cell {
            rowspan: self.header.len(),
            place,
            ..Cell::new(self.header.start, col).with_text(text)
        };
        for column in self.columns.iter().filter(|column| column.thing == 0) {
            cells.push(head(col(column.columns.start), &self.header_of(column)));
        }
        let first = self.first_column().map(col);
        let Some(first) = first else { return };
        if self.indicator.is_none() {
            cells.push(head(first.saturating_sub(self.added()), &labels().indicator));
        }
        if self.adds_units() {
            cells.push(head(first.saturating_sub(1), &labels().unit));
        }
    }

    /// The header of a column without the name of its thing.
    fn header_of(&self, column: &ThingColumn) -> String {
        let word = if column.holds == Holds::Target { "План" } else { "Факт" };
        let name: Vec<String> =
            self.names.first().map_or("", String::as_str).split_whitespace().map(key).collect();
        let time = column.of.map(|_| {
            let (rest, _) = heading::parted(&column.header);
            let rest: Vec<&str> = rest.split_whitespace().collect();
            let words = column
                .header
                .split_whitespace()
                .filter(|word| !rest.contains(word) && !name.contains(&key(word)));
            words.collect::<Vec<_>>().join(" ")
        });
        [word, time.as_deref().unwrap_or_default()].join(" ").trim().to_owned()
    }

    /// The name of a thing, and its unit, in the row of its values; behind the name of an indicator that the row has.
    fn add_indicator(
        &self,
        cells: &mut Vec<Cell>,
        (row, to): (usize, usize),
        thing: usize,
        col: &dyn Fn(usize) -> usize,
    ) {
        let name = self.names.get(thing).map_or("", String::as_str);
        let of =
            self.columns.iter().filter(|column| column.thing == thing).map(|column| column.columns.start);
        let place = of.filter_map(|column| self.table.cell_at(row, column)).map(|cell| cell.place).next();
        let text = |col: usize, text: &str| Cell {
            place: place.unwrap_or_default(),
            ..Cell::new(to, col).with_text(text)
        };
        let Some(first) = self.first_column().map(col) else { return };
        if let Some((_, unit)) = units::at_end(name).filter(|_| self.adds_units()) {
            cells.push(text(first.saturating_sub(1), unit));
        }
        if let Some(own) = self.indicator {
            let known = self.table.cell_at(row, own).map(cell_text).filter(|text| !text.is_empty());
            let named = known.map_or_else(|| name.to_owned(), |known| format!("{known}: {name}"));
            return cells.push(text(col(own), &named));
        }
        cells.push(text(first.saturating_sub(self.added()), name));
    }
}
