//! Marks for merged cells in formats that have none: CSV and Markdown.
//!
//! In such a format the places that a merged cell covers are empty, so they cannot be distinguished from blank
//! cells. The writers of this program fill them with no-break spaces, and the number of these gives the meaning of
//! the place:
//!
//! | no-break spaces | meaning of the place |
//! |---|---|
//! | 2 after a text | the cell continues below |
//! | 2 | second row of the cell above |
//! | 3 | later row of the cell above |
//! | 4 | first row of the cell to the left |
//! | 6 | first place of a blank cell that covers several places |
//! | 5 after the other content of its first place | beginning of a table with such marks |
//!
//! People and spreadsheets see these places as empty, and what is typed over one replaces it; every encoding of
//! Ukrainian has the character. A blank cell stays empty. A number gets no mark where another cell of its row shows
//! that both continue below, so that a column of numbers stays a column of numbers.
//!
//! A reader uses the marks only in a table that begins as above, and only where all of them fit together: each must
//! lead to a cell that continues, and each cell must cover a rectangle. A row that was inserted inside a cell
//! belongs to it where it is blank there. Where rows were inserted elsewhere, removed or sorted, or a program has
//! removed marks, they do not fit, and the whole table is read without them, because a text must never be extended
//! to rows that it does not belong to.

use std::collections::{BTreeMap, BTreeSet};

use super::{Block, Bound, Cell, Table, effect};

#[cfg(test)]
mod tests;

const NBSP: char = '\u{a0}';
/// The number of no-break spaces that begins a table with marks.
const SIGNED: usize = 5;
/// The number of no-break spaces after a text that continues below.
const GOES_ON: usize = 2;

/// The meaning of a place without text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MergeMark {
    /// The second row of the cell above.
    Below,
    /// A later row of the cell above.
    Further,
    /// The cell to the left, in its first row.
    Left,
    /// The first place of a blank cell that covers several places.
    Blank,
}

impl MergeMark {
    const ALL: [Self; 4] = [Self::Below, Self::Further, Self::Left, Self::Blank];

    const fn width(self) -> usize {
        match self {
            Self::Below => 2,
            Self::Further => 3,
            Self::Left => 4,
            Self::Blank => 6,
        }
    }

    fn of_width(width: usize) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.width() == width)
    }
}

fn spaces(width: usize) -> String {
    std::iter::repeat_n(NBSP, width).collect()
}

/// The mark after the first place of a table with marks.
pub(super) fn signature() -> String {
    spaces(SIGNED)
}

/// Whether a table's mark goes into this row: the first row that is not blank, because blank rows are not read.
pub(super) fn begin_in(table: &Table, row: usize) -> bool {
    let first = table.cells().iter().find(|cell| goes_on(cell) || !cell.is_blank());
    first.is_some_and(|first| first.row == row) && table.cells().iter().any(goes_on)
}

fn goes_on(cell: &Cell) -> bool {
    cell.rowspan > 1 || cell.colspan > 1
}

/// The mark of a place that is covered by a cell above or to the left.
pub(super) fn covered(cell: &Cell, row: usize) -> String {
    let mark = match row.saturating_sub(cell.row) {
        0 => MergeMark::Left,
        1 => MergeMark::Below,
        _ => MergeMark::Further,
    };
    spaces(mark.width())
}

/// The content of the first place of a cell. `beside` are the cells that begin in the same row.
pub(super) fn begun(cell: &Cell, text: &str, beside: &[Cell]) -> String {
    let text = text.trim_end_matches(NBSP);
    if text.trim().is_empty() {
        return if goes_on(cell) { spaces(MergeMark::Blank.width()) } else { String::new() };
    }
    // The cell is blank or has letters, so that the mark turns no number into a text.
    let says = |cell: &Cell| {
        let text = cell.text();
        text.trim().is_empty() || text.contains(char::is_alphabetic)
    };
    let is_said = || !says(cell) && beside.iter().any(|one| one.rowspan == cell.rowspan && says(one));
    let mark = if cell.rowspan > 1 && !is_said() { GOES_ON } else { 0 };
    text.to_owned() + &spaces(mark)
}

/// Whether there may be marks in a text, which is seldom.
pub(super) fn may_be_in(text: &str) -> bool {
    text.contains(&signature())
}

/// Whether a place is blank, or its last character may belong to a mark. This rules out most texts quickly.
pub(super) fn may_end_in_mark(text: &str) -> bool {
    text.ends_with(NBSP) || text.trim_start().is_empty()
}

/// Whether a place is blank and has no mark.
pub(super) fn shows_nothing(place: &str) -> bool {
    let is_mark = || {
        let width = place.chars().count();
        place.chars().all(|c| c == NBSP) && (MergeMark::of_width(width).is_some() || width >= SIGNED)
    };
    place.trim().is_empty() && !is_mark()
}

/// Merges the cells of a sheet that was made from a table with marks, and removes the marks. The cells are in row
/// order, one in each place.
pub(super) fn restore(cells: &mut Vec<Cell>) {
    let ends = |cell: &Cell| Some(cell.paragraphs().last()?.runs.last()?.text.ends_with(&signature()));
    // A text that is struck out is blank, and has to be told.
    let formatted = |cell: &Cell| cell.paragraphs().any(|paragraph| effect::is_in(&paragraph.runs));
    let shows = |cell: &Cell| cell.value.is_some() || goes_on(cell) || !cell.is_blank() || formatted(cell);
    let signs = |cell: &Cell| cell.col == 0 && ends(cell) == Some(true);
    if cells.iter().any(signs) {
        let mut places = Places::default();
        for cell in cells.iter_mut() {
            let text = cell.text();
            let marks = text.len() - places.add(cell.row, cell.col, &text).len();
            if marks > 0
                && let Some(Block::Paragraph(paragraph)) = cell.blocks.last_mut()
                && let Some(run) = paragraph.runs.last_mut()
            {
                run.text.truncate(run.text.len().saturating_sub(marks));
            }
        }
        cells.retain(shows);
        places.merge(cells);
    } else {
        cells.retain(shows);
    }
}

/// A row and a column.
type MergedAt = (usize, usize);

/// What is seen in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seen {
    /// A text.
    Text { goes_on: bool },
    /// A mark alone.
    Only(MergeMark),
}

/// The places of a table as they are read.
#[derive(Default)]
pub(super) struct Places {
    /// Those with a text or a mark.
    seen: BTreeMap<MergedAt, Seen>,
    /// The rows in which tables with marks begin.
    begins: Vec<usize>,
}

impl Places {
    /// Adds a place and returns its text without marks. Places are added row by row.
    pub fn add<'p>(&mut self, row: usize, col: usize, place: &'p str) -> &'p str {
        let bare = place.trim_end_matches(NBSP);
        let width = place.chars().rev().take_while(|c| *c == NBSP).count();
        let is_text = !bare.trim().is_empty();
        let known = |width: usize| match is_text {
            true => width == 0 || width == GOES_ON,
            false => width == 0 || MergeMark::of_width(width).is_some(),
        };
        let signed = width.checked_sub(SIGNED).filter(|rest| col == 0 && known(*rest));
        let width = signed.unwrap_or(width);
        if signed.is_some() {
            self.begins.push(row);
        }
        let mark = MergeMark::of_width(width).filter(|_| bare.is_empty());
        let seen =
            if is_text { Some(Seen::Text { goes_on: width == GOES_ON }) } else { mark.map(Seen::Only) };
        self.seen.extend(seen.map(|seen| ((row, col), seen)));
        if is_text && known(width) { bare } else { place }
    }

    /// Gives the cells of a table the places that they cover.
    pub fn merge(&self, cells: &mut Vec<Cell>) {
        let ends = self.begins.iter().skip(1).copied().chain([usize::MAX]);
        let mut spans = BTreeMap::new();
        for (from, to) in self.begins.iter().copied().zip(ends) {
            spans.append(&mut self.spans(from, to).unwrap_or_default());
        }
        for cell in cells.iter_mut() {
            if let Some((rows, columns)) = spans.remove(&(cell.row, cell.col)) {
                (cell.rowspan, cell.colspan) = (rows, columns);
            }
        }
        // The remaining ones are blank cells that cover several places.
        let blank = |((row, col), (rows, columns))| Cell::new(row, col).spanning(rows, columns);
        cells.extend(spans.into_iter().map(blank));
    }

    /// The rows and columns of each cell that covers several places, within the rows of one table; `None` where the
    /// marks do not fit.
    fn spans(&self, from: usize, to: usize) -> Option<BTreeMap<MergedAt, MergedAt>> {
        let mut covers = Covers::default();
        let mut rows = from..to;
        while let Some((&(row, _), _)) = self.seen.range((rows.start, 0)..(rows.end, 0)).next() {
            covers.row(row, &self.seen)?;
            rows.start = row + 1;
        }
        covers.spans()
    }
}

/// Which cell covers which place, row by row.
#[derive(Default)]
struct Covers {
    owners: BTreeMap<MergedAt, MergedAt>,
    /// The first places of cells with a mark that they continue.
    sure: BTreeSet<MergedAt>,
}

impl Covers {
    fn row(&mut self, row: usize, seen: &BTreeMap<MergedAt, Seen>) -> Option<()> {
        // The rows of cells without such a mark, and of cells with one, that continue in this row.
        let (mut unsure, mut sure) = (Vec::new(), Vec::new());
        for (&at, seen) in seen.range((row, 0)..(row + 1, 0)) {
            let owner = match seen {
                Seen::Text { goes_on: false } => at,
                Seen::Text { goes_on: true } | Seen::Only(MergeMark::Blank) => {
                    self.sure.insert(at);
                    at
                }
                Seen::Only(MergeMark::Left) => {
                    let left = self.owners.get(&(row, at.1.checked_sub(1)?)).copied();
                    left.filter(|(begins, _)| *begins == row)?
                }
                Seen::Only(mark) => {
                    let (above, owner) = self.above(at)?;
                    match above.0 == owner.0 {
                        true if self.sure.contains(&owner) => sure.push(owner.0),
                        true => unsure.push(owner.0),
                        false if *mark == MergeMark::Further => {}
                        false => return None,
                    }
                    // Rows that were inserted inside the cell belong to it.
                    self.owners.extend((above.0 + 1..row).map(|row| ((row, at.1), owner)));
                    owner
                }
            };
            self.owners.insert(at, owner);
        }
        Bound::Cells.check(self.owners.len()).ok()?;
        unsure.iter().all(|row| sure.contains(row)).then_some(())
    }

    /// The next place above that has an owner, and that owner.
    fn above(&self, (row, col): MergedAt) -> Option<(MergedAt, MergedAt)> {
        let places = (0..row).rev().map(|above| (above, col));
        let first = self.owners.keys().next()?;
        let mut places = places.take_while(|at| at.0 >= first.0);
        places.find_map(|at| self.owners.get(&at).map(|owner| (at, *owner)))
    }

    /// The rows and columns of each cell that covers several places; `None` where one is not a rectangle.
    fn spans(&self) -> Option<BTreeMap<MergedAt, MergedAt>> {
        // Of each cell: its last place, and how many places it has.
        let mut reach: BTreeMap<MergedAt, (MergedAt, usize)> = BTreeMap::new();
        for (at, owner) in &self.owners {
            let (last, places) = reach.entry(*owner).or_insert((*owner, 0));
            *last = (last.0.max(at.0), last.1.max(at.1));
            *places += 1;
        }
        let mut spans = BTreeMap::new();
        for (first, (last, places)) in reach {
            let (rows, columns) = (last.0 - first.0 + 1, last.1 - first.1 + 1);
            (rows.checked_mul(columns) == Some(places)).then_some(())?;
            if places > 1 {
                spans.insert(first, (rows, columns));
            }
        }
        Some(spans)
    }
}
