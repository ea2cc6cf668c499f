//! Draws the lines below the rows of fact entry: the preview of the entry, the current value, the grammar of entries.

use ratatui::{layout::Rect, style::Style};
use unicode_width::UnicodeWidthStr as _;

use super::Pen;
use crate::{
    app::{
        Model,
        facts::{FactRow, Facts, Field, Part, row_assessment},
        grid::{cell::CellEdit, rows},
    },
    domain::{Plan, entry::EntryFault},
    l10n::Arg,
    ui::{chrome, pen::wrap, values},
};

/// The least width of the value of the previous quarter, so that what stands before it mostly keeps its place.
const PREVIOUS: u16 = 18;

/// How many rows a note takes while it is typed, instead of the other lines.
const NOTE_ROWS: u16 = 3;

/// The width of a row of a note while it is typed.
pub const fn note_width(area: Rect) -> u16 {
    area.width.saturating_sub(5)
}

/// Draws the rest of the title, and the preview of the entry or the current value.
pub fn draw(pen: &mut Pen<'_>, model: &Model, plan: &Plan, row: FactRow, (area, title): (Rect, &str)) {
    let heading = heading(pen, model, plan, row);
    pen.rule(area.x, area.y, area.width, &heading);
    let (x, width) = (area.x + 1, area.width.saturating_sub(2));
    pen.text(x, area.y + 1, width, title, Style::new());
    indicator_line(pen, model, plan, row, (x, area.y + 2, width));
    // How many of the lines below the entry it takes.
    let mut below = 0;
    match (&model.screens.facts.edit, model.screens.facts.field) {
        (Some(edit), Field::Note) => {
            let style = Style::new();
            pen.text(x, area.y + 3, 2, pen.theme.sign("✎", "*"), pen.theme.dim());
            let below = area.bottom().saturating_sub(area.y + 3);
            let field = Rect::new(x + 2, area.y + 3, width.saturating_sub(2), below.min(NOTE_ROWS));
            let rows = Pen::folded_rows(&edit.line, field.width);
            pen.folded(Rect { height: rows.min(field.height), ..field }, &edit.line, style);
            if rows > 1 {
                return;
            }
        }
        (Some(edit), _) => below = live(pen, model, edit, (x, area.y + 3, width)),
        (None, _) => standing(pen, model, plan, row, (x, area.y + 3, width)),
    }
    let divided = row.indicator().map(|id| rows::facts_divided(plan, id, model.shared.quarter));
    match divided
        .and_then(|division| values::division(pen.l10n, division))
        .filter(|_| has_parts(model, plan, row))
    {
        _ if below > 0 => {}
        Some(said) => {
            pen.text(x, area.y + 4, width, &said, Style::new());
        }
        None => evidence_count(pen, model, plan, row, (x, area.y + 4, width)),
    }
    if below > 1 {
        return;
    }
    let total = Facts::control_total(&model.shared);
    let id = if total.sum.left_out() == 0 { "facts-control-total" } else { "facts-control-total-without" };
    let sum = pen.l10n.sum(total.sum);
    let text = pen.l10n.msg_with(id, &[("count", Arg::from(total.entered)), ("sum", Arg::Text(&sum))]);
    let dim = pen.theme.dim();
    pen.text(x, area.y + 5, width, &text, dim);
}

/// The name of the field, or of the performer of a part.
fn heading(pen: &Pen<'_>, model: &Model, plan: &Plan, row: FactRow) -> String {
    let id = match model.screens.facts.field {
        Field::Note => "facts-note",
        Field::Evidence => "facts-evidence",
        Field::Fact | Field::Quarter(_) | Field::Year => "facts-entry",
    };
    match row.who().and_then(|who| plan.performer(who)) {
        Some(performer) => pen.l10n.msg_with("part-heading", &[("name", Arg::Text(&performer.name))]),
        None => pen.l10n.msg(id).into_owned(),
    }
}

/// Whether the fact has parts, or the row is expanded.
fn has_parts(model: &Model, plan: &Plan, row: FactRow) -> bool {
    let opened = model.screens.facts.opened == Some((row.measure, row.subject));
    let of = |id| plan.facts(id).any(|(quarter, who, _)| quarter == model.shared.quarter && who.is_some());
    opened || row.indicator().is_some_and(of)
}

/// Draws the indicator with its comparator and aggregation, and the value of the previous quarter.
fn indicator_line(
    pen: &mut Pen<'_>,
    model: &Model,
    plan: &Plan,
    row: FactRow,
    (x, y, width): (u16, u16, u16),
) {
    let Some((id, indicator)) = row.indicator().and_then(|id| Some((id, plan.indicator(id)?))) else {
        return;
    };
    let before = model.shared.quarter.previous();
    // Where it has a column, it is not repeated.
    let has_columns = width + 2 >= super::table::WITH_THE_PAST;
    let fact = plan.fact(id, before, row.who()).filter(|fact| fact.is_reported() && !has_columns);
    let said = fact.map(|fact| {
        let value = values::fact(pen.l10n, &fact.value, &fact.raw);
        let quarter = pen.l10n.quarter_short(before);
        pen.l10n.msg_with("facts-previous", &[("quarter", Arg::Text(&quarter)), ("value", Arg::Text(&value))])
    });
    let said = said.unwrap_or_default();
    let right = u16::try_from(said.chars().count()).unwrap_or(0).max(PREVIOUS).min(width / 2);
    let room = width.saturating_sub(right + 2);
    let text = values::aligned_rule(pen, indicator, room);
    pen.text(x, y, room, &text, Style::new());
    pen.right(x + width.saturating_sub(right), y, right, &said, Style::new());
}

/// Draws `=4+2 → 6 · 60 % · ◐ partial` and what is uncertain about it, or why the text cannot be read yet. Returns how
/// many lines below it takes.
fn live(pen: &mut Pen<'_>, model: &Model, edit: &CellEdit, (x, y, width): (u16, u16, u16)) -> u16 {
    let Some(preview) = model.screens.facts.preview(&model.shared) else { return 0 };
    let typed = edit.line.text();
    if let Some(fault) = preview.fault {
        let unfinished = fault == EntryFault::NotAnExpression && !edit.invalid;
        let style = if unfinished { pen.theme.dim() } else { pen.theme.warning() };
        let said = pen.l10n.entry_fault(fault);
        let head = format!("{typed}  {}", pen.theme.sign("→", "->"));
        let used = pen.text(x, y, width, &head, style);
        return beside(pen, (x, y, width), used, &format!(" {said}"), style);
    }
    let Some(value) = preview.value else { return 0 };
    let shown = values::fact(pen.l10n, &value, typed);
    let status =
        preview.status.map(|status| format!("  {} {}", pen.theme.glyph(status), pen.l10n.status(status)));
    let percent = preview.percent.map(|p| format!("  {}", pen.l10n.percent(p))).unwrap_or_default();
    let style = preview.status.map_or_else(Style::new, |status| pen.theme.status_text(status));
    let text =
        format!("{typed}  {} {shown}{percent}{}", pen.theme.sign("→", "->"), status.unwrap_or_default());
    let used = pen.text(x, y, width, &text, style);
    let Some(doubt) = &preview.doubt else { return 0 };
    let said = format!("  {}", chrome::words(pen, doubt));
    let style = pen.theme.warning();
    beside(pen, (x, y, width), used, &said, style)
}

/// Draws a text behind what is on its line already, or in the two lines below, where it is not cut off. Returns how
/// many lines below it takes.
fn beside(pen: &mut Pen<'_>, (x, y, width): (u16, u16, u16), used: u16, text: &str, style: Style) -> u16 {
    if text.width() <= usize::from(width.saturating_sub(used)) {
        pen.text(x + used, y, width.saturating_sub(used), text, style);
        return 0;
    }
    let lines = wrap(text.trim_start(), width);
    let mut below = 0;
    for line in lines.iter().take(2) {
        below += 1;
        pen.text(x, y + below, width, line, style);
    }
    below
}

fn standing(pen: &mut Pen<'_>, model: &Model, plan: &Plan, row: FactRow, (x, y, width): (u16, u16, u16)) {
    let (status, assessment) = row_assessment(plan, &row, model.shared.quarter);
    let said = pen.l10n.status(status);
    let indicator = row.indicator().and_then(|id| plan.indicator(id));
    let target = values::planned(pen, assessment.as_ref(), indicator);
    let planned = if target.is_empty() {
        String::new()
    } else {
        format!("{} {target}  ", pen.l10n.msg("column-target"))
    };
    let style = pen.theme.status_text(status);
    let used = pen.text(x, y, width, &format!("{planned}{} {said}  ", pen.theme.glyph(status)), style);
    let note = model.screens.facts.fact_at_cursor(&model.shared).map(|fact| fact.note).unwrap_or_default();
    let owed = assessment.is_some_and(|assessment| assessment.owes_note(model.shared.today));
    let owed = owed && row.part == Part::Whole;
    let left = width.saturating_sub(used);
    if !note.is_empty() {
        let note = format!("{} {note}", pen.theme.sign("✎", "*"));
        pen.text(x + used, y, left, &note, Style::new());
    } else if owed {
        let owed = pen.l10n.msg("detail-note-owed").into_owned();
        pen.text(x + used, y, left, &owed, pen.theme.warning());
    }
}

fn evidence_count(
    pen: &mut Pen<'_>,
    model: &Model,
    plan: &Plan,
    row: FactRow,
    (x, y, width): (u16, u16, u16),
) {
    let here = plan.evidence_of(row.measure).map(|(_, e)| e);
    let here = here.filter(|e| plan.evidence_quarter(e) == Some(model.shared.quarter));
    let (items, count) =
        here.fold((0usize, 0u32), |(items, count), e| (items + 1, count + e.count_for(row.measure)));
    let text = if items == 0 {
        pen.l10n.msg("facts-no-evidence").into_owned()
    } else {
        let args = [("count", Arg::from(items)), ("sum", Arg::Count(u64::from(count)))];
        pen.l10n.msg_with("facts-evidence-count", &args)
    };
    let dim = pen.theme.dim();
    pen.text(x, y, width, &text, dim);
}

/// Draws the grammar of entries, if there is room.
pub fn draw_grammar(pen: &mut Pen<'_>, area: Rect) {
    let heading = pen.l10n.msg("facts-grammar").into_owned();
    pen.rule(area.x, area.y, area.width, &heading);
    for (line, id) in [
        "grammar-number",
        "grammar-as-planned",
        "grammar-relative",
        "grammar-no-occasion",
        "grammar-note",
        "grammar-clear",
    ]
    .iter()
    .enumerate()
    {
        let text = pen.l10n.msg(id).into_owned();
        let y = area.y + 1 + u16::try_from(line).unwrap_or(0);
        let dim = pen.theme.dim();
        pen.text(area.x + 1, y, area.width.saturating_sub(2), &text, dim);
    }
}
