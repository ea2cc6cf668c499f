//! Tables of texts and sheets: rows and cells onto a grid.

use roxmltree::Node;

use super::styles::Family;
use super::{CONTENT, OdfReader, Of, check_depth, name, value};
use crate::document::error::{Bound, ReadError};
use crate::document::sheet::{Covered, fit_spans};
use crate::document::{Aside, AsideOf, Block, Cell, Table, aside, effect, merges, xml};

/// The memory that a further paragraph of a cell takes, in bytes.
const PARAGRAPH: usize = 128;

/// A row of a table.
struct RawRow<'a, 'i> {
    node: Node<'a, 'i>,
    header: bool,
}

/// The properties of a table apart from its cells.
#[derive(Default)]
struct Frame<'a, 'i> {
    rows: Vec<RawRow<'a, 'i>>,
    /// The styles of cells that name none, column by column.
    styles: Vec<Option<&'a str>>,
    /// The columns that are hidden.
    hidden: Vec<usize>,
}

impl OdfReader {
    /// The sheets that are shown.
    pub(super) fn sheets(&mut self, body: Node<'_, '_>) -> Result<Vec<Block>, ReadError> {
        let (mut blocks, mut hidden) = (Vec::new(), Vec::new());
        for node in body.children().filter(|node| node.is_element() && name(*node) == ("table", "table")) {
            if self.styles.hides_table(xml::attribute(node, "style-name")) {
                hidden.extend(xml::attribute(node, "name").map(str::to_owned));
                continue;
            }
            if let Some(mut table) = self.table(node, 0)? {
                table.name = xml::attribute(node, "name").map(str::to_owned);
                blocks.push(table.into());
            }
        }
        Ok(aside::with_hidden(blocks, hidden))
    }

    /// Reads a table; `None` when it has no rows.
    pub(super) fn table(&mut self, node: Node<'_, '_>, depth: usize) -> Result<Option<Table>, ReadError> {
        let mut frame = Frame::default();
        frame.collect(node, false, depth)?;
        let (mut cells, mut height, mut headers): (Vec<Cell>, usize, usize) = (Vec::new(), 0, 0);
        let mut asides: Vec<Aside> = Vec::new();
        let outer = self.base;
        let beneath = |reader: &Self, family, node| {
            let style =
                xml::attribute(node, "style-name").map(|style| reader.styles.look(family, Some(style)));
            style.map_or(reader.base, |look| look.of_container().over(reader.base))
        };
        for row in &frame.rows {
            let times = count(row.node, "number-rows-repeated");
            self.base = beneath(self, Family::Table, node);
            self.base = beneath(self, Family::Row, row.node);
            let found = self.row(row.node, &frame, depth);
            self.base = outer;
            let found = found?;
            if row.header && headers == height {
                headers = headers.saturating_add(times);
            }
            if !found.is_empty() {
                bounded(Bound::Rows, height.saturating_add(times))?;
                self.cells = self.cells.saturating_add(found.len().saturating_mul(times));
                bounded(Bound::Cells, self.cells)?;
                self.repeat(&found, times)?;
                for at in height..height + times {
                    if is_hidden(row.node) {
                        asides.push(Aside { what: AsideOf::HiddenRow, at, text: String::new() });
                    }
                    cells.extend(found.iter().cloned().map(|cell| Cell { row: at, ..cell }));
                }
            }
            height = height.saturating_add(times);
        }
        let sheet = self.of == Of::Sheets;
        if (sheet && cells.is_empty()) || height == 0 {
            return Ok(None);
        }
        if sheet {
            // The empty rows below the last cell extend to the end of the sheet.
            height = 0;
        }
        if sheet {
            merges::restore(&mut cells);
        }
        fit_spans(&mut cells, Covered::Stay);
        let mut table = Table::new(height, 0, cells).map_err(|bound| bound.broken_in(CONTENT))?;
        table.header_rows = headers.min(table.rows());
        let hidden = |at| Aside { what: AsideOf::HiddenColumn, at, text: String::new() };
        table.asides = frame.hidden.into_iter().map(hidden).chain(asides).collect();
        Ok(Some(table))
    }

    /// Counts the text that repeated cells take.
    fn repeat(&mut self, cells: &[Cell], times: usize) -> Result<(), ReadError> {
        if times > 1 {
            let bytes = |cell: &Cell| cell.text().len() + cell.blocks.len().saturating_sub(1) * PARAGRAPH;
            let all: usize = cells.iter().map(bytes).sum();
            self.repeated = self.repeated.saturating_add(all.saturating_mul(times - 1));
        }
        bounded(Bound::CellBytes, self.repeated)
    }

    /// The cells of a row, numbered as if it were the first row. In sheets the empty ones are left out.
    fn row(
        &mut self,
        row: Node<'_, '_>,
        frame: &Frame<'_, '_>,
        depth: usize,
    ) -> Result<Vec<Cell>, ReadError> {
        let mut cells: Vec<Cell> = Vec::new();
        let mut col: usize = 0;
        for node in row.children().filter(Node::is_element) {
            let times = count(node, "number-columns-repeated");
            if name(node) == ("table", "table-cell") {
                let style = xml::attribute(node, "style-name");
                let style = style.or_else(|| frame.styles.get(col).copied().flatten());
                let cell = self.cell(node, style, depth)?;
                if let Some(cell) = cell {
                    bounded(Bound::Columns, col.saturating_add(times))?;
                    self.repeat(std::slice::from_ref(&cell), times)?;
                    cells.extend((col..col + times).map(|col| Cell { col, ..cell.clone() }));
                }
            } else if name(node) != ("table", "covered-table-cell") {
                continue;
            }
            col = col.saturating_add(times);
        }
        Ok(cells)
    }

    /// A cell; `None` for the empty ones of sheets.
    fn cell(
        &mut self,
        node: Node<'_, '_>,
        style: Option<&str>,
        depth: usize,
    ) -> Result<Option<Cell>, ReadError> {
        let outer = self.base;
        if let Some(style) = style {
            self.base = self.styles.look(Family::Cell, Some(style)).over(outer.of_container());
        }
        let blocks = self.blocks(node, depth + 1);
        self.base = outer;
        let (down, right) = (count(node, "number-rows-spanned"), count(node, "number-columns-spanned"));
        let mut cell = Cell::new(0, 0).spanning(down, right);
        cell.blocks = blocks?.into();
        if self.of == Of::Sheets {
            cell.value = value::of(node);
            // A text that is struck out or hidden is blank, and still not to be replaced by its value.
            let formatted = cell.paragraphs().any(|paragraph| effect::is_in(&paragraph.runs));
            if !formatted && cell.is_blank() && merges::shows_nothing(&cell.text()) {
                cell.blocks.clear();
                let shown = cell.value.as_ref().map(value::shown);
                cell = shown.map_or(cell.clone(), |shown| cell.with_text(&shown));
            }
            if cell.blocks.is_empty() && (down, right) == (1, 1) {
                return Ok(None);
            }
        }
        Ok(Some(cell))
    }
}

impl<'a, 'i> Frame<'a, 'i> {
    /// Collects rows and columns, looking through groups.
    fn collect(&mut self, node: Node<'a, 'i>, header: bool, depth: usize) -> Result<(), ReadError> {
        check_depth(depth)?;
        for child in node.children().filter(Node::is_element) {
            match name(child) {
                ("table", "table-row") => self.rows.push(RawRow { node: child, header }),
                ("table", "table-header-rows") => self.collect(child, true, depth + 1)?,
                ("table", "table-rows" | "table-row-group" | "table-columns" | "table-column-group")
                | ("table", "table-header-columns") => self.collect(child, header, depth + 1)?,
                ("table", "table-column") => {
                    let room = Bound::Columns.limit().saturating_sub(self.styles.len());
                    let style = xml::attribute(child, "default-cell-style-name");
                    let times = count(child, "number-columns-repeated").min(room);
                    if is_hidden(child) {
                        self.hidden.extend(self.styles.len()..self.styles.len() + times);
                    }
                    self.styles.extend(std::iter::repeat_n(style, times));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Whether a row or column is hidden or filtered away.
fn is_hidden(node: Node<'_, '_>) -> bool {
    matches!(xml::attribute(node, "visibility"), Some("collapse" | "filter"))
}

/// A number of at least 1. One too large for any grid stays too large, so that a bound refuses it.
fn count(node: Node<'_, '_>, attribute: &str) -> usize {
    let Some(text) = xml::attribute(node, attribute).map(str::trim) else { return 1 };
    let huge = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().unwrap_or(if huge { usize::MAX } else { 1 }).max(1)
}

fn bounded(bound: Bound, figure: usize) -> Result<(), ReadError> {
    bound.check(figure).map_err(|bound| bound.broken_in(CONTENT))
}
