//! A row of a plan's table, seen through its header.

use std::{collections::HashSet, ops::Range};

use crate::{
    document::{Cell, Table},
    domain::{Quarter, Span, TermKind},
    form::{
        code,
        form::{Form, Holds},
        term, value,
        words::{begins_with, key, words},
    },
};

use super::{
    events,
    header::Header,
    page::{self, Line, cell_text},
};

/// The place of a cell in the document: its table's number, row and column.
pub type CellAt = (u32, usize, usize);

/// A row of a table with what its cells hold.
pub struct Row<'a> {
    /// Its table.
    pub table: &'a Table,
    /// The header above it.
    pub header: &'a Header,
    /// Counted from 0.
    pub index: usize,
}

/// A cell as a row sees it.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// The cell.
    pub cell: &'a Cell,
    /// Whether it begins in this row and does not come down from one above.
    pub fresh: bool,
    /// Where it is.
    pub at: CellAt,
}

impl<'a> Row<'a> {
    /// The cell that stands for something in this row and is not blank.
    pub fn get(&self, holds: Holds) -> Option<Seen<'a>> {
        let (range, _) = self.header.columns.iter().find(|(_, held)| *held == holds)?;
        // A cell over several columns stands for the first of them only.
        let cell = self.table.cell_at(self.index, range.start).filter(|cell| range.contains(&cell.col))?;
        if cell.is_blank() {
            return None;
        }
        let at = (self.table.number(), cell.row, cell.col);
        Some(Seen { cell, fresh: cell.row == self.index, at })
    }

    /// The cell that stands for something in this row, blank or not.
    pub fn cell(&self, holds: Holds) -> Option<&'a Cell> {
        let (range, _) = self.header.columns.iter().find(|(_, held)| *held == holds)?;
        self.table.cell_at(self.index, range.start)
    }

    /// As [`Row::get`], when the cell begins in this row.
    pub fn fresh(&self, holds: Holds) -> Option<Seen<'a>> {
        self.get(holds).filter(|seen| seen.fresh)
    }

    /// Whether performers stand below the indicator's name, in no column of their own.
    pub fn has_performers_below(&self, form: &Form) -> bool {
        let own = self.header.columns.iter().any(|(_, holds)| *holds == Holds::Performers);
        let below = form.column(Holds::Indicator).and_then(|column| column.also);
        !own && below == Some(Holds::Performers)
    }

    /// Whether the row shows by a number or by its values that it belongs to the plan, and not to the
    /// signatures that a sheet has in the rows below it.
    pub fn is_of_plan(&self, form: &Form, quarter: Quarter) -> bool {
        let has = |holds| self.fresh(holds).is_some();
        let first = self.nonblank().first().map(|cell| cell_text(cell)).unwrap_or_default();
        let coded = |text: &str| code::heading(text, &form.levels).code.is_some();
        let measure = self.fresh(Holds::Measure).map(|seen| page::of_cell("", seen.cell)).unwrap_or_default();
        let listed = |line: &Line| coded(&line.text) || events::is_event(line, quarter);
        // A line to sign on may stand below the indicators.
        let named = self.fresh(Holds::Indicator).map(|seen| cell_text(seen.cell)).unwrap_or_default();
        (named.contains(char::is_alphabetic) && (has(Holds::Target) || has(Holds::Fact)))
            || (!self.header.has(Holds::Indicator) && has(Holds::Measure) && (self.has_figure() || self.is_counted()))
            || coded(&first)
            // A cell of a task or a measure that is merged down to here has this row too.
            || [Holds::Goal, Holds::Task, Holds::Subtask, Holds::Measure]
                .into_iter()
                .any(|holds| self.get(holds).is_some_and(|seen| !seen.fresh))
            || self.is_total()
            || measure.first().is_some_and(listed)
            || measure.len() > 1
            || (has(Holds::Measure) && self.is_due(quarter))
    }

    /// Whether a value of it is a figure or a condition: a name to sign with may stand there.
    fn has_figure(&self) -> bool {
        [Holds::Target, Holds::Fact].into_iter().filter_map(|holds| self.fresh(holds)).any(|seen| {
            let text = cell_text(seen.cell);
            value::is_figure(&text) || begins_with(&key(&text), &words().conditions).is_some()
        })
    }

    /// Whether a number counts it.
    fn is_counted(&self) -> bool {
        let number = self.fresh(Holds::Ordinal).map(|seen| cell_text(seen.cell)).unwrap_or_default();
        number.trim_end_matches(['.', ')']).parse::<u32>().is_ok()
    }

    /// Whether its term is one: a name to sign with may stand in that column.
    fn is_due(&self, quarter: Quarter) -> bool {
        let text = self.fresh(Holds::Term).map(|seen| cell_text(seen.cell)).unwrap_or_default();
        !text.is_empty() && term::parse_term(&text, Span::single(quarter)).value.kind != TermKind::Text
    }

    /// Whether the row sums up others.
    pub fn is_total(&self) -> bool {
        let first = self.nonblank().first().map(|cell| key(&cell_text(cell))).unwrap_or_default();
        begins_with(&first, &words().totals).is_some()
            && [Holds::Measure, Holds::Indicator].into_iter().any(|holds| self.fresh(holds).is_none())
    }

    /// The cells that begin in it and are not blank.
    pub fn nonblank(&self) -> Vec<&'a Cell> {
        self.table.cells_of_row(self.index).iter().filter(|cell| !cell.is_blank()).collect()
    }
}

/// The units that a colon names in the measures' cells of a table.
pub fn units(table: &Table, header: &Header, rows: Range<usize>, quarter: Quarter) -> HashSet<String> {
    let mut found = HashSet::new();
    for index in rows {
        let row = Row { table, header, index };
        let lines = row.fresh(Holds::Measure).map(|seen| page::of_cell("", seen.cell)).unwrap_or_default();
        found.extend(lines.iter().filter_map(|line| events::unit_named(line, quarter)));
    }
    found
}
