//! Units at the end of a name or a header: «сума, тис. грн», «План (осіб)», «Факт тис. грн».

use crate::domain::unit;

use super::words::{key, words};

/// Whether a text is a unit: one of the listed units, people, pieces, money or percents, at any scale.
pub fn is_unit(text: &str) -> bool {
    let folded = key(text);
    !folded.is_empty()
        && (words().units.contains(&folded) || unit::is_known(&folded) || unit::bare_scale(&folded).is_some())
}

/// Whether a text is a noun of something that offices count. «2025 (план)» has targets, and does not count plans.
fn is_counted(text: &str) -> bool {
    let folded = key(text);
    folded.chars().count() > 2
        && folded != "план"
        && words().nouns.iter().any(|noun| unit::same_word(noun, &folded))
}

/// Splits a text from the unit at its end: after a comma, in brackets, or, for units that mean nothing else, alone.
pub fn at_end(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    if is_unit(text) {
        return Some(("", text));
    }
    let bare = text.strip_suffix(')').unwrap_or(text);
    let signed = if bare.len() < text.len() { bare.rfind('(') } else { bare.rfind(',') };
    if let Some((name, unit)) = signed.and_then(|at| Some((text.get(..at)?, bare.get(at + 1..)?))) {
        let unit = unit.trim();
        return (is_unit(unit) || is_counted(unit)).then(|| (name.trim_end(), unit));
    }
    let mut blanks = text.match_indices(' ');
    blanks.find_map(|(at, _)| {
        let (name, unit) = (text.get(..at)?, text.get(at + 1..)?);
        (unit::is_known(unit) || unit::bare_scale(unit).is_some()).then_some((name, unit))
    })
}

/// A header without the words that its texts end in units: «Показник, одиниця виміру».
pub fn before_units(text: &str) -> &str {
    let says = |rest: &str| {
        ["од. вим", "одиниця вим", "одиниці вим", "од.вим"].iter().any(|word| key(rest).starts_with(word))
    };
    let split = text.split_once([',', '(']).filter(|(_, rest)| says(rest.trim_start()));
    split.map_or(text, |(name, _)| name.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_parted_from_the_end_of_a_header() {
        for (text, parted) in [
            ("План, тис. грн", Some(("План", "тис. грн"))),
            ("Факт (осіб)", Some(("Факт", "осіб"))),
            ("План (заходів)", Some(("План", "заходів"))),
            ("Факт тис. грн.", Some(("Факт", "тис. грн."))),
            ("тис. грн", Some(("", "тис. грн"))),
            ("План, %", Some(("План", "%"))),
            ("План заходів", None),
            ("Захід, строк", None),
            ("План (кількість)", None),
            ("2025 (план)", None),
            ("План", None),
            ("", None),
        ] {
            assert_eq!(at_end(text), parted, "{text}");
        }
    }

    #[test]
    fn words_for_units_are_no_part_of_a_header() {
        for text in ["Показник, одиниця виміру", "Показник (од. виміру)", "Показник"]
        {
            assert_eq!(before_units(text), "Показник", "{text}");
        }
        assert_eq!(before_units("Захід, строк"), "Захід, строк");
    }
}
