//! Parsing commands of the dialogue: a letter or a whole word in the user's language, or the same keys on the other
//! keyboard layout.

use crate::{
    keymap::{Key, KeyCode, Layout},
    l10n::Language,
};

/// A command of the dialogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PlainCommand {
    /// Describe the current row; also for an empty line.
    Where,
    /// Ask for missing facts.
    Facts,
    /// Ask for owed notes.
    Notes,
    /// Describe a measure in detail.
    Details(String),
    /// Go to a measure and ask for its fact.
    Go(String),
    /// Search for a text.
    Search(String),
    /// The dashboard, with a breakdown.
    Figures(String),
    /// Add a piece of evidence, given in one line.
    Evidence(String),
    /// Switch to another quarter.
    Quarter(String),
    /// List the findings.
    Check,
    /// Write the report to a file.
    Report(String),
    /// Undo.
    Undo,
    /// Help.
    Help,
    /// End the dialogue.
    Leave,
}

type Make = fn(String) -> PlainCommand;

/// The letter and word of each command, and how the rest of the line becomes its argument.
const UKRAINIAN: [(&str, &str, Make); 13] = [
    ("ф", "факти", |_| PlainCommand::Facts),
    ("п", "примітки", |_| PlainCommand::Notes),
    ("д", "деталі", PlainCommand::Details),
    ("і", "іти", PlainCommand::Go),
    ("ш", "шукати", PlainCommand::Search),
    ("т", "табло", PlainCommand::Figures),
    ("е", "захід", PlainCommand::Evidence),
    ("к", "квартал", PlainCommand::Quarter),
    ("пер", "перевірка", |_| PlainCommand::Check),
    ("зв", "звіт", PlainCommand::Report),
    ("с", "скасувати", |_| PlainCommand::Undo),
    ("де", "де", |_| PlainCommand::Where),
    ("в", "вийти", |_| PlainCommand::Leave),
];

const ENGLISH: [(&str, &str, Make); 13] = [
    ("f", "facts", |_| PlainCommand::Facts),
    ("n", "notes", |_| PlainCommand::Notes),
    ("d", "details", PlainCommand::Details),
    ("g", "go", PlainCommand::Go),
    ("/", "search", PlainCommand::Search),
    ("t", "table", PlainCommand::Figures),
    ("e", "evidence", PlainCommand::Evidence),
    ("q", "quarter", PlainCommand::Quarter),
    ("check", "check", |_| PlainCommand::Check),
    ("report", "report", PlainCommand::Report),
    ("u", "undo", |_| PlainCommand::Undo),
    ("where", "where", |_| PlainCommand::Where),
    ("quit", "leave", |_| PlainCommand::Leave),
];

impl PlainCommand {
    /// Parses a line; none if it is no command.
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

/// A word with its letters replaced by the Latin ones on the same keys.
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
        let uk = |line| PlainCommand::read(line, Language::Uk);
        for line in ["ф", "a", "Ф", "факти"] {
            assert_eq!(uk(line), Some(PlainCommand::Facts), "{line}");
        }
        assert_eq!(uk("д 1.1.3.4"), Some(PlainCommand::Details("1.1.3.4".to_owned())));
        assert_eq!(uk("l 1.1.3.4"), Some(PlainCommand::Details("1.1.3.4".to_owned())));
        assert_eq!(uk("к 2023Q3"), Some(PlainCommand::Quarter("2023Q3".to_owned())));
        assert_eq!(uk("пер"), Some(PlainCommand::Check));
        assert_eq!(uk(""), Some(PlainCommand::Where));
        assert_eq!(uk("f"), None);
        assert_eq!(uk("ще"), None);
        let en = |line| PlainCommand::read(line, Language::En);
        assert_eq!(en("f"), Some(PlainCommand::Facts));
        assert_eq!(en("а"), Some(PlainCommand::Facts));
        assert_eq!(en("quit"), Some(PlainCommand::Leave));
        assert_eq!(en("ф"), None);
    }
}
