//! Draws the quarters of the plan: owed, done, percentage; and years, in which each indicator counts once.

use ratatui::{layout::Rect, style::Style};

use super::{
    super::Pen,
    bars,
    figures::DashboardFigures,
    panel::{Board, outline, say},
    table::{TableColumns, TableKind},
};
use crate::{
    app::dashboard::{Panel, lists::QuarterRow},
    domain::{Quarter, Scope, Span},
    l10n::Arg,
    text::surely::Surely,
};

/// How many quarters are shown.
pub const fn rows(area: Rect) -> u16 {
    area.height.saturating_sub(1)
}

/// The figures of the plan in a quarter.
pub fn figures(board: &Board<'_>, quarter: Quarter) -> DashboardFigures {
    DashboardFigures::of(board.plan.tally(Scope::Plan, quarter), board.today)
}

/// Whether a quarter has not begun and has no report, so that percentages would be misleading.
pub fn is_ahead(board: &Board<'_>, quarter: Quarter, figures: &DashboardFigures) -> bool {
    quarter.first_day() > board.today && figures.reported == 0
}

/// Draws the panel.
pub fn draw(pen: &mut Pen<'_>, board: &Board<'_>, area: Rect) {
    let period = board.plan.period();
    let years = period.first.year() != period.last.year();
    let name = if years && area.width >= 30 { 15 } else { 9 };
    let most = period.quarters().map(|quarter| figures(board, quarter)).max_by_key(|own| own.owed);
    let largest = most.unwrap_or_default();
    let columns = TableColumns::fit(pen, area.width, name, &largest, TableKind::Quarters);
    let title = say(pen, "dash-quarter", &[]);
    columns.header(pen, area, &title);
    for (at, line) in board.rows(Panel::Quarters, rows(area)) {
        let Some(row) = board.state.quarters.get(at) else { break };
        let place = Rect::new(area.x, area.y + 1 + line, area.width, 1);
        let name = label(pen, *row, years, columns.name());
        match row {
            QuarterRow::Quarter(quarter) => {
                let figures = figures(board, *quarter);
                let current = *quarter == board.quarter;
                let style = if current { pen.theme.strong() } else { Style::new() };
                let mark = if current { pen.theme.sign("▸", ">") } else { " " };
                let name = format!("{mark}{name}");
                if is_ahead(board, *quarter, &figures) {
                    let ahead = figures.ahead();
                    columns.row(pen, place, (&name, pen.theme.dim()), &ahead, None, None);
                } else {
                    columns.row(pen, place, (&name, style), &figures, None, Some(largest.owed.max(1)));
                }
            }
            QuarterRow::Year(span) | QuarterRow::Plan(span) => {
                let name = format!(" {name}");
                let figures = match board.plan.followed(Scope::Plan, *span) {
                    Some(tally) => DashboardFigures::of(Some(tally), board.today),
                    None => DashboardFigures::default().ahead(),
                };
                columns.row(pen, place, (&name, pen.theme.strong()), &figures, None, None);
            }
        }
        board.mark(pen, Panel::Quarters, at, columns.words(place));
    }
}

fn label(pen: &Pen<'_>, row: QuarterRow, years: bool, width: u16) -> String {
    match row {
        QuarterRow::Quarter(quarter) if years && width >= 14 => pen.l10n.quarter_short(quarter),
        QuarterRow::Quarter(quarter) if years => format!("{} {}", short(pen, quarter), quarter.year()),
        QuarterRow::Quarter(quarter) => pen.l10n.quarter_of_year(quarter),
        QuarterRow::Year(span) => {
            let year = span.first.year().to_string();
            let whole = span.quarters().len() == 4;
            let id = if whole { "dash-year" } else { "dash-part-of-year" };
            say(pen, id, &[("year", Arg::from(&year))])
        }
        QuarterRow::Plan(_) => say(pen, "dash-whole-plan", &[]),
    }
}

/// The number of a quarter without its year.
pub fn short(pen: &Pen<'_>, quarter: Quarter) -> String {
    pen.l10n.quarter_number(quarter)
}

/// Draws the percentages of the quarters that have begun as a line of columns.
pub fn trend(pen: &mut Pen<'_>, board: &Board<'_>, x: u16, y: u16, width: u16) -> u16 {
    let period = board.plan.period();
    let past: Vec<Quarter> =
        period.quarters().filter(|q| !is_ahead(board, *q, &figures(board, *q))).collect();
    let room = usize::from(width.saturating_sub(22).max(4));
    let shown = past.get(past.len().saturating_sub(room)..).surely();
    let (Some(first), Some(last)) = (shown.first(), shown.last()) else { return 0 };
    let mut used = 0;
    for quarter in shown {
        let sign = bars::column(pen, figures(board, *quarter).share());
        let current = *quarter == board.quarter;
        let style = if current { pen.theme.strong() } else { pen.theme.dim() };
        used += pen.text(x + used, y, width.saturating_sub(used), sign, style);
    }
    let name = |quarter: Quarter| format!("{} {}", short(pen, quarter), quarter.year());
    let text = if first == last {
        format!("  {}", name(*first))
    } else {
        let same = first.year() == last.year();
        let from = if same { short(pen, *first) } else { name(*first) };
        format!("  {from} {} {}", pen.theme.sign("–", "-"), name(*last))
    };
    used + pen.text(x + used, y, width.saturating_sub(used), &text, pen.theme.dim())
}

/// Draws owed and done targets, cumulative over the quarters, as columns.
pub fn burn_up(pen: &mut Pen<'_>, board: &Board<'_>, place: Rect) {
    let (line, bar) = (pen.theme.sign("┄", "-").to_owned(), pen.theme.sign("█", "#").to_owned());
    let heading = say(pen, "dash-burn-up", &[("line", Arg::from(&line)), ("bar", Arg::from(&bar))]);
    let period = year_of(board);
    let owed: u32 = period.quarters().map(|quarter| figures(board, quarter).owed).sum();
    let done: u32 = period.quarters().map(|quarter| figures(board, quarter).done).sum();
    let remark = format!("{done} / {owed}");
    outline(pen, place, board.boxes, &heading, &remark, false);
    let area = super::panel::inside(place, board.boxes);
    let quarters = period.quarters().len();
    let width = area.width / u16::try_from(quarters).unwrap_or(1).max(1);
    if area.height < 3 || width < 6 || owed == 0 {
        return;
    }
    let ground = area.bottom() - 2;
    let height = u64::from(area.height - 1);
    let (mut owed_so_far, mut done_so_far) = (0, 0);
    for (at, quarter) in period.quarters().enumerate() {
        let own = figures(board, quarter);
        let ahead = is_ahead(board, quarter, &own);
        owed_so_far += own.owed;
        done_so_far += own.done;
        let x = area.x + u16::try_from(at).unwrap_or(0) * width;
        let cells = width - 2;
        let scaled = |n: u32| u64::from(n) * (height * 8 - 4) / u64::from(owed);
        let plan_at = scaled(owed_so_far) / 8;
        let bar_to = if ahead { 0 } else { scaled(done_so_far) };
        for above in 0..height {
            let y = ground - u16::try_from(above).unwrap_or(0);
            if let Some(sign) = bars::column_cell(pen, bar_to, above) {
                let style = pen.theme.status(crate::domain::Status::Met);
                pen.text(x, y, cells, &sign.repeat(usize::from(cells)), style);
            } else if above == plan_at {
                pen.text(x, y, cells, &line.repeat(usize::from(cells)), pen.theme.dim());
            }
            if above == plan_at {
                let text = pen.l10n.count(usize::try_from(owed_so_far).unwrap_or(usize::MAX));
                pen.right(x, y, cells, &text, pen.theme.strong());
            }
        }
        let style = if quarter == board.quarter { pen.theme.strong() } else { pen.theme.dim() };
        pen.text(x, area.bottom() - 1, cells, &pen.l10n.quarter_of_year(quarter), style);
    }
}

/// The quarters of the plan in the current year.
fn year_of(board: &Board<'_>) -> Span {
    let period = board.plan.period();
    let year = board.quarter.year();
    let end = |number| Quarter::new(year, number).map(|q| period.nearest(q));
    match (end(1), end(4)) {
        (Some(first), Some(last)) => Span { first, last },
        _ => period,
    }
}
