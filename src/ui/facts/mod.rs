//! Draws fact entry: a row for each indicator in [`table`], and the preview of the entry in [`pane`].

mod pane;
mod table;

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::{
    Pen, details,
    empty::{self, under_a_line},
};
use crate::{
    app::{
        Model,
        facts::{FactRow, Part},
    },
    domain::{Indicator, NodeId, Plan, Status},
    l10n::Arg,
};

/// The areas of the parts of the screen.
struct FactAreas {
    table: Rect,
    entry: Option<Rect>,
    grammar: Option<Rect>,
    details: Option<Rect>,
}

const ENTRY: u16 = 6;
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
    // From top to bottom: table, entry, grammar, details.
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

/// Sets how many rows the list shows.
pub fn prepare(model: &mut Model, body: Rect) {
    let areas = areas(model, body);
    let height = usize::from(areas.table.height.saturating_sub(2));
    let facts = &mut model.screens.facts;
    if let (Some(area), Some(edit), crate::app::facts::Field::Note) =
        (areas.entry, &mut facts.edit, facts.field)
    {
        edit.line.set_width(pane::note_width(area));
    }
    model.screens.facts.cursor.set_height(height, model.screens.facts.rows.len());
}

/// Draws the rows, the entry and, if there is room, the grammar of entries.
pub fn draw(pen: &mut Pen<'_>, model: &Model, body: Rect) {
    let Some(plan) = &model.shared.plan else { return };
    let areas = areas(model, body);
    let Some(row) = model.screens.facts.row() else {
        let id = if model.screens.facts.sheet.queue { "empty-queue" } else { "empty-facts" };
        return empty::draw(pen, model, under_a_line(body), id);
    };
    path(pen, model, plan, row, areas.table);
    table::draw(pen, model, plan, areas.table);
    if let Some(area) = areas.entry {
        let rest = rest_of_title(pen, plan, row, table::title_width(areas.table));
        pane::draw(pen, model, plan, row, (area, &rest));
    }
    if let Some(area) = areas.grammar {
        pane::draw_grammar(pen, area);
    }
    if let Some(area) = areas.details {
        details::draw(pen, model, plan, row.measure, row.indicator(), area);
    }
}

/// The path to a measure as it stands in the line above a grid; nothing for a measure that stands under nothing.
pub(super) fn path_heading(pen: &Pen<'_>, plan: &Plan, measure: NodeId) -> String {
    let path = path_text(plan, measure, pen.theme.sign(" › ", " > "));
    if path.is_empty() { path } else { format!(" {path} ") }
}

/// Draws the path to the measure under the cursor, and the number of unreported rows.
fn path(pen: &mut Pen<'_>, model: &Model, plan: &Plan, row: FactRow, area: Rect) {
    let open = plan.tally(crate::domain::Scope::Plan, model.shared.quarter).map_or(0, |tally| {
        tally.count(Status::NotReported) + tally.count(Status::Conditional) + tally.count(Status::DeedPending)
    });
    let said = pen.l10n.msg_with("facts-open", &[("count", Arg::Count(u64::from(open)))]);
    let queue = if model.screens.facts.sheet.queue {
        format!(" · {}", pen.l10n.msg("facts-queue"))
    } else {
        String::new()
    };
    let right = format!(" {said}{queue} ");
    let right_width = u16::try_from(right.chars().count()).unwrap_or(0).min(area.width / 2);
    pen.rule(area.x, area.y, area.width, "");
    let width = area.width.saturating_sub(right_width + 3);
    let path = path_heading(pen, plan, row.measure);
    pen.text(area.x + 1, area.y, width, &path, pen.theme.strong());
    let style = if open == 0 { pen.theme.status_text(Status::Met) } else { pen.theme.warning() };
    pen.right(area.right() - right_width, area.y, right_width, &right, style);
}

/// The label of the row below the parts of performers: what is still to be divided, or that the parts do not add up.
pub(super) fn rest_label<'a>(pen: &'a Pen<'_>, plan: &Plan, row: &FactRow) -> Cow<'a, str> {
    let adds_up = row.indicator().and_then(|id| plan.indicator(id)).is_some_and(Indicator::parts_add_up);
    pen.l10n.msg(if adds_up { "part-rest" } else { "part-rest-none" })
}

/// The title of the row of a measure, with the name of the indicator if it has several.
pub(super) fn row_title(plan: &Plan, row: FactRow) -> String {
    let title = plan.node(row.measure).map(|node| node.title.as_str()).unwrap_or_default();
    let several = plan.indicators(row.measure).nth(1).is_some();
    match row.indicator().and_then(|id| plan.indicator(id)) {
        Some(indicator) if several => format!("{} · {title}", indicator.name),
        _ => title.to_owned(),
    }
}

/// What the row of a measure has no room for in its title; the whole title under a row that shows something else.
pub(super) fn rest_of_title(pen: &Pen<'_>, plan: &Plan, row: FactRow, width: u16) -> String {
    let title = row_title(plan, row);
    if row.part == Part::Whole { pen.left_out(&title, width) } else { title }
}

/// The numbers of the ancestors of a measure, and the name of its parent.
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
