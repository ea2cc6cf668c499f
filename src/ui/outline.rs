//! Draws the outline as a tree table.

use ratatui::{layout::Rect, style::Style};

use super::{
    Pen,
    columns::FreeEdge,
    details,
    empty::{self, under_a_line},
    values,
};
use crate::{
    app::{
        Model,
        outline::{Column, OutlineRow},
    },
    domain::{FactValue, IndicatorId, Level, NodeId, Plan, Scope, Status, Subject},
};

/// How many columns of a title may be marked under the cursor: only its first words, because a whole title would be
/// sent again for each move.
const MARKED: u16 = 28;

/// The areas of the parts of the screen.
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

/// Sets how many rows the outline shows.
pub fn prepare(model: &mut Model, body: Rect) {
    let height = usize::from(areas(model, body).table.height.saturating_sub(1));
    let outline = &mut model.screens.outline;
    outline.cursor.set_height(height, outline.rows.len());
}

/// Draws the outline and, when it is open, the details pane.
pub fn draw(pen: &mut Pen<'_>, model: &Model, body: Rect) {
    let Some(plan) = &model.shared.plan else { return };
    let areas = areas(model, body);
    if model.screens.outline.rows.is_empty() {
        let id = if model.screens.outline.filter.is_some() { "filter-nothing" } else { "empty-outline" };
        return empty::draw(pen, model, under_a_line(body), id);
    }
    let columns = OutlineColumns::of(areas.table);
    head(pen, model, &columns, areas.table.y);
    let above = model.screens.outline.hidden_above(plan);
    for (line, at) in
        model.screens.outline.cursor.shown(model.screens.outline.rows.len()).enumerate().skip(above.len())
    {
        let y = areas.table.y + 1 + u16::try_from(line).unwrap_or(u16::MAX);
        if let Some(row) = model.screens.outline.rows.get(at).filter(|_| y < areas.table.bottom()) {
            let shown = Shown { model, plan, row, y, selected: at == model.screens.outline.cursor.at };
            draw_row(pen, &shown, &columns);
        }
    }
    for (id, y) in above.iter().zip(areas.table.y + 1..areas.table.bottom()) {
        draw_above(pen, plan, *id, &columns, y);
    }
    if let (Some(area), Some(row)) = (areas.details, model.screens.outline.row()) {
        details::draw(pen, model, plan, row.node, row.indicator, area);
    }
}

/// The columns from the right; the title gets the rest, the indicator is shown only if there is room.
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
    /// The indentation of a level: one column in a narrow table, two in a wide one.
    const fn step(&self) -> u16 {
        if self.title_width < 60 { 1 } else { 2 }
    }

    const fn of(area: Rect) -> Self {
        let value_width = if area.width >= 70 { 10 } else { 7 };
        let mut edge = FreeEdge::of(area);
        let percent = edge.cut(PERCENT);
        let fact = edge.cut(value_width + 1);
        let target = edge.cut(value_width + 1);
        let title = area.x + 3;
        let room = edge.left_from(title);
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

/// Draws an ancestor of the visible rows that is scrolled out of view.
fn draw_above(pen: &mut Pen<'_>, plan: &Plan, id: NodeId, columns: &OutlineColumns, y: u16) {
    let Some(node) = plan.node(id) else { return };
    let depth = u16::try_from(plan.ancestors(id).count()).unwrap_or(0);
    let indent = (depth * columns.step()).min(columns.title_width / 3);
    let code = node.code.as_deref().map(|code| format!("{code} ")).unwrap_or_default();
    let text = format!("{} {code}{}", pen.theme.sign("▾", "-"), node.title);
    let (x, width) = (columns.title + indent, columns.title_width - indent);
    pen.text(x, y, width, &text, pen.theme.dim());
}

/// The current filter, or the path to the zoomed row, instead of the heading.
fn breadcrumbs(pen: &Pen<'_>, model: &Model) -> Option<String> {
    if let Some(filter) = &model.screens.outline.filter {
        return Some(format!("{} {}", pen.l10n.msg("prompt-filter"), filter.text));
    }
    let (plan, zoom) = (model.shared.plan.as_ref()?, model.screens.outline.zoom?);
    let mut way: Vec<String> = plan.ancestors(zoom).map(|id| plan.address(id)).collect();
    way.reverse();
    let node = plan.node(zoom)?;
    way.push(format!("{} {}", node.code.as_deref().unwrap_or_default(), node.title).trim().to_owned());
    Some(way.join(pen.theme.sign(" › ", " > ")))
}

fn head(pen: &mut Pen<'_>, model: &Model, columns: &OutlineColumns, y: u16) {
    let dim = pen.theme.dim();
    let name = |pen: &Pen<'_>, id: &str| pen.l10n.msg(id).into_owned();
    let indicator = name(pen, model.screens.outline.column.heading());
    let title = breadcrumbs(pen, model).unwrap_or_else(|| name(pen, "column-measure"));
    pen.text(columns.title, y, columns.title_width, &title, dim);
    pen.text(columns.indicator, y, columns.indicator_width, &indicator, dim);
    let (target, fact) = (name(pen, "column-target"), name(pen, "column-fact"));
    pen.right(columns.target, y, columns.value_width, &target, dim);
    pen.right(columns.fact, y, columns.value_width, &fact, dim);
    pen.right(columns.percent, y, PERCENT - 2, "%", dim);
}

/// The row that is being drawn.
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
    // Rows that do not pass the filter themselves, but have descendants that do, are dim.
    let plain = match (measure, &shown.model.screens.outline.filter) {
        (true, _) => Style::new(),
        (false, None) => pen.theme.strong(),
        (false, Some(_)) => pen.theme.dim(),
    };
    let (x, y) = (columns.title.saturating_sub(3), shown.y);
    if shown.selected {
        pen.mark_row(x, y);
    } else if shown.model.screens.outline.is_marked(shown.row) {
        pen.text(x, y, 1, pen.theme.sign("•", "*"), pen.theme.key());
    }
    let indent = u16::try_from(shown.row.depth * usize::from(columns.step()))
        .unwrap_or(0)
        .min(columns.title_width / 3);
    let (label, hidden) = label(pen, shown, node);
    let (at, width) = (columns.title + indent, columns.title_width - indent);
    // The title is cut before the count.
    let counted = u16::try_from(hidden.chars().count()).unwrap_or(0).min(width / 2);
    let used = pen.text(at, y, width - counted, &label, plain);
    if shown.selected {
        pen.tint(Rect::new(at, y, marked(&label, used), 1), pen.theme.cursor());
    }
    pen.text(at + used, y, counted, &hidden, pen.theme.dim());
    if measure {
        measure_values(pen, shown, columns);
    } else {
        group_values(pen, shown, columns);
    }
}

/// How many columns of a title that takes so many are marked: whole words.
fn marked(title: &str, used: u16) -> u16 {
    let first = (0..=MARKED).zip(title.chars());
    let end = first.filter(|(at, c)| *at > 0 && *c == ' ').map(|(at, _)| at).last().unwrap_or(MARKED);
    if used > MARKED { end } else { used }
}

/// The fold sign, code and title, and the hidden counts; for a separate row of an indicator its name.
fn label(pen: &Pen<'_>, shown: &Shown<'_>, node: &crate::domain::Node) -> (String, String) {
    if shown.row.sub {
        let name = shown.row.indicator.and_then(|id| shown.plan.indicator(id)).map(|i| i.name.as_str());
        let label = format!("{} {}", pen.theme.sign("└", "`"), name.unwrap_or_default());
        return (label, String::new());
    }
    let folded = shown.model.screens.outline.folded.contains(&shown.row.node);
    let has_children = shown.plan.children(Some(shown.row.node)).next().is_some();
    let sign = match (has_children, folded) {
        (true, true) => pen.theme.sign("▸ ", "+ "),
        (true, false) => pen.theme.sign("▾ ", "- "),
        (false, _) => "",
    };
    let code = node.code.as_deref().map(|code| format!("{code} ")).unwrap_or_default();
    let hidden = if folded { hidden_below(pen, shown) } else { String::new() };
    (format!("{sign}{code}{}", node.title), hidden)
}

/// How many measures a folded row hides, and how many of their values are not reported: `  8 · 3·`.
fn hidden_below(pen: &Pen<'_>, shown: &Shown<'_>) -> String {
    let below = shown.plan.measures_under(shown.row.node).len();
    let tally = shown.plan.tally(Scope::Node(shown.row.node), shown.model.shared.quarter);
    let unreported = tally.map_or(0, |tally| {
        let counts = Status::ALL.iter().zip(tally.statuses);
        counts.filter(|(status, _)| status.is_unreported()).map(|(_, count)| count).sum::<u32>()
    });
    let count = |count: usize| pen.l10n.count(count);
    match usize::try_from(unreported).unwrap_or(0) {
        0 => format!("  {}", count(below)),
        some => format!("  {} · {}{}", count(below), count(some), pen.theme.glyph(Status::NotReported)),
    }
}

/// Draws how much of what a goal or a task owes is done, as every other screen counts it.
fn group_values(pen: &mut Pen<'_>, shown: &Shown<'_>, columns: &OutlineColumns) {
    let tally = shown.plan.tally(Scope::Node(shown.row.node), shown.model.shared.quarter);
    let Some((tally, share)) = tally.and_then(|tally| Some((tally, tally.share_done()?))) else { return };
    let dim = pen.theme.dim();
    let done = format!("{}/{}", tally.done(), tally.owed());
    pen.right(columns.fact, shown.y, columns.value_width, &done, dim);
    pen.right(columns.percent, shown.y, PERCENT - 2, &pen.l10n.percent(share), dim);
}

/// The text beside the title of a measure with one indicator.
fn beside(pen: &Pen<'_>, shown: &Shown<'_>, id: IndicatorId) -> String {
    let (plan, node) = (shown.plan, shown.plan.node(shown.row.node));
    match shown.model.screens.outline.column {
        Column::Indicator => plan.indicator(id).map(|own| own.name.clone()),
        Column::Unit => plan.indicator(id).and_then(|own| own.unit.clone()),
        Column::Term => node.and_then(|node| node.term.as_ref()).map(|term| term.raw.clone()),
        Column::Performer => node.map(|node| {
            let mut names = node.performers.iter().filter_map(|who| plan.performer(who.id));
            let first = names.next().map(|who| who.name.clone()).unwrap_or_default();
            match names.count() {
                0 => first,
                more => format!("{first} +{}", pen.l10n.count(more)),
            }
        }),
    }
    .unwrap_or_default()
}

fn measure_values(pen: &mut Pen<'_>, shown: &Shown<'_>, columns: &OutlineColumns) {
    let (plan, quarter, y) = (shown.plan, shown.model.shared.quarter, shown.y);
    let Some(status) = crate::app::outline::row_status(plan, shown.row, quarter) else { return };
    let style = pen.theme.status(status);
    let glyph = pen.theme.glyph(status).to_string();
    pen.text(columns.title.saturating_sub(2), y, 1, &glyph, style);
    let flagged = match shown.row.indicator.filter(|_| shown.row.sub) {
        Some(id) => plan.flag(Subject::Indicator(id), quarter).is_some(),
        None => plan.is_flagged(shown.row.node, quarter),
    };
    if flagged {
        pen.flag(columns.title.saturating_sub(1), y);
    }
    let Some(id) = shown.row.indicator else { return };
    let assessment = plan.assess(id, quarter, None);
    if !shown.row.sub {
        let text = beside(pen, shown, id);
        let dim = pen.theme.dim();
        pen.text(columns.indicator, y, columns.indicator_width, &text, dim);
    }
    let fact = plan.fact(id, quarter, None);
    let raw = fact.map(|f| f.raw.as_str()).unwrap_or_default();
    let reported = match (&assessment.fact, fact) {
        // In a quarter within a longer target, the reported value is shown nevertheless.
        (FactValue::None, Some(fact)) => fact.value.clone(),
        (value, _) => value.clone(),
    };
    let (target, fact) =
        (values::planned(pen, Some(&assessment), plan.indicator(id)), values::fact(pen.l10n, &reported, raw));
    pen.right(columns.target, y, columns.value_width, &target, Style::new());
    pen.right(columns.fact, y, columns.value_width, &fact, style);
    // No percentage is shown for an unreported value, because it is not 0 %.
    let ratio = assessment.ratio.filter(|_| assessment.fact != FactValue::None);
    let percent = values::percent(pen.l10n, ratio);
    pen.right(columns.percent, y, PERCENT - 2, &percent, style);
    let owed = assessment.owes_note(shown.model.shared.today);
    if owed {
        pen.text(columns.percent + PERCENT - 1, y, 1, "!", pen.theme.warning());
    }
}
