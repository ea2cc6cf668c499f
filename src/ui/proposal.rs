//! Draws the preview of many small changes: number, old → new, title.

use ratatui::{layout::Rect, style::Style};
use unicode_width::UnicodeWidthStr as _;

use super::{Pen, boxes::foot_box};
use crate::{app::layer::Proposal, l10n::Arg};

/// The lines besides the list: the frame, and what Enter does.
const AROUND: u16 = 3;

fn height(proposal: &Proposal, body: Rect) -> u16 {
    u16::try_from(proposal.lines.len()).unwrap_or(u16::MAX).saturating_add(AROUND).min(body.height)
}

/// Sets how many rows the preview shows.
pub fn prepare(proposal: &mut Proposal, body: Rect) {
    let rows = height(proposal, body).saturating_sub(AROUND);
    proposal.cursor.set_height(usize::from(rows), proposal.lines.len());
}

/// Draws it over the bottom of the body.
pub fn draw(pen: &mut Pen<'_>, proposal: &Proposal, body: Rect) {
    let count = [("count", Arg::from(proposal.lines.len()))];
    let heading = pen.l10n.msg_with(proposal.heading, &count);
    let inner = foot_box(pen, body, height(proposal, body), &heading);
    let widest = |of: fn(&crate::app::layer::ProposedLine) -> &str| {
        let cells = proposal.lines.iter().map(|line| of(line).width()).max().unwrap_or(0);
        u16::try_from(cells).unwrap_or(u16::MAX).min(inner.width / 4)
    };
    let (old, new) = (widest(|line| &line.old), widest(|line| &line.new));
    let last = inner.bottom().saturating_sub(1);
    for (at, y) in proposal.cursor.shown(proposal.lines.len()).zip(inner.y..last) {
        let Some(line) = proposal.lines.get(at) else { continue };
        if at == proposal.cursor.at {
            pen.mark_row(inner.x, y);
        }
        let mut x = inner.x + 2;
        pen.text(x, y, old, &line.old, pen.theme.dim());
        x += old + 1;
        pen.text(x, y, 1, pen.theme.sign("→", ">"), pen.theme.dim());
        x += 2;
        pen.text(x, y, new, &line.new, pen.theme.strong());
        x += new + 2;
        pen.text(x, y, inner.right().saturating_sub(x), &line.title, Style::new());
    }
    let help = pen.l10n.msg("proposal-help").into_owned();
    pen.text(inner.x, last, inner.width, &help, pen.theme.dim());
}
