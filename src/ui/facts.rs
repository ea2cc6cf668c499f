//! Quick fact entry: a row for each indicator, and what the typed entry would give.

use ratatui::{
    layout::{Position, Rect},
    style::Style,
};

use super::{Pen, details, values};
use crate::{
    app::{
        Model,
        facts::{
            FactRow, Facts, Field,
            cell::{CellEdit, ghost},
            row_assessment,
        },
    },
    domain::{FactValue, NodeId, Plan, Status, entry::EntryFault},
    l10n::Arg,
};

/// Where the parts of the screen lie.
struct FactAreas {
    table: Rect,
    entry: Option<Rect>,
    grammar: Option<Rect>,
    details: Option<Rect>,
}

const ENTRY: u16 = 5;
const GRAMMAR: u16 = 7;

fn areas(model: &Model, body: Rect) -> FactAreas {
    let mut table = body;
    let mut take = |height: u16, needs: u16| {
        (table.height >= needs + height).then(|| {
            table.height -= height;
            Rect { y: table.bottom(), height, ..body }
        })
    };
    let details = if model.screens.facts.details { take((body.height / 3).max(6), 8) } else { None };
    let grammar = if body.height >= 30 && !model.screens.facts.details { take(GRAMMAR, 12) } else { None };
    let entry = take(ENTRY, 5);
    // Drawn from the top: table, entry, grammar, details.
    let mut y = table.bottom();
    let mut place = |area: Option<Rect>| {
        area.map(|area| {
            let placed = Rect { y, ..area };
            y += area.height;
            placed
        })
    };
    let entry = place(entry);
    let grammar = place(grammar);
    let details = place(details);
    FactAreas { table, entry, grammar, details }
}

/// Tells the list how many rows it shows.
pub fn prepare(model: &mut Model, body: Rect) {
    let height = usize::from(areas(model, body).table.height.saturating_sub(2));
    model.screens.facts.cursor.set_height(height, model.screens.facts.rows.len());
}

/// Draws the rows, the entry and, where there is room, what may be typed.
pub fn draw(pen: &mut Pen<'_>, model: &Model, body: Rect) {
    let Some(plan) = &model.shared.plan else { return };
    let areas = areas(model, body);
    let Some(row) = model.screens.facts.row() else {
        let id = if model.screens.facts.queue { "notice-all-reported" } else { "empty-outline" };
        let text = pen.l10n.msg(id).into_owned();
        pen.text(2, body.y + 1, body.width.saturating_sub(4), &text, Style::new());
        return;
    };
    let columns = FactColumns::of(areas.table);
    path(pen, model, plan, row, areas.table);
    head(pen, model, &columns, areas.table.y + 1);
    for (line, at) in model.screens.facts.cursor.shown(model.screens.facts.rows.len()).enumerate() {
        let y = areas.table.y + 2 + u16::try_from(line).unwrap_or(u16::MAX);
        if let Some(row) = model.screens.facts.rows.get(at).filter(|_| y < areas.table.bottom()) {
            draw_row(pen, model, plan, row, &columns, (y, at == model.screens.facts.cursor.at));
        }
    }
    if let Some(area) = areas.entry {
        draw_entry(pen, model, plan, row, area);
    }
    if let Some(area) = areas.grammar {
        draw_grammar(pen, area);
    }
    if let Some(area) = areas.details {
        details::draw(pen, model, plan, row.measure, row.indicator(), area);
    }
}

/// The path to the measure under the cursor, and what is still to be reported.
fn path(pen: &mut Pen<'_>, model: &Model, plan: &Plan, row: FactRow, area: Rect) {
    let open = plan.tally(crate::domain::Scope::Plan, model.shared.quarter).map_or(0, |tally| {
        tally.count(Status::NotReported) + tally.count(Status::Conditional) + tally.count(Status::DeedPending)
    });
    let said = pen.l10n.msg_with("facts-open", &[("count", Arg::Count(u64::from(open)))]);
    let queue = if model.screens.facts.queue {
        format!(" · {}", pen.l10n.msg("facts-queue"))
    } else {
        String::new()
    };
    let right = format!(" {said}{queue} ");
    let right_width = u16::try_from(right.chars().count()).unwrap_or(0).min(area.width / 2);
    pen.rule(area.x, area.y, area.width, "");
    let width = area.width.saturating_sub(right_width + 3);
    pen.text(
        area.x + 1,
        area.y,
        width,
        &format!(" {} ", path_text(plan, row.measure, pen.theme.sign(" › ", " > "))),
        pen.theme.strong(),
    );
    let style = if open == 0 { pen.theme.status_text(Status::Met) } else { pen.theme.warning() };
    pen.right(area.right() - right_width, area.y, right_width, &right, style);
}

/// The numbers of what is above a measure, and the name of the nearest.
fn path_text(plan: &Plan, measure: NodeId, glue: &str) -> String {
    let mut codes = Vec::new();
    let mut nearest = String::new();
    for node in plan.ancestors(measure).filter_map(|id| plan.node(id)) {
        let code = node.code.clone().unwrap_or_default();
        if nearest.is_empty() {
            nearest = format!("{code} {}", node.title).trim().to_owned();
        } else if !code.is_empty() {
            codes.push(code);
        }
    }
    codes.reverse();
    codes.push(nearest);
    codes.join(glue)
}

/// The columns; the title gets what is left.
struct FactColumns {
    code: u16,
    title: u16,
    title_width: u16,
    unit: u16,
    unit_width: u16,
    target: u16,
    fact: u16,
    percent: u16,
    mark: u16,
    previous: u16,
    /// None on a narrow screen.
    previous_width: u16,
    value_width: u16,
}

const CODE: u16 = 10;
const PERCENT: u16 = 6;

impl FactColumns {
    const fn of(area: Rect) -> Self {
        let value_width = if area.width >= 70 { 10 } else { 7 };
        let previous_width = if area.width >= 60 { value_width } else { 0 };
        let previous = area.right().saturating_sub(previous_width);
        let mark = previous.saturating_sub(2);
        let percent = mark.saturating_sub(PERCENT + 1);
        let fact = percent.saturating_sub(value_width + 1);
        let target = fact.saturating_sub(value_width + 1);
        let unit_width = if area.width >= 110 { 14 } else { 0 };
        let unit = target.saturating_sub(unit_width + 1);
        let code = area.x + 3;
        let title = code + CODE;
        let title_width = unit.saturating_sub(title + 1);
        Self {
            code,
            title,
            title_width,
            unit,
            unit_width,
            target,
            fact,
            percent,
            mark,
            previous,
            previous_width,
            value_width,
        }
    }
}

fn head(pen: &mut Pen<'_>, model: &Model, columns: &FactColumns, y: u16) {
    let dim = pen.theme.dim();
    let name = |pen: &Pen<'_>, id: &str| pen.l10n.msg(id).into_owned();
    let [code, title, unit, target, fact] =
        ["column-code", "column-measure", "column-unit", "column-target", "column-fact"]
            .map(|id| name(pen, id));
    pen.text(columns.code, y, CODE - 1, &code, dim);
    pen.text(columns.title, y, columns.title_width, &title, dim);
    pen.text(columns.unit, y, columns.unit_width, &unit, dim);
    pen.right(columns.target, y, columns.value_width, &target, dim);
    pen.right(columns.fact, y, columns.value_width, &fact, dim);
    pen.right(columns.percent, y, PERCENT, "%", dim);
    pen.text(columns.mark, y, 1, pen.theme.sign("✎", "*"), dim);
    let previous = pen.l10n.quarter_of_year(model.shared.quarter.previous());
    pen.right(columns.previous, y, columns.previous_width, &previous, dim);
}

fn draw_row(
    pen: &mut Pen<'_>,
    model: &Model,
    plan: &Plan,
    row: &FactRow,
    columns: &FactColumns,
    (y, selected): (u16, bool),
) {
    let (status, assessment) = row_assessment(plan, row, model.shared.quarter);
    let style = pen.theme.status(status);
    if selected {
        pen.mark_row(columns.code - 3, y);
    }
    let glyph = pen.theme.glyph(status).to_string();
    pen.text(columns.code - 2, y, 1, &glyph, style);
    let address = plan.subject_address(row.subject);
    let plain = if selected { pen.theme.strong() } else { Style::new() };
    pen.text(columns.code, y, CODE - 1, &address, plain);
    let indicator = row.indicator().and_then(|id| plan.indicator(id));
    let title = plan.node(row.measure).map(|n| n.title.as_str()).unwrap_or_default();
    let several = plan.indicators(row.measure).nth(1).is_some();
    let title = match indicator {
        Some(indicator) if several => format!("{} · {title}", indicator.name),
        _ => title.to_owned(),
    };
    pen.text(columns.title, y, columns.title_width, &title, plain);
    let unit = indicator.map(|i| i.unit.clone().unwrap_or_else(|| i.name.clone())).unwrap_or_default();
    let dim = pen.theme.dim();
    pen.text(columns.unit, y, columns.unit_width, &unit, dim);
    let target = assessment.as_ref().and_then(|j| j.target.as_ref());
    let shown = values::target_of(pen.l10n, assessment.as_ref(), pen.theme.sign("Σ", "="));
    pen.right(columns.target, y, columns.value_width, &shown, dim);
    let percent = values::percent(pen.l10n, assessment.as_ref().and_then(|j| j.ratio));
    let fact = row.indicator().and_then(|id| plan.fact(id, model.shared.quarter, None));
    if fact.is_some_and(|f| f.is_reported()) {
        pen.right(columns.percent, y, PERCENT, &percent, style);
    }
    fact_cell(pen, model, fact, ghost(target), columns, (y, selected, style));
    let owed = assessment.as_ref().is_some_and(|j| j.owes_note(model.shared.today));
    mark_cell(pen, model, fact, owed, columns, (y, selected));
    let before = row.indicator().and_then(|id| plan.fact(id, model.shared.quarter.previous(), None));
    let before = before.map(|f| values::fact(pen.l10n, &f.value, &f.raw)).unwrap_or_default();
    pen.right(columns.previous, y, columns.previous_width, &before, dim);
}

/// The fact, the entry that is being typed, or the ghost of the plan under the cursor.
fn fact_cell(
    pen: &mut Pen<'_>,
    model: &Model,
    fact: Option<&crate::domain::Fact>,
    ghost: &str,
    columns: &FactColumns,
    (y, selected, style): (u16, bool, Style),
) {
    let here = selected && model.screens.facts.field == Field::Fact;
    if let Some(edit) = model.screens.facts.edit.as_ref().filter(|_| here) {
        let style = if edit.invalid { pen.theme.wrong() } else { Style::new() };
        pen.tint(Rect::new(columns.fact, y, columns.value_width, 1), pen.theme.cursor());
        pen.line(columns.fact, y, columns.value_width, &edit.line, style.patch(pen.theme.cursor()));
        return;
    }
    let value = fact.map_or(&FactValue::None, |f| &f.value);
    let shown = values::fact(pen.l10n, value, fact.map(|f| f.raw.as_str()).unwrap_or_default());
    if here {
        pen.tint(Rect::new(columns.fact, y, columns.value_width, 1), pen.theme.cursor());
        pen.caret = Some(Position::new(columns.fact + columns.value_width.saturating_sub(1), y));
    }
    if shown.is_empty() && here {
        let ghost_style = pen.theme.dim().patch(pen.theme.cursor());
        pen.right(columns.fact, y, columns.value_width, ghost, ghost_style);
        return;
    }
    let style = if here { style.patch(pen.theme.cursor()) } else { style };
    pen.right(columns.fact, y, columns.value_width, &shown, style);
}

fn mark_cell(
    pen: &mut Pen<'_>,
    model: &Model,
    fact: Option<&crate::domain::Fact>,
    owed: bool,
    columns: &FactColumns,
    (y, selected): (u16, bool),
) {
    let noted = fact.is_some_and(|f| !f.note.is_empty());
    let (sign, style) = match (noted, owed) {
        (true, _) => (pen.theme.sign("✎", "*"), pen.theme.dim()),
        (_, true) => ("!", pen.theme.warning()),
        _ => (" ", Style::new()),
    };
    let here = selected && model.screens.facts.field != Field::Fact;
    let style = if here { style.patch(pen.theme.cursor()) } else { style };
    pen.text(columns.mark, y, 1, sign, style);
    if here {
        // Evidence has no column of its own yet: it stands right of the note.
        let right = u16::from(model.screens.facts.field == Field::Evidence);
        pen.caret = Some(Position::new(columns.mark + right, y));
    }
}

/// The line that shows what the entry would give, or what stands in the row.
fn draw_entry(pen: &mut Pen<'_>, model: &Model, plan: &Plan, row: FactRow, area: Rect) {
    let heading = match model.screens.facts.field {
        Field::Fact => "facts-entry",
        Field::Note => "facts-note",
        Field::Evidence => "facts-evidence",
    };
    let heading = pen.l10n.msg(heading).into_owned();
    pen.rule(area.x, area.y, area.width, &heading);
    let (x, width) = (area.x + 1, area.width.saturating_sub(2));
    let title = plan.node(row.measure).map(|n| n.title.as_str()).unwrap_or_default();
    let name = row.indicator().and_then(|id| plan.indicator(id)).map(|i| i.name.as_str()).unwrap_or_default();
    let what = if name.is_empty() { title.to_owned() } else { format!("{title} · {name}") };
    pen.text(x, area.y + 1, width, &what, Style::new());
    match (&model.screens.facts.edit, model.screens.facts.field) {
        (Some(edit), Field::Note) => {
            let style = Style::new();
            pen.text(x, area.y + 2, 2, pen.theme.sign("✎", "*"), pen.theme.dim());
            pen.line(x + 2, area.y + 2, width.saturating_sub(2), &edit.line, style);
        }
        (Some(edit), _) => live(pen, model, edit, (x, area.y + 2, width)),
        (None, _) => standing(pen, model, plan, row, (x, area.y + 2, width)),
    }
    evidence_count(pen, model, plan, row, (x, area.y + 3, width));
    let total = Facts::control_total(&model.shared);
    let text = pen.l10n.msg_with(
        "facts-control-total",
        &[("count", Arg::from(total.entered)), ("sum", Arg::Text(&pen.l10n.number(total.sum)))],
    );
    let dim = pen.theme.dim();
    pen.text(x, area.y + 4, width, &text, dim);
}

/// `=4+2 → 6 · 60 % · ◐ partial`, or why it means nothing yet.
fn live(pen: &mut Pen<'_>, model: &Model, edit: &CellEdit, (x, y, width): (u16, u16, u16)) {
    let Some(preview) = model.screens.facts.preview(&model.shared) else { return };
    let typed = edit.line.text();
    if let Some(fault) = preview.fault {
        let unfinished = fault == EntryFault::NotAnExpression && !edit.invalid;
        let style = if unfinished { pen.theme.dim() } else { pen.theme.warning() };
        let said = pen.l10n.entry_fault(fault);
        pen.text(x, y, width, &format!("{typed}  {} {said}", pen.theme.sign("→", "->")), style);
        return;
    }
    let Some(value) = preview.value else { return };
    let shown = values::fact(pen.l10n, &value, typed);
    let status =
        preview.status.map(|status| format!("  {} {}", pen.theme.glyph(status), pen.l10n.status(status)));
    let percent = preview.percent.map(|p| format!("  {}", pen.l10n.percent(p))).unwrap_or_default();
    let style = preview.status.map_or_else(Style::new, |status| pen.theme.status_text(status));
    let text =
        format!("{typed}  {} {shown}{percent}{}", pen.theme.sign("→", "->"), status.unwrap_or_default());
    let used = pen.text(x, y, width, &text, style);
    if let Some(doubt) = &preview.doubt {
        let said = format!("  {}", super::chrome::words(pen, doubt));
        pen.text(x + used, y, width.saturating_sub(used), &said, pen.theme.warning());
    }
}

fn standing(pen: &mut Pen<'_>, model: &Model, plan: &Plan, row: FactRow, (x, y, width): (u16, u16, u16)) {
    let (status, assessment) = row_assessment(plan, &row, model.shared.quarter);
    let said = pen.l10n.status(status);
    let target = values::target(pen.l10n, assessment.as_ref().and_then(|j| j.target.as_ref()));
    let planned = if target.is_empty() {
        String::new()
    } else {
        format!("{} {target}  ", pen.l10n.msg("column-target"))
    };
    let style = pen.theme.status_text(status);
    let used = pen.text(x, y, width, &format!("{planned}{} {said}  ", pen.theme.glyph(status)), style);
    let note = model.screens.facts.fact_at_cursor(&model.shared).map(|fact| fact.note).unwrap_or_default();
    let owed = assessment.is_some_and(|assessment| assessment.owes_note(model.shared.today));
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

/// What may be typed, where there is room for it.
fn draw_grammar(pen: &mut Pen<'_>, area: Rect) {
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
