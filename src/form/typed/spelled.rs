//! Numbers in words, as in brackets after digits: «5 (п'ять)», «120 (сто двадцять)».

use std::borrow::Cow;

use crate::{
    domain::Number,
    text::{key::search_key, quarter::YEARS},
};

/// The words of numbers with their values, by the beginning that all cases share.
const WORDS: [(&str, u32); 39] = [
    ("нуль", 0),
    ("одинадцят", 11),
    ("дванадцят", 12),
    ("тринадцят", 13),
    ("чотирнадцят", 14),
    ("п'ятнадцят", 15),
    ("шістнадцят", 16),
    ("сімнадцят", 17),
    ("вісімнадцят", 18),
    ("дев'ятнадцят", 19),
    ("двадцят", 20),
    ("тридцят", 30),
    ("сорок", 40),
    ("п'ятдесят", 50),
    ("шістдесят", 60),
    ("сімдесят", 70),
    ("вісімдесят", 80),
    ("дев'яност", 90),
    ("двісті", 200),
    ("двохсот", 200),
    ("триста", 300),
    ("чотириста", 400),
    ("п'ятсот", 500),
    ("шістсот", 600),
    ("сімсот", 700),
    ("вісімсот", 800),
    ("дев'ятсот", 900),
    ("сто", 100),
    ("од", 1),
    ("дв", 2),
    ("тр", 3),
    ("чотир", 4),
    ("п'ят", 5),
    ("шіст", 6),
    ("сім", 7),
    ("вісім", 8),
    ("дев'ят", 9),
    ("десят", 10),
    ("тисяч", 1000),
];

/// The words of a year's last figure that differ from those.
const LAST_OF_YEARS: [(&str, u32); 6] =
    [("перш", 1), ("друг", 2), ("четверт", 4), ("шост", 6), ("сьом", 7), ("восьм", 8)];

/// The number in words; none where any word is not a number.
pub fn number(text: &str) -> Option<Number> {
    number_by(text, &[])
}

fn number_by(text: &str, more: &[(&str, u32)]) -> Option<Number> {
    let key = search_key(text).replace(['’', 'ʼ', '`'], "'");
    let (mut whole, mut part, mut any) = (0u32, 0u32, false);
    for word in key.split_whitespace() {
        let bare: String = word.chars().filter(|c| *c != '\'').collect();
        let mut words = more.iter().chain(&WORDS);
        let value = words.find(|(begin, _)| bare.starts_with(&begin.replace('\'', "")))?.1;
        any = true;
        if value == 1000 {
            whole += part.max(1) * 1000;
            part = 0;
        } else {
            part += value;
        }
    }
    any.then(|| Number::from(whole + part))
}

/// The most words of a year: «тисяча дев'ятсот дев'яносто дев'ятого».
const LONGEST_YEAR: usize = 5;

/// A year in words at a byte of a text («дві тисячі двадцять третього року»), and the byte after it.
pub fn year_at(text: &str, from: usize) -> Option<(i16, usize)> {
    let (mut year, mut end) = (None, from);
    for _ in 0..LONGEST_YEAR {
        let rest = text.get(end..)?;
        let start = text.len() - rest.trim_start().len();
        if year.is_some() && start == end {
            break;
        }
        let word = text.get(start..)?.split(char::is_whitespace).next().unwrap_or_default();
        let said = text.get(from..start + word.len()).and_then(|text| number_by(text, &LAST_OF_YEARS));
        let Some(said) = said.filter(|_| !word.is_empty()) else { break };
        (year, end) = (Some(said), start + word.len());
    }
    let year: i16 = year?.to_string().parse().ok()?;
    YEARS.contains(&year).then_some((year, end))
}

/// The text with digits for the years in words before «року», «році» or «р.».
pub fn with_years(text: &str) -> Cow<'_, str> {
    let mut out = Cow::Borrowed(text);
    // Most texts have no such word.
    if !text.contains("тисяч") && !text.contains("ТИСЯЧ") {
        return out;
    }
    let starts = text.char_indices().filter(|(at, c)| {
        c.is_alphabetic() && text.get(..*at).is_none_or(|before| !before.ends_with(char::is_alphanumeric))
    });
    let found = starts.filter_map(|(at, _)| year_at(text, at).map(|(year, end)| (at, year, end)));
    let follows =
        |end: usize| text.get(end..).is_some_and(|rest| search_key(rest).trim_start().starts_with('р'));
    if let Some((at, year, end)) = found.into_iter().find(|(.., end)| follows(*end)) {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(end..).unwrap_or_default());
        out = Cow::Owned(format!("{before}{year}{}", with_years(after)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_numbers_are_read() {
        for (text, value) in [
            ("п'ять", 5),
            ("п’ять", 5),
            ("дев'яти", 9),
            ("сто двадцять три", 123),
            ("дві тисячі п'ятсот", 2500),
            ("шість", 6),
            ("сімнадцять", 17),
            ("шістдесят", 60),
        ] {
            assert_eq!(number(text), Some(Number::from(value)), "{text}");
        }
        for text in ["", "осіб", "п'ять осіб", "за потреби"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn years_in_words() {
        for (text, written) in [
            ("протягом дві тисячі двадцять третього року", "протягом 2023 року"),
            ("січень дві тисячі двадцять п'ятого р.", "січень 2025 р."),
            ("у тисяча дев'ятсот дев'яносто дев'ятому році", "у 1999 році"),
            ("дві тисячі двадцять гривень", "дві тисячі двадцять гривень"),
            ("протягом року", "протягом року"),
        ] {
            assert_eq!(with_years(text), written, "{text}");
        }
        let text = "12 липня дві тисячі двадцять третього року";
        assert_eq!(year_at(text, "12 липня ".len()), Some((2023, text.len() - " року".len())));
    }
}
