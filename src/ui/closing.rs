//! Draws the closing of the quarter: its stage, what is open, the steps with their digits.

use ratatui::{layout::Rect, style::Style};

use super::{Pen, boxes::foot_box, review};
use crate::{
    app::{
        Model,
        layer::{Closing, closing::ClosingRow},
    },
    domain::Stage,
    l10n::Arg,
};

/// Draws it over the bottom of the body.
pub fn draw(pen: &mut Pen<'_>, model: &Model, closing: &Closing, body: Rect) {
    let quarter = pen.l10n.quarter(model.shared.quarter);
    let heading = pen.l10n.msg_with("closing-heading", &[("quarter", Arg::Text(&quarter))]);
    let rows = u16::try_from(closing.rows.len()).unwrap_or(u16::MAX);
    let compared = review::height(closing);
    let inner = foot_box(pen, body, rows.saturating_add(compared).saturating_add(5), &heading);
    if inner.height == 0 {
        return;
    }
    let state = state(pen, closing);
    pen.text(inner.x, inner.y, inner.width, &state, Style::new());
    let reason = closing.last.as_ref().map(|step| step.reason.as_str()).unwrap_or_default();
    let said = if reason.is_empty() { summary(pen, closing) } else { format!("«{reason}»") };
    let dim = pen.theme.dim();
    if inner.height > 1 {
        pen.text(inner.x, inner.y + 1, inner.width, &said, dim);
    }
    // The steps are always visible; the comparison gets the remaining room.
    let room = inner.height.saturating_sub(2).saturating_sub(rows);
    let beside = Rect { y: inner.y + 2, height: compared.min(room), ..inner };
    review::draw(pen, model, closing, beside);
    let list = Rect { y: beside.bottom(), height: inner.bottom().saturating_sub(beside.bottom()), ..inner };
    let top = closing.at.saturating_sub(usize::from(list.height.saturating_sub(1)));
    let rows: Vec<_> = closing.numbered().enumerate().collect();
    for ((at, (digit, row)), y) in rows.into_iter().skip(top).zip(list.y..list.bottom()) {
        draw_row(pen, (digit, row), Rect { y, height: 1, ..list }, at == closing.at);
    }
}

/// The stage of the quarter, its date and its author.
fn state(pen: &Pen<'_>, closing: &Closing) -> String {
    let stage = pen.l10n.stage(closing.last.as_ref().map(|step| step.stage));
    let Some(step) = &closing.last else {
        return pen.l10n.msg_with("closing-state", &[("stage", (&stage).into())]);
    };
    let at = jiff::Timestamp::from_millisecond(step.at).unwrap_or_default();
    let at = pen.l10n.moment(pen.zone.to_datetime(at));
    let args = [("stage", (&stage).into()), ("by", (&step.by).into()), ("at", (&at).into())];
    pen.l10n.msg_with("closing-state-by", &args)
}

/// How many findings prevent the quarter from being handed in, and what the next step means.
fn summary(pen: &Pen<'_>, closing: &Closing) -> String {
    let now = closing.last.as_ref().map(|step| step.stage);
    if !Stage::Submitted.follows(now) {
        return String::new();
    }
    match closing.hindrances {
        0 => pen.l10n.msg("closing-ready").into_owned(),
        count => pen.l10n.msg_with("closing-hindered", &[("count", Arg::from(count))]),
    }
}

fn draw_row(pen: &mut Pen<'_>, (digit, row): (Option<usize>, ClosingRow), area: Rect, selected: bool) {
    let text = match row {
        ClosingRow::Open(kind, ..) => pen.l10n.finding_kind(kind),
        ClosingRow::Blank(count) => pen.l10n.msg_with("closing-accept-blank", &[("count", Arg::from(count))]),
        ClosingRow::Step(to) => pen.l10n.msg(step_words(to)).into_owned(),
    };
    let (sign, count, side) = match row {
        ClosingRow::Open(_, count, true) => ("!", count.to_string(), String::new()),
        ClosingRow::Open(_, count, false) => {
            (pen.theme.sign("–", "-"), count.to_string(), pen.l10n.msg("closing-informs").into_owned())
        }
        _ => ("", String::new(), String::new()),
    };
    let begin = digit.map_or_else(|| sign.to_owned(), |digit| digit.to_string());
    let style = match (selected, row) {
        (true, _) => pen.theme.cursor(),
        (false, ClosingRow::Open(_, _, true)) => pen.theme.warning(),
        (false, ClosingRow::Open(..)) => pen.theme.dim(),
        (false, _) => Style::new(),
    };
    let key = pen.theme.key();
    if selected {
        pen.text(area.x, area.y, 1, pen.theme.sign("▌", ">"), key);
        pen.caret = Some(area.as_position());
    }
    pen.text(area.x + 2, area.y, 2, &begin, key);
    let side_width = if area.width >= 70 { 16 } else { 0 };
    let width = area.width.saturating_sub(5 + 6 + side_width);
    pen.text(area.x + 5, area.y, width, &text, style);
    pen.right(area.x + 5 + width, area.y, 5, &count, style);
    let dim = pen.theme.dim();
    pen.text(area.x + 5 + width + 7, area.y, side_width.saturating_sub(2), &side, dim);
}

const fn step_words(to: Stage) -> &'static str {
    match to {
        Stage::Submitted => "closing-submit",
        Stage::Returned => "closing-return",
        Stage::Approved => "closing-approve",
        Stage::Closed => "closing-close",
        Stage::Reopened => "closing-reopen",
    }
}
