//! Rows of one indicator that each name a quarter («І квартал», «ІІ квартал» below each other): the values of a row
//! belong to its quarter, so they are moved into columns of quarters beside the first row.

use crate::{
    document::{Cell, Document, Table},
    form::{
        form::Holds,
        period::{
            self,
            heading::{self, Of},
            words_of,
        },
        units,
        words::{key, words},
    },
};

use super::{
    header::{self, Candidate, Header, nonblank},
    page::{self, cell_text},
    quarter_terms,
};

/// The longest text that names only a quarter, in bytes.
const LONGEST: usize = 60;
/// The most periods of a table; more would not be those of quarters or months.
const MOST: usize = 24;
/// The rows in which the header of a column of periods is looked for.
const SEARCHED_ROWS: usize = 60;
/// The headers of columns that say of which period a row is, folded.
const PERIODS: [&str; 4] = ["період", "звітний період", "звітний квартал", "період (квартал)"];
/// Columns whose values belong to a quarter.
const TIMED: [Holds; 3] = [Holds::Target, Holds::Fact, Holds::Note];

/// A document whose rows of quarters are columns; `None` where it has no such rows.
pub fn as_columns(document: &Document, candidates: &[Candidate<'_>]) -> Option<Document> {
    document.with_tables(|table| {
        let header = may_have_quarters(table).then(|| header::find(table, candidates))??;
        Quarters::of(table, &header)?.table()
    })
}

/// Whether a row without a number names a quarter, or a column has quarters. This is quick, because most documents have none.
fn may_have_quarters(table: &Table) -> bool {
    let by_row = (0..table.rows()).any(|row| {
        let mut cells = table.cells_of_row(row).iter().filter(|cell| !cell.is_blank());
        let counted = cells.clone().next().is_some_and(|first| first.col == 0 && !may_name_time(first));
        !counted && cells.any(|cell| may_name_time(cell) || (cell.col > 0 && is_numeral(cell)))
    });
    by_row || quarter_terms::header(table).is_some() || has_periods(table)
}

/// Whether a column near the top is named as one of periods.
fn has_periods(table: &Table) -> bool {
    let is_header = |cell: &Cell| {
        let initial = page::initial(cell);
        PERIODS.iter().any(|text| initial.may_begin(text))
            && PERIODS.contains(&key(&cell_text(cell)).as_str())
    };
    (0..table.rows().min(SEARCHED_ROWS)).any(|row| table.cells_of_row(row).iter().any(is_header))
}

fn may_name_time(cell: &Cell) -> bool {
    let runs = || cell.paragraphs().flat_map(|line| &line.runs);
    let length: usize = runs().map(|run| run.text.len()).sum();
    let named = |text: &str| text.contains(char::is_alphabetic) && period::may_name_a_time(&words_of(text));
    (1..=LONGEST).contains(&length) && runs().any(|run| named(&run.text))
}

/// Whether a cell is the number of a quarter alone: «ІІ».
fn is_numeral(cell: &Cell) -> bool {
    let mut runs = cell.paragraphs().flat_map(|line| &line.runs);
    let (Some(run), None) = (runs.next(), runs.next()) else { return false };
    run.text.len() <= 6 && heading::bare_quarter(&run.text).is_some()
}

/// The period that a cell names, where it names nothing else.
fn time_in(cell: &Cell) -> Option<Of> {
    let read = may_name_time(cell).then(|| heading::only(&cell_text(cell)))?;
    read.filter(|of| matches!(of, Of::Stretch(_) | Of::Years(_)))
}

/// A row of values for one period.
struct QuarterRow {
    row: usize,
    /// The row with the measure or the indicator.
    head: usize,
    /// The period, by its place in the list of all.
    period: usize,
}

/// The rows of quarters in a table.
struct Quarters<'a> {
    table: &'a Table,
    header: &'a Header,
    /// The column that names them.
    column: usize,
    /// Whether its header says that it has quarters.
    is_of_quarters: bool,
    /// The periods, each with its wording.
    periods: Vec<(Of, String)>,
    rows: Vec<QuarterRow>,
}

impl<'a> Quarters<'a> {
    fn of(table: &'a Table, header: &'a Header) -> Option<Self> {
        if header.names_periods() || !(header.has(Holds::Target) || header.has(Holds::Fact)) {
            return None;
        }
        let columns = Self::columns(header);
        columns.into_iter().find_map(|column| {
            let unknown = header.unknown.iter().find(|unknown| unknown.column == column);
            let named = header.columns.iter().any(|(range, _)| range.contains(&column));
            let is_of_quarters = unknown.map_or(!named, |unknown| key(&unknown.text).starts_with("кв"));
            let mut found =
                Self { table, header, column, is_of_quarters, periods: Vec::new(), rows: Vec::new() };
            let mut head = None;
            for row in header.rows.end..table.rows() {
                if found.is_quarter(row) {
                    (!found.heads_others(row)).then_some(())?;
                    let head = head?;
                    // The head may name the first quarter itself.
                    let first = found.rows.last().is_none_or(|last| last.head != head);
                    if first && found.time(head).is_some() {
                        found.add(head, head)?;
                    }
                    found.add(head, row)?;
                } else if !found.leads_in(row) {
                    head = Some(row);
                }
            }
            let quarterly =
                |row: &QuarterRow| matches!(found.periods.get(row.period), Some((Of::Stretch(_), _)));
            let any = found.rows.iter().any(|row| row.row != row.head && quarterly(row));
            // Facts beside «Квартал» are those of the quarter, also where every measure has only one.
            let periods = |text: &str| PERIODS.contains(&key(text).as_str());
            let of_periods = unknown.is_some_and(|unknown| is_of_quarters || periods(&unknown.text));
            let each = of_periods && header.has(Holds::Fact);
            if any || each {
                found.add_heads_alone()?;
            }
            ((any || (each && !found.rows.is_empty()))
                && found.periods.len() <= MOST
                && found.is_unambiguous())
            .then_some(found)
        })
    }

    /// Adds the rows of measures that name a single quarter and have no rows of quarters below.
    fn add_heads_alone(&mut self) -> Option<()> {
        for row in self.header.rows.end..self.table.rows() {
            let known = self.rows.iter().any(|known| known.row == row || known.head == row);
            let single = |of: &Of| matches!(of, Of::Stretch(when) if when.quarters.0 == when.quarters.1 && when.months.is_none());
            if !known && !self.is_quarter(row) && self.time(row).is_some_and(|of| single(&of)) {
                self.add(row, row)?;
            }
        }
        Some(())
    }

    /// The columns that may name quarters: that of terms, one that the form does not know or that has no header,
    /// those of texts.
    fn columns(header: &Header) -> Vec<usize> {
        let held = |wanted: Holds| header.columns.iter().find(|(_, holds)| *holds == wanted);
        let start = |wanted| held(wanted).map(|(range, _)| range.start);
        let unknown = header.unknown.iter().map(|unknown| unknown.column);
        let texts = [start(Holds::Indicator), start(Holds::Measure)].into_iter().flatten();
        let known = |column: &usize| header.columns.iter().any(|(range, _)| range.contains(column));
        let headed = |column: &usize| header.unknown.iter().any(|unknown| unknown.column == *column);
        let nameless = (0..header.width).filter(|column| !known(column) && !headed(column));
        start(Holds::Term).into_iter().chain(unknown).chain(nameless).chain(texts).collect()
    }

    /// The cell of a row in the column of quarters, where it begins in the row.
    fn cell(&self, row: usize) -> Option<&'a Cell> {
        let cell = self.table.cell_at(row, self.column)?;
        (cell.row == row && !cell.is_blank()).then_some(cell)
    }

    /// The period that a row names: a number alone is a quarter only below «Квартал».
    fn time(&self, row: usize) -> Option<Of> {
        let cell = self.cell(row)?;
        let numeral = || heading::bare_quarter(&cell_text(cell)).map(Of::Stretch);
        let total = || words().totals.contains(&key(&cell_text(cell))).then_some(Of::Years(None));
        time_in(cell).or_else(|| match self.is_of_quarters {
            true => numeral().or_else(total),
            false if self.is_of_texts() => None,
            false => total(),
        })
    }

    /// Whether a row has only a quarter and values.
    fn is_quarter(&self, row: usize) -> bool {
        let timed = |cell: &Cell| {
            let held = self.header.columns.iter().find(|(range, _)| range.contains(&cell.col));
            held.is_some_and(|(_, holds)| TIMED.contains(holds))
        };
        // The period is read last, because that takes longest.
        nonblank(self.table, row).all(|cell| cell.col == self.column || timed(cell))
            && self.time(row).is_some()
    }

    /// Whether a row names a quarter and nothing else, in the column of measures: the rows below it belong to it.
    fn heads_others(&self, row: usize) -> bool {
        self.is_of_texts() && nonblank(self.table, row).count() == 1
    }

    /// Whether the quarters are in a column of measures or indicators.
    fn is_of_texts(&self) -> bool {
        self.header.columns.iter().any(|(range, holds)| {
            [Holds::Measure, Holds::Indicator].contains(holds) && range.contains(&self.column)
        })
    }

    /// Whether a row only says that quarters follow: «у тому числі:».
    fn leads_in(&self, row: usize) -> bool {
        let mut cells = nonblank(self.table, row);
        let (Some(one), None) = (cells.next(), cells.next()) else { return false };
        let text = key(&cell_text(one));
        words().parts.iter().any(|part| part == text.trim_end_matches([':', ' ']))
    }

    /// Adds a row of values; none where the period is there twice or cannot be told.
    fn add(&mut self, head: usize, row: usize) -> Option<()> {
        let of = self.time(row)?;
        let text = cell_text(self.cell(row)?);
        let known = self.periods.iter().position(|(known, _)| *known == of);
        let period = known.unwrap_or(self.periods.len());
        if known.is_none() {
            let worded = match (time_in(self.cell(row)?), of) {
                (Some(_), _) => text,
                (None, Of::Years(_)) => "на рік".to_owned(),
                (None, _) => format!("{text} квартал"),
            };
            self.periods.push((of, worded));
        }
        self.rows.push(QuarterRow { row, head, period });
        Some(())
    }

    /// Whether no period is named twice below the same head.
    fn is_unambiguous(&self) -> bool {
        let mut seen: Vec<(usize, usize)> = self.rows.iter().map(|row| (row.head, row.period)).collect();
        seen.sort_unstable();
        seen.windows(2).all(|pair| matches!(pair, [a, b] if a != b))
    }

    /// The columns of values, each with its content and header.
    fn timed(&self) -> Vec<(usize, String)> {
        let held = self.header.columns.iter().filter(|(_, holds)| TIMED.contains(holds));
        let text = |start: usize| {
            let texts = self.header.rows.clone().filter_map(|row| self.table.cell_at(row, start));
            let mut texts: Vec<String> = texts.map(cell_text).collect();
            texts.dedup();
            texts.join(" ").trim().to_owned()
        };
        held.map(|(range, _)| (range.start, text(range.start))).collect()
    }

    /// The table with a column for each period and each column of values.
    fn table(&self) -> Option<Table> {
        let timed = self.timed();
        let width = self.table.columns();
        let new = |period: usize, at: usize| width + period * timed.len() + at;
        let moved = |row: usize| self.rows.iter().find(|quarter| quarter.row == row);
        let gone: Vec<usize> =
            self.rows.iter().filter(|row| row.row != row.head).map(|row| row.row).collect();
        let led: Vec<usize> =
            (self.header.rows.end..self.table.rows()).filter(|row| self.leads_in(*row)).collect();
        let place = |row: usize| row - gone.iter().chain(&led).filter(|gone| **gone < row).count();
        let mut cells = Vec::with_capacity(self.table.cells().len());
        let mut emptied = vec![true; timed.len()];
        for cell in self.table.cells() {
            let column = timed.iter().position(|(start, _)| *start == cell.col);
            match (moved(cell.row), column) {
                (Some(quarter), Some(at)) if cell.rowspan == 1 => {
                    let col = new(quarter.period, at);
                    cells.push(Cell { row: place(quarter.head), col, colspan: 1, ..cell.clone() });
                }
                _ if gone.contains(&cell.row) || led.contains(&cell.row) => {}
                _ => {
                    let own = column.and_then(|at| emptied.get_mut(at));
                    if let Some(emptied) =
                        own.filter(|_| cell.row >= self.header.rows.end && !cell.is_blank())
                    {
                        *emptied = false;
                    }
                    let end = cell.row + cell.rowspan;
                    let mut kept =
                        Cell { row: place(cell.row), rowspan: place(end) - place(cell.row), ..cell.clone() };
                    if moved(cell.row).is_some() && cell.col == self.column {
                        if !self.is_of_terms() {
                            continue;
                        }
                        kept = self.whole(kept, cell.row);
                    }
                    cells.push(kept);
                }
            }
        }
        for cell in cells.iter_mut().filter(|cell| self.header.rows.contains(&cell.row) && cell.colspan == 1)
        {
            let column = timed.iter().position(|(start, _)| *start == cell.col);
            if column.and_then(|at| emptied.get(at)).is_some_and(|emptied| *emptied) {
                cell.blocks = Vec::new().into();
            }
        }
        for (period, (_, worded)) in self.periods.iter().enumerate() {
            for (at, (start, text)) in timed.iter().enumerate() {
                let place = self.table.cell_at(self.header.rows.start, *start).map(|cell| cell.place);
                let head = Cell {
                    rowspan: self.header.rows.len(),
                    place: place.unwrap_or_default(),
                    ..Cell::new(self.header.rows.start, new(period, at)).with_text(&in_time(text, worded))
                };
                cells.push(head);
            }
        }
        self.table.with_cells((0, 0), cells).ok()
    }

    /// Whether the quarters are the terms of measures.
    fn is_of_terms(&self) -> bool {
        let term = |(range, holds): &(std::ops::Range<usize>, Holds)| {
            *holds == Holds::Term && range.contains(&self.column)
        };
        self.header.columns.iter().any(term)
    }

    /// The cell of a head that named its own quarter, with all of the quarters below it.
    fn whole(&self, cell: Cell, head: usize) -> Cell {
        let mut own: Vec<&QuarterRow> = self.rows.iter().filter(|row| row.head == head).collect();
        own.sort_by_key(|row| row.row);
        let texts: Vec<String> = own.iter().filter_map(|row| self.cell(row.row)).map(cell_text).collect();
        cell.reworded(texts.join("; "))
    }
}

/// The header of a column of values with a period before its unit: «План за І квартал, тис. грн».
fn in_time(header: &str, period: &str) -> String {
    match units::at_end(header) {
        Some((name, unit)) if !name.is_empty() => format!("{name} {period}, {unit}"),
        _ => format!("{header} {period}"),
    }
}
