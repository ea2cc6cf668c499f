//! The prompt for the other side of a comparison of quarters or plans.

use super::{Outcome, Prompt, PromptWords};
use crate::{
    app::{Cx, Notice, Shared, figures::OtherSide},
    domain::{Plan, PlanEntry, Quarter},
    text::key::search_key,
};

/// The prompt.
#[derive(Clone, Copy, Debug)]
struct Compare;

impl Prompt for Compare {
    fn words(&self) -> PromptWords {
        PromptWords::with_help("prompt-compare", "prompt-compare-help").ended_by("action-compare")
    }

    fn replaces(&self) -> bool {
        true
    }

    fn complete(&self, shared: &Shared, text: &str) -> Option<String> {
        let begun = search_key(text);
        others(shared)
            .find(|entry| search_key(&entry.slug).starts_with(&begun))
            .map(|entry| entry.slug.clone())
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        match read(cx.shared, text) {
            Some(other) => {
                cx.compare(other);
                Outcome::Taken
            }
            None => {
                cx.say(Notice::warning("notice-nothing-to-compare").with("text", text));
                Outcome::Refused
            }
        }
    }
}

/// The plans that the open one can be compared with.
fn others(shared: &Shared) -> impl Iterator<Item = &PlanEntry> {
    let own = shared.plan.as_ref().map(Plan::id);
    shared.catalog.iter().filter(move |entry| Some(entry.id) != own)
}

/// Reads a quarter of the plan (by default in its year), or the name of a plan.
fn read(shared: &Shared, text: &str) -> Option<OtherSide> {
    if let Some(entry) = others(shared).find(|entry| entry.slug == text) {
        return Some(OtherSide::Plan(entry.id));
    }
    let year = shared.quarter.year();
    let number = text.parse().ok().and_then(|number| Quarter::new(year, number));
    let quarter =
        number.or_else(|| Quarter::parse(text)).or_else(|| Quarter::parse(&format!("{text} {year}")))?;
    let period = shared.plan.as_ref()?.period();
    period.contains(quarter).then_some(OtherSide::Quarter(quarter))
}

/// Opens the prompt; its initial input is the quarter before this one.
pub fn open(cx: &mut Cx<'_>, other: Option<OtherSide>) {
    cx.effects.push(crate::app::Effect::LoadCatalog);
    let text = match other {
        Some(OtherSide::Plan(id)) => {
            cx.shared.catalog.iter().find(|entry| entry.id == id).map(|e| e.slug.clone())
        }
        Some(OtherSide::Quarter(quarter)) => Some(quarter.to_string()),
        None => Some(cx.shared.quarter.previous().to_string()),
    };
    cx.ask(Compare, String::new(), text.unwrap_or_default());
}
