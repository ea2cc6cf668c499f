//! What the quarter brought, as it is typed in fact entry.

use super::{Outcome, Prompt, has_one_value};
use crate::{
    app::{Cx, Notice, outline::OutlineRow},
    domain::{
        Command, FactValue, SetFact, Subject,
        entry::{self, EntryContext},
    },
};

/// The fact of the quarter.
#[derive(Clone, Copy, Debug)]
struct Fact(Subject);

impl Prompt for Fact {
    fn heading(&self) -> &'static str {
        "prompt-fact"
    }

    fn help(&self) -> Option<&'static str> {
        Some("prompt-fact-help")
    }

    fn replaces(&self) -> bool {
        true
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let Some(plan) = &cx.shared.plan else { return Outcome::Taken };
        let (subject, quarter) = (self.0, cx.shared.quarter);
        let context = EntryContext { words: true, ..plan.entry_context(subject, quarter, None) };
        let entry = match entry::parse(text, &context) {
            Ok(entry) => entry,
            Err(fault) => {
                cx.say(Notice::from(fault));
                return Outcome::Refused;
            }
        };
        let cleared = || (FactValue::None, String::new());
        let value = entry.value.or_else(|| entry.note.is_none().then(cleared));
        let fact = SetFact { subject, quarter, performer: None, value, note: entry.note };
        cx.taken(&Command::SetFact(fact)).into()
    }
}

/// Asks for the fact of a row.
pub fn open(cx: &mut Cx<'_>, row: OutlineRow) {
    if !has_one_value(cx, row) {
        return;
    }
    let Some(plan) = &cx.shared.plan else { return };
    let fact = row.indicator.and_then(|id| plan.fact(id, cx.shared.quarter, None));
    let text = fact.map(|fact| fact.raw.clone()).unwrap_or_default();
    let about = plan.subject_address(row.subject());
    cx.ask(Fact(row.subject()), about, text);
}
