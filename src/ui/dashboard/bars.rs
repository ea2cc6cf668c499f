//! Draws bars: stacked shares, facts against targets, columns, shades. Every part has a sign of its own.

use ratatui::{layout::Rect, style::Style};

use super::{super::Pen, figures::DashboardFigures, panel::width_of};
use crate::domain::{Ratio, Status};

/// The signs of the parts of a stacked bar, and the statuses whose colours they get.
const PARTS: [(&str, &str, Status); 4] = [
    ("█", "#", Status::Met),
    ("▒", "=", Status::Partial),
    ("░", "-", Status::NotStarted),
    ("·", ".", Status::NotReported),
];

/// The messages of the same parts.
const PART_WORDS: [&str; 4] =
    ["dash-legend-done", "dash-legend-partial", "dash-legend-not-started", "dash-legend-not-reported"];

/// Blocks of one to eight eighths, from the left and from the bottom.
const LEFT_EIGHTHS: [&str; 8] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"];
const LOWER_EIGHTHS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
const LOWER_ASCII: [&str; 8] = ["_", ".", ":", "-", "=", "+", "*", "#"];

/// Draws the shares done, partial, not started and not reported side by side, and the target's mark at their end.
/// `scale` is the number for the full width.
pub fn stacked(pen: &mut Pen<'_>, x: u16, y: u16, width: u16, figures: &DashboardFigures, scale: u32) {
    let parts = figures.parts();
    let total: u32 = parts.iter().sum();
    if total == 0 || width < 2 {
        return;
    }
    let room = u64::from(width - 1);
    let length = share(room, total, scale.max(total)).max(1);
    let (mut sum, mut drawn) = (0, 0);
    for (count, (sign, ascii, status)) in parts.into_iter().zip(PARTS) {
        sum += count;
        let to = share(length, sum, total);
        let cells = u16::try_from(to - drawn).unwrap_or(0);
        let text = pen.theme.sign(sign, ascii).repeat(usize::from(cells));
        let style = pen.theme.status(status);
        pen.text(x + u16::try_from(drawn).unwrap_or(0), y, cells, &text, style);
        drawn = to;
    }
    let mark = pen.theme.sign("┃", "|");
    pen.text(x + u16::try_from(drawn).unwrap_or(0), y, 1, mark, pen.theme.strong());
}

/// `part` of `whole` in cells, rounded half up; at most `cells`.
fn share(cells: u64, part: u32, whole: u32) -> u64 {
    let whole = u64::from(whole.max(1));
    ((cells * u64::from(part) * 2 + whole) / (whole * 2)).min(cells)
}

/// Draws the legend of stacked bars, in as many lines as necessary.
pub fn legend(pen: &mut Pen<'_>, area: Rect) {
    let (mut x, mut y) = (area.x, area.y);
    let plan = ("┃", "|", Status::NotPlanned);
    for ((sign, ascii, status), word) in
        PARTS.into_iter().chain([plan]).zip(PART_WORDS.into_iter().chain(["dash-legend-plan"]))
    {
        let word = pen.l10n.msg(word);
        let wanted = width_of(&word) + 2;
        if x + wanted > area.right() && x > area.x {
            (x, y) = (area.x, y + 1);
        }
        if x + wanted > area.right() || y >= area.bottom() {
            break;
        }
        let style = pen.theme.status(status);
        pen.text(x, y, 1, pen.theme.sign(sign, ascii), style);
        pen.text(x + 2, y, area.right() - x - 2, &word, pen.theme.dim());
        x += wanted + 2;
    }
}

/// Draws a fact against its target on a scale up to 150 %, with a mark at 100 %.
pub fn bullet(pen: &mut Pen<'_>, x: u16, y: u16, width: u16, ratio: Option<Ratio>, style: Style) {
    let Some(ratio) = ratio.filter(|_| width >= 6) else { return };
    let mark = width * 2 / 3;
    let eighths = ratio.0.max(0).saturating_mul(i128::from(mark) * 8) / Ratio::ONE.0;
    let eighths = u16::try_from(eighths).unwrap_or(u16::MAX).min(width * 8);
    // A value of less than an eighth is drawn in one cell, because it is not zero.
    let begun = eighths.max(u16::from(ratio > Ratio::ZERO));
    let (full, rest) = (begun / 8, usize::from(begun % 8));
    let mut bar = pen.theme.sign("█", "#").repeat(usize::from(full));
    if let Some(end) = rest.checked_sub(1).and_then(|at| LEFT_EIGHTHS.get(at)) {
        bar.push_str(if pen.theme.ascii { "#" } else { end });
    }
    let track = pen.theme.sign("·", ".").repeat(usize::from(mark));
    pen.text(x, y, mark, &track, pen.theme.dim());
    pen.text(x, y, begun.div_ceil(8), &bar, style);
    // The mark covers one cell; the bar continues behind it.
    pen.text(x + mark, y, 1, pen.theme.sign("┃", "|"), pen.theme.strong());
}

/// The sign of a column of one cell for a percentage; zero has a sign too, so that it is no gap.
pub fn column(pen: &Pen<'_>, percent: Option<i128>) -> &'static str {
    let Some(percent) = percent else { return pen.theme.sign("·", " ") };
    let at = usize::try_from((percent.clamp(0, 100) * 7 + 50) / 100).unwrap_or(0);
    let signs = if pen.theme.ascii { LOWER_ASCII } else { LOWER_EIGHTHS };
    signs.get(at).copied().unwrap_or(" ")
}

/// The cell at a height in a column of several cells; `eighths` is the height of the column.
pub fn column_cell(pen: &Pen<'_>, eighths: u64, above: u64) -> Option<&'static str> {
    let left = eighths.checked_sub(above * 8).filter(|left| *left > 0)?;
    let at = usize::try_from(left.min(8) - 1).unwrap_or(0);
    if pen.theme.ascii { Some("#") } else { LOWER_EIGHTHS.get(at).copied() }
}

/// The shade of a percentage, darker for more: below 60, below 80, below 95, from 95.
pub const fn shade(pen: &Pen<'_>, percent: i128) -> (&'static str, Status) {
    match percent {
        ..60 => (pen.theme.sign("░", "."), Status::NotStarted),
        60..80 => (pen.theme.sign("▒", "-"), Status::Partial),
        80..95 => (pen.theme.sign("▓", "="), Status::Met),
        _ => (pen.theme.sign("█", "#"), Status::Met),
    }
}

/// The legend of the shades.
pub fn shade_legend(pen: &Pen<'_>) -> String {
    [("<60", 0), ("60", 60), ("80", 80), ("95", 95)]
        .map(|(label, percent)| format!("{}{label}", shade(pen, percent).0))
        .join(" ")
}
