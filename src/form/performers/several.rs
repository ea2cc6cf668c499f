//! One name that may be those of several performers: «Відділ А / Відділ Б», «Бюро №1, №2», «Центр та Служба». It stays
//! one name, with a doubt, because names also contain such signs and words.

use super::{Inside, begins_a_name};
use crate::{
    form::words::{begins_with, key, words},
    text::{normal::squeeze, surely::Surely},
};

/// The most offices that «№1–3» may mean.
const LONGEST_RANGE: u32 = 20;

/// The names that a name may consist of, separated by semicolons; none where it is one.
pub fn in_name(name: &str) -> Option<String> {
    let loud = !name.contains(char::is_lowercase);
    let mut pieces: Vec<&str> = Vec::new();
    let mut from = 0;
    let mut inside = Inside::new(name);
    for (at, c) in name.char_indices() {
        inside.pass(at, c);
        // A character of the sign or words that were found already is before the next piece.
        let Some(before) = name.get(from..at).filter(|before| inside.nothing() && !before.trim().is_empty())
        else {
            continue;
        };
        if let Some(width) = join(before, name.get(at..).surely(), loud) {
            pieces.push(before);
            from = at + width;
        }
    }
    pieces.push(name.get(from..).surely());
    let noun = name.split_once('№').map_or("", |(noun, _)| noun.trim());
    let spelled: Vec<String> = pieces.iter().flat_map(|piece| numbered(piece.trim(), noun)).collect();
    (spelled.len() > 1).then(|| spelled.join("; "))
}

/// The bytes of the sign or the words at the beginning of a text, where they join the name before to another one.
fn join(before: &str, text: &str, loud: bool) -> Option<usize> {
    let again = |after: &str, loud| begins_another(before, after.trim_start(), loud);
    if let Some(after) = text.strip_prefix(['/', '+', '&', '|', '\\', ':']) {
        return again(after, false).then_some(1);
    }
    if let Some(after) = text.strip_prefix(',') {
        return (before.contains('№') && is_numbered(after.trim_start())).then_some(1);
    }
    let after = text.strip_prefix(char::is_whitespace)?;
    // «1) … 2) …»
    let marked = after.trim_start_matches(|c: char| c.is_ascii_digit());
    if marked.len() < after.len() && marked.starts_with(['.', ')']) {
        return begins_a_name(marked.get(1..).surely()).then_some(1);
    }
    ["і ", "й ", "та ", "або ", "чи ", "разом з ", "разом із ", "спільно з ", "спільно із "]
        .into_iter()
        .find(|word| after.strip_prefix(word).is_some_and(|after| again(after, loud)))
        .map(|word| text.len() - after.len() + word.len())
}

/// Whether a text after a joining sign begins another name: «та Служба», «та відділ», «та №2». A word that is also
/// a genitive («організації») begins one only where the name before begins with it.
fn begins_another(before: &str, text: &str, loud: bool) -> bool {
    if is_numbered(text) {
        return before.contains('№');
    }
    if !loud && text.starts_with(char::is_uppercase) || text.starts_with(['«', '"', '“']) {
        return true;
    }
    let folded = key(text);
    let genitive = |word: &str| word.ends_with('и') || word.ends_with('ї') || word == "управління";
    begins_with(&folded, &words().performers)
        .is_some_and(|word| !genitive(word) || begins_with(&key(before), &words().performers) == Some(word))
}

fn is_numbered(text: &str) -> bool {
    text.trim_start_matches('№').trim_start().starts_with(|c: char| c.is_ascii_digit())
}

/// A piece with the noun of the first one before its number, and a range of numbers as its offices.
fn numbered(piece: &str, noun: &str) -> Vec<String> {
    let bare = piece.rsplit_once('№').map_or(piece, |(_, number)| number).trim();
    let named = |number: u32| format!("{noun} №{number}");
    let range = || {
        let (first, last) = bare.split_once(['–', '-', '—'])?;
        let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
        (first < last && last - first < LONGEST_RANGE).then_some(first..=last)
    };
    if noun.is_empty() {
        return vec![squeeze(piece)];
    }
    match (range(), bare.parse()) {
        (Some(numbers), _) => numbers.map(named).collect(),
        (None, Ok(number)) if piece.starts_with(['№', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) => {
            vec![named(number)]
        }
        _ => vec![squeeze(piece)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_made_of_what_looks_like_several_is_found() {
        for (name, several) in [
            ("Відділ А / Відділ Б", "Відділ А; Відділ Б"),
            ("А/Б", "А; Б"),
            ("А та Б", "А; Б"),
            ("Відділ обліку і сектор права", "Відділ обліку; сектор права"),
            ("Відділ А + Відділ Б", "Відділ А; Відділ Б"),
            ("Центр або Бюро", "Центр; Бюро"),
            ("Бюро №1, №2", "Бюро №1; Бюро №2"),
            ("Бюро № 1, 2", "Бюро № 1; Бюро №2"),
            ("Бюро №1 та №2", "Бюро №1; Бюро №2"),
            ("Бюро №1–3", "Бюро №1; Бюро №2; Бюро №3"),
            ("1) Відділ А 2) Відділ Б", "1) Відділ А; 2) Відділ Б"),
            ("Управління освіти та управління культури", "Управління освіти; управління культури"),
            ("Рада: Відділ А", "Рада; Відділ А"),
        ] {
            assert_eq!(in_name(name).as_deref(), Some(several), "{name}");
        }
    }

    #[test]
    fn names_of_one_performer_stay_one() {
        for name in [
            "",
            "Департамент освіти та науки",
            "Відділ планування та організації роботи",
            "Департамент економіки та управління майном",
            "ВІДДІЛ ОБЛІКУ ТА ЗВІТНОСТІ",
            "ГО «Мрія і Надія»",
            "ГО «Сад / Город»",
            "Відділ (сектор та Бюро)",
            "Бюро №12",
            "Служба у справах сім’ї, дітей та молоді",
            "Центр на вул. Садовій, 5",
            "Відділ 1/2",
            "вул. Садова, 5/7",
        ] {
            assert_eq!(in_name(name), None, "{name}");
        }
    }
}
