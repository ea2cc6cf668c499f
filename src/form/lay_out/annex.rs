//! Lines below the report that are not part of the form: a heading, and a list under it.

use crate::document::{Align, Block, Document, formatting::mm};

use super::{super::form::Form, half_points, ink::ParagraphStyle};

/// Adds lines below a document; nothing where there are no lines.
pub fn annex(document: &mut Document, form: &Form, heading: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    let ink = ParagraphStyle {
        size: half_points(form.writing.size),
        align: Align::Left,
        bold: false,
        italic: false,
    };
    let mut first = ink.bold(true).line(heading.to_owned());
    (first.look.before, first.look.keep_with_next) = (mm(5), true);
    document.blocks.push(Block::from(first));
    document.blocks.extend(lines.iter().map(|line| Block::from(ink.line(line.clone()))));
}
