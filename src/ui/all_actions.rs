//! Draws the palette: all actions by name, with their keys, and the help of the one under the cursor.

use ratatui::{layout::Rect, style::Style};

use super::{
    Pen,
    picker::{self, Picker},
};
use crate::{
    app::layer::actions::{ActionEntry, Actions, Barred},
    l10n::Arg,
};

/// Sets how many rows the palette shows.
pub fn prepare(actions: &mut Actions, body: Rect) {
    actions.set_height(picker::shown(body));
}

/// Draws it in the middle of the body.
pub fn draw(pen: &mut Pen<'_>, actions: &Actions, body: Rect) {
    let l10n = pen.l10n;
    let entries: Vec<&ActionEntry> = actions.rows().collect();
    let about = actions.row().map(|entry| l10n.msg(entry.action.row().help));
    let picker = Picker {
        heading: &l10n.msg("palette-heading"),
        line: &actions.line,
        cursor: actions.cursor,
        len: entries.len(),
        nothing: &l10n.msg("palette-nothing"),
        about: &about.unwrap_or_default(),
        width: Picker::NARROW,
    };
    picker.draw(pen, body, |pen, at, line| {
        if let Some(entry) = entries.get(at) {
            draw_entry(pen, entry, line, at == actions.cursor.at);
        }
    });
}

fn draw_entry(pen: &mut Pen<'_>, entry: &ActionEntry, line: Rect, selected: bool) {
    let Rect { x, width, .. } = line;
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
