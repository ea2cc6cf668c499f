//! Quarters in one word: «1кв.», «кв.2», «4кв.2024р.», `2024Q2`.

use crate::form::words::words;

use super::{
    super::{ordinal::ordinal, year_of},
    FoundPeriod, When, bare, number_behind, with_year,
};

/// The year that is glued to the word for a quarter: «кв.2024р.».
pub(super) fn year_behind(word: &str) -> Option<i16> {
    let (of, year) = word.split_at_checked(word.find(|c: char| c.is_ascii_digit())?)?;
    let of = bare(of);
    (words().quarter.contains(&of) || of.starts_with("кварт")).then(|| year_of(year))?
}

/// Reads «1кв.», «ІІкв 2024», «4кв.2024р.», «Q2», `2024-Q2` in one word.
pub(super) fn glued(text: &[&str], at: usize) -> Option<FoundPeriod> {
    let word = text.get(at)?;
    if let Some((year, number)) = dated_english(word) {
        let when = When::of((number, number), Some((year, year)), true);
        return Some(FoundPeriod { when, words: at..at + 1 });
    }
    if let Some(number) = english(word) {
        return Some(with_year(text, at..at + 1, (number, number), true));
    }
    if let Some(number) = word_and_number(word).and_then(|number| number_behind(text, number, at + 1)) {
        return Some(with_year(text, at..at + 1, (number.number, number.number), number.certain));
    }
    let lower = word.to_lowercase();
    let cut = lower.find("кв").filter(|cut| *cut > 0 && lower.len() == word.len())?;
    let (number, rest) = word.split_at_checked(cut)?;
    let (rest, year) =
        rest.split_at_checked(rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len()))?;
    let rest = bare(rest);
    (words().quarter.contains(&rest) || rest.starts_with("кварт")).then_some(())?;
    let found = ordinal(number)?;
    let quarters = (found.number, found.number);
    if year.is_empty() {
        return Some(with_year(text, at..at + 1, quarters, found.certain));
    }
    let year = year_of(year)?;
    let when = When::of(quarters, Some((year, year)), found.certain);
    Some(FoundPeriod { when, words: at..at + 1 })
}

/// The number in «кв.2», «кв.ІІ»: a quarter's word and its number in one word.
fn word_and_number(word: &str) -> Option<&str> {
    let (of, number) = word.split_at_checked(word.find(|c: char| c == '.' || c.is_ascii_digit())?)?;
    let of = bare(of);
    let number = number.trim_start_matches(['.', '-', '_']);
    (!number.is_empty() && (words().quarter.contains(&of) || of.starts_with("кварт"))).then_some(number)
}

/// `2024Q2`, `2024-Q2`, `Q2/2024`, `2Q2024`: the year and the quarter.
fn dated_english(word: &str) -> Option<(i16, u8)> {
    let word = word.trim_matches(|c: char| ",;:().".contains(c));
    let at = word.find(['Q', 'q'])?;
    let leads = at <= 1;
    let (before, after) = if leads { word.split_at_checked(2)? } else { word.split_at_checked(at)? };
    let (year, quarter) = if leads { (after, before) } else { (before, after) };
    Some((year_of(year.trim_matches(['-', '/', '_', '.']))?, english(quarter)?))
}

/// «Q2», «2Q».
fn english(word: &str) -> Option<u8> {
    let word = word.trim_matches(|c: char| ",;:().".contains(c));
    let number = word.strip_prefix(['Q', 'q']).or_else(|| word.strip_suffix(['Q', 'q']))?;
    let one = |number: &u8| (1..=4).contains(number) && word.len() == 2;
    number.parse().ok().filter(one)
}
