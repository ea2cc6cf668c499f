//! Tables that repeat the measures of another table for the same period, as a copied sheet does: they are read
//! beside it and not after it, with a doubt.

use std::collections::HashSet;

use crate::{domain::DoubtKind, form::form::Holds};

use super::{
    header::{self, Further, Header},
    outline::{About, Outline},
    page::cell_text,
    tables::TablePart,
};

/// How many of five rows another table must have as well.
const OF_FIVE: usize = 4;

/// Splits the tables of one period into runs. A new run begins with a table that repeats the measures of every run
/// before it.
pub fn runs(parts: Vec<TablePart<'_>>) -> Vec<Vec<TablePart<'_>>> {
    let mut runs: Vec<(HashSet<String>, Vec<TablePart<'_>>)> = Vec::new();
    // Most plans have one table, which needs no comparison.
    if parts.len() < 2 {
        return vec![parts];
    }
    for part in parts {
        let rows = rows_of(&part);
        let repeats = |(known, _): &(HashSet<String>, Vec<TablePart<'_>>)| {
            let again = rows.iter().filter(|row| known.contains(*row)).count();
            !rows.is_empty() && again * 5 >= rows.len() * OF_FIVE
        };
        // A table without a header of its own continues the one before it.
        let new = runs.is_empty() || (!part.goes_on && runs.iter().all(&repeats));
        match runs.last_mut().filter(|_| !new) {
            Some((known, parts)) => {
                known.extend(rows);
                parts.push(part);
            }
            None => runs.push((rows.into_iter().collect(), vec![part])),
        }
    }
    runs.into_iter().map(|(_, parts)| parts).collect()
}

/// The texts that identify the rows of a table, without values.
fn rows_of(part: &TablePart<'_>) -> Vec<String> {
    let above: String =
        part.headings.iter().chain(&part.unlabelled).map(|line| format!("{}\t", line.text)).collect();
    let rows = part.rows.clone().filter_map(|row| {
        let alone = header::nonblank(part.table, row).take(2).count() == 1;
        let cells = header::nonblank(part.table, row).filter(|cell| alone || names(&part.header, cell.col));
        let texts: Vec<String> = cells.map(cell_text).collect();
        (!texts.is_empty()).then(|| format!("{above}{}", texts.join("\t")))
    });
    rows.collect()
}

/// Whether a column identifies rows, rather than counting them or giving values.
fn names(header: &Header, column: usize) -> bool {
    let held = header.columns.iter().find(|(range, _)| range.contains(&column));
    let value = |further: &Further| further.columns.contains(&column);
    match held {
        Some((_, Holds::Ordinal | Holds::Note | Holds::Share | Holds::Mark | Holds::Code)) => false,
        Some((_, holds)) => !holds.is_timed(),
        None => !header.further.iter().any(value),
    }
}

/// Doubts the tables that repeat another one.
pub fn doubt(parts: &[TablePart<'_>], outline: &mut Outline) {
    for part in parts.iter().filter(|part| !part.goes_on) {
        let first = || rows_of(part).into_iter().next().unwrap_or_default().replace('\t', " ");
        let text = part.table.name.clone().unwrap_or_else(first);
        outline.doubted(About::Plan, part.table.place, DoubtKind::LeftOver, &text, "", &[]);
    }
}
