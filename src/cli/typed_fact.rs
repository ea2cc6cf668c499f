//! A fact as a person types it: on the command line, in a file, or in the dialogue.

use super::{failure::Failure, performers::performer, show, words::Words};
use crate::{
    domain::{FactValue, Number, Plan, Quarter, SetFact, Subject, entry::EntryContext},
    form::{
        reading::Uncertainty,
        typed::{
            ValueContext,
            fact::{Manner, entry},
            marks::Marks,
        },
    },
};

/// A fact as a person types it.
pub(super) struct TypedFact<'a> {
    /// The code or address.
    pub code: &'a str,
    /// The quarter.
    pub quarter: Quarter,
    /// Whose part.
    pub performer: Option<&'a str>,
    /// The value; an empty one clears, none leaves it as it is.
    pub value: Option<&'a str>,
    /// The note; none leaves it as it is.
    pub note: Option<&'a str>,
    /// Words are welcome where a number is planned.
    pub words: bool,
    /// The marks of the column it stands in, when it stands in a table: a sign is a sign there.
    pub table: Option<Marks>,
}

impl TypedFact<'_> {
    /// What it means in a plan.
    ///
    /// # Errors
    /// When code or performer are not there, or the value will not do.
    pub fn read(&self, plan: &Plan, words: &Words) -> Result<SetFact, Failure> {
        let subject = find(plan, self.code)?;
        let who = match self.performer.map(str::trim).filter(|name| !name.is_empty()) {
            None => None,
            Some(name) => Some(performer(plan, name)?),
        };
        let context = EntryContext { words: self.words, ..plan.entry_context(subject, self.quarter, who) };
        let (mut value, mut note, mut unit) = (None, self.note.map(str::to_owned), None);
        if let Some(typed) = self.value {
            let held =
                ValueContext { marks: self.table.unwrap_or_default(), ..ValueContext::of(plan, subject) };
            let manner = if self.table.is_some() { Manner::Table } else { Manner::Typed };
            let read = entry(typed, &held, &context, manner).map_err(|fault| {
                let target = context.target.as_ref().map(|target| show::target_text(target, words));
                Failure::BadValue(typed.to_owned(), self.code.to_owned(), fault, target.unwrap_or_default())
            })?;
            if let Some(unsure) = read.uncertainty {
                return Err(self.two_readings(typed, read.value.value, &unsure));
            }
            let read = read.value;
            // The star before a note on its own leaves the value as it is.
            value = if read.is_empty() { Some((FactValue::None, String::new())) } else { read.value };
            note = note.or(read.note);
            unit = read.unit;
        }
        Ok(SetFact { subject, quarter: self.quarter, performer: who, value, note, unit })
    }

    /// Nobody can be asked here: both readings are told.
    fn two_readings(&self, typed: &str, taken: Option<(FactValue, String)>, unsure: &Uncertainty) -> Failure {
        let taken = match taken {
            Some((FactValue::Number(number), _)) => number.worded(),
            Some((FactValue::Compound(parts), _)) => {
                parts.into_iter().map(Number::worded).collect::<Vec<_>>().join("/")
            }
            Some((_, raw)) => raw,
            None => String::new(),
        };
        let readings = [&[taken], unsure.alternatives.as_slice()].concat();
        Failure::TwoReadings(typed.to_owned(), self.code.to_owned(), readings, unsure.cause)
    }
}

/// The measure or indicator of an address.
///
/// # Errors
/// When nothing has it, several have it, or it stands above the measures.
pub(super) fn find(plan: &Plan, address: &str) -> Result<Subject, Failure> {
    plan.find(address).map_err(|error| match plan.find_node(address) {
        // It is there, but it is a goal or a task.
        Ok(id) if plan.node(id).is_some_and(|n| n.level != crate::domain::Level::Measure) => {
            Failure::NotAMeasure(address.to_owned())
        }
        _ => error.into(),
    })
}
