//! Palettes as data: a role has a colour in each depth, or the terminal's own where the file names none.
//!
//! The files beside this one come with the program; a person's own are read in the same shape.

use crate::text::surely::Surely;
use ratatui::style::Color;
use serde::Deserialize;

/// On which backgrounds a palette is meant to be seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Background {
    /// A dark one.
    Dark,
    /// A light one.
    Light,
    /// Nobody knows: signs have to be seen on either, and no text is coloured.
    #[default]
    Both,
}

/// A colour in each of the depths; the terminal's own where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paint {
    /// In 24 bits, `"#1DB386"`.
    #[serde(default, deserialize_with = "rgb")]
    pub rgb: Option<Color>,
    /// One of the 256.
    #[serde(default, deserialize_with = "indexed")]
    pub indexed: Option<Color>,
    /// One of the sixteen, by its name.
    #[serde(default, deserialize_with = "ansi")]
    pub ansi: Option<Color>,
}

/// The colours of a theme by what they mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Palette {
    /// On which backgrounds it is meant to be seen.
    pub background: Background,
    /// What was owed is there.
    pub good: Paint,
    /// More than what was owed.
    pub better: Paint,
    /// Some of what was owed.
    pub part: Paint,
    /// Nothing of what was owed.
    pub bad: Paint,
    /// Nothing is known yet, or nothing is owed.
    pub open: Paint,
    /// Conditions.
    pub condition: Paint,
    /// Text that matters less.
    pub dim: Paint,
    /// Keys and the focus.
    pub accent: Paint,
    /// Something did not happen.
    pub warning: Paint,
    /// What is wrong as it stands.
    pub wrong: Paint,
    /// The text of the title line.
    pub title: Paint,
    /// What the title line stands on.
    pub title_background: Paint,
}

/// The palettes that come with the program, by name.
const BUILT_IN: [(&str, &str); 7] = [
    ("auto", include_str!("themes/auto.toml")),
    ("dark", include_str!("themes/dark.toml")),
    ("light", include_str!("themes/light.toml")),
    ("contrast", include_str!("themes/contrast.toml")),
    // The highest contrast there is on any terminal is that of its own two colours.
    ("high-contrast", include_str!("themes/contrast.toml")),
    ("mono", include_str!("themes/contrast.toml")),
    ("safe", include_str!("themes/safe.toml")),
];

impl Palette {
    /// The names of the palettes that come with the program.
    pub fn names() -> impl Iterator<Item = &'static str> {
        BUILT_IN.iter().map(|(name, _)| *name)
    }

    /// One that comes with the program, by its name.
    pub fn built_in(name: &str) -> Option<Self> {
        let (_, text) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
        Self::read(text).map(Some).surely()
    }

    /// One out of the text of a TOML file.
    ///
    /// # Errors
    /// When the text is no TOML, names a role or a depth that does not exist, or a colour that is none.
    pub fn read(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// Whether it is for backgrounds that nobody knows.
    pub const fn on_both(self) -> bool {
        matches!(self.background, Background::Both)
    }
}

fn rgb<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Color>, D::Error> {
    let text = String::deserialize(from)?;
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii());
    let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    match number {
        Some(number) => Ok(Some(Color::from_u32(number))),
        None => Err(serde::de::Error::custom(format!("\"{text}\" is no colour like \"#1DB386\""))),
    }
}

fn indexed<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Color>, D::Error> {
    u8::deserialize(from).map(|index| Some(Color::Indexed(index)))
}

/// Black, white and the greys are left out on purpose: they are the background of some terminal or other.
const SIXTEEN: [(&str, Color); 12] = [
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
];

fn ansi<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Color>, D::Error> {
    let text = String::deserialize(from)?;
    let found = SIXTEEN.iter().find(|(name, _)| *name == text);
    found.map(|(_, colour)| Some(*colour)).ok_or_else(|| {
        let known = SIXTEEN.map(|(name, _)| name).join(", ");
        serde::de::Error::custom(format!("\"{text}\" is none of {known}"))
    })
}
