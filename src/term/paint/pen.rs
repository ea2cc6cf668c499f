//! Attributes of cells, and the shortest SGR sequence that changes them.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// The attributes that are visible on a blank.
const ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK);

/// The attributes with which the terminal writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Attributes {
    /// The visible attributes of a cell: two cells with equal symbols and attributes look the same. The foreground
    /// colour of a blank is visible only if it is underlined, struck out or reversed.
    pub(super) fn of(cell: &Cell) -> Self {
        if !blank(cell) {
            return Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier };
        }
        let modifier = cell.modifier & ON_BLANK;
        let coloured = modifier.intersects(Modifier::REVERSED | Modifier::UNDERLINED | Modifier::CROSSED_OUT);
        Self { fg: if coloured { cell.fg } else { Color::Reset }, bg: cell.bg, modifier }
    }

    /// Whether these attributes draw the cell correctly.
    pub(super) fn suits(self, cell: &Cell) -> bool {
        let wanted = Self::of(cell);
        if !blank(cell) {
            return self == wanted;
        }
        self.bg == wanted.bg
            && self.modifier & ON_BLANK == wanted.modifier
            && (wanted.fg == self.fg || wanted.modifier.is_empty())
    }

    /// Whether an erased cell or a blank with these attributes looks empty.
    pub(super) fn is_plain(self) -> bool {
        self == Self::default()
    }

    /// Appends the change to `wanted`: either the differences, or a reset and all attributes, whichever is shorter.
    pub(super) fn change(&mut self, wanted: Self, out: &mut Vec<u8>) {
        if *self == wanted {
            return;
        }
        let start = out.len();
        out.extend_from_slice(b"\x1b[");
        self.differences(wanted, out);
        let middle = out.len();
        out.extend_from_slice(b"\x1b[");
        if !wanted.is_plain() {
            out.push(b';');
            Self::default().differences(wanted, out);
        }
        if out.len() - middle < middle - start {
            out.drain(start..middle);
        } else {
            out.truncate(middle);
        }
        // Every number is followed by a semicolon, and the last semicolon is replaced.
        if out.last() == Some(&b';') {
            out.pop();
        }
        out.push(b'm');
        *self = wanted;
    }

    fn differences(self, wanted: Self, out: &mut Vec<u8>) {
        let mut now = self.modifier;
        for (group, off) in OFF {
            if (now - wanted.modifier).intersects(group) {
                number(off, out);
                now -= group;
            }
        }
        // Some terminals treat bold and dim as one property, so that their order matters. If one of them changes, both
        // are written.
        let weight = Modifier::BOLD | Modifier::DIM;
        if now & weight != wanted.modifier & weight {
            now -= weight;
        }
        for (modifier, on) in ON {
            if (wanted.modifier - now).contains(modifier) {
                number(on, out);
            }
        }
        if self.fg != wanted.fg {
            colour(wanted.fg, 30, out);
        }
        if self.bg != wanted.bg {
            colour(wanted.bg, 40, out);
        }
    }
}

/// Whether only the background of the cell is visible.
pub(super) fn blank(cell: &Cell) -> bool {
    matches!(cell.symbol(), " " | "\u{a0}")
}

const ON: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// The codes that switch attributes off; some switch off two.
const OFF: [(Modifier, u8); 7] = [
    (Modifier::BOLD.union(Modifier::DIM), 22),
    (Modifier::ITALIC, 23),
    (Modifier::UNDERLINED, 24),
    (Modifier::SLOW_BLINK.union(Modifier::RAPID_BLINK), 25),
    (Modifier::REVERSED, 27),
    (Modifier::HIDDEN, 28),
    (Modifier::CROSSED_OUT, 29),
];

/// Appends a colour; `base` is 30 for the foreground and 40 for the background.
fn colour(colour: Color, base: u8, out: &mut Vec<u8>) {
    let bright = base + 60;
    match colour {
        Color::Reset => number(base + 9, out),
        Color::Black => number(base, out),
        Color::Red => number(base + 1, out),
        Color::Green => number(base + 2, out),
        Color::Yellow => number(base + 3, out),
        Color::Blue => number(base + 4, out),
        Color::Magenta => number(base + 5, out),
        Color::Cyan => number(base + 6, out),
        Color::Gray => number(base + 7, out),
        Color::DarkGray => number(bright, out),
        Color::LightRed => number(bright + 1, out),
        Color::LightGreen => number(bright + 2, out),
        Color::LightYellow => number(bright + 3, out),
        Color::LightBlue => number(bright + 4, out),
        Color::LightMagenta => number(bright + 5, out),
        Color::LightCyan => number(bright + 6, out),
        Color::White => number(bright + 7, out),
        Color::Indexed(index) => [base + 8, 5, index].into_iter().for_each(|n| number(n, out)),
        Color::Rgb(r, g, b) => [base + 8, 2, r, g, b].into_iter().for_each(|n| number(n, out)),
    }
}

fn number(n: u8, out: &mut Vec<u8>) {
    super::cursor::decimal(u16::from(n), out);
    out.push(b';');
}
