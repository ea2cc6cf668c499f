//! Draws the evidence of the quarter.

use ratatui::{layout::Rect, style::Style};

use super::{
    Pen,
    empty::{self, under_a_line},
};
use crate::{
    app::Model,
    domain::{Evidence, Plan},
    l10n::L10n,
};

/// Sets how many rows the list shows.
pub fn prepare(model: &mut Model, body: Rect) {
    let height = usize::from(body.height.saturating_sub(1));
    model.screens.evidence.cursor.set_height(height, model.screens.evidence.rows.len());
}

/// Draws the list.
pub fn draw(pen: &mut Pen<'_>, model: &Model, body: Rect) {
    let Some(plan) = &model.shared.plan else { return };
    if model.screens.evidence.rows.is_empty() {
        return empty::draw(pen, model, under_a_line(body), "empty-evidence");
    }
    let measures = body.width.clamp(40, 90) / 4;
    let [date, text] = [12, body.width.saturating_sub(12 + measures + 2)];
    let dim = pen.theme.dim();
    for (x, width, id) in [
        (1, date, "column-date"),
        (1 + date, text, "column-evidence"),
        (1 + date + text + 1, measures, "column-measures"),
    ] {
        let heading = pen.l10n.msg(id).into_owned();
        pen.text(x, body.y, width, &heading, dim);
    }
    for (line, at) in model.screens.evidence.cursor.shown(model.screens.evidence.rows.len()).enumerate() {
        let y = body.y + 1 + u16::try_from(line).unwrap_or(u16::MAX);
        let item = model.screens.evidence.rows.get(at).and_then(|id| plan.evidence(*id));
        let Some(item) = item.filter(|_| y < body.bottom()) else { continue };
        let days = days(pen.l10n, item);
        pen.text(1, y, date - 1, &days, dim);
        pen.text(1 + date, y, text, &what(plan, item), Style::new());
        pen.text(1 + date + text + 1, y, measures, &addresses(plan, item), dim);
        if at == model.screens.evidence.cursor.at {
            // The text beside the date would be sent again for each move.
            pen.select_row(y, 1, date);
        }
    }
}

fn days(l10n: &L10n, item: &Evidence) -> String {
    match item.dates.as_slice() {
        [] => "—".to_owned(),
        [one] => l10n.date(*one),
        [first, rest @ ..] => format!("{} +{}", l10n.day(*first), rest.len()),
    }
}

fn what(plan: &Plan, item: &Evidence) -> String {
    let who = item.performer.and_then(|id| plan.performer(id)).map(|p| format!("{}: ", p.name));
    let place = item.place.as_deref().map(|place| format!("{place}, ")).unwrap_or_default();
    let link = item.link.as_deref().map(|link| format!(" [{link}]")).unwrap_or_default();
    format!("{}{place}{}{link}", who.unwrap_or_default(), item.text)
}

fn addresses(plan: &Plan, item: &Evidence) -> String {
    let place = |measure| {
        // The indicator is shown only if the measure has several.
        let several = plan.indicators(measure).count() > 1;
        let counted = plan.counted_indicator(measure).filter(|_| several);
        counted.map_or_else(|| plan.address(measure), |id| plan.indicator_address(id))
    };
    item.links.iter().map(|link| place(link.measure)).collect::<Vec<_>>().join(", ")
}

/// A piece of evidence on one line: dates, performer, place, text.
pub fn one_line(l10n: &L10n, plan: &Plan, item: &Evidence) -> String {
    let days: Vec<String> = item.dates.iter().map(|day| l10n.date(*day)).collect();
    let glue = if days.is_empty() { "" } else { " " };
    format!("{}{glue}{}", days.join(", "), what(plan, item))
}
