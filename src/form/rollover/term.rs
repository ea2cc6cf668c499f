//! Moves a term to another period, both its meaning and its wording.

use jiff::{Span as Stretch, civil::Date};

use crate::{
    domain::{Month, Span, Target, TargetValue, Term, TermKind},
    form::{
        term::parse_term,
        words::{key, words},
    },
    text::{
        quarter::{YEARS, renumbered, shifted},
        surely::Surely,
    },
};

/// The term so many quarters later, in a plan of this period. Where the wording cannot be moved, the old one stays.
pub fn moved(term: &Term, by: i32, period: Span) -> Term {
    let kind = match &term.kind {
        TermKind::Month(month) => TermKind::Month(later(*month, by)),
        TermKind::Months(months) => TermKind::Months(months.iter().map(|month| later(*month, by)).collect()),
        TermKind::Range(from, to) => TermKind::Range(later(*from, by), later(*to, by)),
        TermKind::Date(day) => TermKind::Date(day_later(*day, by)),
        TermKind::Years(from, to) => TermKind::Years(year_later(*from, by), year_later(*to, by)),
        TermKind::Quarter | TermKind::Ongoing | TermKind::Text => term.kind.clone(),
    };
    let day = match term.kind {
        TermKind::Date(day) => Some(day),
        _ => None,
    };
    let raw = worded(&term.raw, day, &kind, by, period);
    Term { kind, raw }
}

/// A date target so many quarters later, in a plan of this period.
pub fn moved_target(day: Date, target: &Target, by: i32, period: Span) -> Target {
    let later = day_later(day, by);
    let raw = worded(&target.raw, Some(day), &TermKind::Date(later), by, period);
    Target { value: TargetValue::Date(later), raw }
}

/// Whether a wording means a term in a plan of this period. Words that are not a term may mean anything.
pub fn says(raw: &str, kind: &TermKind, period: Span) -> bool {
    *kind == TermKind::Text || raw.is_empty() || parse_term(raw, period).value.kind == *kind
}

/// The first way of moving a wording that gives the new term; the old wording where none does.
fn worded(raw: &str, day: Option<Date>, kind: &TermKind, by: i32, period: Span) -> String {
    let year = match kind {
        TermKind::Month(month) | TermKind::Range(_, month) => Some(month.year()),
        TermKind::Months(months) => months.last().map(|month| month.year()),
        TermKind::Date(day) => Some(day.year()),
        TermKind::Years(..) | TermKind::Quarter | TermKind::Ongoing | TermKind::Text => None,
    };
    let by_words = || year.map(|year| Rewording { day, year, by }.of(raw));
    let ways: [&dyn Fn() -> Option<String>; 3] =
        [&by_words, &|| Some(shifted(raw, by)), &|| Some(renumbered(raw, by))];
    let mut ways = ways.into_iter().filter_map(|way| way());
    ways.find(|way| says(way, kind, period)).unwrap_or_else(|| raw.to_owned())
}

fn later(month: Month, by: i32) -> Month {
    let index = i32::from(month.year()) * 12 + i32::from(month.number()) - 1 + by * 3;
    let year = i16::try_from(index.div_euclid(12)).unwrap_or(month.year());
    Month::new(year, i8::try_from(index.rem_euclid(12) + 1).unwrap_or(1)).unwrap_or(month)
}

/// The same day of the month, three months later for each quarter, or the last one where the month is shorter; the
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

/// How the months, days and years of a wording move.
struct Rewording {
    /// The day that it names.
    day: Option<Date>,
    /// Its last year, moved.
    year: i16,
    by: i32,
}

impl Rewording {
    fn of(&self, raw: &str) -> String {
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
            out.push_str(&self.token(token, after));
            rest = after;
        }
        out
    }

    fn token(&self, token: &str, after: &str) -> String {
        let moved = self.day_of_month(token, after).or_else(|| self.day_in_figures(token));
        if let Some(moved) = moved.or_else(|| month_word(token, self.by)) {
            return moved;
        }
        let named = token.parse::<i16>().ok().filter(|known| token.len() == 4 && YEARS.contains(known));
        named.map_or_else(|| token.to_owned(), |_| self.year.to_string())
    }

    /// Moves the number of the day before its month; the last day of a month stays the last.
    fn day_of_month(&self, token: &str, after: &str) -> Option<String> {
        let day = self.day.filter(|day| token.parse() == Ok(day.day()))?;
        let next = after.trim_start_matches(|c: char| c.is_whitespace() || "»\"”“".contains(c));
        let next = next.split(|c: char| !c.is_alphabetic()).next()?;
        (words().month(next) == Some(day.month())).then_some(())?;
        let later = day_later(day, self.by).day();
        Some(if token.len() == 2 { format!("{later:02}") } else { later.to_string() })
    }

    /// Moves `31.12.2021`, `31.12.21` or `31.12`, keeping what follows it.
    fn day_in_figures(&self, token: &str) -> Option<String> {
        let bare = token.trim_end_matches('.');
        let tail = token.get(bare.len()..).surely();
        let parts: Vec<&str> = bare.split('.').collect();
        let named = |day: &str, month: &str| {
            self.day.filter(|own| day.parse() == Ok(own.day()) && month.parse() == Ok(own.month()))
        };
        let (old, shape) = match parts.as_slice() {
            [day, month, year] if year.len() == 4 => {
                (Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?, "%d.%m.%Y")
            }
            [day, month, _] => (named(day, month)?, "%d.%m.%y"),
            [day, month] => (named(day, month)?, "%d.%m"),
            _ => return None,
        };
        Some(format!("{}{tail}", day_later(old, self.by).strftime(shape)))
    }
}

/// A month's name in the same case.
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
