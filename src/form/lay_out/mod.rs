//! Lays out a plan in a form, as a document.
//!
//! | module | subject |
//! |---|---|
//! | `front` | approval, title, the other lines above the table |
//! | `title` | the title and the words for a period |
//! | `header` | the rows with the names of the columns |
//! | `body` | the outline as rows and merged cells |
//! | `columns` | columns that are empty in the whole plan |
//! | `measure` | the cells of a measure |
//! | `values` | targets, facts and notes as text |
//! | `evidence` | evidence, by unit |
//! | `foot`, `annex` | signatures; lines below the form |
//! | `debts` | the annex with the debts |
//! | `totals` | the sheet of totals in a workbook |
//! | `ink` | paragraphs with the look of the form |
//!
//! What a form has no column for is not lost. A level without a column becomes a row with its label; an aim,
//! performers and a term become labelled lines under their title; a part and a target for a longer span become
//! labelled lines in the cell of the value. Only facts, notes and evidence are left out where the form has no
//! column for facts, because such a document is a plan.

mod annex;
mod body;
mod columns;
mod debts;
mod evidence;
mod foot;
mod front;
mod header;
mod ink;
mod measure;
mod title;
mod totals;
mod values;

#[cfg(test)]
mod tests;

use jiff::civil::Date;

use crate::{
    document::{Bound, Document, PageSetup, formatting::mm},
    domain::{Draft, DraftNode, Level, NodeId, PerformerId, Plan, Quarter, Span},
};

pub use annex::annex;
pub use title::lacks_genitive;

use super::{
    code,
    form::{Form, Holds},
    writing::{ColumnLook, Within, Writing},
};

/// What is to be printed of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LayOut {
    /// The quarter, or the quarters of a longer report.
    pub span: Span,
    /// Without facts, notes and evidence: a form to be filled in.
    pub blank: bool,
    /// Only the measures of this performer, and those without performers.
    pub performer: Option<PerformerId>,
    /// The day of the debts listed after the signatures; none for no list.
    pub annex: Option<Date>,
}

impl LayOut {
    /// The whole report of one quarter.
    pub const fn of(quarter: Quarter) -> Self {
        Self { span: Span::single(quarter), blank: false, performer: None, annex: None }
    }
}

/// Refuses a plan that no document of a form can hold before laying it out.
///
/// # Errors
/// The bound that it breaks.
pub fn may_fit(plan: &Plan, form: &Form, options: &LayOut) -> Result<(), Bound> {
    // The measures of one performer may be few.
    let rows = if options.performer.is_some() { 0 } else { body::least_rows(plan, form) };
    Bound::Rows.check(rows)
}

/// Refuses a draft of which no report could be made, so that what can be imported can be reported: a report has a row
/// for each group and for each indicator of a measure, also for those that it shares with another.
///
/// # Errors
/// The bound that it breaks.
pub fn may_be_reported(draft: &Draft) -> Result<(), Bound> {
    fn rows(nodes: &[DraftNode]) -> usize {
        nodes
            .iter()
            .map(|node| (node.indicators.len() + node.shares.len()).max(1) + rows(&node.children))
            .sum()
    }
    Bound::Rows.check(rows(&draft.outline))
}

/// Lays out a plan in a form.
///
/// # Errors
/// The bound of a document that a very large plan breaks.
pub fn lay_out(plan: &Plan, form: &Form, options: &LayOut) -> Result<Document, Bound> {
    may_fit(plan, form, options)?;
    // A longer report is laid out as the last quarter of a plan with the values of the whole span.
    let longer = options.span.as_single().is_none();
    let whole = longer.then(|| plan.over(options.span, &values::ReportWords(options.span)));
    let scene = LayoutContext::new(whole.as_ref().unwrap_or(plan), plan, form, options);
    let mut blocks = front::blocks(&scene);
    blocks.extend(body::tables(&scene)?);
    blocks.extend(foot::blocks(&scene));
    if let Some(day) = options.annex {
        blocks.extend(debts::annex(&scene, day)?);
    }
    let mut document = Document::new("", blocks);
    document.page = page(&form.writing);
    document.sheets.extend(totals::sheet(&scene)?);
    document.title = title::lines(&scene).join(" ");
    Ok(document)
}

fn page(writing: &Writing) -> PageSetup {
    let [top, right, bottom, left] = writing.margins.map(mm);
    let page =
        PageSetup { top, right, bottom, left, size: writing.size.saturating_mul(2), ..PageSetup::default() };
    if writing.landscape { page.landscape() } else { page }
}

/// What all parts of the layout use.
struct LayoutContext<'a> {
    plan: &'a Plan,
    /// The plan with its quarters apart.
    quarters: &'a Plan,
    form: &'a Form,
    writing: &'a Writing,
    columns: Vec<ColumnLook>,
    options: &'a LayOut,
    quarter: Quarter,
    /// The level that the column of ordinals counts, and the level where it restarts.
    counts: (Level, Within),
    /// Whether the codes of the measures are numbers that run on, which are printed in the column of ordinals.
    runs_on: bool,
}

impl<'a> LayoutContext<'a> {
    fn new(plan: &'a Plan, quarters: &'a Plan, form: &'a Form, options: &'a LayOut) -> Self {
        let columns = form.column_looks();
        let counts = (form.writing.counts, form.writing.counts_within);
        let quarter = options.span.last;
        let mut codes = quarters.measures().filter_map(|(_, node)| node.code.as_deref());
        let runs_on = codes.any(code::runs_on);
        let writing = &form.writing;
        let mut scene = Self { plan, quarters, form, writing, columns, options, quarter, counts, runs_on };
        let other = scene.is_report_on_plan() && !scene.has_own_form();
        if other && !options.blank && !columns::are_all_under(plan, scene.counts.0) {
            // Counts measures, because otherwise some of them would have no number. Not in a form to be filled in,
            // where the column must keep its meaning for the import.
            scene.counts = (Level::Measure, Within::Plan);
        }
        columns::leave_out_empty(&mut scene);
        scene
    }

    /// Whether it is a report on a plan whose own title is not that of a report.
    fn is_report_on_plan(&self) -> bool {
        self.reports() && !title::is_of_report(&self.plan.header().title)
    }

    /// Whether the plan was imported from a document of this form.
    fn has_own_form(&self) -> bool {
        self.plan.header().form.as_deref() == Some(self.form.name.as_str())
    }

    /// The place of a column, counted from 0.
    fn column(&self, holds: Holds) -> Option<usize> {
        self.columns.iter().position(|column| column.holds == holds)
    }

    /// Whether it is the document that the plan was imported from: the same form for the same period. Only then the
    /// plan's own title, dates and numbers apply.
    fn is_own(&self) -> bool {
        self.has_own_form() && self.options.span == self.plan.header().period
    }

    /// Whether the form has a column for facts.
    fn reports(&self) -> bool {
        self.form.reports()
    }

    /// Whether a measure is printed.
    fn includes(&self, measure: NodeId) -> bool {
        let Some(who) = self.options.performer else { return true };
        let Some(node) = self.plan.node(measure) else { return false };
        let named = |id: NodeId| {
            let split = |indicator| {
                self.plan.targets(indicator).any(|(_, of, _)| of == Some(who))
                    || self.plan.facts(indicator).any(|(_, of, _)| of == Some(who))
            };
            self.plan.node(id).is_some_and(|node| node.performers.iter().any(|p| p.id == who))
                || self.plan.indicators(id).any(|(indicator, _)| split(indicator))
        };
        let shared = || node.shares.iter().filter_map(|id| self.plan.measure_of(*id)).any(named);
        node.performers.is_empty() || named(measure) || shared()
    }

    /// Whether anything under a node is printed.
    fn includes_any(&self, node: NodeId) -> bool {
        self.options.performer.is_none()
            || self.plan.measures_under(node).into_iter().any(|id| self.includes(id))
    }
}

/// Points as the half points of a document.
const fn half_points(points: u16) -> u16 {
    points.saturating_mul(2)
}

/// The width of a column as a document has it.
const fn width(column: &ColumnLook) -> u32 {
    mm(column.mm)
}
