//! The text of a scan made a table again, so that the one recogniser can read it.
//!
//! A scan's text has a line for a row of the table, with tabulators between the cells; or a line for each
//! cell. Columns are shifted where a page ends, rows are cut in two, first columns are lost, tags of HTML
//! stand in between (docs/documents.md, quirks 9 and 10). So a cell's column is told by what stands in it, and
//! whatever was moved, glued or taken apart is doubted, naming the measure.
//!
//! | module | subject |
//! |---|---|
//! | `lines` | the header among the lines, and lines as fields |
//! | `markup` | tags and entities in a field |
//! | `cell`, `features` | a field, what it is by its looks, and which column that suits |
//! | `columns`, `align` | the columns, and fields put into them |
//! | `assemble`, `go_on` | lines put together to measures with their values |
//! | `numbers` | measures whose numbers do not go on: a row was lost |
//! | `split`, `values` | cells and rows that hold more than one thing |
//! | `repeats` | several doubts with one cause |
//! | `block`, `build` | what was put together, and the table made from it |

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
    /// Doubts about the table, with the row (from 0) of the measure that each is about.
    pub doubts: Vec<(Option<usize>, ScanUncertainty)>,
}

/// Makes the table of a document that has lines only; nothing where no line is the header of a form.
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

/// Whether a line without tabulators is the heading of a level that stands over all columns.
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
    /// Adds the doubts about the table; each names the measure that was read in its row.
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
            // The measure of the row, else the one above it.
            let row = row.and_then(|row| u32::try_from(row + 1).ok()).unwrap_or(0);
            let above = read.partition_point(|(begins, _)| *begins <= row).checked_sub(1);
            let about = above.and_then(|above| read.get(above)).map_or(About::Plan, |(_, about)| *about);
            let place = Place::of_line(uncertainty.line);
            let others: Vec<&str> = uncertainty.alternatives.iter().map(String::as_str).collect();
            outline.doubted(about, place, uncertainty.kind, &uncertainty.text, &uncertainty.reading, &others);
        }
    }
}
