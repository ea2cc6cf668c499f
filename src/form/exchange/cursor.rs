//! A position in a JSON text. The path to it is kept along the way and put into words only for an error.

use jiff::{Timestamp, civil::Date};
use serde_json::Value;

use super::{
    error::{ExchangeError, Expected, Problem},
    names,
};
use crate::{
    domain::{Header, Month, Number, Quarter, Span},
    text,
};

/// The result of reading.
pub(super) type Read<T> = Result<T, ExchangeError>;

/// Texts in messages are cut to this many characters.
const SHOWN: usize = 60;

#[derive(Clone, Copy)]
enum PathStep {
    Field(&'static str),
    Item(usize),
}

/// A value with the way to it.
pub(super) struct Cursor<'v> {
    value: &'v Value,
    way: Vec<PathStep>,
}

impl<'v> Cursor<'v> {
    /// The whole text.
    pub(super) const fn top(value: &'v Value) -> Self {
        Self { value, way: Vec::new() }
    }

    fn below(&self, value: &'v Value, step: PathStep) -> Self {
        Self { value, way: [self.way.as_slice(), &[step]].concat() }
    }

    /// An error at this position.
    pub(super) fn refuse(&self, problem: Problem) -> ExchangeError {
        ExchangeError { path: self.path(), problem }
    }

    fn malformed(&self, expected: Expected) -> ExchangeError {
        let found: String = self.value.to_string().chars().take(SHOWN).collect();
        self.refuse(Problem::Malformed { expected, found })
    }

    /// The way from the top, as people write it.
    fn path(&self) -> String {
        let mut out = String::new();
        for step in &self.way {
            match step {
                PathStep::Field(name) if out.is_empty() => out.push_str(name),
                PathStep::Field(name) => out.extend([".", name]),
                PathStep::Item(at) => out.push_str(&format!("[{at}]")),
            }
        }
        out
    }

    /// Refuses anything but an object.
    pub(super) fn object(&self) -> Read<()> {
        if self.value.is_object() { Ok(()) } else { Err(self.malformed(Expected::Object)) }
    }

    /// A field; none where it is absent or null.
    pub(super) fn get(&self, name: &'static str) -> Option<Self> {
        let value = self.value.get(name).filter(|v| !v.is_null())?;
        Some(self.below(value, PathStep::Field(name)))
    }

    /// A field that must be there.
    pub(super) fn need(&self, name: &'static str) -> Read<Self> {
        self.get(name).ok_or_else(|| self.refuse(Problem::Missing { field: name }))
    }

    /// A field read by a function, if it is there.
    pub(super) fn maybe<T>(&self, name: &'static str, read: impl Fn(&Self) -> Read<T>) -> Read<Option<T>> {
        self.get(name).map(|at| read(&at)).transpose()
    }

    /// The items of a field read by a function; none where the field is absent.
    pub(super) fn each<T>(&self, name: &'static str, mut read: impl FnMut(&Self) -> Read<T>) -> Read<Vec<T>> {
        let Some(list) = self.get(name) else { return Ok(Vec::new()) };
        let Value::Array(items) = list.value else { return Err(list.malformed(Expected::List)) };
        let item = |(at, value)| list.below(value, PathStep::Item(at));
        items.iter().enumerate().map(item).map(|at| read(&at)).collect()
    }

    /// The entries of a field that is an object of texts.
    pub(super) fn texts_by_key(
        &self,
        name: &'static str,
    ) -> Read<std::collections::BTreeMap<String, String>> {
        let Some(at) = self.get(name) else { return Ok(Default::default()) };
        let Value::Object(entries) = at.value else { return Err(at.malformed(Expected::Object)) };
        let text = |(key, value): (&String, &Value)| match value {
            Value::String(text) => Ok((text::normal::nfc(key), text::normal::nfc(text))),
            _ => Err(at.malformed(Expected::Text)),
        };
        entries.iter().map(text).collect()
    }

    fn str(&self) -> Read<&'v str> {
        self.value.as_str().ok_or_else(|| self.malformed(Expected::Text))
    }

    /// A text, in NFC.
    pub(super) fn text(&self) -> Read<String> {
        self.str().map(text::normal::nfc)
    }

    /// A text that is not empty, in NFC.
    pub(super) fn name(&self) -> Read<String> {
        let text = self.text()?;
        if text.trim().is_empty() { Err(self.malformed(Expected::Name)) } else { Ok(text) }
    }

    /// A field that is a text; empty where it is absent.
    pub(super) fn text_or_empty(&self, name: &'static str) -> Read<String> {
        Ok(self.maybe(name, Cursor::text)?.unwrap_or_default())
    }

    /// True or false.
    pub(super) fn bool(&self) -> Read<bool> {
        self.value.as_bool().ok_or_else(|| self.malformed(Expected::Bool))
    }

    /// A whole number that is not negative.
    pub(super) fn count(&self) -> Read<u32> {
        let number = self.value.as_u64().and_then(|n| u32::try_from(n).ok());
        number.ok_or_else(|| self.malformed(Expected::Count))
    }

    /// The number of a month.
    pub(super) fn month_number(&self) -> Read<i8> {
        let number = self.value.as_i64().and_then(|n| i8::try_from(n).ok());
        number.filter(|n| (1..=12).contains(n)).ok_or_else(|| self.malformed(Expected::MonthNumber))
    }

    /// The value that a word of a table means.
    pub(super) fn word<T: Copy>(&self, table: &[(&str, T)]) -> Read<T> {
        let word = self.str()?;
        names::value(table, word).ok_or_else(|| self.unknown_word(names::words(table)))
    }

    /// The refusal of a word.
    pub(super) fn unknown_word(&self, known: String) -> ExchangeError {
        let found = self.value.as_str().unwrap_or_default().chars().take(SHOWN).collect();
        self.refuse(Problem::UnknownWord { found, known })
    }

    fn parsed<T>(&self, expected: Expected, parse: impl Fn(&str) -> Option<T>) -> Read<T> {
        self.value.as_str().and_then(parse).ok_or_else(|| self.malformed(expected))
    }

    /// An identity.
    pub(super) fn id<T: std::str::FromStr>(&self) -> Read<T> {
        let hex = |text: &str| text.chars().all(|c| c == '-' || c.is_ascii_hexdigit());
        self.parsed(Expected::Id, |text| text.parse().ok().filter(|_| hex(text)))
    }

    /// A quarter in the only spelling of the contract.
    pub(super) fn quarter(&self) -> Read<Quarter> {
        self.parsed(Expected::Quarter, |text| Quarter::parse(text).filter(|q| q.to_string() == text))
    }

    /// From a quarter to a quarter.
    pub(super) fn span(&self) -> Read<Span> {
        self.object()?;
        let (first, last) = (self.need("first")?.quarter()?, self.need("last")?.quarter()?);
        Span::new(first, last).ok_or_else(|| self.backwards(first, last))
    }

    /// The refusal of an end before its beginning.
    pub(super) fn backwards(&self, first: impl ToString, last: impl ToString) -> ExchangeError {
        self.refuse(Problem::Backwards { first: first.to_string(), last: last.to_string() })
    }

    /// A day.
    pub(super) fn date(&self) -> Read<Date> {
        // The parser accepts other spellings of ISO 8601 too; the contract has only one.
        self.parsed(Expected::Date, |text| text.parse().ok().filter(|day: &Date| day.to_string() == text))
    }

    /// A month of a year.
    pub(super) fn month(&self) -> Read<Month> {
        self.parsed(Expected::Month, |text| Month::parse(text).filter(|m| m.to_string() == text))
    }

    /// A year, as a text or as a number.
    pub(super) fn year(&self) -> Read<i16> {
        let number = self.value.as_i64().and_then(|n| i16::try_from(n).ok());
        let year = number.or_else(|| self.value.as_str().and_then(|text| text.parse().ok()));
        let year = year.filter(|year| text::quarter::YEARS.contains(year));
        year.ok_or_else(|| self.malformed(Expected::Year))
    }

    /// A decimal: digits with at most one point, without the signs of any locale.
    pub(super) fn decimal(&self) -> Read<Number> {
        let plain = |text: &str| {
            let digits = text.strip_prefix('-').unwrap_or(text);
            digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        };
        self.parsed(Expected::Decimal, |text| Number::parse(text).filter(|_| plain(text)))
    }

    /// A moment, in milliseconds since 1970 UTC.
    pub(super) fn moment(&self) -> Read<i64> {
        self.parsed(Expected::Moment, |text| text.parse::<Timestamp>().ok()).map(|t| t.as_millisecond())
    }

    /// The slug of a plan, which is used in commands and file names.
    pub(super) fn slug(&self) -> Read<String> {
        self.parsed(Expected::Slug, |text| Header::is_slug(text).then(|| text.to_owned()))
    }

    /// The error for too few months.
    pub(super) fn too_few_months(&self) -> ExchangeError {
        self.malformed(Expected::Months)
    }
}
