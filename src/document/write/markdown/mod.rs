//! The Markdown writer: paragraphs and pipe tables (CommonMark with the tables of GitHub).
//!
//! The first row of a table is its header, because Markdown requires one. The places that a merged cell covers get
//! the marks of [`crate::document::merges`]. Every character with a meaning in Markdown is escaped, so that it is
//! read back as text.

mod escape;
#[cfg(test)]
mod tests;

use super::{WriteError, grid, runs};
use crate::document::{Block, Cell, Document, Paragraph, Run, Table};
use crate::text::{safe::printable, surely::Surely};

use self::escape::{TextPlace, escaped, line_start};

/// The document as a text.
///
/// # Errors
/// [`WriteError::Overlap`].
pub(super) fn write(document: &Document) -> Result<Vec<u8>, WriteError> {
    let mut text = String::new();
    for block in &document.blocks {
        let block = match block {
            Block::Paragraph(one) => paragraph(one),
            Block::Table(table) if table.unruled => layout(table),
            Block::Table(table) => self::table(table)?,
        };
        if !text.is_empty() && !block.is_empty() {
            text.push('\n');
        }
        text.push_str(&block);
    }
    Ok(text.into_bytes())
}

/// A paragraph with its line breaks; nothing for a blank one.
fn paragraph(paragraph: &Paragraph) -> String {
    let marked = marked(&runs::printed(paragraph), TextPlace::Page);
    let lines = marked.split('\n').map(str::trim).filter(|line| !line.is_empty()).map(line_start);
    let text = lines.collect::<Vec<_>>().join("\\\n");
    if text.is_empty() { text } else { text + "\n" }
}

/// A table that is used only for layout: its paragraphs one after another.
fn layout(table: &Table) -> String {
    let texts = table.cells().iter().flat_map(Cell::paragraphs).map(paragraph);
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

fn table(table: &Table) -> Result<String, WriteError> {
    let mut text = String::new();
    for row in 0..table.rows() {
        text.push('|');
        for inside in grid::flat(table, row, |cell| self::cell(cell, row == 0))? {
            text.push_str(&format!(" {inside} |"));
        }
        text.push('\n');
        if row == 0 {
            text.push_str(&format!("|{}\n", " --- |".repeat(table.columns())));
        }
    }
    Ok(text)
}

/// The text of a cell in one line. Header cells need no marks, because they are bold by default.
fn cell(cell: &Cell, is_header: bool) -> String {
    let mut lines = Vec::new();
    for block in &cell.blocks {
        let mut runs = match block {
            Block::Paragraph(paragraph) => runs::printed(paragraph),
            Block::Table(_) => {
                let inner = Cell::new(0, 0).with_block(block.clone()).labelled_text();
                vec![Run::plain(printable(&inner))]
            }
        };
        if is_header {
            runs = runs.into_iter().map(|run| Run::plain(run.text)).collect();
        }
        lines.push(marked(&runs, TextPlace::Cell));
    }
    let text = lines.join("\n");
    text.trim().split('\n').map(str::trim).collect::<Vec<_>>().join("<br>")
}

/// The runs with marks for their looks.
fn marked(runs: &[Run], place: TextPlace) -> String {
    let texts: Vec<String> = runs.iter().map(|run| escaped(&run.text, place)).collect();
    let mut text = String::new();
    // Adjacent marks would be read as one.
    let mut ends_with_mark = false;
    for (at, (run, inside)) in runs.iter().zip(&texts).enumerate() {
        let bare = inside.trim();
        if bare.is_empty() || !(run.bold || run.italic || run.underline) {
            text.push_str(inside);
            ends_with_mark &= inside.is_empty();
            continue;
        }
        let from = inside.len() - inside.trim_start().len();
        let (before, after) = (inside.get(..from).surely(), inside.get(from + bare.len()..));
        let after = after.unwrap_or_default();
        text.push_str(before);
        let next = after.chars().next().or_else(|| texts.get(at + 1)?.chars().next());
        let touches = ends_with_mark && before.is_empty();
        // A mark works only next to certain characters, so a tag is used elsewhere.
        let signs = !touches && !bare.contains('\n') && holds(text.chars().last(), bare, next);
        text.push_str(&dressed(run, bare, signs));
        text.push_str(after);
        ends_with_mark = after.is_empty();
    }
    text
}

/// A text with its looks as signs or as tags.
fn dressed(run: &Run, text: &str, signs: bool) -> String {
    let mut text = text.to_owned();
    if run.underline {
        text = format!("<u>{text}</u>");
    }
    match (run.bold, run.italic, signs) {
        (true, true, true) => format!("***{text}***"),
        (true, false, true) => format!("**{text}**"),
        (false, true, true) => format!("*{text}*"),
        (true, true, false) => format!("<b><i>{text}</i></b>"),
        (true, false, false) => format!("<b>{text}</b>"),
        (false, true, false) => format!("<i>{text}</i>"),
        (false, false, _) => text,
    }
}

/// Whether emphasis marks around this text are recognised (CommonMark, 6.2): where the text begins or ends with
/// punctuation, there must be no letter on the other side of the mark.
fn holds(before: Option<char>, text: &str, after: Option<char>) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    (letter(text.chars().next()) || !letter(before)) && (letter(text.chars().last()) || !letter(after))
}
