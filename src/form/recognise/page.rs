//! The page as lines with their places.

use crate::{
    document::{Align, Block, Cell, Paragraph, Place, Table},
    domain::Source,
    form::labels::labels,
    text::normal::squeeze,
};

/// A line of a paragraph (a line break parts two) with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// As typed, for the gaps in it.
    pub raw: String,
    /// With its white space squeezed.
    pub text: String,
    /// Where it stands.
    pub source: Source,
    /// Whether it stands in the middle of the page.
    pub centred: bool,
}

/// A place as records keep it.
pub fn source(file: &str, place: Place) -> Source {
    let Place { table, row, column, line } = place;
    Source { file: file.to_owned(), table, row, column, line }
}

/// The lines of a paragraph that are not blank, with the automatic number before the first.
pub fn of_paragraph(file: &str, paragraph: &Paragraph) -> Vec<Line> {
    let text = paragraph.labelled_text();
    text.split('\n')
        .map(|raw| Line {
            raw: raw.trim().to_owned(),
            text: squeeze(raw),
            source: source(file, paragraph.place),
            centred: paragraph.align == Some(Align::Center),
        })
        .filter(|line| !line.text.is_empty())
        .collect()
}

/// The lines of a cell's own paragraphs.
pub fn of_cell(file: &str, cell: &Cell) -> Vec<Line> {
    cell.paragraphs().flat_map(|paragraph| of_paragraph(file, paragraph)).collect()
}

/// The lines of blocks, those of tables cell by cell: for what stands around the plan.
pub fn of_block(file: &str, block: &Block) -> Vec<Line> {
    match block {
        Block::Paragraph(paragraph) => of_paragraph(file, paragraph),
        Block::Table(table) => of_rows(file, table, 0..table.rows()),
    }
}

/// The lines of some rows of a table, those of tables inside it too.
pub fn of_rows(file: &str, table: &Table, rows: std::ops::Range<usize>) -> Vec<Line> {
    rows.flat_map(|row| table.cells_of_row(row))
        .flat_map(|cell| &cell.blocks)
        .flat_map(|block| of_block(file, block))
        .collect()
}

/// Whether a table is the sheet of totals that this program puts beside a report: it says nothing of its own.
pub fn is_totals(table: &Table) -> bool {
    let headings = || table.cells_of_row(0).iter().map(cell_text);
    table.name.as_deref() == Some(labels().totals_sheet.as_str())
        && headings().eq(labels().totals_columns.iter().cloned())
}

/// The text of a cell in one line.
pub fn cell_text(cell: &Cell) -> String {
    squeeze(&cell.labelled_text())
}
