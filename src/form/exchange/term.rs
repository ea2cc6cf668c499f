//! Terms read from a text. Their kind decides which other fields they need.

use super::{
    cursor::{Cursor, Read},
    error::Problem,
    value::day,
};
use crate::{
    domain::{Month, Quarter, Span, Term, TermKind},
    form::{term::parse_term, typed::target},
};

const TERMS: &str = "quarter, month, months, date, range, years, ongoing, text";

/// When a measure is due.
pub(super) fn term(at: &Cursor<'_>) -> Read<Term> {
    at.object()?;
    let kind = match at.need("kind")?.text()?.as_str() {
        "quarter" => TermKind::Quarter,
        "month" => TermKind::Month(at.need("month")?.month()?),
        "months" => months(at)?,
        "date" => TermKind::Date(day(at)?),
        "range" => {
            let (from, to) = (at.need("from")?.month()?, at.need("to")?.month()?);
            ordered(at, from, to)?;
            TermKind::Range(from, to)
        }
        "years" => {
            let (from, to) = (at.need("from")?.year()?, at.need("to")?.year()?);
            ordered(at, from, to)?;
            TermKind::Years(from, to)
        }
        "ongoing" => TermKind::Ongoing,
        "text" => TermKind::Text,
        _ => return Err(at.need("kind")?.unknown_word(TERMS.to_owned())),
    };
    let raw = at.text_or_empty("raw")?;
    match said_otherwise(&kind, &raw) {
        Some(said) => Err(at.need("raw")?.refuse(Problem::TermDiffers { raw, said })),
        None => Ok(Term { kind, raw }),
    }
}

fn months(at: &Cursor<'_>) -> Read<TermKind> {
    let list = at.need("months")?;
    let months = at.each("months", Cursor::month)?;
    if months.len() < 2 { Err(list.too_few_months()) } else { Ok(TermKind::Months(months)) }
}

fn ordered<T: Ord + ToString>(at: &Cursor<'_>, from: T, to: T) -> Read<()> {
    if from <= to { Ok(()) } else { Err(at.backwards(from, to)) }
}

/// The months or years of a term, where its wording names others: «вересень» for October. A wording with «до», one
/// that says nothing about months and one with several readings are not compared.
fn said_otherwise(kind: &TermKind, raw: &str) -> Option<String> {
    let (first, last) = bounds(kind)?;
    let period = Span::new(Quarter::of(first.first_day()), Quarter::of(last.last_day()))?;
    let read = parse_term(raw, period);
    let worded = read.uncertainty.is_none().then_some(read.value.kind)?;
    if let TermKind::Date(day) = worded {
        let is_until = target::without_until(raw) != raw;
        let within = (first.first_day()..=last.last_day()).contains(&day);
        return (!is_until && !within).then(|| said(first, last));
    }
    let (from, to) = bounds(&worded)?;
    // A year that the wording leaves out was completed from the period.
    let same = |said: Month, worded: Month| {
        said.number() == worded.number() && (said == worded || !raw.contains(&worded.year().to_string()))
    };
    (!(same(first, from) && same(last, to))).then(|| said(first, last))
}

fn said(first: Month, last: Month) -> String {
    if first == last { first.to_string() } else { format!("{first}..{last}") }
}

/// The first and the last month of a term that consists of months or years.
fn bounds(kind: &TermKind) -> Option<(Month, Month)> {
    match kind {
        TermKind::Month(month) => Some((*month, *month)),
        TermKind::Months(months) => Some((*months.first()?, *months.last()?)),
        TermKind::Range(from, to) => Some((*from, *to)),
        TermKind::Years(from, to) => Some((Month::new(*from, 1)?, Month::new(*to, 12)?)),
        TermKind::Date(_) | TermKind::Quarter | TermKind::Ongoing | TermKind::Text => None,
    }
}
