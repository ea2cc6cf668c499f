//! Reads the number of a quarter or a half-year in any spelling: `IV`, `ІV`, `4`, `4-й`, «четвертий», and
//! misspellings from scans and typing (`ІУ`, `Ill`, `Ш`, `1І`), which are uncertain.

use crate::text::{key::search_key, roman};

/// The beginnings of the words for one to four.
const STEMS: [(&str, u8); 4] = [("перш", 1), ("друг", 2), ("трет", 3), ("четверт", 4)];
/// What may follow the dash of an ordinal: «4-й», «ІІ-го».
const ENDINGS: [&str; 14] =
    ["й", "ий", "ій", "го", "ого", "ому", "му", "ім", "им", "е", "є", "ше", "ге", "тє"];

/// A number from 1 to 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ordinal {
    /// The number.
    pub number: u8,
    /// Whether it is spelled as it ought to be.
    pub certain: bool,
}

impl Ordinal {
    const fn sure(number: u8) -> Self {
        Self { number, certain: true }
    }
}

/// Reads one number, with the signs around it.
pub fn ordinal(word: &str) -> Option<Ordinal> {
    let word = word.trim_matches(|c: char| "«»\"“”()[].,;:".contains(c));
    let bare = without_ending(word);
    if let Some(number) = bare.parse::<u8>().ok().filter(|_| bare.len() == 1) {
        return (1..=4).contains(&number).then_some(Ordinal::sure(number));
    }
    if let Some(number) = roman::parse(bare) {
        return u8::try_from(number).ok().filter(|number| (1..=4).contains(number)).map(Ordinal::sure);
    }
    let folded = search_key(bare);
    if folded.chars().count() >= 5 {
        return STEMS.iter().find(|(stem, _)| folded.starts_with(stem)).map(|(_, n)| Ordinal::sure(*n));
    }
    misread(bare).map(|number| Ordinal { number, certain: false })
}

/// The word without the ending of an ordinal.
fn without_ending(word: &str) -> &str {
    let parts = word.split_once(['-', '–', '‑']);
    parts
        .filter(|(_, ending)| ENDINGS.contains(&ending.to_lowercase().as_str()))
        .map_or(word, |(bare, _)| bare)
}

/// A numeral with strokes that were read as other letters.
fn misread(word: &str) -> Option<u8> {
    let mut strokes = String::new();
    for c in word.chars() {
        strokes.push_str(match c {
            'I' | 'І' | 'і' | 'i' | 'l' | 'L' | '1' | '|' | '!' | 'Ӏ' | 'ӏ' | 'ı' | 'Ι' | 'ⅰ' | 'Ⅰ' => {
                "I"
            }
            'V' | 'v' | 'У' | 'у' | 'Y' | 'y' | 'Ѵ' | 'ѵ' | 'Ү' | 'ⅴ' | 'Ⅴ' => "V",
            'П' | 'Ⅱ' | 'ⅱ' => "II",
            'Ш' | 'Ⅲ' | 'ⅲ' => "III",
            _ => return None,
        });
    }
    match strokes.as_str() {
        "I" => Some(1),
        "II" => Some(2),
        "III" => Some(3),
        "IV" => Some(4),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_number() {
        for (word, number) in [
            ("IV", 4),
            ("ІV", 4),
            ("4", 4),
            ("4-й", 4),
            ("ІІ-го", 2),
            ("перший", 1),
            ("Другому", 2),
            ("третього", 3),
            ("четвертий", 4),
            ("(ІІІ)", 3),
        ] {
            assert_eq!(ordinal(word), Some(Ordinal::sure(number)), "{word}");
        }
        for (word, number) in [
            ("ІУ", 4),
            ("Ill", 3),
            ("lll", 3),
            ("Ш", 3),
            ("П", 2),
            ("1І", 2),
            ("1V", 4),
            ("111", 3),
            ("ІП", 3),
        ] {
            assert_eq!(ordinal(word), Some(Ordinal { number, certain: false }), "{word}");
        }
        for word in ["", "у", "п", "ш", "5", "V", "звітний", "12", "план", "І-ІІІ", "за"]
        {
            assert_eq!(ordinal(word), None, "{word}");
        }
    }
}
