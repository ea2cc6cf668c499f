//! Parts of tables that a file does not show: hidden rows, columns and sheets, and deleted rows.

use super::{Block, Cell, Document, Place, Table};
use crate::text::surely::Surely;

/// A row, column or sheet that a person who looks at the file does not see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// What it is.
    pub what: AsideOf,
    /// The row or column, from 0; for a row that is not read, the row below it.
    pub at: usize,
    /// Its text. For a row or column of the table it stays empty until [`Document::asides`] is called.
    pub text: String,
}

/// The kinds of hidden content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsideOf {
    /// A row that is hidden or filtered away, and is read.
    HiddenRow,
    /// A column that is hidden, and is read.
    HiddenColumn,
    /// A row that is hidden, or was deleted as a tracked change; it is not read.
    LeftOutRow,
    /// A hidden sheet, which is not read; the first visible table records it.
    HiddenSheet,
}

impl Aside {
    /// A hidden sheet of this name.
    pub(super) fn sheet(name: impl Into<String>) -> Self {
        Self { what: AsideOf::HiddenSheet, at: 0, text: shortened(&name.into()) }
    }
}

/// The blocks with the sheets that are hidden beside them.
pub(super) fn with_hidden(mut blocks: Vec<Block>, hidden: Vec<String>) -> Vec<Block> {
    let first = blocks.iter_mut().find_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    if let Some(table) = first {
        table.asides.extend(hidden.into_iter().take(MOST_SHEETS).map(Aside::sheet));
    }
    blocks
}

/// The most hidden sheets that are recorded.
const MOST_SHEETS: usize = 8;

impl Document {
    /// The hidden content that is not empty, with its place.
    pub fn asides(&self) -> Vec<(Place, Aside)> {
        let of_table = |table: &Table| {
            let with_text = |aside: &Aside| table.with_text(aside);
            table.asides.iter().filter_map(with_text).collect::<Vec<_>>()
        };
        self.all_tables().into_iter().flat_map(of_table).collect()
    }
}

impl Table {
    fn with_text(&self, aside: &Aside) -> Option<(Place, Aside)> {
        let (cells, place): (Vec<&Cell>, Place) = match aside.what {
            AsideOf::HiddenRow => {
                (self.cells_of_row(aside.at).iter().collect(), self.place.at_cell(aside.at, 0))
            }
            AsideOf::HiddenColumn => {
                let cells = self.cells().iter().filter(|cell| cell.col == aside.at && cell.colspan == 1);
                let place = Place { column: u32::try_from(aside.at + 1).ok(), ..self.place };
                (cells.collect(), place)
            }
            AsideOf::LeftOutRow => (Vec::new(), self.place.at_cell(aside.at, 0)),
            AsideOf::HiddenSheet => (Vec::new(), self.place),
        };
        let own = cells.into_iter().filter(|cell| !cell.is_blank()).map(Cell::text).collect::<Vec<_>>();
        let text = if own.is_empty() { aside.text.clone() } else { shortened(&own.join(" | ")) };
        (!text.trim().is_empty()).then(|| (place, Aside { text, ..aside.clone() }))
    }
}

/// The longest text of a row or column that is recorded, in characters.
const LONGEST: usize = 200;

pub(super) fn shortened(text: &str) -> String {
    let squeezed = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match squeezed.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", squeezed.get(..end).surely()),
        None => squeezed,
    }
}
