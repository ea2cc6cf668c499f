//! Builds the table for the recogniser from the assembled blocks, with merged cells where measures share one.

use crate::{
    document::{self, Block as Piece, Paragraph, Place, Table},
    domain::DoubtKind,
    form::{code, form::Holds},
    text::{normal::squeeze, surely::Surely},
};

use super::{
    assemble::is_head,
    block::{Item, MeasureBlock, On, ScanUncertainty, ValueRow},
    cell::ScanCell,
    columns::ScanColumns,
    repeats::without_repeats,
    split,
};

/// The table in the making.
pub struct Build<'a> {
    columns: &'a ScanColumns<'a>,
    units: Vec<String>,
    cells: Vec<document::Cell>,
    row: usize,
    /// The cells of missing parents; each extends to the next cell in its column.
    lost: Vec<usize>,
    doubts: Vec<(Option<usize>, ScanUncertainty)>,
    /// The measure cell above, where it has more measures than values.
    short_of_values: Option<ScanCell>,
}

/// The result.
pub struct Built {
    /// The table.
    pub table: Table,
    /// Doubts, each with the row of its measure.
    pub doubts: Vec<(Option<usize>, ScanUncertainty)>,
}

impl<'a> Build<'a> {
    /// A table that begins with the cells of its header.
    pub fn new(columns: &'a ScanColumns<'a>, header: &Table, items: &[Item]) -> Self {
        let blocks =
            items.iter().filter_map(|item| if let Item::Block(block) = item { Some(block) } else { None });
        let texts: Vec<String> = match columns.of(Holds::Fact) {
            Some(_) => blocks
                .flat_map(|block| &block.measures)
                .flat_map(|cell| &cell.paragraphs)
                .map(Paragraph::text)
                .collect(),
            None => Vec::new(),
        };
        Self {
            columns,
            units: split::units(texts.iter().map(String::as_str)),
            cells: header.cells().to_vec(),
            row: header.rows(),
            lost: Vec::new(),
            doubts: Vec::new(),
            short_of_values: None,
        }
    }

    /// Puts all items into the table; none where they are too many for one.
    pub fn table(mut self, items: Vec<Item>) -> Option<Built> {
        for item in items {
            match item {
                Item::Section(cell, uncertainties) => self.section(cell, uncertainties),
                Item::Block(block) => self.block(block),
            }
        }
        self.end_lost(|_| true);
        let table = Table::new(self.row, self.columns.len(), self.cells).ok()?;
        Some(Built { table, doubts: without_repeats(self.doubts) })
    }

    fn section(&mut self, cell: ScanCell, uncertainties: Vec<ScanUncertainty>) {
        self.end_lost(|_| true);
        self.put(&cell, 0, (1, self.columns.len()), self.row);
        self.row += 1;
        self.doubts.extend(uncertainties.into_iter().map(|uncertainty| (None, uncertainty)));
    }

    fn block(&mut self, mut block: MeasureBlock) {
        let first = self.row;
        for (column, head) in block.heads.iter().enumerate().filter(|(_, head)| !head.is_blank()) {
            self.end_lost(|lost| lost >= column);
            self.put(head, column, (1, 1), first);
        }
        for column in block.lost.clone() {
            self.end_lost(|lost| lost >= column);
            self.lost.push(self.cells.len());
            let mut cell = document::Cell::new(first, column);
            cell.place =
                block.measures.first().and_then(ScanCell::line).map(Place::of_line).unwrap_or_default();
            self.cells.push(cell);
        }
        if block.measures.len() <= 1 {
            one_measure(&mut block, self.columns);
        }
        let measures = block.measures.len();
        let rows = block.rows.len().max(measures);
        let headed = block.heads.iter().any(|head| !head.is_blank());
        if rows == 0 && !headed {
            return self.uncertainties(block.uncertainties, first, 0);
        }
        assign(&mut block);
        self.suspect(&mut block);
        for (index, measure) in block.measures.iter().enumerate() {
            if let Some(column) = self.columns.of(Holds::Measure) {
                let measure = self.with_events_apart(measure, &mut block.uncertainties, index);
                self.put(&measure, column, (1, 1), first + index);
            }
        }
        if measures > 1 {
            self.performers(&mut block, first);
        }
        self.values(&block.rows, first, rows);
        // The recogniser detects a missing parent by a merged cell, which needs at least two rows.
        self.row += rows.max(1 + usize::from(!block.lost.is_empty()));
        self.uncertainties(block.uncertainties, first, measures);
    }

    /// Splits a cell of performers between the measures, where it has as many performers as there are measures.
    fn performers(&mut self, block: &mut MeasureBlock, first: usize) {
        let Some(column) = self.columns.of(Holds::Performers) else { return };
        let mut filled =
            block.rows.iter_mut().filter_map(|row| row.cells.get_mut(column)).filter(|c| !c.is_blank());
        let (Some(cell), None) = (filled.next(), filled.next()) else { return };
        *cell = split::performers(cell, self.columns.form);
        if cell.paragraphs.len() == block.measures.len() {
            for (index, paragraph) in std::mem::take(cell).paragraphs.into_iter().enumerate() {
                self.put(&ScanCell::of(vec![paragraph], self.columns.form), column, (1, 1), first + index);
            }
        }
    }

    /// Puts the cells of rows of values into the table. Where there are more measures than rows, the cells of the
    /// last row extend downwards; performers and terms extend to the next ones.
    fn values(&mut self, values: &[ValueRow], first: usize, rows: usize) {
        let columns = self.columns;
        for (index, row) in values.iter().enumerate() {
            let missing = if index + 1 == values.len() { rows - values.len() } else { 0 };
            for (column, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank()) {
                let blank = |row: &&ValueRow| row.cells.get(column).is_none_or(ScanCell::is_blank);
                let nameless = |row: &&ValueRow| blank(row) && row.is_valued(columns);
                let below = values.iter().skip(index + 1);
                let free = match columns.holds(column) {
                    Some(Holds::Performers | Holds::Term) => below.take_while(blank).count(),
                    Some(Holds::Indicator) => below.take_while(nameless).count(),
                    _ => 0,
                };
                let reaches_end = index + free + 1 == values.len();
                let more = if reaches_end { free + rows - values.len() } else { free.max(missing) };
                self.put(cell, column, (1 + more, 1), first + index);
            }
        }
    }

    /// Doubts measures and rows of values that differ in number, and the row below.
    fn suspect(&mut self, block: &mut MeasureBlock) {
        let columns = self.columns;
        let valued = block.rows.iter().any(|row| row.is_named(columns) || row.is_valued(columns));
        if let Some(above) = self.short_of_values.take().filter(|_| valued)
            && let Some(row) = block.rows.first()
        {
            let reading = row.shown_at(block.measures.first());
            let uncertainty = ScanUncertainty::new(DoubtKind::ShiftedColumns, row.line, &row.text, reading);
            let uncertainty = uncertainty.on(On::Measure(0)).or(row.shown_at(Some(&above)));
            block.uncertainties.push(uncertainty);
        }
        let (measures, rows) = (block.measures.len(), block.rows.len());
        if measures < 2 {
            return;
        }
        for index in 0..measures {
            let row = block.rows.get(index.min(rows.saturating_sub(1)));
            let line = block.measures.get(index).and_then(ScanCell::line).unwrap_or_default();
            let (text, reading) = row.map(|row| (row.text.clone(), row.shown())).unwrap_or_default();
            block.uncertainties.push(
                ScanUncertainty::new(DoubtKind::SharedCell, line, text, reading).on(On::Measure(index)),
            );
        }
        if rows < measures && valued && columns.of(Holds::Target).is_some() {
            self.short_of_values = block.measures.last().cloned();
        }
    }

    /// Splits the events in a measure's cell into separate paragraphs, where the form has events there.
    fn with_events_apart(
        &self,
        measure: &ScanCell,
        uncertainties: &mut Vec<ScanUncertainty>,
        index: usize,
    ) -> ScanCell {
        if self.columns.of(Holds::Fact).is_none() {
            return measure.clone();
        }
        let mut paragraphs = Vec::new();
        for (at, paragraph) in measure.paragraphs.iter().enumerate() {
            let (parts, undated) = split::events(paragraph, &self.units);
            if undated && at == 0 {
                // Without their number, as titles are stored, so that choosing the other reading corrects the
                // title.
                let title = |text: String| {
                    let number = code::heading(&text, &self.columns.form.levels).title;
                    squeeze(text.get(number..).surely())
                };
                let short = parts.first().map(Paragraph::text).unwrap_or_default();
                let line = paragraph.place.line.unwrap_or_default();
                let uncertainty =
                    ScanUncertainty::new(DoubtKind::Reading, line, paragraph.text(), title(short));
                uncertainties.push(uncertainty.or(title(paragraph.text())).on(On::Measure(index)));
            }
            paragraphs.extend(parts);
        }
        ScanCell::of(paragraphs, self.columns.form)
    }

    fn put(&mut self, cell: &ScanCell, column: usize, (rows, columns): (usize, usize), row: usize) {
        let mut made = document::Cell::new(row, column).spanning(rows, columns);
        made.place = cell.line().map(Place::of_line).unwrap_or_default();
        made.blocks = cell.paragraphs.iter().cloned().map(Piece::Paragraph).collect();
        self.cells.push(made);
    }

    /// Ends the cells of missing parents in some columns above the current row.
    fn end_lost(&mut self, ends: impl Fn(usize) -> bool) {
        let row = self.row;
        let cells = &mut self.cells;
        self.lost.retain(|index| {
            let Some(cell) = cells.get_mut(*index).filter(|cell| ends(cell.col)) else { return true };
            cell.rowspan = row.saturating_sub(cell.row).max(1);
            false
        });
    }

    fn uncertainties(&mut self, uncertainties: Vec<ScanUncertainty>, first: usize, measures: usize) {
        for uncertainty in uncertainties {
            let row = match uncertainty.on {
                On::Plan => None,
                On::Measure(index) => Some(first + index),
                // A block without measures belongs to the measure above.
                On::Block => Some(if measures == 0 { first.saturating_sub(1) } else { first }),
            };
            self.doubts.push((row, uncertainty));
        }
    }
}

/// Assigns the doubts about a block with several measures to the measures of their rows.
fn assign(block: &mut MeasureBlock) {
    let last = block.measures.len().saturating_sub(1);
    for uncertainty in block.uncertainties.iter_mut().filter(|uncertainty| uncertainty.on == On::Block) {
        let row = block.rows.iter().position(|row| row.line == uncertainty.line);
        uncertainty.on = row.map_or(On::Block, |row| On::Measure(row.min(last)));
    }
}

/// Joins the performers and terms of all rows into the first row, where the block has one measure, because the
/// recogniser reads them only next to the measure.
fn one_measure(block: &mut MeasureBlock, columns: &ScanColumns<'_>) {
    let mut rows = block.rows.iter_mut();
    let Some(first) = rows.next() else { return };
    for row in rows {
        for holds in [Holds::Performers, Holds::Term] {
            let Some(column) = columns.of(holds) else { continue };
            let Some(cell) = row.cells.get_mut(column).map(std::mem::take) else { continue };
            let Some(own) = first.cells.get_mut(column).filter(|own| own.text() != cell.text()) else {
                continue;
            };
            let before = std::mem::take(own);
            *own = if cell.features.lower {
                before.continued(cell, columns.form)
            } else {
                before.joined(cell, columns.form)
            };
        }
    }
}

/// Joins a block that has more measures than rows of values with the next one, where that has exactly the missing
/// number of extra unnamed values.
pub fn balanced(items: Vec<Item>, columns: &ScanColumns<'_>) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::with_capacity(items.len());
    for item in items {
        if let (Some(Item::Block(above)), Item::Block(below)) = (out.last_mut(), &item) {
            let headed = below.heads.iter().enumerate().any(|(column, head)| {
                !head.is_blank()
                    && columns.holds(column).is_some_and(|holds| is_head(holds) && holds != Holds::Ordinal)
            });
            let missing = above.measures.len().saturating_sub(above.rows.len().max(1));
            let nameless = below.rows.iter().skip(1).filter(|row| !row.is_named(columns)).count();
            let spare = below.rows.len().saturating_sub(below.measures.len());
            if missing > 0 && !headed && below.lost.is_empty() && missing == spare && nameless == spare {
                above.measures.extend(below.measures.iter().cloned());
                above.rows.extend(below.rows.iter().cloned());
                above
                    .uncertainties
                    .extend(below.uncertainties.iter().cloned().map(|uncertainty| uncertainty.on(On::Block)));
                continue;
            }
        }
        out.push(item);
    }
    out
}
