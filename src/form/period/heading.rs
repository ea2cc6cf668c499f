//! The time in the heading of a column, a table or a sheet: «Факт ІІ кв.», «2023 рік», «З початку року», «План на
//! рік».

use std::ops::Range;

use crate::{
    form::words::{key, words},
    text::key::Initial,
};

use super::{
    across::{ended_before, school_year_at},
    hint::may_name_a_time,
    in_title,
    ordinal::ordinal,
    when::{self, When},
    words_of, year_of,
};

/// The time that a heading names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Some quarters, or months that make them.
    Stretch(When),
    /// Whole years; the year of the document where the heading names none.
    Years(Option<(i16, i16)>),
    /// From the beginning of the year.
    ToDate,
    /// The period of the document itself: «за звітний період».
    Own,
    /// A half-year without its number.
    Half,
    /// The period before: «за минулий рік».
    Earlier,
    /// A word for a quarter that was not understood.
    Unclear,
}

impl Of {
    /// The months, where they are only a part of one quarter.
    #[must_use]
    pub const fn months(self) -> Option<(i8, i8)> {
        match self {
            Self::Stretch(when) => when.months,
            _ => None,
        }
    }

    /// The same with these years, where it names none itself.
    #[must_use]
    pub fn in_years(self, years: Option<(i16, i16)>) -> Self {
        match self {
            // Quarters under a heading of several years do not begin in the first and end in the last of them.
            Self::Stretch(when) => {
                let years = years.filter(|(first, last)| first == last || when.semester);
                Self::Stretch(When { years: when.years.or(years), ..when })
            }
            Self::Years(own) => Self::Years(own.or(years)),
            other => other,
        }
    }

    /// The years that it names.
    #[must_use]
    pub const fn years(self) -> Option<(i16, i16)> {
        match self {
            Self::Stretch(when) => when.years,
            Self::Years(years) => years,
            _ => None,
        }
    }
}

/// Splits a heading into the words without time, and the time that the others name.
pub fn parted(text: &str) -> (String, Option<Of>) {
    let all = words_of(text);
    let (of, mut taken) = spoken(&all).map_or((None, Vec::new()), |(of, taken)| (Some(of), taken));
    let quarterly = by_quarters(&all);
    // «(квартали)» only means that columns of quarters follow.
    let of = of.filter(|of| *of != Of::Unclear || quarterly.is_empty());
    taken.extend(quarterly);
    let kept = all.iter().enumerate().filter(|(at, _)| taken.iter().all(|range| !range.contains(at)));
    let kept: Vec<&str> = kept.map(|(_, word)| *word).collect();
    let kept = kept.join(" ");
    (kept.trim_matches(|c: char| c.is_whitespace() || ",;:()–—-".contains(c)).to_owned(), of)
}

/// Words that only mean that quarters follow: «у тому числі за кварталами», «поквартально».
pub(super) fn by_quarters(all: &[&str]) -> Vec<Range<usize>> {
    // Most texts have none of these words, which is seen without folding theirs.
    let ends = ["кварт", "поквар", "чис", "них", "тч", "т.ч"];
    let may_end = |word: &&str| {
        let initial = Initial::of(word.trim_start_matches(|c: char| !c.is_alphanumeric()));
        ends.iter().any(|end| initial.may_begin(end))
    };
    if all.iter().any(may_end) { by_quarters_in_any(all) } else { Vec::new() }
}

/// As [`by_quarters`], of words that need not hint at it.
pub(super) fn by_quarters_in_any(all: &[&str]) -> Vec<Range<usize>> {
    let keys: Vec<String> = all.iter().map(|word| bare(word).replace('.', "")).collect();
    let plural =
        ["квартали", "кварталами", "кварталах", "кварталів", "поквартально", "поквартальний", "квартально"];
    let quarters = keys.iter().position(|word| plural.contains(&word.as_str()));
    let quarters = quarters.map(|at| {
        let lead = ["за", "по", "у", "в", "розрізі", "розбивкою", "з", "із", "на"];
        let before = keys.iter().take(at).rev().take_while(|word| lead.contains(&word.as_str())).count();
        at - before..at + 1
    });
    let parts = [
        ["у", "тому", "числі"].as_slice(),
        &["в", "тому", "числі"],
        &["з", "них"],
        &["в", "тч"],
        &["у", "тч"],
        &["тч"],
    ];
    let inclusive = parts.into_iter().find_map(|part| {
        let at = keys.windows(part.len()).position(|window| window == part)?;
        Some(at..at + part.len())
    });
    quarters.into_iter().chain(inclusive).collect()
}

/// The time in a text that names nothing else, such as the name of a sheet or a line between tables.
pub fn only(text: &str) -> Option<Of> {
    let (left, of) = timed(text)?;
    left.iter().all(is_idle).then_some(of)
}

/// As [`only`], where nouns for what stands below are ignored as well: «Заходи І кварталу», «План на ІІ кв.».
pub fn heads(text: &str) -> Option<Of> {
    let (left, of) = timed(text)?;
    let nouns = ["заход", "план", "завдан", "робот", "показник"];
    let is_noun = |word: &String| matches!(of, Of::Stretch(_)) && begins(word, &nouns);
    left.iter().all(|word| is_idle(word) || is_noun(word)).then_some(of)
}

/// The folded words of a text without those for a time, and that time; none where it names none.
fn timed(text: &str) -> Option<(Vec<String>, Of)> {
    if !may_name_a_time(&words_of(text)) {
        return None;
    }
    let (rest, of) = parted(text);
    Some((rest.split_whitespace().map(key).collect(), of?))
}

/// Whether a word adds nothing to a period: a preposition, or signs.
fn is_idle(word: &String) -> bool {
    words().periods.contains(word) || !word.contains(char::is_alphanumeric)
}

/// The number of a quarter that is alone in a heading: «ІІ» below «за кварталами».
pub fn bare_quarter(text: &str) -> Option<When> {
    let one = ordinal(text.trim())?;
    let spelled = text.chars().filter(|c| c.is_alphabetic()).count() > 4;
    (!spelled).then_some(When::of((one.number, one.number), None, one.certain))
}

/// As [`bare_quarter`], for several numbers as well: «І–ІІІ», «I, II».
pub fn bare_quarters(text: &str) -> Option<When> {
    let numeral = |c: char| c.is_whitespace() || "IVІУПШ,;-–—".contains(c);
    let several = || when::find(&words_of(&format!("{text} квартали"))).map(|found| found.when);
    bare_quarter(text).or_else(|| several().filter(|_| text.chars().all(numeral)))
}

type Spoken = (Of, Vec<Range<usize>>);

fn spoken(all: &[&str]) -> Option<Spoken> {
    may_name_a_time(all).then(|| spoken_in_any(all)).flatten()
}

/// As [`spoken`], also where the hint says that no time is named.
pub(super) fn spoken_in_any(all: &[&str]) -> Option<Spoken> {
    let keys: Vec<String> = all.iter().map(|word| bare(word)).collect();
    earlier(&keys)
        .or_else(|| to_date(&keys))
        .or_else(|| as_of(all, &keys))
        .or_else(|| stretch(all))
        .or_else(|| semester(all, &keys))
        .or_else(|| of_years(all, &keys))
        .or_else(|| own(&keys).or_else(|| when::is_unclear(all).then(|| (Of::Unclear, Vec::new()))))
}

fn bare(word: &str) -> String {
    key(word).trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

fn begins(word: &str, stems: &[&str]) -> bool {
    stems.iter().any(|stem| word.starts_with(stem))
}

/// A range of words, extended by the prepositions before it.
fn with_lead(keys: &[String], range: Range<usize>) -> Range<usize> {
    let mut start = range.start;
    while start.checked_sub(1).and_then(|at| keys.get(at)).is_some_and(|word| words().periods.contains(word))
    {
        start -= 1;
    }
    start..range.end
}

/// «за минулий рік», «аналогічний період попереднього року».
fn earlier(keys: &[String]) -> Option<Spoken> {
    let at = keys.iter().position(|word| begins(word, &["минул", "попередн"]))?;
    let time = ["рік", "рок", "квартал", "період", "півріч", "місяц"];
    let end =
        (at + 1..keys.len()).take(2).rev().find(|at| keys.get(*at).is_some_and(|w| begins(w, &time)))? + 1;
    let mut before =
        (0..at).rev().take(2).filter(|at| keys.get(*at).is_some_and(|w| begins(w, &["аналогічн", "період"])));
    let start = before.next_back().unwrap_or(at);
    Some((Of::Earlier, vec![with_lead(keys, start..end)]))
}

/// «з початку року», «наростаючим підсумком».
fn to_date(keys: &[String]) -> Option<Spoken> {
    let growing = |word: &String| begins(word, &["наростаюч", "нарастаюч", "накопичувальн", "кумулятивн"]);
    let begun = |word: &String| word == "початку";
    let at = keys.iter().position(|word| growing(word) || begun(word))?;
    let said = ["підсумк", "підсумок", "рок", "рік", "початку", "з", "наростаюч", "нарастаюч"];
    let more = keys.iter().skip(at).take_while(|word| begins(word, &said)).count();
    Some((Of::ToDate, vec![with_lead(keys, at..at + more.max(1))]))
}

/// «на 01.10.2024», «станом на 1 жовтня 2024 року»: uncertainly the quarter that ended before that day.
fn as_of(all: &[&str], keys: &[String]) -> Option<Spoken> {
    let at = keys.iter().position(|word| word == "на")?;
    let (quarter, count) = ended_before(all.get(at + 1..)?)?;
    let (number, year) = (quarter.number(), quarter.year());
    let when = When::of((number, number), Some((year, year)), false);
    let start =
        at - usize::from(at.checked_sub(1).and_then(|at| keys.get(at)).is_some_and(|word| word == "станом"));
    let words = start..at + 1 + count;
    Some((Of::Stretch(when), vec![words]))
}

/// «І семестр», «2-й семестр 2025/2026 н.р.», which are uncertain without a school year.
fn semester(all: &[&str], keys: &[String]) -> Option<Spoken> {
    let at = keys.iter().position(|word| begins(word, &["семестр"]))?;
    let before = at.checked_sub(1)?;
    let number = ordinal(all.get(before)?).filter(|one| one.number <= 2)?;
    let school = school_year_at(all, at + 1);
    let year = || all.get(at + 1).and_then(|word| year_of(word)).map(|year| ((year, year), 1));
    let named = school.map(|years| (years, 2)).or_else(year);
    let is_year = |at: usize| keys.get(at).is_some_and(|word| words().years.contains(word));
    let mut end = at + 1 + named.map_or(0, |(_, count)| count);
    end += usize::from(is_year(end));
    let quarters = if number.number == 1 { (1, 2) } else { (3, 4) };
    let years = named.map(|(years, _)| years);
    let when = When { semester: true, ..When::of(quarters, years, number.certain) };
    Some((Of::Stretch(when), vec![with_lead(keys, before..end)]))
}

fn stretch(all: &[&str]) -> Option<Spoken> {
    let found = when::find(all).or_else(|| when::month(all))?;
    let keys: Vec<String> = all.iter().map(|word| bare(word)).collect();
    let mut words = with_lead(&keys, found.words);
    let year = |at: usize| keys.get(at).is_some_and(|word| crate::form::words::words().years.contains(word));
    while year(words.end) {
        words.end += 1;
    }
    Some((Of::Stretch(found.when), vec![words]))
}

/// Reads «2025 рік», «на 2024–2026 роки», «2025», «на рік», «річний».
fn of_years(all: &[&str], keys: &[String]) -> Option<Spoken> {
    if let Some(named) = in_title(all) {
        let years = (named.span.first.year(), named.span.last.year());
        let quarters = (named.span.first.number(), named.span.last.number());
        if quarters != (1, 4) {
            // A school year.
            let when = When::of(quarters, Some(years), named.certain);
            return Some((Of::Stretch(when), vec![named.words]));
        }
        return Some((Of::Years(Some(years)), vec![named.words]));
    }
    if let Some(at) = all.iter().position(|word| year_of(word).is_some() && word.len() <= 6) {
        let year = all.get(at).and_then(|word| year_of(word))?;
        return Some((Of::Years(Some((year, year))), vec![with_lead(keys, at..at + 1)]));
    }
    let at = keys
        .iter()
        .position(|word| ["рік", "року", "році"].contains(&word.as_str()) || begins(word, &["річн"]))?;
    // «всього за рік»: the word for "total" adds nothing, so it is included.
    let mut words = with_lead(keys, at..at + 1);
    let all_in_all = words.start.checked_sub(1).and_then(|at| keys.get(at));
    if all_in_all.is_some_and(|word| crate::form::words::words().totals.contains(word)) {
        words.start -= 1;
    }
    Some((Of::Years(None), vec![words]))
}

/// «за звітний квартал», «на квартал», «за звітний період».
fn own(keys: &[String]) -> Option<Spoken> {
    let reported = keys.iter().position(|word| begins(word, &["звітн", "поточн"]));
    let at = match reported {
        Some(at) => at,
        None => keys.iter().position(|word| {
            ["квартал", "кварталу", "кварталі", "період", "періоду", "півріччя"].contains(&word.as_str())
        })?,
    };
    let time = keys.get(at + 1).is_some_and(|w| begins(w, &["квартал", "період", "рік", "рок"]));
    let end = if reported.is_some() { time.then_some(at + 2)? } else { at + 1 };
    let range = with_lead(keys, at..end);
    // «квартал» alone is not the heading of a column for the document's own quarter.
    let of_something = at > 0 && keys.get(at).is_some_and(|word| word == "кварталу");
    let of = if keys.get(at).is_some_and(|word| word == "півріччя") { Of::Half } else { Of::Own };
    (reported.is_some() || range.start < at || of_something).then(|| (of, vec![range]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, String) {
        let (rest, of) = parted(text);
        let of = match of {
            None => "-".to_owned(),
            Some(Of::Stretch(when)) => when.span(2030).map(|span| span.to_string()).unwrap_or_default(),
            Some(Of::Years(years)) => format!("{years:?}"),
            Some(other) => format!("{other:?}"),
        };
        (rest, of)
    }

    #[test]
    fn a_heading_is_parted_from_its_time() {
        for (text, rest, of) in [
            ("Факт ІІ кв.", "Факт", "2030Q2"),
            ("План на ІV квартал 2024 року", "План", "2024Q4"),
            ("Факт за 9 місяців", "Факт", "2030Q1..2030Q3"),
            ("січень–вересень", "", "2030Q1..2030Q3"),
            ("Факт за липень", "Факт", "2030Q3"),
            ("07.2024", "", "2024Q3"),
            ("до 1 липня", "до 1 липня", "-"),
            ("2024 рік", "", "Some((2024, 2024))"),
            ("План на 2024-2026 роки", "План", "Some((2024, 2026))"),
            ("2025", "", "Some((2025, 2025))"),
            ("План на рік", "План", "None"),
            ("Всього за рік", "", "None"),
            ("Річний план", "план", "None"),
            ("З початку року", "", "ToDate"),
            ("Факт наростаючим підсумком з початку року", "Факт", "ToDate"),
            ("Факт за минулий рік", "Факт", "Earlier"),
            ("за аналогічний період минулого року", "", "Earlier"),
            ("Факт за звітний квартал", "Факт", "Own"),
            ("План на квартал", "План", "Own"),
            ("План на півріччя", "План", "Half"),
            ("План кварталу", "План", "Own"),
            ("Виконано у кварталі", "Виконано", "Own"),
            ("Факт на 01.10.2024", "Факт", "2024Q3"),
            ("Виконано станом на 1 жовтня 2024 року", "Виконано", "2024Q3"),
            ("Факт за VI квартал", "Факт за VI квартал", "Unclear"),
            ("у тому числі за кварталами", "", "-"),
            ("План за кварталами", "План", "-"),
            ("у т.ч. за кварталами", "", "-"),
            ("в т. ч. по кварталах", "в т. ч.", "-"),
            ("Факт (квартали)", "Факт", "-"),
            ("Виконання за кварталами 2025 року", "Виконання", "Some((2025, 2025))"),
            ("План", "План", "-"),
            ("Строк виконання", "Строк виконання", "-"),
        ] {
            assert_eq!(read(text), (rest.to_owned(), of.to_owned()), "{text}");
        }
    }

    #[test]
    fn the_name_of_a_sheet_may_be_a_time_alone() {
        for text in [
            "ІІ кв",
            "1 квартал 2024",
            "за І півріччя 2025 року",
            "2024",
            "Січень-березень",
            "Липень",
            "липень 2024 р.",
        ] {
            assert!(only(text).is_some(), "{text}");
        }
        for text in ["План", "Лист1", "Звіт за ІІ квартал", ""] {
            assert_eq!(only(text), None, "{text}");
            assert_eq!(heads(text), None, "{text}");
        }
        for text in ["Заходи І кварталу", "План на ІІ кв.", "План роботи на 4 квартал"]
        {
            assert!(heads(text).is_some() && only(text).is_none(), "{text}");
        }
        assert_eq!(bare_quarter("ІІІ").map(|when| when.quarters), Some((3, 3)));
        assert_eq!(bare_quarter("перший"), None);
        assert_eq!(bare_quarters("I–III").map(|when| when.quarters), Some((1, 3)));
        assert_eq!(bare_quarters("ІУ").map(|when| when.quarters), Some((4, 4)));
        assert_eq!((bare_quarters("План"), bare_quarters("-")), (None, None));
    }
}
