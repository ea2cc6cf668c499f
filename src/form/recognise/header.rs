//! Finding the header of a plan's table, and by it the form.

use std::{collections::HashSet, ops::Range};

use crate::{
    document::{Cell, Table},
    form::{
        form::{Form, Holds},
        words::key,
    },
};

use super::page::cell_text;

/// How far down a table its header may begin: above it stand the approval block and the title.
const SEARCHED_ROWS: usize = 60;
/// How many rows a header may have.
const HEIGHT: usize = 3;
/// From how many of a hundred points on two wordings are the same.
const SAME_WORDING: u32 = 70;
/// From how many of a hundred points on a table is of a form.
const SAME_FORM: u32 = 60;

/// A header that was found.
#[derive(Clone, Debug)]
pub struct Header {
    /// The form it belongs to, by its index.
    pub form: usize,
    /// Its rows.
    pub rows: Range<usize>,
    /// The columns of the table and what stands in them.
    pub columns: Vec<(Range<usize>, Holds)>,
    /// How many columns the table has.
    pub width: usize,
    /// Columns of the table that the form does not know, with their headers.
    pub unknown: Vec<(usize, String)>,
    texts: HashSet<String>,
    score: u32,
}

impl Header {
    /// How well it fits its form, of a hundred points.
    pub fn score(&self) -> u32 {
        self.score
    }

    /// Whether a row repeats the header, or a row of it.
    pub fn is_repeated_by(&self, table: &Table, row: usize) -> bool {
        let texts: Vec<String> = nonblank(table, row).map(|cell| key(&cell_text(cell))).collect();
        texts.len() >= 2 && texts.iter().all(|text| self.texts.contains(text))
    }
}

/// Whether a row only counts the columns: 1, 2, 3, 4.
pub fn counts_columns(table: &Table, row: usize) -> bool {
    let texts: Vec<String> = nonblank(table, row).map(cell_text).collect();
    let counted = (1..).zip(&texts).all(|(n, text)| text.trim_end_matches('.').parse() == Ok(n));
    texts.len() >= 3 && counted
}

fn nonblank(table: &Table, row: usize) -> impl Iterator<Item = &Cell> {
    table.cells_of_row(row).iter().filter(|cell| !cell.is_blank())
}

/// The best header of a table among some forms (given with their indexes).
pub fn find(table: &Table, forms: &[(usize, &Form)]) -> Option<Header> {
    let mut best: Option<Header> = None;
    for from in 0..table.rows().min(SEARCHED_ROWS) {
        if nonblank(table, from).count() < 2 {
            continue;
        }
        for to in from + 1..=(from + HEIGHT).min(table.rows()) {
            let groups = groups(table, from..to);
            for (index, form) in forms {
                let found = matched(&groups, form, *index, from..to, table);
                if let Some(found) = found.filter(|new| best.as_ref().is_none_or(|b| b.score < new.score)) {
                    best = Some(found);
                }
            }
        }
    }
    best
}

/// The texts of what looks most like a header, for saying which headers were met.
pub fn guess(table: &Table) -> Vec<String> {
    (0..table.rows().min(SEARCHED_ROWS))
        .map(|row| nonblank(table, row).map(cell_text).collect::<Vec<_>>())
        .find(|texts| texts.len() >= 3)
        .unwrap_or_default()
}

/// Columns that share the lowest cell of a header.
struct Group {
    columns: Range<usize>,
    /// The texts of all rows, joined from the top down.
    joined: String,
    /// The text of the lowest row alone.
    lowest: String,
}

fn groups(table: &Table, rows: Range<usize>) -> Vec<Group> {
    let mut groups: Vec<(Option<(usize, usize)>, Group)> = Vec::new();
    for column in 0..table.columns() {
        let mut texts: Vec<(usize, usize, String)> = Vec::new();
        for cell in rows.clone().filter_map(|row| table.cell_at(row, column)) {
            let same = texts.last().is_some_and(|(row, col, _)| (*row, *col) == (cell.row, cell.col));
            if !same && !cell.is_blank() {
                texts.push((cell.row, cell.col, cell_text(cell)));
            }
        }
        let lowest = table.cell_at(rows.end.saturating_sub(1), column).map(|cell| (cell.row, cell.col));
        match groups.last_mut() {
            Some((identity, group)) if identity.is_some() && *identity == lowest => {
                group.columns.end = column + 1;
            }
            _ => {
                let joined: Vec<&str> = texts.iter().map(|(_, _, text)| text.as_str()).collect();
                let group = Group {
                    columns: column..column + 1,
                    joined: joined.join(" "),
                    lowest: texts.last().map(|(_, _, text)| text.clone()).unwrap_or_default(),
                };
                groups.push((lowest, group));
            }
        }
    }
    groups.into_iter().map(|(_, group)| group).filter(|group| !group.joined.is_empty()).collect()
}

/// The header as one of a form's, when all columns that the form requires are there.
fn matched(
    groups: &[Group],
    form: &Form,
    index: usize,
    rows: Range<usize>,
    table: &Table,
) -> Option<Header> {
    let mut pairs: Vec<(u32, usize, usize)> = Vec::new();
    for (g, group) in groups.iter().enumerate() {
        for (c, column) in form.columns.iter().enumerate() {
            let joined = column.headers.iter().map(|h| likeness(&group.joined, h)).max();
            let lowest = column.headers.iter().map(|h| likeness(&group.lowest, h) * 9 / 10).max();
            let points = joined.max(lowest).unwrap_or(0);
            if points >= SAME_WORDING * 9 / 10 {
                pairs.push((points, g, c));
            }
        }
    }
    pairs.sort_by_key(|(points, g, c)| (std::cmp::Reverse(*points), *g, *c));
    let mut taken: Vec<(usize, usize)> = Vec::new();
    let mut sum = 0;
    for (points, g, c) in pairs {
        if taken.iter().all(|(tg, tc)| *tg != g && *tc != c) {
            taken.push((g, c));
            sum += points;
        }
    }
    let has = |c: usize| taken.iter().any(|(_, tc)| *tc == c);
    let complete = form.columns.iter().enumerate().all(|(c, column)| !column.required || has(c));
    let usual = form.columns.iter().filter(|column| !column.optional).count();
    let score = sum / u32::try_from(groups.len().max(usual).max(1)).unwrap_or(u32::MAX);
    if !complete || score < SAME_FORM {
        return None;
    }
    let mut columns = Vec::new();
    let mut unknown = Vec::new();
    for (g, group) in groups.iter().enumerate() {
        let holds = taken.iter().find(|(tg, _)| *tg == g).and_then(|(_, c)| form.columns.get(*c));
        match holds {
            Some(column) => columns.push((group.columns.clone(), column.holds)),
            None => unknown.push((group.columns.start, group.joined.clone())),
        }
    }
    let cells = rows.clone().flat_map(|row| nonblank(table, row));
    let texts = cells.map(|cell| key(&cell_text(cell))).collect();
    Some(Header { form: index, rows, columns, width: table.columns(), unknown, texts, score })
}

/// How alike two wordings are, of a hundred points: case, signs, endings and small words do not count.
fn likeness(a: &str, b: &str) -> u32 {
    let (a, b) = (words(a), words(b));
    if a == b && !a.is_empty() {
        return 100;
    }
    let (a, b) = (stems(&a), stems(&b));
    let common = a.intersection(&b).count();
    let points = (200 * common).checked_div(a.len() + b.len()).and_then(|points| u32::try_from(points).ok());
    // What is alike but not the same stays behind what is the same.
    points.map_or(0, |points| points * 95 / 100)
}

fn words(text: &str) -> Vec<String> {
    let key = key(text);
    key.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

fn stems(words: &[String]) -> HashSet<String> {
    words.iter().filter(|w| w.chars().count() > 2).map(|w| w.chars().take(5).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_are_alike_without_their_endings() {
        assert_eq!(likeness("№ з/п", "№ З/П"), 100);
        assert!(likeness("Найменування показників результативності", "Найменування показника результативності") >= 70);
        assert!(likeness("Найменування завдання", "Найменування заходу для виконання завдання") < 70);
        assert_eq!(likeness("", ""), 0);
    }
}
