//! The prompt for searching on a screen: the cursor follows while one types.

use super::{Outcome, Prompt, PromptWords};
use crate::app::{
    Cx, Notice, Shared,
    search::{self, Step},
};

/// The prompt.
#[derive(Clone, Copy, Debug)]
struct Search;

impl Prompt for Search {
    fn words(&self) -> PromptWords {
        PromptWords::new("prompt-search").ended_by("hint-find")
    }

    fn is_search(&self) -> bool {
        true
    }

    fn typed(&self, cx: &mut Cx<'_>, text: &str) {
        cx.search(Step::Typed(text.to_owned()));
    }

    fn dropped(&self, cx: &mut Cx<'_>) {
        cx.search(Step::Dropped);
    }

    fn preview(&self, shared: &Shared, text: &str) -> Vec<Notice> {
        if text.trim().is_empty() {
            return Vec::new();
        }
        vec![search::told(&shared.search).unwrap_or_else(|| Notice::info("notice-not-found"))]
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        cx.search(Step::Taken(text.to_owned()));
        Outcome::Taken
    }
}

/// Opens the prompt.
pub fn open(cx: &mut Cx<'_>) {
    cx.ask(Search, String::new(), String::new());
}
