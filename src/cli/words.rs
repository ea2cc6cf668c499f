//! Messages, numbers and dates in the user's language.

use std::fmt::Write as _;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use jiff::{Zoned, civil::Date};
use rust_decimal::Decimal;
use unic_langid::{LanguageIdentifier, langid};

use crate::domain::{Number, Quarter, Span};

/// The languages there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    /// Ukrainian.
    Uk,
    /// English.
    En,
}

impl Language {
    /// All of them.
    #[cfg(test)]
    pub const ALL: [Self; 2] = [Self::Uk, Self::En];

    fn id(self) -> LanguageIdentifier {
        match self {
            Self::Uk => langid!("uk"),
            Self::En => langid!("en"),
        }
    }

    /// Its name in `KVARTAL_LANG`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Uk => "uk",
            Self::En => "en",
        }
    }

    fn messages(self) -> &'static str {
        match self {
            Self::Uk => include_str!("../l10n/uk/cli.ftl"),
            Self::En => include_str!("../l10n/en/cli.ftl"),
        }
    }

    /// `KVARTAL_LANG`, else the locale, else Ukrainian.
    fn from_environment() -> Self {
        let names = ["KVARTAL_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
        let set = names.into_iter().filter_map(|name| std::env::var(name).ok());
        let known = |value: String| match value.get(..2) {
            Some("uk") => Some(Self::Uk),
            Some("en") => Some(Self::En),
            _ => None,
        };
        set.filter(|value| !value.is_empty()).find_map(known).unwrap_or(Self::Uk)
    }
}

/// What a message says in the place of a variable.
pub(super) type Value = FluentValue<'static>;

/// The words of one language.
pub(super) struct Words {
    /// Which.
    pub language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The words of the user's language.
    pub fn from_environment() -> Self {
        Self::new(Language::from_environment())
    }

    /// The words of a language.
    pub fn new(language: Language) -> Self {
        let mut bundle = FluentBundle::new(vec![language.id()]);
        bundle.set_use_isolating(false);
        // The files are compiled in and under test: a bad line in them cannot reach a user.
        let resource =
            FluentResource::try_new(language.messages().to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
        Self { language, bundle }
    }

    /// Whether there is such a message.
    pub fn knows(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// A message.
    pub fn say(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// A message with variables. One that is missing shows its id.
    pub fn with(&self, id: &str, variables: &[(&'static str, Value)]) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            return id.to_owned();
        };
        let args: FluentArgs<'_> = variables.iter().map(|(name, value)| (*name, value.clone())).collect();
        self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// A number as the locale writes it, all its decimals.
    pub fn number(&self, number: Number) -> String {
        self.decimal(number.0.normalize())
    }

    /// A percentage with its one decimal, or a dash where there is none.
    pub fn percent(&self, value: Option<Decimal>) -> String {
        value.map_or_else(|| "–".to_owned(), |value| format!("{}\u{a0}%", self.decimal(value)))
    }

    fn decimal(&self, value: Decimal) -> String {
        let plain = value.abs().to_string();
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let (group, point) = match self.language {
            Language::Uk => ('\u{a0}', ','),
            Language::En => (',', '.'),
        };
        let mut out = String::from(if value.is_sign_negative() && !value.is_zero() { "−" } else { "" });
        for (at, digit) in whole.chars().enumerate() {
            // Four digits stay together, as both languages print them.
            if at > 0 && whole.len() > 4 && (whole.len() - at).is_multiple_of(3) {
                out.push(group);
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push(point);
            out.push_str(fraction);
        }
        out
    }

    /// A day.
    pub fn day(&self, day: Date) -> String {
        match self.language {
            Language::Uk => format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year()),
            Language::En => day.to_string(),
        }
    }

    /// A moment, to the minute.
    pub fn moment(&self, at: Option<Zoned>) -> String {
        let Some(at) = at else { return "?".to_owned() };
        format!("{} {:02}:{:02}", self.day(at.date()), at.hour(), at.minute())
    }

    /// A quarter: `IV квартал 2023`, `Q4 2023`.
    pub fn quarter(&self, quarter: Quarter) -> String {
        match self.language {
            Language::Uk => {
                let number = crate::text::roman::format(u32::from(quarter.number()));
                format!("{number} квартал {}", quarter.year())
            }
            Language::En => format!("Q{} {}", quarter.number(), quarter.year()),
        }
    }

    /// A run of quarters.
    pub fn span(&self, span: Span) -> String {
        match span.as_single() {
            Some(quarter) => self.quarter(quarter),
            None => format!("{} – {}", self.quarter(span.first), self.quarter(span.last)),
        }
    }

    /// A list of things, one under the other, after a sentence.
    pub fn listed<T: AsRef<str>>(&self, sentence: String, things: &[T]) -> String {
        let mut out = sentence;
        for thing in things {
            let _ = write!(out, "\n  {}", crate::text::safe::harmless(thing.as_ref()));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_messages_of_both_languages_are_the_same_ones() {
        let ids = |language: Language| -> std::collections::BTreeSet<String> {
            assert!(FluentResource::try_new(language.messages().to_owned()).is_ok());
            language
                .messages()
                .lines()
                .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
                .filter_map(|line| line.split_once(" ="))
                .map(|(id, _)| id.to_owned())
                .collect()
        };
        assert_eq!(ids(Language::Uk), ids(Language::En));
    }

    #[test]
    fn numbers_are_written_as_the_locale_does() {
        let (uk, en) = (Words::new(Language::Uk), Words::new(Language::En));
        let number = Number::parse("1234567,5").unwrap();
        assert_eq!((uk.number(number), en.number(number)), ("1\u{a0}234\u{a0}567,5".into(), "1,234,567.5".into()));
        let quarter = Quarter::parse("2023Q4").unwrap();
        assert_eq!((uk.quarter(quarter), en.quarter(quarter)), ("IV квартал 2023".into(), "Q4 2023".into()));
    }
}
