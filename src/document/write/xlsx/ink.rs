//! The text of a cell with its looks, and the format with which a sheet shows it.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::document::write::runs;
use crate::document::{Align, Block, Cell, Paragraph, Run};
use crate::text::safe::printable;

/// The font of all sheets.
pub(super) const FONT: &str = "Times New Roman";

/// Text in pieces, each with one look and size.
#[derive(Default)]
pub(super) struct StyledText {
    /// Its pieces, which together are its text.
    pub pieces: Vec<(Run, u16)>,
    /// Its horizontal position in the cell.
    pub align: Option<Align>,
    /// Its vertical position: centred, at the bottom, or at the top.
    pub vertical: Option<FormatAlign>,
    /// With lines round the cell.
    pub ruled: bool,
    /// The font size where there is no text, in half-points.
    pub size: u16,
}

impl StyledText {
    /// The text of a cell; `size` is used where its paragraphs have none.
    pub fn of_cell(cell: &Cell, size: u16, ruled: bool) -> Self {
        let mut ink = Self { ruled, size, ..Self::default() };
        ink.vertical = cell.look.middle.then_some(FormatAlign::VerticalCenter);
        ink.align = cell.paragraphs().next().and_then(|paragraph| paragraph.align);
        for (at, block) in cell.blocks.iter().enumerate() {
            if at > 0 {
                ink.add(Run::plain("\n"), size);
            }
            match block {
                Block::Paragraph(paragraph) => ink.paragraph(paragraph),
                Block::Table(_) => {
                    let inner = Cell::new(0, 0).with_block(block.clone()).labelled_text();
                    ink.add(Run::plain(printable(&inner)), size);
                }
            }
        }
        ink
    }

    /// The text of a paragraph.
    pub fn of_paragraph(paragraph: &Paragraph, size: u16) -> Self {
        let mut ink = Self { size, align: paragraph.align, ..Self::default() };
        ink.paragraph(paragraph);
        ink
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let size = paragraph.look.size.unwrap_or(self.size);
        for run in runs::printed(paragraph) {
            self.add(run, size);
        }
    }

    /// Adds a piece. A line break gets the look of the piece before it, so that it does not turn a text with one
    /// look into one with several.
    fn add(&mut self, run: Run, size: u16) {
        match self.pieces.last_mut() {
            Some((last, last_size)) if run.text == "\n" || (last.looks_like(&run) && *last_size == size) => {
                last.text.push_str(&run.text);
            }
            _ if run.text.is_empty() => {}
            _ => self.pieces.push((run, size)),
        }
    }

    /// The whole text.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|(run, _)| run.text.as_str()).collect()
    }

    /// The font size in points: the largest of the text.
    pub fn points(&self) -> f64 {
        let sizes = self.pieces.iter().map(|(_, size)| *size);
        f64::from(sizes.max().unwrap_or(self.size)) / 2.0
    }

    /// Whether most of it is bold, and therefore wider.
    pub fn is_bold(&self) -> bool {
        let of = |bold: bool| {
            let pieces = self.pieces.iter().filter(|(run, _)| run.bold == bold);
            pieces.map(|(run, _)| run.text.len()).sum::<usize>()
        };
        of(true) > of(false)
    }

    /// The pieces with a format for each, for a text with several looks.
    pub fn rich(&self) -> Vec<(Format, &str)> {
        self.pieces.iter().map(|(run, size)| (font(run, *size), run.text.as_str())).collect()
    }

    /// The format of the cell, in the look of its first piece.
    pub fn format(&self) -> Format {
        let plain = Run::default();
        let (run, size) = self.pieces.first().map_or((&plain, self.size), |(run, size)| (run, *size));
        let mut format = font(run, size).set_text_wrap();
        format = format.set_align(self.vertical.unwrap_or(FormatAlign::Top));
        if let Some(align) = self.align {
            format = format.set_align(match align {
                Align::Left => FormatAlign::Left,
                Align::Center => FormatAlign::Center,
                Align::Right => FormatAlign::Right,
                Align::Justify => FormatAlign::Justify,
            });
        }
        if self.ruled {
            format = format.set_border(FormatBorder::Thin);
        }
        if self.pieces.first().is_some_and(|(run, _)| run.text.starts_with(['=', '+', '-', '@'])) {
            // Without this mark a text that looks like a formula becomes one when a person edits its cell.
            format = format.set_quote_prefix();
        }
        format
    }
}

fn font(run: &Run, size: u16) -> Format {
    let mut format = Format::new().set_font_name(FONT).set_font_size(f64::from(size) / 2.0);
    if run.bold {
        format = format.set_bold();
    }
    if run.italic {
        format = format.set_italic();
    }
    if run.underline {
        format = format.set_underline(FormatUnderline::Single);
    }
    format
}
