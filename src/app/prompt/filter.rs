//! The prompt for the filter of the outline.

use super::{Outcome, Prompt, PromptWords};
use crate::app::{
    Cx, Notice, Shared,
    outline::filter::{self, Filter},
};

/// The prompt.
#[derive(Clone, Copy, Debug)]
struct Narrow;

impl Prompt for Narrow {
    fn words(&self) -> PromptWords {
        PromptWords::with_help("prompt-filter", "prompt-filter-help")
    }

    fn complete(&self, shared: &Shared, text: &str) -> Option<String> {
        filter::complete(shared, text)
    }

    fn preview(&self, shared: &Shared, text: &str) -> Vec<Notice> {
        let Some(plan) = &shared.plan else { return Vec::new() };
        match Filter::read(shared, text) {
            Ok(None) => Vec::new(),
            Ok(Some(filter)) => {
                let found = filter.hits(plan, shared.quarter).len();
                vec![Notice::info("filter-found").with("count", found).with("all", plan.measures().count())]
            }
            Err(notice) => vec![notice],
        }
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        match Filter::read(cx.shared, text) {
            Ok(filter) => {
                cx.filter(filter);
                Outcome::Taken
            }
            Err(notice) => {
                cx.say(notice);
                Outcome::Refused
            }
        }
    }
}

/// Opens the prompt; its initial input is the filter in force.
pub fn open(cx: &mut Cx<'_>, filter: Option<&Filter>) {
    let text = filter.map(|filter| format!("{} ", filter.text)).unwrap_or_default();
    cx.ask(Narrow, String::new(), text);
}
