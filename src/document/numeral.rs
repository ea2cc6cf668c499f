//! How the numbers of lists are written.

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumeralFormat {
    /// Arabic, padded with zeros to so many figures.
    Decimal(usize),
    UpperRoman,
    LowerRoman,
    UpperLatin,
    LowerLatin,
    UpperCyrillic,
    LowerCyrillic,
    Bullet,
    Nothing,
}

/// The longest label, because a label is repeated for every paragraph of its list.
pub(super) const LONGEST_LABEL: usize = 200;

/// A number in a format; in Arabic figures where the format cannot express it.
pub(super) fn write(number: u32, format: NumeralFormat) -> String {
    const LATIN: &str = "abcdefghijklmnopqrstuvwxyz";
    // Word's Cyrillic lists leave out ё, й, ъ, ы and ь.
    const CYRILLIC: &str = "абвгдежзиклмнопрстуфхцчшщэюя";
    let other = match format {
        NumeralFormat::Decimal(width) => return format!("{number:0width$}"),
        NumeralFormat::UpperRoman => roman(number),
        NumeralFormat::LowerRoman => roman(number).map(|text| text.to_lowercase()),
        NumeralFormat::UpperLatin => letters(number, LATIN).map(|text| text.to_uppercase()),
        NumeralFormat::LowerLatin => letters(number, LATIN),
        NumeralFormat::UpperCyrillic => letters(number, CYRILLIC).map(|text| text.to_uppercase()),
        NumeralFormat::LowerCyrillic => letters(number, CYRILLIC),
        NumeralFormat::Bullet | NumeralFormat::Nothing => return String::new(),
    };
    other.unwrap_or_else(|| number.to_string())
}

fn roman(mut number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return None;
    }
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            text.push_str(sign);
            number -= value;
        }
    }
    Some(text)
}

/// `a` to `z`, then `aa`, `bb` and so on, as Word counts.
fn letters(number: u32, alphabet: &str) -> Option<String> {
    let index = usize::try_from(number.checked_sub(1)?).ok()?;
    let length = alphabet.chars().count();
    let letter = alphabet.chars().nth(index % length)?;
    let times = index / length + 1;
    (times <= 4).then(|| std::iter::repeat_n(letter, times).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        let cases = [
            (4, NumeralFormat::UpperRoman, "IV"),
            (1999, NumeralFormat::LowerRoman, "mcmxcix"),
            (4000, NumeralFormat::UpperRoman, "4000"),
            (0, NumeralFormat::UpperRoman, "0"),
            (27, NumeralFormat::LowerLatin, "aa"),
            (29, NumeralFormat::LowerCyrillic, "аа"),
            (9, NumeralFormat::UpperCyrillic, "И"),
            (10, NumeralFormat::LowerCyrillic, "к"),
            (7, NumeralFormat::Decimal(3), "007"),
            (u32::MAX, NumeralFormat::LowerLatin, "4294967295"),
        ];
        for (number, format, text) in cases {
            assert_eq!(write(number, format), text);
        }
    }
}
