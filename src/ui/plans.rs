//! Draws the list of plans.

use ratatui::{
    layout::{Position, Rect},
    style::Style,
};
use unicode_width::UnicodeWidthStr as _;

use super::{
    Pen,
    columns::FreeEdge,
    empty::{self, under_a_line},
    trash,
};
use crate::{
    app::Model,
    domain::PlanEntry,
    keymap::{Action, Atoms, Context, help},
    l10n::Arg,
};

/// Sets how many rows the list shows.
pub fn prepare(model: &mut Model, body: Rect) {
    let rows = usize::from(body.height.saturating_sub(1));
    // Below the trash there are lines about what Enter restores.
    let below = if model.screens.plans.trash.is_some() { usize::from(trash::DETAILS) } else { 0 };
    let len = model.screens.plans.len();
    model.screens.plans.cursor.set_height(rows.saturating_sub(below), len);
}

/// Draws the list, or instructions if it is empty.
pub fn draw(pen: &mut Pen<'_>, model: &Model, body: Rect) {
    if let Some(deleted) = &model.screens.plans.trash {
        return trash::draw(pen, model, deleted, body);
    }
    if model.screens.plans.rows.is_empty() {
        // Archived plans exist, although they are not shown.
        if !model.shared.catalog.is_empty() {
            return empty::draw(pen, model, under_a_line(body), "empty-plans-archived");
        }
        return first_run(pen, model, body);
    }
    let columns = PlanColumns::of(body);
    let dim = pen.theme.dim();
    for (x, width, id) in [
        (columns.title, columns.title_width, "column-plan"),
        (columns.organisation, columns.organisation_width, "column-organisation"),
        (columns.period, PERIOD, "column-period"),
        (columns.done, DONE + 1, "column-done"),
    ] {
        let heading = pen.l10n.msg(id).into_owned();
        pen.text(x, body.y, width, &heading, dim);
    }
    for (line, row) in model.screens.plans.cursor.shown(model.screens.plans.rows.len()).enumerate() {
        let Some(entry) = model.screens.plans.rows.get(row).and_then(|at| model.shared.catalog.get(*at))
        else {
            continue;
        };
        let y = body.y + 1 + u16::try_from(line).unwrap_or(u16::MAX);
        if y < body.bottom() {
            draw_row(pen, model, entry, &columns, (y, row == model.screens.plans.cursor.at));
        }
    }
}

const PERIOD: u16 = 17;
const DONE: u16 = 13;

/// The columns; the title and the organisation share what is left.
struct PlanColumns {
    title: u16,
    title_width: u16,
    organisation: u16,
    organisation_width: u16,
    period: u16,
    done: u16,
}

impl PlanColumns {
    const fn of(area: Rect) -> Self {
        let title = area.x + 1;
        let mut edge = FreeEdge::of(area);
        let (done, period) = (edge.cut(DONE + 1), edge.cut(PERIOD + 1));
        let organisation_width =
            if area.width >= 100 { edge.left_from(title).saturating_sub(1) * 2 / 5 } else { 0 };
        let organisation = edge.cut(organisation_width + 2);
        let title_width = edge.left_from(title);
        Self { title, title_width, organisation, organisation_width, period, done }
    }
}

fn draw_row(
    pen: &mut Pen<'_>,
    model: &Model,
    entry: &PlanEntry,
    columns: &PlanColumns,
    (y, selected): (u16, bool),
) {
    let style = if entry.archived { pen.theme.dim() } else { Style::new() };
    let style = if selected { style.patch(pen.theme.cursor()) } else { style };
    if selected {
        pen.mark_row(0, y);
    }
    pen.text(columns.title, y, columns.title_width, &entry.title, style);
    let dim = pen.theme.dim();
    pen.text(columns.organisation, y, columns.organisation_width, &entry.organisation, dim);
    let period = pen.l10n.span(entry.period);
    pen.text(columns.period, y, PERIOD - 1, &period, dim);
    let quarter = entry.period.nearest(model.shared.quarter);
    if let Some(tally) = entry.tally(quarter) {
        let share = tally.share_done().map(|p| pen.l10n.percent(p)).unwrap_or_default();
        let done = format!("{share}  {}/{}", tally.done(), tally.owed());
        pen.right(columns.done, y, DONE, &done, Style::new());
    }
}

/// The actions that an empty workspace offers.
const DOORS: [(Action, &str); 3] = [
    (Action::ImportDocument, "first-import"),
    (Action::NewPlan, "first-new-plan"),
    (Action::OpenDemo, "first-demo"),
];

/// Draws the welcome of an empty workspace: three ways to begin, where the data are, and how to quit.
fn first_run(pen: &mut Pen<'_>, model: &Model, body: Rect) {
    let key = |action| {
        let hints = help::hints(&model.shared.keymap, Context::Plans, Atoms::NONE, &[action]);
        hints.into_iter().next().map(|(keys, _)| keys).unwrap_or_default()
    };
    let doors = DOORS.map(|(action, id)| (key(action), pen.l10n.msg(id).into_owned()));
    let keys_width = doors.iter().map(|(keys, _)| cells(keys)).max().unwrap_or(0);
    let width = doors.iter().map(|(_, text)| cells(text)).max().unwrap_or(0) + keys_width + 5;
    let width = width.saturating_add(2).min(body.width);
    let x = body.x + (body.width - width) / 2;
    let mut y = body.y + body.height.saturating_sub(11) / 3;
    let heading = pen.l10n.msg("first-heading").into_owned();
    middle(pen, body, y, &heading, pen.theme.strong());
    y += 2;
    let inner = pen.frame(Rect::new(x, y, width, 5.min(body.bottom().saturating_sub(y))), "");
    for ((keys, text), y) in doors.iter().zip(inner.y..inner.bottom()) {
        pen.text(inner.x + 1, y, keys_width, keys, pen.theme.key());
        pen.text(inner.x + keys_width + 3, y, inner.width.saturating_sub(keys_width + 3), text, Style::new());
    }
    // Screen readers begin with the first way to begin.
    pen.caret = Some(Position::new(inner.x + 1, inner.y));
    y += 6;
    let leave = key(Action::Quit);
    for text in [
        pen.l10n.msg_with("first-place", &[("place", Arg::Text(&model.shared.place))]),
        pen.l10n.msg("first-saved").into_owned(),
        pen.l10n.msg_with("first-leave", &[("keys", Arg::Text(&leave))]),
    ] {
        middle(pen, body, y, &text, Style::new());
        y += 1;
    }
}

fn cells(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

/// Draws a line in the middle of the body.
fn middle(pen: &mut Pen<'_>, body: Rect, y: u16, text: &str, style: Style) {
    let width = cells(text).min(body.width.saturating_sub(2));
    if y < body.bottom() {
        pen.text(body.x + (body.width - width) / 2, y, width, text, style);
    }
}
