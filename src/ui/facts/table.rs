//! Draws the rows of fact entry: target, fact, percentage, note, evidence.

use ratatui::{
    layout::{Position, Rect},
    style::Style,
};

use super::{Pen, rest_label, row_title};
use crate::{
    app::{
        Model,
        facts::{FactRow, Field, Part, row_assessment},
        grid::{cell::ghost, rows},
    },
    domain::{Fact, FactValue, Plan, Quarter, Span},
    ui::{columns::FreeEdge, values},
};

/// The columns; the title gets the rest.
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
    evidence: u16,
    past: PastColumns,
    value_width: u16,
}

/// The columns of the past: the quarters before, and the year so far; none on a narrow screen.
#[derive(Clone, Copy)]
struct PastColumns {
    at: u16,
    width: u16,
    count: u16,
}

impl PastColumns {
    /// As many as have room beside a title.
    const fn wanted(width: u16) -> (u16, u16) {
        match width {
            ..110 => (0, 0),
            110..WITH_THE_PAST => (1, 12),
            WITH_THE_PAST..150 => (3, 9),
            _ => (3, 12),
        }
    }

    /// Draws the headings.
    fn head(self, pen: &mut Pen<'_>, quarter: Quarter, y: u16) {
        let year = pen.l10n.msg("column-year-so-far").into_owned();
        let names =
            [pen.l10n.quarter_of_year(quarter.previous()), pen.l10n.quarter_of_year(quarter.shift(-2)), year];
        self.cells(pen, y, &names, pen.theme.dim());
    }

    /// Draws the facts of an indicator.
    fn row(self, pen: &mut Pen<'_>, (plan, row): (&Plan, &FactRow), quarter: Quarter, y: u16) {
        let Some(id) = row.indicator().filter(|_| self.count > 0) else { return };
        let who = row.who();
        let before = |by: i32| {
            let fact = plan.fact(id, quarter.shift(by), who);
            fact.map(|fact| values::fact(pen.l10n, &fact.value, &fact.raw)).unwrap_or_default()
        };
        // In the first quarter of the year it would repeat the fact.
        let year = plan.period().year_so_far(quarter);
        let gathered = if year.as_single().is_some() { None } else { Some(plan.gathered(id, year, who)) };
        let so_far = match gathered {
            None => String::new(),
            Some(gathered) if gathered.gap.is_some() => pen.theme.sign("—", "-").to_owned(),
            Some(gathered) => pen.l10n.fact_value(&gathered.value).unwrap_or_default(),
        };
        self.cells(pen, y, &[before(-1), before(-2), so_far], Style::new());
    }

    fn cells(self, pen: &mut Pen<'_>, y: u16, texts: &[String; 3], style: Style) {
        for (at, text) in (0..self.count).zip(texts) {
            let width = self.width.saturating_sub(1);
            let text = values::fitting(pen, text, width);
            pen.right(self.at + at * self.width + 1, y, width, &text, style);
        }
    }
}

/// From so many columns on the quarters before have columns of their own.
pub const WITH_THE_PAST: u16 = 118;

const CODE: u16 = 10;
const PERCENT: u16 = 6;
/// The width of the number of pieces of evidence.
const EVIDENCE: u16 = 3;

impl FactColumns {
    const fn of(area: Rect) -> Self {
        let value_width = match area.width {
            ..70 => 7,
            70..110 => 11,
            _ => 12,
        };
        let mut edge = FreeEdge::of(area);
        let (count, width) = PastColumns::wanted(area.width);
        let past = PastColumns { at: edge.cut(count * width), width, count };
        let evidence = edge.cut(EVIDENCE + 1);
        let mark = edge.cut(2);
        let percent = edge.cut(PERCENT + 1);
        let fact = edge.cut(value_width + 1);
        let target = edge.cut(value_width + 1);
        let unit_width = match area.width {
            ..110 => 0,
            WITH_THE_PAST..150 => 10,
            _ => 14,
        };
        let unit = edge.cut(unit_width + 1);
        let code = area.x + 3;
        let title = code + CODE;
        let title_width = edge.left_from(title);
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
            evidence,
            past,
            value_width,
        }
    }
}

/// The width of the column of titles.
pub const fn title_width(area: Rect) -> u16 {
    FactColumns::of(area).title_width
}

/// Draws the headings and the visible rows.
pub fn draw(pen: &mut Pen<'_>, model: &Model, plan: &Plan, area: Rect) {
    let (columns, facts) = (FactColumns::of(area), &model.screens.facts);
    head(pen, model, &columns, area.y + 1);
    for (line, at) in facts.cursor.shown(facts.rows.len()).enumerate() {
        let y = area.y + 2 + u16::try_from(line).unwrap_or(u16::MAX);
        let Some(row) = facts.rows.get(at).filter(|_| y < area.bottom()) else { continue };
        let drawn = FactLine { model, plan, row, at, y, selected: at == facts.cursor.at };
        match row.part {
            Part::Rest => draw_rest(pen, &drawn, &columns),
            Part::Whole | Part::Of(_) => draw_row(pen, &drawn, &columns),
        }
    }
}

/// The row that is being drawn.
struct FactLine<'a> {
    model: &'a Model,
    plan: &'a Plan,
    row: &'a FactRow,
    /// Its index among the rows.
    at: usize,
    y: u16,
    selected: bool,
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
    let evidence = name(pen, "column-pieces");
    pen.right(columns.evidence, y, EVIDENCE, &evidence, dim);
    columns.past.head(pen, model.shared.quarter, y);
}

fn draw_row(pen: &mut Pen<'_>, drawn: &FactLine<'_>, columns: &FactColumns) {
    let FactLine { model, plan, row, y, selected, .. } = *drawn;
    let quarter = model.shared.quarter;
    let (status, assessment) = row_assessment(plan, row, quarter);
    let style = pen.theme.status(status);
    if selected {
        pen.mark_row(columns.code - 3, y);
    }
    let indicator = row.indicator().and_then(|id| plan.indicator(id));
    // Code and title look the same in every row. The cell is the cursor, and rewriting them at each move would be most of
    // the output of a move.
    let plain = Style::new();
    if let Some(who) = row.who() {
        pen.text(columns.code - 2, y, 1, pen.theme.sign("├", "|"), pen.theme.dim());
        let name = plan.performer(who).map(|performer| performer.name.as_str()).unwrap_or_default();
        pen.text(columns.code, y, CODE + columns.title_width, name, plain);
    } else {
        let glyph = pen.theme.glyph(status).to_string();
        pen.text(columns.code - 2, y, 1, &glyph, style);
        if plan.flag(row.subject, quarter).is_some() {
            pen.flag(columns.code - 1, y);
        }
        pen.text(columns.code, y, CODE - 1, &plan.subject_address(row.subject), plain);
        pen.text(columns.title, y, columns.title_width, &row_title(plan, *row), Style::new());
        let unit = indicator.map(|i| i.unit.clone().unwrap_or_else(|| i.name.clone())).unwrap_or_default();
        pen.text(columns.unit, y, columns.unit_width, &unit, Style::new());
    }
    let shown = values::planned(pen, assessment.as_ref(), indicator);
    pen.right(columns.target, y, columns.value_width, &shown, Style::new());
    let fact = row.indicator().and_then(|id| plan.fact(id, quarter, row.who()));
    if fact.is_some_and(|f| f.is_reported()) {
        let percent = values::percent(pen.l10n, assessment.as_ref().and_then(|j| j.ratio));
        pen.right(columns.percent, y, PERCENT, &percent, style);
    }
    let target = assessment.as_ref().and_then(|j| j.target.as_ref());
    fact_cell(pen, drawn, fact, &ghost(target), columns, style);
    let owed = assessment.as_ref().is_some_and(|j| j.owes_note(model.shared.today));
    mark_cell(pen, drawn, fact, owed && row.part == Part::Whole, columns);
    evidence_cell(pen, drawn, columns);
    columns.past.row(pen, (plan, row), quarter, y);
}

/// Draws the remainder of an entered total that is not divided among performers.
fn draw_rest(pen: &mut Pen<'_>, drawn: &FactLine<'_>, columns: &FactColumns) {
    let (y, quarter) = (drawn.y, drawn.model.shared.quarter);
    pen.text(columns.code - 2, y, 1, pen.theme.sign("└", "`"), pen.theme.dim());
    let said = rest_label(pen, drawn.plan, drawn.row).into_owned();
    pen.text(columns.code, y, CODE + columns.title_width, &said, Style::new());
    let Some(id) = drawn.row.indicator() else { return };
    let target = rows::targets_divided(drawn.plan, id, Span::single(quarter)).left();
    let fact = rows::facts_divided(drawn.plan, id, quarter).left();
    for (x, left) in [(columns.target, target), (columns.fact, fact)] {
        let left = left.map(|left| pen.l10n.number(left)).unwrap_or_default();
        pen.right(x, y, columns.value_width, &left, Style::new());
    }
}

/// Draws the fact, the current input, or the target as a placeholder under the cursor.
fn fact_cell(
    pen: &mut Pen<'_>,
    drawn: &FactLine<'_>,
    fact: Option<&Fact>,
    ghost: &str,
    columns: &FactColumns,
    style: Style,
) {
    let (facts, y) = (&drawn.model.screens.facts, drawn.y);
    let here = drawn.selected && facts.field == Field::Fact;
    let area = Rect::new(columns.fact, y, columns.value_width, 1);
    if let Some(edit) = facts.edit.as_ref().filter(|_| here) {
        let style = if edit.invalid { pen.theme.wrong() } else { Style::new() };
        pen.tint(area, pen.theme.cursor());
        pen.line(columns.fact, y, columns.value_width, &edit.line, style.patch(pen.theme.cursor()));
        return;
    }
    let value = fact.map_or(&FactValue::None, |f| &f.value);
    let shown = values::fact(pen.l10n, value, fact.map(|f| f.raw.as_str()).unwrap_or_default());
    let marked = facts.marks.contains(&(drawn.at, Field::Fact));
    if marked {
        pen.text(columns.fact.saturating_sub(1), y, 1, pen.theme.sign("▪", "+"), pen.theme.strong());
    }
    if here {
        pen.tint(area, pen.theme.cursor());
        pen.caret = Some(Position::new(area.right().saturating_sub(1), y));
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
    drawn: &FactLine<'_>,
    fact: Option<&Fact>,
    owed: bool,
    columns: &FactColumns,
) {
    let (facts, y) = (&drawn.model.screens.facts, drawn.y);
    let noted = fact.is_some_and(|f| !f.note.is_empty());
    let (sign, style) = match (noted, owed) {
        (true, _) => (pen.theme.sign("✎", "*"), pen.theme.dim()),
        (_, true) => ("!", pen.theme.warning()),
        _ if facts.marks.contains(&(drawn.at, Field::Note)) => (pen.theme.sign("▪", "+"), pen.theme.strong()),
        _ => (" ", Style::new()),
    };
    let here = drawn.selected && facts.field == Field::Note;
    if here && facts.edit.is_none() {
        pen.caret = Some(Position::new(columns.mark, y));
    }
    let style = if here { style.patch(pen.theme.cursor()) } else { style };
    pen.text(columns.mark, y, 1, sign, style);
}

/// Draws the number of pieces of evidence in the quarter: of all, or of the performer of a part.
fn evidence_cell(pen: &mut Pen<'_>, drawn: &FactLine<'_>, columns: &FactColumns) {
    let FactLine { model, plan, row, y, .. } = *drawn;
    let here = plan.evidence_of(row.measure).map(|(_, evidence)| evidence);
    let here = here.filter(|evidence| plan.evidence_quarter(evidence) == Some(model.shared.quarter));
    let count = here.filter(|evidence| row.who().is_none_or(|who| evidence.performer == Some(who))).count();
    // The evidence of a measure is shown only in its first row.
    let first =
        row.part != Part::Whole || plan.indicators(row.measure).next().map(|(id, _)| id) == row.indicator();
    let text = if count == 0 || !first { String::new() } else { pen.l10n.count(count) };
    let area = Rect::new(columns.evidence, y, EVIDENCE, 1);
    let focused = drawn.selected && model.screens.facts.field == Field::Evidence;
    if focused {
        pen.tint(area, pen.theme.cursor());
        pen.caret = Some(Position::new(area.right().saturating_sub(1), y));
    }
    let style = if focused { pen.theme.cursor() } else { Style::new() };
    pen.right(area.x, y, EVIDENCE, &text, style);
}
