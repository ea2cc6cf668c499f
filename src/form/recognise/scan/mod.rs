//! Rebuilds the table from the text of a scan, so that the recogniser can read it like any other.
//!
//! The text of a scan has a line for each row of the table, with tabulators between the cells, or a line for each
//! cell. Columns are shifted at page ends, rows are split in two, first columns are missing, and HTML tags remain
//! (docs/documents.md, quirks 9 and 10). So the column of a cell is found by its content, and everything that was
//! moved, joined or split is doubted, with the name of the measure.
//!
//! | module | subject |
//! |---|---|
//! | `lines` | finds the header, and splits lines into fields |
//! | `markup` | tags and entities in a field |
//! | `cell`, `features` | a field, its features, and the column that they fit |
//! | `columns`, `align` | the columns, and the fields aligned with them |
//! | `assemble`, `go_on` | assembles lines into measures with their values |
//! | `numbers` | finds missing rows by the numbers of the measures |
//! | `split`, `values` | splits cells and rows with several measures or values |
//! | `repeats` | removes several doubts with the same cause |
//! | `block`, `build` | the assembled blocks, and the table built from them |

mod align;
mod assemble;
mod block;
mod build;
pub(super) mod cell;
mod columns;
mod features;
mod go_on;
mod lines;
mod markup;
mod numbers;
mod repeats;
pub(super) mod split;
mod values;

#[cfg(test)]
mod tests;

use std::collections::HashSet;

use crate::{
    document::{Block, Document, Paragraph, Place},
    domain::Level,
    form::{
        code,
        form::{Form, Stands},
        words::key,
    },
};

use self::{
    assemble::Assembler,
    block::ScanUncertainty,
    build::{Build, balanced},
    columns::ScanColumns,
    lines::Raw,
};

use super::{
    header::Candidate,
    outline::{About, Outline},
    page::cell_text,
};

/// A document of lines with its table made again.
pub struct Rebuilt {
    /// The document: the lines above, the table, the lines below.
    pub document: Document,
    /// Doubts about the table, each with the row (from 0) of its measure.
    pub doubts: Vec<(Option<usize>, ScanUncertainty)>,
}

/// Rebuilds the table of a document that has only lines; none where no line is the header of a form.
pub fn rebuilt(document: &Document, forms: &[Form], candidates: &[Candidate<'_>]) -> Option<Rebuilt> {
    if document.tables().next().is_some() {
        return None;
    }
    let raw = lines::raw(document);
    let found = lines::find_header(&raw, candidates)?;
    let form = forms.get(found.header.form)?;
    let columns = ScanColumns::new(&found.header, form);
    let below = raw.get(found.lines.end..)?;
    let end = found.lines.end + lines::end(below, &|text| is_goal(text, form));
    let body = raw.get(found.lines.end..end)?;
    let lines = lines::fields(body, form, found.cell_per_line.then(|| columns.len()));
    let header: HashSet<String> = found.table.cells().iter().map(|cell| key(&cell_text(cell))).collect();
    let items = balanced(Assembler::new(&columns, header).read(lines), &columns);
    let built = Build::new(&columns, &found.table, &items).table(items)?;
    let around =
        |lines: &[Raw<'_>]| -> Vec<Block> { lines.iter().flat_map(cleaned).map(Block::Paragraph).collect() };
    let mut blocks = around(raw.get(..found.lines.start)?);
    blocks.push(built.table.into());
    blocks.extend(around(raw.get(end..)?));
    Some(Rebuilt { document: Document::new(document.file.clone(), blocks), doubts: built.doubts })
}

/// Whether a line without tabulators is the heading of a level over all columns.
fn is_goal(text: &str, form: &Form) -> bool {
    let text: String = markup::paragraphs(text, 0).iter().map(Paragraph::text).collect();
    let heading = code::heading(text.trim(), &form.levels);
    heading.level.is_some_and(|level| form.rule(level).is_some_and(|rule| rule.stands == Stands::Row))
}

/// A line around the table without its tags.
fn cleaned(raw: &Raw<'_>) -> Vec<Paragraph> {
    if !raw.text.contains(['<', '*', '&']) {
        return vec![raw.paragraph.clone()];
    }
    markup::paragraphs(&raw.text, raw.number)
}

impl Rebuilt {
    /// Adds the doubts about the table, each to the measure that was read in its row.
    pub fn doubt(&self, outline: &mut Outline) {
        let mut read: Vec<(u32, About)> = outline
            .of_level(Level::Measure)
            .into_iter()
            .filter_map(|key| {
                let row = outline.get(key)?.source.as_ref()?.row?;
                Some((row, About::Node(key)))
            })
            .collect();
        read.sort_by_key(|(row, _)| *row);
        for (row, uncertainty) in &self.doubts {
            // The measure in the row, else the one above.
            let row = row.and_then(|row| u32::try_from(row + 1).ok()).unwrap_or(0);
            let above = read.partition_point(|(begins, _)| *begins <= row).checked_sub(1);
            let about = above.and_then(|above| read.get(above)).map_or(About::Plan, |(_, about)| *about);
            let place = Place::of_line(uncertainty.line);
            let others: Vec<&str> = uncertainty.alternatives.iter().map(String::as_str).collect();
            outline.doubted(about, place, uncertainty.kind, &uncertainty.text, &uncertainty.reading, &others);
        }
    }
}
