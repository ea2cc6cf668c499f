//! The fonts and styles of old workbooks, to which their cells refer by number.

use std::collections::HashMap;

use super::build::CellStyle;
use super::compound::{u16_at, u32_at};
use super::format::{ParsedFormat, builtin};
use crate::document::style_look::{StyleLook, is_tiny};
use crate::document::{Align, Effect};

/// The tables that fonts and formats refer to by number.
#[derive(Default)]
pub(super) struct Tables {
    pub fonts: Vec<StyleLook>,
    pub formats: HashMap<u16, String>,
    pub styles: Vec<XlsStyle>,
}

/// The style of a cell.
pub(super) struct XlsStyle {
    font: u16,
    format: u16,
    align: Option<Align>,
    coloured_ground: Option<bool>,
}

impl XlsStyle {
    /// Reads the record of a style; none where it is too short.
    pub fn of(data: &[u8]) -> Option<Self> {
        let (font, format) = (u16_at(data, 0)?, u16_at(data, 2)?);
        Some(Self { font, format, align: align(*data.get(6)?), coloured_ground: coloured_ground(data) })
    }
}

/// Reads the record of a font; none where it is too short.
pub(super) fn font(data: &[u8]) -> Option<StyleLook> {
    let (look, weight) = (u16_at(data, 2)?, u16_at(data, 6)?);
    Some(StyleLook {
        bold: Some(weight > 500),
        italic: Some(look & 2 != 0),
        underline: Some(data.get(10).is_some_and(|line| *line != 0)),
        struck: Some(look & 8 != 0),
        white: u16_at(data, 4).map(is_white),
        // In twentieths of a point.
        tiny: u16_at(data, 0).map(|height| is_tiny(f64::from(height) / 20.0)),
        small: match u16_at(data, 8) {
            Some(1) => Some(Effect::Raised),
            Some(2) => Some(Effect::Lowered),
            _ => None,
        },
        ..StyleLook::default()
    })
}

impl Tables {
    /// The font with this number; the numbering skips 4.
    fn font(&self, font: u16) -> StyleLook {
        let font = usize::from(font);
        self.fonts.get(if font > 4 { font - 1 } else { font }).copied().unwrap_or_default()
    }

    /// What the font of a piece of text does to its meaning. The ground of its cell is not known here.
    pub fn piece(&self, font: u16) -> Effect {
        StyleLook { white: None, ..self.font(font) }.effect()
    }

    /// The look of the cells of a style.
    pub fn look(&self, style: &XlsStyle) -> CellStyle {
        let XlsStyle { font, format, align, coloured_ground } = *style;
        let code = self.formats.get(&format).map_or_else(|| builtin(format), String::as_str);
        // A whole cell in small letters is no footnote mark.
        let font = StyleLook { small: None, coloured_ground, ..self.font(font) };
        let on = |switch: Option<bool>| switch == Some(true);
        CellStyle {
            coloured_ground: coloured_ground == Some(true),
            format: ParsedFormat::of(code),
            bold: on(font.bold),
            italic: on(font.italic),
            underline: on(font.underline),
            effect: font.effect(),
            align,
        }
    }
}

/// Whether the number of a colour is that of white.
fn is_white(colour: u16) -> bool {
    matches!(colour, 1 | 9)
}

/// Whether a style fills the cell with another colour than white; none in short records.
fn coloured_ground(style: &[u8]) -> Option<bool> {
    // The colour of paper, where nothing else is set.
    const PAPER: u16 = 65;
    let (pattern, colour) = (u32_at(style, 14)? >> 26, u16_at(style, 18)? & 0x7f);
    Some(pattern > 1 || (pattern == 1 && colour != PAPER && !is_white(colour)))
}

fn align(byte: u8) -> Option<Align> {
    match byte & 7 {
        1 => Some(Align::Left),
        2 | 6 => Some(Align::Center),
        3 => Some(Align::Right),
        5 => Some(Align::Justify),
        _ => None,
    }
}
