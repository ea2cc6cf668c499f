//! The `when` of a rule: atoms combined by `!`, `&&`, `||` and parentheses, evaluated on a snapshot of the screen.

use super::near::nearest;

macro_rules! atoms {
    ($($(#[$doc:meta])+ $name:ident $id:literal;)+) => {
        /// A basic condition that holds or does not hold when a key is pressed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Atom {
            $($(#[$doc])+ $name,)+
        }

        impl Atom {
            /// Every atom.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its name in a `when`.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)+
                }
            }

            /// The atom with this name.
            pub fn from_id(id: &str) -> Option<Self> {
                match id {
                    $($id => Some(Self::$name),)+
                    _ => None,
                }
            }
        }
    };
}

atoms! {
    /// The row under the cursor is folded.
    Folded "folded";
    /// The row under the cursor has nothing below it.
    Leaf "leaf";
    /// Some rows are hidden, or a search is active: Esc would clear that first.
    Filtered "filtered";
    /// Another screen has led here: Esc leads back to it.
    Jumped "jumped";
    /// Only the rows still to be reported are shown.
    Queue "queue";
    /// The details are open.
    Details "details";
    /// The list has no rows.
    Empty "empty";
    /// The tour through the sample plan is running.
    Tour "tour";
    /// The row under the cursor has just been made.
    Fresh "fresh";
    /// The plan under the cursor is in the archive.
    Archived "archived";
    /// The deleted plans are shown.
    Trash "trash";
    /// The quarter is closed for changes.
    Closed "closed";
    /// The cell takes numbers.
    Numeric "numeric";
    /// The cell accepts words: its target is a condition or a deed, or words were asked for.
    Words "words";
    /// The cell is a note.
    Note "note";
    /// The entry begins with `=`.
    Expression "expression";
    /// Cells are marked.
    Marked "marked";
    /// Nothing has been typed yet.
    Blank "blank";
    /// The text that is typed takes more than one row.
    Multiline "multiline";
    /// A part of the text is selected.
    Selected "selected";
    /// The arrows move the caret and do not leave the cell.
    CaretMode "caret-mode";
    /// A punctuation mark was typed after a Cyrillic letter; set by the resolver.
    UkPunct "uk-punct";
}

/// The atoms that hold: a snapshot taken when a key is pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Atoms(u32);

impl Atoms {
    /// None of them.
    pub const NONE: Self = Self(0);

    /// These atoms and `atom`.
    #[must_use]
    pub const fn with(self, atom: Atom) -> Self {
        Self(self.0 | 1 << atom as u32)
    }

    /// These atoms, and `atom` if `holds` is true.
    #[must_use]
    pub const fn with_if(self, atom: Atom, holds: bool) -> Self {
        if holds { self.with(atom) } else { self }
    }

    /// Whether `atom` holds.
    pub const fn has(self, atom: Atom) -> bool {
        self.0 & 1 << atom as u32 != 0
    }
}

impl FromIterator<Atom> for Atoms {
    fn from_iter<I: IntoIterator<Item = Atom>>(atoms: I) -> Self {
        atoms.into_iter().fold(Self::NONE, Self::with)
    }
}

/// A parsed `when`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Condition {
    /// No condition.
    Always,
    /// The atom holds.
    Atom(Atom),
    /// The condition does not hold.
    Not(Box<Condition>),
    /// Both hold.
    All(Box<Condition>, Box<Condition>),
    /// At least one holds.
    Any(Box<Condition>, Box<Condition>),
}

/// An error in a `when`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConditionError {
    /// An unknown atom, with the most similar known one.
    #[error("unknown atom {word:?}")]
    UnknownAtom {
        /// What was written.
        word: String,
        /// The most similar atom, if one is similar enough.
        suggestion: Option<&'static str>,
    },
    /// This text is not expected here.
    #[error("unexpected {0:?}")]
    Unexpected(String),
    /// The text ends too early.
    #[error("the condition is not complete")]
    Incomplete,
}

impl Condition {
    /// Parses a `when`.
    pub fn parse(text: &str) -> Result<Self, ConditionError> {
        let mut tokens = Tokens { rest: text.trim_start(), depth: 0 };
        let condition = tokens.any()?;
        match tokens.next() {
            None => Ok(condition),
            Some(extra) => Err(ConditionError::Unexpected(extra.to_owned())),
        }
    }

    /// Whether it holds for a snapshot.
    pub fn holds(&self, atoms: Atoms) -> bool {
        match self {
            Self::Always => true,
            Self::Atom(atom) => atoms.has(*atom),
            Self::Not(inner) => !inner.holds(atoms),
            Self::All(left, right) => left.holds(atoms) && right.holds(atoms),
            Self::Any(left, right) => left.holds(atoms) || right.holds(atoms),
        }
    }
}

/// The maximal nesting of a condition, because the parser is recursive.
const MAX_DEPTH: u8 = 32;

struct Tokens<'a> {
    rest: &'a str,
    depth: u8,
}

impl<'a> Tokens<'a> {
    fn next(&mut self) -> Option<&'a str> {
        let first = self.rest.chars().next()?;
        let length = if self.rest.starts_with("&&") || self.rest.starts_with("||") {
            2
        } else if is_word(first) {
            self.rest.find(|c| !is_word(c)).unwrap_or(self.rest.len())
        } else {
            first.len_utf8()
        };
        let (token, rest) = self.rest.split_at(length);
        self.rest = rest.trim_start();
        Some(token)
    }

    fn eat(&mut self, token: &str) -> bool {
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest.trim_start();
                true
            }
            None => false,
        }
    }

    fn any(&mut self) -> Result<Condition, ConditionError> {
        let mut left = self.all()?;
        while self.eat("||") {
            left = Condition::Any(Box::new(left), Box::new(self.all()?));
        }
        Ok(left)
    }

    fn all(&mut self) -> Result<Condition, ConditionError> {
        let mut left = self.single()?;
        while self.eat("&&") {
            left = Condition::All(Box::new(left), Box::new(self.single()?));
        }
        Ok(left)
    }

    fn single(&mut self) -> Result<Condition, ConditionError> {
        let token = self.next().ok_or(ConditionError::Incomplete)?;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(ConditionError::Unexpected(token.to_owned()));
        }
        let condition = match token {
            "!" => Condition::Not(Box::new(self.single()?)),
            "(" => {
                let inner = self.any()?;
                match self.next() {
                    Some(")") => inner,
                    Some(other) => return Err(ConditionError::Unexpected(other.to_owned())),
                    None => return Err(ConditionError::Incomplete),
                }
            }
            word => Condition::Atom(atom(word)?),
        };
        self.depth -= 1;
        Ok(condition)
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_'
}

fn atom(word: &str) -> Result<Atom, ConditionError> {
    if !word.chars().all(is_word) {
        return Err(ConditionError::Unexpected(word.to_owned()));
    }
    Atom::from_id(word).ok_or_else(|| ConditionError::UnknownAtom {
        word: word.to_owned(),
        suggestion: nearest(word, Atom::ALL.iter().map(|atom| atom.id())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(text: &str, atoms: &[Atom]) -> bool {
        Condition::parse(text).unwrap().holds(atoms.iter().copied().collect())
    }

    #[test]
    fn and_binds_closer_than_or_and_not_closest() {
        use Atom::{Filtered, Folded, Leaf};
        assert!(judge("folded || leaf", &[Leaf]));
        assert!(!judge("folded || leaf", &[]));
        assert!(judge("folded || leaf && filtered", &[Folded]));
        assert!(!judge("(folded || leaf) && filtered", &[Folded]));
        assert!(judge("(folded||leaf)&&filtered", &[Folded, Filtered]));
        assert!(judge("!folded && !leaf", &[Filtered]));
        assert!(judge(" ! ( folded && leaf ) ", &[Folded]));
        assert!(judge("!!leaf", &[Leaf]));
    }

    #[test]
    fn faults_are_data() {
        use ConditionError::{Incomplete, Unexpected, UnknownAtom};
        assert_eq!(Condition::parse(""), Err(Incomplete));
        assert_eq!(Condition::parse("leaf &&"), Err(Incomplete));
        assert_eq!(Condition::parse("(leaf"), Err(Incomplete));
        assert_eq!(Condition::parse("leaf folded"), Err(Unexpected("folded".into())));
        assert_eq!(Condition::parse("leaf & folded"), Err(Unexpected("&".into())));
        assert_eq!(Condition::parse(")"), Err(Unexpected(")".into())));
        assert_eq!(
            Condition::parse("foldet"),
            Err(UnknownAtom { word: "foldet".into(), suggestion: Some("folded") })
        );
        assert!(Condition::parse(&"!".repeat(10_000)).is_err());
    }

    #[test]
    fn every_atom_has_a_bit_and_a_name_of_its_own() {
        for atom in Atom::ALL {
            assert_eq!(Atom::from_id(atom.id()), Some(*atom));
            let alone = Atoms::NONE.with(*atom);
            assert_eq!(Atom::ALL.iter().filter(|other| alone.has(**other)).count(), 1);
        }
    }
}
