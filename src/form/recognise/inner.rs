//! Plans in the cells of layout tables, as in old web pages.

use crate::document::{Block, Cell, Document, Table};

use super::header::{self, Candidate};

/// The deepest nesting of layout tables.
const DEEPEST: usize = 6;

/// The document with each layout table replaced by the blocks of its cells; `None` where a table of the page itself
/// is that of a plan, or none inside is.
pub fn lifted(document: &Document, candidates: &[Candidate<'_>]) -> Option<Document> {
    let is_plan = |table: &Table| header::find(table, candidates).is_some();
    if !document.tables().any(has_tables) || document.tables().any(is_plan) {
        return None;
    }
    let mut blocks = Vec::new();
    lift(&document.blocks, 0, &mut blocks);
    let lifted = Document { blocks, ..document.clone() };
    let found = lifted.tables().any(is_plan);
    found.then_some(lifted)
}

fn has_tables(table: &Table) -> bool {
    let mut blocks = table.cells().iter().flat_map(|cell: &Cell| &cell.blocks);
    !table.is_plain() && blocks.any(|block| block.as_table().is_some())
}

fn lift(blocks: &[Block], depth: usize, out: &mut Vec<Block>) {
    for block in blocks {
        match block.as_table().filter(|table| depth < DEEPEST && has_tables(table)) {
            Some(table) => table.cells().iter().for_each(|cell| lift(&cell.blocks, depth + 1, out)),
            None => out.push(block.clone()),
        }
    }
}
