//! The rows below the last measure of a table: signatures and remarks.

use crate::{domain::Quarter, form::form::Form};

use super::{page, row::TableRow, tables::SortedPage};

impl SortedPage<'_> {
    /// Removes the rows below the last measure from the last table, and from every sheet, because the signatures
    /// are there.
    pub fn cut_below(&mut self, form: &Form, quarter: Quarter) {
        let last = self.parts.len().saturating_sub(1);
        let mut of_sheets = Vec::new();
        for (at, part) in self.parts.iter_mut().enumerate() {
            if at < last && part.table.name.is_none() {
                continue;
            }
            let (table, header) = (part.table, &part.header);
            // Measures without values may come last, but not above a signature.
            let mut titles_only = true;
            let of_plan = |index: &usize| {
                let row = TableRow::new(table, header, *index);
                let last = titles_only && row.is_bare_title();
                titles_only &= row.cells.is_empty();
                last || row.is_of_plan(form, quarter)
            };
            let end = part.rows.clone().rev().find(of_plan).map_or(part.rows.start, |index| index + 1);
            let mut below = page::of_rows(table, end..part.rows.end);
            part.rows.end = end;
            if at == last {
                below.append(&mut self.below);
                self.below = below;
            } else {
                of_sheets.append(&mut below);
            }
        }
        // Every sheet may be signed by the same people.
        of_sheets.retain(|line| self.below.iter().all(|known| known.text != line.text));
        self.between.append(&mut of_sheets);
    }
}
