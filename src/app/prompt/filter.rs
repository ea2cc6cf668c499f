//! The prompt for the filter of the outline.

use super::{Outcome, Prompt, PromptWords, filter_name};
use crate::app::{
    Cx, Effect, Handled, Notice, Shared,
    outline::{
        filter::{self, Filter},
        saved::FilterEdit,
    },
};

/// The prompt.
#[derive(Clone, Copy, Debug)]
struct Narrow;

impl Prompt for Narrow {
    fn words(&self) -> PromptWords {
        PromptWords::with_help("prompt-filter", "prompt-filter-help").ended_by("hint-apply")
    }

    fn complete(&self, shared: &Shared, text: &str) -> Option<String> {
        filter::complete(shared, text)
    }

    fn preview(&self, shared: &Shared, text: &str) -> Vec<Notice> {
        let Some(plan) = &shared.plan else { return Vec::new() };
        // The names are shown where one can be typed.
        let is_name = text.rsplit(char::is_whitespace).next().is_some_and(|word| word.starts_with('@'));
        if (text.trim().is_empty() || is_name) && !shared.filters.is_empty() {
            let names: Vec<String> = shared.filters.iter().map(|saved| format!("@{}", saved.name)).collect();
            return vec![Notice::info("filter-names").with("names", names.join(" · "))];
        }
        match Filter::read(shared, text) {
            Ok(None) => Vec::new(),
            Ok(Some(filter)) => {
                let found = filter.hits(plan, shared.quarter).len();
                vec![Notice::info("filter-found").with("count", found).with("all", plan.measures().count())]
            }
            Err(notice) => vec![notice],
        }
    }

    fn save(&self, cx: &mut Cx<'_>, text: &str) -> Handled {
        match Filter::read(cx.shared, text) {
            Ok(Some(filter)) => filter_name::open(cx, filter.text),
            Ok(None) => cx.say(Notice::info("filter-nothing-to-save")),
            Err(notice) => cx.say(notice),
        }
        Handled::Yes
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
    cx.effects.push(Effect::Filters(FilterEdit::Read));
    let text = filter.map(|filter| format!("{} ", filter.text)).unwrap_or_default();
    cx.ask(Narrow, String::new(), text);
}
