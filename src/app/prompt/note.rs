//! The note beside the fact of the quarter.

use super::{Outcome, Prompt, has_one_value};
use crate::{
    app::{Cx, outline::OutlineRow},
    domain::{Command, SetFact, Subject},
};

/// The note of the quarter.
#[derive(Clone, Copy, Debug)]
struct Note(Subject);

impl Prompt for Note {
    fn heading(&self) -> &'static str {
        "prompt-note"
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let note = Some(text.to_owned());
        let (subject, quarter) = (self.0, cx.shared.quarter);
        cx.taken(&Command::SetFact(SetFact {
            subject,
            quarter,
            performer: None,
            value: None,
            note,
            unit: None,
        }))
        .into()
    }
}

/// Asks for the note of a row.
pub fn open(cx: &mut Cx<'_>, row: OutlineRow) {
    if !has_one_value(cx, row) {
        return;
    }
    let Some(plan) = &cx.shared.plan else { return };
    let fact = row.indicator.and_then(|id| plan.fact(id, cx.shared.quarter, None));
    let text = fact.map(|fact| fact.note.clone()).unwrap_or_default();
    let about = plan.subject_address(row.subject());
    cx.ask(Note(row.subject()), about, text);
}
