//! The outline as rows and merged cells.

use std::collections::BTreeSet;

use crate::{
    document::{Block, Bound, Cell, CellLook, Table},
    domain::{IndicatorId, Level, Node, NodeId, Plan},
    form::{
        Form,
        form::{Holds, Stands},
        labels::labels,
        writing::{ColumnLook, Within},
    },
    text::normal::squeeze,
};

use super::{
    LayoutContext, half_points, header,
    ink::{ParagraphStyle, align, heading, prefix},
    measure::{self, IndicatorCells},
    width,
};

/// The last row is kept with the signatures below it, unless it has more letters than this.
const KEPT: usize = 600;

/// The header and the plan, in one table or in two.
pub fn tables(scene: &LayoutContext<'_>) -> Result<Vec<Block>, Bound> {
    let (mut cells, mut rows) = header::cells(scene);
    let mut tables = Vec::new();
    if scene.writing.header_apart {
        let mut head = Table::new(rows, scene.columns.len(), std::mem::take(&mut cells))?;
        head.heights = header::heights(scene, rows);
        tables.push(head);
        rows = 0;
    }
    if scene.writing.column_numbers {
        cells.extend(header::numbers(scene, rows));
        rows += 1;
    }
    let mut body = Body::new(scene, rows);
    body.nodes(None);
    cells.extend(body.finish());
    let mut table = Table::new(rows, scene.columns.len(), cells)?;
    table.header_rows = rows;
    if !scene.writing.header_apart {
        table.heights = header::heights(scene, rows);
    }
    table.name = Some(scene.form.title.uk.clone());
    tables.push(table);
    for table in &mut tables {
        table.widths = scene.columns.iter().map(width).collect();
    }
    Ok(tables.into_iter().map(Block::from).collect())
}

/// Where the nodes of a level are printed.
enum Stand {
    /// In a row over all columns to the right of the open ones.
    Row,
    /// In a cell merged over the rows below it.
    Column(usize),
    /// As a measure.
    Measure,
}

fn stand(form: &Form, columns: &[ColumnLook], level: Level) -> Stand {
    let holds = match level {
        Level::Goal => Holds::Goal,
        Level::Task => Holds::Task,
        Level::Subtask => Holds::Subtask,
        Level::Measure => return Stand::Measure,
    };
    let in_row = form.rule(level).is_some_and(|rule| rule.stands == Stands::Row);
    let column = columns.iter().position(|column| column.holds == holds);
    column.filter(|_| !in_row).map_or(Stand::Row, Stand::Column)
}

/// How many rows the whole plan takes at least: one for each group that stands in a row, and for a measure one for each
/// of its indicators, where the form names them.
pub fn least_rows(plan: &Plan, form: &Form) -> usize {
    let columns = form.column_looks();
    let names_indicators = columns.iter().any(|column| column.holds == Holds::Indicator);
    let rows = |(id, node): (NodeId, &Node)| match stand(form, &columns, node.level) {
        Stand::Row => 1,
        Stand::Column(_) => 0,
        Stand::Measure if names_indicators => (plan.indicators(id).count() + node.shares.len()).max(1),
        Stand::Measure => 1,
    };
    plan.walk().filter_map(|(_, id)| Some(rows((id, plan.node(id)?)))).sum()
}

/// The rows while they are made.
struct Body<'s, 'a> {
    scene: &'s LayoutContext<'a>,
    cells: Vec<Cell>,
    first: usize,
    row: usize,
    /// Columns with cells that continue downwards.
    open: Vec<usize>,
    ordinal: usize,
    /// Whether the count of measures restarts under each parent. Numbers that continue over several parents would
    /// be read as codes.
    restarts: bool,
    /// The indicator of the row above, with the range of its cells.
    last: Option<(IndicatorId, std::ops::Range<usize>)>,
}

impl<'s, 'a> Body<'s, 'a> {
    fn new(scene: &'s LayoutContext<'a>, first: usize) -> Self {
        let measures = || scene.plan.measures().filter_map(|(id, _)| scene.plan.node(id));
        let parents: BTreeSet<_> = measures().map(|node| node.parent).collect();
        let counts = scene.writing.counts == Level::Measure;
        let restarts = counts && parents.len() > 1 && measures().any(|node| node.code.is_none());
        Self {
            scene,
            cells: Vec::new(),
            first,
            row: first,
            open: Vec::new(),
            ordinal: 0,
            restarts,
            last: None,
        }
    }

    /// Everything under a node, or at the top.
    fn nodes(&mut self, parent: Option<NodeId>) {
        if self.restarts {
            self.ordinal = 0;
        }
        for (at, id) in self.scene.plan.children(parent).enumerate() {
            if !self.scene.includes_any(id) {
                continue;
            }
            let Some(node) = self.scene.plan.node(id) else { continue };
            self.count(node.level);
            match self.stand(node.level) {
                Stand::Measure => self.measure(id, node, at + 1),
                Stand::Row => self.section(id, node, at + 1),
                Stand::Column(column) => self.merged(id, node, at + 1, column),
            }
        }
    }

    fn stand(&self, level: Level) -> Stand {
        stand(self.scene.form, &self.scene.columns, level)
    }

    /// Counts a node, where the column of ordinals counts its level.
    fn count(&mut self, level: Level) {
        let within = match self.scene.counts.1 {
            Within::Goal => Some(Level::Goal),
            Within::Task => Some(Level::Task),
            Within::Plan => None,
        };
        if within.is_some_and(|within| level <= within) {
            self.ordinal = 0;
        }
        if level == self.scene.counts.0 {
            self.ordinal += 1;
        }
    }

    /// The column and the ordinal of a node, where nodes of its level are counted.
    fn numbered(&self, level: Level) -> Option<(usize, String)> {
        let column = self.scene.column(Holds::Ordinal).filter(|_| level == self.scene.counts.0)?;
        Some((column, self.ordinal.to_string()))
    }

    fn ink(&self, column: usize) -> ParagraphStyle {
        let size = half_points(self.scene.writing.table_size);
        match self.scene.columns.get(column) {
            Some(column) => ParagraphStyle::of(column, size),
            None => ParagraphStyle { size, align: crate::document::Align::Left, bold: false, italic: false },
        }
    }

    /// Writes a row over all columns to the right of the open ones.
    fn section(&mut self, id: NodeId, node: &Node, n: usize) {
        let look = self.scene.form.level_look(node.level);
        let columns = self.scene.columns.len();
        let from =
            self.open.iter().map(|column| column + 1).max().unwrap_or(0).min(columns.saturating_sub(1));
        let size = half_points(self.scene.writing.table_size);
        let ink = ParagraphStyle { size, align: align(look.align), bold: false, italic: false };
        let before = prefix(&look, node.code.as_deref(), n);
        let mut head = heading(&look, &before, &node.title, ink);
        // The title of the document is the first heading, and no level between them is left out.
        let above = self.scene.plan.ancestors(id).filter_map(|above| self.scene.plan.node(above));
        let above = above.filter(|above| matches!(self.stand(above.level), Stand::Row)).count();
        head.look.heading = u8::try_from(above).unwrap_or(0).saturating_add(2).min(6);
        let mut paragraphs = vec![head];
        paragraphs.extend(node.objective.as_deref().map(|aim| objective_line(aim, ink)));
        let mut cell = Cell::new(self.row, from).spanning(1, columns - from);
        for mut paragraph in paragraphs {
            paragraph.look.keep_with_next = true;
            cell = cell.with_block(paragraph);
        }
        self.cells.push(cell);
        self.row += 1;
        self.last = None;
        self.nodes(Some(id));
    }

    /// A cell merged over everything under its node.
    fn merged(&mut self, id: NodeId, node: &Node, n: usize, column: usize) {
        let start = self.row;
        let number = self.numbered(node.level);
        let aim = self.scene.column(Holds::Objective).filter(|_| node.level == Level::Subtask);
        let taken: Vec<usize> =
            [Some(column), number.as_ref().map(|(column, _)| *column), aim].into_iter().flatten().collect();
        let open = self.open.len();
        self.open.extend(&taken);
        self.nodes(Some(id));
        self.open.truncate(open);
        // A node without children has a row of its own.
        self.row = self.row.max(start + 1);
        let look = self.scene.form.level_look(node.level);
        let before = prefix(&look, node.code.as_deref(), n);
        let mut cell = self.cell(start, column);
        cell = cell.with_block(heading(&look, &before, &node.title, self.ink(column)));
        let objective = node.objective.as_deref().filter(|text| !text.trim().is_empty());
        match (objective, aim) {
            (None, None) => {}
            (None, Some(aim)) => self.aim(start, aim, ""),
            (Some(text), None) => cell = cell.with_block(objective_line(text, self.ink(column))),
            (Some(text), Some(aim)) => self.aim(start, aim, text),
        }
        self.cells.push(cell);
        if let Some((column, number)) = number {
            let cell = self.cell(start, column).with_block(self.ink(column).line(number));
            self.cells.push(cell);
        }
    }

    /// Writes the aim of a subtask. Where it is the same as that of the subtask above, the cell above is extended.
    fn aim(&mut self, start: usize, column: usize, text: &str) {
        let text = squeeze(text);
        let rows = self.row - start;
        let above = self.cells.iter_mut().find(|cell| cell.col == column && cell.row + cell.rowspan == start);
        match above {
            Some(cell) if !text.is_empty() && cell.row >= self.first && cell.text() == text => {
                cell.rowspan += rows
            }
            _ => {
                let cell = self.cell(start, column).with_block(self.ink(column).line(text));
                self.cells.push(cell);
            }
        }
    }

    /// A cell from a row down to the last that was made.
    fn cell(&self, start: usize, column: usize) -> Cell {
        let mut cell = Cell::new(start, column).spanning(self.row - start, 1);
        let middle = self.scene.columns.get(column).is_some_and(|column| column.middle);
        cell.look = CellLook { middle };
        cell
    }

    /// Writes a measure: a row for each of its indicators, and its other cells merged over these rows.
    fn measure(&mut self, id: NodeId, node: &Node, n: usize) {
        if !self.scene.includes(id) {
            return;
        }
        let start = self.row;
        if let Some((indicator, cells)) = self.last.clone()
            && self.scene.plan.indicators(id).next().is_none()
            && node.shares == [indicator]
        {
            // Both measures share one indicator, so its cells are extended downwards.
            for cell in self.cells.get_mut(cells.clone()).unwrap_or_default() {
                cell.rowspan += 1;
            }
            self.row += 1;
        } else {
            let lines = measure::lines(self.scene, id, node);
            let count = lines.len();
            self.last = None;
            for line in lines {
                self.line(line);
            }
            self.row = self.row.max(start + count.max(1));
        }
        let number = self.numbered(Level::Measure);
        let kept = (self.last.take(), self.cells.len());
        // A number that is the code of another measure would be read as that one.
        let taken = |number: &str| self.scene.runs_on && self.scene.quarters.find_node(number).is_ok();
        let number = number.filter(|(_, number)| node.code.is_some() || !taken(number));
        if let Some((column, number)) = number {
            // A number that continues over the plan is the measure's code.
            let number = measure::running_number(self.scene, node).unwrap_or(&number);
            let cell = self.cell(start, column).with_block(self.ink(column).line(format!("{number}.")));
            self.cells.push(cell);
        }
        for (holds, blocks) in measure::merged(self.scene, id, node, n) {
            let Some(column) = self.scene.column(holds) else { continue };
            let mut cell = self.cell(start, column);
            cell.blocks = blocks.into();
            self.cells.push(cell);
        }
        self.last = kept.0;
    }

    /// A row of an indicator.
    fn line(&mut self, line: IndicatorCells) {
        self.row += 1;
        let from = self.cells.len();
        for (holds, blocks, value) in line.cells {
            let Some(column) = self.scene.column(holds) else { continue };
            let mut cell = self.cell(self.row - 1, column);
            (cell.blocks, cell.value) = (blocks.into(), value);
            self.cells.push(cell);
        }
        self.last = line.indicator.map(|id| (id, from..self.cells.len()));
    }

    /// All cells, with blank cells in the remaining places.
    fn finish(mut self) -> Vec<Cell> {
        let columns = self.scene.columns.len();
        let rows = self.row - self.first;
        let mut covered = vec![false; rows.saturating_mul(columns)];
        for cell in &self.cells {
            for row in cell.row..cell.row + cell.rowspan {
                for col in cell.col..cell.col + cell.colspan {
                    if let Some(place) = covered.get_mut((row - self.first) * columns + col) {
                        *place = true;
                    }
                }
            }
        }
        let blank = covered.iter().enumerate().filter(|(_, covered)| !**covered);
        let blank: Vec<Cell> = blank
            .map(|(at, _)| {
                let column = at % columns;
                Cell::new(self.first + at / columns, column).with_block(self.ink(column).line(""))
            })
            .collect();
        self.cells.extend(blank);
        self.keep_last();
        self.cells
    }

    /// Keeps the last row on the same page as the signatures below the table.
    fn keep_last(&mut self) {
        let last = self.row.saturating_sub(1);
        let in_last = |cell: &&mut Cell| cell.row == last;
        let letters: usize =
            self.cells.iter().filter(|cell| cell.row == last).map(|cell| cell.text().chars().count()).sum();
        if letters > KEPT || self.scene.plan.header().signatures.is_empty() {
            return;
        }
        for block in self.cells.iter_mut().filter(in_last).flat_map(|cell| &mut cell.blocks) {
            if let Block::Paragraph(paragraph) = block {
                paragraph.look.keep_with_next = true;
            }
        }
    }
}

/// The line of an aim, for a form without a column for it.
fn objective_line(text: &str, ink: ParagraphStyle) -> crate::document::Paragraph {
    ink.line(format!("{}: {}", labels().objective, squeeze(text)))
}
