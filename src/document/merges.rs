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

use super::{Bound, Cell, Table};

const NBSP: char = '\u{a0}';
/// How many no-break spaces say that a table has marks.
const SIGNED: usize = 5;
/// How many stand behind a text that goes on below.
const GOES_ON: usize = 2;

/// What a place of a table is where no text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// The second row of the cell above.
    Below,
    /// A later row of the cell above.
    Further,
    /// The cell to the left, in its first row.
    Left,
    /// The beginning of a blank cell that goes on.
    Blank,
}

impl Mark {
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

/// Whether a table has something to mark.
pub(super) fn are_in(table: &Table) -> bool {
    table.cells().iter().any(goes_on)
}

fn goes_on(cell: &Cell) -> bool {
    cell.rowspan > 1 || cell.colspan > 1
}

/// What is written where a cell comes from above or from the left.
pub(super) fn covered(cell: &Cell, row: usize) -> String {
    let mark = match row.saturating_sub(cell.row) {
        0 => Mark::Left,
        1 => Mark::Below,
        _ => Mark::Further,
    };
    spaces(mark.width())
}

/// What is written in the first place of a cell with this text. `beside` are the cells that begin in its row.
pub(super) fn begun(cell: &Cell, text: &str, beside: &[Cell]) -> String {
    let text = text.trim_end_matches(NBSP);
    if text.trim().is_empty() {
        return if goes_on(cell) { spaces(Mark::Blank.width()) } else { String::new() };
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

/// Whether a place shows nothing and is marked.
pub(super) fn is_mark(place: &str) -> bool {
    let width = place.chars().count();
    place.chars().all(|c| c == NBSP) && (Mark::of_width(width).is_some() || width >= SIGNED)
}

/// A row and a column.
type At = (usize, usize);

/// What is seen in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seen {
    /// A text.
    Text { goes_on: bool },
    /// A mark alone.
    Only(Mark),
}

/// The places of a table as they are read.
#[derive(Default)]
pub(super) struct Places {
    /// Those with a text or a mark.
    seen: BTreeMap<At, Seen>,
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
            false => width == 0 || Mark::of_width(width).is_some(),
        };
        let signed = width.checked_sub(SIGNED).filter(|rest| col == 0 && known(*rest));
        let width = signed.unwrap_or(width);
        if signed.is_some() {
            self.begins.push(row);
        }
        let mark = Mark::of_width(width).filter(|_| bare.is_empty());
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
    fn spans(&self, from: usize, to: usize) -> Option<BTreeMap<At, At>> {
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
    owners: BTreeMap<At, At>,
    /// The first places of cells that say themselves that they go on.
    sure: BTreeSet<At>,
}

impl Covers {
    fn row(&mut self, row: usize, seen: &BTreeMap<At, Seen>) -> Option<()> {
        // The texts that do not say so themselves, and the rows of those beside them that do.
        let (mut unsure, mut sure) = (Vec::new(), Vec::new());
        for (&at, seen) in seen.range((row, 0)..(row + 1, 0)) {
            let owner = match seen {
                Seen::Text { goes_on: false } => at,
                Seen::Text { goes_on: true } | Seen::Only(Mark::Blank) => {
                    self.sure.insert(at);
                    at
                }
                Seen::Only(Mark::Left) => {
                    let left = self.owners.get(&(row, at.1.checked_sub(1)?)).copied();
                    left.filter(|(begins, _)| *begins == row)?
                }
                Seen::Only(mark) => {
                    let (above, owner) = self.above(at)?;
                    match above.0 == owner.0 {
                        true if self.sure.contains(&owner) => sure.push(owner.0),
                        true => unsure.push(owner.0),
                        false if *mark == Mark::Further => {}
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
    fn above(&self, (row, col): At) -> Option<(At, At)> {
        let places = (0..row).rev().map(|above| (above, col));
        let first = self.owners.keys().next()?;
        let mut places = places.take_while(|at| at.0 >= first.0);
        places.find_map(|at| self.owners.get(&at).map(|owner| (at, *owner)))
    }

    /// The rows and columns of each cell that has several; `None` where one is no rectangle.
    fn spans(&self) -> Option<BTreeMap<At, At>> {
        // Of each cell: its last place, and how many places it has.
        let mut reach: BTreeMap<At, (At, usize)> = BTreeMap::new();
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The spans of the cells that cover several places. Written are: a capital for a text that goes on, any
    /// other letter or digit for a text, `|` and `!` for a cell from above, `<` for one from the left, `o`
    /// for a blank cell that goes on, a space for a blank; `*` behind the first place signs.
    fn merged(rows: &[&str]) -> Vec<(usize, usize, usize, usize)> {
        let (mut places, mut cells) = (Places::default(), Vec::new());
        for (row, text) in rows.iter().enumerate() {
            let signed = text.get(1..2) == Some("*");
            for (col, c) in text.chars().filter(|c| *c != '*').enumerate() {
                let mut place = match c {
                    '|' => spaces(2),
                    '!' => spaces(3),
                    '<' => spaces(4),
                    'o' => spaces(6),
                    ' ' => String::new(),
                    c if c.is_uppercase() => format!("{c}\u{a0}\u{a0}"),
                    c => c.to_string(),
                };
                if signed && col == 0 {
                    place.push_str(&signature());
                }
                let text = places.add(row, col, &place);
                assert!(text.trim().is_empty() || !text.contains(NBSP), "{text:?}");
                if !text.trim().is_empty() {
                    cells.push(Cell::new(row, col));
                }
            }
        }
        places.merge(&mut cells);
        cells.retain(goes_on);
        cells.iter().map(|cell| (cell.row, cell.col, cell.rowspan, cell.colspan)).collect()
    }

    #[test]
    fn cells_cover_what_is_marked() {
        assert_eq!(merged(&["A*<b", "||c", "!!d"]), [(0, 0, 3, 2)]);
        assert_eq!(merged(&["t  ", "A*bo", "|C|", "d|!"]), [(1, 0, 2, 1), (2, 1, 2, 1), (1, 2, 3, 1)]);
        assert_eq!(merged(&["o*<a", "||b"]), [(0, 0, 2, 2)]);
        assert_eq!(merged(&[" *A", "b|"]), [(0, 1, 2, 1)]);
        assert_eq!(merged(&["a*<<", "bcd"]), [(0, 0, 1, 3)]);
    }

    #[test]
    fn a_number_goes_on_as_far_as_a_text_beside_it() {
        assert_eq!(merged(&["5*A", "||"]), [(0, 0, 2, 1), (0, 1, 2, 1)]);
        assert_eq!(merged(&["5*a", "|b"]), []);
        let [text, number] = [Cell::new(0, 0).with_text("захід"), Cell::new(0, 1).with_text("5")];
        let [text, number] = [text.spanning(2, 1), number.spanning(2, 1)];
        assert_eq!(begun(&number, "5", &[text.clone(), number.clone()]), "5");
        assert_eq!(begun(&number, "5", std::slice::from_ref(&number)), "5\u{a0}\u{a0}");
        assert_eq!(begun(&text, "захід\u{a0}", &[]), "захід\u{a0}\u{a0}");
    }

    #[test]
    fn marks_of_others_mean_nothing() {
        assert_eq!(merged(&["aB", "|c", "d|"]), []);
        // Above the table that is signed.
        assert_eq!(merged(&["aB", "|*c", "d|"]), []);
        assert_eq!(merged(&["aB", "c|", "d*E", "f|"]), [(2, 1, 2, 1)]);
    }

    #[test]
    fn a_table_whose_marks_do_not_fit_has_none() {
        let cases: [&[&str]; 9] = [
            // A row with a text of its own was put into a cell.
            &["a*B", "cd", "e|"],
            &["a*B", "c|", "de", "f!"],
            // The row was cut out in which a cell begins.
            &["a*b", "c|"],
            &["a*B", "c|", "e|"],
            // Something was typed over a part of a cell.
            &["A*<b", "|cd"],
            &["a*B", "c5", "d!"],
            // Nothing goes on.
            &["a* <", "bcd"],
            &["a*b", "c<", "|<"],
            &["a*b", "C ", "d|"],
        ];
        for rows in cases {
            assert_eq!(merged(rows), [], "{rows:?}");
        }
    }

    #[test]
    fn people_may_add_blanks_cut_rows_and_type_over() {
        assert_eq!(merged(&["a*B", "c ", "d|"]), [(0, 1, 3, 1)]);
        assert_eq!(merged(&["a*B", "c|", "d ", "e!"]), [(0, 1, 4, 1)]);
        assert_eq!(merged(&["a*B", "c!"]), [(0, 1, 2, 1)]);
        assert_eq!(merged(&["a*B", "c|", "d5"]), [(0, 1, 2, 1)]);
        // A number over a blank that goes on, beside a text that says so.
        assert_eq!(merged(&["A*5", "||"]), [(0, 0, 2, 1), (0, 1, 2, 1)]);
    }

    #[test]
    fn a_table_that_fails_leaves_the_others() {
        assert_eq!(merged(&["a*b", "c!", "a*B", "c|"]), [(2, 1, 2, 1)]);
    }
}
