//! Draws the panel of term ends: past ones that are not met, future ones, and the end of the quarter.

use jiff::civil::Date;
use ratatui::layout::Rect;

use super::{
    super::Pen,
    panel::{Board, empty, overdue_sign, say, width_of},
};
use crate::{
    app::dashboard::{Panel, lists::DeadlineRow},
    l10n::Arg,
};

/// Draws the panel.
pub fn draw(pen: &mut Pen<'_>, board: &Board<'_>, area: Rect) {
    if board.state.deadlines.is_empty() {
        empty(pen, area, "dash-no-deadlines");
        return;
    }
    // The first pass finds the width of the days, so that they are aligned.
    let rows = || board.rows(Panel::Deadlines, area.height);
    let day_of = |at: usize| board.state.deadlines.get(at).map(|row| day(*row));
    let days = rows().filter_map(|(at, _)| day_of(at)).map(|d| width_of(&day_text(pen, board, d))).max();
    let days = days.unwrap_or(0);
    for (at, line) in rows() {
        let Some(row) = board.state.deadlines.get(at) else { break };
        draw_row(pen, board, *row, Rect::new(area.x, area.y + line, area.width, 1), days);
        board.mark(pen, Panel::Deadlines, at, Rect::new(area.x, area.y + line, area.width, 1));
    }
}

const fn day(row: DeadlineRow) -> Date {
    match row {
        DeadlineRow::Before(day, _)
        | DeadlineRow::Measure(day, _)
        | DeadlineRow::Day(day, _)
        | DeadlineRow::QuarterEnd(day) => day,
    }
}

/// A day; its year is omitted if it is the current one.
fn day_text(pen: &Pen<'_>, board: &Board<'_>, day: Date) -> String {
    if day.year() == board.quarter.year() { pen.l10n.day(day) } else { pen.l10n.date(day) }
}

fn draw_row(pen: &mut Pen<'_>, board: &Board<'_>, row: DeadlineRow, area: Rect, days: u16) {
    let (day, y) = (day(row), area.y);
    let passed = day < board.today;
    let style = if passed { pen.theme.wrong() } else { pen.theme.dim() };
    let text = day_text(pen, board, day);
    pen.text(area.x, y, area.width.min(days), &text, style);
    let sign = if passed { overdue_sign(pen) } else { " " };
    pen.text(area.x + days, y, area.width.saturating_sub(days), sign, style);
    let x = area.x + days + 2;
    let room = area.width.saturating_sub(days + 2);
    if room == 0 {
        return;
    }
    let counted = |count: u32, id: &str| say(pen, id, &[("count", Arg::from(count))]);
    let (text, style) = match row {
        DeadlineRow::Before(_, count) => (counted(count, "dash-before"), style),
        DeadlineRow::Day(_, count) => (counted(count, "dash-measures-of-day"), ratatui::style::Style::new()),
        DeadlineRow::QuarterEnd(_) => (say(pen, "dash-quarter-ends", &[]), style),
        DeadlineRow::Measure(_, id) => {
            let status = board.plan.measure_status(id, board.quarter);
            let glyph = pen.theme.glyph(status).to_string();
            pen.text(x, y, 1.min(room), &glyph, pen.theme.status(status));
            let name = board.plan.node(id).map(super::name_of).unwrap_or_default();
            pen.text(x + 2, y, room.saturating_sub(2), &name, ratatui::style::Style::new());
            return;
        }
    };
    pen.text(x, y, room, &text, style);
}
