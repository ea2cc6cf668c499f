//! A quarter in any spelling: `2023Q4`, `IV квартал 2023 року`, `4 кв. 2023`, `2023-Q4`, `Q4 2023`.

use super::{normal::squeeze, roman};

/// The years a plan may be about.
pub const YEARS: std::ops::RangeInclusive<i16> = 1990..=2199;

/// Reads a spelling that is nothing but a quarter, as `(year, 1..=4)`.
pub fn parse(text: &str) -> Option<(i16, u8)> {
    let text = squeeze(text);
    canonical(&text).or_else(|| {
        let (found, rest) = find_with_rest(&text)?;
        let rest: String = rest.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
        matches!(rest.as_str(), "" | "року" | "рік" | "р" | "year").then_some(found)
    })
}

/// Finds the first quarter named in a running text, as `(year, 1..=4)`.
pub fn find(text: &str) -> Option<(i16, u8)> {
    find_with_rest(&squeeze(text)).map(|(found, _)| found)
}

/// The text with every period in it moved by so many quarters: «за IV квартал 2023 року» becomes «за I квартал 2024
/// року». A year alone («на 2021 рік») moves only by whole years. White space is squeezed.
pub fn shifted(text: &str, by: i32) -> String {
    let text = squeeze(text);
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    let mut done = vec![false; words.len()];
    for (i, word) in text.split(' ').enumerate() {
        let lower = word.to_lowercase();
        let is_quarter = lower.starts_with("кв") || lower.starts_with("quarter");
        let Some(at) = i.checked_sub(1).filter(|_| is_quarter) else { continue };
        let Some(number) = words.get(at).and_then(|word| ordinal(word)) else { continue };
        let found = words.iter().enumerate().skip(i + 1).take(2).find_map(|(j, word)| Some((j, year(word)?)));
        let Some((place, named)) = found else { continue };
        let index = i32::from(named) * 4 + i32::from(number) - 1 + by;
        let (year, number) = (index.div_euclid(4), index.rem_euclid(4) + 1);
        for (at, old, new) in
            [(at, number_word(words.get(at), number), None), (place, String::new(), Some(year))]
        {
            if let Some(word) = words.get_mut(at) {
                *word = new.map_or(old, |year| with_year(word, year));
            }
        }
        done.iter_mut().skip(at).take(place + 1 - at).for_each(|word| *word = true);
    }
    if by.rem_euclid(4) == 0 {
        for (word, _) in words.iter_mut().zip(&done).filter(|(_, done)| !**done) {
            *word = with_years_later(word, by / 4);
        }
    }
    words.join(" ")
}

/// The text with the number of each quarter moved, for a text that names no year: «до кінця ІІІ кварталу».
pub fn renumbered(text: &str, by: i32) -> String {
    let text = squeeze(text);
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    for (i, word) in text.split(' ').enumerate() {
        let lower = word.to_lowercase();
        let is_quarter = lower.starts_with("кв") || lower.starts_with("quarter");
        let Some(at) = i.checked_sub(1).filter(|_| is_quarter) else { continue };
        let number = words.get(at).and_then(|word| ordinal(word));
        if let (Some(number), Some(word)) = (number, words.get_mut(at)) {
            *word = number_word(Some(word), (i32::from(number) - 1 + by).rem_euclid(4) + 1);
        }
    }
    words.join(" ")
}

/// The number of a quarter, in digits or Roman as the old word was.
fn number_word(old: Option<&String>, number: i32) -> String {
    let digits = old.is_some_and(|word| word.chars().any(|c| c.is_ascii_digit()));
    if digits { number.to_string() } else { roman::format(u32::try_from(number).unwrap_or(1)) }
}

fn with_year(word: &str, year: i32) -> String {
    let rest: String = word.chars().skip_while(char::is_ascii_digit).collect();
    format!("{year}{rest}")
}

/// The word with each run of four digits that is a year moved.
fn with_years_later(word: &str, by: i32) -> String {
    let mut out = String::with_capacity(word.len());
    let mut digits = String::new();
    for c in word.chars().chain(Some('\0')) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        let known = (digits.len() == 4).then(|| digits.parse::<i16>().ok()).flatten();
        match known.filter(|year| YEARS.contains(year)) {
            Some(year) => out.push_str(&(i32::from(year) + by).to_string()),
            None => out.push_str(&digits),
        }
        digits.clear();
        if c != '\0' {
            out.push(c);
        }
    }
    out
}

fn canonical(text: &str) -> Option<(i16, u8)> {
    let upper = text.to_uppercase().replace(['-', '/', ' '], "");
    let parts = upper.split_once(['Q', 'К']).map(|(a, b)| (a, b.strip_prefix('В').unwrap_or(b)))?;
    let (year, quarter) = if parts.0.len() == 4 { parts } else { (parts.1, parts.0) };
    let (year, quarter) = if year.is_empty() { return None } else { (year, quarter) };
    // "Q42023" and "Q4 2023" come out with an empty left side.
    let (year, quarter) = match (year, quarter) {
        (both, "") if both.is_ascii() && both.len() == 5 => (both.get(1..)?, both.get(..1)?),
        other => other,
    };
    checked(year.parse().ok()?, quarter.parse().ok()?)
}

fn checked(year: i16, quarter: u8) -> Option<(i16, u8)> {
    (YEARS.contains(&year) && (1..=4).contains(&quarter)).then_some((year, quarter))
}

/// Finds `<number> кв… <year>` and returns the rest of the text beside it.
fn find_with_rest(text: &str) -> Option<((i16, u8), String)> {
    let words: Vec<&str> = text.split(' ').collect();
    for (i, word) in words.iter().enumerate() {
        let lower = word.to_lowercase();
        if !(lower.starts_with("кв") || lower.starts_with("quarter")) || i == 0 {
            continue;
        }
        let Some(quarter) = words.get(i - 1).and_then(|w| ordinal(w)) else { continue };
        let Some((at, year)) =
            words.iter().enumerate().skip(i + 1).take(2).find_map(|(j, w)| Some((j, year(w)?)))
        else {
            continue;
        };
        let rest = words.iter().enumerate().filter(|(j, _)| ![i - 1, i, at].contains(j));
        let rest = rest.map(|(_, w)| *w).collect::<Vec<_>>().join(" ");
        return checked(year, quarter).map(|found| (found, rest));
    }
    None
}

fn ordinal(word: &str) -> Option<u8> {
    let word = word.trim_matches(|c: char| "«»\"()".contains(c));
    let bare = word.split(['-', '–']).next().unwrap_or(word);
    let value = bare.parse::<u32>().ok().or_else(|| roman::parse(bare))?;
    u8::try_from(value).ok().filter(|q| (1..=4).contains(q))
}

fn year(word: &str) -> Option<i16> {
    let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
    (digits.len() == 4).then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_quarter() {
        for text in [
            "2023Q4",
            "2023q4",
            "2023-Q4",
            "Q4 2023",
            "4Q2023",
            "IV квартал 2023 року",
            "ІV квартал 2023",
            "4 кв. 2023 р.",
            "4-й квартал 2023 року",
            "ⅳ квартал 2023",
            "2023К4",
        ] {
            assert_eq!(parse(text), Some((2023, 4)), "{text}");
        }
    }

    #[test]
    fn other_texts_are_not_quarters() {
        for text in
            ["", "2023Q5", "2023", "квартал", "V квартал 2023", "за IV квартал 2023 року", "99Q1", "Q"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_title_moves_to_another_period() {
        for (text, by, moved) in [
            ("Звіт центру за IV квартал 2023 року", 1, "Звіт центру за I квартал 2024 року"),
            ("на 3 кв. 2023 р.", 2, "на 1 кв. 2024 р."),
            ("План на І квартал 2022 року", -1, "План на IV квартал 2021 року"),
            ("Програма на 2017-2020 роки", 16, "Програма на 2021-2024 роки"),
            ("План на 2021 рік", 4, "План на 2022 рік"),
            ("План на 2021 рік", 1, "План на 2021 рік"),
            ("Наказ № 12", 4, "Наказ № 12"),
        ] {
            assert_eq!(shifted(text, by), moved, "{text}");
        }
    }

    #[test]
    fn a_quarter_is_found_in_a_title() {
        assert_eq!(find("Звіт по виконанню плану заходів за ІV квартал 2023 року"), Some((2023, 4)));
        assert_eq!(find("на І квартал 2022 року"), Some((2022, 1)));
        assert_eq!(find("Програма на 2017-2020 роки"), None);
    }
}
