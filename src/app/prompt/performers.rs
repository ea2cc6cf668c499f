//! The prompts for the performers of a measure, separated by semicolons with consent in brackets, and for renaming a
//! performer.

use super::{Outcome, Prompt, PromptWords, told};
use crate::{
    app::{Cx, Notice, Shared},
    domain::{Command, Level, Node, NodeId, NodePatch, PerformerId, Plan, Refusal},
    form::{
        performers::with_consent,
        reading::{Cause, Reading, Uncertainty},
        typed::performer,
    },
    text::key::search_key,
};

/// The performers of a measure.
#[derive(Clone, Copy, Debug)]
struct Performers(NodeId);

impl Prompt for Performers {
    fn words(&self) -> PromptWords {
        PromptWords::with_help("prompt-performers", "prompt-performers-help")
    }

    fn between_lines(&self) -> &'static str {
        "; "
    }

    /// Completes the last name from the performers of the plan.
    fn complete(&self, shared: &Shared, text: &str) -> Option<String> {
        let (head, tail) = text.rsplit_once(';').map_or(("", text), |(head, tail)| (head, tail));
        let name = begun(shared, tail)?;
        let glue = if head.is_empty() { "" } else { "; " };
        Some(format!("{head}{glue}{name}"))
    }

    fn preview(&self, shared: &Shared, text: &str) -> Vec<Notice> {
        let Some(plan) = shared.plan.as_ref().filter(|_| !text.trim().is_empty()) else { return Vec::new() };
        let Reading { value, uncertainty: unsure } = performer::read(text, plan);
        let doubt = unsure.map(|unsure| told::doubt(&unsure, text, ""));
        let said = match value.is_empty() {
            true => Notice::info("read-no-performers").with("text", text),
            false => told::read_as(listed(value.into_iter().map(|(name, by_consent)| {
                // As the plan spells the name.
                let known = performer::spelled(plan, &name).and_then(|id| plan.performer(id));
                (known.map_or(name, |known| known.name.clone()), by_consent)
            }))),
        };
        [Some(said), doubt].into_iter().flatten().collect()
    }

    fn question(&self, shared: &Shared, text: &str) -> Option<Notice> {
        let unsure = performer::read(text, shared.plan.as_ref()?).uncertainty.filter(told::asks)?;
        Some(told::doubt(&unsure, text, ""))
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let Some(plan) = &cx.shared.plan else { return Outcome::Taken };
        let Reading { value, uncertainty: unsure } = performer::read(text, plan);
        let patch = NodePatch { performers: Some(value), ..NodePatch::default() };
        let outcome = cx.enter(&Command::EditNode(self.0, Box::new(patch)));
        if let Some(unsure) = unsure.filter(|_| outcome == Outcome::Taken) {
            cx.say(new_name(&unsure).unwrap_or_else(|| told::doubt(&unsure, text, "")));
        }
        outcome
    }
}

/// The notice about a performer that the plan did not know before; none where something else is uncertain.
fn new_name(unsure: &Uncertainty) -> Option<Notice> {
    let near = unsure.alternatives.join(", ");
    let id = if near.is_empty() { "notice-performer-new" } else { "notice-performer-new-near" };
    let notice = Notice::warning(id).with("name", &unsure.reading).with("other", near);
    (unsure.cause == Cause::Unknown).then_some(notice)
}

/// The name of the performer that is begun with a text.
pub(super) fn begun<'a>(shared: &'a Shared, text: &str) -> Option<&'a str> {
    let wanted = search_key(text.trim());
    let mut known = shared.plan.as_ref()?.performers().filter(|_| !wanted.is_empty());
    known.find(|(_, who)| search_key(&who.name).starts_with(&wanted)).map(|(_, who)| who.name.as_str())
}

/// Asks for the performers of a measure.
pub fn open(cx: &mut Cx<'_>, id: NodeId) {
    let Some((plan, node)) = cx.shared.plan.as_ref().and_then(|plan| Some((plan, plan.node(id)?))) else {
        return;
    };
    if node.level != Level::Measure {
        return cx.say(Notice::from(&Refusal::NotAMeasure));
    }
    let (about, text) = (plan.address(id), text_of(plan, node));
    cx.ask(Performers(id), about, text);
}

/// The performers of a measure in the form in which they are typed.
fn text_of(plan: &Plan, node: &Node) -> String {
    let known = node.performers.iter();
    listed(known.filter_map(|who| Some((plan.performer(who.id)?.name.clone(), who.by_consent))))
}

/// Names with their consent, separated by semicolons.
fn listed(names: impl IntoIterator<Item = (String, bool)>) -> String {
    let names = names.into_iter().map(|(name, by_consent)| with_consent(&name, by_consent));
    names.collect::<Vec<_>>().join("; ")
}

/// The prompt for renaming a performer.
#[derive(Clone, Copy, Debug)]
struct Rename(PerformerId);

impl Prompt for Rename {
    fn words(&self) -> PromptWords {
        PromptWords::with_help("prompt-rename-performer", "prompt-rename-performer-help")
    }

    /// A similar name of another performer, because two spellings of one performer should be merged; and a name that
    /// reads as several.
    fn preview(&self, shared: &Shared, text: &str) -> Vec<Notice> {
        let Some(plan) = shared.plan.as_ref().filter(|_| !text.trim().is_empty()) else { return Vec::new() };
        let other = performer::spelled(plan, text).or_else(|| performer::near(plan, text));
        let other = other.filter(|id| *id != self.0).and_then(|id| plan.performer(id));
        let near = other.map(|other| Notice::warning("notice-performer-near").with("name", &other.name));
        [near, several(text)].into_iter().flatten().collect()
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        cx.enter_doubted(&Command::RenamePerformer(self.0, text.to_owned()), several(text))
    }
}

/// The notice about a name of one performer that reads as several.
pub(in crate::app) fn several(text: &str) -> Option<Notice> {
    performer::as_one(text).map(|unsure| told::doubt(&unsure, text, ""))
}

/// Asks for another name of a performer.
pub fn rename(cx: &mut Cx<'_>, id: PerformerId) {
    let name = cx.shared.plan.as_ref().and_then(|plan| plan.performer(id)).map(|known| known.name.clone());
    if let Some(name) = name {
        cx.ask(Rename(id), name.clone(), name);
    }
}
