//! Writes the finished pages as a PDF/A-2a, or as a PDF/A-2b where a text does not allow the stricter standard.

use jiff::civil;
use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, Configuration, ConfigurationBuilder};
use krilla::error::KrillaError;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document as Pdf, SerializeSettings};

use super::font::{Face, UNDERLINE, UNDERLINE_THICKNESS};
use super::geometry::PdfPaper;
use super::sheet::{Mark, PdfPage, PlacedText};
use super::structure::{self, MarkedPieces, StructurePart};
use crate::document::write::WriteError;
use crate::text::safe::harmless;

/// The thickness of the lines of tables, in points.
const RULE: f32 = 0.5;
/// The longest title; PDF/A-2 allows 32,767 bytes in a string, but nobody reads as much.
const LONGEST_TITLE: usize = 500;

/// The metadata of the file.
pub(super) struct About<'a> {
    pub(super) title: &'a str,
    /// When it was made.
    pub(super) made: Option<civil::DateTime>,
}

/// The bytes of the file: always the same for the same pages and the same time. The file declares the standard that
/// it meets, which is a less strict one where a text does not allow PDF/A-2a.
pub(super) fn paint(
    sheets: &[PdfPage],
    parts: &[StructurePart],
    paper: &PdfPaper,
    about: &About<'_>,
) -> Result<Vec<u8>, WriteError> {
    let archival = |level| ConfigurationBuilder::new().with_archival_validator(level);
    let strict = archival(Archival::A2_A).with_accessibility_validator(Accessibility::UA1);
    let configurations =
        [strict, archival(Archival::A2_A), archival(Archival::A2_B)].map(ConfigurationBuilder::finish);
    let mut refused = None;
    for configuration in configurations.into_iter().flatten() {
        match painted(sheets, parts, paper, about, configuration)? {
            Ok(bytes) => return Ok(bytes),
            Err(why) => refused = Some(why),
        }
    }
    Err(failed(&refused))
}

/// The bytes by one standard, or why the pages do not meet it.
fn painted(
    sheets: &[PdfPage],
    parts: &[StructurePart],
    paper: &PdfPaper,
    about: &About<'_>,
    configuration: Configuration,
) -> Result<Result<Vec<u8>, KrillaError>, WriteError> {
    let mut pdf = Pdf::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    pdf.set_metadata(metadata(about));
    let fonts = fonts()?;
    let mut pieces = MarkedPieces::new();
    for sheet in sheets {
        let size = PageSettings::from_wh(paper.width, paper.height);
        let mut page = pdf.start_page_with(size.unwrap_or_default());
        let mut surface = page.surface();
        surface.set_fill(Some(Fill { paint: rgb::Color::black().into(), ..Fill::default() }));
        for texts in sheet.texts.chunk_by(|one, two| one.mark == two.mark) {
            let Some(mark) = texts.first().map(|text| text.mark) else { continue };
            tagged(&mut surface, mark, &mut pieces, |surface| {
                texts.iter().for_each(|text| draw_text(surface, text, &fonts));
            });
        }
        for mark in &sheet.blanks {
            tagged(&mut surface, *mark, &mut pieces, |_| {});
        }
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        draw_lines(&mut surface, sheet);
        surface.end_tagged();
        surface.finish();
        page.finish();
    }
    pdf.set_tag_tree(structure::tree(parts, pieces));
    structure::outline(parts, sheets).into_iter().for_each(|outline| pdf.set_outline(outline));
    Ok(pdf.finish())
}

/// Draws an element with its tag: a part of the document, or of the page alone.
fn tagged(
    surface: &mut Surface<'_>,
    mark: Mark,
    pieces: &mut MarkedPieces,
    draw: impl FnOnce(&mut Surface<'_>),
) {
    let artifact = ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther));
    let tag = if mark == Mark::Artifact { artifact } else { ContentTag::Other };
    let piece = surface.start_tagged(tag);
    draw(surface);
    surface.end_tagged();
    if mark != Mark::Artifact {
        pieces.entry(mark).or_default().push(piece);
    }
}

/// PDF/A requires a date; without one, the beginning of Unix time is used.
fn metadata(about: &About<'_>) -> Metadata {
    let made = about.made.unwrap_or_else(|| civil::date(1970, 1, 1).at(0, 0, 0, 0));
    let part = |number: i8| u8::try_from(number).unwrap_or(0);
    let date = DateTime::new(u16::try_from(made.year()).unwrap_or(1970));
    let date = date.month(part(made.month())).day(part(made.day()));
    let date = date.hour(part(made.hour())).minute(part(made.minute())).second(part(made.second()));
    let date = date.utc_offset_hour(0).utc_offset_minute(0);
    let title: String = harmless(about.title).chars().take(LONGEST_TITLE).collect();
    let metadata = Metadata::new().title(title).language("uk".into()).creator("kvartal".into());
    metadata.creation_date(date)
}

fn failed(why: &impl std::fmt::Debug) -> WriteError {
    WriteError::Pdf(format!("{why:?}"))
}

fn fonts() -> Result<Vec<(Face, Font)>, WriteError> {
    let font = |face: Face| Font::new(face.file().into(), 0).map(|font| (face, font));
    Face::ALL.into_iter().map(|face| font(face).ok_or_else(|| failed(&face))).collect()
}

fn draw_text(surface: &mut Surface<'_>, text: &PlacedText, fonts: &[(Face, Font)]) {
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

/// Draws underlines and the lines of tables as one shape.
fn draw_lines(surface: &mut Surface<'_>, sheet: &PdfPage) {
    let underlined = sheet.texts.iter().filter(|text| text.underline).map(|text| {
        let top = text.y + (UNDERLINE - UNDERLINE_THICKNESS / 2.0) * text.size;
        Rect::from_xywh(text.x, top, text.width, UNDERLINE_THICKNESS * text.size)
    });
    let mut path = PathBuilder::new();
    underlined.flatten().for_each(|rect| path.push_rect(rect));
    let rules = sheet.rules.clone().joined();
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
