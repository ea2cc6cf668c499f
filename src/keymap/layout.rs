//! Commands without switching the keyboard layout: the Latin key on which a Cyrillic letter lies.

use toml::de::{DeTable, DeValue};

use super::key::{Key, KeyCode};
use super::preset::KeymapSource;
use super::problem::{Problem, ProblemKind};
use super::read::{KeymapReader, entries};

/// A keyboard layout, as far as commands need it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Layout {
    /// Typed letter and Latin letter; if two letters are on one key, the more usual one comes first.
    fold: Vec<(char, char)>,
    /// Latin mark and typed mark, for ASCII keys that type other ASCII characters on this layout.
    moved: Vec<(char, char)>,
    /// Typed character and decimal separator: the physical decimal keys.
    decimal: Vec<(char, char)>,
}

impl Layout {
    /// The Ukrainian ЙЦУКЕН layout of Linux and Windows.
    pub fn uk_jcuken() -> Self {
        let text = include_str!("../../keymaps/layouts/uk-jcuken.toml");
        Self::read(KeymapSource { name: "uk-jcuken.toml", text }).0
    }

    /// Reads a layout file; valid lines are used, others are reported.
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

    /// The Latin key of a letter, with the same Ctrl and Alt.
    pub fn fold(&self, key: Key) -> Option<Key> {
        let KeyCode::Char(typed) = key.code else { return None };
        // Some terminals send Ctrl with the capital letter, but keymaps write it with the small one.
        let typed = if key.ctrl { typed.to_lowercase().next().unwrap_or(typed) } else { typed };
        find(&self.fold, typed).map(|latin| Key { code: KeyCode::Char(latin), ..key })
    }

    /// The Latin key of an ASCII mark that is on another key here: `.` is typed with the key `/`.
    pub fn unmove(&self, key: Key) -> Option<Key> {
        let typed = key.typed()?;
        let (latin, _) = self.moved.iter().find(|(_, here)| *here == typed)?;
        Some(Key { code: KeyCode::Char(*latin), ..key })
    }

    /// The texts that the same keys would have typed on the other layout, if they differ.
    pub fn retyped(&self, text: &str) -> Vec<String> {
        let to_latin: String = text.chars().map(|c| find(&self.fold, c).unwrap_or(c)).collect();
        let to_here: String = text.chars().map(|c| self.legend(c).unwrap_or(c)).collect();
        [to_latin, to_here].into_iter().filter(|other| other != text).collect()
    }

    /// The letter that the key of this Latin letter types here, for a legend such as `f/а`.
    pub fn legend(&self, latin: char) -> Option<char> {
        self.fold.iter().find(|(_, here)| *here == latin).map(|(typed, _)| *typed)
    }

    /// The mark that the key of this Latin mark types here, if it is another ASCII mark.
    pub fn moved(&self, latin: char) -> Option<char> {
        find(&self.moved, latin)
    }

    /// The decimal separator on the key of a letter, where a number is typed.
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
