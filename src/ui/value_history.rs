//! Draws the history of a value: a line for each changed value, the latest first, and the details of the one under the
//! cursor below.

use jiff::Timestamp;
use ratatui::{layout::Rect, style::Style};

use super::{Pen, empty, import::fitted, pen::cut};
use crate::{
    app::{
        Model,
        value_history::{HistoryRow, ValueHistory},
    },
    domain::{Change, Origin, Plan},
    l10n::Arg,
};

/// The left edges of the columns: time, author, change.
const WHEN: u16 = 2;
const WHO: u16 = WHEN + 17;
const WHAT: u16 = WHO + 12;

/// The areas of the list, under the headings, and of the details of the current row.
pub(super) fn parts(body: Rect) -> (Rect, Rect) {
    let rest = body.height.saturating_sub(2);
    let details = if rest >= 15 { 6 } else { rest / 3 };
    let list = Rect { y: body.y + 2.min(body.height), height: rest - details, ..body };
    (list, Rect { y: list.bottom(), height: details, ..body })
}

/// Sets how many rows the list shows.
pub fn prepare(model: &mut Model, body: Rect) {
    let (list, _) = parts(body);
    let history = &mut model.screens.history;
    history.cursor.set_height(usize::from(list.height), history.rows.len());
}

/// Draws the list, or a text if it is empty.
pub fn draw(pen: &mut Pen<'_>, model: &Model, body: Rect) {
    let Some(plan) = &model.shared.plan else { return };
    let history = &model.screens.history;
    let (list, details) = parts(body);
    heading(pen, model, plan, body);
    if history.rows.is_empty() {
        let id = match (history.is_read(), history.only_quarter) {
            (false, _) => "history-is-read",
            (true, true) => "empty-history-quarter",
            (true, false) => "empty-history",
        };
        return empty::draw(pen, model, list, id);
    }
    for (y, at) in (list.y..list.bottom()).zip(history.cursor.shown(history.rows.len())) {
        let Some(row) = history.rows.get(at) else { continue };
        let Some(change) = history.change(row) else { continue };
        draw_row(pen, plan, (row, change), (y, body.width), at == history.cursor.at);
    }
    draw_details(pen, history, plan, details);
}

fn heading(pen: &mut Pen<'_>, model: &Model, plan: &Plan, body: Rect) {
    let history = &model.screens.history;
    let count = pen.l10n.msg_with("history-count", &[("count", Arg::from(history.rows.len()))]);
    let about = history.subject.map(|subject| {
        let node = plan.measure_at(subject).and_then(|id| plan.node(id));
        let title = node.map(|node| node.title.as_str()).unwrap_or_default();
        format!("{} {title}", plan.subject_address(subject))
    });
    let about = about.unwrap_or_else(|| pen.l10n.msg("history-of-plan").into_owned());
    let span = if history.only_quarter {
        pen.l10n.quarter_short(model.shared.quarter)
    } else {
        pen.l10n.msg("history-all-quarters").into_owned()
    };
    let right = if history.subject.is_some() { format!("{span} · {count}") } else { count };
    let room =
        body.width.saturating_sub(u16::try_from(right.chars().count()).unwrap_or(u16::MAX).saturating_add(8));
    pen.rule(0, body.y, body.width, &cut(&about, room, "…"));
    pen.right(0, body.y, body.width.saturating_sub(2), &format!(" {right} "), Style::new());
    let dim = pen.theme.dim();
    let mut label = |x: u16, id: &str| {
        let text = pen.l10n.msg(id).into_owned();
        pen.text(x, body.y + 1, body.width.saturating_sub(x), &text, dim);
    };
    label(WHEN, "column-when");
    label(WHO, "column-who");
    label(WHAT, "column-changed");
}

/// The date and time of a change in the reader's time zone.
pub(super) fn when(pen: &Pen<'_>, change: &Change) -> String {
    let moment = Timestamp::from_millisecond(change.at).unwrap_or_default();
    let local = pen.zone.to_datetime(moment);
    format!("{} {:02}:{:02}", pen.l10n.date(local.date()), local.hour(), local.minute())
}

fn draw_row(
    pen: &mut Pen<'_>,
    plan: &Plan,
    (row, change): (&HistoryRow, &Change),
    (y, width): (u16, u16),
    selected: bool,
) {
    let undone = matches!(change.origin, Origin::Undo(_));
    let style = match (selected, undone) {
        (true, _) => pen.theme.cursor(),
        (false, true) => pen.theme.dim(),
        (false, false) => Style::new(),
    };
    if selected {
        pen.select_row(y, WHEN, width.saturating_sub(1));
    }
    let moment = when(pen, change);
    pen.text(WHEN, y, WHO - WHEN - 1, &moment, style);
    pen.text(WHO, y, WHAT - WHO - 1, &change.author, style);
    let text = match &row.value {
        Some(value) => {
            let [from, to] = pen.l10n.changed(plan, row.subject, value).map(|text| shown(pen, &text));
            format!("{}: {from} {} {to}", pen.l10n.field(value.field, plan), pen.theme.sign("→", "->"))
        }
        None => pen.l10n.change_with_note(change, plan),
    };
    pen.text(WHAT, y, width.saturating_sub(WHAT + 1), &text, style);
}

/// A value, or the word for none.
fn shown(pen: &Pen<'_>, text: &str) -> String {
    if text.is_empty() { pen.l10n.msg("value-empty").into_owned() } else { text.to_owned() }
}

fn draw_details(pen: &mut Pen<'_>, history: &ValueHistory, plan: &Plan, area: Rect) {
    if area.height == 0 {
        return;
    }
    let Some((row, change)) = history.row() else { return };
    let heading = format!("{}, {}", when(pen, change), change.author);
    pen.rule(0, area.y, area.width, &heading);
    let mut lines = Vec::new();
    if let Some(value) = &row.value {
        let label = format!("{} {}", plan.subject_address(row.subject), pen.l10n.field(value.field, plan));
        let [from, to] = pen.l10n.changed(plan, row.subject, value).map(|text| shown(pen, &text));
        let args = [("label", Arg::Text(&label)), ("from", Arg::Text(&from)), ("to", Arg::Text(&to))];
        lines.push(pen.l10n.msg_with("history-value", &args));
    }
    lines.push(pen.l10n.change_with_note(change, plan));
    let width = area.width.saturating_sub(2);
    for (y, text) in (area.y + 1..).zip(fitted(&lines, width, usize::from(area.height.saturating_sub(1)))) {
        pen.text(1, y, width, &text, Style::new());
    }
}
