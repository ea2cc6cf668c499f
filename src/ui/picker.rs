//! Draws a long list that is narrowed by typing: the line, the rows, and a text about the row under the cursor.

use ratatui::{layout::Rect, style::Style};

use super::{Pen, boxes::middle_box, pen::wrap};
use crate::app::{line::Line, list::ListCursor};

/// Wide enough for a title, keys in both alphabets and a reason.
const WIDTH: u16 = 76;

/// Lines for the text about the row under the cursor.
const ABOUT: u16 = 2;

/// A list to draw.
pub struct Picker<'a> {
    /// The heading of its box.
    pub heading: &'a str,
    /// What is typed.
    pub line: &'a Line,
    /// The row under the cursor.
    pub cursor: ListCursor,
    /// How many rows there are.
    pub len: usize,
    /// What is said if there is none.
    pub nothing: &'a str,
    /// The text about the row under the cursor.
    pub about: &'a str,
    /// How wide the box is at least, if there is room.
    pub width: u16,
}

/// How many rows fit into a body.
fn height(body: Rect) -> u16 {
    body.height.min(24).saturating_sub(2)
}

const fn rows(inner_height: u16) -> u16 {
    match inner_height {
        0..=5 => inner_height.saturating_sub(1),
        _ => inner_height - 3 - ABOUT,
    }
}

/// How many rows are shown.
pub fn shown(body: Rect) -> usize {
    usize::from(rows(height(body)))
}

/// The width of a list in a body: half of a wide one, all of a narrow one.
pub fn width(body: Rect) -> u16 {
    WIDTH.max(body.width / 5 * 4)
}

impl Picker<'_> {
    /// A list whose box is as wide as its rows usually need.
    pub const NARROW: u16 = WIDTH;

    /// Draws it in the middle of the body, with a function for its rows.
    pub fn draw(&self, pen: &mut Pen<'_>, body: Rect, mut row: impl FnMut(&mut Pen<'_>, usize, Rect)) {
        let inner = middle_box(pen, body, self.width, height(body) + 2, self.heading);
        let sign = pen.text(inner.x, inner.y, 2, "> ", pen.theme.key());
        pen.line(inner.x + sign, inner.y, inner.width.saturating_sub(sign), self.line, Style::new());
        let caret = pen.caret;
        let shown = rows(inner.height);
        let whole = inner.height > 5;
        let first = inner.y + 1 + u16::from(whole);
        if whole {
            pen.rule(inner.x, inner.y + 1, inner.width, "");
        }
        for (at, y) in self.cursor.shown(self.len).zip(first..first + shown) {
            if at == self.cursor.at {
                pen.mark_row(inner.x, y);
            }
            row(pen, at, Rect { x: inner.x + 1, y, height: 1, width: inner.width.saturating_sub(1) });
        }
        if self.len == 0 {
            pen.text(inner.x + 1, first, inner.width.saturating_sub(1), self.nothing, pen.theme.dim());
        }
        if whole {
            let y = first + shown;
            pen.rule(inner.x, y, inner.width, "");
            for (line, y) in wrap(self.about, inner.width).iter().zip(y + 1..inner.bottom()) {
                pen.text(inner.x, y, inner.width, line, pen.theme.dim());
            }
        }
        // The user is typing, so the terminal's cursor stays in the line.
        pen.caret = caret;
    }
}
