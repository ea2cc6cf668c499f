//! Palettes as data: each role has a colour for each colour depth, or the terminal's default colour if none is given.
//!
//! The files beside this one are built in; users' own files have the same format.

use crate::text::surely::Surely;
use ratatui::style::Color;
use serde::Deserialize;

/// The backgrounds for which a palette is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Background {
    /// A dark one.
    Dark,
    /// A light one.
    Light,
    /// Unknown: signs have to be visible on both, and text is not coloured.
    #[default]
    Both,
}

/// A colour for each depth; the terminal's default colour if none is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paint {
    /// In 24 bits, `"#1DB386"`; if none is given, the one of the 256.
    #[serde(default, deserialize_with = "rgb")]
    pub rgb: Option<Color>,
    /// One of the 256.
    #[serde(default, deserialize_with = "indexed")]
    pub indexed: Option<Color>,
    /// One of the sixteen, by its name.
    #[serde(default, deserialize_with = "ansi")]
    pub ansi: Option<Color>,
}

impl Paint {
    /// The colour on a terminal that shows all of them.
    pub fn finest(self) -> Option<Color> {
        self.rgb.or(self.indexed)
    }
}

/// The colours of a theme by their meaning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Palette {
    /// The backgrounds for which it is made.
    pub background: Background,
    /// A target is met.
    pub good: Paint,
    /// A target is exceeded.
    pub better: Paint,
    /// A target is met in part.
    pub part: Paint,
    /// Nothing of a target is reached.
    pub bad: Paint,
    /// Nothing is known yet, or nothing is owed.
    pub open: Paint,
    /// Conditions.
    pub condition: Paint,
    /// Less important text.
    pub dim: Paint,
    /// Keys and the focus.
    pub accent: Paint,
    /// A warning that something was not done.
    pub warning: Paint,
    /// An error in the data.
    pub wrong: Paint,
    /// The text of the title line.
    pub title: Paint,
    /// The background of the title line.
    pub title_background: Paint,
}

/// The built-in palettes, by name.
const BUILT_IN: [(&str, &str); 7] = [
    ("auto", include_str!("themes/auto.toml")),
    ("dark", include_str!("themes/dark.toml")),
    ("light", include_str!("themes/light.toml")),
    ("contrast", include_str!("themes/contrast.toml")),
    // The highest contrast on any terminal is that of its own two colours.
    ("high-contrast", include_str!("themes/contrast.toml")),
    ("mono", include_str!("themes/contrast.toml")),
    ("safe", include_str!("themes/safe.toml")),
];

impl Palette {
    /// The names of the built-in palettes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        BUILT_IN.iter().map(|(name, _)| *name)
    }

    /// A built-in palette, by its name.
    pub fn built_in(name: &str) -> Option<Self> {
        let (_, text) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
        Self::read(text).map(Some).surely()
    }

    /// Parses a palette in TOML.
    ///
    /// # Errors
    /// When the text is not TOML, or has an unknown role, depth or colour.
    pub fn read(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// Whether it is for unknown backgrounds.
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

/// Black, white and greys are excluded, because each of them is the background of some terminal.
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
