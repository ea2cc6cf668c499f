//! Draws the preview of the report.

use ratatui::{
    layout::Rect,
    style::{Modifier, Style},
};

use super::{
    Pen,
    empty::{self, under_a_line},
};
use crate::{app::Model, l10n::Arg};

/// Builds the lines for the width, and sets how many are shown.
pub fn prepare(model: &mut Model, body: Rect) {
    let (width, height) =
        (usize::from(body.width.saturating_sub(2)), usize::from(body.height.saturating_sub(1)));
    if let Some(plan) = &model.shared.plan {
        model.screens.report.refresh(plan, model.shared.quarter, width, height);
    }
}

/// Draws the visible lines.
pub fn draw(pen: &mut Pen<'_>, model: &Model, body: Rect) {
    head(pen, model, body);
    let report = &model.screens.report;
    let width = body.width.saturating_sub(2);
    if report.lines.is_empty() {
        let area = under_a_line(body);
        let Some(broken) = report.broken else {
            return empty::draw(pen, model, area, "report-reading-forms");
        };
        let limit = pen.l10n.count(broken.limit);
        let text = pen.l10n.msg_with(&format!("cli-bound-{}", broken.bound), &[("limit", Arg::Text(&limit))]);
        return empty::draw_with(pen, model, area, "report-too-large", &[("text", Arg::Text(&text))]);
    }
    for (line, at) in report.cursor.shown(report.lines.len()).enumerate() {
        let y = body.y + 1 + u16::try_from(line).unwrap_or(u16::MAX);
        let Some(pieces) = report.lines.get(at).filter(|_| y < body.bottom()) else { continue };
        if at == report.cursor.at {
            pen.mark_row(0, y);
        }
        let mut x = 1;
        for (text, emphasis) in pieces {
            let mut style = if emphasis.rule { pen.theme.dim() } else { Style::new() };
            for (on, modifier) in [
                (emphasis.bold, Modifier::BOLD),
                (emphasis.italic, Modifier::ITALIC),
                (emphasis.underline, Modifier::UNDERLINED),
            ] {
                if on {
                    style = style.add_modifier(modifier);
                }
            }
            let left = (width + 1).saturating_sub(x);
            x += if emphasis.rule && pen.theme.ascii {
                let plain: String = text.chars().map(plain_rule).collect();
                pen.text(x, y, left, &plain, style)
            } else {
                pen.text(x, y, left, text, style)
            };
        }
    }
}

const fn plain_rule(c: char) -> char {
    match c {
        '─' => '-',
        '│' => '|',
        ' ' => ' ',
        _ => '+',
    }
}

fn head(pen: &mut Pen<'_>, model: &Model, body: Rect) {
    let (report, width) = (&model.screens.report, body.width.saturating_sub(2));
    let (Some(plan), Some(form)) = (&model.shared.plan, report.form()) else { return };
    let uk = pen.l10n.language() == crate::l10n::Language::Uk;
    let title = if uk { &form.title.uk } else { &form.title.en };
    let period = pen.l10n.span(report.span(model.shared.quarter, plan.period()));
    let id = if report.blank { "report-head-blank" } else { "report-head" };
    let text = pen.l10n.msg_with(id, &[("form", Arg::Text(title)), ("period", Arg::Text(&period))]);
    let shown = report.cursor.shown(report.lines.len());
    let part = format!("{}–{} / {}", shown.start + 1, shown.end, report.lines.len());
    let strong = pen.theme.strong();
    let dim = pen.theme.dim();
    pen.text(1, body.y, width, &text, strong);
    if usize::from(width) > text.chars().count() + part.chars().count() + 2 {
        pen.right(1, body.y, width, &part, dim);
    }
}
