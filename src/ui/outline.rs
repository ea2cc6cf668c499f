//! The outline as a tree table.

use ratatui::{layout::Rect, style::Style};

use super::{Pen, details, values};
use crate::{
    app::{Model, outline::OutlineRow},
    domain::{FactValue, Level, Plan, Scope},
};

/// Where the parts of the screen lie.
struct OutlineAreas {
    table: Rect,
    details: Option<Rect>,
}

fn areas(model: &Model, body: Rect) -> OutlineAreas {
    if !model.screens.outline.details || body.height < 8 || body.width < 30 {
        return OutlineAreas { table: body, details: None };
    }
    if body.width >= 110 {
        let width = body.width * 2 / 5;
        let table = Rect { width: body.width - width, ..body };
        return OutlineAreas { table, details: Some(Rect { x: table.right(), width, ..body }) };
    }
    let height = (body.height * 2 / 5).max(4);
    let table = Rect { height: body.height - height, ..body };
    OutlineAreas { table, details: Some(Rect { y: table.bottom(), height, ..body }) }
}

/// Tells the outline how many rows it shows.
pub fn prepare(model: &mut Model, body: Rect) {
    let height = usize::from(areas(model, body).table.height.saturating_sub(1));
    model.screens.outline.cursor.set_height(height, model.screens.outline.rows.len());
}

/// Draws the outline and, when it is open, the details pane.
pub fn draw(pen: &mut Pen<'_>, model: &Model, body: Rect) {
    let Some(plan) = &model.shared.plan else { return };
    let areas = areas(model, body);
    if model.screens.outline.rows.is_empty() {
        let text = pen.l10n.msg("empty-outline").into_owned();
        pen.text(2, body.y + 1, body.width.saturating_sub(4), &text, Style::new());
        return;
    }
    let columns = OutlineColumns::of(areas.table);
    head(pen, &columns, areas.table.y);
    for (line, at) in model.screens.outline.cursor.shown(model.screens.outline.rows.len()).enumerate() {
        let y = areas.table.y + 1 + u16::try_from(line).unwrap_or(u16::MAX);
        if let Some(row) = model.screens.outline.rows.get(at).filter(|_| y < areas.table.bottom()) {
            let shown = Shown { model, plan, row, y, selected: at == model.screens.outline.cursor.at };
            draw_row(pen, &shown, &columns);
        }
    }
    if let (Some(area), Some(row)) = (areas.details, model.screens.outline.row()) {
        details::draw(pen, model, plan, row.node, row.indicator, area);
    }
}

/// The columns from the right; the title gets what is left, the indicator only where there is room.
struct OutlineColumns {
    title: u16,
    title_width: u16,
    indicator: u16,
    indicator_width: u16,
    target: u16,
    fact: u16,
    percent: u16,
    value_width: u16,
}

const PERCENT: u16 = 8;

impl OutlineColumns {
    const fn of(area: Rect) -> Self {
        let value_width = if area.width >= 70 { 10 } else { 7 };
        let right = area.right();
        let percent = right.saturating_sub(PERCENT);
        let fact = percent.saturating_sub(value_width + 1);
        let target = fact.saturating_sub(value_width + 1);
        let title = area.x + 3;
        let room = target.saturating_sub(title + 1);
        let indicator_width = if room >= 70 { room / 3 } else { 0 };
        let title_width = room.saturating_sub(indicator_width + 1);
        Self {
            title,
            title_width,
            indicator: title + title_width + 1,
            indicator_width,
            target,
            fact,
            percent,
            value_width,
        }
    }
}

fn head(pen: &mut Pen<'_>, columns: &OutlineColumns, y: u16) {
    let dim = pen.theme.dim();
    let name = |pen: &Pen<'_>, id: &str| pen.l10n.msg(id).into_owned();
    let (title, indicator) = (name(pen, "column-measure"), name(pen, "column-indicator"));
    pen.text(columns.title, y, columns.title_width, &title, dim);
    pen.text(columns.indicator, y, columns.indicator_width, &indicator, dim);
    let (target, fact) = (name(pen, "column-target"), name(pen, "column-fact"));
    pen.right(columns.target, y, columns.value_width, &target, dim);
    pen.right(columns.fact, y, columns.value_width, &fact, dim);
    pen.right(columns.percent, y, PERCENT - 2, "%", dim);
}

/// A row that is being drawn.
struct Shown<'a> {
    model: &'a Model,
    plan: &'a Plan,
    row: &'a OutlineRow,
    y: u16,
    selected: bool,
}

fn draw_row(pen: &mut Pen<'_>, shown: &Shown<'_>, columns: &OutlineColumns) {
    let Some(node) = shown.plan.node(shown.row.node) else { return };
    let measure = node.level == Level::Measure;
    let plain = if measure { Style::new() } else { pen.theme.strong() };
    let style = if shown.selected { plain.patch(pen.theme.cursor()) } else { plain };
    let (x, y) = (columns.title.saturating_sub(3), shown.y);
    if shown.selected {
        pen.mark_row(x, y);
    }
    // A narrow table spends one column on a level, a wide one two.
    let step = if columns.title_width < 60 { 1 } else { 2 };
    let indent = u16::try_from(shown.row.depth * step).unwrap_or(0).min(columns.title_width / 3);
    let label = label(pen, shown, node);
    let (at, width) = (columns.title + indent, columns.title_width - indent);
    pen.text(at, y, width, &label, style);
    if measure {
        measure_values(pen, shown, columns);
    } else {
        group_values(pen, shown, columns);
    }
}

/// Fold sign, code and title; for a row of an indicator its name.
fn label(pen: &Pen<'_>, shown: &Shown<'_>, node: &crate::domain::Node) -> String {
    if shown.row.sub {
        let name = shown.row.indicator.and_then(|id| shown.plan.indicator(id)).map(|i| i.name.as_str());
        return format!("{} {}", pen.theme.sign("└", "`"), name.unwrap_or_default());
    }
    let folded = shown.model.screens.outline.folded.contains(&shown.row.node);
    let has_children = shown.plan.children(Some(shown.row.node)).next().is_some();
    let sign = match (has_children, folded) {
        (true, true) => pen.theme.sign("▸ ", "+ "),
        (true, false) => pen.theme.sign("▾ ", "- "),
        (false, _) => "",
    };
    let code = node.code.as_deref().map(|code| format!("{code} ")).unwrap_or_default();
    let hidden = if folded {
        let below = shown.plan.measures_under(shown.row.node).len();
        format!(" ({})", pen.l10n.count(below))
    } else {
        String::new()
    };
    format!("{sign}{code}{}{hidden}", node.title)
}

/// A goal or a task shows how many of its indicators are met.
fn group_values(pen: &mut Pen<'_>, shown: &Shown<'_>, columns: &OutlineColumns) {
    let tally = shown.plan.tally(Scope::Node(shown.row.node), shown.model.shared.quarter);
    let Some(tally) = tally.filter(|t| t.targets.numeric > 0) else { return };
    let dim = pen.theme.dim();
    let done = format!("{}/{}", tally.reached, tally.targets.numeric);
    pen.right(columns.fact, shown.y, columns.value_width, &done, dim);
    if let Some(share) = tally.share_met() {
        let share = pen.l10n.percent(share);
        pen.right(columns.percent, shown.y, PERCENT - 2, &share, dim);
    }
}

fn measure_values(pen: &mut Pen<'_>, shown: &Shown<'_>, columns: &OutlineColumns) {
    let (plan, quarter, y) = (shown.plan, shown.model.shared.quarter, shown.y);
    let Some(status) = crate::app::outline::row_status(plan, shown.row, quarter) else { return };
    let style = pen.theme.status(status);
    let glyph = pen.theme.glyph(status).to_string();
    pen.text(columns.title.saturating_sub(2), y, 1, &glyph, style);
    let Some(id) = shown.row.indicator else { return };
    let assessment = plan.assess(id, quarter, None);
    if !shown.row.sub {
        let name = plan.indicator(id).map(|i| i.name.as_str()).unwrap_or_default();
        let dim = pen.theme.dim();
        pen.text(columns.indicator, y, columns.indicator_width, name, dim);
    }
    let fact = plan.fact(id, quarter, None);
    let raw = fact.map(|f| f.raw.as_str()).unwrap_or_default();
    let reported = match (&assessment.fact, fact) {
        // A quarter inside a longer target shows what was reported all the same.
        (FactValue::None, Some(fact)) => fact.value.clone(),
        (value, _) => value.clone(),
    };
    let (target, fact) =
        (values::planned(pen, Some(&assessment), plan.indicator(id)), values::fact(pen.l10n, &reported, raw));
    pen.right(columns.target, y, columns.value_width, &target, Style::new());
    pen.right(columns.fact, y, columns.value_width, &fact, style);
    // Nothing reported is not nought per cent.
    let ratio = assessment.ratio.filter(|_| assessment.fact != FactValue::None);
    let percent = values::percent(pen.l10n, ratio);
    pen.right(columns.percent, y, PERCENT - 2, &percent, style);
    let owed = assessment.owes_note(shown.model.shared.today);
    if owed {
        pen.text(columns.percent + PERCENT - 1, y, 1, "!", pen.theme.warning());
    }
}
