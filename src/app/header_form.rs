//! The form of a plan's header: a new plan, or the header of the open one.

use crate::{
    domain::{Command, Context, Header, Plan, PlanId, Signature, Span, slug},
    form,
    keymap::Action,
};

use super::{
    Effect, Layer, Model, Notice, Screen,
    layer::{Form, FormKind},
    line::Line,
};

/// The labels of a header's fields, in the order they are shown.
const HEADER_FIELDS: [&str; 12] = [
    "field-title",
    "field-organisation",
    "field-period",
    "field-slug",
    "field-approval-heading",
    "field-approval-role",
    "field-approval-name",
    "field-approval-date",
    "field-approval-number",
    "field-signature-role",
    "field-signature-name",
    "field-signature-date",
];

impl Model {
    pub(super) fn new_plan_form(&self) -> Form {
        let year = self.quarter.year();
        let period = format!("{year}Q1..{year}Q4");
        let fields = HEADER_FIELDS.iter().take(4).map(|label| {
            let text = if *label == "field-period" { period.clone() } else { String::new() };
            (*label, Line::new(text))
        });
        Form { kind: FormKind::NewPlan, fields: fields.collect(), at: 0 }
    }

    /// Opens the header of the plan for editing.
    pub(super) fn edit_header(&mut self) {
        let Some(plan) = &self.plan else { return };
        let header = plan.header();
        let approval = header.approval.clone().unwrap_or_default();
        let signature = header.signatures.first().cloned().unwrap_or_default();
        let day = |day: Option<jiff::civil::Date>| day.map(|d| d.to_string()).unwrap_or_default();
        let texts = [
            header.title.clone(),
            header.organisation.clone(),
            header.period.to_string(),
            header.slug.clone(),
            approval.heading,
            approval.role,
            approval.name,
            day(approval.date),
            approval.number.unwrap_or_default(),
            signature.role,
            signature.name,
            day(signature.date),
        ];
        let fields = HEADER_FIELDS.iter().zip(texts).map(|(label, text)| (*label, Line::new(text)));
        self.layers.push(Layer::Form(Form { kind: FormKind::Header, fields: fields.collect(), at: 0 }));
    }

    pub(super) fn form_action(&mut self, action: Action, context: &mut Context, effects: &mut Vec<Effect>) {
        let Some(Layer::Form(form)) = self.layers.last_mut() else { return };
        let last = form.fields.len().saturating_sub(1);
        match action {
            Action::CancelText | Action::Cancel => drop(self.layers.pop()),
            Action::Complete | Action::Down => form.at = if form.at == last { 0 } else { form.at + 1 },
            Action::Up => form.at = form.at.checked_sub(1).unwrap_or(last),
            Action::Commit if form.at < last && form.kind == FormKind::NewPlan => form.at += 1,
            Action::Commit => {
                if let Some(Layer::Form(form)) = self.layers.pop()
                    && !self.commit_form(&form, context, effects)
                {
                    self.layers.push(Layer::Form(form));
                }
            }
            _ => {}
        }
    }

    fn commit_form(&mut self, form: &Form, context: &mut Context, effects: &mut Vec<Effect>) -> bool {
        let old = match (form.kind, &self.plan) {
            (FormKind::Header, Some(plan)) => plan.header().clone(),
            _ => Plan::empty(PlanId(0)).header().clone(),
        };
        let mut header = match header_of(form, old) {
            Ok(header) => header,
            Err(notice) => {
                self.notice = Some(notice);
                return false;
            }
        };
        if header.slug.is_empty() {
            header.slug = slug::suggest(&header.organisation, &header.title, header.period, &self.catalog);
        }
        if self.catalog.iter().any(|entry| entry.slug == header.slug && !self.is_form_about(form, entry.id)) {
            self.notice = Some(Notice::warning("notice-slug-taken").with("slug", &header.slug));
            return false;
        }
        match form.kind {
            FormKind::Header => self.taken(&Command::EditHeader(header), context, effects),
            FormKind::NewPlan => {
                let id = PlanId(context.ids.draw());
                let previous = self.plan.replace(Plan::empty(id));
                if self.command(&Command::CreatePlan(header), context, effects) {
                    let plan = self.plan.take();
                    if let Some(plan) = plan {
                        self.take_plan(plan);
                    }
                    self.screen = Screen::Outline;
                    effects.push(Effect::LoadCatalog);
                    return true;
                }
                self.plan = previous;
                false
            }
        }
    }

    fn is_form_about(&self, form: &Form, id: PlanId) -> bool {
        form.kind == FormKind::Header && self.plan.as_ref().is_some_and(|plan| plan.id() == id)
    }
}

/// The header that a form describes; what it does not ask for stays as it was.
fn header_of(form: &Form, mut header: Header) -> Result<Header, Notice> {
    let text = |label: &str| {
        let field = form.fields.iter().find(|(name, _)| *name == label);
        field.map(|(_, line)| crate::text::normal::squeeze(line.text())).unwrap_or_default()
    };
    header.title = text("field-title");
    header.organisation = text("field-organisation");
    header.period = Span::parse(&text("field-period")).ok_or_else(|| Notice::warning("notice-bad-period"))?;
    header.slug = text("field-slug");
    if form.kind == FormKind::Header {
        header.approval = signature(
            header.approval,
            [text("field-approval-heading"), text("field-approval-role"), text("field-approval-name")],
            &text("field-approval-date"),
            Some(text("field-approval-number")),
        )?;
        let first = header.signatures.first().cloned();
        let heading = first.as_ref().map(|s| s.heading.clone()).unwrap_or_default();
        let parts = [heading, text("field-signature-role"), text("field-signature-name")];
        let first = signature(first, parts, &text("field-signature-date"), None)?;
        let others = header.signatures.into_iter().skip(1);
        header.signatures = first.into_iter().chain(others).collect();
    }
    Ok(header)
}

fn signature(
    old: Option<Signature>,
    [heading, role, name]: [String; 3],
    day: &str,
    number: Option<String>,
) -> Result<Option<Signature>, Notice> {
    let date = match day {
        "" => None,
        day => {
            let read = form::dates::whole_date(day).or_else(|| day.parse().ok());
            Some(read.ok_or_else(|| Notice::warning("notice-bad-date").with("text", day))?)
        }
    };
    let old = old.unwrap_or_default();
    let number = number.map_or(old.number, |n| (!n.is_empty()).then_some(n));
    let new = Signature { heading, role, name, date, number };
    Ok((new != Signature::default()).then_some(new))
}
