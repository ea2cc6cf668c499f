//! Draws the list of people who are present, and where.

use ratatui::{layout::Rect, style::Style};

use super::{Pen, boxes::foot_box};
use crate::{
    app::{Model, msg::Neighbour},
    l10n::Arg,
};

/// Windows without input for this long are shown as idle.
const IDLE: i64 = 5 * 60_000;

/// Draws the list over the bottom of the body.
pub fn draw(pen: &mut Pen<'_>, model: &Model, body: Rect) {
    let people = &model.shared.people;
    let heading = pen.l10n.msg_with("people-heading", &[("count", Arg::from(people.len().max(1)))]);
    let rows = u16::try_from(people.len()).unwrap_or(u16::MAX).clamp(1, 12);
    let inner = foot_box(pen, body, rows.saturating_add(2), &heading);
    pen.caret = Some(inner.as_position());
    if people.len() < 2 {
        let alone = pen.l10n.msg("people-alone").into_owned();
        pen.text(inner.x, inner.y, inner.width, &alone, Style::new());
        return;
    }
    for (person, y) in people.iter().zip(inner.y..inner.bottom()) {
        draw_row(pen, model, person, Rect { y, height: 1, ..inner });
    }
}

fn draw_row(pen: &mut Pen<'_>, model: &Model, person: &Neighbour, area: Rect) {
    let [name, place, from] = [area.width / 4, area.width / 2, area.width / 4];
    let who = if person.is_own {
        pen.l10n.msg_with("people-you", &[("name", (&person.name).into())])
    } else {
        person.name.clone()
    };
    let screen = pen.l10n.msg(person.screen).into_owned();
    let is_here = model.shared.plan.as_ref().is_some_and(|plan| plan.header().slug == person.slug);
    let plan = if is_here { String::new() } else { person.slug.clone() };
    let parts = [screen, plan, person.row.clone()];
    let mut at = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    if person.is_typing {
        at = pen.l10n.msg_with("people-typing", &[("place", (&at).into())]);
    }
    let idle = person.idle >= IDLE;
    let tail = if idle {
        let minutes = u64::try_from(person.idle / 60_000).unwrap_or_default();
        pen.l10n.msg_with("people-idle", &[("count", Arg::Count(minutes))])
    } else {
        person.from.clone()
    };
    let (strong, dim) = (pen.theme.strong(), pen.theme.dim());
    pen.text(area.x, area.y, name.saturating_sub(1), &who, if idle { dim } else { strong });
    pen.text(area.x + name, area.y, place.saturating_sub(1), &at, if idle { dim } else { Style::new() });
    pen.text(area.x + name + place, area.y, from, &tail, dim);
}
