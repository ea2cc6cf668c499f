//! Rows that name only a period: «І квартал» over all columns. What is below them belongs to it.

use crate::{
    document::Cell,
    domain::Level,
    form::{
        form::{Form, Holds},
        period::heading::{self, Of},
        words::{begins, words},
    },
};

use super::{
    header::{Header, nonblank},
    page::{self, PageLine, cell_text},
    parsed,
    tables::TablePart,
};

impl<'a> TablePart<'a> {
    /// The parts of a table that its rows with nothing but a period make, where it has columns for values; each
    /// begins below the headings that are open above it.
    pub fn split_by_time(self, form: &Form) -> Vec<Self> {
        let valued = self.header.has(Holds::Target) || self.header.has(Holds::Fact);
        if !valued || !self.rows.clone().any(|row| self.time_in(row).is_some()) {
            return vec![self];
        }
        let mut parts: Vec<Self> = Vec::new();
        // Among others, «Протягом року» is a period as well.
        let time_in =
            |row: usize| self.time_in(row).or_else(|| self.named_in(row).filter(|of| *of == Of::Years(None)));
        let level = |line: &PageLine| parsed::above(form, line).map(|heading| heading.level);
        let above = self.headings.iter().filter_map(|line| Some((level(line)?, line.clone())));
        let mut open: Vec<(Level, PageLine)> = above.collect();
        let mut part = TablePart { rows: self.rows.start..self.rows.start, ..self.clone() };
        for row in self.rows.clone() {
            if let Some(of) = time_in(row) {
                let headings = open.iter().map(|(_, line)| line.clone()).collect();
                let next = TablePart {
                    rows: row + 1..row + 1,
                    of: Some(of),
                    by_sheet: false,
                    below_time: true,
                    goes_on: false,
                    headings,
                    doubtful: self.title_in(row),
                    ..self.clone()
                };
                let before = std::mem::replace(&mut part, next);
                parts.extend(Some(before).filter(|part| !part.rows.is_empty()));
                continue;
            }
            part.rows.end = row + 1;
            for line in page::of_rows(self.table, row..row + 1) {
                let alone = nonblank(self.table, row).count() == 1;
                if let Some(level) = level(&line).filter(|_| alone) {
                    open.retain(|(of, _)| *of < level);
                    open.push((level, line));
                }
            }
        }
        parts.extend(Some(part).filter(|part| !part.rows.is_empty()));
        parts
    }

    /// The period of a row that names nothing else, where it is a part of a year or names its year.
    fn time_in(&self, row: usize) -> Option<Of> {
        self.named_in(row).filter(|of| matches!(of, Of::Stretch(_) | Of::Years(Some(_))))
    }

    fn named_in(&self, row: usize) -> Option<Of> {
        let mut cells = nonblank(self.table, row);
        let (one, None) = (cells.next()?, cells.next()) else { return None };
        let text = heads_rows(one, &self.header).then(|| cell_text(one))?;
        heading::heads(&text).or_else(|| titled(&text))
    }

    /// The row, where it is a title that names the period among other words, to be doubted.
    fn title_in(&self, row: usize) -> Option<PageLine> {
        let lines = page::of_rows(self.table, row..row + 1);
        lines.into_iter().next().filter(|line| heading::heads(&line.text).is_none())
    }
}

/// The part of a year in a title above further rows: «Звіт про виконання плану за ІІІ квартал 2024 року».
fn titled(text: &str) -> Option<Of> {
    begins(text, &words().titles)?;
    heading::parted(text).1.filter(|of| matches!(of, Of::Stretch(when) if when.certain))
}

/// Whether a cell alone in its row is not under a column of values, terms or performers.
fn heads_rows(cell: &Cell, header: &Header) -> bool {
    let held = header.columns.iter().find(|(range, _)| range.contains(&cell.col)).map(|(_, holds)| *holds);
    let outline = [Holds::Ordinal, Holds::Code, Holds::Goal, Holds::Task, Holds::Subtask, Holds::Measure];
    cell.colspan * 2 > header.width || held.is_some_and(|holds| outline.contains(&holds))
}
