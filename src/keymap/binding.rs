//! A line of a keymap file: the keys, the actions, and their conditions.

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

    /// Whether it begins with a key that types a letter.
    pub(super) fn begins_with_letter(&self) -> bool {
        self.0.first().and_then(|key| key.typed()).is_some_and(char::is_alphabetic)
    }

    /// Whether it begins with a key that types a character.
    pub(super) fn is_printing(&self) -> bool {
        self.0.first().is_some_and(|key| key.typed().is_some())
    }

    /// Whether both have the same keys, or one begins with the other.
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

/// A pseudo-key, which stands for printable keys that nothing else binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pseudo {
    /// `_char`: every character.
    Char,
    /// `_digit`: 1 to 9.
    Digit,
    /// `_entry`: the characters with which a number may begin, and, where a number is typed, the keys of the decimal
    /// separator.
    Entry,
    /// `_letter`: every letter. It has priority over single-letter commands, so its rules need a `when`, for cells in
    /// which a letter begins a text.
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

    /// Whether it includes this character.
    pub fn covers(self, typed: char) -> bool {
        match self {
            Self::Char => true,
            Self::Digit => matches!(typed, '1'..='9'),
            Self::Entry => typed.is_ascii_digit() || "=+-()%".contains(typed),
            Self::Letter => typed.is_alphabetic(),
        }
    }
}

/// What triggers a binding.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Trigger {
    /// Keys.
    Chord(Chord),
    /// A pseudo-key.
    Pseudo(Pseudo),
}

/// A condition and the actions for it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rule {
    /// The condition.
    pub when: Condition,
    /// The actions, in order; empty for `noop`.
    pub actions: Vec<Action>,
}

/// One line of a keymap file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Binding {
    /// The keys.
    pub trigger: Trigger,
    /// The rules; the first one whose condition holds is used.
    pub rules: Vec<Rule>,
    /// The offset of the line in its file, in bytes.
    pub(super) offset: usize,
}

impl Binding {
    /// The actions under the current conditions; `None` when no rule applies.
    pub fn actions(&self, atoms: Atoms) -> Option<&[Action]> {
        self.rules.iter().find(|rule| rule.when.holds(atoms)).map(|rule| rule.actions.as_slice())
    }

    /// The chord; none for a pseudo-key.
    pub fn chord(&self) -> Option<&Chord> {
        match &self.trigger {
            Trigger::Chord(chord) => Some(chord),
            Trigger::Pseudo(_) => None,
        }
    }

    /// Whether one of the rules always applies, so that no later table is searched.
    pub(super) fn is_final(&self) -> bool {
        self.rules.iter().any(|rule| rule.when == Condition::Always)
    }

    /// Whether this binding replaces `other`.
    pub(super) fn replaces(&self, other: &Self) -> bool {
        match (&self.trigger, &other.trigger) {
            (Trigger::Chord(mine), Trigger::Chord(theirs)) => mine.overlaps(theirs),
            (Trigger::Pseudo(mine), Trigger::Pseudo(theirs)) => mine == theirs,
            _ => false,
        }
    }
}
