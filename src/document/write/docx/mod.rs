//! The DOCX writer: our own WordprocessingML in a zip package.
//!
//! Sources: ECMA-376 part 1, chapter 17 (properties are in the order of its schema, because Word requires it), and
//! observations of what Word and LibreOffice need. The same document gives the same bytes.

mod package;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use super::grid::{self, GridPiece, Slot};
use super::{WriteError, runs};
use crate::document::{Align, Block, Cell, Document, PageSetup, Paragraph, ParagraphLook, Run, Table};

/// The gap between the borders of a cell and its text, left and right: 1.4 mm.
const CELL_MARGIN: u32 = 79;

/// The document as a Word package.
///
/// # Errors
/// [`WriteError::Overlap`], [`WriteError::TooBig`], [`WriteError::Packing`].
pub(super) fn write(document: &Document) -> Result<Vec<u8>, WriteError> {
    let PageSetup { height, top, bottom, size, .. } = document.page;
    let room = height.saturating_sub(top).saturating_sub(bottom);
    let mut body = Body { xml: String::new(), keeps: false, room, size };
    body.blocks(&document.blocks, document.page.text_width(), None, 0)?;
    section(&document.page, &mut body.xml);
    package::pack(document, &body.xml)
}

/// The text body while it is written.
struct Body {
    xml: String,
    /// Whether the row that is written stays with the next one.
    keeps: bool,
    /// The height between the margins of a page.
    room: u32,
    /// The font size of the page.
    size: u16,
}

impl Body {
    fn put(&mut self, xml: &str) {
        self.xml.push_str(xml);
    }

    /// An element with a number: `<w:name w:attribute="figure"/>`.
    fn figure(&mut self, name: &str, attribute: &str, figure: impl std::fmt::Display) {
        // Writing into a string does not fail.
        let _ = write!(self.xml, "<w:{name} w:{attribute}=\"{figure}\"/>");
    }

    /// Blocks of the page or of a cell; `size` is the font size of those without text.
    fn blocks(
        &mut self,
        blocks: &[Block],
        width: u32,
        size: Option<u16>,
        depth: usize,
    ) -> Result<(), WriteError> {
        grid::check_depth(depth)?;
        let mut after_table = false;
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    self.paragraph(paragraph, size);
                    after_table = false;
                }
                Block::Table(table) if table.rows() == 0 || table.columns() == 0 => {}
                Block::Table(table) => {
                    if after_table {
                        self.hair();
                    }
                    self.table(table, width, depth)?;
                    after_table = true;
                }
            }
        }
        // A cell must end with a paragraph, and so must a page.
        if after_table {
            self.hair();
        }
        Ok(())
    }

    /// A paragraph with almost no height, because Word would join two tables without one between them.
    fn hair(&mut self) {
        self.put(
            "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>\
             <w:rPr><w:sz w:val=\"2\"/><w:szCs w:val=\"2\"/></w:rPr></w:pPr></w:p>",
        );
    }

    fn paragraph(&mut self, paragraph: &Paragraph, size: Option<u16>) {
        let size = paragraph.look.size.or(size);
        self.put("<w:p>");
        let properties = properties(&paragraph.look, paragraph.align, size, self.keeps);
        if !properties.is_empty() {
            self.put("<w:pPr>");
            self.put(&properties);
            self.put("</w:pPr>");
        }
        for run in runs::printed(paragraph) {
            self.run(&run, size);
        }
        self.put("</w:p>");
    }

    fn run(&mut self, run: &Run, size: Option<u16>) {
        self.put("<w:r>");
        let on = [(run.bold, "<w:b/><w:bCs/>"), (run.italic, "<w:i/><w:iCs/>")];
        let mut look: String = on.into_iter().filter_map(|(on, xml)| on.then_some(xml)).collect();
        look.push_str(&letters(size));
        if run.underline {
            look.push_str("<w:u w:val=\"single\"/>");
        }
        if !look.is_empty() {
            self.put("<w:rPr>");
            self.put(&look);
            self.put("</w:rPr>");
        }
        let mut text = String::new();
        for c in run.text.chars() {
            match c {
                '\n' => self.text_then(&mut text, "<w:br/>"),
                '\t' => self.text_then(&mut text, "<w:tab/>"),
                c => text.push(c),
            }
        }
        self.text_then(&mut text, "");
        self.put("</w:r>");
    }

    /// Writes the collected text, and then something else.
    fn text_then(&mut self, text: &mut String, then: &str) {
        if !text.is_empty() {
            self.put("<w:t xml:space=\"preserve\">");
            package::escape(text, &mut self.xml);
            self.put("</w:t>");
            text.clear();
        }
        self.put(then);
    }

    fn table(&mut self, table: &Table, width: u32, depth: usize) -> Result<(), WriteError> {
        let widths = grid::widths(table, width);
        self.put("<w:tbl><w:tblPr>");
        let whole = grid::span_width(&widths, 0, widths.len());
        let _ = write!(self.xml, "<w:tblW w:w=\"{whole}\" w:type=\"dxa\"/>");
        if !table.unruled {
            self.put("<w:tblBorders>");
            for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
                let line = "w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"";
                let _ = write!(self.xml, "<w:{side} {line}/>");
            }
            self.put("</w:tblBorders>");
        }
        self.put("<w:tblLayout w:type=\"fixed\"/><w:tblCellMar>");
        for side in ["left", "right"] {
            let _ = write!(self.xml, "<w:{side} w:w=\"{CELL_MARGIN}\" w:type=\"dxa\"/>");
        }
        self.put("</w:tblCellMar></w:tblPr><w:tblGrid>");
        for width in &widths {
            self.figure("gridCol", "w", width);
        }
        self.put("</w:tblGrid>");
        let size = grid::size(table);
        for row in 0..table.rows() {
            self.row(table, row, &widths, size, depth)?;
        }
        self.put("</w:tbl>");
        Ok(())
    }

    fn row(
        &mut self,
        table: &Table,
        row: usize,
        widths: &[u32],
        size: Option<u16>,
        depth: usize,
    ) -> Result<(), WriteError> {
        let height = table.heights.get(row).copied().filter(|height| *height > 0);
        let heads = row < table.header_rows;
        // Programs look at another paragraph of the row each, so all of them say that the row stays with the next.
        let outer = std::mem::replace(&mut self.keeps, grid::keeps(table, row));
        self.put("<w:tr>");
        // A header in two parts would not be repeated.
        let whole = heads || grid::is_short(table, row, widths, size.unwrap_or(self.size), self.room);
        if whole || height.is_some() {
            self.put("<w:trPr>");
            if whole {
                self.put("<w:cantSplit/>");
            }
            if let Some(height) = height {
                let _ = write!(self.xml, "<w:trHeight w:val=\"{height}\" w:hRule=\"atLeast\"/>");
            }
            if heads {
                self.put("<w:tblHeader/>");
            }
            self.put("</w:trPr>");
        }
        for slot in grid::row(table, row)? {
            self.slot(slot, widths, size, depth)?;
        }
        self.put("</w:tr>");
        self.keeps = outer;
        Ok(())
    }

    fn slot(
        &mut self,
        slot: Slot<'_>,
        widths: &[u32],
        size: Option<u16>,
        depth: usize,
    ) -> Result<(), WriteError> {
        let width = grid::span_width(widths, slot.col, slot.span);
        let _ = write!(self.xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
        if slot.span > 1 {
            self.figure("gridSpan", "val", slot.span);
        }
        let (cell, merge) = match slot.piece {
            GridPiece::Begins(cell) if cell.rowspan > 1 => (Some(cell), "<w:vMerge w:val=\"restart\"/>"),
            GridPiece::Begins(cell) => (Some(cell), ""),
            GridPiece::Continues(cell) => (Some(cell), "<w:vMerge/>"),
            GridPiece::Hole => (None, ""),
        };
        self.put(merge);
        if cell.is_some_and(|cell| cell.look.middle) {
            self.figure("vAlign", "val", "center");
        }
        self.put("</w:tcPr>");
        let inside = width.saturating_sub(2 * CELL_MARGIN);
        match slot.begins().filter(|cell| !is_empty(cell)) {
            Some(cell) => self.blocks(&cell.blocks, inside, size, depth + 1)?,
            None => self.paragraph(&Paragraph::default(), size),
        }
        self.put("</w:tc>");
        Ok(())
    }
}

/// Whether a cell would be written without any block, because Word does not open such a file.
fn is_empty(cell: &Cell) -> bool {
    cell.blocks.iter().all(|block| block.as_table().is_some_and(|table| table.rows() * table.columns() == 0))
}

/// The properties of a paragraph, in the order of the schema.
fn properties(look: &ParagraphLook, align: Option<Align>, size: Option<u16>, keeps: bool) -> String {
    let mut xml = String::new();
    if keeps || look.keep_with_next || look.heading > 0 {
        xml.push_str("<w:keepNext/>");
    }
    if look.new_page {
        xml.push_str("<w:pageBreakBefore/>");
    }
    if !look.tabs.is_empty() {
        xml.push_str("<w:tabs>");
        for tab in &look.tabs {
            let _ = write!(xml, "<w:tab w:val=\"left\" w:pos=\"{tab}\"/>");
        }
        xml.push_str("</w:tabs>");
    }
    if (look.before, look.after) != (0, 0) {
        let _ = write!(xml, "<w:spacing w:before=\"{}\" w:after=\"{}\"/>", look.before, look.after);
    }
    if look.indent > 0 {
        let _ = write!(xml, "<w:ind w:left=\"{}\"/>", look.indent);
    }
    if let Some(align) = align {
        let word = match align {
            Align::Left => "left",
            Align::Center => "center",
            Align::Right => "right",
            Align::Justify => "both",
        };
        let _ = write!(xml, "<w:jc w:val=\"{word}\"/>");
    }
    if let Some(level) = look.heading.checked_sub(1) {
        let _ = write!(xml, "<w:outlineLvl w:val=\"{level}\"/>");
    }
    if size.is_some() {
        let _ = write!(xml, "<w:rPr>{}</w:rPr>", letters(size));
    }
    xml
}

/// The size of letters, for all scripts.
fn letters(size: Option<u16>) -> String {
    size.map(|size| format!("<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>")).unwrap_or_default()
}

/// The paper, its margins, and the page number from page 2.
fn section(page: &PageSetup, xml: &mut String) {
    xml.push_str("<w:sectPr>");
    if page.numbers {
        let _ = write!(xml, "<w:headerReference w:type=\"default\" r:id=\"{}\"/>", package::HEADER);
    }
    let orient = if page.is_landscape() { " w:orient=\"landscape\"" } else { "" };
    let _ = write!(xml, "<w:pgSz w:w=\"{}\" w:h=\"{}\"{orient}/>", page.width, page.height);
    // The page number is inside the margin, because otherwise it would push the text down.
    let header = page.top.saturating_sub(284).min(397);
    let PageSetup { top, right, bottom, left, .. } = page;
    let _ = write!(
        xml,
        "<w:pgMar w:top=\"{top}\" w:right=\"{right}\" w:bottom=\"{bottom}\" w:left=\"{left}\" \
         w:header=\"{header}\" w:footer=\"{header}\" w:gutter=\"0\"/>"
    );
    if page.numbers {
        xml.push_str("<w:titlePg/>");
    }
    xml.push_str("</w:sectPr>");
}
