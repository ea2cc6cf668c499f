//! What is typed in a prompt, and what comes of it.

use crate::{
    domain::{
        Command, Context, FactValue, IndicatorFields, IndicatorId, Node, NodePatch, Place, Plan, Quarter,
        SetFact, Span, Subject, entry,
    },
    form,
};

use super::{
    Effect, Layer, Model, Notice,
    layer::{Prompt, PromptKind},
    outline_edit::NewNode,
};

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
    let split = |code: &str| {
        let (head, tail) = code.rsplit_once('.').unwrap_or(("", code));
        Some((head.to_owned(), tail.parse::<u32>().ok()?))
    };
    // Beside a sibling, the next free number of the sibling's own row.
    let sibling = match new.place {
        Place::After(id) | Place::Before(id) => plan.node(id).and_then(|n| split(n.code.as_deref()?)),
        Place::First | Place::Last => None,
    };
    let beside = |head: &str| sibling.as_ref().is_none_or(|(own, _)| own == head);
    let numbers = codes.filter_map(|code| split(&code)).filter(|(head, _)| beside(head));
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
    /// Takes what a prompt holds; whether it was taken.
    pub(super) fn commit_prompt(
        &mut self,
        prompt: &Prompt,
        context: &mut Context,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let text = prompt.line.text().trim().to_owned();
        let period = self.plan.as_ref().map(Plan::period);
        let command = match prompt.kind {
            PromptKind::Search => {
                self.outline.search = text;
                self.find_match(true);
                return true;
            }
            PromptKind::ImportFile(into) => return self.read_document(&text, into, effects),
            PromptKind::ReportFile => return self.write_report(&text, effects),
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

    pub(super) fn patch_indicator(
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
        let entry_context =
            entry::EntryContext { words: true, ..plan.entry_context(row.subject, self.quarter, None) };
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
    pub(super) fn complete(&mut self) {
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
