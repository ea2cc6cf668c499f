//! Merged cells in formats that have none: CSV and Markdown.
//!
//! Where a merged cell goes on such a format has an empty place, which nobody can tell from a cell that is
//! blank. The writers of this program fill it with no-break spaces, and their number says what the place is:
//!
//! | no-break spaces | the place |
//! |---|---|
//! | 2 behind a text | a cell begins that goes on below |
//! | 2 | the cell above goes on, in its second row |
//! | 3 | the cell above goes on, in a later row |
//! | 4 | the cell to the left goes on, in its first row |
//! | 6 | a blank cell begins that goes on |
//! | 5 behind what else stands in its first place | a table begins whose places are marked so |
//!
//! To people and in spreadsheets the places are empty; what is typed over one replaces it; every encoding
//! of Ukrainian has the sign. A blank cell stays as empty as it was, and a number as bare as it was where
//! another cell of its row says how far both go on, so that a column of numbers is one.
//!
//! A reader believes the marks only in a table that begins as above, and only where all of them fit
//! together: each leads to a cell that goes on, and each cell covers a rectangle. A row that was put into a
//! cell belongs to it where it has a blank there. Where rows were put elsewhere, cut out or sorted, or a
//! program took marks away, they do not fit, and the whole table is read as if it had none: a text must
//! never go on over rows that it was not said of.

use std::collections::{BTreeMap, BTreeSet};

use super::{Block, Bound, Cell, Table};

#[cfg(test)]
mod tests;

const NBSP: char = '\u{a0}';
/// How many no-break spaces say that a table has marks.
const SIGNED: usize = 5;
/// How many stand behind a text that goes on below.
const GOES_ON: usize = 2;

/// What a place of a table is where no text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MergeMark {
    /// The second row of the cell above.
    Below,
    /// A later row of the cell above.
    Further,
    /// The cell to the left, in its first row.
    Left,
    /// The beginning of a blank cell that goes on.
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

/// What stands behind the first place of a table with marks.
pub(super) fn signature() -> String {
    spaces(SIGNED)
}

/// Whether a row says that a table has marks: the first with something in it, as blank rows are not read.
pub(super) fn begin_in(table: &Table, row: usize) -> bool {
    let first = table.cells().iter().find(|cell| goes_on(cell) || !cell.is_blank());
    first.is_some_and(|first| first.row == row) && table.cells().iter().any(goes_on)
}

fn goes_on(cell: &Cell) -> bool {
    cell.rowspan > 1 || cell.colspan > 1
}

/// What is written where a cell comes from above or from the left.
pub(super) fn covered(cell: &Cell, row: usize) -> String {
    let mark = match row.saturating_sub(cell.row) {
        0 => MergeMark::Left,
        1 => MergeMark::Below,
        _ => MergeMark::Further,
    };
    spaces(mark.width())
}

/// What is written in the first place of a cell with this text. `beside` are the cells that begin in its row.
pub(super) fn begun(cell: &Cell, text: &str, beside: &[Cell]) -> String {
    let text = text.trim_end_matches(NBSP);
    if text.trim().is_empty() {
        return if goes_on(cell) { spaces(MergeMark::Blank.width()) } else { String::new() };
    }
    // Letters or nothing: no spreadsheet counts it.
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

/// Whether a text has a mark, as far as its end tells, or shows nothing: for most of them it does not.
pub(super) fn may_end_in_mark(text: &str) -> bool {
    text.ends_with(NBSP) || text.trim_start().is_empty()
}

/// Whether a place shows nothing and is not marked either.
pub(super) fn shows_nothing(place: &str) -> bool {
    let is_mark = || {
        let width = place.chars().count();
        place.chars().all(|c| c == NBSP) && (MergeMark::of_width(width).is_some() || width >= SIGNED)
    };
    place.trim().is_empty() && !is_mark()
}

/// Merges the cells of a sheet into which a spreadsheet has taken a table with marks, and takes the marks
/// away. The cells stand row by row, each in a place of its own.
pub(super) fn restore(cells: &mut Vec<Cell>) {
    let ends = |cell: &Cell| Some(cell.paragraphs().last()?.runs.last()?.text.ends_with(&signature()));
    let shows = |cell: &Cell| cell.value.is_some() || goes_on(cell) || !cell.is_blank();
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
    /// Takes a place and gives its text without what marks it. Places come row by row.
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

    /// Gives the cells of a table the places into which they go on.
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
        // What is left begins where no text stands.
        let blank = |((row, col), (rows, columns))| Cell::new(row, col).spanning(rows, columns);
        cells.extend(spans.into_iter().map(blank));
    }

    /// How many rows and columns each cell covers that covers several, in the rows of one table; `None`
    /// where the marks do not fit.
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
    /// The first places of cells that say themselves that they go on.
    sure: BTreeSet<MergedAt>,
}

impl Covers {
    fn row(&mut self, row: usize, seen: &BTreeMap<MergedAt, Seen>) -> Option<()> {
        // The texts that do not say so themselves, and the rows of those beside them that do.
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
                    // What was put between belongs to it.
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

    /// The rows and columns of each cell that has several; `None` where one is no rectangle.
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
