//! The prompt for the note of a quarter.

use super::{Outcome, Prompt, PromptWords, admits_one_value};
use crate::{
    app::{Cx, outline::OutlineRow},
    domain::{Command, Quarter, SetFact, Subject},
};

/// The note of the quarter.
#[derive(Clone, Copy, Debug)]
struct Note(Subject, Quarter);

impl Prompt for Note {
    fn words(&self) -> PromptWords {
        PromptWords::new("prompt-note")
    }

    fn is_long(&self) -> bool {
        true
    }

    fn keeps_breaks(&self) -> bool {
        true
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let note = Some(text.to_owned());
        let Self(subject, quarter) = *self;
        cx.enter(&Command::SetFact(SetFact {
            subject,
            quarter,
            performer: None,
            value: None,
            note,
            unit: None,
        }))
    }
}

/// Asks for the note of a row.
pub fn open(cx: &mut Cx<'_>, row: OutlineRow) {
    if !admits_one_value(cx, row) {
        return;
    }
    explain(cx, row.subject(), cx.shared.quarter);
}

/// Asks for the note of a quarter, which need not be the current one.
pub fn explain(cx: &mut Cx<'_>, subject: Subject, quarter: Quarter) {
    let Some(plan) = &cx.shared.plan else { return };
    let fact = match subject {
        Subject::Indicator(id) => plan.fact(id, quarter, None),
        Subject::Node(_) | Subject::Plan => None,
    };
    let text = fact.map(|fact| fact.note.clone()).unwrap_or_default();
    let about = plan.subject_address(subject);
    cx.ask(Note(subject, quarter), about, text);
}
