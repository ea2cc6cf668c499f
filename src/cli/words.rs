//! Messages, numbers and dates in the user's language, for commands.

use std::fmt::Write as _;

use jiff::{Zoned, civil::Date};
use rust_decimal::Decimal;

use crate::{
    domain::{ControlSum, Number, Quarter, Span, Status},
    form::form::Holds,
    l10n::{Arg, L10n, Language},
};

/// The value of a variable in a message.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// A text.
    Text(String),
    /// A number of items.
    Count(usize),
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<usize> for Value {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl From<u32> for Value {
    fn from(count: u32) -> Self {
        Self::Count(usize::try_from(count).unwrap_or(usize::MAX))
    }
}

/// The messages and formats of a language.
pub(super) struct Words {
    /// The part that the screens use, too.
    pub l10n: L10n,
}

impl Words {
    /// The language according to the environment.
    pub fn from_environment() -> Self {
        Self::new(Language::from_env(super::config::var))
    }

    /// The words of a language.
    pub fn new(language: Language) -> Self {
        Self { l10n: L10n::new(language) }
    }

    /// Which language.
    pub const fn language(&self) -> Language {
        self.l10n.language()
    }

    /// Whether a message exists.
    pub fn knows(&self, id: &str) -> bool {
        self.l10n.has(id)
    }

    /// A message.
    pub fn say(&self, id: &str) -> String {
        self.l10n.msg(id).into_owned()
    }

    /// A message with variables.
    pub fn with(&self, id: &str, variables: &[(&'static str, Value)]) -> String {
        let args: Vec<(&str, Arg<'_>)> = variables
            .iter()
            .map(|(name, value)| match value {
                Value::Text(text) => (*name, Arg::from(text)),
                Value::Count(count) => (*name, Arg::from(*count)),
            })
            .collect();
        self.l10n.msg_with(id, &args)
    }

    /// A message of `count-*`: a number of items.
    pub fn count(&self, id: &str, count: usize) -> String {
        self.with(id, &[("count", Value::from(count))])
    }

    /// The name of a status.
    pub fn status(&self, status: Status) -> String {
        self.l10n.status(status)
    }

    /// The name of a column's meaning.
    pub fn holds(&self, holds: Holds) -> String {
        self.say(&format!("holds-{}", holds.name()))
    }

    /// A number in the format of the locale, with all its decimals.
    pub fn number(&self, number: Number) -> String {
        self.l10n.number(number)
    }

    /// A control sum, or a dash where there is none.
    pub fn sum(&self, sum: ControlSum) -> String {
        self.l10n.sum(sum)
    }

    /// A percentage with one decimal place, or a dash where there is none.
    pub fn percent(&self, value: Option<Decimal>) -> String {
        value.map_or_else(|| "–".to_owned(), |value| self.l10n.percent_with(value, 1))
    }

    /// A date.
    pub fn day(&self, day: Date) -> String {
        self.l10n.date(day)
    }

    /// A time, to the minute; a question mark where it is not known.
    pub fn moment(&self, at: Option<Zoned>) -> String {
        at.map_or_else(|| "?".to_owned(), |at| self.l10n.moment(at.datetime()))
    }

    /// A quarter.
    pub fn quarter(&self, quarter: Quarter) -> String {
        self.l10n.quarter(quarter)
    }

    /// A span of quarters.
    pub fn span(&self, span: Span) -> String {
        self.l10n.span(span)
    }

    /// A sentence followed by a list, one item a line.
    pub fn listed<T: AsRef<str>>(&self, sentence: String, things: &[T]) -> String {
        let mut out = sentence;
        for thing in things {
            let _ = write!(out, "\n  {}", crate::text::safe::harmless(thing.as_ref()));
        }
        out
    }
}
