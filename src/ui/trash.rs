//! Draws the deleted plans, each of which can be restored completely.

use ratatui::{layout::Rect, style::Style};

use super::Pen;
use crate::{app::Model, domain::Deleted, l10n::Arg};

/// The lines below the list: the rule, and what Enter does.
pub const DETAILS: u16 = 4;

const WHEN: u16 = 18;
const WHO: u16 = 14;
const CHANGES: u16 = 8;

/// Draws the list, or a text if it is empty.
pub fn draw(pen: &mut Pen<'_>, model: &Model, deleted: &[Deleted], body: Rect) {
    let heading = pen.l10n.msg_with("trash-heading", &[("count", Arg::from(deleted.len()))]);
    pen.rule(0, body.y, body.width, &heading);
    if deleted.is_empty() {
        let text = pen.l10n.msg("trash-empty").into_owned();
        pen.text(2, body.y + 2, body.width.saturating_sub(4), &text, Style::new());
        return;
    }
    let list = Rect { height: body.height.saturating_sub(DETAILS), ..body };
    let title = body.width.saturating_sub(WHEN + WHO + CHANGES + 3);
    let places = [title + 2, title + 2 + WHEN, title + 2 + WHEN + WHO];
    let cursor = model.screens.plans.cursor;
    let rows = cursor.shown(deleted.len());
    for (y, at) in (list.y + 1..list.bottom()).zip(rows) {
        let Some(plan) = deleted.get(at) else { break };
        let selected = at == cursor.at;
        let style = if selected { pen.theme.cursor() } else { Style::new() };
        if selected {
            pen.mark_row(0, y);
        }
        pen.text(1, y, title, &plan.header.title, style);
        let dim = pen.theme.dim();
        let [when, who, changes] = places;
        pen.text(when, y, WHEN - 1, &moment(pen, plan), dim);
        pen.text(who, y, WHO - 1, plan.author(), dim);
        let count = pen.l10n.count(usize::try_from(plan.seq).unwrap_or(usize::MAX));
        pen.right(changes, y, CHANGES - 1, &count, dim);
    }
    if let Some(plan) = deleted.get(cursor.at) {
        details(pen, plan, Rect { y: list.bottom(), height: body.bottom() - list.bottom(), ..body });
    }
}

fn moment(pen: &Pen<'_>, plan: &Deleted) -> String {
    let at = jiff::Timestamp::from_millisecond(plan.at()).unwrap_or_default();
    pen.l10n.moment(pen.zone.to_datetime(at))
}

/// Draws what was deleted, by whom, and how to restore it.
fn details(pen: &mut Pen<'_>, plan: &Deleted, area: Rect) {
    if area.height == 0 {
        return;
    }
    pen.rule(area.x, area.y, area.width, &plan.header.slug);
    let (period, when) = (pen.l10n.span(plan.header.period), moment(pen, plan));
    let args = [
        ("organisation", Arg::Text(&plan.header.organisation)),
        ("period", Arg::Text(&period)),
        ("when", Arg::Text(&when)),
        ("who", Arg::Text(plan.author())),
    ];
    let lines = [pen.l10n.msg_with("trash-about", &args), pen.l10n.msg("trash-help").into_owned()];
    for (y, line) in (area.y + 1..area.bottom()).zip(lines) {
        pen.text(1, y, area.width.saturating_sub(2), &line, Style::new());
    }
}
