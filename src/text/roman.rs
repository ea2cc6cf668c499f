//! Roman numerals as documents write them: Latin letters, Cyrillic І and Х, or the Unicode numerals.

/// Reads a Roman numeral from 1 to 39. Cyrillic `І`/`Х` and Latin `I`/`X` mix freely.
pub fn parse(text: &str) -> Option<u32> {
    let text = text.trim();
    if let Some(n) = single_numeral(text) {
        return Some(n);
    }
    let digits: Vec<u32> = text.chars().map(digit).collect::<Option<_>>()?;
    let mut total = 0i64;
    for (i, d) in digits.iter().enumerate() {
        let next = digits.get(i + 1).copied().unwrap_or(0);
        total += if *d < next { -i64::from(*d) } else { i64::from(*d) };
    }
    let value = u32::try_from(total).ok().filter(|n| (1..40).contains(n))?;
    // Only the canonical spelling counts: "IIX" is a damaged word, not a number.
    let canonical: Vec<u32> = format(value).chars().map(digit).collect::<Option<_>>()?;
    (canonical == digits).then_some(value)
}

/// Whether a text may begin with a number: cheap to tell, and enough to rule out most words.
pub fn may_begin(text: &str) -> bool {
    text.starts_with(|c| digit(c).is_some() || matches!(c, '\u{2160}'..='\u{216b}' | '\u{2170}'..='\u{217b}'))
}

/// A number from 1 to 39 in Latin capitals; larger ones in decimal digits.
pub fn format(value: u32) -> String {
    if value == 0 || value >= 40 {
        return value.to_string();
    }
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let tens = "X".repeat(usize::try_from(value / 10).unwrap_or(0));
    let one = usize::try_from(value % 10).ok().and_then(|i| ones.get(i)).unwrap_or(&"");
    format!("{tens}{one}")
}

fn digit(c: char) -> Option<u32> {
    match c {
        'I' | 'І' | 'i' | 'і' => Some(1),
        'V' | 'v' => Some(5),
        'X' | 'Х' | 'x' | 'х' => Some(10),
        _ => None,
    }
}

fn single_numeral(text: &str) -> Option<u32> {
    let mut chars = text.chars();
    let c = chars.next().filter(|_| chars.next().is_none())?;
    match u32::from(c) {
        n @ 0x2160..=0x216b => Some(n - 0x215f),
        n @ 0x2170..=0x217b => Some(n - 0x216f),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_is_read() {
        for (text, value) in [("IV", 4), ("ІV", 4), ("ІІІ", 3), ("Ⅳ", 4), ("XIV", 14), ("ХІІ", 12)] {
            assert_eq!(parse(text), Some(value), "{text}");
        }
        for text in ["", "IIX", "A", "XXXX", "VV"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_come_back() {
        for n in 1..40 {
            assert_eq!(parse(&format(n)), Some(n));
        }
    }
}
