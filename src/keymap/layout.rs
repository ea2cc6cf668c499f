//! Commands without switching the layout: which Latin key a Cyrillic letter lies on.

use toml::de::{DeTable, DeValue};

use super::key::{Key, KeyCode};
use super::preset::KeymapSource;
use super::problem::{Problem, ProblemKind};
use super::read::{KeymapReader, entries};

/// A keyboard layout, as far as commands need it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Typed, Latin; where two letters lie on one key, the usual one first.
    fold: Vec<(char, char)>,
    /// Latin, typed: ASCII keys that give other ASCII characters here.
    moved: Vec<(char, char)>,
    /// Typed, mark: the physical decimal keys.
    decimal: Vec<(char, char)>,
}

impl Layout {
    /// ЙЦУКЕН, Ukrainian, as Linux and Windows have it.
    pub fn uk_jcuken() -> Self {
        let text = include_str!("../../keymaps/layouts/uk-jcuken.toml");
        Self::read(KeymapSource { name: "uk-jcuken.toml", text }).0
    }

    /// Reads a layout file; the good lines count, the bad ones are reported.
    pub fn read(source: KeymapSource<'_>) -> (Self, Vec<Problem>) {
        let mut reader = KeymapReader::new(source);
        let mut layout = Self::default();
        for (key, value) in &reader.document() {
            let (word, offset) = (key.get_ref().as_ref(), key.span().start);
            match (word, value.get_ref()) {
                ("fold", DeValue::Table(table)) => pairs(&mut reader, table, &mut layout.fold),
                ("moved", DeValue::Table(table)) => pairs(&mut reader, table, &mut layout.moved),
                ("decimal", DeValue::Table(table)) => pairs(&mut reader, table, &mut layout.decimal),
                ("name", DeValue::String(_)) => {}
                ("name" | "fold" | "moved" | "decimal", _) => reader.report(offset, ProblemKind::WrongType),
                _ => {
                    let suggestion = super::near::nearest(word, ["name", "fold", "moved", "decimal"]);
                    reader.report(offset, ProblemKind::UnknownName { word: word.to_owned(), suggestion });
                }
            }
        }
        (layout, reader.finish())
    }

    /// The Latin key that a letter of the layout lies on; with Ctrl and Alt as they are.
    pub fn fold(&self, key: Key) -> Option<Key> {
        let KeyCode::Char(typed) = key.code else { return None };
        // Some terminals send Ctrl with the capital letter, and Ctrl has no capitals in a keymap.
        let typed = if key.ctrl { typed.to_lowercase().next().unwrap_or(typed) } else { typed };
        find(&self.fold, typed).map(|latin| Key { code: KeyCode::Char(latin), ..key })
    }

    /// The Latin key behind an ASCII mark that this layout has elsewhere: `.` is typed by the key `/`.
    pub fn unmove(&self, key: Key) -> Option<Key> {
        let typed = key.typed()?;
        let (latin, _) = self.moved.iter().find(|(_, here)| *here == typed)?;
        Some(Key { code: KeyCode::Char(*latin), ..key })
    }

    /// The text that the same keys would have given on the other layout, each way in which that is another text.
    pub fn retyped(&self, text: &str) -> Vec<String> {
        let to_latin: String = text.chars().map(|c| find(&self.fold, c).unwrap_or(c)).collect();
        let to_here: String = text.chars().map(|c| self.legend(c).unwrap_or(c)).collect();
        [to_latin, to_here].into_iter().filter(|other| other != text).collect()
    }

    /// What the key of this Latin letter types here, for a legend such as `f/а`.
    pub fn legend(&self, latin: char) -> Option<char> {
        self.fold.iter().find(|(_, here)| *here == latin).map(|(typed, _)| *typed)
    }

    /// What the key of this Latin punctuation mark types here, when that is another ASCII mark.
    pub fn moved(&self, latin: char) -> Option<char> {
        find(&self.moved, latin)
    }

    /// The decimal mark behind a letter, where a number is typed.
    pub fn decimal(&self, typed: char) -> Option<char> {
        find(&self.decimal, typed)
    }
}

fn find(pairs: &[(char, char)], wanted: char) -> Option<char> {
    pairs.iter().find(|(from, _)| *from == wanted).map(|(_, to)| *to)
}

fn pairs(reader: &mut KeymapReader<'_>, table: &DeTable<'_>, pairs: &mut Vec<(char, char)>) {
    for (key, value) in entries(table) {
        match (single(key.get_ref()), value.get_ref().as_str().and_then(single)) {
            (Some(from), Some(to)) => pairs.push((from, to)),
            _ => reader.report(key.span().start, ProblemKind::WrongType),
        }
    }
}

fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}
