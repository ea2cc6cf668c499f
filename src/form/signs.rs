//! Characters in a value with a special meaning: boxes to tick, small raised figures, fractions in one character,
//! and text struck out with signs.

use rust_decimal::Decimal;

use crate::{
    document::raised_figure,
    domain::DoubtKind,
    text::{normal::squeeze, surely::Surely},
};

use super::{labels::labels, reading::Reading};

const TICKED: [char; 8] = ['☒', '☑', '✓', '✔', '🗹', '🗷', '√', '✅'];
/// An empty box, and the crosses that mean no.
const EMPTY: [char; 8] = ['☐', '□', '◻', '✗', '✘', '✖', '❌', '❎'];
/// What is typed for a tick.
const TYPED: [&str; 6] = ["+", "V", "v", "[x]", "[X]", "[+]"];

/// The meaning of a typed tick for a deed: that it was done, with a doubt.
pub fn typed_tick(text: &str) -> Option<Reading<String>> {
    let text = text.trim();
    let done = &labels().done;
    TYPED
        .contains(&text)
        .then(|| Reading::unsure(done.clone(), DoubtKind::Formatting, done.clone(), vec![text.to_owned()]))
}

/// Whether a text is nothing but a tick.
pub fn is_tick(text: &str) -> bool {
    let text = text.trim();
    TYPED.contains(&text) || TICKED.iter().any(|tick| text.strip_prefix(*tick) == Some(""))
}

/// Fractions in one character, with their numerator and denominator.
const FRACTIONS: [(char, u32, u32); 15] = [
    ('½', 1, 2),
    ('⅓', 1, 3),
    ('⅔', 2, 3),
    ('¼', 1, 4),
    ('¾', 3, 4),
    ('⅕', 1, 5),
    ('⅖', 2, 5),
    ('⅗', 3, 5),
    ('⅘', 4, 5),
    ('⅙', 1, 6),
    ('⅚', 5, 6),
    ('⅛', 1, 8),
    ('⅜', 3, 8),
    ('⅝', 5, 8),
    ('⅞', 7, 8),
];

/// The meaning of a value with such characters, with a doubt; `None` for every other text, and an empty reading for
/// a box that nobody has ticked.
pub fn read(text: &str) -> Option<Reading<Option<String>>> {
    // Most values have only figures and words, and none of these characters.
    text.contains(|c: char| matches!(c, '~' | '*') || !c.is_ascii() && !c.is_alphabetic()).then_some(())?;
    let (reading, others) = boxes(text)
        .or_else(|| struck(text))
        .or_else(|| fraction(text))
        .or_else(|| raised(text))
        .or_else(|| starred(text))?;
    let reading = Some(squeeze(&reading)).filter(|reading| !reading.is_empty());
    let said = reading.clone().unwrap_or_default();
    let others =
        others.into_iter().map(|other| squeeze(&other)).filter(|other| !other.is_empty() && *other != said);
    let others = others.collect();
    Some(Reading::unsure(reading, DoubtKind::Formatting, said, others))
}

/// A value in which such characters were replaced, with the doubt about them; none for every other text, and where
/// nothing is left.
pub fn in_value<T>(text: &str, value: impl FnOnce(&str) -> Reading<T>) -> Option<Reading<T>> {
    let signs = read(text)?;
    let inner = value(&signs.value?);
    Some(Reading { uncertainty: inner.uncertainty.or(signs.uncertainty), ..inner })
}

type Ticked = (String, Vec<String>);

/// Reads `☒ виконано ☐ не виконано`: the ticked text; a ticked box without a text means done.
fn boxes(text: &str) -> Option<Ticked> {
    let is_box = |c: char| TICKED.contains(&c) || EMPTY.contains(&c);
    let places: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| is_box(*c)).collect();
    let (first, last) = (places.first()?, places.last()?);
    let label = |from: usize, to: usize| {
        squeeze(text.get(from..to).surely().trim_matches([' ', ',', ';', '/', '\n']))
    };
    // The texts are after their boxes, or before them where the value begins with a text.
    let behind = label(0, first.0).is_empty() || !label(last.0 + last.1.len_utf8(), text.len()).is_empty();
    let mut found = Vec::new();
    for (at, (place, sign)) in places.iter().enumerate() {
        let after = place + sign.len_utf8();
        let before = at
            .checked_sub(1)
            .and_then(|at| places.get(at))
            .map_or(0, |(place, sign)| place + sign.len_utf8());
        let next = places.get(at + 1).map_or(text.len(), |(place, _)| *place);
        let words = if behind { label(after, next) } else { label(before, *place) };
        found.push((TICKED.contains(sign), if words.is_empty() { labels().done.clone() } else { words }));
    }
    let of = |ticked: bool| found.iter().filter(move |(is, _)| *is == ticked).map(|(_, words)| words.clone());
    Some((of(true).collect::<Vec<_>>().join(", "), of(false).collect()))
}

/// Reads `~~5~~6`: the text that is not struck out.
fn struck(text: &str) -> Option<Ticked> {
    let pieces: Vec<&str> = text.split("~~").collect();
    (pieces.len() >= 3 && pieces.len() % 2 == 1).then_some(())?;
    let every = |from: usize| pieces.iter().skip(from).step_by(2).copied().collect::<String>();
    Some((every(0), vec![every(1)]))
}

/// `1½` as a number with a decimal comma, `⅓` as `1/3`.
fn fraction(text: &str) -> Option<Ticked> {
    let (at, (sign, above, below)) = text
        .char_indices()
        .find_map(|(at, c)| Some((at, *FRACTIONS.iter().find(|(sign, ..)| *sign == c)?)))?;
    let (before, after) = (text.get(..at)?, text.get(at + sign.len_utf8()..)?);
    let digits = before.len() - before.trim_end().trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (words, whole) = before.split_at_checked(before.len() - digits)?;
    let part = Decimal::from(above).checked_div(Decimal::from(below))?;
    let bare = format!("{words}{whole} {above}/{below}{after}");
    let whole: u32 = if whole.trim().is_empty() { 0 } else { whole.trim().parse().ok()? };
    let sum = Decimal::from(whole).checked_add(part)?.normalize();
    if sum.scale() > 3 {
        return Some((bare, Vec::new()));
    }
    Some((format!("{words}{}{after}", sum.to_string().replace('.', ",")), vec![bare]))
}

/// Reads `5¹`: the number without its footnote mark; the other readings are the power and the number with another
/// digit.
fn raised(text: &str) -> Option<Ticked> {
    let mut reading = String::new();
    let (mut joined, mut small) = (String::new(), String::new());
    for c in text.chars() {
        match raised_figure(c) {
            Some(figure) if reading.ends_with(|c: char| c.is_ascii_digit()) => {
                joined.push(figure);
                small.push(figure);
            }
            _ => {
                reading.push(c);
                joined.push(c);
            }
        }
    }
    (!small.is_empty()).then_some(())?;
    let power = reading.trim().parse::<i64>().ok().zip(small.parse().ok());
    let power = power.and_then(|(base, exponent)| base.checked_pow(exponent)).map(|power| power.to_string());
    Some((reading, power.into_iter().chain([joined]).collect()))
}

/// Reads `5*`, `12 **`: the number without the stars of a footnote after it.
fn starred(text: &str) -> Option<Ticked> {
    let bare = text.trim_end().trim_end_matches(')').trim_end_matches('*');
    let stars = text.trim_end().trim_end_matches(')').len() - bare.len();
    let is_number = bare.trim_end().ends_with(|c: char| c.is_ascii_digit() || c == '%');
    (is_number && (1..=3).contains(&stars) && !bare.contains('*')).then(|| (bare.to_owned(), Vec::new()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Option<(Option<String>, Vec<String>)> {
        read(text)
            .map(|read| (read.value, read.uncertainty.map(|unsure| unsure.alternatives).unwrap_or_default()))
    }

    fn reading(text: &str, reading: &str, others: &[&str]) {
        let others = others.iter().map(|other| (*other).to_owned()).collect();
        let reading = Some(reading.to_owned()).filter(|reading| !reading.is_empty());
        assert_eq!(said(text), Some((reading, others)), "{text}");
    }

    #[test]
    fn a_ticked_box_is_done_and_an_empty_one_is_nothing() {
        reading("☒", "виконано", &[]);
        reading("☐", "", &["виконано"]);
        reading("☒ виконано ☐ не виконано", "виконано", &["не виконано"]);
        reading("☐ виконано\n☑ не виконано", "не виконано", &["виконано"]);
        reading("виконано ☒, не виконано ☐", "виконано", &["не виконано"]);
    }

    #[test]
    fn small_figures_and_fractions_are_no_digits() {
        reading("5¹", "5", &["51"]);
        reading("10³", "10", &["1000", "103"]);
        reading("5*", "5", &[]);
        reading("90 % **", "90 %", &[]);
        reading("½", "0,5", &["1/2"]);
        reading("1¾ год", "1,75 год", &["1 3/4 год"]);
        reading("2⅓", "2 1/3", &[]);
        reading("~~5~~6", "6", &["5"]);
        reading("~~5~~", "", &["5"]);
    }

    #[test]
    fn other_values_stay_as_they_are() {
        for text in ["5", "12,5 %", "≥ 8", "25/250", "не менше 5", "м²", "~5", "5–6", "№ 3", "2*3", "так*"]
        {
            assert_eq!(said(text), None, "{text}");
        }
    }
}
