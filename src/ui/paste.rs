//! Draws the preview of a paste: each row with its current and its new value.

use ratatui::{layout::Rect, style::Style};

use super::{Pen, boxes::foot_box, columns::FreeEdge, values};
use crate::{
    app::{
        grid::value::Set,
        layer::{Paste, PasteLine},
    },
    l10n::Arg,
};

/// The lines for the frame and for the note that nothing is written yet.
const AROUND: u16 = 3;

/// The height of the box over a body.
fn height(paste: &Paste, body: Rect) -> u16 {
    u16::try_from(paste.lines.len()).unwrap_or(u16::MAX).saturating_add(AROUND).min(body.height)
}

/// Sets how many lines the list shows.
pub fn prepare(paste: &mut Paste, body: Rect) {
    let shown = height(paste, body).saturating_sub(AROUND);
    paste.cursor.set_height(usize::from(shown), paste.lines.len());
}

/// Draws the preview.
pub fn draw(pen: &mut Pen<'_>, paste: &Paste, body: Rect) {
    let empty = paste.lines.len() - paste.count();
    let args = [("count", Arg::from(paste.count())), ("empty", Arg::from(empty))];
    let heading = pen.l10n.msg_with("paste-heading", &args);
    let inner = foot_box(pen, body, height(paste, body), &heading);
    let columns = PasteColumns::of(inner);
    let list = Rect { height: inner.height.saturating_sub(1), ..inner };
    for (at, y) in paste.cursor.shown(paste.lines.len()).zip(list.y..list.bottom()) {
        if let Some(line) = paste.lines.get(at) {
            draw_line(pen, line, &columns, (y, at == paste.cursor.at));
        }
    }
    if inner.height > 0 {
        let text = pen.l10n.msg("paste-nothing-yet").into_owned();
        let dim = pen.theme.dim();
        pen.text(inner.x, inner.bottom() - 1, inner.width, &text, dim);
    }
}

/// The columns; the title gets the rest, and the note a part of it.
struct PasteColumns {
    left: u16,
    title: u16,
    title_width: u16,
    old: u16,
    new: u16,
    note: u16,
    note_width: u16,
}

const ADDRESS: u16 = 11;
const VALUE: u16 = 10;

impl PasteColumns {
    const fn of(area: Rect) -> Self {
        let title = area.x + 2 + ADDRESS;
        let mut edge = FreeEdge::of(area);
        let note_width = edge.left_from(title).saturating_sub(2 * VALUE + 5) / 2;
        let (note, new, old) = (edge.cut(note_width), edge.cut(VALUE + 1), edge.cut(VALUE + 3));
        Self { left: area.x, title, title_width: edge.left_from(title), old, new, note, note_width }
    }
}

fn draw_line(pen: &mut Pen<'_>, line: &PasteLine, columns: &PasteColumns, (y, selected): (u16, bool)) {
    if selected {
        pen.mark_row(columns.left, y);
    }
    let (dim, plain) = (pen.theme.dim(), Style::new());
    pen.text(columns.left + 2, y, ADDRESS - 1, &line.address, dim);
    pen.text(columns.title, y, columns.title_width, &line.title, plain);
    if line.new.is_empty() {
        let left_alone = pen.l10n.msg("paste-left-alone").into_owned();
        pen.text(columns.new, y, columns.note_width + VALUE, &left_alone, dim);
        return;
    }
    let becomes: Vec<String> = line.new.iter().filter_map(|set| value_of(pen, set)).collect();
    let has_value = !becomes.is_empty();
    if has_value {
        pen.right(columns.old, y, VALUE, &line.old, dim);
        pen.text(columns.old + VALUE, y, 3, pen.theme.sign(" → ", " > "), dim);
        let width = if becomes.len() > 1 { VALUE + columns.note_width } else { VALUE };
        pen.text(columns.new, y, width, &becomes.join(" · "), pen.theme.strong());
    }
    let note = line.new.iter().find_map(|set| match set {
        Set::Fact(fact) => fact.note.as_ref(),
        Set::Target(_) => None,
    });
    if let Some(note) = note {
        let sign = pen.theme.sign("✎", "*");
        let text = match line.old_note.as_str() {
            "" => format!("{sign} {note}"),
            old => format!("{sign} {old} {} {note}", pen.theme.sign("→", ">")),
        };
        // A note without a value also uses the columns of the values.
        let (x, width) = if has_value {
            (columns.note, columns.note_width)
        } else {
            (columns.old, columns.note_width + 2 * VALUE + 4)
        };
        pen.text(x, y, width, &text, plain);
    }
}

/// The new value of a cell, as cells show it.
fn value_of(pen: &Pen<'_>, set: &Set) -> Option<String> {
    match set {
        Set::Fact(fact) => fact.value.as_ref().map(|(value, raw)| values::fact(pen.l10n, value, raw)),
        Set::Target(set) => {
            let target = set.target.as_ref();
            let shown = values::target(pen.l10n, target);
            let comparator = set.says.comparator.unwrap_or_default();
            Some(target.map_or(shown.clone(), |held| pen.l10n.compared(comparator, &held.value, &shown)))
        }
    }
}
