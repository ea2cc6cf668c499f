//! Layers at work: typing in prompts and forms, choosing, confirming, and what comes of it.

use crate::{
    domain::{
        Aggregation, Command, Comparator, Context, FactValue, Header, IndicatorFields, IndicatorId, Node,
        NodePatch, Plan, PlanId, Quarter, SetFact, Signature, Span, Subject, entry,
    },
    form,
    keymap::Action,
    text::translit,
};

use super::{
    Effect, Layer, Model, Notice, Screen,
    layer::{ChoiceKind, Confirm, ConfirmKind, Form, FormKind, Prompt, PromptKind},
    line::Line,
    outline_edit::NewNode,
};

/// The rows of the choice of how an indicator is judged.
pub(super) const KINDS: [(&str, Kind); 7] = [
    ("comparator-at-least", Kind::Comparator(Comparator::AtLeast)),
    ("comparator-at-most", Kind::Comparator(Comparator::AtMost)),
    ("comparator-equal", Kind::Comparator(Comparator::Equal)),
    ("aggregation-sum", Kind::Aggregation(Aggregation::Sum)),
    ("aggregation-last", Kind::Aggregation(Aggregation::Last)),
    ("aggregation-mean", Kind::Aggregation(Aggregation::Mean)),
    ("aggregation-max", Kind::Aggregation(Aggregation::Max)),
];

/// See [`KINDS`].
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Comparator(Comparator),
    Aggregation(Aggregation),
}

/// The keys that edit a line; whether the action was one of them.
pub(super) fn edit_line(line: &mut Line, action: Action, yank: &mut String) -> bool {
    let killed = match action {
        Action::CaretLeft => return done(line.left()),
        Action::CaretRight => return done(line.right()),
        Action::CaretWordLeft => return done(line.word_left()),
        Action::CaretWordRight => return done(line.word_right()),
        Action::CaretStart => return done(line.start()),
        Action::CaretEnd => return done(line.end()),
        Action::DeleteBack => return done(line.delete_back()),
        Action::DeleteForward => return done(line.delete_forward()),
        Action::TextUndo => {
            line.undo();
            return true;
        }
        Action::TextRedo => {
            line.redo();
            return true;
        }
        Action::Yank => return done(line.insert_str(yank)),
        Action::KillWordBack => line.kill_word_back(),
        Action::KillWordForward => line.kill_word_forward(),
        Action::KillToStart => line.kill_to_start(),
        Action::KillToEnd => line.kill_to_end(),
        _ => return false,
    };
    if !killed.is_empty() {
        *yank = killed;
    }
    true
}

const fn done((): ()) -> bool {
    true
}

/// The performers of a measure as they are typed: by semicolons, consent in brackets.
pub(super) fn performers_text(plan: &Plan, node: &Node) -> String {
    let names = node.performers.iter().filter_map(|who| {
        let name = &plan.performer(who.id)?.name;
        Some(if who.by_consent { format!("{name} (за згодою)") } else { name.clone() })
    });
    names.collect::<Vec<_>>().join("; ")
}

fn parse_performers(text: &str) -> Vec<(String, bool)> {
    let names = text.split(';').map(str::trim).filter(|name| !name.is_empty());
    names
        .map(|name| match name.strip_suffix("(за згодою)").or_else(|| name.strip_suffix("(by consent)"))
        {
            Some(name) => (name.trim().to_owned(), true),
            None => (name.to_owned(), false),
        })
        .collect()
}

/// The number that a new node would have after its siblings, as a proposal: `1.2.3` after `1.2.2`.
pub(super) fn next_code(plan: &Plan, new: &NewNode) -> String {
    let codes = plan.children(new.parent).filter_map(|id| plan.node(id)?.code.clone());
    let numbers = codes.filter_map(|code| {
        let (head, tail) = code.rsplit_once('.').map_or(("", code.as_str()), |(h, t)| (h, t));
        Some((head.to_owned(), tail.parse::<u32>().ok()?))
    });
    let parent = new.parent.and_then(|id| plan.node(id)?.code.clone());
    match numbers.max_by_key(|(_, n)| *n) {
        Some((head, n)) if head.is_empty() => (n + 1).to_string(),
        Some((head, n)) => format!("{head}.{}", n + 1),
        None => parent.map_or_else(
            || if new.parent.is_none() { "1".to_owned() } else { String::new() },
            |p| format!("{p}.1"),
        ),
    }
}

impl Model {
    pub(super) fn act_on_layer(
        &mut self,
        action: Action,
        typed: Option<char>,
        context: &mut Context,
        effects: &mut Vec<Effect>,
    ) {
        let mut yank = std::mem::take(&mut self.yank);
        match self.layers.last_mut() {
            Some(Layer::Help(..)) => scroll_help(&mut self.layers, action),
            Some(Layer::Prompt(prompt)) => match action {
                Action::InsertChar => typed.into_iter().for_each(|c| prompt.line.insert(c)),
                _ if edit_line(&mut prompt.line, action, &mut yank) => {}
                _ => self.prompt_action(action, context, effects),
            },
            Some(Layer::Form(form)) => {
                let line = form.fields.get_mut(form.at).map(|(_, line)| line);
                let edited = line.is_some_and(|line| match (action, typed) {
                    (Action::InsertChar, Some(c)) => done(line.insert(c)),
                    _ => edit_line(line, action, &mut yank),
                });
                if !edited {
                    self.form_action(action, context, effects);
                }
            }
            Some(Layer::Choice(_)) => self.choice_action(action, typed, context, effects),
            Some(Layer::Confirm(confirm)) => {
                let confirm = confirm.clone();
                self.layers.pop();
                if action == Action::Confirm {
                    self.confirmed(&confirm, context, effects);
                }
            }
            None => {}
        }
        if !yank.is_empty() {
            self.yank = yank;
        }
    }

    fn prompt_action(&mut self, action: Action, context: &mut Context, effects: &mut Vec<Effect>) {
        match action {
            Action::CancelText | Action::Cancel => {
                if let Some(Layer::Prompt(prompt)) = self.layers.pop() {
                    self.remember_text(prompt.line.text().to_owned());
                }
            }
            Action::RecallEntry => {
                if let (Some(text), Some(Layer::Prompt(prompt))) =
                    (self.recall.last(), self.layers.last_mut())
                {
                    prompt.line.replace(text);
                }
            }
            Action::Complete => self.complete(),
            Action::Commit => {
                if let Some(Layer::Prompt(prompt)) = self.layers.pop()
                    && !self.commit_prompt(&prompt, context, effects)
                {
                    // What is refused stays open, as it was typed.
                    self.layers.push(Layer::Prompt(prompt));
                }
            }
            _ => {}
        }
    }

    /// Takes what a prompt holds; whether it was taken.
    fn commit_prompt(&mut self, prompt: &Prompt, context: &mut Context, effects: &mut Vec<Effect>) -> bool {
        let text = prompt.line.text().trim().to_owned();
        let period = self.plan.as_ref().map(Plan::period);
        let command = match prompt.kind {
            PromptKind::Search => {
                self.outline.search = text;
                self.find_match(true);
                return true;
            }
            PromptKind::Title(id) => patch(id, NodePatch { title: Some(text), ..NodePatch::default() }),
            PromptKind::Code(id) => patch(id, NodePatch { code: Some(Some(text)), ..NodePatch::default() }),
            PromptKind::Performers(id) => {
                patch(id, NodePatch { performers: Some(parse_performers(&text)), ..NodePatch::default() })
            }
            PromptKind::Term(id) => {
                let Some(period) = period else { return true };
                let term = (!text.is_empty()).then(|| form::term::parse_term(&text, period).value);
                patch(id, NodePatch { term: Some(term), ..NodePatch::default() })
            }
            PromptKind::NewNode(new) => return self.make_node(&new, &prompt.about, &text, context, effects),
            PromptKind::NewIndicator(id) => {
                let fields = IndicatorFields { name: text, ..IndicatorFields::default() };
                let taken = self.taken(&Command::AddIndicator(id, Box::new(fields)), context, effects);
                let made = self.plan.as_ref().and_then(|plan| plan.indicators(id).last().map(|(id, _)| id));
                self.outline.focus_indicator(made);
                return taken;
            }
            PromptKind::IndicatorName(id) => {
                return self.patch_indicator(id, context, effects, |f| f.name = text);
            }
            PromptKind::Unit(id) => {
                return self.patch_indicator(id, context, effects, |f| f.unit = Some(text));
            }
            PromptKind::Target(subject) => return self.set_target(subject, &text, context, effects),
            PromptKind::Fact(subject) => return self.set_typed_fact(subject, &text, context, effects),
            PromptKind::Note(subject) => set_fact(subject, self.quarter, None, Some(text)),
            PromptKind::Evidence(_) | PromptKind::EditEvidence(_) | PromptKind::EvidenceLink(_) => {
                return self.commit_evidence(prompt.kind, &text, context, effects);
            }
        };
        self.taken(&command, context, effects)
    }

    /// Runs a command; what would change nothing counts as taken.
    pub(super) fn taken(
        &mut self,
        command: &Command,
        context: &mut Context,
        effects: &mut Vec<Effect>,
    ) -> bool {
        if self.command(command, context, effects) {
            return true;
        }
        let nothing = self.notice.as_ref().is_some_and(Notice::is_nothing_to_do);
        if nothing {
            self.notice = None;
        }
        nothing
    }

    fn make_node(
        &mut self,
        new: &NewNode,
        code: &str,
        text: &str,
        context: &mut Context,
        effects: &mut Vec<Effect>,
    ) -> bool {
        // A number typed before the title stands instead of the proposed one.
        let (code, title) = match text.split_once(' ') {
            Some((head, tail)) if head.starts_with(|c: char| c.is_ascii_digit()) && head.contains('.') => {
                (head, tail)
            }
            _ => (code, text),
        };
        let command = Command::AddNode {
            level: new.level,
            parent: new.parent,
            place: new.place,
            code: (!code.is_empty()).then(|| code.to_owned()),
            title: title.to_owned(),
        };
        let known: Vec<_> = self.plan.iter().flat_map(|p| p.children(new.parent)).collect();
        if !self.command(&command, context, effects) {
            return false;
        }
        let made = self.plan.iter().flat_map(|p| p.children(new.parent)).find(|id| !known.contains(id));
        if let Some(id) = made {
            self.focus(id);
        }
        true
    }

    fn patch_indicator(
        &mut self,
        id: IndicatorId,
        context: &mut Context,
        effects: &mut Vec<Effect>,
        change: impl FnOnce(&mut IndicatorFields),
    ) -> bool {
        let Some(old) = self.plan.as_ref().and_then(|plan| plan.indicator(id)) else { return true };
        let mut fields = IndicatorFields {
            name: old.name.clone(),
            unit: old.unit.clone(),
            comparator: old.comparator,
            aggregation: old.aggregation,
        };
        change(&mut fields);
        self.taken(&Command::EditIndicator(id, Box::new(fields)), context, effects)
    }

    fn set_target(
        &mut self,
        subject: Subject,
        text: &str,
        context: &mut Context,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let read = form::value::parse_target(text);
        if let Some(unsure) = &read.unsure {
            // Unknown words are a condition; that they were taken so is said.
            self.notice = Some(Notice::warning("notice-target-is-condition").with("text", &unsure.reading));
        }
        let said = self.notice.clone();
        let target = read.value.map(|read| read.target);
        let span = Span::single(self.quarter);
        let taken =
            self.taken(&Command::SetTarget { subject, span, performer: None, target }, context, effects);
        if taken {
            self.notice = said;
        }
        taken
    }

    fn set_typed_fact(
        &mut self,
        subject: Subject,
        text: &str,
        context: &mut Context,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let Some(plan) = &self.plan else { return true };
        let measure = match subject {
            Subject::Indicator(id) => plan.measure_of(id),
            Subject::Node(id) => Some(id),
            Subject::Plan => None,
        };
        let Some(measure) = measure else { return true };
        let row = super::facts::FactRow { subject, measure, group: None };
        let entry_context = entry::EntryContext { words: true, ..self.entry_context(plan, &row) };
        match entry::parse(text, &entry_context) {
            Ok(entry) => {
                let cleared = || (FactValue::None, String::new());
                let value = entry.value.or_else(|| entry.note.is_none().then(cleared));
                self.taken(&set_fact(subject, self.quarter, value, entry.note), context, effects)
            }
            Err(fault) => {
                self.notice = Some(Notice::from(fault));
                false
            }
        }
    }

    /// Completes the name of a performer from those the plan knows.
    fn complete(&mut self) {
        let (Some(plan), Some(Layer::Prompt(prompt))) = (&self.plan, self.layers.last_mut()) else { return };
        if !matches!(prompt.kind, PromptKind::Performers(_)) {
            return;
        }
        let text = prompt.line.text().to_owned();
        let (head, tail) = text.rsplit_once(';').map_or(("", text.as_str()), |(head, tail)| (head, tail));
        let wanted = crate::text::key::search_key(tail.trim());
        let found =
            plan.performers().find(|(_, p)| crate::text::key::search_key(&p.name).starts_with(&wanted));
        if let (Some((_, performer)), false) = (found, wanted.is_empty()) {
            let glue = if head.is_empty() { "" } else { "; " };
            prompt.line.replace(&format!("{head}{glue}{}", performer.name));
        }
    }

    fn choice_action(
        &mut self,
        action: Action,
        typed: Option<char>,
        context: &mut Context,
        effects: &mut Vec<Effect>,
    ) {
        let Some(Layer::Choice(choice)) = self.layers.last_mut() else { return };
        let last = choice.rows.len().saturating_sub(1);
        let picked = match action {
            Action::Up => return choice.at = choice.at.saturating_sub(1),
            Action::Down => return choice.at = (choice.at + 1).min(last),
            Action::Accept => choice.at,
            Action::AcceptNth => {
                let nth = typed.and_then(|c| c.to_digit(10)).and_then(|n| usize::try_from(n).ok());
                match nth.and_then(|n| n.checked_sub(1)).filter(|n| *n <= last) {
                    Some(nth) => nth,
                    None => return,
                }
            }
            Action::Cancel => return drop(self.layers.pop()),
            _ => return,
        };
        let ChoiceKind::Kind(id) = choice.kind;
        self.layers.pop();
        let Some((_, kind)) = KINDS.get(picked) else { return };
        self.patch_indicator(id, context, effects, |fields| match kind {
            Kind::Comparator(comparator) => fields.comparator = *comparator,
            Kind::Aggregation(aggregation) => fields.aggregation = *aggregation,
        });
    }

    fn confirmed(&mut self, confirm: &Confirm, context: &mut Context, effects: &mut Vec<Effect>) {
        let ConfirmKind::DeletePlan(id) = confirm.kind;
        if self.plan.as_ref().is_some_and(|plan| plan.id() == id)
            && self.command(&Command::DeletePlan, context, effects)
        {
            self.plan = None;
            self.screen = Screen::Plans;
            self.catalog.retain(|entry| entry.id != id);
            effects.push(Effect::LoadCatalog);
            self.notice = Some(Notice::info("notice-plan-deleted").with("subject", &confirm.about));
        }
    }
}

fn scroll_help(layers: &mut Vec<Layer>, action: Action) {
    let Some(Layer::Help(_, top)) = layers.last_mut() else { return };
    match action {
        Action::Up => *top = top.saturating_sub(1),
        Action::Down => *top += 1,
        Action::PageUp | Action::HalfUp => *top = top.saturating_sub(10),
        Action::PageDown | Action::HalfDown => *top += 10,
        Action::First => *top = 0,
        Action::Last => *top = usize::MAX / 2,
        Action::Cancel => drop(layers.pop()),
        _ => {}
    }
}

fn patch(id: crate::domain::NodeId, patch: NodePatch) -> Command {
    Command::EditNode(id, Box::new(patch))
}

fn set_fact(
    subject: Subject,
    quarter: Quarter,
    value: Option<(FactValue, String)>,
    note: Option<String>,
) -> Command {
    Command::SetFact(SetFact { subject, quarter, performer: None, value, note })
}

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

    fn form_action(&mut self, action: Action, context: &mut Context, effects: &mut Vec<Effect>) {
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
        let header = match header_of(form, old) {
            Ok(header) => header,
            Err(notice) => {
                self.notice = Some(notice);
                return false;
            }
        };
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
    header.period =
        parse_period(&text("field-period")).ok_or_else(|| Notice::warning("notice-bad-period"))?;
    header.slug = text("field-slug");
    if header.slug.is_empty() {
        let name = if header.organisation.is_empty() { &header.title } else { &header.organisation };
        let words = translit::slug(name);
        let head: Vec<&str> = words.split('-').take(2).collect();
        header.slug = format!("{}-{}", head.join("-"), header.period.last).to_lowercase();
    }
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

/// Reads `2026Q1..2026Q4`, `2026`, or one quarter in any spelling.
pub fn parse_period(text: &str) -> Option<Span> {
    if let Some((first, last)) = text.split_once("..") {
        return Span::new(Quarter::parse(first)?, Quarter::parse(last)?);
    }
    if let Some(quarter) = Quarter::parse(text) {
        return Some(Span::single(quarter));
    }
    let year = text.trim().parse().ok()?;
    Span::new(Quarter::new(year, 1)?, Quarter::new(year, 4)?)
}
