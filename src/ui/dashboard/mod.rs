//! Draws the dashboard: plan against fact. Every figure is read from the plan's tallies while drawing.
//!
//! | module | subject |
//! |---|---|
//! | `layout` | the positions of panels for a size of the screen |
//! | `panel` | headings, the row under the cursor, the number of hidden rows |
//! | `figures`, `table`, `bars` | the figures of a row; their columns; bars |
//! | `headline`, `quarters`, `groups`, `heat`, `deadlines`, `attention`, `measures`, `since`, `latest` | a panel each; `subjects` is what `measures` and `since` share |

mod attention;
pub(super) mod bars;
mod deadlines;
mod figures;
mod groups;
mod headline;
mod heat;
mod latest;
mod layout;
mod measures;
mod panel;
mod quarters;
mod since;
mod subjects;
mod table;
#[cfg(test)]
mod tests;

use ratatui::layout::{Position, Rect};

pub(super) use self::figures::DashboardFigures;
use self::{
    layout::{Class, DashboardLayout},
    panel::{Board, inside, outline, percent_text, say, width_of},
};
use super::Pen;
use crate::{
    app::{Model, Pointed, dashboard::Panel},
    domain::{Node, Scope, Tally},
    l10n::Arg,
};

/// Builds the lists of visible rows, and sets how many rows each panel shows.
pub fn prepare(model: &mut Model, body: Rect) {
    let Some(plan) = &mut model.shared.plan else { return };
    let state = &mut model.screens.dashboard;
    state.follow(plan, model.shared.quarter, model.shared.today);
    // At first the heights depend on rows that are not built yet, so two passes are needed.
    state.set_shown(DashboardLayout::of(body, state).shown());
    state.refresh(plan, model.shared.quarter, model.shared.today);
    let layout = DashboardLayout::of(body, state);
    state.set_shown(layout.shown());
    for (panel, area) in &layout.panels {
        let area = inside(*area, layout.boxes());
        let rows = rows(*panel, area, state.len(*panel));
        state.set_height(*panel, usize::from(rows));
    }
}

/// How many rows of a panel fit into an area.
fn rows(panel: Panel, area: Rect, len: usize) -> u16 {
    match panel {
        Panel::Headline => headline::rows(area),
        Panel::Quarters => quarters::rows(area),
        Panel::Groups | Panel::Second => groups::rows(area, len),
        Panel::Heat => heat::rows(area, len),
        Panel::Deadlines | Panel::Attention => area.height,
        Panel::Measures | Panel::Longer => subjects::rows(area),
    }
}

/// The panel and its row at a position. The first line of a panel with columns is their heading.
pub fn pointed(model: &Model, body: Rect, at: Position) -> Option<Pointed> {
    let state = &model.screens.dashboard;
    let layout = DashboardLayout::of(body, state);
    let (panel, area) = layout.panels.iter().find(|(_, area)| area.contains(at))?;
    let inner = inside(*area, layout.boxes());
    let headed = !matches!(panel, Panel::Headline | Panel::Deadlines | Panel::Attention);
    let line = at.y.saturating_sub(inner.y + u16::from(headed));
    Some(Pointed::Panel(*panel, state.cursor(*panel).top + usize::from(line)))
}

/// Draws the dashboard.
pub fn draw(pen: &mut Pen<'_>, model: &Model, body: Rect) {
    let Some(plan) = &model.shared.plan else {
        panel::empty(pen, body, "dash-no-plan");
        return;
    };
    let none = Tally::default();
    let span = model.screens.dashboard.span(plan.period(), model.shared.quarter);
    let total = plan.followed(Scope::Plan, span).unwrap_or(&none);
    let layout = DashboardLayout::of(body, &model.screens.dashboard);
    let board = Board {
        plan,
        state: &model.screens.dashboard,
        quarter: model.shared.quarter,
        span,
        today: model.shared.today,
        total,
        latest: model.shared.latest_changes(),
        boxes: layout.boxes(),
    };
    if matches!(layout.class, Class::Line | Class::Single) {
        line(pen, &board, body);
    }
    for (panel, area) in &layout.panels {
        draw_panel(pen, &board, *panel, *area);
    }
    for between in &layout.between {
        divide(pen, *between);
    }
    if let Some(area) = layout.trend {
        draw_trend(pen, &board, area);
    }
    if let Some(area) = layout.latest {
        latest::draw(pen, &board, area);
    }
    if let Some(area) = layout.burn_up {
        quarters::burn_up(pen, &board, area);
    }
    if let Some(area) = layout.legend {
        draw_legend(pen, area);
    }
}

/// Draws the whole dashboard as a line: percentage, done and owed, not reported, notes owed.
fn line(pen: &mut Pen<'_>, board: &Board<'_>, body: Rect) {
    if body.height == 0 {
        return;
    }
    let figures = DashboardFigures::of(Some(board.total), board.today);
    let share = percent_text(pen, figures.share());
    let dot = pen.theme.sign("·", "|");
    let [.., waiting] = figures.parts();
    let note = panel::note_sign(pen);
    let text =
        format!("{share} {}/{} {dot} {waiting} {dot} {note}{}", figures.done, figures.owed, figures.notes);
    pen.text(body.x, body.y, body.width, &text, pen.theme.strong());
}

fn draw_panel(pen: &mut Pen<'_>, board: &Board<'_>, panel: Panel, area: Rect) {
    if area.width < 4 || area.height == 0 {
        return;
    }
    let inner = inside(area, board.boxes);
    let shown = rows(panel, inner, board.state.len(panel));
    let more = if panel == Panel::Headline { String::new() } else { board.more(pen, panel, shown) };
    // A box shows the number of hidden rows on its lower edge, a rule at its end.
    let remark = if board.boxes || more.is_empty() { remark(pen, board, panel) } else { more.clone() };
    let heading = heading(pen, board, panel);
    outline(pen, area, board.boxes, &heading, &remark, board.focused(panel));
    if board.boxes && !more.is_empty() {
        let wanted = width_of(&more) + 2;
        if wanted + 4 < area.width {
            let x = area.right() - wanted - 2;
            pen.text(x, area.bottom() - 1, wanted, &format!(" {more} "), pen.theme.dim());
        }
    }
    if inner.width == 0 || inner.height == 0 {
        return;
    }
    match panel {
        Panel::Headline => headline::draw(pen, board, inner),
        Panel::Quarters => quarters::draw(pen, board, inner),
        Panel::Groups | Panel::Second => groups::draw(pen, board, panel, inner),
        Panel::Heat => heat::draw(pen, board, inner),
        Panel::Deadlines => deadlines::draw(pen, board, inner),
        Panel::Attention => attention::draw(pen, board, inner),
        Panel::Longer => since::draw_longer(pen, board, inner),
        Panel::Measures if board.state.of_year => since::draw(pen, board, inner),
        Panel::Measures => measures::draw(pen, board, inner),
    }
}

fn heading(pen: &Pen<'_>, board: &Board<'_>, panel: Panel) -> String {
    let id = match panel {
        // The title line already names the quarter.
        Panel::Headline if !board.boxes && !board.state.of_year => "dash-headline-short",
        Panel::Headline => {
            let span = match board.span.as_single() {
                Some(quarter) => pen.l10n.quarter(quarter),
                None => pen.l10n.span(board.span),
            };
            let id = if board.state.of_year { "dash-headline-year" } else { "dash-headline" };
            return say(pen, id, &[("span", Arg::from(&span))]);
        }
        Panel::Measures if board.state.of_year => "dash-since",
        Panel::Quarters => "dash-quarters",
        Panel::Groups | Panel::Second => groups::heading(board, panel),
        Panel::Heat => "dash-heat",
        Panel::Deadlines => "dash-deadlines",
        Panel::Attention => "dash-attention",
        Panel::Longer => "dash-longer",
        Panel::Measures => {
            let (bar, mark) = (pen.theme.sign("█", "#"), pen.theme.sign("┃", "|"));
            return say(pen, "dash-measures", &[("bar", Arg::from(bar)), ("mark", Arg::from(mark))]);
        }
    };
    say(pen, id, &[])
}

/// The text at the right end of a heading.
fn remark(pen: &Pen<'_>, board: &Board<'_>, panel: Panel) -> String {
    match panel {
        Panel::Headline if !board.boxes => headline::rule(pen),
        Panel::Deadlines => attention::due(pen, board),
        Panel::Heat => bars::shade_legend(pen),
        _ => String::new(),
    }
}

/// The line between two panels without boxes.
fn divide(pen: &mut Pen<'_>, area: Rect) {
    let (down, tee) = (pen.theme.sign("│", "|"), pen.theme.sign("┬", "+"));
    for y in area.top()..area.bottom() {
        pen.text(area.x, y, 1, if y == area.top() { tee } else { down }, pen.theme.dim());
    }
}

fn draw_trend(pen: &mut Pen<'_>, board: &Board<'_>, area: Rect) {
    let heading = say(pen, "dash-trend", &[]);
    outline(pen, area, board.boxes, &heading, "", false);
    let inner = inside(area, board.boxes);
    if inner.height == 0 {
        return;
    }
    if inner.height == 1 {
        let used = quarters::trend(pen, board, inner.x, inner.y, inner.width / 2);
        let x = inner.x + used + 3;
        bars::legend(pen, Rect { x, width: inner.right().saturating_sub(x), ..inner });
        return;
    }
    quarters::trend(pen, board, inner.x, inner.y, inner.width);
    let lines = inner.height.saturating_sub(2).clamp(1, 2);
    bars::legend(pen, Rect { y: inner.bottom() - lines, height: lines, ..inner });
}

/// Draws the legend of signs and percentages.
fn draw_legend(pen: &mut Pen<'_>, area: Rect) {
    if area.height > 0 {
        bars::legend(pen, Rect { x: area.x + 2, width: area.width.saturating_sub(4), height: 1, ..area });
    }
    if area.height > 1 {
        let text = headline::say_with_glyphs(pen, "dash-open-rule");
        pen.text(area.x + 2, area.y + 1, area.width.saturating_sub(4), &text, pen.theme.dim());
    }
}

/// The code and the title of a node.
fn name_of(node: &Node) -> String {
    match &node.code {
        Some(code) => format!("{code} {}", node.title),
        None => node.title.clone(),
    }
}
