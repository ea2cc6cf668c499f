//! Pages that are laid out, as the bytes of a PDF/A-2b.

use krilla::color::rgb;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document as Pdf, SerializeSettings};

use super::font::{Face, UNDERLINE, UNDERLINE_THICKNESS};
use super::geometry::Paper;
use super::sheet::{Sheet, Text};
use crate::document::write::WriteError;
use crate::text::safe::harmless;

/// The thickness of the lines of tables, in points.
const RULE: f32 = 0.5;
/// PDF/A-2 allows 32,767 bytes in a string; nobody reads a longer title.
const LONGEST_TITLE: usize = 500;

/// The bytes of the file: always the same for the same pages, without dates.
pub(super) fn paint(sheets: Vec<Sheet>, paper: &Paper, title: &str) -> Result<Vec<u8>, WriteError> {
    let configuration = ConfigurationBuilder::new().with_archival_validator(Archival::A2_B).finish();
    let configuration = configuration.map_err(|why| failed(&why))?;
    let mut pdf = Pdf::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let title: String = harmless(title).chars().take(LONGEST_TITLE).collect();
    pdf.set_metadata(metadata(title));
    let fonts = fonts()?;
    for sheet in sheets {
        let size = PageSettings::from_wh(paper.width, paper.height);
        let mut page = pdf.start_page_with(size.unwrap_or_default());
        let mut surface = page.surface();
        surface.set_fill(Some(Fill { paint: rgb::Color::black().into(), ..Fill::default() }));
        for text in &sheet.texts {
            draw_text(&mut surface, text, &fonts);
        }
        draw_lines(&mut surface, sheet);
        surface.finish();
        page.finish();
    }
    pdf.finish().map_err(|why| failed(&why))
}

/// PDF/A asks for a date, and the same document should give the same bytes: the beginning of Unix time says
/// that none is known.
fn metadata(title: String) -> Metadata {
    let date = DateTime::new(1970).month(1).day(1).hour(0).minute(0).second(0);
    let date = date.utc_offset_hour(0).utc_offset_minute(0);
    Metadata::new().title(title).language("uk".into()).creator("kvartal".into()).creation_date(date)
}

fn failed(why: &impl std::fmt::Debug) -> WriteError {
    WriteError::Pdf(format!("{why:?}"))
}

fn fonts() -> Result<Vec<(Face, Font)>, WriteError> {
    let font = |face: Face| Font::new(face.file().into(), 0).map(|font| (face, font));
    Face::ALL.into_iter().map(|face| font(face).ok_or_else(|| failed(&face))).collect()
}

fn draw_text(surface: &mut Surface<'_>, text: &Text, fonts: &[(Face, Font)]) {
    let Some((_, font)) = fonts.iter().find(|(face, _)| *face == text.face) else { return };
    let glyph = |(at, c): (usize, char)| {
        let glyph = text.face.glyph(c);
        let range = at..at + c.len_utf8();
        KrillaGlyph::new(GlyphId::new(glyph.id.into()), glyph.advance, 0.0, 0.0, 0.0, range, None)
    };
    let glyphs: Vec<KrillaGlyph> = text.text.char_indices().map(glyph).collect();
    let start = Point::from_xy(text.x, text.y);
    surface.draw_glyphs(start, &glyphs, font.clone(), &text.text, text.size, false);
}

/// Underlines and the lines of tables, as one shape.
fn draw_lines(surface: &mut Surface<'_>, sheet: Sheet) {
    let underlined = sheet.texts.iter().filter(|text| text.underline).map(|text| {
        let top = text.y + (UNDERLINE - UNDERLINE_THICKNESS / 2.0) * text.size;
        Rect::from_xywh(text.x, top, text.width, UNDERLINE_THICKNESS * text.size)
    });
    let mut path = PathBuilder::new();
    underlined.flatten().for_each(|rect| path.push_rect(rect));
    let rules = sheet.rules.joined();
    let half = RULE / 2.0;
    for rule in rules.level {
        let rect = Rect::from_ltrb(rule.from - half, rule.at - half, rule.to + half, rule.at + half);
        rect.into_iter().for_each(|rect| path.push_rect(rect));
    }
    for rule in rules.upright {
        let rect = Rect::from_ltrb(rule.at - half, rule.from - half, rule.at + half, rule.to + half);
        rect.into_iter().for_each(|rect| path.push_rect(rect));
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}
