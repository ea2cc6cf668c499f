//! A part of a year in words, with or without its year: «ІІ кв.», «за 9 місяців», «січень–вересень 2024 року», «І
//! та ІІІ квартали».

mod glued;
mod listed;
mod months;
mod placed;

use std::ops::Range;

use crate::form::words::{key, words};

use self::{
    glued::{glued, year_behind},
    listed::{listed_before, stretch},
    months::{half_year, month_alone, months_counted, months_named, one_month},
};

use super::{
    hint::may_name_a_time,
    ordinal::{Ordinal, ordinal},
    year_of,
};

/// The greatest distance of a quarter's year from its other words, in words.
const NEAR: usize = 3;

/// Some quarters of a year, or whole years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The first and the last quarter.
    pub quarters: (u8, u8),
    /// The first and the last year, where the words name them.
    pub years: Option<(i16, i16)>,
    /// Whether it is spelled correctly and consists of whole quarters.
    pub certain: bool,
    /// The months, where they are only a part of one quarter.
    pub months: Option<(i8, i8)>,
    /// Whether it is a semester: a half-year, unless it is one of a school year, whose first semester is in autumn.
    pub semester: bool,
}

impl When {
    /// Whole quarters.
    pub const fn of(quarters: (u8, u8), years: Option<(i16, i16)>, certain: bool) -> Self {
        Self { quarters, years, certain, months: None, semester: false }
    }

    /// A month of a year that is not named.
    pub fn of_month(month: i8) -> Option<Self> {
        let quarter = u8::try_from((month - 1) / 3 + 1).ok()?;
        Some(Self { months: Some((month, month)), ..Self::of((quarter, quarter), None, false) })
    }
}

/// A part of a year, and the words that name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPeriod {
    /// The stretch.
    pub when: When,
    /// Its words, without those that lead in.
    pub words: Range<usize>,
}

/// The first part of a year that a text names. Quarters come before half-years and months.
pub fn find(text: &[&str]) -> Option<FoundPeriod> {
    may_name_a_time(text).then(|| find_in_any(text)).flatten()
}

/// As [`find`], also where the hint says that there is none.
pub(super) fn find_in_any(text: &[&str]) -> Option<FoundPeriod> {
    /// Reads one kind of period at a word of a text.
    type At = fn(&[&str], usize) -> Option<FoundPeriod>;
    let kinds: [At; 4] = [quarters, half_year, months_counted, months_named];
    kinds.iter().find_map(|kind| (0..text.len()).find_map(|at| kind(text, at)))
}

/// The month that a heading names, with or without its year.
pub(super) fn month(text: &[&str]) -> Option<FoundPeriod> {
    (0..text.len()).find_map(|at| one_month(text, at))
}

/// The last part of a year in a text that ends before the words for the other end of a period.
pub(super) fn find_last(text: &[&str]) -> Option<FoundPeriod> {
    (0..text.len()).rev().find_map(|at| at_word(text, at))
}

/// The part of a year at the beginning of a text, perhaps after a preposition.
pub(super) fn find_first(text: &[&str]) -> Option<FoundPeriod> {
    (0..text.len().min(NEAR)).find_map(|at| at_word(text, at)).filter(|found| found.words.start <= 1)
}

/// The part of a year at a word; a single month only where its year is next to it.
fn at_word(text: &[&str], at: usize) -> Option<FoundPeriod> {
    [quarters, half_year, months_named, month_alone].iter().find_map(|kind| kind(text, at))
}

/// Whether a text mentions a quarter that was not understood: «за звітний квартал», «V квартал».
pub fn is_unclear(text: &[&str]) -> bool {
    let forms = ["квартал", "кварталу", "кварталі", "кварталом", "квартали", "півріччя", "півріччі"];
    let names = |word: &&&str| {
        let word = key(word);
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        // «Vквартал»: the number is glued to the word.
        let glued = || {
            let number = word.find("кварт").and_then(|at| word.split_at_checked(at));
            number.is_some_and(|(number, form)| is_numeral_like(number) && forms.contains(&form))
        };
        forms.contains(&word) || glued()
    };
    // «за 5 кв.», but neither «5 кв. м» nor a flat.
    let is_short = |(at, word): (usize, &&str)| {
        bare(word).trim_end_matches('.') == "кв"
            && is_quarter_word(text, at)
            && !text.iter().any(is_of_address)
    };
    (text.iter().any(|word| names(&word)) || text.iter().enumerate().any(is_short)) && find(text).is_none()
}

/// Whether a text consists of figures and of the letters that Roman numerals are typed with.
fn is_numeral_like(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || "iіvxхуlпш-–".contains(c))
}

/// Whether a text names a part of a year that is not made of quarters: «ІІІ триместр 2024 року», «зимовий період».
pub fn is_other_part(text: &[&str]) -> bool {
    let keys: Vec<String> = text.iter().map(|word| bare(word)).collect();
    let begins = |word: &String, stems: &[&str]| stems.iter().any(|stem| word.starts_with(stem));
    let season = |pair: &[String]| {
        let named = |word| begins(word, &["зимов", "весня", "літн", "осінн", "опалювальн"]);
        matches!(pair, [season, time] if named(season) && begins(time, &["період", "сезон"]))
    };
    let own = ["триместр", "семестр", "тижд", "тижн", "декад", "чверт"];
    (keys.iter().any(|word| begins(word, &own)) || keys.windows(2).any(season)) && find(text).is_none()
}

fn bare(word: &str) -> String {
    key(word).trim_matches(|c: char| "«»\"()[],;:".contains(c)).to_owned()
}

/// Whether a word means a quarter.
pub(super) fn is_quarter_word(text: &[&str], at: usize) -> bool {
    let Some(word) = text.get(at).map(|word| bare(word)) else { return false };
    // «кв. м» is a unit.
    let of_area = text
        .get(at + 1)
        .is_some_and(|next| ["м", "м.", "км", "метр", "метрів"].contains(&bare(next).as_str()));
    let known = words().quarter.contains(&word)
        || (word.starts_with("кварт") && !word.starts_with("квартальн") && !word.starts_with("квартир"));
    known && !of_area
}

/// Reads «ІV квартал 2023 року», «І–ІІІ квартали», «І та ІІІ квартали» at the word «квартал».
fn quarters(text: &[&str], at: usize) -> Option<FoundPeriod> {
    if let Some(found) = glued(text, at) {
        return Some(found);
    }
    let own_year = text.get(at).and_then(|word| year_behind(word));
    (own_year.is_some() || is_quarter_word(text, at)).then_some(())?;
    let (from, listed) = listed_before(text, at);
    if let Some(year) = own_year {
        let (quarters, certain) = stretch(&listed)?;
        let when = When::of(quarters, Some((year, year)), certain);
        return Some(FoundPeriod { when, words: from..at + 1 });
    }
    let (from, to, listed) = if listed.is_empty() {
        let number = number_behind(text, text.get(at + 1)?, at + 2)?;
        (at, at + 2, vec![(number, false)])
    } else {
        (from, at + 1, listed)
    };
    let (quarters, certain) = stretch(&listed)?;
    Some(with_year(text, from..to, quarters, certain))
}

/// The number of a quarter behind the word for it, in a word that ends before `end`. «квартал 2 заходи» names no
/// quarter: the numeral must be Roman, or its year must follow, or nothing may follow: «План на кв. 2», which is
/// uncertain, and is a flat in an address.
fn number_behind(text: &[&str], word: &str, end: usize) -> Option<Ordinal> {
    let found = ordinal(word).filter(|found| found.certain)?;
    let dated = || text.get(end).is_some_and(|word| year_of(word).is_some());
    if !word.starts_with(|c: char| c.is_ascii_digit()) || dated() {
        return Some(found);
    }
    let of_address =
        |word: &&str| ["вул", "буд", "просп", "пров"].iter().any(|stem| bare(word).starts_with(stem));
    let alone = end == text.len() && !text.iter().any(of_address);
    alone.then_some(Ordinal { certain: false, ..found })
}

/// Whether a word belongs to an address, in which «кв.» is a flat.
fn is_of_address(word: &&str) -> bool {
    ["вул", "буд", "просп", "пров"].iter().any(|stem| bare(word).starts_with(stem))
}

/// A part of a year with the year that is after or before its words.
fn with_year(text: &[&str], words: Range<usize>, quarters: (u8, u8), certain: bool) -> FoundPeriod {
    let after = (words.end..words.end + 2).find_map(|at| Some((at, year_of(text.get(at)?)?)));
    let after = after.or_else(|| Some((words.end, short_year(text, words.end)?)));
    let near = words.start.saturating_sub(NEAR)..words.start;
    let before = || near.rev().find_map(|at| Some((at, lone_year(text, at)?)));
    let found = after.or_else(before);
    let words = match found {
        Some((at, _)) => words.start.min(at)..words.end.max(at + 1),
        None => words,
    };
    let years = found.map(|(_, year)| (year, year));
    FoundPeriod { when: When::of(quarters, years, certain), words }
}

/// «24 року»: a year of two figures before the word for it.
fn short_year(text: &[&str], at: usize) -> Option<i16> {
    let figures = text.get(at).filter(|word| word.len() == 2)?;
    let says_year = text.get(at + 1).is_some_and(|word| words().years.contains(&bare(word)));
    says_year.then(|| figures.parse().ok().map(|year: i16| 2000 + year)).flatten()
}

/// A year that does not belong to a date.
fn lone_year(text: &[&str], at: usize) -> Option<i16> {
    let year = year_of(text.get(at)?)?;
    let before = at.checked_sub(1).and_then(|at| text.get(at)).copied().unwrap_or_default();
    let of_a_day =
        words().month(before).is_some() || before.contains(|c: char| c.is_ascii_digit() || c == '№');
    (!of_a_day).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::period::words_of;

    fn read(text: &str) -> Option<String> {
        let found = find(&words_of(text))?;
        let span = found.when.span(2025)?;
        let doubt = if found.when.certain { "" } else { "?" };
        Some(format!("{span}{doubt}"))
    }

    #[test]
    fn quarters_in_any_spelling() {
        for (text, span) in [
            ("за ІV квартал 2023 року", "2023Q4"),
            ("за ІУ квартал 2024 року", "2024Q4?"),
            ("за Ш квартал 2024 року", "2024Q3?"),
            ("за Ill квартал 2024 року", "2024Q3?"),
            ("за 1І квартал 2024", "2024Q2?"),
            ("за четвертий квартал 2024 року", "2024Q4"),
            ("у третьому кварталі 2024 року", "2024Q3"),
            ("Факт ІІ кв.", "2025Q2"),
            ("1кв. 2024", "2024Q1"),
            ("І-ІІІ квартали 2024 року", "2024Q1..2024Q3"),
            ("з І по ІІІ квартал 2024 року", "2024Q1..2024Q3"),
            ("І – ІІ квартали", "2025Q1..2025Q2"),
            ("І, ІІ та ІІІ квартали 2024", "2024Q1..2024Q3"),
            ("І та ІІІ квартали 2024", "2024Q1..2024Q3?"),
            ("2024 рік, ІІІ квартал", "2024Q3"),
            ("1-3 квартал 2024", "2024Q1..2024Q3"),
            ("4-й квартал 2023 року", "2023Q4"),
            ("квартал ІІ 2024", "2024Q2"),
            ("кв. 3 2024", "2024Q3"),
            ("на 4кв.2024р.", "2024Q4"),
            ("3 кв-л 2024р.", "2024Q3"),
            ("за III квартал 24 року", "2024Q3"),
            ("Q2 2024", "2024Q2"),
            ("2024-Q3", "2024Q3"),
            ("2024Q3", "2024Q3"),
            ("Q4/2024", "2024Q4"),
            ("ІІІ кв.2024р.", "2024Q3"),
            ("за 1-2 квартал2024", "2024Q1..2024Q2"),
            ("3q", "2025Q3"),
            ("2Q2024", "2024Q2"),
            ("План на кв.2", "2025Q2?"),
            ("Факт кв. 3", "2025Q3?"),
            ("кв.ІІ", "2025Q2"),
            ("кв.3 2024 року", "2024Q3"),
        ] {
            assert_eq!(read(text).as_deref(), Some(span), "{text}");
        }
    }

    #[test]
    fn parts_of_a_year_and_months() {
        for (text, span) in [
            ("за І півріччя 2023 року", "2023Q1..2023Q2"),
            ("у другому півріччі 2023 року", "2023Q3..2023Q4"),
            ("за півріччя 2023 року", "2023Q1..2023Q2?"),
            ("за 9 місяців 2023 року", "2023Q1..2023Q3"),
            ("за 9 місяців", "2025Q1..2025Q3"),
            ("за 11 місяців 2023 року", "2023Q1..2023Q4?"),
            ("січень–вересень 2024 року", "2024Q1..2024Q3"),
            ("січень - березень 2024", "2024Q1"),
            ("з липня по вересень 2024 року", "2024Q3"),
            ("липень, серпень, вересень 2024", "2024Q3"),
            ("за липень 2024 року", "2024Q3?"),
            ("за липень-серпень 2024 року", "2024Q3?"),
            ("квіт.–черв.", "2025Q2"),
            ("Лип-вер 2024", "2024Q3"),
            ("04-06.2024", "2024Q2"),
            ("за 01.2024–06.2024", "2024Q1..2024Q2"),
            ("07–08.2024", "2024Q3?"),
        ] {
            assert_eq!(read(text).as_deref(), Some(span), "{text}");
        }
    }

    #[test]
    fn other_words_name_no_part_of_a_year() {
        for text in [
            "у розрізі кварталів",
            "5 кв. м",
            "08 грудня 2020 року",
            "15 серпня 2024 року",
            "Квартальний звіт за 2023 рік",
            "квартал 2 заходи",
            "кв.2 заходи",
            "вул. Садова, буд. 5, кв. 2",
            "вул. Садова, 5, кв.2",
            "10-12.06.2024",
            "трав.",
            "V квартал 2023",
            "ІІІ, І квартали",
            "у липні",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_quarter_that_was_not_understood_is_told() {
        for text in
            ["за звітний квартал 2024 року", "за VI квартал 2024", "за Vквартал 2024", "План на 5 кв."]
        {
            assert!(is_unclear(&words_of(text)), "{text}");
        }
        for text in ["за ІІІ триместр 2024 року", "у зимовий період 2024 року", "за ІІ семестр", "за тиждень"]
        {
            assert!(is_other_part(&words_of(text)), "{text}");
        }
        for text in ["за зимові місяці", "семестр у І кварталі 2024 року", "щоквартально у 2024 році"]
        {
            assert!(!is_other_part(&words_of(text)) && !is_unclear(&words_of(text)), "{text}");
        }
        for text in [
            "за ІІ квартал",
            "Квартальний план на 2024 рік",
            "за кварталами 2025 року",
            "",
            "площа 30 кв. м",
            "вул. Садова, 5, кв. 7",
        ] {
            assert!(!is_unclear(&words_of(text)), "{text}");
        }
    }
}
