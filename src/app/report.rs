//! The preview of the report: the form, the quarters, with or without facts; and writing it to a file.

pub use super::report_request::ReportRequest;
use super::{Cx, Effect, Handled, ScreenState, Shared, list::ListCursor, prompt};
use crate::{
    domain::{Plan, PlanId, Quarter, Span},
    form::{BrokenBound, Form, LayOut, PreviewLine, preview, report_form},
    keymap::{Action, Context},
};

/// The maximal number of quarters in a report.
const LONGEST: i32 = 4;

/// The state of the preview.
#[derive(Clone, Debug, Default)]
pub struct ReportPreview {
    /// The lines.
    pub lines: Vec<PreviewLine>,
    /// The bound of a document that the plan breaks: then there are no lines.
    pub broken: Option<BrokenBound>,
    /// The cursor; its `top` is the first visible line.
    pub cursor: ListCursor,
    /// Whether facts are left out.
    pub blank: bool,
    /// How many quarters the report covers, at least one.
    quarters: i32,
    /// The available forms; none until they were read.
    forms: Option<Vec<Form>>,
    form: usize,
    /// The plan for which the form and the quarters were chosen.
    plan: Option<PlanId>,
    /// Whether what the report lacks was asked for already.
    asked: bool,
    /// The inputs from which the lines were built.
    made_of: Option<(PlanId, u64, Span, usize, bool, usize)>,
}

impl ReportPreview {
    /// The form that is shown.
    pub fn form(&self) -> Option<&Form> {
        self.forms.as_ref()?.get(self.form)
    }

    /// Whether the forms are still being read.
    pub const fn is_waiting(&self) -> bool {
        self.forms.is_none()
    }

    /// Takes over the forms that were read. A chosen form is kept; the initial choice is that of the plan.
    pub(super) fn take_forms(&mut self, shared: &Shared, forms: Vec<Form>) {
        let own = || shared.plan.as_ref().and_then(|plan| report_form(plan, &forms)).map(|form| &form.name);
        let chosen = self.form().map(|form| form.name.clone());
        let name = chosen.as_ref().or_else(own);
        self.form = forms.iter().position(|form| Some(&form.name) == name).unwrap_or(0);
        self.forms = Some(forms);
        self.made_of = None;
    }

    /// The quarters that the report covers, given the last one.
    pub fn span(&self, quarter: Quarter, period: Span) -> Span {
        let first = quarter.shift(1 - self.quarters.clamp(1, LONGEST));
        Span { first: first.clamp(period.first, quarter), last: quarter }
    }

    /// Rebuilds the lines if their inputs have changed.
    pub fn refresh(&mut self, plan: &Plan, quarter: Quarter, width: usize, height: usize) {
        let span = self.span(quarter, plan.period());
        let made_of = Some((plan.id(), plan.seq(), span, self.form, self.blank, width));
        if self.made_of != made_of {
            let options = LayOut { span, blank: self.blank, performer: None, annex: None };
            let form = self.form();
            let made = form.map(|form| preview(plan, form, &options, width)).transpose();
            (self.lines, self.broken) = match made {
                Ok(lines) => (lines.unwrap_or_default(), None),
                Err(bound) => (Vec::new(), Some(bound)),
            };
            self.made_of = made_of;
        }
        self.cursor.set_height(height, self.lines.len());
    }

    /// The request to write the report, to a file named after the plan and the quarters.
    fn request(&self, shared: &Shared) -> Option<ReportRequest> {
        let (plan, form) = (shared.plan.as_ref()?, self.form()?);
        let span = self.span(shared.quarter, plan.period());
        let slug = &plan.header().slug;
        let file = if plan.period() == span {
            format!("{slug}.docx")
        } else {
            format!("{slug}-{}.docx", span.to_string().to_lowercase().replace("..", "-"))
        };
        let options = LayOut { span, blank: self.blank, performer: None, annex: None };
        Some(ReportRequest { plan: plan.id(), form: Box::new(form.clone()), options, file, replace: false })
    }
}

impl ScreenState for ReportPreview {
    fn context(&self) -> Context {
        Context::Report
    }

    fn hints(&self) -> &'static [Action] {
        use Action::{GotoOutline, Help, LongerReport, NextForm, NextQuarter, ToggleBlank, WriteReport};
        &[WriteReport, NextForm, LongerReport, ToggleBlank, NextQuarter, GotoOutline, Help]
    }

    /// The forms are read again each time, because the user may have added one; until then the known ones are used.
    fn enter(&mut self, cx: &mut Cx<'_>) {
        let plan = cx.shared.plan.as_ref().map(Plan::id);
        if self.plan != plan {
            *self = Self { plan, quarters: 1, ..Self::default() };
        }
        cx.effects.push(Effect::LoadForms);
    }

    fn list(&self, _shared: &Shared) -> Option<ListCursor> {
        Some(self.cursor)
    }

    fn act(&mut self, cx: &mut Cx<'_>, action: Action) {
        if self.cursor.act(action, self.lines.len()) == Handled::Yes {
            return;
        }
        match action {
            Action::NextForm => {
                let forms = self.forms.as_ref().map_or(0, Vec::len);
                self.form = (self.form + 1) % forms.max(1);
                self.cursor = ListCursor { height: self.cursor.height, ..ListCursor::default() };
            }
            Action::LongerReport => self.quarters = self.quarters.max(1) % LONGEST + 1,
            Action::ToggleBlank => self.blank = !self.blank,
            Action::WriteReport => {
                let Some(request) = self.request(cx.shared) else { return };
                // Who leaves an answer blank is not asked each time.
                if request.options.blank || std::mem::replace(&mut self.asked, true) {
                    prompt::file::report(cx, request);
                } else {
                    prompt::lacking::report(cx, request);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Level, Node, NodeId, Record, RecordKey, order::Order},
        form::built_in,
    };

    /// The rows of a table.
    const LIMIT: usize = 100_000;

    #[test]
    fn a_plan_that_no_document_holds_is_refused_with_the_bound() {
        let node = Node {
            level: Level::Measure,
            parent: None,
            order: Order::middle(),
            code: None,
            title: "Захід".to_owned(),
            objective: None,
            performers: Vec::new(),
            term: None,
            shares: Vec::new(),
            source: None,
        };
        let nodes = (0..=LIMIT as u128).map(|n| (RecordKey::Node(NodeId(n)), 1, Record::from(node.clone())));
        let plan = Plan::from_records(PlanId(1), 1, nodes);
        let mut report = ReportPreview { forms: Some(built_in()), ..ReportPreview::default() };
        report.refresh(&plan, Quarter::new(2026, 1).unwrap(), 80, 20);
        let broken = Some(BrokenBound { bound: "rows", limit: LIMIT });
        assert_eq!((report.broken, report.lines.len()), (broken, 0));
    }
}
