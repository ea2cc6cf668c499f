//! A term in another period: its meaning moves, and its wording with it.

use jiff::{Span as Stretch, civil::Date};

use crate::{
    domain::{Month, Target, TargetValue, Term, TermKind},
    form::words::{key, words},
    text::{
        quarter::{YEARS, shifted},
        surely::Surely,
    },
};

/// The term so many quarters later.
pub fn moved(term: &Term, by: i32) -> Term {
    let kind = match &term.kind {
        TermKind::Month(month) => TermKind::Month(later(*month, by)),
        TermKind::Months(months) => TermKind::Months(months.iter().map(|month| later(*month, by)).collect()),
        TermKind::Range(from, to) => TermKind::Range(later(*from, by), later(*to, by)),
        TermKind::Date(day) => TermKind::Date(day_later(*day, by)),
        TermKind::Years(from, to) => TermKind::Years(year_later(*from, by), year_later(*to, by)),
        TermKind::Quarter | TermKind::Ongoing | TermKind::Text => term.kind.clone(),
    };
    let year = match &kind {
        TermKind::Month(month) | TermKind::Range(_, month) => Some(month.year()),
        TermKind::Months(months) => months.last().map(|month| month.year()),
        TermKind::Date(day) => Some(day.year()),
        TermKind::Years(..) | TermKind::Quarter | TermKind::Ongoing | TermKind::Text => None,
    };
    let raw = match year {
        None => shifted(&term.raw, by),
        Some(year) => reworded(&term.raw, year, by),
    };
    Term { kind, raw }
}

/// A target that is a day, so many quarters later.
pub fn moved_target(day: Date, target: &Target, by: i32) -> Target {
    let day = day_later(day, by);
    Target { value: TargetValue::Date(day), raw: reworded(&target.raw, day.year(), by) }
}

fn later(month: Month, by: i32) -> Month {
    let index = i32::from(month.year()) * 12 + i32::from(month.number()) - 1 + by * 3;
    let year = i16::try_from(index.div_euclid(12)).unwrap_or(month.year());
    Month::new(year, i8::try_from(index.rem_euclid(12) + 1).unwrap_or(1)).unwrap_or(month)
}

/// The same day of the month three months a quarter later, or the last one where the month is shorter; the
/// last day of a month stays the last.
fn day_later(day: Date, by: i32) -> Date {
    let moved = day.checked_add(Stretch::new().months(by * 3)).unwrap_or(day);
    if day == day.last_of_month() { moved.last_of_month() } else { moved }
}

/// Terms of years move with whole years only.
fn year_later(year: i16, by: i32) -> i16 {
    if by.rem_euclid(4) != 0 {
        return year;
    }
    i16::try_from(by / 4)
        .ok()
        .and_then(|by| year.checked_add(by))
        .filter(|year| YEARS.contains(year))
        .unwrap_or(year)
}

/// The wording with its months, days and years moved; the last year is the one given.
fn reworded(raw: &str, year: i16, by: i32) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(first) = rest.chars().next() {
        let in_word = |c: char| c.is_alphabetic() || c == '\'' || c == '’';
        let in_number = |c: char| c.is_ascii_digit() || c == '.';
        let end = if in_word(first) {
            rest.find(|c| !in_word(c)).unwrap_or(rest.len())
        } else if first.is_ascii_digit() {
            rest.find(|c| !in_number(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        out.push_str(&token_moved(token, year, by));
        rest = after;
    }
    out
}

fn token_moved(token: &str, year: i16, by: i32) -> String {
    if let Some(moved) = day_in_figures(token, by).or_else(|| month_word(token, by)) {
        return moved;
    }
    let named = token.parse::<i16>().ok().filter(|known| token.len() == 4 && YEARS.contains(known));
    named.map_or_else(|| token.to_owned(), |_| year.to_string())
}

/// `31.12.2021`, with what follows it.
fn day_in_figures(token: &str, by: i32) -> Option<String> {
    let bare = token.trim_end_matches('.');
    let mut parts = bare.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    let tail = token.get(bare.len()..).surely();
    parts.next().is_none().then(|| format!("{}{tail}", day_later(date, by).strftime("%d.%m.%Y")))
}

/// A month's name in the case it stands in.
fn month_word(token: &str, by: i32) -> Option<String> {
    let folded = key(token);
    let months = &words().months;
    let (at, form) = months
        .iter()
        .enumerate()
        .find_map(|(at, forms)| Some((at, forms.iter().position(|word| *word == folded)?)))?;
    let index = i32::try_from(at).ok()?.checked_add(by.checked_mul(3)?)?.rem_euclid(12);
    let word = months.get(usize::try_from(index).ok()?)?.get(form)?;
    let mut letters = word.chars();
    let capital = token.chars().next().is_some_and(char::is_uppercase);
    Some(match letters.next().filter(|_| capital) {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => word.clone(),
    })
}
