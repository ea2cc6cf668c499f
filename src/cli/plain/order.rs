//! What a line at the prompt asks for: a letter or the whole word, of the language in force, or the same keys
//! under the other layout.

use crate::{
    keymap::{Key, KeyCode, Layout},
    l10n::Language,
};

/// What can be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// Where am I; what an empty line asks for too.
    Where,
    /// Facts that are missing.
    Facts,
    /// Notes that are owed.
    Notes,
    /// All about a measure.
    Details(String),
    /// To a measure, and its fact.
    Go(String),
    /// Words anywhere.
    Search(String),
    /// The dashboard, by what.
    Figures(String),
    /// A piece of evidence in one line.
    Evidence(String),
    /// Another quarter.
    Quarter(String),
    /// Findings.
    Check,
    /// The report into a file.
    Report(String),
    /// Back.
    Undo,
    /// Help.
    Help,
    /// The end.
    Leave,
}

type Make = fn(String) -> Order;

/// Letter, word, and what it makes of the rest of the line.
const UKRAINIAN: [(&str, &str, Make); 13] = [
    ("ф", "факти", |_| Order::Facts),
    ("п", "примітки", |_| Order::Notes),
    ("д", "деталі", Order::Details),
    ("і", "іти", Order::Go),
    ("ш", "шукати", Order::Search),
    ("т", "табло", Order::Figures),
    ("е", "захід", Order::Evidence),
    ("к", "квартал", Order::Quarter),
    ("пер", "перевірка", |_| Order::Check),
    ("зв", "звіт", Order::Report),
    ("с", "скасувати", |_| Order::Undo),
    ("де", "де", |_| Order::Where),
    ("в", "вийти", |_| Order::Leave),
];

const ENGLISH: [(&str, &str, Make); 13] = [
    ("f", "facts", |_| Order::Facts),
    ("n", "notes", |_| Order::Notes),
    ("d", "details", Order::Details),
    ("g", "go", Order::Go),
    ("/", "search", Order::Search),
    ("t", "table", Order::Figures),
    ("e", "evidence", Order::Evidence),
    ("q", "quarter", Order::Quarter),
    ("check", "check", |_| Order::Check),
    ("report", "report", Order::Report),
    ("u", "undo", |_| Order::Undo),
    ("where", "where", |_| Order::Where),
    ("quit", "leave", |_| Order::Leave),
];

impl Order {
    /// Reads a line; none where it asks for nothing that there is.
    pub fn read(line: &str, language: Language) -> Option<Self> {
        let line = line.trim();
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let (word, rest) = (word.to_lowercase(), rest.trim().to_owned());
        match word.as_str() {
            "" => return Some(Self::Where),
            "?" => return Some(Self::Help),
            _ => {}
        }
        let layout = Layout::uk_jcuken();
        let orders = match language {
            Language::Uk => &UKRAINIAN,
            Language::En => &ENGLISH,
        };
        let meant = |name: &str| match language {
            Language::Uk => word == name || word == folded(name, &layout),
            Language::En => word == name || folded(&word, &layout) == name,
        };
        let found = orders.iter().find(|(letter, whole, _)| meant(letter) || meant(whole));
        found.map(|(.., make)| make(rest))
    }
}

/// A word with the Latin letters that lie on the same keys.
fn folded(word: &str, layout: &Layout) -> String {
    let latin = |c: char| match layout.fold(Key::char(c)).map(|key| key.code) {
        Some(KeyCode::Char(latin)) => latin,
        _ => c,
    };
    word.chars().map(latin).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_the_language_and_of_the_same_keys_are_orders_and_others_are_none() {
        let uk = |line| Order::read(line, Language::Uk);
        for line in ["ф", "a", "Ф", "факти"] {
            assert_eq!(uk(line), Some(Order::Facts), "{line}");
        }
        assert_eq!(uk("д 1.1.3.4"), Some(Order::Details("1.1.3.4".to_owned())));
        assert_eq!(uk("l 1.1.3.4"), Some(Order::Details("1.1.3.4".to_owned())));
        assert_eq!(uk("к 2023Q3"), Some(Order::Quarter("2023Q3".to_owned())));
        assert_eq!(uk("пер"), Some(Order::Check));
        assert_eq!(uk(""), Some(Order::Where));
        assert_eq!(uk("f"), None);
        assert_eq!(uk("ще"), None);
        let en = |line| Order::read(line, Language::En);
        assert_eq!(en("f"), Some(Order::Facts));
        assert_eq!(en("а"), Some(Order::Facts));
        assert_eq!(en("quit"), Some(Order::Leave));
        assert_eq!(en("ф"), None);
    }
}
