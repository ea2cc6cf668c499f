//! A plan and a form, the document: what is printed, where, and how it looks.
//!
//! | module | subject |
//! |---|---|
//! | `front` | approval, title, the other lines above the table |
//! | `title` | the title and the words for a period |
//! | `header` | the rows with the names of the columns |
//! | `body` | the outline as rows and merged cells |
//! | `columns` | columns that are empty in the whole plan |
//! | `measure` | what stands in the cells of a measure |
//! | `values` | targets, facts and notes as text |
//! | `evidence` | what happened, by unit |
//! | `foot`, `annex` | signatures; lines below the form |
//! | `debts` | the annex with the debts, where it is asked for |
//! | `totals` | the sheet of totals that a workbook has beside the report |
//! | `ink` | paragraphs in the form's look |
//!
//! What a form has no column for is not lost. A level without a place of its own is a row with its label;
//! an aim, performers and a term stand in labelled lines under the title they belong to; a split and a
//! target for a longer time are labelled lines in the cell of the value. Only facts, notes and evidence
//! are left out of a form that has no column for facts: such a document is a plan.

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
    domain::{Level, NodeId, PerformerId, Plan, Quarter, Span},
};

pub use annex::annex;

use super::{
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
    /// Only the measures of this performer, and those that name nobody.
    pub performer: Option<PerformerId>,
    /// The day whose debts stand after the signatures; none of them where none.
    pub annex: Option<Date>,
}

impl LayOut {
    /// All of one quarter.
    pub const fn of(quarter: Quarter) -> Self {
        Self { span: Span::single(quarter), blank: false, performer: None, annex: None }
    }
}

/// Refuses a plan that no document can hold, before anything is made of it: each measure is a row at least.
///
/// # Errors
/// The bound that it breaks.
pub fn may_fit(plan: &Plan, options: &LayOut) -> Result<(), Bound> {
    // What is one performer's may be a small part of it.
    let rows = if options.performer.is_some() { 0 } else { plan.measures().count() };
    Bound::Rows.check(rows)
}

/// Lays a plan out in a form.
///
/// # Errors
/// The bound of a document that a very large plan breaks.
pub fn lay_out(plan: &Plan, form: &Form, options: &LayOut) -> Result<Document, Bound> {
    may_fit(plan, options)?;
    // A longer report is that of its last quarter in a plan whose values are those of all its quarters.
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

/// What everything here is made from.
struct LayoutContext<'a> {
    plan: &'a Plan,
    /// The plan with its quarters apart.
    quarters: &'a Plan,
    form: &'a Form,
    writing: &'a Writing,
    columns: Vec<ColumnLook>,
    options: &'a LayOut,
    quarter: Quarter,
    /// What the column of ordinals counts, and where it begins anew.
    counts: (Level, Within),
}

impl<'a> LayoutContext<'a> {
    fn new(plan: &'a Plan, quarters: &'a Plan, form: &'a Form, options: &'a LayOut) -> Self {
        let columns = form.column_looks();
        let counts = (form.writing.counts, form.writing.counts_within);
        let quarter = options.span.last;
        let mut scene =
            Self { plan, quarters, form, writing: &form.writing, columns, options, quarter, counts };
        if scene.is_report_on_plan() && !options.blank && !columns::are_all_under(plan, scene.counts.0) {
            // Where a measure would have no number, the measures are counted. In a form that comes back filled in, the
            // column goes on counting what it says.
            scene.counts = (Level::Measure, Within::Plan);
        }
        columns::leave_out_empty(&mut scene);
        scene
    }

    /// Whether it is a report on a plan that came in as a document of another form, and not as a report.
    fn is_report_on_plan(&self) -> bool {
        let own = self.plan.header().form.as_deref() == Some(self.form.name.as_str());
        self.reports() && !own && !title::is_of_report(&self.plan.header().title)
    }

    /// The place of a column, counted from 0.
    fn column(&self, holds: Holds) -> Option<usize> {
        self.columns.iter().position(|column| column.holds == holds)
    }

    /// Whether the document is the one that the plan came in as: the same form for the same time. Its title,
    /// its days and its numbers are those of the plan then; other documents have days of their own.
    fn is_own(&self) -> bool {
        let header = self.plan.header();
        header.form.as_deref() == Some(self.form.name.as_str()) && self.options.span == header.period
    }

    /// Whether the form has a place for what happened.
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
