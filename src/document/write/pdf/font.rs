//! Fonts: the glyph of a character, and its width.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::document::Run;

/// Measures of Tinos, as fractions of its size: the ascent above the base line, the height of a line, the
/// underline.
pub(super) const ASCENT: f32 = 0.891;
pub(super) const LINE: f32 = 1.149;
pub(super) const UNDERLINE: f32 = 0.106;
pub(super) const UNDERLINE_THICKNESS: f32 = 0.049;

/// The replacement for a character that the fonts do not have.
const MISSING: char = '\u{fffd}';

/// A face of the font.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Face {
    #[default]
    Regular,
    Bold,
    Italic,
    BoldItalic,
}

/// A glyph of a face.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Glyph {
    pub(super) id: u16,
    /// Its width as a share of the size.
    pub(super) advance: f32,
}

impl Face {
    pub(super) const ALL: [Self; 4] = [Self::Regular, Self::Bold, Self::Italic, Self::BoldItalic];

    pub(super) fn of(run: &Run) -> Self {
        match (run.bold, run.italic) {
            (false, false) => Self::Regular,
            (true, false) => Self::Bold,
            (false, true) => Self::Italic,
            (true, true) => Self::BoldItalic,
        }
    }

    /// The font file.
    pub(super) fn file(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("fonts/Tinos-Regular.ttf"),
            Self::Bold => include_bytes!("fonts/Tinos-Bold.ttf"),
            Self::Italic => include_bytes!("fonts/Tinos-Italic.ttf"),
            Self::BoldItalic => include_bytes!("fonts/Tinos-BoldItalic.ttf"),
        }
    }

    /// The glyph of a character: its own, that of a look-alike, or the replacement.
    pub(super) fn glyph(self, c: char) -> Glyph {
        let glyphs = match self {
            Self::Regular => &*REGULAR,
            Self::Bold => &*BOLD,
            Self::Italic => &*ITALIC,
            Self::BoldItalic => &*BOLD_ITALIC,
        };
        let found = glyphs.get(&c).or_else(|| glyphs.get(&look_alike(c)));
        found.copied().unwrap_or_default()
    }
}

static REGULAR: LazyLock<Glyphs> = LazyLock::new(|| glyphs(Face::Regular));
static BOLD: LazyLock<Glyphs> = LazyLock::new(|| glyphs(Face::Bold));
static ITALIC: LazyLock<Glyphs> = LazyLock::new(|| glyphs(Face::Italic));
static BOLD_ITALIC: LazyLock<Glyphs> = LazyLock::new(|| glyphs(Face::BoldItalic));

type Glyphs = FxHashMap<char, Glyph>;

fn glyphs(face: Face) -> Glyphs {
    let mut glyphs = Glyphs::default();
    let Ok(font) = ttf_parser::Face::parse(face.file(), 0) else { return glyphs };
    let em = f32::from(font.units_per_em());
    let tables = font.tables().cmap.into_iter().flat_map(|cmap| cmap.subtables);
    for table in tables.filter(ttf_parser::cmap::Subtable::is_unicode) {
        table.codepoints(|code| {
            let (Some(c), Some(id)) = (char::from_u32(code), table.glyph_index(code)) else { return };
            let advance = f32::from(font.glyph_hor_advance(id).unwrap_or(0)) / em;
            glyphs.insert(c, Glyph { id: id.0, advance });
        });
    }
    glyphs
}

/// A character of the fonts that looks the same, or else the replacement.
fn look_alike(c: char) -> char {
    match c {
        '☐' | '☑' | '☒' | '◻' | '▢' => '□',
        '✓' | '✔' | '◆' | '●' | '⚫' => '■',
        '◦' => '○',
        '➢' | '▶' | '►' => '►',
        '\u{2010}' | '\u{2011}' | '\u{2043}' => '-',
        'ʹ' | '´' | 'ʻ' | 'ʽ' => '’',
        '₋' | '−' => '–',
        _ if c.is_whitespace() => ' ',
        _ => MISSING,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UKRAINIAN: &str = "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯабвгґдеєжзиіїйклмнопрстуфхцчшщьюя’ʼ'\
                             0123456789№«»„“–—-…•′″≥≤±×°§%/()[]{}<>+=*_,.;:!?\"&@#$€₴";

    #[test]
    fn every_face_has_the_ukrainian_letters_and_the_signs() {
        for face in Face::ALL {
            let missing = face.glyph(MISSING).id;
            for c in UKRAINIAN.chars() {
                let glyph = face.glyph(c);
                assert!(glyph.id != missing && glyph.id != 0 && glyph.advance > 0.0, "{face:?} {c}");
            }
        }
    }

    #[test]
    fn a_letter_that_is_not_there_is_still_shown() {
        let missing = Face::Regular.glyph('語');
        assert_eq!(missing.id, Face::Regular.glyph(MISSING).id);
        assert!(missing.id != 0 && missing.advance > 0.0);
        assert_eq!(Face::Bold.glyph('☐').id, Face::Bold.glyph('□').id);
    }

    #[test]
    fn widths_are_those_of_times() {
        assert!((Face::Regular.glyph('0').advance - 0.5).abs() < 0.001);
        assert!((Face::Regular.glyph('Ж').advance - 0.895).abs() < 0.01);
    }
}
