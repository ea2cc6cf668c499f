//! Finding the header of a plan's table, and by it the form.

use std::{collections::HashSet, ops::Range};

use crate::{
    document::{Cell, Table},
    form::{
        form::{Column, Form, Holds},
        words::key,
    },
};

use super::page::{self, cell_text};

/// How far down a table its header may begin: above it stand the approval block and the title.
const SEARCHED_ROWS: usize = 60;
/// How many rows a header may have.
const HEIGHT: usize = 3;
/// How long the text of a header's cell may be, in bytes.
const LONGEST: usize = 600;
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

    /// Whether a column holds this.
    pub fn has(&self, holds: Holds) -> bool {
        self.columns.iter().any(|(_, held)| *held == holds)
    }

    /// Whether a column belongs to one that the form does not know, which is told of as a whole.
    pub fn tells_of(&self, column: usize) -> bool {
        let known = self.columns.iter().map(|(range, _)| range.start).filter(|start| *start <= column).max();
        let unknown = self.unknown.iter().map(|(start, _)| *start).filter(|start| *start <= column).max();
        unknown.is_some() && unknown > known
    }

    /// The same header over a table that goes on without one: it has as many columns, or (where a program
    /// has cut columns in two) a row with as many cells.
    pub fn stretched_over(&self, table: &Table) -> Option<Self> {
        if table.columns() == self.width {
            return Some(self.clone());
        }
        let count = self.columns.len() + self.unknown.len();
        let full = |row: &usize| {
            let cells = table.cells_of_row(*row);
            cells.len() == count && cells.iter().map(|cell| cell.colspan).sum::<usize>() == table.columns()
        };
        let cells = (0..table.rows()).find(full).map(|row| table.cells_of_row(row))?;
        let starts = self.columns.iter().map(|(range, _)| range.start);
        let mut order: Vec<usize> = starts.chain(self.unknown.iter().map(|(column, _)| *column)).collect();
        order.sort_unstable();
        let place = |start: usize| {
            let cell = order.iter().position(|column| *column == start).and_then(|at| cells.get(at))?;
            Some(cell.col..cell.col + cell.colspan)
        };
        let columns = self.columns.iter().filter_map(|(range, holds)| Some((place(range.start)?, *holds)));
        Some(Self { columns: columns.collect(), width: table.columns(), ..self.clone() })
    }

    /// Whether the cells of a row repeat the header, or a row of it.
    pub fn is_repeated_by(&self, cells: &[&Cell]) -> bool {
        let known = |cell: &Cell| {
            let initial = page::initial(cell);
            self.texts.iter().any(|text| initial.may_begin(text))
                && self.texts.contains(&key(&cell_text(cell)))
        };
        cells.len() >= 2 && cells.iter().all(|cell| known(cell))
    }
}

/// Whether the cells of a row only count the columns: 1, 2, 3, 4.
pub fn counts_columns(cells: &[&Cell]) -> bool {
    let begins = cells.first().is_some_and(|cell| page::initial(cell).may_begin("1"));
    let number = |cell: &Cell| cell_text(cell).trim_end_matches('.').parse();
    let counted = || (1..).zip(cells).all(|(n, cell)| number(cell) == Ok(n));
    cells.len() >= 3 && begins && counted()
}

/// The cells that begin in a row and are not blank.
pub fn nonblank(table: &Table, row: usize) -> impl Iterator<Item = &Cell> {
    table.cells_of_row(row).iter().filter(|cell| !cell.is_blank())
}

/// A form with its wordings prepared for comparing.
pub struct Candidate<'f> {
    index: usize,
    form: &'f Form,
    wordings: Vec<Vec<Wording>>,
}

impl<'f> Candidate<'f> {
    /// Prepares a form, which is known by its index.
    pub fn new(index: usize, form: &'f Form) -> Self {
        let wordings = |column: &Column| column.headers.iter().map(|text| Wording::new(text)).collect();
        Self { index, form, wordings: form.columns.iter().map(wordings).collect() }
    }

    /// The index of the form.
    pub fn index(&self) -> usize {
        self.index
    }
}

/// The first header of a table, and of the forms that it may belong to the one that fits best; a plain one
/// where no other fits.
pub fn find(table: &Table, forms: &[Candidate<'_>]) -> Option<Header> {
    let (plain, others): (Vec<_>, Vec<_>) = forms.iter().partition(|candidate| candidate.form.plain);
    [others, plain].iter().filter(|forms| !forms.is_empty()).find_map(|forms| {
        (0..table.rows().min(SEARCHED_ROWS)).find_map(|from| {
            let begins = may_be_header(table, from) && !goes_on_from_above(table, from);
            begins.then(|| find_at(table, from, forms))?
        })
    })
}

/// The best header that begins at a row.
fn find_at(table: &Table, from: usize, forms: &[&Candidate<'_>]) -> Option<Header> {
    let mut best: Option<Header> = None;
    for to in from + 1..=(from + HEIGHT).min(table.rows()) {
        if !may_be_header(table, to - 1) {
            break;
        }
        let groups = groups(table, from..to);
        for candidate in forms {
            let found = matched(&groups, candidate, from..to, table);
            if let Some(found) = found.filter(|new| best.as_ref().is_none_or(|b| b.score < new.score)) {
                best = Some(found);
            }
        }
    }
    best
}

/// Whether cells with text come down into a row: a header does not begin in its own middle.
fn goes_on_from_above(table: &Table, row: usize) -> bool {
    let mut covering = (0..table.columns()).filter_map(|column| table.cell_at(row, column));
    covering.any(|cell| cell.row < row && !cell.is_blank())
}

/// Rows with one cell, and those with long texts, are no header: this spares comparing them.
fn may_be_header(table: &Table, row: usize) -> bool {
    let short = |cell: &Cell| {
        cell.paragraphs().map(|p| p.runs.iter().map(|r| r.text.len()).sum::<usize>()).sum::<usize>() < LONGEST
    };
    nonblank(table, row).count() >= 2 && nonblank(table, row).all(short)
}

/// The texts of what looks most like a header, for saying which headers were met.
pub fn guess(table: &Table) -> Vec<String> {
    (0..table.rows().min(SEARCHED_ROWS))
        .map(|row| nonblank(table, row).map(cell_text).collect::<Vec<_>>())
        .find(|texts| texts.len() >= 3)
        .unwrap_or_default()
}

/// The row or rows of a table that are most like the headers of any form, with what each column is likely
/// to hold by any of them; none where no two columns are like any.
pub fn likely(table: &Table, forms: &[Candidate<'_>]) -> Option<Vec<(String, Option<Holds>)>> {
    let starts = (0..table.rows().min(SEARCHED_ROWS)).filter(|from| !goes_on_from_above(table, *from));
    let ranges =
        starts.flat_map(|from| (from + 1..=(from + HEIGHT).min(table.rows())).map(move |to| from..to));
    let fits = ranges.filter(|rows| rows.clone().all(|row| may_be_header(table, row)));
    let best = fits
        .map(|rows| {
            let groups = groups(table, rows);
            let held: Vec<Option<(u32, Holds)>> = groups.iter().map(|group| held(group, forms)).collect();
            let points: u32 = held.iter().flatten().map(|(points, _)| points).sum();
            (points, groups, held)
        })
        // Of rows that say as much, the fewer.
        .reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    let (_, groups, held) = best;
    let known = held.iter().flatten().count();
    let mut taken = HashSet::new();
    let columns = groups.into_iter().zip(held).map(|(group, held)| {
        // Two columns cannot hold the same: the second is for the person to say.
        (group.joined, held.map(|(_, holds)| holds).filter(|holds| taken.insert(*holds)))
    });
    (known >= 2).then(|| columns.collect())
}

/// What a column is likely to hold by the headers of all forms, with the points for it.
fn held(group: &Group, forms: &[Candidate<'_>]) -> Option<(u32, Holds)> {
    let columns = forms.iter().flat_map(|one| one.form.columns.iter().zip(&one.wordings));
    let points = columns.map(|(column, wordings)| {
        let likeness =
            |wording: &Wording| group.whole.likeness(wording).max(group.lowest.likeness(wording) * 9 / 10);
        (wordings.iter().map(likeness).max().unwrap_or(0), column.holds)
    });
    points.max_by_key(|(points, _)| *points).filter(|(points, _)| *points >= SAME_WORDING * 9 / 10)
}

/// Columns that share the lowest cell of a header.
struct Group {
    columns: Range<usize>,
    /// The texts of all rows, joined from the top down.
    joined: String,
    whole: Wording,
    /// The text of the lowest row alone.
    lowest: Wording,
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
                let joined = joined.join(" ");
                let lowest_text = texts.last().map(|(_, _, text)| text.as_str()).unwrap_or_default();
                let group = Group {
                    columns: column..column + 1,
                    whole: Wording::new(&joined),
                    lowest: Wording::new(lowest_text),
                    joined,
                };
                groups.push((lowest, group));
            }
        }
    }
    groups.into_iter().map(|(_, group)| group).filter(|group| !group.joined.is_empty()).collect()
}

/// The header as one of a form's, when all columns that the form requires are there.
fn matched(groups: &[Group], candidate: &Candidate<'_>, rows: Range<usize>, table: &Table) -> Option<Header> {
    let form = candidate.form;
    let mut pairs: Vec<(u32, usize, usize)> = Vec::new();
    for (g, group) in groups.iter().enumerate() {
        for (c, wordings) in candidate.wordings.iter().enumerate() {
            let whole = wordings.iter().map(|wording| group.whole.likeness(wording)).max();
            let lowest = wordings.iter().map(|wording| group.lowest.likeness(wording) * 9 / 10).max();
            let points = whole.max(lowest).unwrap_or(0);
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
    // Of the tables in a document, one of a plain form counts less than any other.
    let score = if form.plain { score / 2 } else { score };
    let mut columns = Vec::new();
    let mut unknown = Vec::new();
    for (g, group) in groups.iter().enumerate() {
        let holds = taken.iter().find(|(tg, _)| *tg == g).and_then(|(_, c)| form.columns.get(*c));
        match holds {
            Some(column) => columns.push((group.columns.clone(), column.holds)),
            // A share is made from the other columns: it is told, and says nothing against the form.
            None if form.plain && !group.joined.contains('%') => return None,
            None => unknown.push((group.columns.start, group.joined.clone())),
        }
    }
    let cells = rows.clone().flat_map(|row| nonblank(table, row));
    let texts = cells.map(|cell| key(&cell_text(cell))).collect();
    Some(Header { form: candidate.index, rows, columns, width: table.columns(), unknown, texts, score })
}

/// The wording of a header, prepared for comparing.
struct Wording {
    words: Vec<String>,
    stems: HashSet<String>,
}

impl Wording {
    fn new(text: &str) -> Self {
        // A share of something is another thing: «% виконання» holds no performers.
        let key = key(&text.replace('%', " відсоток "));
        let words = key.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        let mut words: Vec<String> = words.map(str::to_owned).collect();
        if words.is_empty() && !key.is_empty() {
            // «№» alone.
            words.push(key.clone());
        }
        let stem = |word: &String| word.chars().take(5).collect();
        let stems = words.iter().filter(|word| word.chars().count() > 2).map(stem).collect();
        Self { words, stems }
    }

    /// How alike two wordings are, of a hundred points: case, signs, endings and small words do not count.
    fn likeness(&self, other: &Self) -> u32 {
        if self.words == other.words && !self.words.is_empty() {
            return 100;
        }
        let common = self.stems.intersection(&other.stems).count();
        let points = (200 * common).checked_div(self.stems.len() + other.stems.len());
        let points = points.and_then(|points| u32::try_from(points).ok());
        // What is alike but not the same stays behind what is the same.
        points.map_or(0, |points| points * 95 / 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(a: &str, b: &str) -> u32 {
        Wording::new(a).likeness(&Wording::new(b))
    }

    #[test]
    fn wordings_are_alike_without_their_endings() {
        assert_eq!(likeness("№ з/п", "№ З/П"), 100);
        assert!(
            likeness("Найменування показників результативності", "Найменування показника результативності")
                >= 70
        );
        assert!(likeness("Найменування завдання", "Найменування заходу для виконання завдання") < 70);
        assert!(likeness("% виконання", "Виконавці") < 63);
        assert_eq!(likeness("", ""), 0);
    }
}
