//! Half-years and months: «І півріччя», «за 9 місяців», «січень–вересень».

use std::ops::Range;

use crate::{
    form::{
        period::ordinal::{Ordinal, ordinal},
        words::{key, words},
    },
    text::quarter::YEARS,
};

use super::{FoundPeriod, bare, listed::joiner, with_year};

/// Reads «І півріччя 2023 року» at the word «півріччя»; without a number it is the first half-year, with a doubt.
pub(super) fn half_year(text: &[&str], at: usize) -> Option<FoundPeriod> {
    if let Some(found) = half_of_year(text, at) {
        return Some(found);
    }
    text.get(at).filter(|word| words().half_years.contains(&bare(word)))?;
    let before = at.checked_sub(1).and_then(|before| ordinal(text.get(before)?));
    let (from, number, certain) = match before {
        Some(Ordinal { number: number @ 1..=2, certain }) => (at - 1, number, certain),
        Some(_) => return None,
        None => (at, 1, false),
    };
    let found = with_year(text, from..at + 1, if number == 1 { (1, 2) } else { (3, 4) }, certain);
    // The word alone, without a number or a year, is not a period.
    (before.is_some() || found.when.years.is_some()).then_some(found)
}

/// Reads «перша половина року», «друга половина 2023 року» at the word «половина».
fn half_of_year(text: &[&str], at: usize) -> Option<FoundPeriod> {
    text.get(at).filter(|word| bare(word).starts_with("половин"))?;
    let number = at.checked_sub(1).and_then(|before| ordinal(text.get(before)?))?;
    let quarters = match number.number {
        1 => (1, 2),
        2 => (3, 4),
        _ => return None,
    };
    let next = bare(text.get(at + 1)?);
    if next == "року" {
        return Some(with_year(text, at - 1..at + 2, quarters, number.certain));
    }
    let found = with_year(text, at - 1..at + 1, quarters, number.certain);
    (found.when.years.is_some() && found.words.end == at + 2).then_some(found)
}

/// Reads «9 місяців 2023 року» at the word «місяців»: from the beginning of the year.
pub(super) fn months_counted(text: &[&str], at: usize) -> Option<FoundPeriod> {
    text.get(at).filter(|word| words().month_counts.contains(&bare(word)))?;
    let before = bare(text.get(at.checked_sub(1)?)?);
    let digits = before.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    let spelled = ["три", "шість", "девять", "дванадцять"].iter().position(|word| *word == before);
    let months = match spelled {
        Some(place) => u8::try_from((place + 1) * 3).ok()?,
        None => digits.parse::<u8>().ok().filter(|months| (1..=12).contains(months))?,
    };
    let certain = months.is_multiple_of(3);
    Some(with_year(text, at - 1..at + 1, (1, months.div_ceil(3)), certain))
}

/// Reads «січень–вересень 2024 року», «з січня по вересень», «липень, серпень, вересень», «за липень 2024 року».
pub(super) fn months_named(text: &[&str], at: usize) -> Option<FoundPeriod> {
    if let Some((first, last, year)) = text.get(at).and_then(|word| stretch_in_figures(word)) {
        let mut found = of_months(text, at..at + 1, (first, last))?;
        found.when.years = Some((year, year));
        return Some(found);
    }
    let mut months = months_of(text.get(at)?);
    (!months.is_empty() && !of_a_day(text, at)).then_some(())?;
    let mut end = at + 1;
    loop {
        let joined = usize::from(text.get(end).is_some_and(|word| joiner(word).is_some()));
        let more = text.get(end + joined).map(|word| months_of(word)).unwrap_or_default();
        let listed = joined > 0 || text.get(end - 1).is_some_and(|word| word.ends_with([',', '-', '–', '—']));
        if more.is_empty() || !listed {
            break;
        }
        months.extend(more);
        end += joined + 1;
    }
    let (first, last) = (*months.first()?, *months.last()?);
    let rising = months.windows(2).all(|pair| matches!(pair, [a, b] if a < b));
    rising.then_some(())?;
    let found = of_months(text, at..end, (first, last))?;
    // One month is a period only with a preposition and a year, because «у липні» may be anything.
    let led = at.checked_sub(1).and_then(|at| text.get(at));
    let led = led.is_some_and(|word| words().periods.contains(&key(word)));
    (months.len() > 1 || (led && found.when.years.is_some())).then_some(found)
}

/// The months from one to another.
fn of_months(text: &[&str], words: Range<usize>, (first, last): (i8, i8)) -> Option<FoundPeriod> {
    let quarter = |month: i8| u8::try_from((month - 1) / 3 + 1).ok();
    let whole = (first - 1) % 3 == 0 && last % 3 == 0;
    let (from, to) = (quarter(first)?, quarter(last)?);
    let mut found = with_year(text, words, (from, to), whole);
    found.when.months = (!whole && from == to).then_some((first, last));
    Some(found)
}

/// `04-06.2024`, `04.2024–06.2024`: the months and their year.
fn stretch_in_figures(word: &str) -> Option<(i8, i8, i16)> {
    let (first, last) = word.split_once(['-', '–', '—'])?;
    let (last, year) = in_figures(last)?;
    let first = first.trim_start_matches('(');
    let first = match in_figures(first) {
        Some((first, other)) => (other == year).then_some(first)?,
        None => first.parse().ok().filter(|month| (1..=12).contains(month))?,
    };
    (first < last).then_some((first, last, year))
}

/// A single month, where its year is next to it.
pub(super) fn month_alone(text: &[&str], at: usize) -> Option<FoundPeriod> {
    let months = months_of(text.get(at)?);
    let ([one], false) = (months.as_slice(), of_a_day(text, at)) else { return None };
    let found = of_month(text, at, *one)?;
    found.when.years.is_some().then_some(found)
}

/// The month in a word of a heading: «липень», «за липень 2024 року», `07.2024`.
pub(super) fn one_month(text: &[&str], at: usize) -> Option<FoundPeriod> {
    if let Some((month, year)) = text.get(at).and_then(|word| in_figures(word)) {
        let mut found = of_month(text, at, month)?;
        (found.when.years, found.words) = (Some((year, year)), at..at + 1);
        return Some(found);
    }
    let months = months_of(text.get(at)?);
    let ([one], false) = (months.as_slice(), of_a_day(text, at)) else { return None };
    of_month(text, at, *one)
}

fn of_month(text: &[&str], at: usize, month: i8) -> Option<FoundPeriod> {
    let quarter = u8::try_from((month - 1) / 3 + 1).ok()?;
    let mut found = with_year(text, at..at + 1, (quarter, quarter), false);
    found.when.months = Some((month, month));
    Some(found)
}

/// `07.2024`, `2024-07`.
fn in_figures(word: &str) -> Option<(i8, i16)> {
    let word = word.trim_matches(|c: char| "(),;:".contains(c));
    let (first, last) = word.split_once(['.', '-', '/'])?;
    let (month, year) = if first.len() == 4 { (last, first) } else { (first, last) };
    let figures = |text: &str, most: usize| text.len() <= most && text.chars().all(|c| c.is_ascii_digit());
    (figures(month, 2) && figures(year, 4) && year.len() == 4).then_some(())?;
    let month = month.parse().ok().filter(|month| (1..=12).contains(month))?;
    Some((month, year.parse().ok().filter(|year| YEARS.contains(year))?))
}

/// Whether the month belongs to a date: «15 серпня».
fn of_a_day(text: &[&str], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| text.get(at));
    before.is_some_and(|word| word.contains(|c: char| c.is_ascii_digit() || "«»\"_".contains(c)))
}

/// The months in one word: «вересень», «січень–вересень», «лип.–вер.», `04-06.2024`.
fn months_of(word: &str) -> Vec<i8> {
    let parts = word.trim_matches(|c: char| "«»\"(),;:.".contains(c)).split(['-', '–', '—', '−']);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    // An abbreviation alone may be another word: «лист.», «трав.».
    let several = parts.len() > 1;
    let short = |part: &&str| words().short_month(part).filter(|_| several);
    let found = parts.iter().map(|part| words().month(part).or_else(|| short(part)));
    found.collect::<Option<Vec<i8>>>().unwrap_or_default()
}
