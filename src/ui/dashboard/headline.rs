//! Draws the percentages, each with its rule, and the counts by status.

use ratatui::{layout::Rect, style::Style};

use super::{
    super::Pen,
    bars,
    figures::DashboardFigures,
    panel::{Board, note_sign, overdue_sign, percent_text, say, width_of},
};
use crate::{
    app::dashboard::{CountRow, Panel},
    domain::Status,
    l10n::Arg,
};

/// The width of a count with its label.
const CELL: u16 = 18;

/// The layout: lines of text, columns of counts, and counts in each column.
struct Shape {
    lines: u16,
    columns: u16,
    rows: u16,
}

fn shape(area: Rect) -> Shape {
    let columns = (area.width / CELL).clamp(1, 5);
    let all = u16::try_from(CountRow::ALL.len()).unwrap_or(0).div_ceil(columns);
    let lines = area.height.saturating_sub(all).clamp(1, 3).min(area.height);
    let rows = area.height.saturating_sub(lines).min(all);
    Shape { lines, columns, rows }
}

/// How many counts are shown.
pub fn rows(area: Rect) -> u16 {
    let shape = shape(area);
    shape.columns * shape.rows
}

/// The main figures in words: how many targets of how many are done.
pub fn done(pen: &Pen<'_>, figures: &DashboardFigures) -> String {
    if figures.owed == 0 {
        return say(pen, "dash-nothing-planned", &[]);
    }
    say(pen, "dash-done", &[("done", Arg::from(figures.done)), ("owed", Arg::from(figures.owed))])
}

/// The rules of the percentages, for the heading.
pub fn rule(pen: &Pen<'_>) -> String {
    say_with_glyphs(pen, "dash-rule")
}

/// A message whose variables are the glyphs of statuses.
pub fn say_with_glyphs(pen: &Pen<'_>, id: &str) -> String {
    let glyph = |status| pen.theme.glyph(status).to_string();
    let (met, exceeded) = (glyph(Status::Met), glyph(Status::Exceeded));
    let (deed, late) = (glyph(Status::DeedDone), glyph(Status::DoneLate));
    let (conditional, reported) = (glyph(Status::Conditional), glyph(Status::ConditionalReported));
    let running = glyph(Status::InProgress);
    let args = [
        ("met", Arg::from(&met)),
        ("exceeded", Arg::from(&exceeded)),
        ("deed", Arg::from(&deed)),
        ("late", Arg::from(&late)),
        ("conditional", Arg::from(&conditional)),
        ("reported", Arg::from(&reported)),
        ("running", Arg::from(&running)),
    ];
    say(pen, id, &args)
}

/// Draws the panel.
pub fn draw(pen: &mut Pen<'_>, board: &Board<'_>, area: Rect) {
    if area.height == 0 {
        return;
    }
    let figures = DashboardFigures::of(Some(board.total), board.today);
    let shape = shape(area);
    if shape.lines < 2 {
        in_a_line(pen, area, &figures);
    } else {
        in_lines(pen, board, area, &figures, shape.lines);
    }
    counts(pen, board, area, &figures, &shape);
}

/// Draws figures, bar and mean side by side.
fn in_a_line(pen: &mut Pen<'_>, area: Rect, figures: &DashboardFigures) {
    let text = done(pen, figures);
    let share = percent_text(pen, figures.share());
    let dot = pen.theme.sign(" · ", " | ");
    let text = if figures.owed == 0 { text } else { format!("{text}{dot}{share}") };
    let used = pen.text(area.x, area.y, area.width, &text, pen.theme.strong());
    let mean = figures.mean().map(|mean| percent_text(pen, Some(mean)));
    let mean = mean.map(|percent| say(pen, "dash-mean-short", &[("percent", Arg::from(&percent))]));
    let mean = mean.unwrap_or_default();
    let right = width_of(&mean);
    if used + right + 2 <= area.width {
        pen.right(area.right() - right, area.y, right, &mean, pen.theme.dim());
        let room = area.width - used - right;
        if room > 8 {
            bars::stacked(pen, area.x + used + 2, area.y, room - 4, figures, 0);
        }
    }
}

/// Draws figures above the bar, and the rules under it.
fn in_lines(pen: &mut Pen<'_>, board: &Board<'_>, area: Rect, figures: &DashboardFigures, lines: u16) {
    let strong = pen.theme.strong();
    let (share, mean) = (percent_text(pen, figures.share()), percent_text(pen, figures.mean()));
    let used = pen.text(area.x, area.y, area.width, &done(pen, figures), strong);
    if figures.owed == 0 {
        return;
    }
    let right =
        if lines > 2 { String::new() } else { say(pen, "dash-mean-short", &[("percent", Arg::from(&mean))]) };
    let right = if right.is_empty() { share.clone() } else { format!("{share}  {right}") };
    let wanted = width_of(&right);
    if used + wanted < area.width {
        pen.right(area.right() - wanted, area.y, wanted, &right, strong);
    }
    if let Some(sum) = same_unit(pen, board) {
        let room = area.width.saturating_sub(used + wanted + 4);
        if width_of(&sum) <= room {
            pen.text(area.x + used + 2, area.y, room, &sum, pen.theme.dim());
        }
    }
    bars::stacked(pen, area.x, area.y + 1, area.width, figures, 0);
    if lines > 2 {
        let mut text = say(pen, "dash-share", &[("percent", Arg::from(&share))]);
        if figures.mean().is_some() {
            text.push_str(pen.theme.sign(" · ", " | "));
            text.push_str(&say(pen, "dash-mean", &[("percent", Arg::from(&mean))]));
        }
        pen.text(area.x, area.y + 2, area.width, &text, pen.theme.dim());
    }
}

/// The sums of facts and targets, where they are meaningful.
fn same_unit(pen: &Pen<'_>, board: &Board<'_>) -> Option<String> {
    let tally = board.total;
    let unit = tally.units.keys().next().filter(|_| tally.adds_up())?;
    let percent = pen.l10n.percent(tally.weighted()?);
    let [fact, target] = [tally.fact_sum_on_targets, tally.target_sum].map(|sum| pen.l10n.sum(sum));
    Some(say(
        pen,
        "dash-weighted",
        &[
            ("percent", Arg::from(&percent)),
            ("fact", Arg::from(&fact)),
            ("target", Arg::from(&target)),
            ("unit", Arg::from(unit)),
        ],
    ))
}

/// A count with its sign and its label.
struct Count {
    at: usize,
    column: u16,
    line: u16,
    sign: String,
    style: Style,
    label: String,
    number: String,
    none: bool,
}

impl Count {
    /// So many cells it wants: the sign, the label, the number, and a gap between each two.
    fn width(&self) -> u16 {
        2 + width_of(&self.label) + 1 + width_of(&self.number)
    }
}

/// Draws the counts in columns, first those that count towards the percentages. A column is as wide as its labels, and
/// what is left stands between the columns.
fn counts(pen: &mut Pen<'_>, board: &Board<'_>, area: Rect, figures: &DashboardFigures, shape: &Shape) {
    if shape.rows == 0 {
        return;
    }
    let shown = board.rows(Panel::Headline, shape.columns * shape.rows);
    let all: Vec<Count> = shown
        .filter_map(|(at, place)| {
            let row = CountRow::ALL.get(at)?;
            let (sign, style, label, number) = count_of(pen, board, figures, *row);
            let text = pen.l10n.count(usize::try_from(number).unwrap_or(usize::MAX));
            let (column, line) = (place / shape.rows, place % shape.rows);
            Some(Count { at, column, line, sign, style, label, number: text, none: number == 0 })
        })
        .collect();
    let wanted =
        |column: u16| all.iter().filter(|count| count.column == column).map(Count::width).max().unwrap_or(0);
    let gaps = shape.columns.saturating_sub(1);
    let widths: Vec<u16> = (0..shape.columns).map(wanted).collect();
    let spare = area.width.checked_sub(widths.iter().sum::<u16>() + gaps);
    let gap = spare.map_or(1, |spare| (1 + spare / gaps.max(1)).min(4));
    let equal = (area.width / shape.columns).saturating_sub(1);
    for count in &all {
        let before = widths.iter().take(usize::from(count.column));
        let (x, width) = match spare {
            Some(_) => {
                (before.map(|width| width + gap).sum(), widths.get(usize::from(count.column)).copied())
            }
            None => (count.column * (equal + 1), None),
        };
        let cell = Rect::new(area.x + x, area.y + shape.lines + count.line, width.unwrap_or(equal), 1);
        draw_count(pen, count, cell);
        board.mark(pen, Panel::Headline, count.at, cell);
    }
}

fn draw_count(pen: &mut Pen<'_>, count: &Count, cell: Rect) {
    let dim = pen.theme.dim();
    let (own, plain) = if count.none { (dim, dim) } else { (count.style, Style::new()) };
    pen.text(cell.x, cell.y, cell.width, &count.sign, own);
    let room = cell.width.saturating_sub(width_of(&count.number) + 3);
    pen.text(cell.x + 2, cell.y, room, &count.label, plain);
    pen.right(cell.x, cell.y, cell.width, &count.number, own);
}

/// The sign of a count with its style, its label and its number.
fn count_of(
    pen: &Pen<'_>,
    board: &Board<'_>,
    figures: &DashboardFigures,
    row: CountRow,
) -> (String, Style, String, u32) {
    let (sign, style, label, number) = match row {
        CountRow::Status(status) => {
            let glyph = pen.theme.glyph(status).to_string();
            let label = pen.l10n.status(status);
            return (glyph, pen.theme.status(status), label, figures.count(status));
        }
        CountRow::Notes => (note_sign(pen), pen.theme.warning(), "dash-count-notes", figures.notes),
        CountRow::Overdue => (overdue_sign(pen), pen.theme.wrong(), "dash-count-overdue", figures.overdue),
        CountRow::Doubts => {
            (pen.theme.sign("?", "D"), pen.theme.warning(), "dash-count-doubts", board.state.doubts)
        }
    };
    (sign.to_owned(), style, say(pen, label, &[]), number)
}
