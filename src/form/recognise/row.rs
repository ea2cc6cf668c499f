//! A row of a plan's table, seen through its header.

use std::{cell::OnceCell, ops::Range};

use crate::{
    document::{Block, Cell, Table},
    domain::{Quarter, Span, TermKind},
    form::{
        code,
        form::{Form, Holds},
        term, typed,
        words::{begins, begins_with, key, words},
    },
    text::roman,
};

use super::{
    events,
    header::{self, Further, Header},
    page::{self, PageLine, PageLines, cell_text},
    people,
};

/// The most words of a title that is alone in the last row.
const LONGEST_TITLE: usize = 30;

/// The position of a cell in the document: its table's number, row and column.
pub type CellAt = (u32, usize, usize);

/// A row of a table with its cells by their content.
pub struct TableRow<'a> {
    /// Its table.
    pub table: &'a Table,
    /// The header above it.
    pub header: &'a Header,
    /// Counted from 0.
    pub index: usize,
    /// The cells that begin in it and are not blank.
    pub cells: Vec<&'a Cell>,
    seen: Vec<(Holds, SeenCell<'a>)>,
    further: Vec<(&'a Further, SeenCell<'a>)>,
}

/// A non-blank cell of a row. Its text is cached where it is used more than once.
pub struct SeenCell<'a> {
    /// The cell.
    pub cell: &'a Cell,
    /// Whether it begins in this row, and not in a row above.
    pub fresh: bool,
    table: u32,
    lines: OnceCell<PageLines>,
    text: OnceCell<Box<str>>,
}

impl<'a> SeenCell<'a> {
    fn new(cell: &'a Cell, table: &Table, index: usize) -> Self {
        let (fresh, table) = (cell.row == index, table.number());
        Self { cell, fresh, table, lines: OnceCell::new(), text: OnceCell::new() }
    }

    /// Where it is.
    pub fn at(&self) -> CellAt {
        (self.table, self.cell.row, self.cell.col)
    }

    /// The lines of its paragraphs.
    pub fn lines(&self) -> &[PageLine] {
        self.lines.get_or_init(|| page::of_cell(self.cell))
    }

    /// Its text in one line, including that of tables inside it.
    pub fn text(&self) -> &str {
        match (self.lines(), self.cell.blocks.as_slice()) {
            ([line], [Block::Paragraph(_)]) => &line.text,
            _ => self.text.get_or_init(|| cell_text(self.cell).into()),
        }
    }
}

/// The non-blank cell with this content in a row of a table. A cell over several columns counts only for the first
/// of them.
pub fn standing<'a>(table: &'a Table, header: &Header, index: usize, holds: Holds) -> Option<&'a Cell> {
    let (range, _) = header.columns.iter().find(|(_, held)| *held == holds)?;
    covering(table, index, range).filter(|cell| !cell.is_blank())
}

/// The cell of a row that covers these columns, blank or not.
fn covering<'a>(table: &'a Table, index: usize, columns: &Range<usize>) -> Option<&'a Cell> {
    table.cell_at(index, columns.start).filter(|cell| columns.contains(&cell.col))
}

/// As [`standing`], when the cell begins in the row. For lookups of a single column.
pub fn beginning<'a>(table: &'a Table, header: &Header, index: usize, holds: Holds) -> Option<&'a Cell> {
    standing(table, header, index, holds).filter(|cell| cell.row == index)
}

impl<'a> TableRow<'a> {
    /// A row of a table, counted from 0, under a header.
    pub fn new(table: &'a Table, header: &'a Header, index: usize) -> Self {
        let cells: Vec<&Cell> = header::nonblank(table, index).collect();
        let is_shown = |cell: &&Cell| match cell.row == index {
            true => cells.iter().any(|shown| std::ptr::eq(*shown, *cell)),
            false => !cell.is_blank(),
        };
        let mut seen = Vec::with_capacity(header.columns.len());
        for (range, holds) in &header.columns {
            let cell = covering(table, index, range);
            seen.extend(cell.filter(is_shown).map(|cell| (*holds, SeenCell::new(cell, table, index))));
        }
        let mut further = Vec::new();
        for column in &header.further {
            let cell = covering(table, index, &column.columns);
            further.extend(cell.filter(is_shown).map(|cell| (column, SeenCell::new(cell, table, index))));
        }
        Self { table, header, index, cells, seen, further }
    }

    /// The cells of further columns that are not blank.
    pub fn further(&self) -> &[(&'a Further, SeenCell<'a>)] {
        &self.further
    }

    /// The first cell of a target or a fact that begins in this row, for any quarter.
    pub fn value(&self) -> Option<&SeenCell<'a>> {
        let own = [Holds::Target, Holds::Fact].into_iter().find_map(|holds| self.fresh(holds));
        own.or_else(|| {
            self.further.iter().find(|(column, seen)| column.is_value() && seen.fresh).map(|(_, seen)| seen)
        })
    }

    /// Whether a cell of a value is merged over further columns of values, which are blank because of that.
    pub fn is_spread(&self, seen: &SeenCell<'_>) -> bool {
        let under = |column: &Range<usize>| {
            column.start > seen.cell.col && column.start < seen.cell.col + seen.cell.colspan
        };
        let value = |holds: &Holds| matches!(holds, Holds::Target | Holds::Fact);
        seen.cell.colspan > 1
            && (self.header.columns.iter().any(|(column, holds)| value(holds) && under(column))
                || self.header.further.iter().any(|further| further.is_value() && under(&further.columns)))
    }

    /// The non-blank cell with this content in this row.
    pub fn get(&self, holds: Holds) -> Option<&SeenCell<'a>> {
        self.seen.iter().find(|(held, _)| *held == holds).map(|(_, seen)| seen)
    }

    /// The cell with this content in this row, blank or not.
    pub fn cell(&self, holds: Holds) -> Option<&'a Cell> {
        let (range, _) = self.header.columns.iter().find(|(_, held)| *held == holds)?;
        self.table.cell_at(self.index, range.start)
    }

    /// As [`TableRow::get`], when the cell begins in this row.
    pub fn fresh(&self, holds: Holds) -> Option<&SeenCell<'a>> {
        self.get(holds).filter(|seen| seen.fresh)
    }

    /// The cells that begin in this row outside all known columns, except numbers that count the rows.
    pub fn outside_columns(&self) -> impl Iterator<Item = &'a Cell> {
        let further = || self.further.iter().map(|(_, seen)| seen);
        let seen = move |cell: &Cell| {
            self.seen.iter().map(|(_, seen)| seen).chain(further()).any(|seen| std::ptr::eq(seen.cell, cell))
        };
        let counts =
            |cell: &Cell| cell.col == 0 && cell_text(cell).trim_end_matches('.').parse::<u32>().is_ok();
        let cells = self.cells.iter().copied();
        cells.filter(move |cell| !seen(cell) && !self.header.reports_on(cell.col) && !counts(cell))
    }

    /// Whether performers are below the indicator's name, because they have no column of their own.
    pub fn has_performers_below(&self, form: &Form) -> bool {
        let own = self.header.columns.iter().any(|(_, holds)| *holds == Holds::Performers);
        let below = form.column(Holds::Indicator).and_then(|column| column.also);
        !own && below == Some(Holds::Performers)
    }

    /// Whether a number or a value shows that the row belongs to the plan, and not to the signatures in the rows
    /// below it.
    pub fn is_of_plan(&self, form: &Form, quarter: Quarter) -> bool {
        let has = |holds| self.fresh(holds).is_some();
        let first = self.cells.first().map(|cell| cell_text(cell)).unwrap_or_default();
        let coded = |text: &str| code::heading(text, &form.levels).code.is_some();
        let measure = self.fresh(Holds::Measure).map(|seen| seen.lines()).unwrap_or_default();
        let listed = |line: &PageLine| coded(&line.text) || events::is_event(line, quarter);
        // A signature line may be in the column of indicators.
        let named = self.fresh(Holds::Indicator).map(|seen| seen.text()).unwrap_or_default();
        (named.contains(char::is_alphabetic) && self.value().is_some())
            || (!self.header.has(Holds::Indicator) && has(Holds::Measure) && self.has_figure())
            || (has(Holds::Measure) && self.is_counted())
            || coded(&first)
            // A cell of a task or a measure that is merged down to this row includes it in the plan.
            || [Holds::Goal, Holds::Task, Holds::Subtask, Holds::Measure]
                .into_iter()
                .any(|holds| self.get(holds).is_some_and(|seen| !seen.fresh))
            || self.is_total()
            || measure.first().is_some_and(listed)
            || measure.len() > 1
            || (has(Holds::Measure) && self.is_due(quarter))
    }

    /// Whether it has nothing but the title of a measure, in the column of measures behind another one, where neither
    /// signatures nor remarks are written.
    pub fn is_bare_title(&self) -> bool {
        let ([cell], Some(seen)) = (self.cells.as_slice(), self.fresh(Holds::Measure)) else { return false };
        let ([line], 1, 1..) = (seen.lines(), cell.colspan, cell.col) else { return false };
        let folded = key(&line.text);
        line.text.starts_with(char::is_uppercase)
            && !line.text.contains([':', '_', '@', '*'])
            && line.text.split_whitespace().take(LONGEST_TITLE + 1).count() <= LONGEST_TITLE
            && [&words().acquainted, &words().approvals, &words().positions]
                .into_iter()
                .all(|list| begins_with(&folded, list).is_none())
            && !people::is_name(&line.text)
    }

    /// Whether one of its values is a figure or a condition; the name of a signatory may be in that column.
    fn has_figure(&self) -> bool {
        let own = [Holds::Target, Holds::Fact].into_iter().filter_map(|holds| self.fresh(holds));
        let further = self.further.iter().filter(|(column, seen)| column.is_value() && seen.fresh);
        own.chain(further.map(|(_, seen)| seen)).any(|seen| {
            let text = seen.text();
            typed::figure::is_figure(text) || begins_with(&key(text), &words().conditions).is_some()
        })
    }

    /// Whether a number counts it.
    fn is_counted(&self) -> bool {
        let number = self.fresh(Holds::Ordinal).map(|seen| seen.text()).unwrap_or_default();
        let number = number.trim_end_matches(['.', ')']);
        code::beside(number).is_some() || roman::parse(number).is_some()
    }

    /// Whether its term is one; the name of a signatory may be in that column.
    fn is_due(&self, quarter: Quarter) -> bool {
        let text = self.fresh(Holds::Term).map(|seen| seen.text()).unwrap_or_default();
        !text.is_empty() && term::parse_term(text, Span::single(quarter)).value.kind != TermKind::Text
    }

    /// Whether the row sums up others.
    pub fn is_total(&self) -> bool {
        let totals = &words().totals;
        let may_begin = |cell: &Cell| {
            let initial = page::initial(cell);
            totals.iter().any(|word| initial.may_begin(word))
        };
        let first = self.cells.get(usize::from(self.is_counted() && self.cells.len() > 1));
        // The text of a cell with several lines is joined only where it may be a sum.
        let Some(word) =
            first.filter(|cell| may_begin(cell)).and_then(|cell| begins(&page::shown(cell), totals))
        else {
            return false;
        };
        let of_values =
            [Holds::Measure, Holds::Indicator].into_iter().any(|holds| self.fresh(holds).is_none());
        of_values || self.fresh(Holds::Measure).is_some_and(|seen| sums_up(seen.text(), word))
    }
}

/// Whether a text only names a sum: «Всього за розділом 1», «Разом:».
fn sums_up(text: &str, word: &str) -> bool {
    let folded = key(text);
    let rest =
        folded.strip_prefix(word).unwrap_or_default().trim_start_matches(|c: char| !c.is_alphanumeric());
    rest.is_empty() || ["за ", "по ", "у ", "в "].iter().any(|begin| rest.starts_with(begin))
}
