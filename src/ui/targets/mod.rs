//! Draws the grid of targets: the quarters of a year and the year. Its rows are in `row`, the lines below them in
//! `pane`.

mod pane;
mod row;

use ratatui::{layout::Rect, style::Style};

use self::row::TargetLine;
use super::{
    Pen,
    columns::FreeEdge,
    details,
    empty::{self, under_a_line},
    facts::{path_heading, rest_of_title},
};
use crate::{
    app::{
        Model,
        grid::{Field, Sheet as _, rows::FactRow},
        targets::TargetSheet,
    },
    domain::{Plan, Quarter, Span},
    l10n::Arg,
};

/// The height of the pane below the rows.
const PANE: u16 = 5;
/// The height of the grammar of entries.
const GRAMMAR: u16 = 5;

struct TargetAreas {
    table: Rect,
    pane: Option<Rect>,
    grammar: Option<Rect>,
    details: Option<Rect>,
}

fn areas(model: &Model, body: Rect) -> TargetAreas {
    let mut table = body;
    let mut take = |height: u16, needs: u16| {
        (table.height >= needs + height).then(|| {
            table.height -= height;
            Rect { y: table.bottom(), height, ..body }
        })
    };
    let open = model.screens.targets.details;
    let details = if open { take((body.height / 3).max(6), 8) } else { None };
    let grammar = if body.height >= 30 && !open { take(GRAMMAR, 12) } else { None };
    let pane = take(PANE, 5);
    TargetAreas { table, pane, grammar, details }
}

/// Sets how many rows the list shows.
pub fn prepare(model: &mut Model, body: Rect) {
    let height = usize::from(areas(model, body).table.height.saturating_sub(2));
    let len = model.screens.targets.rows.len();
    model.screens.targets.cursor.set_height(height, len);
}

/// Draws the rows, and the value of the cell under the cursor.
pub fn draw(pen: &mut Pen<'_>, model: &Model, body: Rect) {
    let (Some(plan), targets) = (&model.shared.plan, &model.screens.targets) else { return };
    let areas = areas(model, body);
    let Some(row) = targets.row() else {
        return empty::draw(pen, model, under_a_line(body), "empty-facts");
    };
    let year = plan.year_around(model.shared.quarter);
    path(pen, plan, row, year, areas.table);
    let columns = TargetColumns::of(areas.table, &TargetSheet::fields(&model.shared));
    head(pen, &columns, year, areas.table.y + 1);
    for (line, at) in targets.cursor.shown(targets.rows.len()).enumerate() {
        let y = areas.table.y + 2 + u16::try_from(line).unwrap_or(u16::MAX);
        if let Some(row) = targets.rows.get(at).filter(|_| y < areas.table.bottom()) {
            TargetLine { model, plan, row, at, y, year, columns: &columns }.draw(pen);
        }
    }
    if let Some(area) = areas.pane {
        let rest = rest_of_title(pen, plan, row, columns.title_width);
        pane::draw(pen, model, plan, row, (area, &rest));
    }
    if let Some(area) = areas.grammar {
        pane::draw_grammar(pen, area);
    }
    if let Some(area) = areas.details {
        details::draw(pen, model, plan, row.measure, row.indicator(), area);
    }
}

fn path(pen: &mut Pen<'_>, plan: &Plan, row: FactRow, year: Span, area: Rect) {
    let said = pen.l10n.msg_with("targets-year", &[("year", Arg::Text(&year.first.year().to_string()))]);
    let right = format!(" {said} ");
    let right_width = u16::try_from(right.chars().count()).unwrap_or(0).min(area.width / 2);
    pen.rule(area.x, area.y, area.width, "");
    let text = path_heading(pen, plan, row.measure);
    pen.text(area.x + 1, area.y, area.width.saturating_sub(right_width + 3), &text, pen.theme.strong());
    pen.right(area.right() - right_width, area.y, right_width, &right, Style::new());
}

/// The columns; the title gets the rest.
struct TargetColumns {
    code: u16,
    title: u16,
    title_width: u16,
    unit: u16,
    unit_width: u16,
    base: u16,
    base_width: u16,
    /// Each field with its left edge.
    fields: Vec<(Field, u16)>,
    width: u16,
    rule: u16,
    rule_width: u16,
}

const CODE: u16 = 10;

impl TargetColumns {
    fn of(area: Rect, fields: &[Field]) -> Self {
        let wide = area.width >= 110;
        let (unit_width, base_width, rule_width) = if wide { (12, 8, 10) } else { (0, 0, 0) };
        let width = if wide {
            11
        } else if area.width >= 70 {
            9
        } else {
            6
        };
        let mut edge = FreeEdge::of(area);
        let rule = edge.cut(rule_width);
        let count = u16::try_from(fields.len()).unwrap_or(0);
        let left = edge.cut(count * width + u16::from(wide));
        let edges = (0..count).map(|at| left + at * width);
        let base = edge.cut(base_width + u16::from(wide));
        let unit = edge.cut(unit_width + u16::from(wide));
        let code = area.x + 1;
        let title = code + CODE;
        Self {
            code,
            title,
            title_width: edge.left_from(title),
            unit,
            unit_width,
            base,
            base_width,
            fields: fields.iter().copied().zip(edges).collect(),
            width: width - 1,
            rule: rule + u16::from(wide),
            rule_width: rule_width.saturating_sub(1),
        }
    }

    /// The width of a field; one cell between two fields is left free.
    fn of_field(&self, field: Field) -> Option<u16> {
        self.fields.iter().find(|(of, _)| *of == field).map(|(_, x)| x + 1)
    }
}

fn head(pen: &mut Pen<'_>, columns: &TargetColumns, year: Span, y: u16) {
    let dim = pen.theme.dim();
    let name = |pen: &Pen<'_>, id: &str| pen.l10n.msg(id).into_owned();
    let code = name(pen, "column-code");
    pen.text(columns.code, y, CODE - 1, &code, dim);
    let title = name(pen, "column-measure");
    pen.text(columns.title, y, columns.title_width, &title, dim);
    let (unit, base, rule) =
        (name(pen, "column-unit"), name(pen, "column-baseline"), name(pen, "column-rule"));
    pen.text(columns.unit, y, columns.unit_width, &unit, dim);
    pen.right(columns.base, y, columns.base_width, &base, dim);
    pen.text(columns.rule, y, columns.rule_width, &rule, dim);
    for (field, x) in &columns.fields {
        let title = match field {
            Field::Quarter(number) => {
                let quarter = Quarter::new(year.first.year(), *number);
                quarter.map(|quarter| pen.l10n.quarter_of_year(quarter)).unwrap_or_default()
            }
            _ => name(pen, "column-year"),
        };
        pen.right(x + 1, y, columns.width, &title, dim);
    }
}
