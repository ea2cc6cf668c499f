//! The preview of the report: which form, which quarters, with or without facts; and writing it.

use crate::{
    domain::{Plan, PlanId, Quarter, Span},
    form::{Form, LayOut, PreviewLine, preview, report_form},
    keymap::Action,
};

use super::{Effect, Model, Notice, Screen, layer::PromptKind, list::ListCursor};

/// What is to be written, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRequest {
    /// The plan.
    pub plan: PlanId,
    /// The form.
    pub form: Box<Form>,
    /// The quarters, and whether with facts.
    pub options: LayOut,
    /// The file, by whose ending the format is chosen.
    pub file: String,
}

/// How many quarters a report goes back, to the beginning of the year.
const LONGEST: i32 = 4;

/// The state of the preview.
#[derive(Clone, Debug, Default)]
pub struct ReportPreview {
    /// The lines.
    pub lines: Vec<PreviewLine>,
    /// The first line shown is its `top`.
    pub cursor: ListCursor,
    /// Without facts.
    pub blank: bool,
    /// How many quarters the report spans, at least one.
    quarters: i32,
    forms: Vec<Form>,
    form: usize,
    /// What the lines were made of.
    made_of: Option<(PlanId, u64, Span, usize, bool, usize)>,
}

impl ReportPreview {
    /// The form that is shown.
    pub fn form(&self) -> Option<&Form> {
        self.forms.get(self.form)
    }

    /// The quarters that are shown, the last one given.
    pub fn span(&self, quarter: Quarter, period: Span) -> Span {
        let first = quarter.shift(1 - self.quarters.clamp(1, LONGEST));
        Span { first: first.clamp(period.first, quarter), last: quarter }
    }

    /// Makes the lines anew where something they are made of has changed.
    pub fn refresh(&mut self, plan: &Plan, quarter: Quarter, width: usize, height: usize) {
        let span = self.span(quarter, plan.period());
        let made_of = Some((plan.id(), plan.seq(), span, self.form, self.blank, width));
        if self.made_of != made_of {
            let options = LayOut { span, blank: self.blank, performer: None };
            let form = self.forms.get(self.form);
            self.lines = form.and_then(|form| preview(plan, form, &options, width)).unwrap_or_default();
            self.made_of = made_of;
        }
        self.cursor.set_height(height, self.lines.len());
    }

    /// Moves the window, not a cursor that nobody sees.
    fn scroll(&mut self, action: Action) -> bool {
        let (len, height) = (self.lines.len(), self.cursor.height.max(1));
        let mut window = ListCursor { at: self.cursor.top, top: 0, height: 1 };
        // One line stays in sight from page to page.
        let page = height.saturating_sub(1).max(1);
        let moved = match action {
            Action::PageUp => window.at.checked_sub(page).map_or(0, |at| at),
            Action::PageDown => window.at + page,
            Action::HalfUp => window.at.saturating_sub(height / 2),
            Action::HalfDown => window.at + height / 2,
            _ if window.act(action, len) => window.at,
            _ => return false,
        };
        let top = moved.min(len.saturating_sub(height));
        (self.cursor.top, self.cursor.at) = (top, top);
        true
    }
}

impl Model {
    /// Shows the report of the open plan.
    pub(super) fn go_to_report(&mut self) {
        let same = self.report.made_of.map(|(id, ..)| id) == self.plan.as_ref().map(Plan::id);
        if let Some(plan) = self.plan.as_ref().filter(|_| !same) {
            let forms = (self.forms)();
            let own = report_form(plan, &forms).map(|form| form.name.clone());
            let form = forms.iter().position(|form| Some(&form.name) == own.as_ref()).unwrap_or(0);
            self.report = ReportPreview { forms, form, quarters: 1, ..ReportPreview::default() };
        }
        self.go(Screen::Report);
    }

    pub(super) fn act_on_report(&mut self, action: Action) {
        if self.report.scroll(action) {
            return;
        }
        match action {
            Action::NextForm => {
                self.report.form = (self.report.form + 1) % self.report.forms.len().max(1);
                self.report.cursor =
                    ListCursor { height: self.report.cursor.height, ..ListCursor::default() };
            }
            Action::LongerReport => self.report.quarters = self.report.quarters.max(1) % LONGEST + 1,
            Action::ToggleBlank => self.report.blank = !self.report.blank,
            Action::WriteReport => {
                let Some(plan) = &self.plan else { return };
                let span = self.report.span(self.quarter, plan.period());
                let slug = &plan.header().slug;
                let name = match plan.period() == span {
                    true => format!("{slug}.docx"),
                    false => format!("{slug}-{}.docx", span.to_string().to_lowercase().replace("..", "-")),
                };
                self.prompt(PromptKind::ReportFile, String::new(), name);
            }
            _ => {}
        }
    }

    /// Asks for the report to be written; whether a file was named.
    pub(super) fn write_report(&mut self, file: &str, effects: &mut Vec<Effect>) -> bool {
        let (Some(plan), Some(form)) = (&self.plan, self.report.form()) else { return true };
        if file.is_empty() {
            return false;
        }
        let span = self.report.span(self.quarter, plan.period());
        let options = LayOut { span, blank: self.report.blank, performer: None };
        let request =
            ReportRequest { plan: plan.id(), form: Box::new(form.clone()), options, file: file.to_owned() };
        effects.push(Effect::WriteReport(request));
        self.notice = Some(Notice::info("notice-writing").with("file", file));
        true
    }
}
