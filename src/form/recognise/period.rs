//! The period of a plan, and the part of it that a document's values are for.

use rustc_hash::FxHashMap;

use crate::{
    domain::{DoubtKind, Quarter, Span, TermKind},
    form::{
        form::{Covers, Form, Holds},
        period::{self, heading::Of},
        term,
        words::key,
    },
    text::quarter::YEARS,
};

use super::{
    Options,
    outline::{About, Outline},
    page::cell_text,
    preamble::Preamble,
    row::beginning,
    tables::{self, SortedPage, TablePart},
};

/// The longest period that is derived from terms alone, because a typing error in one year would make a longer one.
const LONGEST: i32 = 40;

/// Which quarters a document is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// The plan's quarters.
    pub period: Span,
    /// The period of targets and facts without one of their own.
    pub values: Span,
}

impl Times {
    /// The quarter that facts and events are reported in.
    pub const fn quarter(self) -> Quarter {
        self.values.last
    }
}

/// What names the period of a document besides the title.
#[derive(Clone, Copy, Debug, Default)]
pub struct Named {
    /// The quarters of the terms.
    terms: Option<Span>,
    /// The years that columns name.
    years: Option<(i16, i16)>,
    /// The first and the last quarter in tables or columns.
    quarters: Option<(u8, u8)>,
    /// The quarters of tables that name their year.
    tables: Option<Span>,
}

impl Named {
    /// The periods in the tables of a page.
    pub fn by(page: &SortedPage<'_>, preamble: &Preamble) -> Self {
        let mut named = Self { terms: of_terms(&page.parts), ..Self::default() };
        preamble.quarters.into_iter().for_each(|quarters| named.reach(quarters));
        let first = preamble.heading.into_iter();
        for of in first.chain(page.parts.iter().filter_map(|part| part.of)) {
            match of {
                Of::Stretch(when) if when.years.is_none() => named.reach(when.quarters),
                _ => {
                    let years = of.years().and_then(|(first, last)| period::of_years(first, last));
                    let span = years.and_then(|years| tables::span_of(of, years));
                    named.tables =
                        span.map(|span| named.tables.map_or(span, |all| joined(all, span))).or(named.tables);
                }
            }
        }
        for part in &page.parts {
            for (first, last) in part.header.years() {
                let all = named.years.map_or((first, last), |(a, b)| (a.min(first), b.max(last)));
                named.years = Some(all);
            }
            if part.header.is_by_quarter() {
                named.reach((1, 4));
            }
        }
        named
    }

    fn reach(&mut self, (first, last): (u8, u8)) {
        self.quarters = Some(self.quarters.map_or((first, last), |(a, b)| (a.min(first), b.max(last))));
    }

    /// The period that they name, in this year where they name none.
    fn span(self, year: Option<i16>) -> Option<Span> {
        let years = self.years.or(year.map(|year| (year, year)));
        let of_quarters = self.quarters.zip(years).and_then(|((first, last), (from, to))| {
            Span::new(Quarter::new(from, first)?, Quarter::new(to, last)?)
        });
        let found = match (self.tables, of_quarters) {
            (Some(a), Some(b)) => Some(joined(a, b)),
            (a, b) => a.or(b),
        };
        found.or_else(|| self.years.and_then(|(first, last)| period::of_years(first, last)))
    }
}

/// The period: that of the title or of a line above the table, else the extent of the terms, else that of the day.
/// The user's quarter is the period of the values; where it contradicts the document's period, there is a doubt.
/// Every period that was not read from the document is doubted.
pub fn decide(
    (named, in_title): (Option<Span>, bool),
    terms: Option<Span>,
    form: &Form,
    options: &Options,
) -> (Times, Option<Vec<Span>>) {
    let usual = |quarter: Quarter| match form.covers {
        Covers::Quarter => Span::single(quarter),
        Covers::Years => period::of_years(quarter.year(), quarter.year()).unwrap_or(Span::single(quarter)),
    };
    let whole = |span: Span| match form.covers {
        Covers::Quarter => span,
        Covers::Years => joined(usual(span.first), usual(span.last)),
    };
    match (named, options.quarter) {
        (Some(named), None) => {
            // A line above the title may be about another document; the terms show whether it is.
            let other = terms.map(whole).filter(|terms| !in_title && *terms != named);
            (Times { period: named, values: named }, other.map(|terms| vec![terms]))
        }
        (Some(named), Some(quarter)) => {
            let values = Span::single(quarter);
            let inside = named.contains(quarter);
            let own = named.as_single().is_some();
            let period = if own { values } else { joined(named, values) };
            (Times { period, values }, (!inside).then(|| vec![named]))
        }
        (None, Some(quarter)) => {
            let values = Span::single(quarter);
            let period = terms.map_or_else(|| usual(quarter), |terms| joined(whole(terms), whole(values)));
            (Times { period, values }, (period != values).then(Vec::new))
        }
        (None, None) => {
            let period = terms.map_or_else(|| usual(Quarter::of(options.as_of)), whole);
            (Times { period, values: period }, Some(Vec::new()))
        }
    }
}

/// As [`decide`], adding the doubt to the outline. Where the title names no period, that of the tables is used;
/// where they name no year either, that of the day, with a doubt.
pub fn times(
    preamble: &Preamble,
    named: Named,
    form: &Form,
    options: &Options,
    outline: &mut Outline,
) -> Times {
    let known = preamble.period.or_else(|| named.span(None));
    let in_title = preamble.period_in_title || preamble.period.is_none();
    let guessed =
        named.span(Some(options.as_of.year())).filter(|_| known.is_none() && options.quarter.is_none());
    let (times, doubt) = match guessed.filter(|_| named.terms.is_none()) {
        Some(period) => (Times { period, values: period }, Some(Vec::new())),
        None => decide((known, in_title), named.terms, form, options),
    };
    let text = preamble.unclear.as_ref().unwrap_or(&preamble.title);
    let unsure = (preamble.unclear.is_some() || preamble.unsure) && options.quarter.is_none();
    if let Some(others) = doubt.or_else(|| unsure.then(Vec::new)) {
        let others = others.iter().chain(&preamble.other_period);
        let others: Vec<String> = others.filter(|span| **span != times.period).map(Span::to_string).collect();
        let others: Vec<&str> = others.iter().map(String::as_str).collect();
        let reading = times.period.to_string();
        outline.doubted(About::Plan, preamble.place, DoubtKind::Quarter, text, &reading, &others);
    }
    times
}

fn joined(a: Span, b: Span) -> Span {
    Span { first: a.first.min(b.first), last: a.last.max(b.last) }
}

/// The span from the first to the last quarter of the terms that have a year.
pub fn of_terms(parts: &[TablePart<'_>]) -> Option<Span> {
    let mut found: Option<Span> = None;
    // Most terms repeat.
    let mut known: FxHashMap<String, Option<Span>> = FxHashMap::default();
    for part in parts {
        for index in part.rows.clone() {
            let Some(cell) = beginning(part.table, &part.header, index, Holds::Term) else { continue };
            let Some(span) = *known.entry(cell_text(cell)).or_insert_with_key(|text| dated(text)) else {
                continue;
            };
            found = Some(found.map_or(span, |all| joined(all, span)));
        }
    }
    found.filter(|span| span.first.distance_to(span.last) < LONGEST)
}

/// The quarters of a term that names its year.
fn dated(text: &str) -> Option<Span> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter_map(|word| word.parse().ok());
    let year = numbers.find(|year| YEARS.contains(year))?;
    let read = term::parse_term(&key(text), period::of_years(year, year)?);
    match read.value.kind {
        TermKind::Text | TermKind::Ongoing | TermKind::Quarter => None,
        TermKind::Date(day) => Some(Span::single(Quarter::of(day))),
        _ => {
            let period = period::of_years(year, year)?;
            Span::new(read.value.first_quarter(period), Quarter::of(read.value.last_day(period)))
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::form::built_in;

    /// The period, that of the values, and the other readings of a doubt.
    fn decided(form: &str, named: Option<&str>, terms: Option<&str>, quarter: Option<&str>) -> String {
        let span = |text: &str| Span::parse(text).unwrap();
        let (named, period_in_title) = match named {
            Some(above) if above.starts_with('^') => (above.strip_prefix('^'), false),
            named => (named, true),
        };
        let options =
            Options { quarter: quarter.and_then(Quarter::parse), ..Options::new(date(2023, 11, 20)) };
        let forms = built_in();
        let form = forms.iter().find(|known| known.name == form).unwrap();
        let named = (named.map(span), period_in_title);
        let (times, doubt) = decide(named, terms.map(span), form, &options);
        let doubt = doubt.map_or(String::new(), |others| {
            format!(" ?{}", others.iter().map(|other| format!(" {other}")).collect::<String>())
        });
        format!("{} {}{doubt}", times.period, times.values)
    }

    #[test]
    fn a_quarterly_document() {
        let decided = |named, terms, quarter| decided("quarterly-report", named, terms, quarter);
        for (named, terms, quarter, expected) in [
            (Some("2023Q2"), None, None, "2023Q2 2023Q2"),
            (Some("2023Q2"), Some("2024"), None, "2023Q2 2023Q2"),
            (Some("2023Q2"), None, Some("2023Q2"), "2023Q2 2023Q2"),
            (Some("2023Q2"), None, Some("2023Q3"), "2023Q3 2023Q3 ? 2023Q2"),
            (Some("2023"), None, Some("2023Q3"), "2023Q1..2023Q4 2023Q3"),
            (None, None, Some("2023Q3"), "2023Q3 2023Q3"),
            (None, Some("2023Q3"), Some("2023Q3"), "2023Q3 2023Q3"),
            (None, Some("2023Q4"), Some("2023Q3"), "2023Q3..2023Q4 2023Q3 ?"),
            (None, None, None, "2023Q4 2023Q4 ?"),
        ] {
            assert_eq!(decided(named, terms, quarter), expected);
        }
    }

    #[test]
    fn a_document_of_years() {
        let decided = |named, terms, quarter| decided("programme", named, terms, quarter);
        for (named, terms, quarter, expected) in [
            (Some("2017..2020"), Some("2018"), None, "2017Q1..2020Q4 2017Q1..2020Q4"),
            (Some("^2017..2020"), Some("2017..2020"), None, "2017Q1..2020Q4 2017Q1..2020Q4"),
            (Some("^2015..2030"), Some("2021"), None, "2015Q1..2030Q4 2015Q1..2030Q4 ? 2021Q1..2021Q4"),
            (Some("2017..2020"), None, Some("2018Q3"), "2017Q1..2020Q4 2018Q3"),
            (Some("2017..2020"), None, Some("2021Q1"), "2017Q1..2021Q1 2021Q1 ? 2017Q1..2020Q4"),
            (None, Some("2017..2020"), Some("2018Q3"), "2017Q1..2020Q4 2018Q3 ?"),
            (None, Some("2021Q2..2021Q4"), None, "2021Q1..2021Q4 2021Q1..2021Q4 ?"),
            (None, None, Some("2018Q3"), "2018Q1..2018Q4 2018Q3 ?"),
            (None, None, None, "2023Q1..2023Q4 2023Q1..2023Q4 ?"),
        ] {
            assert_eq!(decided(named, terms, quarter), expected);
        }
    }

    #[test]
    fn terms_that_name_their_year() {
        for (text, span) in [
            ("до 01.06.2021", Some("2021Q2")),
            ("січень– травень 2021 року", Some("2021Q1..2021Q2")),
            ("2017-2020", Some("2017Q1..2020Q4")),
            ("2018 рік", Some("2018Q1..2018Q4")),
            ("ІІ квартал 2018 року", Some("2018Q2")),
            ("липень", None),
            ("після 2018 року ремонту", None),
            ("постійно", None),
        ] {
            assert_eq!(dated(text).map(|span| span.to_string()).as_deref(), span, "{text}");
        }
    }
}
