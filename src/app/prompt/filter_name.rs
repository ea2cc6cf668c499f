//! The prompt for the name under which a filter is saved.

use super::{Outcome, Prompt, PromptWords};
use crate::app::{
    Cx, Effect, Notice, Shared,
    outline::saved::{FilterEdit, LONGEST_NAME, MOST, SavedFilter, named, spelled_out},
};

/// The prompt.
#[derive(Clone, Debug)]
struct FilterName {
    query: String,
}

impl Prompt for FilterName {
    fn words(&self) -> PromptWords {
        PromptWords::with_help("prompt-filter-name", "prompt-filter-name-help")
    }

    /// A name that is taken is asked about, because the other filter would be lost.
    fn question(&self, shared: &Shared, text: &str) -> Option<Notice> {
        let other = named(&shared.filters, text).filter(|saved| saved.query != self.query)?;
        Some(
            Notice::warning("filter-name-taken")
                .with("name", other.name.as_str())
                .with("query", other.query.as_str()),
        )
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let is_new = named(&cx.shared.filters, text).is_none();
        let refusal = if text.is_empty() {
            Notice::warning("filter-name-empty")
        } else if text.chars().count() > LONGEST_NAME {
            Notice::warning("filter-name-long").with("count", LONGEST_NAME)
        } else if text.contains(['«', '»', '"', '“', '”', '„', '@']) {
            Notice::warning("filter-name-marks")
        } else if is_new && cx.shared.filters.len() >= MOST {
            Notice::warning("filter-too-many").with("count", MOST)
        } else {
            let saved = SavedFilter { name: text.to_owned(), query: self.query.clone() };
            cx.say(Notice::info("filter-saved").with("name", text));
            cx.effects.push(Effect::Filters(FilterEdit::Save(saved)));
            return Outcome::Taken;
        };
        cx.say(refusal);
        Outcome::Refused
    }
}

/// Asks for the name of a filter.
pub fn open(cx: &mut Cx<'_>, query: String) {
    match spelled_out(&cx.shared.filters, &query) {
        Ok(query) => cx.ask(FilterName { query: query.clone() }, query, String::new()),
        Err(notice) => cx.say(notice),
    }
}
