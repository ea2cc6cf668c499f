//! Draws the lines below the grid of targets: the value or the preview of the cell under the cursor, and the grammar of
//! entries.

use ratatui::{layout::Rect, style::Style};

use super::Pen;
use crate::{
    app::{
        Model,
        grid::{
            rows::{self, FactRow},
            value::What,
        },
    },
    domain::{IndicatorId, PerformerId, Plan, Span, TargetValue},
    l10n::Arg,
    ui::{chrome, values},
};

/// Draws the rest of the measure's title, its indicator, and the value or the preview of the cell under the cursor.
pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, plan: &Plan, row: FactRow, (area, title): (Rect, &str)) {
    let targets = &model.screens.targets;
    let span = targets.entry_cell(&model.shared).and_then(|cell| match cell.what {
        What::Target(span) => Some(span),
        _ => None,
    });
    let when = span.map(|span| pen.l10n.span(span)).unwrap_or_default();
    // The address stands in the row.
    let whose = row.who().and_then(|who| plan.performer(who)).map(|performer| performer.name.clone());
    let heading = whose.into_iter().chain([when]).filter(|said| !said.is_empty()).collect::<Vec<_>>();
    pen.rule(area.x, area.y, area.width, &heading.join(" · "));
    let (x, width) = (area.x + 1, area.width.saturating_sub(2));
    pen.text(x, area.y + 1, width, title, Style::new());
    let indicator = row.indicator().and_then(|id| plan.indicator(id));
    if let Some(indicator) = indicator {
        let text = values::aligned_rule(pen, indicator, width);
        pen.text(x, area.y + 2, width, &text, Style::new());
    }
    let told = targets.target_preview(&model.shared);
    if told.is_empty() {
        let lines = standing(pen, model, plan, row, span);
        pen.text(x, area.y + 3, width, &lines.join(" · "), Style::new());
    }
    for (notice, y) in told.iter().zip(area.y + 3..area.bottom()) {
        let text = chrome::words(pen, notice);
        let style = chrome::tone(pen, notice.tone);
        pen.text(x, y, width, &text, style);
    }
    if told.len() < 2 {
        let parts = parts(pen, plan, row, span);
        pen.text(x, area.y + 4, width, &parts, Style::new());
    }
}

/// The lines about the cell's value, and about the part of the year that is not divided among quarters.
fn standing(pen: &Pen<'_>, model: &Model, plan: &Plan, row: FactRow, span: Option<Span>) -> Vec<String> {
    let (Some(id), Some(span)) = (row.indicator(), span) else { return Vec::new() };
    let mut lines = Vec::new();
    let said = |id, a: (&'static str, String), b: (&'static str, String)| {
        pen.l10n.msg_with(id, &[(a.0, Arg::Text(&a.1)), (b.0, Arg::Text(&b.1))])
    };
    if let Some(target) = plan.target(id, span, row.who()) {
        let value = values::signed(pen, Some(target), plan.indicator(id));
        lines.push(said("targets-span", ("span", pen.l10n.span(span)), ("value", value)));
    }
    if let Some((total, sum)) = year_divided(plan, id, plan.year_around(model.shared.quarter), row.who()) {
        let args = [("total", total), ("sum", sum), ("left", total.minus(sum))];
        let args: Vec<(&str, String)> = args.map(|(name, n)| (name, pen.l10n.number(n))).into();
        let args: Vec<(&str, Arg<'_>)> = args.iter().map(|(name, text)| (*name, Arg::Text(text))).collect();
        lines.push(pen.l10n.msg_with("targets-year-entered", &args));
    }
    lines
}

/// The line about the target of a year and the sum of its quarters, if both were entered and differ.
fn year_divided(
    plan: &Plan,
    id: IndicatorId,
    year: Span,
    who: Option<PerformerId>,
) -> Option<(crate::domain::Number, crate::domain::Number)> {
    let number = |span| match plan.target(id, span, who)?.value {
        TargetValue::Number(number) => Some(number),
        _ => None,
    };
    plan.indicator(id).filter(|indicator| indicator.parts_add_up())?;
    let quarters: Vec<_> = year.quarters().filter_map(|quarter| number(Span::single(quarter))).collect();
    let sum = crate::domain::Aggregation::Sum.over(&quarters)?;
    let total = number(year).filter(|_| year.as_single().is_none())?;
    (total != sum).then_some((total, sum))
}

/// The line about the parts of performers in the cell, and their relation to the total.
fn parts(pen: &Pen<'_>, plan: &Plan, row: FactRow, span: Option<Span>) -> String {
    let (Some(id), Some(span)) = (row.indicator(), span) else { return String::new() };
    let of = |who| {
        let target = plan.target(id, span, Some(who))?;
        let name = &plan.performer(who)?.name;
        Some(format!("{name} {}", values::signed(pen, Some(target), plan.indicator(id))))
    };
    let parts: Vec<String> = rows::performers(plan, &row).into_iter().filter_map(of).collect();
    if parts.is_empty() {
        return String::new();
    }
    let total = values::division(pen.l10n, rows::targets_divided(plan, id, span)).unwrap_or_default();
    format!("{total} · {}", parts.join(", "))
}

/// Draws the grammar of entries, if there is room.
pub(super) fn draw_grammar(pen: &mut Pen<'_>, area: Rect) {
    let heading = pen.l10n.msg("facts-grammar").into_owned();
    pen.rule(area.x, area.y, area.width, &heading);
    let ids = ["grammar-target-number", "grammar-target-other", "grammar-target-copy", "grammar-target-span"];
    for (id, y) in ids.into_iter().zip(area.y + 1..area.bottom()) {
        let text = pen.l10n.msg(id).into_owned();
        pen.text(area.x + 1, y, area.width.saturating_sub(2), &text, Style::new());
    }
}
