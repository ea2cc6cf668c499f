//! Messages, numbers, dates and quarters in Ukrainian and English.
//!
//! | module | subject |
//! |---|---|
//! | [`language`] | which language the environment asks for |
//! | `area` | the message files, and which ids live in which |
//! | `format` | numbers, percents, dates, months, quarters, spans, times |
//! | `speak` | the words of the domain: statuses, findings, refusals, history lines |
//!
//! Messages are Fluent. A new message is a line in `uk/*.ftl` and one in `en/*.ftl`; a test checks that both
//! languages have the same ids. Each area is parsed when its first message is asked for, because the first frame must
//! not wait for messages that it does not show.

mod area;
mod format;
pub(crate) mod language;
mod speak;
#[cfg(test)]
mod tests;
mod values;

use std::{borrow::Cow, cell::OnceCell};

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::domain::Number;
use area::Area;
pub use language::Language;

type Bundle = FluentBundle<FluentResource>;

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

/// The parsed message files.
#[derive(Default)]
struct Areas {
    actions: OnceCell<Bundle>,
    status: OnceCell<Bundle>,
    screens: OnceCell<Bundle>,
    dashboard: OnceCell<Bundle>,
    cli: OnceCell<Bundle>,
    plain: OnceCell<Bundle>,
    errors: OnceCell<Bundle>,
    changes: OnceCell<Bundle>,
    trust: OnceCell<Bundle>,
    server: OnceCell<Bundle>,
}

/// Everything that depends on the language of the person who reads.
pub struct L10n {
    language: Language,
    areas: Areas,
}

impl L10n {
    /// Messages and formats of a language. Costs nothing until something is asked for.
    pub fn new(language: Language) -> Self {
        Self { language, areas: Areas::default() }
    }

    /// The language.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// A message without variables; the id itself where there is no such message.
    pub fn msg<'a>(&'a self, id: &'a str) -> Cow<'a, str> {
        self.formatted(id, None)
    }

    /// A message with its variables.
    pub fn msg_with(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            values.set(*name, self.value(*arg));
        }
        self.formatted(id, Some(&values)).into_owned()
    }

    /// Whether there is such a message.
    pub fn has(&self, id: &str) -> bool {
        self.bundle(Area::of(id)).has_message(id)
    }

    fn formatted<'a>(&'a self, id: &'a str, args: Option<&'a FluentArgs<'_>>) -> Cow<'a, str> {
        let bundle = self.bundle(Area::of(id));
        let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
            return Cow::Borrowed(id);
        };
        // A variable that is missing shows as {$name}; a test checks that both languages use the same variables.
        let mut missing = Vec::new();
        Cow::Owned(bundle.format_pattern(pattern, args, &mut missing).into_owned())
    }

    fn bundle(&self, area: Area) -> &Bundle {
        let Areas { actions, status, screens, dashboard, cli, plain, errors, changes, trust, server } =
            &self.areas;
        let cell = match area {
            Area::Actions => actions,
            Area::Status => status,
            Area::Screens => screens,
            Area::Dashboard => dashboard,
            Area::Cli => cli,
            Area::Plain => plain,
            Area::Errors => errors,
            Area::Changes => changes,
            Area::Trust => trust,
            Area::Server => server,
        };
        cell.get_or_init(|| bundle(self.language, area))
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

/// Parses a message file. An entry that does not parse is left out here; a test finds it.
fn bundle(language: Language, area: Area) -> Bundle {
    let source = area.source(language).to_owned();
    let resource = FluentResource::try_new(source).unwrap_or_else(|(partial, _)| partial);
    let mut bundle = Bundle::new(vec![language.tag().parse::<LanguageIdentifier>().unwrap_or_default()]);
    // Without Fluent's isolation marks, because many terminals show them as boxes, and both languages run from left
    // to right.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::Uk => |value, _| grouped_number(value, ','),
        Language::En => |value, _| grouped_number(value, '.'),
    }));
    bundle.add_resource_overriding(resource);
    bundle
}

fn grouped_number(value: &FluentValue<'_>, decimal_sign: char) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(format::grouped(&number.value.to_string(), decimal_sign)),
        _ => None,
    }
}
