//! A frame into as few bytes as the change deserves.
//!
//! The painter knows what the terminal shows, where its cursor stands and with which attributes it
//! writes. It compares whole buffers, first moves the lines that only moved (`shift`), and then writes
//! what differs, with the shortest moves and the smallest changes of attributes. All of it stands in a
//! synchronized update, so that a terminal that knows those shows the frame at once.

mod cursor;
mod pen;
mod row;
mod shift;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;

use cursor::CursorPlace;
use pen::Attributes;

const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// What is known about the terminal's screen.
#[derive(Debug, Default)]
pub(super) struct Painter {
    /// What it shows; the cell under the right half of a wide character has an empty symbol.
    shown: Buffer,
    /// Nothing is known: the next frame begins with an empty screen.
    known: bool,
    place: CursorPlace,
    pen: Attributes,
    /// Where the cursor is shown, if it is; none when even that is not known.
    cursor: Option<Option<Position>>,
}

impl Painter {
    /// Appends what turns the screen into `next`, nothing if it is that already. `next` is exchanged for
    /// a buffer whose content means nothing.
    pub(super) fn paint(&mut self, next: &mut Buffer, cursor: Option<Position>, out: &mut Vec<u8>) {
        let start = out.len();
        out.extend_from_slice(BEGIN);
        if !self.known || self.shown.area != next.area {
            self.clear(next, out);
        }
        let mut changed = self.changed_rows(next);
        shift::shift(self, next, &mut changed, out);
        let columns = usize::from(next.area.width).max(1);
        let mut shown = std::mem::take(&mut self.shown);
        let rows = shown.content.chunks(columns).zip(next.content.chunks_mut(columns));
        for ((y, (old, new)), changed) in (0..).zip(rows).zip(changed) {
            if changed {
                self.row(y, old, new, out);
            }
        }
        std::mem::swap(&mut shown, next);
        self.shown = shown;
        let painted = out.len() > start + BEGIN.len();
        self.put_cursor(cursor, out);
        if out.len() == start + BEGIN.len() {
            out.truncate(start);
        } else if painted {
            out.extend_from_slice(END);
        } else {
            // A cursor that moves alone needs no update around it.
            out.drain(start..start + BEGIN.len());
        }
    }

    /// What the screen shows is no longer known.
    pub(super) fn forget(&mut self) {
        self.known = false;
        self.cursor = None;
    }

    fn clear(&mut self, next: &Buffer, out: &mut Vec<u8>) {
        out.extend_from_slice(b"\x1b[m\x1b[H\x1b[2J");
        self.shown = Buffer::empty(next.area);
        self.known = true;
        self.pen = Attributes::default();
        self.place = CursorPlace::at(0, 0);
    }

    /// For each row whether it has to be looked at. A row with wide characters has, because the frame
    /// comes without the marks under their right halves; equal rows have none.
    fn changed_rows(&self, next: &Buffer) -> Vec<bool> {
        let columns = usize::from(next.area.width).max(1);
        let rows = self.shown.content.chunks(columns).zip(next.content.chunks(columns));
        rows.map(|(old, new)| old != new).collect()
    }

    /// The cursor as the frame wants it. It is not hidden while a frame is painted over it: the frame is
    /// one write and one update.
    fn put_cursor(&mut self, wanted: Option<Position>, out: &mut Vec<u8>) {
        let wanted = wanted.filter(|p| self.shown.area.contains(*p));
        if let Some(position) = wanted {
            self.go(position.x, position.y, out);
        }
        let visible = wanted.is_some();
        if self.cursor.map(|cursor| cursor.is_some()) != Some(visible) {
            out.extend_from_slice(if visible { b"\x1b[?25h" } else { b"\x1b[?25l" });
        }
        self.cursor = Some(wanted);
    }
}

/// How many columns a cell's symbol takes, and whether every terminal agrees.
fn width(cell: &Cell) -> (u16, bool) {
    let symbol = cell.symbol();
    if symbol.len() == 1 {
        return (1, true);
    }
    let mut chars = symbol.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => match u32::from(c) {
            // Latin, Greek and Cyrillic but for the combining marks and the soft hyphen; punctuation and
            // signs; arrows to geometric shapes.
            0xa0..=0xac | 0xae..=0x2ff | 0x370..=0x482 | 0x48a..=0x52f => (1, true),
            0x2010..=0x2027
            | 0x2030..=0x205e
            | 0x20ac
            | 0x20b4
            | 0x2116
            | 0x2190..=0x2319
            | 0x2500..=0x25fc => (1, true),
            0x3041..=0x3096 | 0x30a1..=0x30fa | 0x4e00..=0x9fff | 0xac00..=0xd7a3 => (2, true),
            _ => (measured(symbol), false),
        },
        _ => (measured(symbol), false),
    }
}

fn measured(symbol: &str) -> u16 {
    u16::try_from(unicode_width::UnicodeWidthStr::width(symbol)).unwrap_or(1)
}

#[cfg(test)]
mod tests;
