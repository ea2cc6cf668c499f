//! Painting a row: cells that differ are written, others are skipped.

use ratatui::buffer::Cell;

use super::cursor::{CursorPlace, count, forward_cost};
use super::pen::{Attributes, blank};
use super::{Painter, width};
use crate::text::surely::Surely;

/// From this number of blanks on, erasing is shorter than writing.
const ERASE_FROM: usize = 12;
/// The same where the rest of the row is blank: `CSI K` takes three bytes, and changing the attributes may take as
/// many.
const ERASE_REST_FROM: usize = 4;

/// Up to this column a row is begun with blanks, which are not longer than a movement.
const NEAR: usize = 3;

/// Cells of a row that the terminal erases.
enum Erased {
    /// All cells to the end of the row.
    Rest,
    /// A number of cells.
    Cells(usize),
}

impl Painter {
    /// Changes row `y` from `old` to `new`. In `new` the cells under the right halves of wide characters are marked, so
    /// that it can be `old` for the next frame.
    pub(super) fn row(&mut self, y: u16, old: &[Cell], new: &mut [Cell], out: &mut Vec<u8>) {
        let columns = new.len();
        let text = columns - new.iter().rev().take_while(|cell| erased(cell)).count();
        // Cells before this column were destroyed when a wide character was overwritten in part.
        let mut broken = 0;
        let mut x = 0;
        while let Some(cell) = new.get(x) {
            let (mut wide, certain) = width(cell);
            if wide == 0 || x + usize::from(wide) > columns || cell.symbol().contains(char::is_control) {
                // A symbol that cannot be shown here is replaced.
                if let Some(cell) = new.get_mut(x) {
                    cell.set_symbol(" ");
                }
                wide = 1;
            }
            let after = x + usize::from(wide);
            for covered in new.get_mut(x + 1..after).into_iter().flatten() {
                *covered = COVERED;
            }
            let (Some(cell), Some(shown)) = (new.get(x), old.get(x)) else { return };
            if x >= broken && same(shown, cell) {
                x = after;
                continue;
            }
            let blanks = if x >= text { columns - x } else { self.blanks(new, x, text) };
            let until_end = x >= text;
            if blanks >= if until_end { ERASE_REST_FROM } else { ERASE_FROM }
                && worth(old, x, blanks, broken, until_end)
            {
                self.erase((x, y), if until_end { Erased::Rest } else { Erased::Cells(blanks) }, new, out);
                x += blanks;
            } else {
                self.symbol((x, y), (wide, certain), new, out);
                x = after;
                if !certain {
                    broken = broken.max(after + 1);
                }
            }
            if old.get(x).is_some_and(|next| next.symbol().is_empty()) {
                broken = broken.max(x + 1);
            }
        }
    }

    /// How many cells from `x` on are erased.
    fn blanks(&self, new: &[Cell], x: usize, text: usize) -> usize {
        new.get(x..text).surely().iter().take_while(|cell| erased(cell)).count()
    }

    fn erase(&mut self, (x, y): (usize, u16), what: Erased, new: &[Cell], out: &mut Vec<u8>) {
        self.step_to(x, y, new, out);
        // Erased cells get the current background.
        self.pen.change(Attributes::default(), out);
        match what {
            Erased::Rest => out.extend_from_slice(b"\x1b[K"),
            Erased::Cells(blanks) => count(short(blanks), b'X', out),
        }
    }

    fn symbol(
        &mut self,
        (x, y): (usize, u16),
        (wide, certain): (u16, bool),
        new: &[Cell],
        out: &mut Vec<u8>,
    ) {
        let Some(cell) = new.get(x) else { return };
        if self.leads_from_the_last(x, y, new, cell) {
            self.pen.change(Attributes::of(cell), out);
        }
        self.step_to(x, y, new, out);
        if !self.pen.suits(cell) {
            self.pen.change(Attributes::of(cell), out);
        }
        if wide > 1 && !certain {
            // A terminal that draws the character narrow would leave old content in its second column.
            out.extend(std::iter::repeat_n(b' ', usize::from(wide)));
            self.place = CursorPlace::UNKNOWN;
            self.go(short(x), y, out);
        }
        out.extend_from_slice(written(cell).as_bytes());
        let after = x + usize::from(wide);
        self.place = match (certain, new.len() - after) {
            (false, 0 | 1) => CursorPlace::UNKNOWN,
            (false, _) | (true, 0) => CursorPlace::somewhere_in(y),
            (true, _) => CursorPlace::at(short(after), y),
        };
    }

    /// Whether the attributes are changed before the move to `x`: the one cell before it looks the same in both, so
    /// that it is rewritten, which is shorter than skipping it.
    fn leads_from_the_last(&self, x: usize, y: u16, new: &[Cell], cell: &Cell) -> bool {
        let before = x.checked_sub(1).filter(|from| self.place.column_in(y).map(usize::from) == Some(*from));
        let before = before.and_then(|at| new.get(at));
        !self.pen.suits(cell)
            && before.is_some_and(|gap| {
                written(gap).len() == 1 && !self.pen.suits(gap) && Attributes::of(cell).suits(gap)
            })
    }

    /// Moves to `x`; a short gap is rewritten instead of skipped.
    fn step_to(&mut self, x: usize, y: u16, new: &[Cell], out: &mut Vec<u8>) {
        let here = self.place.column_in(y).map(usize::from);
        // The first columns of the next row are reached by a return and a line feed, and the blanks before them.
        let start = here.or_else(|| (x <= NEAR && self.place.is_right_above(short(x) + 3, y)).then_some(0));
        if let Some(from) = start.filter(|from| *from < x) {
            let gap = new.get(from..x).surely();
            let bytes = gap.iter().map(|cell| written(cell).len()).sum::<usize>();
            let same_pen = || gap.iter().all(|cell| width(cell) == (1, true) && self.pen.suits(cell));
            if bytes <= forward_cost(short(x - from)) && same_pen() {
                self.go(short(from), y, out);
                gap.iter().for_each(|cell| out.extend_from_slice(written(cell).as_bytes()));
                self.place = CursorPlace::at(short(x), y);
            }
        }
        self.go(short(x), y, out);
    }
}

/// The text of a cell as it is written. A space that may not be broken at is for those who set text; on a screen it
/// takes a byte more, and comes along when somebody copies a figure.
fn written(cell: &Cell) -> &str {
    if blank(cell) { " " } else { cell.symbol() }
}

/// The symbol under the right half of a wide character.
const COVERED: Cell = Cell::new("");

/// Whether both cells look the same.
fn same(a: &Cell, b: &Cell) -> bool {
    a == b || a.symbol() == b.symbol() && Attributes::of(a) == Attributes::of(b)
}

/// Whether the cell looks like an erased one.
fn erased(cell: &Cell) -> bool {
    blank(cell) && Attributes::of(cell).is_plain()
}

/// Whether enough of the cells to be erased are not blank yet.
fn worth(old: &[Cell], x: usize, blanks: usize, broken: usize, rest: bool) -> bool {
    let stale = |(i, cell): (usize, &Cell)| x + i < broken || !erased(cell);
    let cells = old.get(x..x + blanks).surely();
    let stale = cells.iter().enumerate().filter(|(i, cell)| stale((*i, cell))).count();
    stale >= if rest { ERASE_REST_FROM } else { ERASE_FROM }
}

fn short(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}
