//! Draws the panel of measures that need attention, with target, fact and reason.

use ratatui::{layout::Rect, style::Style};

use super::{
    super::{Pen, values},
    panel::{Board, empty, say, value},
};
use crate::{
    app::dashboard::{
        Panel,
        attention::{AttentionRow, Reason, judged},
    },
    domain::{Assessment, FactValue, Subject, Target, TargetValue},
    l10n::Arg,
};

/// Draws the panel.
pub fn draw(pen: &mut Pen<'_>, board: &Board<'_>, area: Rect) {
    if board.state.attention.rows.is_empty() {
        // The panel reports that all is well only if there are no open findings either.
        match board.state.open_findings {
            0 => empty(pen, area, "dash-no-attention"),
            open if area.height > 0 => {
                let text = say(pen, "dash-open-findings", &[("count", Arg::from(open))]);
                pen.text(area.x, area.y, area.width, &text, pen.theme.warning());
            }
            _ => {}
        }
        return;
    }
    for (at, line) in board.rows(Panel::Attention, area.height) {
        let Some(row) = board.state.attention.rows.get(at) else { break };
        let place = Rect::new(area.x, area.y + line, area.width, 1);
        draw_row(pen, board, row, place);
        board.mark(pen, Panel::Attention, at, place);
    }
}

fn draw_row(pen: &mut Pen<'_>, board: &Board<'_>, row: &AttentionRow, area: Rect) {
    let (status, assessment) = judged(board.plan, row.subject, board.quarter);
    let (x, y) = (area.x, area.y);
    let glyph = pen.theme.glyph(status).to_string();
    pen.text(x, y, area.width, &glyph, pen.theme.status(status));
    let why = reason(pen, board, row);
    let why_width = if area.width >= 44 { 21 } else { 0 };
    let figure = match area.width {
        ..64 => 0,
        64..84 => 8,
        _ => 12,
    };
    let values_width = if figure > 0 { 2 * figure + 4 } else { 0 };
    let room = area.width.saturating_sub(2 + why_width + values_width);
    let name = board.plan.node(row.measure).map(super::name_of).unwrap_or_default();
    pen.text(x + 2, y, room, &name, Style::new());
    let mut x = x + 2 + room;
    if values_width > 0 {
        let (target, fact) = target_and_fact(pen, board, row.subject, assessment.as_ref());
        let arrow = pen.theme.sign("→", ">");
        value(pen, x + 1, y, figure, &target, pen.theme.dim());
        if !target.is_empty() {
            pen.text(x + figure + 2, y, 1, arrow, pen.theme.dim());
            value(pen, x + figure + 4, y, figure, &fact, pen.theme.strong());
        }
        x += values_width;
    }
    if why_width > 0 {
        let style = if matches!(row.reason, Reason::Overdue | Reason::Broken) {
            pen.theme.wrong()
        } else {
            pen.theme.warning()
        };
        pen.text(x + 2, y, why_width - 2, &why, style);
    }
}

fn reason(pen: &Pen<'_>, board: &Board<'_>, row: &AttentionRow) -> String {
    match row.reason {
        Reason::Overdue => {
            let end = board.plan.term_end(row.measure);
            let day = if end.year() == board.quarter.year() { pen.l10n.day(end) } else { pen.l10n.date(end) };
            say(pen, "dash-why-overdue", &[("day", Arg::from(&day))])
        }
        Reason::NotStarted => say(pen, "dash-why-not-started", &[]),
        Reason::NotReported => say(pen, "dash-why-not-reported", &[]),
        Reason::Unexplained => say(pen, "dash-why-unexplained", &[]),
        Reason::Broken => say(pen, "dash-why-broken", &[]),
        Reason::Behind => say(pen, "dash-why-behind", &[]),
    }
}

/// The target and the fact of a cell. A deed has no figure, because its sign suffices. A text that is too long for the
/// cell is shown only in the outline.
pub fn target_and_fact(
    pen: &Pen<'_>,
    board: &Board<'_>,
    subject: Subject,
    assessment: Option<&Assessment>,
) -> (String, String) {
    let Some(assessment) = assessment else { return (String::new(), String::new()) };
    let target: Option<&Target> = assessment.target.as_ref();
    let words = matches!(target.map(|t| &t.value), Some(TargetValue::Deed));
    let indicator = if let Subject::Indicator(id) = subject { board.plan.indicator(id) } else { None };
    let target = if words { String::new() } else { values::planned(pen, Some(assessment), indicator) };
    let fact = match (&assessment.fact, subject) {
        (FactValue::None, _) => pen.theme.sign("—", "-").to_owned(),
        (FactValue::Text, Subject::Indicator(id)) => {
            let fact = board.plan.fact(id, board.quarter, None);
            fact.map(|f| f.raw.clone()).unwrap_or_default()
        }
        (FactValue::Done | FactValue::NoOccasion, _) => String::new(),
        (value, _) => values::fact(pen.l10n, value, ""),
    };
    (target, fact)
}

/// The remark in the heading: how many terms end in the quarter.
pub fn due(pen: &Pen<'_>, board: &Board<'_>) -> String {
    say(pen, "dash-due", &[("count", Arg::from(board.total.due))])
}

/// The name of a measure, followed by that of its indicator if it has several.
pub fn subject_name(board: &Board<'_>, subject: Subject) -> String {
    let Some(measure) = board.plan.measure_at(subject) else { return String::new() };
    let title = board.plan.node(measure).map(|n| n.title.clone()).unwrap_or_default();
    match subject {
        Subject::Indicator(id) if board.plan.indicators(measure).nth(1).is_some() => {
            let name = board.plan.indicator(id).map(|i| i.name.as_str()).unwrap_or_default();
            if name.is_empty() { title } else { format!("{name}: {title}") }
        }
        _ => title,
    }
}
