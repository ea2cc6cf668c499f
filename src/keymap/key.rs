//! A key, as keymap files write it (`ctrl-alt-x`, `shift-tab`, `f2`, `G`).

use std::fmt;

use super::near::nearest;

/// A key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyCode {
    /// A printable character according to the layout; an upper-case letter implies Shift.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab; with [`Key::shift`] it is the back-tab.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete forward.
    Delete,
    /// Insert.
    Insert,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// A function key, 1 to 24.
    F(u8),
}

/// A key with its modifiers. For characters `shift` is false, because the character implies it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// Control is held.
    pub ctrl: bool,
    /// Alt (Meta) is held.
    pub alt: bool,
    /// Shift is held; never set for characters other than the space.
    pub shift: bool,
}

impl Key {
    /// The key alone.
    pub const fn plain(code: KeyCode) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// A printable character.
    pub const fn char(c: char) -> Self {
        Self::plain(KeyCode::Char(c))
    }

    /// The character that this key types; none with Ctrl or Alt.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// The correct spelling of a commonly misspelled key: `ctrl+x`, `C-x`, `entre`, `Esc`.
    pub(super) fn suggestion(word: &str) -> Option<String> {
        let modifiers =
            [("ctrl-", "c-"), ("alt-", "m-"), ("alt-", "a-"), ("shift-", "s-"), ("alt-", "meta-")];
        let mut rest = word.to_lowercase().replace('+', "-").replace("control-", "ctrl-");
        let mut before = String::new();
        while let Some((name, tail)) = modifiers.iter().find_map(|(name, short)| {
            let tail = rest.strip_prefix(name).or_else(|| rest.strip_prefix(short))?;
            Some((*name, tail.to_owned()))
        }) {
            before.push_str(name);
            rest = tail;
        }
        if code(&rest).is_none() {
            rest = nearest(&rest, NAMED.iter().map(|(name, _)| *name))?.to_owned();
        }
        Some(before + &rest).filter(|meant| meant != word && meant.parse::<Self>().is_ok())
    }

    /// `shift-g` becomes `G`. What Shift makes of a punctuation key depends on the layout, so such a key has to be
    /// written as the character that it types.
    fn with_shift_in_the_character(self) -> Option<Self> {
        match self.code {
            KeyCode::Char(c) if self.shift && c != ' ' => {
                let mut upper = c.to_uppercase();
                let (first, more) = (upper.next()?, upper.next());
                let letter = c.is_alphabetic() && more.is_none();
                letter.then_some(Self { code: KeyCode::Char(first), shift: false, ..self })
            }
            _ => Some(self),
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "ctrl-"), (self.alt, "alt-"), (self.shift, "shift-")] {
            if held {
                f.write_str(name)?;
            }
        }
        match self.code {
            KeyCode::Char(' ') => f.write_str("space"),
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::F(n) => write!(f, "f{n}"),
            other => f.write_str(NAMED.iter().find(|(_, code)| *code == other).map_or("?", |(name, _)| name)),
        }
    }
}

const NAMED: [(&str, KeyCode); 15] = [
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("insert", KeyCode::Insert),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pageup", KeyCode::PageUp),
    ("pagedown", KeyCode::PageDown),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("space", KeyCode::Char(' ')),
];

impl std::str::FromStr for Key {
    type Err = UnknownKey;

    fn from_str(text: &str) -> Result<Self, UnknownKey> {
        let unknown = || UnknownKey(text.to_owned());
        let mut key = Self::plain(KeyCode::Esc);
        let mut rest = text;
        loop {
            let (flag, tail) = if let Some(tail) = rest.strip_prefix("ctrl-") {
                (&mut key.ctrl, tail)
            } else if let Some(tail) = rest.strip_prefix("alt-") {
                (&mut key.alt, tail)
            } else if let Some(tail) = rest.strip_prefix("shift-") {
                (&mut key.shift, tail)
            } else {
                break;
            };
            if tail.is_empty() || *flag {
                return Err(unknown());
            }
            *flag = true;
            rest = tail;
        }
        key.code = code(rest).ok_or_else(unknown)?;
        key.with_shift_in_the_character().ok_or_else(unknown)
    }
}

fn code(name: &str) -> Option<KeyCode> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return (!c.is_whitespace() && !c.is_control()).then_some(KeyCode::Char(c));
    }
    if let Some(number) = name.strip_prefix('f').filter(|digits| !digits.starts_with(['0', '+'])) {
        return number.parse().ok().filter(|n| (1..=24).contains(n)).map(KeyCode::F);
    }
    NAMED.iter().find(|(known, _)| *known == name).map(|(_, code)| *code)
}

/// A key that the keymap grammar does not know.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown key {0:?}")]
pub struct UnknownKey(pub String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_a_key_comes_back_the_same() {
        for text in [
            "a",
            "G",
            "?",
            "-",
            "ф",
            "space",
            "f1",
            "f24",
            "enter",
            "esc",
            "pageup",
            "ctrl-x",
            "alt--",
            "ctrl-alt-left",
            "shift-tab",
            "shift-f3",
            "alt-.",
            "ctrl-[",
            "ctrl-space",
            "shift-space",
        ] {
            assert_eq!(text.parse::<Key>().map(|key| key.to_string()), Ok(text.to_owned()));
        }
        assert_eq!("shift-g".parse::<Key>(), Ok(Key::char('G')));
    }

    #[test]
    fn what_no_keyboard_has_is_unknown() {
        for text in
            ["", "f0", "f25", "f01", "f+1", "fé", "ctrl-", "ctrl-ctrl-a", "entre", "shift-1", "a b", " "]
        {
            assert_eq!(text.parse::<Key>(), Err(UnknownKey(text.to_owned())));
        }
    }

    #[test]
    fn a_spelling_of_another_program_is_recognised() {
        for (word, meant) in [("ctrl+x", "ctrl-x"), ("C-x", "ctrl-x"), ("entre", "enter"), ("Esc", "esc")] {
            assert_eq!(Key::suggestion(word).as_deref(), Some(meant));
        }
        assert_eq!(Key::suggestion("windows"), None);
    }

    #[test]
    fn only_a_key_without_ctrl_and_alt_types() {
        assert_eq!(Key::char('ї').typed(), Some('ї'));
        assert_eq!("alt-a".parse::<Key>().map(Key::typed), Ok(None));
        assert_eq!(Key::plain(KeyCode::Enter).typed(), None);
    }
}
