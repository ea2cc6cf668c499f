//! What a line of a keymap file says: which keys do what, and when.

use std::fmt;

use super::action::Action;
use super::condition::{Atoms, Condition};
use super::key::{Key, UnknownKey};

/// One key, or several pressed one after another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Chord(Vec<Key>);

impl Chord {
    /// The keys, in the order in which they are pressed.
    pub fn keys(&self) -> &[Key] {
        &self.0
    }

    /// Begins with a key that types a letter.
    pub(super) fn begins_with_letter(&self) -> bool {
        self.0.first().and_then(|key| key.typed()).is_some_and(char::is_alphabetic)
    }

    /// Begins with a key that types something.
    pub(super) fn is_printing(&self) -> bool {
        self.0.first().is_some_and(|key| key.typed().is_some())
    }

    /// The same keys, or one begins the other.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(left, right)| left == right)
    }
}

impl From<Key> for Chord {
    fn from(key: Key) -> Self {
        Self(vec![key])
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, key) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            key.fmt(f)?;
        }
        Ok(())
    }
}

impl std::str::FromStr for Chord {
    type Err = UnknownKey;

    fn from_str(text: &str) -> Result<Self, UnknownKey> {
        text.split(' ').map(str::parse).collect::<Result<_, _>>().map(Self)
    }
}

/// A pseudo-key: printable keys that nothing else binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pseudo {
    /// `_char`: every character.
    Char,
    /// `_digit`: 1 to 9.
    Digit,
    /// `_entry`: what a number may begin with, and where one is typed the keys that give its decimal mark.
    Entry,
    /// `_letter`: every letter. It goes before the single-letter commands, so its rules need a `when`: in a
    /// cell that takes words a letter is the beginning of the text.
    Letter,
}

impl Pseudo {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Char, Self::Digit, Self::Entry, Self::Letter];

    /// Its name in a keymap file.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Char => "_char",
            Self::Digit => "_digit",
            Self::Entry => "_entry",
            Self::Letter => "_letter",
        }
    }

    /// Whether it stands for this character.
    pub fn covers(self, typed: char) -> bool {
        match self {
            Self::Char => true,
            Self::Digit => matches!(typed, '1'..='9'),
            Self::Entry => typed.is_ascii_digit() || "=+-()%".contains(typed),
            Self::Letter => typed.is_alphabetic(),
        }
    }
}

/// What brings a binding about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// Keys.
    Chord(Chord),
    /// A pseudo-key.
    Pseudo(Pseudo),
}

/// A condition, and what is done when it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// When.
    pub when: Condition,
    /// What, in order; nothing at all for `noop`.
    pub actions: Vec<Action>,
}

/// One line of a keymap file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The keys.
    pub trigger: Trigger,
    /// The first rule that holds is the one that counts.
    pub rules: Vec<Rule>,
    /// Where the line begins in its file, in bytes.
    pub(super) offset: usize,
}

impl Binding {
    /// What is done now; `None` when no rule holds.
    pub fn actions(&self, atoms: Atoms) -> Option<&[Action]> {
        self.rules.iter().find(|rule| rule.when.holds(atoms)).map(|rule| rule.actions.as_slice())
    }

    /// The keys, unless it is for a pseudo-key.
    pub fn chord(&self) -> Option<&Chord> {
        match &self.trigger {
            Trigger::Chord(chord) => Some(chord),
            Trigger::Pseudo(_) => None,
        }
    }

    /// No later table is asked: one of the rules always holds.
    pub(super) fn is_final(&self) -> bool {
        self.rules.iter().any(|rule| rule.when == Condition::Always)
    }

    /// This binding takes the place of `other`.
    pub(super) fn replaces(&self, other: &Self) -> bool {
        match (&self.trigger, &other.trigger) {
            (Trigger::Chord(mine), Trigger::Chord(theirs)) => mine.overlaps(theirs),
            (Trigger::Pseudo(mine), Trigger::Pseudo(theirs)) => mine == theirs,
            _ => false,
        }
    }
}
