//! Draws the palette: all actions by name, with their keys, and the help of the one under the cursor.

use ratatui::{layout::Rect, style::Style};

use super::{Pen, boxes::middle_box, pen::wrap};
use crate::{
    app::layer::actions::{ActionEntry, Actions, Barred},
    l10n::Arg,
};

/// Wide enough for a title, keys in both alphabets and a reason.
const WIDTH: u16 = 76;

/// Lines for the help of the row under the cursor.
const HELP: u16 = 2;

/// How many rows fit into a body.
fn height(body: Rect) -> u16 {
    body.height.min(24).saturating_sub(2)
}

fn rows(inner_height: u16) -> u16 {
    match inner_height {
        0..=5 => inner_height.saturating_sub(1),
        _ => inner_height - 3 - HELP,
    }
}

/// Sets how many rows the palette shows.
pub fn prepare(actions: &mut Actions, body: Rect) {
    actions.set_height(usize::from(rows(height(body))));
}

/// Draws it in the middle of the body.
pub fn draw(pen: &mut Pen<'_>, actions: &Actions, body: Rect) {
    let heading = pen.l10n.msg("palette-heading").into_owned();
    let inner = middle_box(pen, body, WIDTH, height(body) + 2, &heading);
    let sign = pen.text(inner.x, inner.y, 2, "> ", pen.theme.key());
    pen.line(inner.x + sign, inner.y, inner.width.saturating_sub(sign), &actions.line, Style::new());
    let caret = pen.caret;
    let shown = rows(inner.height);
    let whole = inner.height > 5;
    let first = inner.y + 1 + u16::from(whole);
    if whole {
        pen.rule(inner.x, inner.y + 1, inner.width, "");
    }
    let listed = actions.cursor.shown(actions.rows().len());
    for ((at, entry), y) in actions.rows().enumerate().skip(listed.start).zip(first..first + shown) {
        let line = Rect { y, height: 1, ..inner };
        draw_entry(pen, entry, line, at == actions.cursor.at);
    }
    if actions.rows().len() == 0 {
        let text = pen.l10n.msg("palette-nothing").into_owned();
        pen.text(inner.x + 1, first, inner.width.saturating_sub(1), &text, pen.theme.dim());
    }
    if let Some(entry) = actions.row().filter(|_| whole) {
        let y = first + shown;
        pen.rule(inner.x, y, inner.width, "");
        let help = pen.l10n.msg(entry.action.row().help).into_owned();
        for (line, y) in wrap(&help, inner.width).iter().zip(y + 1..inner.bottom()) {
            pen.text(inner.x, y, inner.width, line, pen.theme.dim());
        }
    }
    // The user is typing, so the terminal's cursor stays in the line.
    pen.caret = caret;
}

fn draw_entry(pen: &mut Pen<'_>, entry: &ActionEntry, line: Rect, selected: bool) {
    if selected {
        pen.mark_row(line.x, line.y);
    }
    let (x, width) = (line.x + 1, line.width.saturating_sub(1));
    let title_width = (width * 3 / 5).max(10);
    let style = match (selected, entry.barred) {
        (true, _) => pen.theme.cursor(),
        (_, Some(_)) => pen.theme.dim(),
        _ => Style::new(),
    };
    let title = pen.l10n.msg(entry.action.row().title).into_owned();
    let title = match entry.barred {
        Some(barred) => format!("{title} ({})", reason(pen, barred)),
        None => title,
    };
    pen.text(x, line.y, title_width.saturating_sub(1), &title, style);
    pen.text(x + title_width, line.y, width.saturating_sub(title_width), &entry.keys, pen.theme.key());
}

fn reason(pen: &Pen<'_>, barred: Barred) -> String {
    let place = match barred {
        Barred::Elsewhere(context) => pen.l10n.msg(context.title()).into_owned(),
        _ => String::new(),
    };
    pen.l10n.msg_with(barred.message(), &[("where", Arg::Text(&place))])
}
