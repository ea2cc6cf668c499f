//! Reading a typed fact: on the command line, in a file, or in the dialogue.

use super::{
    failure::Failure,
    performers::performer,
    show,
    words::{Value, Words},
};
use crate::{
    domain::{FactValue, Number, Plan, Quarter, SetFact, Subject, entry::EntryContext},
    form::{
        reading::{Cause, Uncertainty},
        typed::{
            ValueContext,
            fact::{Manner, entry},
            marks::Marks,
        },
    },
};

/// A typed fact.
pub(super) struct TypedFact<'a> {
    /// The code or address.
    pub code: &'a str,
    /// The quarter.
    pub quarter: Quarter,
    /// The performer of a part.
    pub performer: Option<&'a str>,
    /// The value; empty to clear it, none to leave it unchanged.
    pub value: Option<&'a str>,
    /// The note; none to leave it unchanged.
    pub note: Option<&'a str>,
    /// Whether words are accepted where a number is planned.
    pub words: bool,
    /// For a value in a table, the decimal and group separators of its column; a sign then belongs to the number.
    pub table: Option<Marks>,
}

/// The result of reading a typed fact.
pub(super) struct ReadTypedFact {
    /// The fact.
    pub fact: SetFact,
    /// The sentence about what is uncertain, where the fact is taken nevertheless.
    pub told: Option<String>,
}

impl TypedFact<'_> {
    /// Reads the fact for a plan.
    ///
    /// # Errors
    /// When code or performer do not exist, or the value is invalid.
    pub fn read(&self, plan: &Plan, words: &Words) -> Result<ReadTypedFact, Failure> {
        let subject = find(plan, self.code)?;
        let who = match self.performer.map(str::trim).filter(|name| !name.is_empty()) {
            None => None,
            Some(name) => Some(performer(plan, name)?),
        };
        let context = EntryContext { words: self.words, ..plan.entry_context(subject, self.quarter, who) };
        let (mut value, mut note, mut unit) = (None, self.note.map(str::to_owned), None);
        let mut told = None;
        if let Some(typed) = self.value {
            let held =
                ValueContext { marks: self.table.unwrap_or_default(), ..ValueContext::of(plan, subject) };
            let manner = if self.table.is_some() { Manner::Table } else { Manner::Typed };
            let read = entry(typed, &held, &context, manner).map_err(|fault| {
                let target = context.target.as_ref().map(|target| {
                    let shown = show::target_text(target, words);
                    words.l10n.compared(held.comparator, &target.value, &shown)
                });
                Failure::BadValue(typed.to_owned(), self.code.to_owned(), fault, target.unwrap_or_default())
            })?;
            // Whoever allows words means them.
            let allowed = |unsure: &Uncertainty| self.words && unsure.cause == Cause::Words;
            match read.uncertainty.filter(|unsure| !allowed(unsure)) {
                // It cannot be written in another way.
                Some(unsure) if unsure.cause == Cause::Nought => {
                    let said = [("address", Value::from(self.code)), ("value", Value::from(typed))];
                    told = Some(words.with("cli-fact-nought", &said));
                }
                Some(unsure) => return Err(self.two_readings(typed, read.value.value, &unsure)),
                None => {}
            }
            let read = read.value;
            // A star before a note without a value leaves the value unchanged.
            value = if read.is_empty() { Some((FactValue::None, String::new())) } else { read.value };
            note = note.or(read.note);
            unit = read.unit;
        }
        let fact = SetFact { subject, quarter: self.quarter, performer: who, value, note, unit };
        Ok(ReadTypedFact { fact, told })
    }

    /// The failure for an ambiguous value, which lists both readings, because nobody can be asked here.
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

/// The measure or indicator with an address.
///
/// # Errors
/// When none or several have it, or it is a node above the measures.
pub(super) fn find(plan: &Plan, address: &str) -> Result<Subject, Failure> {
    plan.find(address).map_err(|error| match plan.find_node(address) {
        // The address is that of a goal or a task.
        Ok(id) if plan.node(id).is_some_and(|n| n.level != crate::domain::Level::Measure) => {
            Failure::NotAMeasure(address.to_owned())
        }
        _ => error.into(),
    })
}
