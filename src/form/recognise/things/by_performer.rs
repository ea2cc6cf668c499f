//! Columns of several performers: the values of a row are parts of one value, as in a cell with «Бюро: 5» in each line.

use crate::{
    document::{Cell, Table},
    form::{
        form::Holds,
        units,
        words::{key, words},
    },
    text::roman,
};

use super::{Things, cell_text, counts_columns, nonblank};

impl Things<'_> {
    /// Whether the things are units of an office, and perhaps their total. Beside a plan that they share, one that
    /// certainly is a unit is enough.
    pub(super) fn are_performers(&self) -> bool {
        let (totals, others): (Vec<&str>, Vec<&str>) =
            self.names().into_iter().partition(|name| is_total(name));
        let may_be = |name: &&str| units::at_end(name).is_none() && !name.contains('%');
        let certain = if self.shared {
            others.iter().all(may_be) && others.iter().any(|name| is_unit_of_office(name))
        } else {
            others.iter().all(|name| is_unit_of_office(name))
        };
        totals.len() <= 1 && others.len() >= 2 && certain
    }

    /// The table with one column of targets and one of facts.
    pub(super) fn by_performer(&self) -> Option<Table> {
        let col =
            |column: usize| (0..column).filter(|one| self.at(*one).is_none_or(|of| of.thing == 0)).count();
        let is_value = |column: usize| self.at(column).is_some();
        let mut cells = Vec::with_capacity(self.table.cells().len());
        for cell in self.table.cells().iter().filter(|cell| !self.is_count(cell.row)) {
            let span = cell.col..cell.col + cell.colspan;
            if span.clone().all(is_value) {
                let alone = self.header.contains(&cell.row)
                    || cell.is_blank()
                    || (cell.rowspan, cell.colspan) == (1, 1);
                alone.then_some(())?;
                continue;
            }
            let colspan = (col(span.end) - col(span.start)).max(1);
            cells.push(Cell { col: col(cell.col), colspan, ..cell.clone() });
        }
        let principal: Vec<_> = self.columns.iter().filter(|column| column.thing == 0).collect();
        for column in &principal {
            let head =
                Cell::new(self.header.start, col(column.columns.start)).with_text(&self.header_of(column));
            cells.push(Cell { rowspan: self.header.len(), place: self.place(), ..head });
        }
        for row in (self.header.end..self.table.rows()).filter(|row| !self.is_count(*row)) {
            for column in &principal {
                cells.extend(
                    self.parts(row, column.holds).map(|cell| Cell { col: col(column.columns.start), ..cell }),
                );
            }
        }
        self.table.with_cells((0, 0), cells).ok()
    }

    /// The values of all performers in a row, as the lines of a cell; the total first.
    fn parts(&self, row: usize, holds: Holds) -> Option<Cell> {
        let of = self.columns.iter().filter(|column| column.holds == holds);
        let found = of.filter_map(|column| {
            let cell = self.table.cell_at(row, column.columns.start).filter(|cell| !cell.is_blank())?;
            let name = self.names.get(column.thing).filter(|name| !is_total(name));
            Some((name, cell))
        });
        let mut found: Vec<_> = found.collect();
        found.sort_by_key(|(name, _)| name.is_some());
        let first = found.first().map(|(_, cell)| cell.place)?;
        let line = |(name, cell): (Option<&String>, &Cell)| match name {
            Some(name) => format!("{name}: {}", cell_text(cell)),
            None => cell_text(cell),
        };
        let lines: Vec<String> = found.into_iter().map(line).collect();
        Some(Cell { place: first, ..Cell::new(row, 0).with_text(&lines.join("\n")) })
    }

    fn is_count(&self, row: usize) -> bool {
        row >= self.header.end && counts_columns(&nonblank(self.table, row).collect::<Vec<_>>())
    }
}

/// Whether a text names a unit of an office: by its kind («Відділ освіти»), or by initials («ЦНАП»).
pub fn is_unit_of_office(name: &str) -> bool {
    let letters = |word: &str| word.chars().count() >= 2 && word.chars().all(char::is_uppercase);
    let initials = name.split_whitespace().any(|word| letters(word) && roman::parse(word).is_none());
    let name = key(name);
    let mut named = words().distributed.iter().filter_map(|pair| pair.last());
    initials || named.any(|unit| name.split(' ').any(|word| word == unit))
}

fn is_total(name: &str) -> bool {
    words().totals.contains(&key(name))
}
