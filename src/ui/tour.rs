//! Draws the tour: a box between the screen and the two bottom lines, with the key to press.

use ratatui::{layout::Rect, style::Style};

use super::{Pen, pen::wrap};
use crate::{
    app::{Model, Tour},
    keymap::{Action, Atom, Atoms, help},
    l10n::Arg,
};

/// Its height including the frame.
const HEIGHT: u16 = 6;

/// The minimal height of a screen that has room for it.
const LEAST: u16 = 14;

/// The part of the body above it.
pub fn above(model: &Model, body: Rect) -> Rect {
    let height = if model.tour.is_some() && body.height >= LEAST { HEIGHT } else { 0 };
    Rect { height: body.height - height, ..body }
}

/// Draws it under the rest of the body.
pub fn draw(pen: &mut Pen<'_>, model: &Model, above: Rect) {
    let Some((tour, (step, keys))) = model.tour.zip(model.tour_keys()) else { return };
    let area = Rect { y: above.bottom(), height: HEIGHT, ..above };
    let key = |action| {
        let atoms = Atoms::NONE.with_if(Atom::Tour, true);
        let hints = help::hints(&model.shared.keymap, model.screen_context(), atoms, &[action]);
        hints.into_iter().next().map(|(keys, _)| keys).unwrap_or_default()
    };
    let (skip, leave) = (key(Action::SkipStep), key(Action::LeaveTour));
    let heading = pen.l10n.msg_with(
        "tour-heading",
        &[
            ("at", Arg::from(tour.number())),
            ("of", Arg::from(Tour::LENGTH)),
            ("skip", Arg::Text(&skip)),
            ("leave", Arg::Text(&leave)),
        ],
    );
    let caret = pen.caret;
    pen.clear(area);
    let inner = pen.frame(area, &heading);
    let text = pen.l10n.msg_with(step.message, &[("keys", Arg::Text(&keys))]);
    for (line, y) in wrap(&text, inner.width.saturating_sub(2)).iter().zip(inner.y..inner.bottom()) {
        pen.text(inner.x + 1, y, inner.width.saturating_sub(2), line, Style::new());
    }
    pen.caret = caret;
}
