//! What a header that no form has may mean.

use std::{borrow::Cow, collections::HashSet};

use crate::{document::Table, form::form::Holds};

use super::{
    Candidate, HEIGHT, HeaderTexts, SAME_WORDING, SEARCHED_ROWS, goes_on_from_above,
    group::{HeaderGroup, groups_in},
    is_short, may_be_header,
    wording::Wording,
};

/// The row or rows of a table that are most like the headers of any form, with the likely content of each column;
/// none where fewer than two columns are like any header.
pub fn likely(table: &Table, forms: &[Candidate<'_>]) -> Option<Vec<(String, Option<Holds>)>> {
    let starts = (0..table.rows().min(SEARCHED_ROWS)).filter(|from| !goes_on_from_above(table, *from));
    let ranges =
        starts.flat_map(|from| (from + 1..=(from + HEIGHT).min(table.rows())).map(move |to| from..to));
    let fits = ranges.filter(|rows| {
        let middle = |row: usize| row > rows.start && goes_on_from_above(table, row) && is_short(table, row);
        rows.clone().all(|row| may_be_header(table, row) || middle(row))
    });
    let texts = HeaderTexts::of(table);
    let best = fits
        .map(|rows| {
            let groups = groups_in(&texts, rows);
            let held: Vec<Option<(u32, Holds)>> = groups.iter().map(|group| held(group, forms)).collect();
            let points: u32 = held.iter().flatten().map(|(points, _)| points).sum();
            (points, groups, held)
        })
        // Of rows that match equally well, the fewest.
        .reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    let (_, groups, held) = best;
    let known = held.iter().flatten().count();
    let mut taken = HashSet::new();
    let columns = groups.into_iter().zip(held).map(|(group, held)| {
        // Two columns cannot have the same content, so a person has to decide about the second one.
        (group.joined, held.map(|(_, holds)| holds).filter(|holds| taken.insert(*holds)))
    });
    (known >= 2).then(|| columns.collect())
}

/// The likely content of a column by the headers of all forms, with its points.
fn held(group: &HeaderGroup, forms: &[Candidate<'_>]) -> Option<(u32, Holds)> {
    let columns = forms.iter().flat_map(|one| one.form.columns.iter().zip(&one.wordings));
    let points = columns.map(|(column, wordings)| {
        let likeness = |wording: &Cow<'_, Wording>| group.likeness(wording);
        (wordings.iter().map(likeness).max().unwrap_or(0), column.holds)
    });
    points.max_by_key(|(points, _)| *points).filter(|(points, _)| *points >= SAME_WORDING * 9 / 10)
}
