//! Reads terms: every kind of [`TermKind`], else the text itself.

mod days;
mod worded;

use jiff::civil::Date;

use crate::{
    document::raised_figure,
    domain::{DoubtKind, Month, Quarter, Span, Term, TermKind},
    text::{normal::squeeze, quarter::YEARS, roman, surely::Surely},
};

use super::{
    dates,
    reading::Reading,
    typed::spelled,
    words::{begins_with, key, words},
};

/// A word or sign of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Month(i8),
    Year(i16),
    /// 1 to 4, Roman or not: of a quarter.
    Ordinal(u8),
    Quarter,
    Dash,
    And,
    Other,
}

/// A text without the raised figures after its words, which are footnote marks («вересень¹»), and without the endings
/// of its numbers («15-го серпня»).
fn without_marks(raw: &str) -> String {
    let mut out: String = raw.chars().filter(|c| raised_figure(*c).is_none()).collect();
    for ending in ["-го ", "‑го ", "го "] {
        while let Some(at) = out
            .find(ending)
            .filter(|at| out.get(..*at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit())))
        {
            out.replace_range(at..at + ending.len() - 1, "");
        }
    }
    out
}

/// Reads a term of a plan of the given period. Words that are not a known kind of term stay text.
pub fn parse_term(text: &str, period: Span) -> Reading<Term> {
    let raw = squeeze(text);
    let plain = without_marks(&spelled::with_years(&raw));
    let plain = days::written_out(&plain);
    let folded = key(&plain);
    let folded = without_end(folded.trim_end_matches([';', ',', '.']));
    let (kind, mut others) = meaning(&plain, folded, period).unwrap_or((TermKind::Text, Vec::new()));
    let last = period.last.last_day();
    // «з 15 серпня» says when it begins, and not when it is due.
    let ends = [" по ", " до ", "-", "–", "—"].iter().any(|join| folded.contains(join));
    if folded.starts_with("з ") && !ends && matches!(kind, TermKind::Month(_) | TermKind::Date(_)) {
        others.push(last.to_string());
    }
    let reading = match &kind {
        TermKind::Date(day) => day.to_string(),
        _ => raw.clone(),
    };
    others.retain(|other| *other != reading);
    let term = Term { kind, raw };
    if others.is_empty() {
        Reading::sure(term)
    } else {
        Reading::unsure(term, DoubtKind::Reading, reading, others)
    }
}

/// The kind of a term, and its other readings; `folded` is the search key of `plain`.
fn meaning(plain: &str, folded: &str, period: Span) -> Option<FoundTerm> {
    let sure = |kind| Some((kind, Vec::new()));
    let figures = folded.contains(|c: char| c.is_ascii_digit());
    let again = begins_with(folded, &words().ongoing).is_some() && !figures;
    if again || worded::is_repeated(folded) {
        return sure(TermKind::Ongoing);
    }
    let (rest, deadline) = opening(folded);
    let whole = if deadline == Deadline::None { dates::whole_date(plain) } else { dates::whole_date(rest) };
    if let Some(day) = whole {
        return sure(TermKind::Date(day));
    }
    if let Some((day, month)) = dates::day_and_month(rest)
        && let Some((day, others)) = in_period(day, month, period)
        && (names_a_day(rest, deadline) || period.contains(Quarter::of(day)))
    {
        return Some((TermKind::Date(day), others));
    }
    if let Some(month) = month_and_year(rest) {
        return sure(TermKind::Month(month));
    }
    let tokens = tokens(rest);
    let read = match deadline {
        Deadline::None => span(&tokens, period),
        Deadline::By | Deadline::End => by_the_end(&tokens, period, deadline),
    };
    read.or_else(|| {
        // Upper and lower case distinguish the number one from the conjunction «і».
        let all: Vec<&str> = plain.split(' ').collect();
        let lead = folded.split(' ').count().saturating_sub(rest.split(' ').count());
        let end = folded.split(' ').count();
        worded::read(all.get(lead..end)?, period, deadline)
    })
}

/// A term without meaningless words at its end: «включно», «цього року».
fn without_end(text: &str) -> &str {
    let ends = [" включно", " ц.р", " ц. р", " поточного року", " цього року", " п.р"];
    ends.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Deadline {
    None,
    /// «до …».
    By,
    /// «до кінця …».
    End,
}

/// Whether a text without a year must be a date; `12.05` alone is one only where the plan has such a day.
fn names_a_day(text: &str, deadline: Deadline) -> bool {
    deadline == Deadline::By || text.contains(char::is_alphabetic)
}

/// The first date with this day and month in a plan's period, and the others; in the period's last year where none
/// is inside.
pub(super) fn in_period(day: i8, month: i8, period: Span) -> Option<(Date, Vec<String>)> {
    let years = period.first.year()..=period.last.year();
    let all: Vec<Date> = years.filter_map(|year| Date::new(year, month, day).ok()).collect();
    let mut inside = all.iter().filter(|date| period.contains(Quarter::of(**date)));
    match inside.next() {
        Some(first) => Some((*first, inside.map(ToString::to_string).collect())),
        None => all.last().map(|last| (*last, Vec::new())),
    }
}

/// `08.2024`.
fn month_and_year(text: &str) -> Option<Month> {
    let (month, year) = text.split_once('.')?;
    let (short, long) = ((1..=2).contains(&month.len()), year.len() == 4);
    let year = year.parse().ok().filter(|year| short && long && YEARS.contains(year))?;
    Month::new(year, month.parse().ok()?)
}

/// Skips introductory words, and returns whether they make the term a deadline.
fn opening(text: &str) -> (&str, Deadline) {
    let mut rest = text;
    while let Some(word) = begins_with(rest, &words().during) {
        rest = rest.get(word.len()..).surely().trim_start_matches([' ', ':', '-', '–']);
    }
    let until = begins_with(rest, &words().until);
    if let Some(word) = until {
        rest = rest.get(word.len()..).surely().trim_start();
    }
    match (begins_with(rest, &words().end_of), until) {
        (Some(word), _) => (rest.get(word.len()..).surely().trim_start(), Deadline::End),
        (None, Some(_)) => (rest, Deadline::By),
        (None, None) => (rest, Deadline::None),
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let end = if c.is_alphanumeric() {
            rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())
        } else {
            c.len_utf8()
        };
        let (word, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        // «2024р.»
        let figures = word.find(|c: char| !c.is_ascii_digit()).filter(|at| *at == 4);
        let year = figures.and_then(|at| word.split_at_checked(at));
        let year = year.filter(|(_, word)| words().years.iter().any(|year| year == word));
        let word = year.map_or(word, |(year, _)| year);
        out.extend(token(word));
        rest = after;
    }
    out
}

fn token(word: &str) -> Option<Token> {
    let lists = words();
    let number = word.parse::<i16>().ok().or_else(|| i16::try_from(roman::parse(word)?).ok());
    if word.chars().all(|c| c.is_whitespace() || ".()«»\"".contains(c)) {
        return None;
    }
    Some(match (lists.month(word), number) {
        (Some(month), _) => Token::Month(month),
        // «і» is also parsed as a Roman numeral; between months it is a conjunction.
        _ if word == "і" || word == "/" || lists.and.iter().any(|w| w == word) => Token::And,
        (_, Some(year)) if YEARS.contains(&year) => Token::Year(year),
        (_, Some(n @ 1..=4)) => Token::Ordinal(u8::try_from(n).unwrap_or(1)),
        _ if lists.through.iter().any(|w| w == word) => Token::Dash,
        _ if lists.quarter.iter().any(|w| w == word) => Token::Quarter,
        _ if lists.years.iter().any(|w| w == word) => return None,
        _ => Token::Other,
    })
}

type FoundTerm = (TermKind, Vec<String>);

fn span(tokens: &[Token], period: Span) -> Option<FoundTerm> {
    let sure = |kind| Some((kind, Vec::new()));
    match tokens {
        // «до кінця кварталу» in a plan of several quarters does not say of which one.
        [Token::Quarter] => Some((TermKind::Quarter, ends_of_quarters(period))),
        [Token::Year(year)] => sure(TermKind::Years(*year, *year)),
        [Token::Year(from), Token::Dash, Token::Year(to)] if from <= to => sure(TermKind::Years(*from, *to)),
        // «І квартал»: the single letter was read as the conjunction «і».
        [Token::And, rest @ ..] if rest.contains(&Token::Quarter) => {
            quarters(&[&[Token::Ordinal(1)], rest].concat(), period)
        }
        _ if tokens.contains(&Token::Quarter) => quarters(tokens, period),
        _ => months(tokens, period),
    }
}

/// The last days of the quarters of a period that has several.
fn ends_of_quarters(period: Span) -> Vec<String> {
    let ends = period.quarters().map(|quarter| quarter.last_day().to_string());
    if period.as_single().is_some() { Vec::new() } else { ends.collect() }
}

fn quarters(tokens: &[Token], period: Span) -> Option<FoundTerm> {
    let (first, last, year) = match tokens {
        [Token::Ordinal(n), Token::Quarter] => (*n, *n, None),
        [Token::Ordinal(n), Token::Quarter, Token::Year(year)] => (*n, *n, Some(*year)),
        [Token::Ordinal(a), Token::Dash, Token::Ordinal(b), Token::Quarter] => (*a, *b, None),
        [Token::Ordinal(a), Token::Dash, Token::Ordinal(b), Token::Quarter, Token::Year(year)] => {
            (*a, *b, Some(*year))
        }
        _ => return None,
    };
    let (year, others) = match year {
        Some(year) => (year, Vec::new()),
        None => year_of(period, |quarter| quarter.number() == first),
    };
    let span = Span::new(Quarter::new(year, first)?, Quarter::new(year, last)?)?;
    let kind = if span == period && span.as_single().is_some() {
        TermKind::Quarter
    } else {
        TermKind::Range(month_of(span.first.first_day())?, month_of(span.last.last_day())?)
    };
    Some((kind, others))
}

fn month_of(day: Date) -> Option<Month> {
    Month::new(day.year(), day.month())
}

/// The year of the period in which something happens, and the other such years.
fn year_of(period: Span, happens: impl Fn(Quarter) -> bool) -> (i16, Vec<String>) {
    let mut years = period.quarters().filter(|quarter| happens(*quarter)).map(Quarter::year);
    match years.next() {
        Some(first) => (first, years.map(|year| year.to_string()).collect()),
        None => (period.last.year(), Vec::new()),
    }
}

/// Months in a list or a range; a year applies to all months before it that have none.
fn months(tokens: &[Token], period: Span) -> Option<FoundTerm> {
    let mut found: Vec<(i8, Option<i16>)> = Vec::new();
    let mut dashes = 0;
    for (at, token) in tokens.iter().enumerate() {
        match (token, found.last_mut()) {
            // «серпень-2024»
            (Token::Dash, Some((_, None))) if matches!(tokens.get(at + 1), Some(Token::Year(_))) => {}
            (Token::Month(month), _) => found.push((*month, None)),
            (Token::Year(year), Some((_, given @ None))) => *given = Some(*year),
            (Token::Dash, Some(_)) => dashes += 1,
            (Token::And, Some(_)) => {}
            _ => return None,
        }
    }
    let mut year = None;
    let mut others = Vec::new();
    let mut months = Vec::new();
    for (month, given) in found.into_iter().rev() {
        year = given.or(year);
        let year = year.unwrap_or_else(|| {
            let quarter = u8::try_from((month - 1) / 3 + 1).unwrap_or(1);
            let (year, more) = year_of(period, |q| q.number() == quarter);
            others = more;
            year
        });
        months.insert(0, Month::new(year, month)?);
    }
    let kind = match (months.as_slice(), dashes) {
        ([one], 0) => TermKind::Month(*one),
        ([_, _, ..], 0) => TermKind::Months(months),
        ([from, to], 1) if from <= to => TermKind::Range(*from, *to),
        _ => return None,
    };
    Some((kind, others))
}

/// Reads «до кінця року», «до кінця грудня», «до грудня»; the last is doubted, because it may exclude December.
fn by_the_end(tokens: &[Token], period: Span, deadline: Deadline) -> Option<FoundTerm> {
    if tokens.is_empty() && deadline == Deadline::End {
        let year = period.last.year();
        return Some((TermKind::Date(Date::new(year, 12, 31).ok()?), Vec::new()));
    }
    let (kind, mut others) = span(tokens, period)?;
    let day = Term { kind, raw: String::new() }.last_day(period);
    if deadline == Deadline::By {
        let first = Date::new(day.year(), day.month(), 1).ok()?;
        others.push(first.yesterday().ok()?.to_string());
    }
    Some((TermKind::Date(day), others))
}

#[cfg(test)]
mod tests;
