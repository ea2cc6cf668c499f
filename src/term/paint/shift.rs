//! Scrolling: lines that only moved are moved by the terminal, so that a list that scrolls by one line costs two rows
//! instead of forty.

use std::hash::Hasher;

use ratatui::buffer::{Buffer, Cell};
use rustc_hash::FxHasher;

use super::Painter;
use super::cursor::{CursorPlace, count, decimal};
use super::pen::{Attributes, blank};

/// If fewer rows changed, they are written without scrolling.
const FEW: usize = 4;
/// How many lines may be left out at the edge of a moved block.
const EDGE: usize = 3;
/// The minimal number of saved cells for which the sequences are worth their bytes.
const WORTH: isize = 40;

/// A block of moved lines: the lines `to..to + len` were `by` lines further down (or up).
#[derive(Clone, Copy)]
struct MovedLines {
    to: usize,
    len: usize,
    by: isize,
}

/// Scrolls lines of the screen if that saves enough, and updates which rows are `changed`.
pub(super) fn shift(painter: &mut Painter, next: &Buffer, changed: &mut [bool], out: &mut Vec<u8>) {
    let rows: Vec<usize> = (0..).zip(&*changed).filter(|(_, changed)| **changed).map(|(y, _)| y).collect();
    if rows.len() < FEW {
        return;
    }
    let columns = usize::from(next.area.width).max(1);
    let old: Vec<&[Cell]> = painter.shown.content.chunks(columns).collect();
    let new: Vec<&[Cell]> = next.content.chunks(columns).collect();
    let block = distance(&old, &new, &rows).and_then(|by| block(&old, &new, by));
    if let Some(block) = block {
        move_lines(painter, block, columns, out);
        let region = block.region();
        let cells = region.start * columns..region.end * columns;
        let old = painter.shown.content.get(cells.clone()).unwrap_or_default().chunks(columns);
        let new = next.content.get(cells).unwrap_or_default().chunks(columns);
        let changed = changed.get_mut(region).unwrap_or_default();
        for (changed, (old, new)) in changed.iter_mut().zip(old.zip(new)) {
            *changed = old != new;
        }
    }
}

/// The distance by which most changed rows have moved. The halves of each row vote separately, so that a pane beside
/// the list, or a scroll bar, does not hide the movement.
fn distance(old: &[&[Cell]], new: &[&[Cell]], changed: &[usize]) -> Option<isize> {
    let mut votes: Vec<(isize, usize)> = Vec::new();
    for half in [0, 1] {
        let hash = |rows: &[&[Cell]], y: usize| rows.get(y).and_then(|row| half_hash(row, half));
        let before: Vec<_> = changed.iter().filter_map(|y| Some((*y, hash(old, *y)?))).collect();
        for (y, now) in changed.iter().filter_map(|y| Some((*y, hash(new, *y)?))) {
            for (from, _) in before.iter().filter(|(from, then)| *then == now && *from != y) {
                let by = isize::try_from(*from).ok()? - isize::try_from(y).ok()?;
                match votes.iter_mut().find(|(distance, _)| *distance == by) {
                    Some((_, votes)) => *votes += 1,
                    None => votes.push((by, 1)),
                }
            }
        }
    }
    let (by, most) =
        votes.into_iter().max_by_key(|(by, votes)| (*votes, std::cmp::Reverse(by.unsigned_abs())))?;
    (most >= 2).then_some(by)
}

/// The hash of half a row; none for an empty half, which would match every other one.
fn half_hash(row: &[Cell], half: usize) -> Option<u64> {
    let (left, right) = row.split_at(row.len() / 2);
    // The outermost columns are left out, because they are a frame or a scroll bar.
    let cells = if half == 0 { left.get(1..) } else { right.get(..right.len().saturating_sub(1)) }?;
    // The first characters suffice, because a presumed movement is verified before it is made.
    let mut hasher = FxHasher::default();
    let mut content = 0;
    for cell in cells {
        let c = cell.symbol().chars().next().map_or(0, u32::from);
        content += usize::from(c > 0x20);
        hasher.write_u32(c);
    }
    (content > 2).then(|| hasher.finish())
}

/// The block of lines for which moving by `by` saves most, if it saves enough.
fn block(old: &[&[Cell]], new: &[&[Cell]], by: isize) -> Option<MovedLines> {
    let (mut best, mut run) = ((0, 0, 0), (0, 0));
    for (y, row) in new.iter().enumerate() {
        let moved = y.checked_add_signed(by).and_then(|from| old.get(from));
        let Some((moved, still)) = moved.zip(old.get(y)) else {
            run = (y + 1, 0);
            continue;
        };
        run.1 += differing(still, row) - differing(moved, row);
        if run.1 <= 0 {
            run = (y + 1, 0);
        } else if run.1 > best.2 {
            best = (run.0, y + 1 - run.0, run.1);
        }
    }
    let (to, len, saved) = best;
    // A headline that stays where it is may look a little like a line that came to its place, and is left out then.
    let trimmed = (0..=EDGE.min(len)).map(|edge| {
        let to = if by < 0 { to + edge } else { to };
        MovedLines { to, len: len - edge, by }
    });
    let lost = |block: &MovedLines| -> isize {
        let exposed = block.exposed().filter_map(|y| new.get(y).zip(old.get(y)));
        exposed.map(|(new, old)| written(new) - differing(old, new)).sum()
    };
    let gained = |lines: std::ops::Range<usize>| -> isize {
        let gain = |y: usize| {
            let moved = old.get(y.checked_add_signed(by)?)?;
            new.get(y).zip(old.get(y)).map(|(row, still)| differing(still, row) - differing(moved, row))
        };
        lines.filter_map(gain).sum()
    };
    let net = |block: &MovedLines| {
        saved - gained(to..block.to) - gained(block.to + block.len..to + len) - lost(block)
    };
    let (block, net) =
        trimmed.map(|block| (block, net(&block))).max_by_key(|(block, net)| (*net, block.len))?;
    (block.len > 0 && net >= WORTH).then_some(block)
}

impl MovedLines {
    /// The lines of the scroll region.
    fn region(self) -> std::ops::Range<usize> {
        let from = self.to.saturating_add_signed(self.by);
        self.to.min(from)..self.to.max(from) + self.len
    }

    /// The lines that the movement leaves empty.
    fn exposed(self) -> std::ops::Range<usize> {
        let region = self.region();
        if self.by > 0 { self.to + self.len..region.end } else { region.start..self.to }
    }
}

/// Only every third cell is compared, because an estimate suffices for the decision.
const STRIDE: usize = 3;

fn differing(a: &[Cell], b: &[Cell]) -> isize {
    estimate(a.iter().zip(b).step_by(STRIDE).filter(|(a, b)| a != b))
}

fn written(row: &[Cell]) -> isize {
    estimate(row.iter().step_by(STRIDE).filter(|cell| !blank(cell)))
}

fn estimate(cells: impl Iterator) -> isize {
    isize::try_from(cells.count() * STRIDE).unwrap_or(isize::MAX)
}

/// Deletes and inserts lines, because scrolling up and down differs between terminals. Inserted lines get the current
/// background, so the attributes are reset before.
fn move_lines(painter: &mut Painter, block: MovedLines, columns: usize, out: &mut Vec<u8>) {
    let region = block.region();
    let rows = painter.shown.content.len() / columns;
    let row = |y: usize| u16::try_from(y).unwrap_or(u16::MAX);
    painter.pen.change(Attributes::default(), out);
    // Below the cursor's line, the end of the screen also ends the region.
    let bounded = region.end < rows;
    if bounded {
        out.extend_from_slice(b"\x1b[");
        decimal(row(region.start + 1), out);
        out.push(b';');
        decimal(row(region.end), out);
        out.push(b'r');
        // The position of the cursor after this differs between terminals.
        painter.place = CursorPlace::UNKNOWN;
    }
    painter.go(0, row(region.start), out);
    let letter = if block.by > 0 { b'M' } else { b'L' };
    count(row(block.by.unsigned_abs()), letter, out);
    if bounded {
        out.extend_from_slice(b"\x1b[r");
        painter.place = CursorPlace::UNKNOWN;
    }
    let cells =
        painter.shown.content.get_mut(region.start * columns..region.end * columns).unwrap_or_default();
    let moved = block.by.unsigned_abs() * columns;
    if block.by > 0 {
        cells.rotate_left(moved);
    } else {
        cells.rotate_right(moved);
    }
    let exposed = block.exposed();
    let empty = painter.shown.content.get_mut(exposed.start * columns..exposed.end * columns);
    empty.unwrap_or_default().fill(Cell::EMPTY);
}
