//! The grammar of evidence in one line: `14.11, 15.11 Бюро: семінар для ВПО -> 1.1.3.4, 1.1.3.6 ×2`.
//!
//! ```text
//! line  := [day {"," day}] [performer ":"] text "->" code ["×" count] {"," code ["×" count]}
//! day   := dd.mm | dd.mm.yy | dd.mm.yyyy | yyyy-mm-dd
//! ```
//! The arrow is `->`, `→` or `=>`; the sign before a count `×`, `*` or the letter x (Latin or Cyrillic).

use jiff::civil::Date;

use crate::text::normal::squeeze;

/// What a line of evidence says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceLine {
    /// The day or days; none for an undated item.
    pub dates: Vec<Date>,
    /// Who did it, as written.
    pub performer: Option<String>,
    /// What happened.
    pub text: String,
    /// The addresses of the measures it serves, with a count where one is said.
    pub measures: Vec<(String, Option<u32>)>,
}

/// Why a line says nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineFault {
    /// No arrow.
    #[error("no arrow")]
    NoArrow,
    /// Nothing between the days and the arrow.
    #[error("no text")]
    NoText,
    /// Nothing after the arrow.
    #[error("no codes")]
    NoCodes,
    /// A day that the calendar does not have.
    #[error("{0} is no day")]
    NotADay(String),
    /// A count that is none.
    #[error("{0} is no count")]
    NotACount(String),
}

/// Reads a line. A day without a year is the one nearest to `near`; a name before a colon is a performer
/// when `is_performer` knows it, and text otherwise.
///
/// # Errors
/// Why it says nothing; nothing is guessed.
pub fn parse(line: &str, near: Date, is_performer: impl Fn(&str) -> bool) -> Result<EvidenceLine, LineFault> {
    let line = squeeze(line);
    let arrow = |sign: &str| line.rfind(sign).map(|at| (at, sign.len()));
    let (at, width) = ["->", "→", "=>"].into_iter().filter_map(arrow).max().ok_or(LineFault::NoArrow)?;
    let (said, codes) = (line.get(..at).unwrap_or_default(), line.get(at + width..).unwrap_or_default());
    let (dates, rest) = days(said.trim(), near)?;
    let (performer, text) = match rest.split_once(':') {
        Some((name, text)) if is_performer(name.trim()) => (Some(name.trim().to_owned()), text.trim()),
        _ => (None, rest),
    };
    if text.is_empty() {
        return Err(LineFault::NoText);
    }
    Ok(EvidenceLine { dates, performer, text: text.to_owned(), measures: measures(codes)? })
}

/// The days at the beginning, and the rest.
fn days(text: &str, near: Date) -> Result<(Vec<Date>, &str), LineFault> {
    let mut dates = Vec::new();
    let mut rest = text;
    loop {
        let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-')).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let Some(day) = day(word.trim_end_matches('.'), near)? else { break };
        dates.push(day);
        rest = after.trim_start();
        for year in ["року", "р."] {
            rest = rest.strip_prefix(year).map_or(rest, str::trim_start);
        }
        match rest.strip_prefix(',') {
            Some(more) if starts_with_day(more) => rest = more.trim_start(),
            Some(more) => {
                rest = more.trim_start();
                break;
            }
            None => break,
        }
    }
    Ok((dates, rest))
}

fn starts_with_day(text: &str) -> bool {
    let word: String = text.trim_start().chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    word.contains('.') || text.trim_start().chars().take_while(char::is_ascii_digit).count() == 4
}

/// A day; nothing when the word does not look like one.
fn day(word: &str, near: Date) -> Result<Option<Date>, LineFault> {
    let fault = || LineFault::NotADay(word.to_owned());
    let numbers = |sign: char| -> Option<Vec<i16>> {
        let parts: Vec<&str> = word.split(sign).collect();
        let short = parts.iter().all(|part| (1..=4).contains(&part.len()));
        short.then(|| parts.iter().map(|part| part.parse().ok()).collect())?
    };
    let made = |year: i16, month: i16, day: i16| -> Option<Date> {
        Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
    };
    if let Some([year, month, day]) = numbers('-').as_deref() {
        return made(*year, *month, *day).map(Some).ok_or_else(fault);
    }
    match numbers('.').as_deref() {
        Some([day, month, year]) => {
            let year = if *year < 100 { 2000 + year } else { *year };
            made(year, *month, *day).map(Some).ok_or_else(fault)
        }
        Some([day, month]) => {
            let years = (-4..=4).filter_map(|by| made(near.year() + by, *month, *day));
            let apart = |date: &Date| near.until(*date).map_or(i32::MAX, |span| span.get_days().abs());
            years.min_by_key(apart).map(Some).ok_or_else(fault)
        }
        // `14-15.02.2026` is a wording of days that is not read: better said than kept as a text without a day.
        _ if word.contains('.') && word.contains('-') => Err(fault()),
        _ => Ok(None),
    }
}

fn measures(codes: &str) -> Result<Vec<(String, Option<u32>)>, LineFault> {
    let mut list: Vec<(String, Option<u32>)> = Vec::new();
    for part in codes.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        let (code, count) = match part.split_once(['×', '*', 'x', 'х', 'X', 'Х']) {
            None => (part, None),
            Some((code, count)) => {
                let number = count.trim().parse().ok().filter(|n| *n > 0);
                (code.trim(), Some(number.ok_or_else(|| LineFault::NotACount(part.to_owned()))?))
            }
        };
        let code = code.trim_end_matches('.');
        if code.is_empty() {
            return Err(LineFault::NoCodes);
        }
        if !list.iter().any(|(known, _)| known == code) {
            list.push((code.to_owned(), count));
        }
    }
    if list.is_empty() { Err(LineFault::NoCodes) } else { Ok(list) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn read(line: &str) -> Result<EvidenceLine, LineFault> {
        parse(line, date(2023, 12, 31), |name| name == "Бюро")
    }

    #[test]
    fn a_line_has_days_text_and_codes() {
        let line = read("14.11 Радомишль семінар для ВПО -> 1.1.3.4, 1.1.3.6").unwrap();
        assert_eq!(line.dates, [date(2023, 11, 14)]);
        assert_eq!(line.text, "Радомишль семінар для ВПО");
        assert_eq!(line.measures, [("1.1.3.4".to_owned(), None), ("1.1.3.6".to_owned(), None)]);
    }

    #[test]
    fn days_come_in_every_spelling_and_without_a_year() {
        let dates = |line: &str| read(line).unwrap().dates;
        assert_eq!(
            dates("14.11, 15.11.23, 16.11.2023 р., 2023-11-17 захід → 1"),
            [date(2023, 11, 14), date(2023, 11, 15), date(2023, 11, 16), date(2023, 11, 17)]
        );
        assert_eq!(dates("10.01 захід -> 1"), [date(2024, 1, 10)]);
        assert_eq!(dates("29.02 захід -> 1"), [date(2024, 2, 29)]);
        assert_eq!(dates("12 учасників -> 1"), []);
        assert_eq!(dates("без дати -> 1"), []);
    }

    #[test]
    fn only_a_known_name_is_a_performer() {
        let line = read("14.11 Бюро: семінар -> 1.1 ×2, 1.2 x3").unwrap();
        assert_eq!((line.performer.as_deref(), line.text.as_str()), (Some("Бюро"), "семінар"));
        assert_eq!(line.measures, [("1.1".to_owned(), Some(2)), ("1.2".to_owned(), Some(3))]);
        let line = read("14.11 тема: спадщина -> 1.1").unwrap();
        assert_eq!((line.performer, line.text.as_str()), (None, "тема: спадщина"));
    }

    #[test]
    fn faults_say_why() {
        for (line, fault) in [
            ("семінар 1.1", LineFault::NoArrow),
            ("14.11 -> 1.1", LineFault::NoText),
            ("14.11 семінар ->", LineFault::NoCodes),
            ("31.11 семінар -> 1.1", LineFault::NotADay("31.11".into())),
            ("2023-02-30 семінар -> 1.1", LineFault::NotADay("2023-02-30".into())),
            ("семінар -> 1.1 ×нуль", LineFault::NotACount("1.1 ×нуль".into())),
            ("семінар -> 1.1 x0", LineFault::NotACount("1.1 x0".into())),
        ] {
            assert_eq!(read(line), Err(fault), "{line}");
        }
    }
}
