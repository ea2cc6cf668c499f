//! Draws the text of an empty screen: why it is empty, and which key leads on.

use ratatui::{
    layout::{Position, Rect},
    style::Style,
};

use super::{Pen, pen::wrap};
use crate::{
    app::Model,
    keymap::{Action, Atoms, Context, help},
    l10n::Arg,
};

/// The action that leads on from an empty screen, and its context if it is that of another screen.
const fn way_on(id: &str) -> (Action, Option<Context>) {
    match id.as_bytes() {
        b"empty-outline" => (Action::NewAfter, None),
        b"empty-evidence" => (Action::AddEvidence, None),
        b"empty-queue" => (Action::ToggleQueue, None),
        b"empty-debts-open" | b"empty-findings-open" => (Action::ToggleOpen, None),
        b"empty-findings" => (Action::CloseQuarter, None),
        b"empty-findings-filtered" | b"filter-nothing" => (Action::Cancel, None),
        b"empty-history-quarter" => (Action::HistorySpan, None),
        b"empty-performers" => (Action::EditPerformer, Some(Context::Outline)),
        b"empty-plans-archived" => (Action::ToggleArchived, None),
        b"empty-figures" => (Action::NextBreakdown, None),
        b"report-too-large" => (Action::NextForm, None),
        _ => (Action::GotoOutline, None),
    }
}

/// An area without its first line.
pub fn under_a_line(area: Rect) -> Rect {
    let height = area.height.saturating_sub(1);
    Rect { y: area.bottom() - height, height, ..area }
}

/// Draws the text at the top of an area; its argument `keys` has the keys that lead on.
pub fn draw(pen: &mut Pen<'_>, model: &Model, area: Rect, id: &str) {
    draw_with(pen, model, area, id, &[]);
}

/// As [`draw`], with further arguments of the text.
pub fn draw_with(pen: &mut Pen<'_>, model: &Model, area: Rect, id: &str, more: &[(&str, Arg<'_>)]) {
    let (action, context) = way_on(id);
    let context = context.unwrap_or_else(|| model.screen_context());
    let hints = help::hints(&model.shared.keymap, context, Atoms::NONE, &[action]);
    let keys = hints.into_iter().next().map(|(keys, _)| keys).unwrap_or_default();
    let text = pen.l10n.msg_with(id, &[&[("keys", Arg::Text(&keys))], more].concat());
    let width = area.width.saturating_sub(4);
    for (y, line) in (area.y..area.bottom()).zip(wrap(&text, width)) {
        pen.text(2, y, width, &line, Style::new());
    }
    pen.caret = pen.caret.or(Some(Position::new(2, area.y)));
}
