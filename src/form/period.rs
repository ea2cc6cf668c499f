//! The period in a title or in a line above the table: «за ІV квартал 2023 року», «за І півріччя 2023 року», «за 9
//! місяців 2023 року», «на 2021 рік», «на період 2017-2020 років».

mod across;
pub(crate) mod heading;
mod hint;
pub(crate) mod ordinal;
pub(crate) mod when;

use std::ops::Range;

pub(crate) use self::hint::may_name_a_time;

use crate::{
    domain::{Quarter, Span},
    text::{quarter::YEARS, surely::Surely},
};

use super::words::{Words, key, words};

/// A period and the words that name it, including a leading preposition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The period.
    pub span: Span,
    /// The range of its words in the text.
    pub words: Range<usize>,
    /// Whether it is spelled correctly and consists of whole quarters.
    pub certain: bool,
}

/// The period in a title. There a single year needs no preposition, and one that ends the title no word for it:
/// «Звіт за 2025», which is uncertain.
pub fn in_title(title: &[&str]) -> Option<Named> {
    let at_end = || {
        let at = title.len().checked_sub(1).filter(|at| leads_in(title, *at))?;
        let year = year_of(title.get(at)?)?;
        Some(named(title, of_years(year, year)?, at..at + 1, false))
    };
    in_text(title).or_else(|| (0..title.len()).find_map(|at| year(title, at, false))).or_else(at_end)
}

/// Finds one kind of period at a word of a text.
type PeriodFinder = fn(&[&str], usize) -> Option<Named>;

/// The period in a running text. Shorter kinds come first, because a plan of a year may be reported by quarter.
/// Dates and the years of laws («від 05.12.2022», «Закон 2012 року») are not periods.
pub fn in_text(text: &[&str]) -> Option<Named> {
    if let Some(found) = across::find(text) {
        return Some(found);
    }
    let kinds: [PeriodFinder; 2] = [years, |text, at| year(text, at, true)];
    let of_years = || kinds.iter().find_map(|kind| (0..text.len()).find_map(|at| kind(text, at)));
    let Some(found) = when::find(text) else { return of_years().or_else(|| across::as_of(text)) };
    let certain = found.when.certain;
    // The year of a quarter may be elsewhere in the text.
    let year = found.when.years.map(|(year, _)| year);
    let year = year.or_else(|| {
        let whole = of_years().or_else(|| (0..text.len()).find_map(|at| self::year(text, at, false)))?.span;
        (whole.first.year() == whole.last.year()).then(|| whole.first.year())
    })?;
    Some(named(text, found.when.span(year)?, found.words, certain))
}

/// The period that a text consists of: «на 2026–2028 роки», «І півріччя 2026 року»; none where it says more.
pub fn whole(text: &str) -> Option<Span> {
    let words = words_of(text);
    let named = in_text(&words).or_else(|| year(&words, 0, false))?;
    (named.words == (0..words.len())).then_some(named.span)
}

/// The words of a text, with dashes between numbers as words of their own.
pub fn words_of(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// Reads «2017-2020 роки», «2017 – 2020 рр.», «з 2017 по 2020 рік» at its first year.
fn years(text: &[&str], at: usize) -> Option<Named> {
    let word = text.get(at)?.trim_matches(|c: char| !c.is_alphanumeric());
    let (first, last, end) = match word.split_once(['-', '–', '—', '−']) {
        Some((first, last)) => (year_of(first)?, year_of(last)?, at + 1),
        None => {
            text.get(at + 1).filter(|word| words().through.contains(&key(word)))?;
            (year_of(word)?, year_of(text.get(at + 2)?)?, at + 3)
        }
    };
    (leads_in(text, at) || is_year_word(text.get(end).copied())).then_some(())?;
    Some(named(text, of_years(first, last)?, at..end, true))
}

/// The longest word, in characters, that is the number of a quarter: «VІІІ».
const LONGEST_NUMBER: usize = 5;

/// «2021 рік», at the year.
fn year(text: &[&str], at: usize, led: bool) -> Option<Named> {
    let year = year_of(text.get(at)?)?;
    let before = at.checked_sub(1).and_then(|at| text.get(at)).copied().unwrap_or_default();
    let of_a_day = words().month(before).is_some()
        || before.contains(|c: char| c.is_ascii_digit() || "«»\"_".contains(c));
    let fits = if led { leads_in(text, at) } else { !of_a_day };
    // A quarter that was not understood still has its year: «за VI квартал 2024».
    let quarter = at.checked_sub(1).filter(|before| when::is_quarter_word(text, *before));
    (quarter.is_some() || (fits && is_year_word(text.get(at + 1).copied()))).then_some(())?;
    let number = |quarter: &usize| {
        let word = quarter.checked_sub(1).and_then(|before| text.get(before));
        word.is_some_and(|word| word.chars().count() <= LONGEST_NUMBER)
    };
    let start = quarter.map_or(at, |quarter| quarter - usize::from(number(&quarter)));
    Some(named(text, of_years(year, year)?, start..at + 1, true))
}

fn leads_in(text: &[&str], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| text.get(at));
    before.is_some_and(|word| words().periods.contains(&key(word)))
}

/// A period together with the prepositions before it and the words for "year" after it.
fn named(text: &[&str], span: Span, words: Range<usize>, certain: bool) -> Named {
    let Range { mut start, mut end } = words;
    while leads_in(text, start) {
        start -= 1;
    }
    end = end.min(text.len());
    while is_year_word(text.get(end).copied()) {
        end += 1;
    }
    Named { span, words: start..end, certain }
}

fn is_year_word(word: Option<&str>) -> bool {
    let is = |words: &Words, word: &str| {
        words.years.contains(&key(word.trim_matches(|c: char| ",;:()»".contains(c))))
    };
    word.is_some_and(|word| is(words(), word))
}

/// The year in a word: «2021», «2021,», «2021-го», «2021р.».
fn year_of(word: &str) -> Option<i16> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let digits = word.split(|c: char| !c.is_ascii_digit()).next().unwrap_or(word);
    let year = (digits.len() == 4).then(|| digits.parse().ok()).flatten()?;
    let rest = word.get(digits.len()..).surely();
    let goes_on = rest.is_empty() || rest.starts_with(['-', '–']) || words().years.contains(&key(rest));
    (YEARS.contains(&year) && goes_on && !rest.contains(|c: char| c.is_ascii_digit())).then_some(year)
}

/// Whole years.
pub fn of_years(first: i16, last: i16) -> Option<Span> {
    Span::new(Quarter::new(first, 1)?, Quarter::new(last, 4)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(find: fn(&[&str]) -> Option<Named>, text: &str) -> Option<(String, String)> {
        let all = words_of(text);
        let found = find(&all)?;
        let rest: Vec<&str> = [&all[..found.words.start], &all[found.words.end..]].concat();
        Some((found.span.to_string(), rest.join(" ")))
    }

    #[test]
    fn every_kind_of_period() {
        for (text, span) in [
            ("План садів за ІV квартал 2023 року", "2023Q4"),
            ("План садів на 1 кв. 2022 р.", "2022Q1"),
            ("План садів за І півріччя 2023 року", "2023Q1..2023Q2"),
            ("План садів у другому півріччі 2023 року", "2023Q3..2023Q4"),
            ("План садів за 9 місяців 2023 року", "2023Q1..2023Q3"),
            ("План садів на 2021 рік", "2021Q1..2021Q4"),
            ("План садів протягом 2021 року", "2021Q1..2021Q4"),
            ("План садів на період 2017-2020 років", "2017Q1..2020Q4"),
            ("План садів на 2017 – 2020 роки", "2017Q1..2020Q4"),
            ("План садів з 2017 по 2020 рік", "2017Q1..2020Q4"),
            ("План садів на 2017–2020 рр.", "2017Q1..2020Q4"),
            ("План садів за І-ІІІ квартали 2023 року", "2023Q1..2023Q3"),
            ("План садів за січень–вересень 2024 року", "2024Q1..2024Q3"),
            ("План садів за четвертий квартал 2024 року", "2024Q4"),
        ] {
            let found = read(in_text, text);
            assert_eq!(found, Some((span.to_owned(), "План садів".to_owned())), "{text}");
        }
    }

    #[test]
    fn the_shortest_kind_goes_first() {
        let found = read(in_text, "Звіт про план на 2023 рік за ІІ квартал 2023 року").unwrap();
        assert_eq!(found, ("2023Q2".to_owned(), "Звіт про план на 2023 рік".to_owned()));
    }

    #[test]
    fn days_and_laws_name_no_period() {
        for text in [
            "08 грудня 2020 р.",
            "від 05.12.2022 № 5",
            "Закон 2012 року",
            "",
            "«08» 12 2020 року",
            "на 2021",
            "2020-2017 роки",
            "ІІ квартал",
            "15 серпня 2024 року",
        ] {
            assert_eq!(read(in_text, text), None, "{text}");
        }
        assert_eq!(read(in_title, "План садів 2021 року").unwrap().0, "2021Q1..2021Q4");
        for text in ["План садів за VI квартал 2024", "План садів на 5-й квартал 2024 року"]
        {
            let found = Some(("2024Q1..2024Q4".to_owned(), "План садів".to_owned()));
            assert_eq!(read(in_title, text), found, "{text}");
        }
        assert_eq!(read(in_title, "Затверджено 8 грудня 2020 року"), None);
        let at_end = in_title(&words_of("Звіт садів за 2025")).unwrap();
        assert_eq!((at_end.span.to_string().as_str(), at_end.certain), ("2025Q1..2025Q4", false));
    }
}
