//! What was changed last, by whomever.

use jiff::Timestamp;
use ratatui::{layout::Rect, style::Style};

use super::{
    super::Pen,
    panel::{Board, empty, inside, outline, say},
};
use crate::domain::Change;

/// Cells for a moment, and for who it was.
const WHEN: u16 = 6;
const WHO: u16 = 14;

/// Draws the panel.
pub fn draw(pen: &mut Pen<'_>, board: &Board<'_>, place: Rect) {
    let heading = say(pen, "dash-latest", &[]);
    outline(pen, place, board.boxes, &heading, "", false);
    let area = inside(place, board.boxes);
    let Some(changes) = board.latest else { return };
    if changes.is_empty() {
        return empty(pen, area, "dash-no-latest");
    }
    let who = if area.width >= 60 { WHO } else { 0 };
    for (change, y) in changes.iter().zip(area.top()..area.bottom()) {
        let moment = when(pen, board, change);
        pen.text(area.x, y, WHEN - 1, &moment, pen.theme.dim());
        pen.text(area.x + WHEN, y, who.saturating_sub(1), &change.author, Style::new());
        let x = area.x + WHEN + who;
        let text = pen.l10n.change_with_note(change, board.plan);
        pen.text(x, y, area.right().saturating_sub(x), &text, Style::new());
    }
}

/// The time of a change of today, the day of another.
fn when(pen: &Pen<'_>, board: &Board<'_>, change: &Change) -> String {
    let moment = Timestamp::from_millisecond(change.at).unwrap_or_default();
    let local = pen.zone.to_datetime(moment);
    if local.date() == board.today { pen.l10n.time(local.time()) } else { pen.l10n.day(local.date()) }
}
