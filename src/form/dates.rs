//! Dates as reports write them: one or several before a text, or in a line of their own under a signature.

use jiff::civil::Date;

use crate::{
    domain::Quarter,
    text::{
        key::Initial, key::is_alphanumeric, look_alikes::as_digits, normal::squeeze, quarter::YEARS,
        surely::Surely,
    },
};

use super::typed::spelled;
use super::words::{is_one_of, key, words};

/// The dates at the beginning of a line.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Leading {
    /// The days, in the order of the line.
    pub dates: Vec<Date>,
    /// Texts that look like dates and do not exist in the calendar, as written.
    pub impossible: Vec<String>,
    /// Whether a dash is between two dates that are too far apart; the days between were not included.
    pub range: bool,
    /// Where the text after them begins, in bytes.
    pub rest: usize,
}

/// One date as written; its month or year may be given only by the dates after it («3, 10 та 17.11.2023»).
#[derive(Clone, Copy, Debug)]
struct DatePart {
    day: i8,
    month: Option<i8>,
    year: Option<i16>,
    from: usize,
    end: usize,
}

/// The longest range of days («02.10–06.10 тиждень права»), because longer ones are seldom one event.
const LONGEST_RANGE: i32 = 31;

/// How dates are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateStyle {
    /// In a document a month has two figures: `1.2` is a code.
    Document,
    /// Where a line of evidence is typed, `5.3` is a day.
    Typed,
}

/// Reads the dates at the beginning of a line. A date without a year gets the year of the quarter; a year of two
/// digits is in this century.
pub fn leading(text: &str, quarter: Quarter) -> Option<Leading> {
    leading_by(text, DateStyle::Document, |_, _| quarter.year())
}

/// As [`leading`], but `year_of` gives the year of a month and a day that have none. A dash between two days
/// includes the days between.
pub fn leading_by(text: &str, style: DateStyle, year_of: impl Fn(i8, i8) -> i16) -> Option<Leading> {
    let (parts, dashes) = parts(text, style);
    let Some(end) = parts.last().map(|part| part.end) else {
        let impossible = vec![looks_like_a_date(text)?.to_owned()];
        return Some(Leading { impossible, ..Leading::default() });
    };
    let mut out = Leading { rest: after(text, end), ..Leading::default() };
    let (mut month, mut year) = (None, None);
    let mut days: Vec<Option<Date>> = Vec::with_capacity(parts.len());
    for part in parts.iter().rev() {
        month = part.month.or(month);
        year = part.year.or(year);
        let (month, day) = (month?, part.day);
        let found = Date::new(year.unwrap_or_else(|| year_of(month, day)), month, day).ok();
        if found.is_none() {
            out.impossible.push(text.get(part.from..part.end).surely().to_owned());
        }
        days.push(found);
    }
    days.reverse();
    out.impossible.reverse();
    out.dates.reserve_exact(days.len());
    for (at, day) in days.iter().enumerate() {
        let before = at.checked_sub(1).filter(|at| dashes.get(*at) == Some(&true));
        let before = before.and_then(|at| days.get(at).copied().flatten());
        if let (Some(from), Some(to)) = (before, *day) {
            match days_between(from, to) {
                Some(between) => out.dates.extend(between),
                None => out.range = true,
            }
        }
        out.dates.extend(*day);
    }
    Some(out)
}

/// The first word of a text that is a date but for letters that look like digits: `l4.11.2026`.
fn looks_like_a_date(text: &str) -> Option<&str> {
    let word = text.split_whitespace().next().filter(|word| word.len() <= 20)?;
    let mixed = word.matches('.').count() == 2 && word.contains(char::is_alphabetic);
    (mixed && numeric(&as_digits(word)).is_some()).then_some(word)
}

/// The days between two dates, in order; none where the dates are in the wrong order or too far apart.
fn days_between(from: Date, to: Date) -> Option<Vec<Date>> {
    let apart = from.until(to).ok()?.get_days();
    (1..=LONGEST_RANGE).contains(&apart).then_some(())?;
    let mut days = Vec::new();
    let mut day = from.tomorrow().ok()?;
    while day < to {
        days.push(day);
        day = day.tomorrow().ok()?;
    }
    Some(days)
}

/// The dates at the beginning of a text, and which of the separators between them are dashes.
fn parts(text: &str, style: DateStyle) -> (Vec<DatePart>, Vec<bool>) {
    let mut parts: Vec<DatePart> = Vec::new();
    let mut dashes = Vec::new();
    let mut at = 0;
    while let Some(part) = iso(text, at).or_else(|| part(text, at, style)) {
        parts.push(part);
        let (next, joined, dash) = separator(text, part.end);
        // A bare day counts only where a sign joins it to the next date: «5 заходів» is not a date.
        if next == part.end || (part.month.is_none() && !joined) {
            break;
        }
        dashes.push(dash);
        at = next;
    }
    // A number without a month of its own or after it belongs to the text.
    let dated = parts.iter().rposition(|part| part.month.is_some()).map_or(0, |last| last + 1);
    parts.truncate(dated);
    dashes.truncate(dated.saturating_sub(1));
    (parts, dashes)
}

/// `yyyy-mm-dd` at a place of the text.
fn iso(text: &str, from: usize) -> Option<DatePart> {
    let (year, end) = digits(text, from, 4..=4)?;
    let (month, end) = digits(text, sign(text, end, '-')?, 2..=2)?;
    let (day, end) = digits(text, sign(text, end, '-')?, 2..=2)?;
    Some(DatePart {
        day: i8::try_from(day).ok()?,
        month: i8::try_from(month).ok(),
        year: Some(year),
        from,
        end,
    })
}

/// A text that consists of a day and a month: «15 серпня», `30.09`.
pub fn day_and_month(text: &str) -> Option<(i8, i8)> {
    let text = text.trim();
    let part = part(text, 0, DateStyle::Document)?;
    let whole = after(text, part.end) == text.len() && part.year.is_none();
    whole.then_some((part.day, part.month?))
}

/// Reads `dd`, `dd.mm`, `dd.mm.yy`, `dd.mm.yyyy`, `dd листопада yyyy` or `dd листопада` at a byte of the text.
fn part(text: &str, from: usize, style: DateStyle) -> Option<DatePart> {
    if let Some(inner) = text.get(from..)?.strip_prefix(['«', '"', '“', '„']) {
        return quoted_day(text, text.len() - inner.len());
    }
    let (day, mut end) = digits(text, from, 1..=2)?;
    let day = i8::try_from(day).ok()?;
    let bare = DatePart { day, month: None, year: None, from, end };
    if let Some(dot) = sign(text, end, '.').or_else(|| sign(text, end, '/')) {
        let Some((month, month_end)) = digits(text, dot, 1..=2) else { return Some(bare) };
        // `1.2` is a code in a document, and `1.2.2024` is a day.
        let full_year = || sign(text, month_end, '.').and_then(|dot| digits(text, dot, 4..=4));
        let short = month_end - dot == 1 && style == DateStyle::Document;
        if short && !full_year().is_some_and(|(year, _)| YEARS.contains(&year)) {
            return Some(bare);
        }
        end = month_end;
        let month = i8::try_from(month).ok();
        let year = sign(text, end, '.')
            .or_else(|| sign(text, end, '/'))
            .and_then(|dot| digits(text, dot, 4..=4).or_else(|| digits(text, dot, 2..=2)));
        if let Some((_, year_end)) = year {
            end = year_end;
        }
        return Some(DatePart { month, year: year.map(|(year, _)| century(year)), end, ..bare });
    }
    Some(with_month(text, bare).unwrap_or(bare))
}

/// A day with the word for its month after it, and perhaps a year.
fn with_month(text: &str, bare: DatePart) -> Option<DatePart> {
    let (word, word_end) = next_word(text, bare.end);
    let month = words().month(word)?;
    let spaces = text.get(word_end..)?.len() - text.get(word_end..)?.trim_start().len();
    let year = digits(text, word_end + spaces, 4..=4).or_else(|| spelled::year_at(text, word_end + spaces));
    let end = year.map_or(word_end, |(_, end)| end);
    Some(DatePart { month: Some(month), year: year.map(|(year, _)| year), end, ..bare })
}

/// «14» листопада 2026: the day after an opening quotation mark.
fn quoted_day(text: &str, from: usize) -> Option<DatePart> {
    let (day, end) = digits(text, from, 1..=2)?;
    let closing = text.get(end..)?.chars().next().filter(|c| is_quote(*c))?;
    let end = end + closing.len_utf8();
    with_month(text, DatePart { day: i8::try_from(day).ok()?, month: None, year: None, from, end })
}

const fn century(year: i16) -> i16 {
    if year < 100 { 2000 + year } else { year }
}

/// A number with this many digits, which no further digit may follow.
fn digits(text: &str, from: usize, count: std::ops::RangeInclusive<usize>) -> Option<(i16, usize)> {
    let rest = text.get(from..)?;
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    count.contains(&length).then(|| Some((rest.get(..length)?.parse().ok()?, from + length)))?
}

/// The byte after a sign that is followed by a digit (with one space at most between).
fn sign(text: &str, from: usize, sign: char) -> Option<usize> {
    let after = text.get(from..)?.strip_prefix(sign)?;
    let digits = after.strip_prefix(' ').unwrap_or(after);
    digits.starts_with(|c: char| c.is_ascii_digit()).then(|| text.len() - digits.len())
}

fn next_word(text: &str, from: usize) -> (&str, usize) {
    let rest = text.get(from..).surely();
    let trimmed = rest.trim_start();
    let word = trimmed.split(|c: char| !is_alphanumeric(c)).next().unwrap_or_default();
    (word, from + (rest.len() - trimmed.len()) + word.len())
}

/// The separator of two dates: the byte where the next one begins, whether a sign joins them, and whether it is a
/// dash.
fn separator(text: &str, from: usize) -> (usize, bool, bool) {
    let (word, end) = next_word(text, from);
    let at = if is_year_word(word) { end } else { from };
    let rest = text.get(at..).surely();
    let mut rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '.');
    let (mut joined, mut dash) = (false, false);
    if let Some(after) = rest.strip_prefix([',', ';']) {
        (joined, rest) = (true, after.trim_start());
    }
    if let Some(after) = rest.strip_prefix(['-', '–', '—']) {
        (joined, dash, rest) = (true, true, after.trim_start());
    }
    for word in ["і ", "й ", "та "] {
        if let Some(after) = rest.strip_prefix(word) {
            (joined, rest) = (true, after.trim_start());
        }
    }
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        (text.len() - rest.len(), joined, dash)
    } else {
        (from, false, false)
    }
}

fn is_year_word(word: &str) -> bool {
    // All words for "year" are at most as long, even with signs that folding drops; most other words are longer.
    (1..=16).contains(&word.len()) && is_one_of(word, &words().years)
}

/// The byte after the dates, after a word for "year" and punctuation.
fn after(text: &str, end: usize) -> usize {
    let (word, word_end) = next_word(text, end);
    let at = if is_year_word(word) { word_end } else { end };
    let rest = text.get(at..).surely();
    let trimmed = rest.trim_start_matches(|c: char| c.is_whitespace() || ".,;:–—-".contains(c));
    text.len() - trimmed.len()
}

/// The date of a text that consists only of one: `31.12.2023`, «до 31 грудня 2023 року» without its «до».
pub fn whole_date(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(part) = iso(text, 0).filter(|part| part.end == text.len()) {
        return Date::new(part.year?, part.month?, part.day).ok();
    }
    match date_line(text)? {
        DateLine { date: Some(date), number: None } => Some(date),
        _ => None,
    }
}

/// The full dates inside a text, except those of laws and orders («від 05.12.2022»).
pub fn inside(text: &str) -> Vec<Date> {
    let mut found = Vec::new();
    let mut before = String::new();
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_ascii_digit());
        let full = bare.len() == 10 && bare.matches('.').count() == 2;
        if full && key(&before) != "від" {
            found.extend(whole_date(bare));
        }
        word.clone_into(&mut before);
    }
    found
}

/// A line under a signature or an approval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateLine {
    /// The date; none where the line is to be filled in by hand.
    pub date: Option<Date>,
    /// «№ 852».
    pub number: Option<String>,
}

/// Reads a line that consists of a date and perhaps a number: «01» січня 2024 року, «27» 01 2022 року, `08.12.2020
/// № 85`, or a date to be filled in: «___» ________ 2024 року.
pub fn date_line(text: &str) -> Option<DateLine> {
    // Every date has figures, if only those of its year.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (text, number) = match text.split_once('№') {
        Some((before, number)) => (before, Some(squeeze(number)).filter(|n| !n.is_empty())),
        None => (text, None),
    };
    let open = text.contains('_');
    let plain: String = text.chars().map(|c| if is_quote(c) { ' ' } else { c }).collect();
    let plain = squeeze(&plain);
    let words: Vec<&str> = plain.split(' ').filter(|word| !is_from(word)).collect();
    let year_words = |rest: &[&str]| rest.iter().all(|w| self::words().years.contains(&key(w)));
    if let [single, rest @ ..] = words.as_slice()
        && let Some(date) = numeric(single)
        && year_words(rest)
    {
        return Some(DateLine { date: Some(date), number });
    }
    if let [day, month, year, rest @ ..] = words.as_slice()
        && year_words(rest)
        && let Some(date) = spelled(day, month, year)
    {
        return Some(DateLine { date: Some(date), number });
    }
    let unfilled = |w: &&str| {
        let w = w.trim_end_matches('.');
        w.parse::<i16>().is_ok() || self::words().years.contains(&key(w)) || self::words().month(w).is_some()
    };
    let names_a_year = words.iter().any(|w| w.len() >= 2 && w.parse::<i16>().is_ok());
    (open && names_a_year && words.iter().all(unfilled)).then_some(DateLine { date: None, number })
}

/// Whether a sign stands round the figures of a date, or where they are to be filled in.
const fn is_quote(c: char) -> bool {
    matches!(c, '«' | '»' | '"' | '“' | '”' | '„' | '_' | '\'')
}

fn is_from(word: &str) -> bool {
    Initial::of(word).may_begin("від") && key(word) == "від"
}

fn numeric(word: &str) -> Option<Date> {
    let part = part(word.trim_end_matches("р."), 0, DateStyle::Document)?;
    (part.end == word.trim_end_matches("р.").len()).then_some(())?;
    Date::new(part.year?, part.month?, part.day).ok()
}

fn spelled(day: &str, month: &str, year: &str) -> Option<Date> {
    let month = words().month(month).or_else(|| month.trim_end_matches('.').parse().ok())?;
    let year = year.trim_end_matches("р.");
    (year.len() == 4).then_some(())?;
    Date::new(year.parse().ok()?, month, day.trim_end_matches('.').parse().ok()?).ok()
}

#[cfg(test)]
mod tests;
