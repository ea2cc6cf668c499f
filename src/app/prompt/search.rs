//! What to look for in the outline.

use super::{Outcome, Prompt};
use crate::app::Cx;

/// The text that is looked for.
#[derive(Clone, Copy, Debug)]
struct Search;

impl Prompt for Search {
    fn heading(&self) -> &'static str {
        "prompt-search"
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        cx.search(text.to_owned());
        Outcome::Taken
    }
}

/// Asks what to look for.
pub fn open(cx: &mut Cx<'_>) {
    cx.ask(Search, String::new(), String::new());
}
