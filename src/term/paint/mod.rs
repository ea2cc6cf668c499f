//! Painting: a frame as the smallest number of bytes that its changes need.
//!
//! The painter knows what the terminal shows, where its cursor is and which attributes are set. It compares whole
//! buffers, first scrolls lines that only moved (`shift`), and then writes the differing cells with the shortest
//! movements and changes of attributes. All output of a frame is in one synchronized update, so that terminals that
//! support it show the frame at once.

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

/// The known state of the terminal's screen.
#[derive(Debug, Default)]
pub struct Painter {
    /// The content; the cell under the right half of a wide character has an empty symbol.
    shown: Buffer,
    /// Whether the content is known; if not, the next frame begins with an empty screen.
    known: bool,
    place: CursorPlace,
    pen: Attributes,
    /// The visible cursor, if there is one; none if even that is unknown.
    cursor: Option<Option<Position>>,
}

impl Painter {
    /// Appends the bytes that turn the screen into `next`; nothing if it is equal already. `next` is exchanged for a
    /// buffer with undefined content.
    pub fn paint(&mut self, next: &mut Buffer, cursor: Option<Position>, out: &mut Vec<u8>) {
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
            // Moving only the cursor needs no synchronized update.
            out.drain(start..start + BEGIN.len());
        }
    }

    /// Marks the content of the screen as unknown.
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

    /// Whether each row has to be compared. Rows with wide characters always do, because the frame lacks the marks
    /// under their right halves; rows that are equal have none.
    fn changed_rows(&self, next: &Buffer) -> Vec<bool> {
        let columns = usize::from(next.area.width).max(1);
        let rows = self.shown.content.chunks(columns).zip(next.content.chunks(columns));
        rows.map(|(old, new)| old != new).collect()
    }

    /// Moves, shows or hides the cursor. It is not hidden while a frame is painted, because the frame is a single write
    /// and update.
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

/// The width of a cell's symbol in columns, and whether all terminals agree on it.
fn width(cell: &Cell) -> (u16, bool) {
    let symbol = cell.symbol();
    if symbol.len() == 1 {
        return (1, true);
    }
    let mut chars = symbol.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => match u32::from(c) {
            // Latin, Greek and Cyrillic except combining marks and the soft hyphen; punctuation and signs; arrows to
            // geometric shapes; the check mark and the ballot cross.
            0xa0..=0xac | 0xae..=0x2ff | 0x370..=0x482 | 0x48a..=0x52f => (1, true),
            0x2010..=0x2027
            | 0x2030..=0x205e
            | 0x20ac
            | 0x20b4
            | 0x2116
            | 0x2190..=0x2319
            | 0x2500..=0x25fc
            | 0x2713
            | 0x2717 => (1, true),
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
