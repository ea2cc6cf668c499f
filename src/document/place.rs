//! The place of a text in a file.

use std::fmt;

/// A place in a file, counted from 1 as people count; fields that do not apply are `None`.
///
/// Rows and columns are those of the grid of the table, so a merged cell has the place of its upper left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The number of the table (or sheet). The tables of the page come first, in order; tables inside cells and
    /// text boxes are numbered after them, so that the numbers of the others do not depend on them.
    pub table: Option<u32>,
    /// The row of the table.
    pub row: Option<u32>,
    /// The column of the table.
    pub column: Option<u32>,
    /// The paragraph within its cell, or outside tables the paragraph (in text files the line) of the file.
    pub line: Option<u32>,
}

impl Place {
    /// The place of a line outside tables.
    pub fn of_line(line: u32) -> Self {
        Self { line: Some(line), ..Self::default() }
    }

    /// The place of a table.
    pub fn of_table(table: u32) -> Self {
        Self { table: Some(table), ..Self::default() }
    }

    /// The same place with a cell; `row` and `col` count from 0, as in [`super::Cell`].
    pub fn at_cell(self, row: usize, col: usize) -> Self {
        Self { row: Some(count(row)), column: Some(count(col)), ..self }
    }

    /// The same place, narrowed to a line.
    pub fn at_line(self, line: u32) -> Self {
        Self { line: Some(line), ..self }
    }
}

/// An index from 0 as a number from 1.
fn count(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1)
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [("table", self.table), ("row", self.row), ("column", self.column), ("line", self.line)];
        let mut first = true;
        for (name, number) in parts {
            if let Some(number) = number {
                let comma = if first { "" } else { ", " };
                write!(f, "{comma}{name} {number}")?;
                first = false;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_from_one() {
        let place = Place::of_table(2).at_cell(0, 4).at_line(3);
        assert_eq!(place.to_string(), "table 2, row 1, column 5, line 3");
        assert_eq!(Place::of_line(7).to_string(), "line 7");
    }
}
