//! The page as lines with their places.

use std::{borrow::Cow, sync::Arc};

use smallvec::SmallVec;

use crate::{
    document::{Align, Block, Cell, Paragraph, Place, Table},
    domain::Source,
    form::labels::labels,
    text::{
        key::Initial,
        normal::{squeeze, squeezed},
    },
};

use super::steps::step;

/// A line of a paragraph (a line break separates two), with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLine {
    /// With its white space squeezed.
    pub text: String,
    /// As typed, where it has gaps.
    pub gapped: Option<String>,
    /// Its place.
    pub place: Place,
    /// Whether it is centred.
    pub centred: bool,
    /// Whether it has a colon: only then can it name anything.
    pub colon: bool,
}

/// The lines of a cell. Most cells have one, which is stored inline.
pub type PageLines = SmallVec<[PageLine; 1]>;

impl PageLine {
    /// A line with this text at a place.
    pub fn new(raw: &str, place: Place) -> Self {
        step();
        let raw = raw.trim();
        let text = squeezed(raw);
        let gapped = (text != raw).then(|| raw.to_owned());
        Self { gapped, place, centred: false, colon: text.contains(':'), text: text.into_owned() }
    }

    /// As typed, with its gaps.
    pub fn raw(&self) -> &str {
        self.gapped.as_deref().unwrap_or(&self.text)
    }
}

/// A place, as records store it.
pub fn source(file: &Arc<str>, place: Place) -> Source {
    let Place { table, row, column, line } = place;
    Source { file: Arc::clone(file), table, row, column, line }
}

/// The place that a record stores; without one, the whole file.
pub fn place_of(source: Option<&Source>) -> Place {
    source.map_or_else(Place::default, |source| Place {
        table: source.table,
        row: source.row,
        column: source.column,
        line: source.line,
    })
}

/// The lines of a paragraph that are not blank; the first one has the automatic number.
pub fn of_paragraph(paragraph: &Paragraph) -> PageLines {
    let mut lines = PageLines::new();
    push_lines(paragraph, &mut lines);
    lines
}

fn push_lines(paragraph: &Paragraph, lines: &mut PageLines) {
    let centred = paragraph.align == Some(Align::Center);
    let new = |raw: &str| PageLine { centred, ..PageLine::new(raw, paragraph.place) };
    let text = paragraph.shown_text();
    lines.extend(text.split('\n').map(new).filter(|line| !line.text.is_empty()));
}

/// The lines of a cell's own paragraphs.
pub fn of_cell(cell: &Cell) -> PageLines {
    let mut lines = PageLines::with_capacity(cell.blocks.len());
    cell.paragraphs().for_each(|paragraph| push_lines(paragraph, &mut lines));
    lines
}

/// The lines of a block outside the plan; of a table, cell by cell.
pub fn of_block(block: &Block) -> Vec<PageLine> {
    match block {
        Block::Paragraph(paragraph) => of_paragraph(paragraph).into_vec(),
        Block::Table(table) => of_rows(table, 0..table.rows()),
    }
}

/// The lines of some rows of a table, including those of tables inside it.
pub fn of_rows(table: &Table, rows: std::ops::Range<usize>) -> Vec<PageLine> {
    rows.flat_map(|row| table.cells_of_row(row)).flat_map(|cell| &cell.blocks).flat_map(of_block).collect()
}

/// Whether a table is the sheet of totals that this program adds to a report, which has no data of its own.
pub fn is_totals(table: &Table) -> bool {
    let headings = || table.cells_of_row(0).iter().map(cell_text);
    table.name.as_deref() == Some(labels().totals_sheet.as_str())
        && headings().eq(labels().totals_columns.iter().cloned())
}

/// The beginning of a cell's text; unknown where the cell begins with a table.
pub fn initial(cell: &Cell) -> Initial {
    match cell.blocks.iter().find(|block| !block.as_paragraph().is_some_and(Paragraph::is_blank)) {
        Some(Block::Paragraph(first)) => Initial::of(&first.shown_text()),
        _ => Initial::of(""),
    }
}

/// The text of a cell as it is shown, with its gaps.
pub fn shown(cell: &Cell) -> Cow<'_, str> {
    match cell.blocks.as_slice() {
        [Block::Paragraph(one)] => one.shown_text(),
        _ => Cow::Owned(cell.labelled_text()),
    }
}

/// The text of a cell in one line.
pub fn cell_text(cell: &Cell) -> String {
    squeeze(&shown(cell))
}

/// The text of some cells in one line.
pub fn of_cells(cells: &[&Cell]) -> String {
    cells.iter().map(|cell| cell_text(cell)).collect::<Vec<_>>().join(" ")
}
