//! A period given by its two ends: days («з 01.07.2024 по 30.09.2024»), quarters and months of two years («ІV
//! квартал 2024 року та І квартал 2025 року»), a school year («2024/2025 навчальний рік»).

use std::ops::Range;

use jiff::civil::Date;

use crate::{
    domain::{Quarter, Span},
    form::{
        dates,
        words::{key, words},
    },
};

use super::{Named, named, ordinal::ordinal, when, year_of};

/// The period between two ends, where a text names both.
pub(super) fn find(text: &[&str]) -> Option<Named> {
    let each = |find: fn(&[&str], usize) -> Option<Found>| (0..text.len()).find_map(|at| find(text, at));
    let found = each(days).or_else(|| each(school_year)).or_else(|| each(of_two_years))?;
    let Found { first, last, words, certain } = found;
    Some(named(text, Span::new(first, last)?, words, certain))
}

struct Found {
    first: Quarter,
    last: Quarter,
    words: Range<usize>,
    certain: bool,
}

/// Two days in one word with a dash between them, or in two words with a dash or «по» between them.
fn days(text: &[&str], at: usize) -> Option<Found> {
    let word = text.get(at)?;
    let day = |word: &str| dates::whole_date(word.trim_matches(|c: char| ",;:()р".contains(c)));
    let in_one = || {
        let (first, last) = word.split_once(['-', '–', '—'])?;
        Some((day(first)?, day(last)?, at + 1))
    };
    let in_two = || {
        let first = day(word)?;
        leads_through(text.get(at + 1)?).then_some(())?;
        Some((first, day(text.get(at + 2)?)?, at + 3))
    };
    let (first, last, end) = in_one().or_else(in_two).or_else(|| in_words(text, at))?;
    let certain = begins_quarter(first) && ends_quarter(last);
    (first <= last).then(|| Found {
        first: Quarter::of(first),
        last: Quarter::of(last),
        words: at..end,
        certain,
    })
}

/// Whether a word stands between the two ends of a period.
fn leads_through(word: &str) -> bool {
    ["-", "–", "—", "по", "до"].contains(&key(word).as_str())
}

/// Two days with their months in words, of which the first may leave its year to the second: «1 липня по 30 вересня
/// 2024 року».
fn in_words(text: &[&str], at: usize) -> Option<(Date, Date, usize)> {
    let one = |at: usize| {
        let day: i8 = text.get(at)?.parse().ok()?;
        Some((day, words().month(text.get(at + 1)?)?, text.get(at + 2).and_then(|word| year_of(word))))
    };
    let (day, month, year) = one(at)?;
    let named = |at: usize| text.get(at).is_some_and(|word| words().years.contains(&key(word)));
    let mut next = at + 2 + usize::from(year.is_some());
    next += usize::from(named(next));
    leads_through(text.get(next)?).then_some(())?;
    let (last_day, last_month, last_year) = one(next + 1)?;
    let last_year = last_year?;
    let first = Date::new(year.unwrap_or(last_year), month, day).ok()?;
    Some((first, Date::new(last_year, last_month, last_day).ok()?, next + 4))
}

/// «станом на 01.10.2024»: the quarter that ended on the day before. It is uncertain, because no words name it.
pub(super) fn as_of(text: &[&str]) -> Option<Named> {
    let at =
        text.windows(2).position(|pair| matches!(pair, [a, b] if key(a) == "станом" && key(b) == "на"))?;
    let (quarter, count) = ended_before(text.get(at + 2..)?)?;
    Some(named(text, Span::single(quarter), at..at + 2 + count, false))
}

/// The quarter that ended before the day at the beginning of a text, and the number of that day's words.
pub(super) fn ended_before(text: &[&str]) -> Option<(Quarter, usize)> {
    let whole = |count: usize| {
        let words = text.get(..count)?.join(" ");
        dates::whole_date(words.trim_matches(|c: char| ",;:()".contains(c)))
    };
    let (day, count) = [4, 3, 2, 1].into_iter().find_map(|count| Some((whole(count)?, count)))?;
    Some((Quarter::of(day.yesterday().ok()?), count))
}

fn begins_quarter(day: Date) -> bool {
    day.day() == 1 && day.month() % 3 == 1
}

fn ends_quarter(day: Date) -> bool {
    day.day() == day.days_in_month() && day.month() % 3 == 0
}

/// «2024/2025 навчальний рік», «2024-2025 н.р.»: from September to May, which are not whole quarters; or one of its
/// semesters, which begin in September and in January: «ІІ семестр 2024/2025 навчального року».
fn school_year(text: &[&str], at: usize) -> Option<Found> {
    let (first, last) = school_year_at(text, at)?;
    let semester = at.checked_sub(2).and_then(|before| match text.get(before..at)? {
        [number, word] if key(word).starts_with("семестр") => ordinal(number).map(|one| one.number),
        _ => None,
    });
    let (from, (first, last)) = match semester {
        Some(1) => (at - 2, (Quarter::new(first, 3)?, Quarter::new(first, 4)?)),
        Some(2) => (at - 2, (Quarter::new(last, 1)?, Quarter::new(last, 2)?)),
        _ => (at, (Quarter::new(first, 3)?, Quarter::new(last, 2)?)),
    };
    Some(Found { first, last, words: from..at + 2, certain: false })
}

/// The years of «2024/2025 навчальний», «2024-2025 н.р.».
pub(super) fn school_year_at(text: &[&str], at: usize) -> Option<(i16, i16)> {
    let (first, last) = text.get(at)?.split_once(['/', '-', '–', '—'])?;
    let (first, last) = (year_of(first)?, year_of(last)?);
    let next = key(text.get(at + 1)?);
    (last == first + 1 && (next.starts_with("навчальн") || next.starts_with("н.р"))).then_some((first, last))
}

/// A part of a year with its year, followed by one of a later year.
fn of_two_years(text: &[&str], at: usize) -> Option<Found> {
    let joined = ["-", "–", "—", "по", "до", "та", "і", "й"].contains(&key(text.get(at)?).as_str());
    joined.then_some(())?;
    let (before, after) = (text.get(..at)?, text.get(at + 1..)?);
    let one = when::find_last(before).filter(|one| before.len() - one.words.end <= 1)?;
    let other = when::find_first(after)?;
    let ((_, first_year), (last_year, _)) = (one.when.years?, other.when.years?);
    let first = Quarter::new(first_year, one.when.quarters.0)?;
    let last = Quarter::new(last_year, other.when.quarters.1)?;
    (first_year < last_year).then_some(())?;
    let end = Quarter::new(first_year, one.when.quarters.1)?;
    let listed = ["та", "і", "й"].contains(&key(text.get(at)?).as_str());
    let begins = Quarter::new(last_year, other.when.quarters.0)?;
    let certain = one.when.certain && other.when.certain && (!listed || end.next() == begins);
    Some(Found { first, last, words: one.words.start..at + 1 + other.words.end, certain })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::period::words_of;

    fn read(text: &str) -> Option<String> {
        let found = find(&words_of(text))?;
        Some(format!("{}{}", found.span, if found.certain { "" } else { "?" }))
    }

    #[test]
    fn two_ends_make_a_period() {
        for (text, span) in [
            ("План за 01.10.2024-31.12.2024", "2024Q4"),
            ("План з 01.07.2024 по 30.09.2024", "2024Q3"),
            ("Звіт з 05.07.2024 по 30.09.2024 року", "2024Q3?"),
            ("План на 2024/2025 навчальний рік", "2024Q3..2025Q2?"),
            ("План на 2024-2025 н.р.", "2024Q3..2025Q2?"),
            ("План на І семестр 2024/2025 навчального року", "2024Q3..2024Q4?"),
            ("План на ІІ семестр 2024/2025 н.р.", "2025Q1..2025Q2?"),
            ("за період з 1 липня по 30 вересня 2024 року", "2024Q3"),
            ("з 1 жовтня 2024 року до 31 березня 2025 року", "2024Q4..2025Q1"),
            ("з 5 липня до 30 вересня 2024 року", "2024Q3?"),
            ("на ІV квартал 2024 року та І квартал 2025 року", "2024Q4..2025Q1"),
            ("на ІІ квартал 2024 року та І квартал 2025 року", "2024Q2..2025Q1?"),
            ("з ІІІ кварталу 2024 року по ІІ квартал 2025 року", "2024Q3..2025Q2"),
            ("на вересень 2024 – травень 2025 року", "2024Q3..2025Q2?"),
            ("на ІІ півріччя 2024 року та І півріччя 2025 року", "2024Q3..2025Q2"),
        ] {
            assert_eq!(read(text).as_deref(), Some(span), "{text}");
        }
    }

    #[test]
    fn one_end_or_one_year_makes_none() {
        for text in [
            "за ІV квартал 2024 року",
            "на 2024-2025 роки",
            "станом на 01.10.2024",
            "І та ІІІ квартали 2024 року",
            "план на 2024 рік та звіт за ІV квартал 2024 року",
            "від 01.10.2024 № 5 - 31.12",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
