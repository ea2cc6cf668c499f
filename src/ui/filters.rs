//! Draws the list of saved filters.

use ratatui::{layout::Rect, style::Style};

use super::{Pen, boxes::foot_box, pen::wrap};
use crate::{
    app::{Model, layer::Filters},
    l10n::Arg,
};

/// The number of lines below the list.
const DETAILS: u16 = 2;
/// The maximal number of rows without scrolling.
const SHOWN: u16 = 12;
/// The column for the names.
const NAME: u16 = 30;

/// Draws it over the bottom of the body.
pub fn draw(pen: &mut Pen<'_>, model: &Model, list: &Filters, body: Rect) {
    let filters = &model.shared.filters;
    let heading = pen.l10n.msg_with("filters-heading", &[("count", Arg::from(filters.len()))]);
    let len = list.len(&model.shared);
    let rows = u16::try_from(len).unwrap_or(u16::MAX).clamp(1, SHOWN);
    let inner = foot_box(pen, body, rows + DETAILS + 2, &heading);
    let area = Rect { height: inner.height.saturating_sub(DETAILS), ..inner };
    let top = list.at.saturating_sub(usize::from(area.height.saturating_sub(1)));
    for (at, y) in (top..len).zip(area.y..area.bottom()) {
        let is_here = at == list.at.min(len.saturating_sub(1));
        if is_here {
            pen.mark_row(area.x, y);
        }
        let style = if is_here { pen.theme.cursor() } else { Style::new() };
        let (x, width) = (area.x + 2, area.width.saturating_sub(2));
        match filters.get(at) {
            Some(saved) => {
                let name = NAME.min(width / 2);
                // The digit that chooses it.
                let digit = if at < 9 { (at + 1).to_string() } else { String::new() };
                pen.text(x, y, 2, &digit, pen.theme.key());
                pen.text(x + 2, y, name.saturating_sub(3), &saved.name, style);
                pen.text(x + name, y, width.saturating_sub(name), &saved.query, pen.theme.dim());
            }
            None => {
                let query = list.current.as_deref().unwrap_or_default();
                let save = pen.l10n.msg_with("filters-save", &[("query", Arg::Text(query))]);
                pen.text(x, y, width, &save, style);
            }
        }
    }
    let help = if len == 0 { "filter-none-saved" } else { "filters-help" };
    let help = pen.l10n.msg(help).into_owned();
    for (line, y) in wrap(&help, inner.width).iter().zip(area.bottom()..inner.bottom()) {
        pen.text(inner.x, y, inner.width, line, pen.theme.dim());
    }
}
