//! Draws the comparison for an approver: the quarter beside the previous one, and the facts that differ most.

use ratatui::{layout::Rect, style::Style};

use super::Pen;
use crate::{
    app::{Model, layer::Closing},
    domain::{Deviation, ReviewFigures, Subject},
    l10n::Arg,
};

/// The width of a figure.
const FIGURE: u16 = 14;

/// How many lines the comparison takes.
pub fn height(closing: &Closing) -> u16 {
    let Some(review) = &closing.review else { return 0 };
    let far = if review.deviations.is_empty() { 0 } else { review.deviations.len() + 1 };
    u16::try_from(6 + far + usize::from(closing.changed.is_some())).unwrap_or(u16::MAX)
}

/// Draws it.
pub fn draw(pen: &mut Pen<'_>, model: &Model, closing: &Closing, area: Rect) {
    let Some(review) = &closing.review else { return };
    let mut y = area.y;
    let mut line = |pen: &mut Pen<'_>, [text, now, before]: [&str; 3], style: Style| {
        if y >= area.bottom() {
            return;
        }
        let label = area.width.saturating_sub(2 * FIGURE + 3);
        pen.text(area.x + 2, y, label.saturating_sub(1), text, style);
        pen.right(area.x + 2 + label, y, FIGURE, now, style);
        pen.right(area.x + 2 + label + FIGURE, y, FIGURE, before, style);
        y += 1;
    };
    let dim = pen.theme.dim();
    let before = match review.before {
        Some(_) => pen.l10n.quarter_short(review.quarter.previous()),
        None => String::new(),
    };
    let heading = pen.l10n.msg("review-heading").into_owned();
    let now = pen.l10n.quarter_short(review.quarter);
    line(pen, [&heading, &now, &before], dim);
    for (id, figure) in FIGURES {
        let label = pen.l10n.msg(id).into_owned();
        let now = figure(pen, &review.now);
        let before = review.before.as_ref().map(|before| figure(pen, before)).unwrap_or_default();
        line(pen, [&label, &now, &before], Style::new());
    }
    if let Some(changed) = closing.changed {
        let said = pen.l10n.msg_with("review-changed", &[("count", Arg::from(changed))]);
        line(pen, [&said, "", ""], Style::new());
    }
    if !review.deviations.is_empty() {
        let heading = pen.l10n.msg("review-far").into_owned();
        line(pen, [&heading, "", ""], dim);
    }
    for far in &review.deviations {
        let label = name(model, far);
        let (now, before) = (pen.l10n.number(far.now), pen.l10n.number(far.before));
        line(pen, [&label, &now, &before], Style::new());
    }
}

type ComparedCell = fn(&Pen<'_>, &ReviewFigures) -> String;

const FIGURES: [(&str, ComparedCell); 5] = [
    ("review-done", |_, of| format!("{}/{}", of.done, of.owed)),
    ("review-mean", |pen, of| of.mean.map_or_else(|| "–".to_owned(), |mean| pen.l10n.percent(mean.0))),
    ("review-accepted", |pen, of| pen.l10n.count(of.accepted)),
    ("review-broken", |pen, of| pen.l10n.count(of.broken)),
    ("review-debts", |pen, of| pen.l10n.count(of.debts)),
];

fn name(model: &Model, far: &Deviation) -> String {
    let Some(plan) = &model.shared.plan else { return String::new() };
    let subject = Subject::Indicator(far.indicator);
    let measure = plan.measure_at(subject).and_then(|id| plan.node(id));
    let title = measure.map(|node| node.title.as_str()).unwrap_or_default();
    format!("{} {title}", plan.subject_address(subject))
}
