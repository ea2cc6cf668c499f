//! Cursor movements: the shortest sequence to a position.

use super::Painter;

/// The position of the terminal's cursor, as far as it is certain. It is uncertain after the last column, and after a
/// character whose width depends on the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CursorPlace {
    x: Option<u16>,
    y: Option<u16>,
}

impl CursorPlace {
    pub(super) const UNKNOWN: Self = Self { x: None, y: None };

    pub(super) const fn at(x: u16, y: u16) -> Self {
        Self { x: Some(x), y: Some(y) }
    }

    /// After the last column of a row, and after a character in it whose width is uncertain, the row is certain, and so is
    /// the effect of a carriage return.
    pub(super) const fn somewhere_in(y: u16) -> Self {
        Self { x: None, y: Some(y) }
    }

    /// Whether the cursor is in the row above `y` and not left of column `x`.
    pub(super) fn is_right_above(self, x: u16, y: u16) -> bool {
        self.y.is_some_and(|row| row.checked_add(1) == Some(y)) && self.x.is_none_or(|at| at >= x)
    }

    /// The column, if the cursor is certainly in row `y`.
    pub(super) fn column_in(self, y: u16) -> Option<u16> {
        self.x.filter(|_| self.y == Some(y))
    }
}

impl Painter {
    /// Moves the cursor.
    pub(super) fn go(&mut self, x: u16, y: u16, out: &mut Vec<u8>) {
        if self.place != CursorPlace::at(x, y) {
            relative(self.place, x, y).unwrap_or_else(|| absolute(x, y)).write(out);
            self.place = CursorPlace::at(x, y);
        }
    }
}

/// A movement as bytes, at most 14.
#[derive(Clone, Default)]
struct Move(Vec<u8>);

impl Move {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.0);
    }
}

/// The number of bytes for a movement to the right.
pub(super) const fn forward_cost(columns: u16) -> usize {
    match columns {
        0 => 0,
        1 => 3,
        2..=9 => 4,
        10..=99 => 5,
        _ => 6,
    }
}

fn absolute(x: u16, y: u16) -> Move {
    let mut bytes = b"\x1b[".to_vec();
    if y > 0 || x > 0 {
        decimal(y + 1, &mut bytes);
    }
    if x > 0 {
        bytes.push(b';');
        decimal(x + 1, &mut bytes);
    }
    bytes.push(b'H');
    Move(bytes)
}

/// A relative movement, if the current position is certain.
fn relative(from: CursorPlace, x: u16, y: u16) -> Option<Move> {
    let row = from.y?;
    let mut bytes = Vec::with_capacity(16);
    if y > row && y - row <= 4 {
        // A line feed moves down in the same column: raw mode adds no return, and the target is never below the last
        // row, so nothing scrolls.
        bytes.extend(std::iter::repeat_n(b'\n', usize::from(y - row)));
    } else if y > row {
        count(y - row, b'B', &mut bytes);
    } else if y < row {
        count(row - y, b'A', &mut bytes);
    }
    // After the last column, it depends on the terminal whether a vertical movement cancels the pending wrap.
    let mut column = Vec::with_capacity(8);
    match from.x {
        Some(at) if at == x => {}
        Some(at) if at < x => count(x - at, b'C', &mut column),
        Some(at) if at - x <= 3 => column.extend(std::iter::repeat_n(8, usize::from(at - x))),
        Some(at) => count(at - x, b'D', &mut column),
        None => returned(x, &mut column),
    }
    if x < 10 && column.len() > 1 {
        let mut by_return = Vec::with_capacity(8);
        returned(x, &mut by_return);
        if by_return.len() < column.len() {
            column = by_return;
        }
    }
    // The return comes first, because it cancels a pending wrap.
    column.extend_from_slice(&bytes);
    let direct = absolute(x, y);
    Some(if direct.0.len() < column.len() { direct } else { Move(column) })
}

fn returned(x: u16, out: &mut Vec<u8>) {
    out.push(b'\r');
    if x > 0 {
        count(x, b'C', out);
    }
}

/// Appends `CSI n letter`; 1 is omitted.
pub(super) fn count(n: u16, letter: u8, out: &mut Vec<u8>) {
    out.extend_from_slice(b"\x1b[");
    if n != 1 {
        decimal(n, out);
    }
    out.push(letter);
}

pub(super) fn decimal(n: u16, out: &mut Vec<u8>) {
    if n >= 10 {
        decimal(n / 10, out);
    }
    out.push(b'0' + u8::try_from(n % 10).unwrap_or(0));
}
