//! Draws the prompt that goes to a place in any plan.

use ratatui::{layout::Rect, style::Style};

use super::{
    Pen,
    picker::{self, Picker},
};
use crate::{
    app::{
        layer::GoTo,
        places::{MOST_LISTED, PlaceHit},
    },
    l10n::Arg,
};

/// The columns for a code, and for the name of a plan.
const CODE: u16 = 12;
const PLAN: u16 = 24;

/// Sets how many rows are shown.
pub fn prepare(prompt: &mut GoTo, body: Rect) {
    prompt.set_height(picker::shown(body));
}

/// Draws it in the middle of the body.
pub fn draw(pen: &mut Pen<'_>, prompt: &GoTo, body: Rect) {
    let l10n = pen.l10n;
    let nothing = match (prompt.is_complete(), prompt.is_waiting()) {
        (true, _) => "go-to-nothing",
        (false, true) => "go-to-searching",
        (false, false) => "go-to-failed",
    };
    let picker = Picker {
        heading: &l10n.msg("go-to-heading"),
        line: &prompt.line,
        cursor: prompt.cursor,
        len: prompt.hits.len(),
        nothing: &l10n.msg(nothing),
        about: &about(pen, prompt),
        width: picker::width(body),
    };
    picker.draw(pen, body, |pen, at, line| {
        if let Some(hit) = prompt.hits.get(at) {
            draw_hit(pen, hit, line, at == prompt.cursor.at);
        }
    });
}

/// How much was found and searched.
fn about(pen: &Pen<'_>, prompt: &GoTo) -> String {
    let count = |number: usize| Arg::from(number);
    let (searched, plans) = prompt.searched;
    let mut told = pen.l10n.msg_with("go-to-found", &[("count", count(prompt.count))]);
    let mut add = |id: &str, args: &[(&str, Arg<'_>)]| {
        told.push_str(" · ");
        told.push_str(&pen.l10n.msg_with(id, args));
    };
    if prompt.count > MOST_LISTED {
        add("go-to-listed", &[("count", count(MOST_LISTED))]);
    }
    if searched < plans {
        add("go-to-searched", &[("count", count(searched)), ("all", count(plans))]);
    }
    if prompt.unread > 0 {
        add("go-to-unread", &[("count", count(prompt.unread))]);
    }
    told
}

fn draw_hit(pen: &mut Pen<'_>, hit: &PlaceHit, line: Rect, selected: bool) {
    let Rect { x, y, width, .. } = line;
    let style = if selected { pen.theme.cursor() } else { Style::new() };
    let plan = PLAN.min(width / 3);
    let is_plan = hit.place.row.is_none();
    let code = if is_plan { 0 } else { CODE.min(width / 4) };
    if !is_plan {
        pen.text(x, y, code.saturating_sub(1), &hit.code, pen.theme.key());
    }
    pen.text(x + code, y, width.saturating_sub(code + plan + 1), &hit.text, style);
    pen.right(x + width - plan, y, plan, &hit.slug, pen.theme.dim());
}
