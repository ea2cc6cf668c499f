//! The list of plans.

use ratatui::layout::Rect;

use super::{Pen, trash};
use crate::{app::Model, domain::PlanEntry};

/// Tells the list how many rows it shows.
pub fn prepare(model: &mut Model, body: Rect) {
    let rows = usize::from(body.height.saturating_sub(1));
    // Under the trash stands what Enter brings back.
    let below = if model.screens.plans.trash.is_some() { usize::from(trash::DETAILS) } else { 0 };
    let len = model.screens.plans.len();
    model.screens.plans.cursor.set_height(rows.saturating_sub(below), len);
}

/// Draws the list, or what to do while it is empty.
pub fn draw(pen: &mut Pen<'_>, model: &Model, body: Rect) {
    if let Some(deleted) = &model.screens.plans.trash {
        return trash::draw(pen, model, deleted, body);
    }
    if model.screens.plans.rows.is_empty() {
        empty(pen, body);
        return;
    }
    let columns = PlanColumns::of(body.width);
    let dim = pen.theme.dim();
    for (x, width, id) in [
        (columns.title, columns.title_width, "column-plan"),
        (columns.organisation, columns.organisation_width, "column-organisation"),
        (columns.period, 17, "column-period"),
        (columns.done, 14, "column-done"),
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

struct PlanColumns {
    title: u16,
    title_width: u16,
    organisation: u16,
    organisation_width: u16,
    period: u16,
    done: u16,
}

impl PlanColumns {
    const fn of(width: u16) -> Self {
        let fixed: u16 = 17 + 14 + 4;
        let rest = width.saturating_sub(fixed);
        let organisation_width = if width >= 100 { rest * 2 / 5 } else { 0 };
        let title_width = rest.saturating_sub(organisation_width + 1);
        Self {
            title: 1,
            title_width,
            organisation: 2 + title_width,
            organisation_width,
            period: width.saturating_sub(17 + 14 + 1),
            done: width.saturating_sub(14),
        }
    }
}

fn draw_row(
    pen: &mut Pen<'_>,
    model: &Model,
    entry: &PlanEntry,
    columns: &PlanColumns,
    (y, selected): (u16, bool),
) {
    let style = if entry.archived { pen.theme.dim() } else { ratatui::style::Style::new() };
    let style = if selected { style.patch(pen.theme.cursor()) } else { style };
    if selected {
        pen.mark_row(0, y);
    }
    pen.text(columns.title, y, columns.title_width, &entry.title, style);
    let dim = pen.theme.dim();
    pen.text(columns.organisation, y, columns.organisation_width, &entry.organisation, dim);
    let period = pen.l10n.span(entry.period);
    pen.text(columns.period, y, 16, &period, dim);
    let quarter = entry.period.nearest(model.shared.quarter);
    if let Some(tally) = entry.tally(quarter) {
        let share = tally.share_done().map(|p| pen.l10n.percent(p)).unwrap_or_default();
        let done = format!("{share}  {}/{}", tally.done(), tally.owed());
        pen.right(columns.done, y, 13, &done, ratatui::style::Style::new());
    }
}

/// An empty workspace says what to press.
fn empty(pen: &mut Pen<'_>, body: Rect) {
    for (line, id) in
        ["empty-plans", "empty-plans-new", "empty-plans-import", "empty-plans-demo"].iter().enumerate()
    {
        let text = pen.l10n.msg(id).into_owned();
        let y = body.y + 1 + u16::try_from(line * 2).unwrap_or(u16::MAX);
        let style = if line == 0 { pen.theme.strong() } else { ratatui::style::Style::new() };
        if y < body.bottom() {
            pen.text(2, y, body.width.saturating_sub(4), &text, style);
        }
    }
}
