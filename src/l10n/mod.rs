//! Messages, numbers, dates and quarters in Ukrainian and English.
//!
//! | module | subject |
//! |---|---|
//! | [`language`] | which language the environment asks for |
//! | `area`, `messages` | the message files and which ids live in which; their messages |
//! | `format` | numbers, percents, dates, months, quarters, spans, times |
//! | `speak` | the words of the domain: statuses, findings, refusals, history lines |
//!
//! Messages are Fluent. A new message is a line in `uk/*.ftl` and one in `en/*.ftl`; a test checks that both
//! languages have the same ids. A message stands alone: it refers to no other one.

mod area;
mod format;
pub(crate) mod language;
mod messages;
mod speak;
#[cfg(test)]
mod tests;
mod values;

use std::{borrow::Cow, cell::OnceCell};

use fluent_bundle::{FluentArgs, FluentValue};

use crate::domain::Number;
pub use language::Language;
use messages::Messages;

/// A value for a variable of a message.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Arg<'a> {
    /// A text, inserted unchanged.
    Text(&'a str),
    /// A count: it chooses the plural form and is shown with its groups separated.
    Count(u64),
    /// A decimal: it chooses the plural form as a count does, and keeps its decimals.
    Number(Number),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Arg<'_> {
    fn from(count: usize) -> Self {
        Self::Count(u64::try_from(count).unwrap_or(u64::MAX))
    }
}

impl From<u32> for Arg<'_> {
    fn from(count: u32) -> Self {
        Self::Count(u64::from(count))
    }
}

impl From<Number> for Arg<'_> {
    fn from(number: Number) -> Self {
        Self::Number(number)
    }
}

/// Everything that depends on the language of the person who reads.
pub struct L10n {
    messages: Messages,
    /// Before and after a quoted text.
    quotation_marks: OnceCell<(String, String)>,
}

impl L10n {
    /// Messages and formats of a language. Costs nothing until something is asked for.
    pub fn new(language: Language) -> Self {
        Self { messages: Messages::of(language), quotation_marks: OnceCell::new() }
    }

    /// The language.
    pub const fn language(&self) -> Language {
        self.messages.language()
    }

    /// A message without variables; the id itself where there is no such message.
    pub fn msg<'a>(&self, id: &'a str) -> Cow<'a, str> {
        self.messages.formatted(id, None).map_or(Cow::Borrowed(id), Cow::Owned)
    }

    /// A message with its variables.
    pub fn msg_with(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            values.set(*name, self.value(*arg));
        }
        self.messages.formatted(id, Some(&values)).unwrap_or_else(|| id.to_owned())
    }

    /// Whether there is such a message.
    pub fn has(&self, id: &str) -> bool {
        self.messages.has(id)
    }

    /// The value that Fluent gets for an argument. Fluent's numbers are binary fractions, which hold a decimal of up
    /// to fifteen digits exactly; a longer one is passed as text.
    fn value<'a>(&self, arg: Arg<'a>) -> FluentValue<'a> {
        const EXACT: u64 = 999_999_999_999_999;
        match arg {
            Arg::Text(text) => FluentValue::from(text),
            Arg::Count(count) if count <= EXACT => FluentValue::from(count),
            Arg::Count(count) => FluentValue::from(self.number(Number(count.into()))),
            Arg::Number(number) => {
                let plain = number.to_string();
                match plain.parse::<f64>() {
                    Ok(value) if plain.len() <= 15 => FluentValue::from(value),
                    _ => FluentValue::from(self.number(number)),
                }
            }
        }
    }
}
