//! Draws goals by quarters: a shade and a number in each cell.

use ratatui::{layout::Rect, style::Style};

use super::{
    super::Pen,
    bars,
    figures::DashboardFigures,
    panel::{Board, empty, say},
    quarters,
};
use crate::{
    app::dashboard::Panel,
    domain::{Quarter, Scope},
    text::surely::Surely,
};

/// Whether there is a line for the whole plan under the goals.
fn has_total(area: Rect, len: usize) -> bool {
    area.height >= 8 || usize::from(area.height) >= len + 2
}

/// How many goals are shown.
pub fn rows(area: Rect, len: usize) -> u16 {
    area.height.saturating_sub(1 + u16::from(has_total(area, len)))
}

/// Draws the panel.
pub fn draw(pen: &mut Pen<'_>, board: &Board<'_>, area: Rect) {
    let goals = &board.state.goals;
    if goals.is_empty() || area.height == 0 {
        empty(pen, area, "dash-no-groups");
        return;
    }
    let period = board.plan.period();
    let cell = if period.first.year() == period.last.year() { 6 } else { 8 };
    let name = (area.width * 2 / 5).clamp(6, 30);
    let window = window(board, (area.width.saturating_sub(name) / cell).max(1));
    let left = area.x + area.width.saturating_sub(u16::try_from(window.len()).unwrap_or(0) * cell);
    let name = left - area.x;
    let title = say(pen, "dash-goal", &[]);
    pen.text(area.x, area.y, name, &title, pen.theme.dim());
    for (at, quarter) in window.iter().enumerate() {
        let x = left + u16::try_from(at).unwrap_or(0) * cell;
        let style = if *quarter == board.quarter { pen.theme.strong() } else { pen.theme.dim() };
        let number = quarters::short(pen, *quarter);
        let text = if cell > 6 { format!("{number} {:02}", quarter.year() % 100) } else { number };
        pen.right(x, area.y, cell, &text, style);
    }
    for (at, line) in board.rows(Panel::Heat, rows(area, goals.len())) {
        let Some(goal) = goals.get(at) else { break };
        let y = area.y + 1 + line;
        let text = board.plan.node(*goal).map(super::name_of).unwrap_or_default();
        pen.text(area.x, y, name.saturating_sub(1), &text, Style::new());
        cells(pen, board, Scope::Node(*goal), &window, (left, y, cell));
        board.mark(pen, Panel::Heat, at, Rect::new(area.x, y, area.width, 1));
    }
    if has_total(area, goals.len()) && area.height > 1 {
        let y = area.bottom() - 1;
        let text = say(pen, "dash-total", &[]);
        pen.text(area.x, y, name, &text, pen.theme.strong());
        cells(pen, board, Scope::Plan, &window, (left, y, cell));
    }
}

/// The quarters that fit, around the current one.
fn window(board: &Board<'_>, room: u16) -> Vec<Quarter> {
    let all: Vec<Quarter> = board.plan.period().quarters().collect();
    let room = usize::from(room).min(all.len());
    let at = all.iter().position(|q| *q == board.quarter).unwrap_or(0);
    let first = (at + 1 + room / 3).saturating_sub(room).min(all.len() - room);
    all.get(first..first + room).surely().to_vec()
}

fn cells(
    pen: &mut Pen<'_>,
    board: &Board<'_>,
    scope: Scope,
    window: &[Quarter],
    (left, y, width): (u16, u16, u16),
) {
    for (at, quarter) in window.iter().enumerate() {
        let x = left + u16::try_from(at).unwrap_or(0) * width;
        let figures = DashboardFigures::of(board.plan.tally(scope, *quarter), board.today);
        let share = figures.share().filter(|_| !quarters::is_ahead(board, *quarter, &figures));
        match share {
            Some(percent) => {
                let (sign, status) = bars::shade(pen, percent);
                let style = pen.theme.status(status);
                pen.text(x + width.saturating_sub(4), y, 1, sign, style);
                pen.right(x + width.saturating_sub(3), y, 3, &percent.to_string(), Style::new());
            }
            None => pen.right(x, y, width, pen.theme.sign("—", "-"), pen.theme.dim()),
        }
    }
}
