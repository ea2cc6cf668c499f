//! The sheet of totals in a workbook: the figures of each goal and of the plan. The heading of every percentage
//! names its rule, and an undefined figure is blank.

use rust_decimal::Decimal;

use crate::{
    document::{Align, Bound, Cell, CellValue, Table, formatting::mm},
    domain::{ControlSum, Level, NodeId, Scope, Tally},
    form::labels::labels,
    text::normal::squeeze,
};

use super::{LayoutContext, half_points, ink::ParagraphStyle};

/// The widths of the columns in millimetres: code, title, then figures.
const WIDTHS: [u32; 3] = [15, 90, 28];

/// The sheet; none for a form without facts, and for a form to be filled in.
pub fn sheet(scene: &LayoutContext<'_>) -> Result<Option<Table>, Bound> {
    if !scene.reports() || scene.options.blank || scene.options.performer.is_some() {
        return Ok(None);
    }
    let size = half_points(scene.writing.table_size);
    let ink = ParagraphStyle { size, align: Align::Left, bold: false, italic: false };
    let heading = ParagraphStyle { align: Align::Center, bold: true, ..ink };
    let words = labels();
    let mut cells: Vec<Cell> = Vec::new();
    for (column, text) in words.totals_columns.iter().enumerate() {
        cells.push(Cell::new(0, column).with_block(heading.line(text.clone())));
    }
    let goals: Vec<NodeId> = scene.plan.children(None).collect();
    let goals =
        goals.into_iter().filter(|id| scene.plan.node(*id).is_some_and(|n| n.level != Level::Measure));
    let mut row = 1;
    for id in goals {
        let title = scene.plan.node(id).map(|node| squeeze(&node.title)).unwrap_or_default();
        cells.extend(line(scene, row, &scene.plan.address(id), &title, Scope::Node(id), ink));
        row += 1;
    }
    cells.extend(line(scene, row, "", &words.totals_all, Scope::Plan, ink.bold(true)));
    let mut table = Table::new(row + 1, words.totals_columns.len(), cells)?;
    table.name = Some(words.totals_sheet.clone());
    table.header_rows = 1;
    let [code, title, figure] = WIDTHS.map(mm);
    table.widths = (0..table.columns()).map(|at| [code, title].get(at).copied().unwrap_or(figure)).collect();
    Ok(Some(table))
}

fn line(
    scene: &LayoutContext<'_>,
    row: usize,
    code: &str,
    title: &str,
    scope: Scope,
    ink: ParagraphStyle,
) -> Vec<Cell> {
    // As of the end of the reported span.
    let span = scene.options.span;
    let tally = scene.quarters.tally_over(scope, span, span.last.last_day());
    let mut cells =
        vec![Cell::new(row, 0).with_block(ink.line(code)), Cell::new(row, 1).with_block(ink.line(title))];
    let figures = ParagraphStyle { align: Align::Right, ..ink };
    for (at, figure) in figures_of(&tally).into_iter().enumerate() {
        let cell = Cell::new(row, at + 2);
        cells.push(match figure {
            None => cell.with_block(figures.line("")),
            Some(Figure::Number(number)) => cell
                .with_block(figures.line(number.normalize().to_string().replace('.', ",")))
                .with_value(CellValue::Number(number)),
            Some(Figure::Percent(percent)) => cell
                .with_block(figures.line(format!("{} %", percent.to_string().replace('.', ","))))
                .with_value(CellValue::Percent(percent / Decimal::ONE_HUNDRED)),
        });
    }
    cells
}

enum Figure {
    Number(Decimal),
    Percent(Decimal),
}

/// In the order of the headings: measures, indicators, numeric targets, reached ones, their share, the capped mean,
/// and, where they are meaningful, the sums and their ratio.
fn figures_of(tally: &Tally) -> Vec<Option<Figure>> {
    let count = |n: u32| Some(Figure::Number(Decimal::from(n)));
    let same = |figure: Option<Figure>| figure.filter(|_| tally.adds_up());
    let sum = |sum: ControlSum| same(sum.total().map(|total| Figure::Number(total.0)));
    vec![
        count(tally.measures),
        count(tally.indicators),
        count(tally.targets.numeric),
        count(tally.reached),
        tally.share_met().map(Figure::Percent),
        tally.mean_capped().map(Figure::Percent),
        sum(tally.target_sum),
        sum(tally.fact_sum_on_targets),
        same(tally.weighted().map(Figure::Percent)),
    ]
}
