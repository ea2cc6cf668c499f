//! Draws a conflict: both versions of each record side by side, and the choices of the digits.

use ratatui::{layout::Rect, style::Style};

use super::{Pen, boxes::foot_box};
use crate::{
    app::{
        Model,
        layer::{
            Conflict,
            conflict::{Offer, Side, Take},
        },
    },
    domain::{Plan, RecordKey, Subject},
};

/// The versions, with the messages over their columns.
const SIDES: [&str; 3] = ["conflict-mine", "conflict-theirs", "conflict-before"];

/// Draws it over the bottom of the body.
pub fn draw(pen: &mut Pen<'_>, model: &Model, conflict: &Conflict, body: Rect) {
    let heading = pen.l10n.msg("conflict-heading").into_owned();
    let subject = &conflict.change.summary.subject;
    let heading = if subject.is_empty() { heading } else { format!("{heading} · {subject}") };
    let several = conflict.found.len() > 1;
    let rows = if several { u16::try_from(conflict.found.len()).unwrap_or(u16::MAX).min(8) } else { 0 };
    let inner = foot_box(pen, body, rows.saturating_add(8), &heading);
    if several {
        draw_list(pen, model, conflict, Rect { height: rows.min(inner.height), ..inner });
    }
    let rest =
        Rect { y: inner.y + rows.min(inner.height), height: inner.height.saturating_sub(rows), ..inner };
    draw_sides(pen, model, conflict, rest);
    let lines = [pen.l10n.msg("conflict-help").into_owned(), offers(pen, conflict)];
    for (text, y) in lines.iter().zip(inner.bottom().saturating_sub(2)..inner.bottom()) {
        let warning = pen.theme.warning();
        pen.text(inner.x, y, inner.width, text, warning);
    }
}

/// Draws the list of records, each with its choice.
fn draw_list(pen: &mut Pen<'_>, model: &Model, conflict: &Conflict, area: Rect) {
    let top = (conflict.at + 1).saturating_sub(usize::from(area.height));
    let records = conflict.found.iter().zip(&conflict.chosen).enumerate().skip(top);
    for ((at, (found, chosen)), y) in records.zip(area.y..area.bottom()) {
        let selected = at == conflict.at;
        let style = match (selected, chosen) {
            (true, _) => pen.theme.cursor(),
            (false, Some(_)) => pen.theme.dim(),
            (false, None) => Style::new(),
        };
        if selected {
            let strong = pen.theme.strong();
            pen.text(area.x, y, 1, pen.theme.sign("▌", ">"), strong);
        }
        let name = model.shared.plan.as_ref().map(|plan| name(pen, plan, &found.key)).unwrap_or_default();
        let [mine, theirs, _] = conflict.sides(at);
        let [mine, theirs] = [mine, theirs].map(|side| short(pen, model, &found.key, &side));
        let text = format!("{name}  {mine}  {theirs}");
        let chosen = chosen.map(|pick| pen.l10n.msg(word(pick)).into_owned()).unwrap_or_default();
        let width = area.width.saturating_sub(14);
        pen.text(area.x + 2, y, width, &text, style);
        let key = pen.theme.key();
        pen.right(area.x + 2 + width, y, 11, &chosen, key);
    }
}

/// Draws this user's version, the other one and the original of the record under the cursor.
fn draw_sides(pen: &mut Pen<'_>, model: &Model, conflict: &Conflict, area: Rect) {
    let Some(found) = conflict.found.get(conflict.at) else { return };
    let width = area.width / 3;
    let theirs = conflict.by.get(conflict.at).map_or("", String::as_str);
    let who = [conflict.change.author.as_str(), theirs, ""];
    let last = area.bottom().saturating_sub(2).max(area.y);
    let columns = conflict.sides(conflict.at).into_iter().zip(who).zip(SIDES);
    for (at, ((side, who), label)) in (0..).zip(columns) {
        let x = area.x + at * width;
        let note = if side.note.is_empty() { String::new() } else { format!("«{}»", side.note) };
        let label = pen.l10n.msg(label).into_owned();
        let (dim, strong) = (pen.theme.dim(), pen.theme.strong());
        let value = short(pen, model, &found.key, &side);
        let lines = [(label, dim), (value, strong), (note, Style::new()), (who.to_owned(), dim)];
        for ((text, style), y) in lines.iter().zip(area.y..last) {
            pen.text(x, y, width.saturating_sub(1), text, *style);
        }
    }
}

/// A value, a target with its comparator, or a dash where there is none.
fn short(pen: &Pen<'_>, model: &Model, key: &RecordKey, side: &Side) -> String {
    let indicator = match key {
        RecordKey::Target(id, ..) => model.shared.plan.as_ref().and_then(|plan| plan.indicator(*id)),
        _ => None,
    };
    match (&side.target, indicator) {
        _ if side.value.is_empty() => "–".to_owned(),
        (Some(target), Some(indicator)) => pen.l10n.compared(indicator.comparator, target, &side.value),
        _ => side.value.clone(),
    }
}

/// The choices behind the digits.
fn offers(pen: &Pen<'_>, conflict: &Conflict) -> String {
    let offer = |(at, offer): (usize, Offer)| {
        let id = match offer {
            Offer::One(pick) => word(pick),
            Offer::All(Take::Theirs) => "conflict-all-theirs",
            Offer::All(_) => "conflict-all-mine",
        };
        format!("{} {}", at + 1, pen.l10n.msg(id))
    };
    let all: Vec<String> = conflict.options().into_iter().enumerate().map(offer).collect();
    all.join(" · ")
}

const fn word(pick: Take) -> &'static str {
    match pick {
        Take::Mine => "conflict-take-mine",
        Take::Theirs => "conflict-take-theirs",
        Take::MyValue => "conflict-take-my-value",
    }
}

/// The name of a record: the address of its subject.
fn name(pen: &Pen<'_>, plan: &Plan, key: &RecordKey) -> String {
    match key {
        RecordKey::Fact(id, _, who) | RecordKey::Target(id, _, who) => {
            let address = plan.subject_address(Subject::Indicator(*id));
            match who.and_then(|who| plan.performer(who)) {
                Some(performer) => format!("{address} {}", performer.name),
                None => address,
            }
        }
        RecordKey::Node(id) => plan.address(*id),
        RecordKey::Indicator(id) => plan.subject_address(Subject::Indicator(*id)),
        RecordKey::Evidence(_) => pen.l10n.msg("conflict-evidence").into_owned(),
        RecordKey::Accepted(_, subject, _)
        | RecordKey::Decision(subject, _)
        | RecordKey::Flag(subject, _) => plan.subject_address(*subject),
        RecordKey::Header
        | RecordKey::Performer(_)
        | RecordKey::Doubt(_)
        | RecordKey::Closing(_)
        | RecordKey::Role(_) => pen.l10n.msg("import-the-plan").into_owned(),
    }
}
