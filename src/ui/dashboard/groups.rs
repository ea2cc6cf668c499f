//! Draws the panels with figures by goal, task, performer or unit.

use ratatui::{layout::Rect, style::Style};

use super::{
    super::Pen,
    figures::DashboardFigures,
    panel::{Board, empty, say},
    table::{TableColumns, TableKind},
};
use crate::{
    app::dashboard::{Breakdown, Panel, lists::MeasureGroup},
    domain::Tally,
};

/// For more groups, the longest bar is determined only among the visible ones.
const COMPARED: usize = 200;

/// The breakdown that a panel shows.
const fn breakdown(board: &Board<'_>, panel: Panel) -> Breakdown {
    match (panel, board.state.breakdown) {
        (Panel::Second, Breakdown::Performer) => Breakdown::Goal,
        (Panel::Second, _) => Breakdown::Performer,
        (_, own) => own,
    }
}

/// The heading.
pub const fn heading(board: &Board<'_>, panel: Panel) -> &'static str {
    match breakdown(board, panel) {
        Breakdown::Goal => "dash-by-goal",
        Breakdown::Task => "dash-by-task",
        Breakdown::Performer => "dash-by-performer",
        Breakdown::Unit => "dash-by-unit",
    }
}

/// Whether there is a line for the whole plan under the groups.
fn has_total(area: Rect, len: usize) -> bool {
    area.height >= 8 || usize::from(area.height) >= len + 2
}

/// How many groups are shown.
pub fn rows(area: Rect, len: usize) -> u16 {
    area.height.saturating_sub(1 + u16::from(has_total(area, len)))
}

/// A group's name and its figures.
fn group<'a>(
    pen: &Pen<'_>,
    board: &'a Board<'_>,
    group: MeasureGroup,
) -> (String, DashboardFigures, Option<&'a Tally>) {
    let figures = |tally| DashboardFigures::of(tally, board.today);
    match group {
        MeasureGroup::Node(id) => {
            let name = board.plan.node(id).map(super::name_of).unwrap_or_default();
            let tally = board.tally(crate::domain::Scope::Node(id));
            (name, figures(tally), None)
        }
        MeasureGroup::Performer(who) => {
            let named = who.and_then(|id| board.plan.performer(id)).map(|p| p.name.clone());
            let name = named.unwrap_or_else(|| say(pen, "dash-no-performer", &[]));
            let tally = board.tally(crate::domain::Scope::Performer(who));
            (name, figures(tally), None)
        }
        MeasureGroup::Unit(at) => {
            let Some(row) = board.state.units.get(at) else {
                return (String::new(), figures(None), None);
            };
            let unit = row.unit.clone();
            let name = if unit.is_empty() { say(pen, "dash-no-unit", &[]) } else { unit };
            let mut counted = DashboardFigures::of(row.tally.as_ref(), board.today);
            if row.tally.is_none() {
                counted.owed = row.count;
                counted = counted.ahead();
            }
            (name, counted, row.tally.as_ref().filter(|tally| tally.adds_up()))
        }
    }
}

/// Draws a panel of groups.
pub fn draw(pen: &mut Pen<'_>, board: &Board<'_>, panel: Panel, area: Rect) {
    let by = breakdown(board, panel);
    let groups = if panel == Panel::Second { &board.state.second } else { &board.state.groups };
    if groups.is_empty() {
        let why = if by == Breakdown::Performer { "dash-no-performers" } else { "dash-no-groups" };
        empty(pen, area, why);
        return;
    }
    let total = DashboardFigures::of(Some(board.total), board.today);
    // On a narrow screen the name is shorter, because the bar needs room.
    let name = if area.width < 60 { area.width * 3 / 10 } else { area.width * 2 / 5 }.clamp(10, 28);
    let kind = if by == Breakdown::Unit { TableKind::Units } else { TableKind::Groups };
    let columns = TableColumns::fit(pen, area.width, name, &total, kind);
    let title = match by {
        Breakdown::Goal => "dash-goal",
        Breakdown::Task => "dash-task",
        Breakdown::Performer => "dash-performer",
        Breakdown::Unit => "dash-unit",
    };
    let title = say(pen, title, &[]);
    columns.header(pen, area, &title);
    let lines = rows(area, groups.len());
    let compared = if groups.len() <= COMPARED { 0..groups.len() } else { shown(board, panel, lines) };
    let longest = groups.get(compared).into_iter().flatten().map(|g| length(board, *g)).max().unwrap_or(1);
    for (at, line) in board.rows(panel, lines) {
        let Some(row) = groups.get(at) else { break };
        let y = area.y + 1 + line;
        let place = Rect::new(area.x, y, area.width, 1);
        let (name, figures, sums) = group(pen, board, *row);
        columns.row(pen, place, (&name, Style::new()), &figures, sums, Some(longest));
        board.mark(pen, panel, at, columns.words(place));
    }
    if has_total(area, groups.len()) && area.height > 1 {
        let place = Rect::new(area.x, area.bottom() - 1, area.width, 1);
        let name = say(pen, "dash-total", &[]);
        let strong = pen.theme.strong();
        let sums = Some(board.total).filter(|total| total.adds_up());
        columns.row(pen, place, (&name, strong), &total, sums, None);
    }
}

fn shown(board: &Board<'_>, panel: Panel, lines: u16) -> std::ops::Range<usize> {
    let mut rows = board.rows(panel, lines).map(|(at, _)| at);
    let first = rows.next().unwrap_or(0);
    first..rows.last().unwrap_or(first) + 1
}

/// The length of a group's bar.
fn length(board: &Board<'_>, group: MeasureGroup) -> u32 {
    let tally = match group {
        MeasureGroup::Unit(at) => board.state.units.get(at).and_then(|row| row.tally.as_ref()),
        _ => group.scope().and_then(|scope| board.tally(scope)),
    };
    DashboardFigures::of(tally, board.today).parts().iter().sum()
}
