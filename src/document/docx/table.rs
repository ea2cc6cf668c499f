//! Tables: rows and cells onto a grid.

use std::collections::HashMap;

use roxmltree::Node;

use super::{DocxReader, child, is_on, styles, unwrap, value, word};
use crate::document::aside::shortened;
use crate::document::error::{Bound, ReadError};
use crate::document::{Aside, AsideOf, Cell, Table, xml};

/// The values of `w:vMerge` and `w:hMerge`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Merge {
    No,
    Start,
    Continue,
}

/// A cell as its row has it.
struct RawCell<'a, 'i> {
    node: Node<'a, 'i>,
    col: usize,
    span: usize,
    down: Merge,
}

impl DocxReader<'_> {
    /// Reads a table; `None` when no row of it is left.
    pub(super) fn table(&mut self, node: Node<'_, '_>, depth: usize) -> Result<Option<Table>, ReadError> {
        let properties = child(node, "tblPr");
        let by_style = || self.styles.character(value(properties?, "tblStyle")).coloured_ground;
        let ground = properties.and_then(styles::ground).or_else(by_style);
        self.on_ground(ground, |reader| reader.table_on_ground(node, depth))
    }

    fn table_on_ground(&mut self, node: Node<'_, '_>, depth: usize) -> Result<Option<Table>, ReadError> {
        self.check_depth(depth)?;
        let mut rows = Vec::new();
        self.children_named("tr", node, depth, &mut rows)?;
        let (mut cells, mut height, mut width, mut headers) = (Vec::new(), 0, 0, 0);
        let mut asides = Vec::new();
        // The merges that the next row may continue: the index of the cell that began in each column.
        let mut open: HashMap<usize, usize> = HashMap::new();
        for row in rows {
            let (raw, end) = self.raw_cells(row, depth)?;
            if is_gone(row) {
                // Merged cells that began in a deleted row cannot continue.
                for cell in raw.iter().filter(|cell| cell.down != Merge::Continue) {
                    open.remove(&cell.col);
                }
                asides.push(Aside { what: AsideOf::LeftOutRow, at: height, text: shortened(&text_of(row)) });
                continue;
            }
            headers += usize::from(headers == height && row_switch(row, "tblHeader"));
            let above = std::mem::take(&mut open);
            for cell in raw {
                self.place_cell(&cell, height, depth, &above, &mut open, &mut cells)?;
            }
            width = width.max(end);
            height += 1;
            self.check(Bound::Rows, height)?;
        }
        if height == 0 {
            return Ok(None);
        }
        let mut table = Table::new(height, width, cells).map_err(|bound| bound.broken_in(self.part))?;
        table.header_rows = headers;
        table.asides = asides;
        table.widths = widths(node);
        table.widths.truncate(table.columns());
        Ok(Some(table))
    }

    /// Puts a cell on the grid: it either extends the cell above or is a cell of its own.
    fn place_cell(
        &mut self,
        raw: &RawCell<'_, '_>,
        row: usize,
        depth: usize,
        above: &HashMap<usize, usize>,
        open: &mut HashMap<usize, usize>,
        cells: &mut Vec<Cell>,
    ) -> Result<(), ReadError> {
        let begun = above.get(&raw.col).copied().filter(|_| raw.down == Merge::Continue);
        let begun = begun.and_then(|at| Some((at, cells.get_mut(at)?)));
        if let Some((at, cell)) = begun.filter(|(_, cell)| cell.colspan == raw.span) {
            // Word hides the text of a continuing cell, and does not count its numbers.
            cell.rowspan += 1;
            open.insert(raw.col, at);
            return Ok(());
        }
        let mut cell = Cell::new(row, raw.col).spanning(1, raw.span);
        let ground = child(raw.node, "tcPr").and_then(styles::ground);
        cell.blocks = self.on_ground(ground, |reader| reader.blocks(raw.node, depth + 1))?.into();
        if raw.down != Merge::No {
            open.insert(raw.col, cells.len());
        }
        cells.push(cell);
        Ok(())
    }

    /// The cells of a row with their columns, and the column where the row ends.
    fn raw_cells<'a, 'i>(
        &self,
        row: Node<'a, 'i>,
        depth: usize,
    ) -> Result<(Vec<RawCell<'a, 'i>>, usize), ReadError> {
        let mut nodes = Vec::new();
        self.children_named("tc", row, depth, &mut nodes)?;
        let properties = child(row, "trPr");
        let skipped = |name| properties.map_or(0, |node| figure(node, name, 0));
        let mut end = skipped("gridBefore");
        let mut cells: Vec<RawCell<'_, '_>> = Vec::new();
        for node in nodes {
            let properties = child(node, "tcPr");
            if properties.is_some_and(|node| child(node, "cellDel").is_some()) {
                continue;
            }
            let span = properties.map_or(1, |node| figure(node, "gridSpan", 1)).max(1);
            let merge = |name| properties.map_or(Merge::No, |node| merge(node, name));
            match cells.last_mut().filter(|_| merge("hMerge") == Merge::Continue) {
                Some(left) => left.span = left.span.saturating_add(span),
                None => cells.push(RawCell { node, col: end, span, down: merge("vMerge") }),
            }
            end = end.saturating_add(span);
            self.check(Bound::Columns, end)?;
        }
        end = end.saturating_add(skipped("gridAfter"));
        self.check(Bound::Columns, end)?;
        Ok((cells, end))
    }

    /// The rows of a table or the cells of a row, also those inside wrappers.
    fn children_named<'a, 'i>(
        &self,
        name: &str,
        node: Node<'a, 'i>,
        depth: usize,
        found: &mut Vec<Node<'a, 'i>>,
    ) -> Result<(), ReadError> {
        self.check_depth(depth)?;
        for child in node.children().filter(Node::is_element) {
            if word(child) == name {
                found.push(child);
            } else if let Some(inside) = unwrap(child) {
                self.children_named(name, inside, depth + 1, found)?;
            }
        }
        Ok(())
    }

    fn check(&self, bound: Bound, figure: usize) -> Result<(), ReadError> {
        bound.check(figure).map_err(|bound| bound.broken_in(self.part))
    }
}

/// The text of a row that is not read, its cells separated by bars.
fn text_of(row: Node<'_, '_>) -> String {
    let texts = |cell: Node<'_, '_>| {
        let texts = cell.descendants().filter(|node| matches!(word(*node), "t" | "delText"));
        texts.filter_map(|node| node.text()).collect::<String>()
    };
    let cells = row.descendants().filter(|node| word(*node) == "tc").map(texts);
    cells.filter(|text| !text.trim().is_empty()).collect::<Vec<_>>().join(" | ")
}

/// A deleted or hidden row.
fn is_gone(row: Node<'_, '_>) -> bool {
    let deleted = child(row, "trPr").is_some_and(|properties| child(properties, "del").is_some());
    deleted || row_switch(row, "hidden")
}

fn row_switch(row: Node<'_, '_>, name: &str) -> bool {
    child(row, "trPr").and_then(|properties| is_on(properties, name)) == Some(true)
}

/// Reads a merge. Word writes a continued one without a value, LibreOffice with `continue`.
fn merge(properties: Node<'_, '_>, name: &str) -> Merge {
    match child(properties, name).map(|node| xml::attribute(node, "val")) {
        None => Merge::No,
        Some(Some("restart")) => Merge::Start,
        Some(_) => Merge::Continue,
    }
}

/// A number from a child element. One too large for any grid stays too large, so that a bound refuses it.
fn figure(properties: Node<'_, '_>, name: &str, default: usize) -> usize {
    match value(properties, name).map(str::trim) {
        None => default,
        Some(text) => text.parse().unwrap_or_else(|_| {
            let huge = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            if huge { usize::MAX } else { default }
        }),
    }
}

/// The widths of the grid, in twentieths of a point.
fn widths(table: Node<'_, '_>) -> Vec<u32> {
    let Some(grid) = child(table, "tblGrid") else { return Vec::new() };
    let columns = grid.children().filter(|node| word(*node) == "gridCol").take(Bound::Columns.limit());
    columns.map(|node| xml::attribute(node, "w").and_then(|width| width.parse().ok()).unwrap_or(0)).collect()
}
