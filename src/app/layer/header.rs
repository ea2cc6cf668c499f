//! The form of a plan's header: a new plan, or the header of the open one.

use super::{
    Flow,
    fields::{Enter, Fields},
};
use crate::{
    app::{Cx, Effect, Notice, Outcome, Screen, prompt::told},
    domain::{Command, Header, HeaderPatch, Plan, PlanId, slug},
    form::typed::header::{self, HeaderFault},
    keymap::Action,
    text::day::in_digits,
};

/// The labels of a header's fields, in the order they are shown.
const HEADER_FIELDS: [&str; 13] = [
    "field-title",
    "field-organisation",
    "field-period",
    "field-slug",
    "field-genitive",
    "field-approval-heading",
    "field-approval-role",
    "field-approval-name",
    "field-approval-date",
    "field-approval-number",
    "field-signature-role",
    "field-signature-name",
    "field-signature-date",
];

/// What a form is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormKind {
    /// A new plan.
    NewPlan,
    /// The header of the open plan.
    Header,
}

/// A form for a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderForm {
    /// What it is used for.
    pub kind: FormKind,
    /// The fields.
    pub fields: Fields,
}

impl HeaderForm {
    /// The form of a new plan, for a year.
    pub fn new_plan(year: i16) -> Self {
        let period = format!("{year}Q1..{year}Q4");
        let fields = HEADER_FIELDS.iter().take(4).map(|label| {
            let text = if *label == "field-period" { period.clone() } else { String::new() };
            (*label, text)
        });
        Self { kind: FormKind::NewPlan, fields: Fields::new(fields) }
    }

    /// The form with the header of a plan.
    pub fn of(header: &Header) -> Self {
        let approval = header.approval.clone().unwrap_or_default();
        let signature = header.signatures.first().cloned().unwrap_or_default();
        let day = |day: Option<jiff::civil::Date>| day.map(|d| d.to_string()).unwrap_or_default();
        let texts = [
            header.title.clone(),
            header.organisation.clone(),
            header.period.to_string(),
            header.slug.clone(),
            header.organisation_genitive.clone().unwrap_or_default(),
            approval.heading,
            approval.role,
            approval.name,
            day(approval.date),
            approval.number.unwrap_or_default(),
            signature.role,
            signature.name,
            day(signature.date),
        ];
        Self { kind: FormKind::Header, fields: Fields::new(HEADER_FIELDS.into_iter().zip(texts)) }
    }

    pub(super) fn act(&mut self, cx: &mut Cx<'_>, action: Action) -> Flow {
        let enter = match self.kind {
            FormKind::NewPlan => Enter::Next,
            FormKind::Header => Enter::Commit,
        };
        self.fields.step(cx, action, enter).unwrap_or_else(|| self.commit(cx))
    }

    /// How the field with the caret is read, if it is more than plain text.
    pub fn preview(&self) -> Option<Notice> {
        let (label, line) = self.fields.list.get(self.fields.at)?;
        let text = line.text().trim();
        let read = match *label {
            "field-period" => header::period(text).map(|period| Some(period.to_string())),
            "field-approval-date" | "field-signature-date" => header::day(text).map(|day| day.map(in_digits)),
            _ => return None,
        };
        match read {
            Ok(said) => said.map(told::read_as),
            Err(fault) => Some(fault_notice(fault)),
        }
    }

    /// Takes what the form holds. What is refused stays open, as it was typed.
    fn commit(&self, cx: &mut Cx<'_>) -> Flow {
        let Some(header) = self.header(cx) else { return Flow::Stay };
        Flow::after(match self.kind {
            FormKind::Header => cx.enter(&Command::EditHeader(Box::new(self.patch(header)))),
            FormKind::NewPlan => make_plan(cx, &Command::CreatePlan(header)),
        })
    }

    /// The edited fields. The others are left out, because another window may have changed them.
    fn patch(&self, header: Header) -> HeaderPatch {
        let edited = |labels: &str| self.fields.is_edited_in(labels);
        HeaderPatch {
            slug: edited("field-slug").then_some(header.slug),
            title: edited("field-title").then_some(header.title),
            organisation: edited("field-organisation").then_some(header.organisation),
            organisation_genitive: edited("field-genitive").then_some(header.organisation_genitive),
            period: edited("field-period").then_some(header.period),
            approval: edited("field-approval-").then_some(header.approval),
            signatures: edited("field-signature-").then_some(header.signatures),
        }
    }

    /// The header in the form; an error is shown as a notice.
    fn header(&self, cx: &mut Cx<'_>) -> Option<Header> {
        let old = match (self.kind, &cx.shared.plan) {
            (FormKind::Header, Some(plan)) => plan.header().clone(),
            _ => Plan::empty(PlanId(0)).header().clone(),
        };
        let mut header = match header_of(self, old) {
            Ok(header) => header,
            Err(notice) => {
                cx.say(notice);
                return None;
            }
        };
        let catalog = &cx.shared.catalog;
        if header.slug.is_empty() {
            header.slug = slug::suggest(&header.organisation, &header.title, header.period, catalog);
        }
        let own = |id| self.kind == FormKind::Header && cx.shared.is_open(id);
        if catalog.iter().any(|entry| entry.slug == header.slug && !own(entry.id)) {
            cx.say(Notice::warning("notice-slug-taken").with("slug", &header.slug));
            return None;
        }
        Some(header)
    }
}

/// Makes a plan by a command and opens it.
pub(super) fn make_plan(cx: &mut Cx<'_>, command: &Command) -> Outcome {
    let id = PlanId(cx.context.ids.draw());
    let previous = cx.shared.plan.replace(Plan::empty(id));
    if cx.command(command) == Outcome::Refused {
        cx.shared.plan = previous;
        return Outcome::Refused;
    }
    if let Some(plan) = cx.shared.plan.take() {
        cx.shared.take_plan(plan);
    }
    cx.show(Screen::Outline);
    cx.effects.push(Effect::LoadCatalog);
    Outcome::Taken
}

/// The header in the form; fields that the form does not have keep their values.
fn header_of(form: &HeaderForm, mut header: Header) -> Result<Header, Notice> {
    let text = |label: &str| form.fields.text(label);
    header.title = text("field-title");
    header.organisation = text("field-organisation");
    header.period = header::period(&text("field-period")).map_err(fault_notice)?;
    header.slug = text("field-slug");
    if form.kind == FormKind::Header {
        header.organisation_genitive = Some(text("field-genitive")).filter(|text| !text.is_empty());
        let [heading, role, name] =
            ["field-approval-heading", "field-approval-role", "field-approval-name"].map(text);
        let (date, number) = (text("field-approval-date"), text("field-approval-number"));
        header.approval =
            header::signature([&heading, &role, &name], &date, Some(&number)).map_err(fault_notice)?;
        let first = header.signatures.first().cloned().unwrap_or_default();
        let [role, name, date] =
            ["field-signature-role", "field-signature-name", "field-signature-date"].map(text);
        let parts = [first.heading.as_str(), &role, &name];
        let first = header::signature(parts, &date, first.number.as_deref()).map_err(fault_notice)?;
        let others = header.signatures.into_iter().skip(1);
        header.signatures = first.into_iter().chain(others).collect();
    }
    Ok(header)
}

fn fault_notice(fault: HeaderFault) -> Notice {
    match fault {
        HeaderFault::Period(text) => Notice::warning("notice-bad-period").with("text", text),
        HeaderFault::Day(text) => Notice::warning("notice-bad-date").with("text", text),
    }
}
