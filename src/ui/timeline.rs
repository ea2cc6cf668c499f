//! Draws the timeline: a line for each change, the latest first, undone ones on their branches, and the details of the
//! one under the cursor below.

use ratatui::{layout::Rect, style::Style};

use super::{
    Pen,
    import::fitted,
    pen::wrap,
    value_history::{parts, when},
};
use crate::{
    app::{
        Model,
        timeline::{Standing, Timeline, TimelineRow},
    },
    domain::Change,
    l10n::Arg,
};

/// The left edges of the columns: sign, time, author, change.
const SIGN: u16 = 1;
const WHEN: u16 = SIGN + 4;
const WHO: u16 = WHEN + 17;
const WHAT: u16 = WHO + 12;

/// Sets how many rows the list shows.
pub fn prepare(model: &mut Model, body: Rect) {
    let (list, _) = parts(body);
    let timeline = &mut model.screens.timeline;
    timeline.cursor.set_height(usize::from(list.height), timeline.rows.len());
}

/// Draws the list, or a text if it is empty.
pub fn draw(pen: &mut Pen<'_>, model: &Model, body: Rect) {
    let timeline = &model.screens.timeline;
    let (list, details) = parts(body);
    heading(pen, timeline, body);
    if timeline.rows.is_empty() {
        let id = match (timeline.is_read(), timeline.only_mine) {
            (false, _) => "history-is-read",
            (true, true) => "empty-timeline-mine",
            (true, false) => "empty-timeline",
        };
        let text = pen.l10n.msg(id).into_owned();
        let width = body.width.saturating_sub(4);
        for (y, line) in (list.y..list.bottom()).zip(wrap(&text, width)) {
            pen.text(2, y, width, &line, Style::new());
        }
        return;
    }
    for (y, at) in (list.y..list.bottom()).zip(timeline.cursor.shown(timeline.rows.len())) {
        let Some(row) = timeline.rows.get(at) else { continue };
        let Some(change) = timeline.change(row) else { continue };
        draw_row(pen, model, (row, change), (y, body.width), at == timeline.cursor.at);
    }
    draw_details(pen, model, timeline, details);
}

fn heading(pen: &mut Pen<'_>, timeline: &Timeline, body: Rect) {
    let whose = if timeline.only_mine { "timeline-mine" } else { "timeline-all" };
    let whose = pen.l10n.msg(whose).into_owned();
    let count = pen.l10n.msg_with("history-count", &[("count", Arg::from(timeline.rows.len()))]);
    pen.rule(0, body.y, body.width, &whose);
    pen.right(0, body.y, body.width.saturating_sub(2), &format!(" {count} "), Style::new());
    let dim = pen.theme.dim();
    for (x, id) in [(WHEN, "column-when"), (WHO, "column-who"), (WHAT, "column-changed")] {
        let text = pen.l10n.msg(id).into_owned();
        pen.text(x, body.y + 1, body.width.saturating_sub(x), &text, dim);
    }
}

fn draw_row(
    pen: &mut Pen<'_>,
    model: &Model,
    (row, change): (&TimelineRow, &Change),
    (y, width): (u16, u16),
    selected: bool,
) {
    let style = match (selected, row.stands) {
        (true, _) => pen.theme.cursor(),
        (false, Standing::Undone) => pen.theme.dim(),
        (false, Standing::Stands | Standing::Name) => Style::new(),
    };
    let sign = match row.stands {
        Standing::Undone => pen.theme.sign("│×", "|x"),
        Standing::Name => pen.theme.sign("»", ">"),
        Standing::Stands => pen.theme.sign("●", "o"),
    };
    pen.text(SIGN, y, 2, sign, style);
    if model.is_present_state(change.id) {
        pen.text(SIGN + 2, y, 1, pen.theme.sign("←", "<"), pen.theme.key());
    }
    let moment = when(pen, change);
    pen.text(WHEN, y, WHO - WHEN - 1, &moment, style);
    pen.text(WHO, y, WHAT - WHO - 1, &change.author, style);
    let text = change_text(pen, model, change);
    pen.text(WHAT, y, width.saturating_sub(WHAT + 1), &text, style);
    if selected {
        pen.mark_row(0, y);
    }
}

/// A change in words; nothing without the plan that it belongs to.
fn change_text(pen: &Pen<'_>, model: &Model, change: &Change) -> String {
    let plan = model.shared.plan.as_ref();
    plan.map(|plan| pen.l10n.change_with_note(change, plan)).unwrap_or_default()
}

fn draw_details(pen: &mut Pen<'_>, model: &Model, timeline: &Timeline, area: Rect) {
    let Some((row, change)) = timeline.at_cursor().filter(|_| area.height > 0) else { return };
    let heading = format!("{}, {}", when(pen, change), change.author);
    pen.rule(0, area.y, area.width, &heading);
    let is_mine = change.author == model.shared.actor.name;
    let about = match row.stands {
        _ if model.is_present_state(change.id) => "timeline-here",
        _ if !is_mine => "timeline-of-others",
        Standing::Undone => "timeline-undone",
        Standing::Stands | Standing::Name => "timeline-go-back",
    };
    let lines = [change_text(pen, model, change), pen.l10n.msg(about).into_owned()];
    let width = area.width.saturating_sub(2);
    for (y, text) in (area.y + 1..).zip(fitted(&lines, width, usize::from(area.height.saturating_sub(1)))) {
        pen.text(1, y, width, &text, Style::new());
    }
}
