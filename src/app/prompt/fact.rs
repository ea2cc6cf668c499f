//! The prompt for the fact of a quarter.

use super::{Outcome, Prompt, PromptWords, admits_one_value, told};
use crate::{
    app::{Cx, Notice, Shared, outline::OutlineRow},
    domain::{
        Command, FactValue, PerformerId, SetFact, Subject,
        entry::{EntryContext, EntryFault},
    },
    form::{
        reading::Reading,
        typed::{
            ValueContext,
            fact::{self, Manner, ReadFact},
            marks::Marks,
        },
    },
};

/// The fact of the quarter.
#[derive(Clone, Copy, Debug)]
struct Fact(Subject);

impl Prompt for Fact {
    fn words(&self) -> PromptWords {
        PromptWords::with_help("prompt-fact", "prompt-fact-help")
    }

    fn replaces(&self) -> bool {
        true
    }

    fn between_lines(&self) -> &'static str {
        "; "
    }

    fn preview(&self, shared: &Shared, text: &str) -> Vec<Notice> {
        match self.read(shared, text) {
            Err(fault) => vec![Notice::entry(text, fault)],
            Ok(Reading { value: read, uncertainty: unsure }) => {
                let said = read.value.map(|(value, raw)| told::fact(&value, &raw));
                let doubt =
                    unsure.map(|unsure| told::doubt(&unsure, text, said.as_deref().unwrap_or_default()));
                // The unit is that of the indicator from now on.
                let said = said.map(|said| [Some(said), read.unit].into_iter().flatten().collect::<Vec<_>>());
                let said = said.map(|said| told::read_as(said.join(" ")));
                let note = read.note.filter(|note| !note.is_empty());
                let note = note.map(|note| Notice::info("read-note").with("text", note));
                [said, doubt, note].into_iter().flatten().collect()
            }
        }
    }

    fn question(&self, shared: &Shared, text: &str) -> Option<Notice> {
        let read = self.read(shared, text).ok()?;
        let unsure = read.uncertainty.filter(told::asks)?;
        let said = read.value.value.map(|(value, raw)| told::fact(&value, &raw)).unwrap_or_default();
        Some(told::doubt(&unsure, text, &said))
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let Reading { value: mut read, uncertainty: unsure } = match self.read(cx.shared, text) {
            Ok(read) => read,
            Err(fault) => {
                cx.say(Notice::entry(text, fault));
                return Outcome::Refused;
            }
        };
        if read.is_empty() {
            read.value = Some((FactValue::None, String::new()));
        }
        let ReadFact { value, note, unit } = read;
        let (subject, quarter) = (self.0, cx.shared.quarter);
        let said = value.as_ref().map(|(value, raw)| told::fact(value, raw)).unwrap_or_default();
        let doubt = told::doubt_left(unsure.as_ref(), text, &said);
        let command = Command::SetFact(SetFact { subject, quarter, performer: None, value, note, unit });
        cx.enter_doubted(&command, doubt)
    }
}

impl Fact {
    fn read(&self, shared: &Shared, text: &str) -> Result<Reading<ReadFact>, EntryFault> {
        read_entry(shared, (self.0, None), text, (true, Manner::Typed, Marks::default()))
    }
}

/// Reads an entry for the current quarter, for the total or for a performer's part.
pub fn read_entry(
    shared: &Shared,
    (subject, who): (Subject, Option<PerformerId>),
    text: &str,
    (words, manner, marks): (bool, Manner, Marks),
) -> Result<Reading<ReadFact>, EntryFault> {
    let Some(plan) = &shared.plan else { return Err(EntryFault::NothingPlanned) };
    let context = EntryContext { words, ..plan.entry_context(subject, shared.quarter, who) };
    fact::entry(text, &ValueContext { marks, ..ValueContext::of(plan, subject) }, &context, manner)
}

/// Asks for the fact of a row.
pub fn open(cx: &mut Cx<'_>, row: OutlineRow) {
    if !admits_one_value(cx, row) {
        return;
    }
    let Some(plan) = &cx.shared.plan else { return };
    let fact = row.indicator.and_then(|id| plan.fact(id, cx.shared.quarter, None));
    let text = fact.map(crate::domain::Fact::wording).unwrap_or_default();
    let about = plan.subject_address(row.subject());
    cx.ask(Fact(row.subject()), about, text);
}
