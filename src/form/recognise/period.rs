//! The period of a plan, and the part of it that the values of a document are about.

use crate::{
    domain::{DoubtKind, Quarter, Span, TermKind},
    form::{
        form::{Covers, Form, Holds},
        period, term,
        words::key,
    },
    text::quarter::YEARS,
};

use super::{
    Options, Part,
    front::Front,
    outline::{About, Outline},
    page::cell_text,
    row::beginning,
};

/// Longer periods are not believed to terms alone: a slip of the pen in one year would make them.
const LONGEST: i32 = 40;

/// Which quarters a document is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// The plan's quarters.
    pub period: Span,
    /// What targets and facts without a period of their own are about.
    pub values: Span,
}

impl Times {
    /// The quarter that facts and events are reported in.
    pub const fn quarter(self) -> Quarter {
        self.values.last
    }
}

/// The period: what the title or a line above the table names, else what the terms extend over. The user's
/// quarter says what the values are about, and stands against the document's own. What nobody names is
/// that of the day. Whatever was not read is doubted.
pub fn decide(
    front: &Front,
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
    match (front.period, options.quarter) {
        (Some(named), None) => {
            // A line above the title may speak of another document: the terms say whether it does.
            let other = terms.map(whole).filter(|terms| !front.period_in_title && *terms != named);
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

/// As [`decide`], with the doubt told to the outline.
pub fn times(
    front: &Front,
    terms: Option<Span>,
    form: &Form,
    options: &Options,
    outline: &mut Outline,
) -> Times {
    let (times, doubt) = decide(front, terms, form, options);
    if let Some(others) = doubt {
        let others: Vec<String> = others.iter().map(Span::to_string).collect();
        let others: Vec<&str> = others.iter().map(String::as_str).collect();
        let reading = times.period.to_string();
        outline.doubted(About::Plan, front.place, DoubtKind::Quarter, &front.title, &reading, &others);
    }
    times
}

fn joined(a: Span, b: Span) -> Span {
    Span { first: a.first.min(b.first), last: a.last.max(b.last) }
}

/// From the first to the last quarter of the terms that name their year.
pub fn of_terms(parts: &[Part<'_>]) -> Option<Span> {
    let mut found: Option<Span> = None;
    for part in parts {
        for index in part.rows.clone() {
            let Some(cell) = beginning(part.table, &part.header, index, Holds::Term) else { continue };
            let Some(span) = dated(&cell_text(cell)) else { continue };
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

    /// The period, what the values are about, and the other readings of a doubt.
    fn decided(form: &str, named: Option<&str>, terms: Option<&str>, quarter: Option<&str>) -> String {
        let span = |text: &str| Span::parse(text).unwrap();
        let (named, period_in_title) = match named {
            Some(above) if above.starts_with('^') => (above.strip_prefix('^'), false),
            named => (named, true),
        };
        let front = Front { period: named.map(span), period_in_title, ..Front::default() };
        let options =
            Options { quarter: quarter.and_then(Quarter::parse), ..Options::new(date(2023, 11, 20)) };
        let forms = built_in();
        let form = forms.iter().find(|known| known.name == form).unwrap();
        let (times, doubt) = decide(&front, terms.map(span), form, &options);
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
