//! Draws the possible next keys of a chord over the lowest rows: screens first, then the rest.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr as _;

use super::Pen;
use crate::{
    app::Model,
    keymap::{Continuation, help},
};

/// The minimal width of a column: keys in both alphabets and two words.
const COLUMN: u16 = 25;

/// Draws them over the last rows of an area and returns how many rows they take; none if there is room for only one
/// line.
pub fn draw(pen: &mut Pen<'_>, model: &Model, area: Rect) -> u16 {
    let width = area.width.saturating_sub(2);
    let columns = (width / COLUMN).max(1);
    let (screens, others): (Vec<&Continuation>, Vec<&Continuation>) =
        model.chord.continuations.iter().partition(|next| leads_to_a_screen(next));
    let rows_of = |list: &[&Continuation]| rows(list.len(), columns);
    let parted = u16::from(!screens.is_empty() && !others.is_empty());
    let room = area.height.saturating_sub(1);
    let parted = if rows_of(&screens) + parted + rows_of(&others) <= room { parted } else { 0 };
    let needed = rows_of(&screens) + parted + rows_of(&others);
    if needed == 0 || room < 2 {
        return 0;
    }
    let height = needed.min(room);
    let place = Rect { y: area.bottom() - height - 1, height: height + 1, ..area };
    pen.clear(place);
    pen.rule(place.x, place.y, place.width, &begun(model));
    let body = Rect { x: 1, y: place.y + 1, width, height };
    let first = rows_of(&screens).min(height);
    group(pen, model, &screens, columns, Rect { height: first, ..body });
    let next = (first + parted).min(height);
    group(pen, model, &others, columns, Rect { y: body.y + next, height: height - next, ..body });
    place.height
}

/// The keys of the chord so far, followed by dots.
pub fn begun(model: &Model) -> String {
    let (keymap, context) = (&model.shared.keymap, model.context());
    let count = model.chord.resolver.count().map(|n| n.to_string()).unwrap_or_default();
    let pending = model.chord.resolver.pending();
    format!("{count}{} …", help::keys_legend(keymap.layout(), context, pending))
}

fn leads_to_a_screen(next: &Continuation) -> bool {
    next.action.is_some_and(|action| action.id().starts_with("goto-"))
}

fn rows(count: usize, columns: u16) -> u16 {
    u16::try_from(count.div_ceil(usize::from(columns))).unwrap_or(u16::MAX)
}

/// Draws one group, row by row. If it does not fit, the last place shows that there are more.
fn group(pen: &mut Pen<'_>, model: &Model, list: &[&Continuation], columns: u16, area: Rect) {
    let places = usize::from(columns) * usize::from(area.height);
    let width = area.width / columns.max(1);
    for (at, next) in list.iter().enumerate().take(places) {
        let at = u16::try_from(at).unwrap_or(u16::MAX);
        let (x, y) = (area.x + (at % columns) * width, area.y + at / columns);
        if usize::from(at) + 1 == places && list.len() > places {
            pen.text(x, y, width, pen.theme.sign("…", "..."), pen.theme.dim());
            return;
        }
        let keys = help::keys_legend(model.shared.keymap.layout(), model.context(), &[next.key]);
        let used = pen.text(x, y, width, &keys, pen.theme.key());
        let gap = 1 + 4_u16.saturating_sub(u16::try_from(keys.width()).unwrap_or(4));
        let title = match next.action {
            Some(action) => pen.l10n.msg(action.row().title).into_owned(),
            None => "…".to_owned(),
        };
        pen.text(
            x + used + gap,
            y,
            width.saturating_sub(used + gap + 1),
            &title,
            ratatui::style::Style::new(),
        );
    }
}
