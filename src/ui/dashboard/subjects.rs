//! A table of measures and indicators, whatever its columns are: the heading, the rows that are shown, the cells.

use ratatui::{layout::Rect, style::Style};

use super::{
    super::Pen,
    panel::{Board, empty, value},
};
use crate::{app::dashboard::Panel, domain::Subject};

/// How many rows are shown under the heading.
pub const fn rows(area: Rect) -> u16 {
    area.height.saturating_sub(1)
}

/// Draws the heading and each row of a panel that is shown, in columns of the given widths.
pub fn draw<W>(
    pen: &mut Pen<'_>,
    board: &Board<'_>,
    panel: Panel,
    area: Rect,
    widths: &W,
    header: fn(&mut Pen<'_>, &Board<'_>, Rect, &W),
    row: fn(&mut Pen<'_>, &Board<'_>, Subject, Rect, &W),
) {
    let (subjects, none) = match panel {
        Panel::Longer => (&board.state.longer, "dash-no-longer"),
        _ => (&board.state.measures, "dash-no-measures"),
    };
    if subjects.is_empty() {
        return empty(pen, area, none);
    }
    header(pen, board, area, widths);
    for (at, line) in board.rows(panel, rows(area)) {
        let Some(subject) = subjects.get(at) else { break };
        let place = Rect::new(area.x, area.y + 1 + line, area.width, 1);
        row(pen, board, *subject, place, widths);
        board.mark(pen, panel, at, place);
    }
}

/// Writes texts from the left, each in the width of its column; answers with where the next column begins.
pub fn words<T: AsRef<str>>(
    pen: &mut Pen<'_>,
    (mut x, y): (u16, u16),
    cells: impl IntoIterator<Item = (T, u16, Style)>,
) -> u16 {
    for (text, width, style) in cells {
        pen.text(x, y, width.saturating_sub(1), text.as_ref(), style);
        x += width;
    }
    x
}

/// Writes values at the right of their columns; answers with where the next column begins.
pub fn values<T: AsRef<str>>(
    pen: &mut Pen<'_>,
    (mut x, y): (u16, u16),
    cells: impl IntoIterator<Item = (T, u16, Style)>,
) -> u16 {
    for (text, width, style) in cells {
        value(pen, x + 1, y, width.saturating_sub(1), text.as_ref(), style);
        x += width;
    }
    x
}

/// Writes the headings of values at the right of their columns; answers with where the next column begins.
pub fn headings(
    pen: &mut Pen<'_>,
    (mut x, y): (u16, u16),
    cells: impl IntoIterator<Item = (String, u16)>,
) -> u16 {
    let dim = pen.theme.dim();
    for (text, width) in cells {
        pen.right(x, y, width, &text, dim);
        x += width;
    }
    x
}
