//! Declines the names of plans and offices into the genitive for titles: «План заходів» - «плану заходів».
//!
//! Only the known head noun and the adjectives before it are declined, because the rest of a name is already in the
//! genitive, or in quotation marks.

use std::sync::LazyLock;

use crate::text::surely::Surely;
use serde::Deserialize;

/// The lists of `genitive.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Nouns {
    documents: Vec<[String; 3]>,
    offices: Vec<[String; 3]>,
    undeclined: Vec<String>,
}

static NOUNS: LazyLock<Nouns> = LazyLock::new(|| {
    // The file is compiled in, and a test reads it: it cannot fail here.
    toml::from_str(include_str!("genitive.toml")).surely()
});

/// The most adjectives before a noun.
const ADJECTIVES: usize = 5;

/// The name of a plan in the genitive; `None` where its noun is not known.
pub fn of_document(name: &str) -> Option<String> {
    declined(name, &NOUNS.documents)
}

/// Whether a name in the genitive begins as that of a plan: «Міської програми розвитку садів».
pub fn is_document(name: &str) -> bool {
    let is_noun = |word: &str| NOUNS.documents.iter().any(|[_, genitive, _]| *genitive == folded(word));
    name.split_whitespace().take(ADJECTIVES + 1).any(is_noun)
}

/// The name of an office in the genitive, also where it is in the genitive already; `None` where its noun is not
/// known.
pub fn of_office(name: &str) -> Option<String> {
    let first = name.split_whitespace().next()?;
    if NOUNS.undeclined.iter().any(|word| word == first) {
        return Some(name.to_owned());
    }
    declined(name, &NOUNS.offices)
}

/// The name of an office in capitals as it is written within a sentence; `None` where a word of it is not known,
/// because that may be a proper name.
pub fn quiet(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let (noun, before) = words.split_last()?;
    let loud = !name.contains(char::is_lowercase) && !before.is_empty();
    let word = folded(noun);
    let [_, _, gender] =
        NOUNS.offices.iter().find(|[nominative, genitive, _]| *nominative == word || *genitive == word)?;
    let known = before.iter().all(|word| is_genitive(word, gender) || adjective(word, gender).is_some());
    (loud && known).then(|| {
        let lower = name.to_lowercase();
        lower.chars().take(1).flat_map(char::to_uppercase).chain(lower.chars().skip(1)).collect()
    })
}

fn declined(name: &str, nouns: &[[String; 3]]) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    for at in 0..words.len().min(ADJECTIVES + 1) {
        let word = folded(words.get(at)?);
        let head = nouns.iter().find(|[nominative, genitive, _]| *nominative == word || *genitive == word);
        let Some([nominative, genitive, gender]) = head else { continue };
        let before = words.get(..at)?;
        let declined: Option<Vec<String>> = before.iter().map(|word| adjective(word, gender)).collect();
        let is_declined = before.iter().all(|word| is_genitive(word, gender));
        // «Управління» is the same in both cases, so the adjectives before it decide.
        let adjectives: Vec<String> = match (declined, word == *nominative) {
            (Some(declined), true) => declined,
            (_, _) if is_declined && (word == *genitive) => {
                before.iter().map(|word| (*word).to_owned()).collect()
            }
            _ => return None,
        };
        let noun = words.get(at)?;
        let noun =
            if word == *nominative { with_ending(noun, nominative, genitive) } else { (*noun).to_owned() };
        let rest = words.get(at + 1..)?.iter().map(|word| (*word).to_owned());
        return Some(adjectives.into_iter().chain([noun]).chain(rest).collect::<Vec<_>>().join(" "));
    }
    None
}

fn folded(word: &str) -> String {
    let plain = word.trim_matches(|c: char| !c.is_alphanumeric());
    plain.to_lowercase().replace(['\'', 'ʼ', '`'], "’")
}

/// The endings of adjectives: nominative, genitive, genders.
const ENDINGS: [(&str, &str, &str); 9] = [
    ("ий", "ого", "m"),
    ("ій", "ього", "m"),
    ("їй", "його", "m"),
    ("а", "ої", "f"),
    ("я", "ьої", "f"),
    ("е", "ого", "n"),
    ("є", "ього", "n"),
    ("і", "их", "p"),
    ("ї", "їх", "p"),
];

/// An adjective in the genitive; `None` where the word is not an adjective of that gender.
fn adjective(word: &str, gender: &str) -> Option<String> {
    let lower = word.to_lowercase();
    let fits = |(nominative, _, of): &&(&str, &str, &str)| *of == gender && lower.ends_with(nominative);
    let (nominative, genitive, _) = ENDINGS.iter().find(fits)?;
    Some(with_ending(word, nominative, genitive))
}

fn is_genitive(word: &str, gender: &str) -> bool {
    let lower = word.to_lowercase();
    ENDINGS.iter().any(|(_, genitive, of)| *of == gender && lower.ends_with(genitive))
        || (gender == "n" && lower.ends_with("ого"))
}

/// A word with another ending; the ending is in capitals where the word is.
fn with_ending(word: &str, nominative: &str, genitive: &str) -> String {
    let common = nominative.chars().zip(genitive.chars()).take_while(|(a, b)| a == b).count();
    let gone = nominative.chars().count() - common;
    let kept = word.chars().count().saturating_sub(gone);
    let trailing: String = word.chars().rev().take_while(|c| !c.is_alphanumeric()).collect();
    let stem: String = word.chars().take(kept.saturating_sub(trailing.chars().count())).collect();
    let ending: String = genitive.chars().skip(common).collect();
    let is_capital =
        stem.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) && stem.chars().count() > 1;
    let ending = if is_capital { ending.to_uppercase() } else { ending };
    format!("{stem}{ending}{}", trailing.chars().rev().collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letterhead_is_small_inside_a_title() {
        assert_eq!(
            quiet("ЛУГАНСЬКОЇ ОБЛАСНОЇ ДЕРЖАВНОЇ АДМІНІСТРАЦІЇ").as_deref(),
            Some("Луганської обласної державної адміністрації")
        );
        for name in ["ВИКОНКОМ МІСТА КИЄВА", "Луганської адміністрації", "КМДА", ""]
        {
            assert_eq!(quiet(name), None, "{name}");
        }
    }

    #[test]
    fn the_lists_are_there() {
        assert!(toml::from_str::<Nouns>(include_str!("genitive.toml")).is_ok());
    }

    #[test]
    fn names_of_plans_are_declined() {
        for (name, genitive) in [
            ("План заходів «Затишний поріг»", "Плану заходів «Затишний поріг»"),
            ("Операційний план дій", "Операційного плану дій"),
            ("Комплексна програма «Турбота»", "Комплексної програми «Турбота»"),
            ("ПЛАН ЗАХОДІВ", "ПЛАНУ ЗАХОДІВ"),
            ("Заходи щодо захисту дітей", "Заходів щодо захисту дітей"),
            ("Середньострокова програма", "Середньострокової програми"),
            ("Основні заходи", "Основних заходів"),
            ("Плану заходів", "Плану заходів"),
        ] {
            assert_eq!(of_document(name).as_deref(), Some(genitive), "{name}");
        }
        assert_eq!(of_document("Турбота"), None);
        assert_eq!(of_document("Про стан справ"), None);
    }

    #[test]
    fn names_of_offices_are_declined_once() {
        for (name, genitive) in [
            ("ВЕРБОДІЛЬСЬКА МІСЬКА РАДА", "ВЕРБОДІЛЬСЬКОЇ МІСЬКОЇ РАДИ"),
            ("Вербодільська міська рада", "Вербодільської міської ради"),
            ("Зоряний центр правової допомоги", "Зоряного центру правової допомоги"),
            ("Зоряного центру правової допомоги", "Зоряного центру правової допомоги"),
            ("Головне управління праці", "Головного управління праці"),
            ("Головного управління праці", "Головного управління праці"),
            ("Виконавчий комітет ради", "Виконавчого комітету ради"),
            ("Служба у справах дітей", "Служби у справах дітей"),
            ("КНП «Лікарня»", "КНП «Лікарня»"),
        ] {
            assert_eq!(of_office(name).as_deref(), Some(genitive), "{name}");
        }
        assert_eq!(of_office("Пролісок"), None);
    }
}
