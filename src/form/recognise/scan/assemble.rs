//! Assembles the lines of a text into blocks: lines that begin a measure, and lines that continue one.

use std::collections::{HashMap, HashSet};

use crate::{
    domain::{DoubtKind, Level},
    form::{
        code,
        form::{Holds, Stands},
        words::key,
    },
};

use super::super::absorbed::Absorbed;
use super::{
    align::align,
    block::{Item, MeasureBlock, On, ScanUncertainty, ValueRow},
    cell::ScanCell,
    columns::ScanColumns,
    lines::ScanLine,
    split,
};

/// How long a cell of a header may be, in bytes.
const LONGEST_HEADER: usize = 600;

/// A line with its cells in columns.
#[derive(Clone, Debug, Default)]
pub struct Placed {
    /// A cell for each column.
    pub cells: Vec<ScanCell>,
    /// Whether fields are not in their own columns.
    pub shifted: bool,
    /// The fields without a column.
    pub left: Vec<ScanCell>,
    /// The original text.
    pub text: String,
    /// Its number.
    pub line: u32,
    /// Whether a page (or only a blank line) ends before it.
    pub gap: bool,
}

/// Puts lines together.
pub struct Assembler<'a> {
    pub(super) columns: &'a ScanColumns<'a>,
    header: HashSet<String>,
    pub(super) items: Vec<Item>,
    /// Rows at the top of a page that belong either to the measure before or to the one after.
    pub(super) held: Vec<ValueRow>,
    /// The number of the last measure.
    pub(super) last_code: Option<Vec<u32>>,
    /// The codes of the open higher levels.
    pub(super) open: HashMap<Level, Vec<u32>>,
    /// All codes of higher levels so far.
    pub(super) seen: HashSet<Vec<u32>>,
}

impl<'a> Assembler<'a> {
    /// An assembler without items. `header` has the keys of the header's cells.
    pub fn new(columns: &'a ScanColumns<'a>, header: HashSet<String>) -> Self {
        Self {
            columns,
            header,
            items: Vec::new(),
            held: Vec::new(),
            last_code: None,
            open: HashMap::new(),
            seen: HashSet::new(),
        }
    }

    /// Reads all lines.
    pub fn read(mut self, lines: Vec<ScanLine>) -> Vec<Item> {
        let mut lines =
            lines.into_iter().filter(|line| !self.is_skipped(line)).collect::<Vec<_>>().into_iter();
        let mut next = lines.next();
        while let Some(line) = next.take() {
            next = lines.next();
            if self.section(&line) == Absorbed::Yes {
                continue;
            }
            if !line.tabbed && !self.may_go_on(&line) {
                self.left_over(&line);
                continue;
            }
            let placed = self.place(line);
            let left: Vec<ScanUncertainty> =
                placed.left.iter().map(|cell| left_over(&placed, cell)).collect();
            if self.begins(&placed) {
                self.begin(placed);
            } else {
                self.go_on(placed, next.as_ref());
            }
            self.extend(left);
        }
        self.settle_held(None);
        self.items
    }

    /// Whether a line is a repeated header, a numbering of the columns, or «Продовження таблиці».
    fn is_skipped(&self, line: &ScanLine) -> bool {
        let texts: Vec<String> = line.filled().map(|(_, cell)| cell.text()).collect();
        if texts.iter().any(|text| text.len() > LONGEST_HEADER) {
            return false;
        }
        let texts: Vec<String> = texts.iter().map(|text| key(text)).collect();
        let counts = (1_u32..).zip(&texts).all(|(n, text)| text.trim_end_matches('.').parse() == Ok(n));
        let repeats = texts.iter().all(|text| self.header.contains(text));
        texts.is_empty()
            || (texts.len() >= 2 && repeats)
            || (texts.len() >= 3 && counts)
            || (texts.len() == 1 && texts.iter().all(|text| split::is_continued(text)))
    }

    /// Adds a line that is a heading over all columns, or the rest of one.
    fn section(&mut self, line: &ScanLine) -> Absorbed {
        let mut filled = line.filled();
        let (Some((at, cell)), None) = (filled.next(), filled.next()) else { return Absorbed::No };
        let level = self.section_level(cell).filter(|_| at == 0);
        if level.is_none()
            && (line.gap || line.tabbed || !matches!(self.items.last(), Some(Item::Section(..))))
        {
            return Absorbed::No;
        }
        let mut uncertainties = Vec::new();
        if level.is_some() {
            self.settle_held(None);
            self.last_code = None;
        } else if let Some(Item::Section(heading, uncertainties)) = self.items.last_mut() {
            uncertainties.push(
                ScanUncertainty::new(DoubtKind::Reading, line.number, &line.text, heading.text())
                    .on(On::Plan),
            );
            *heading = std::mem::take(heading).joined(cell.clone(), self.columns.form);
            return Absorbed::Yes;
        }
        if let Some((level, code)) = level.zip(cell.features.code.as_deref().and_then(code::numbers)) {
            self.open.retain(|open, _| *open < level);
            self.open.insert(level, code);
        }
        if line.fields.len() > self.columns.len() {
            uncertainties.push(
                ScanUncertainty::new(DoubtKind::ShiftedColumns, line.number, &line.text, cell.text())
                    .on(On::Plan),
            );
        }
        self.items.push(Item::Section(cell.clone(), uncertainties));
        Absorbed::Yes
    }

    fn section_level(&self, cell: &ScanCell) -> Option<Level> {
        let form = self.columns.form;
        let rows = || form.levels.iter().filter(|rule| rule.stands == Stands::Row);
        if let Some(level) = cell.features.level {
            return rows().find(|rule| rule.level == level).map(|rule| rule.level);
        }
        let depth = cell.features.depth?;
        // A heading that is numbered like the measures is recognised by Roman numerals, emphasis or its column.
        let as_measure = form
            .rule(Level::Measure)
            .is_some_and(|rule| if rule.ordinal { depth == 1 } else { rule.bare && rule.depth == depth });
        let roman = cell
            .features
            .code
            .as_deref()
            .is_some_and(|code| code.starts_with(|c: char| c.is_ascii_alphabetic()));
        let in_column = self.columns.of(Holds::Ordinal).is_some();
        let fits = !as_measure || roman || cell.features.emphasised || in_column;
        rows().find(|rule| fits && rule.bare && rule.depth == depth).map(|rule| rule.level)
    }

    /// Whether a line without tabulators may be the rest of a cell, or a single figure.
    fn may_go_on(&self, line: &ScanLine) -> bool {
        let Some((_, cell)) = line.filled().next() else { return false };
        cell.features.lower
            || cell.features.event
            || cell.features.figures > 0
            || cell.features.level.is_some()
    }

    fn left_over(&mut self, line: &ScanLine) {
        let uncertainty = ScanUncertainty::new(DoubtKind::LeftOver, line.number, &line.text, "").on(On::Plan);
        match self.items.last_mut() {
            Some(Item::Section(_, uncertainties) | Item::Block(MeasureBlock { uncertainties, .. })) => {
                uncertainties.push(uncertainty)
            }
            None => self.items.push(Item::Block(MeasureBlock {
                uncertainties: vec![uncertainty],
                ..MeasureBlock::default()
            })),
        }
    }

    /// Puts the fields of a line into columns.
    pub(super) fn place(&self, line: ScanLine) -> Placed {
        let above: Vec<ScanCell> = (0..self.columns.len()).map(|column| self.above(column)).collect();
        let alone = line.filled().count() == 1;
        let counts = |column| self.columns.holds(column) == Some(Holds::Ordinal);
        let bonus = |cell: &ScanCell, column: usize| match above.get(column) {
            // A single figure is a value whose row was split.
            _ if alone && cell.features.figures > 0 && counts(column) => -24,
            Some(above) if cell.features.lower => match above {
                _ if above.is_blank() => -2,
                _ if above.is_cut() => 6,
                _ if above.is_ended() => 0,
                _ => 3,
            },
            _ => 0,
        };
        let aligned = align(line.fields, self.columns, &bonus);
        Placed {
            cells: aligned.cells,
            left: aligned.left,
            shifted: aligned.shifted,
            text: line.text,
            line: line.number,
            gap: line.gap,
        }
    }

    /// The last cell of a column in the open block.
    pub(super) fn above(&self, column: usize) -> ScanCell {
        let Some(block) = self.block() else { return ScanCell::default() };
        match self.columns.holds(column) {
            Some(Holds::Measure) => block.measures.last().cloned().unwrap_or_default(),
            Some(holds) if is_head(holds) => block.heads.get(column).cloned().unwrap_or_default(),
            _ => block.rows.last().and_then(|row| row.cells.get(column)).cloned().unwrap_or_default(),
        }
    }

    pub(super) fn block(&self) -> Option<&MeasureBlock> {
        self.items.last().and_then(|item| if let Item::Block(block) = item { Some(block) } else { None })
    }

    pub(super) fn block_mut(&mut self) -> Option<&mut MeasureBlock> {
        self.items.last_mut().and_then(|item| if let Item::Block(block) = item { Some(block) } else { None })
    }

    /// The cell of a line for something.
    pub(super) fn cell<'p>(&self, placed: &'p Placed, holds: Holds) -> Option<&'p ScanCell> {
        let column = self.columns.of(holds)?;
        placed.cells.get(column).filter(|cell| !cell.is_blank())
    }

    /// Whether a line begins a measure, or a task before its measures.
    fn begins(&self, placed: &Placed) -> bool {
        let heads = [Holds::Goal, Holds::Task, Holds::Subtask];
        let headed = heads.into_iter().filter_map(|holds| self.cell(placed, holds)).any(is_coded);
        let counted = self.cell(placed, Holds::Ordinal).is_some();
        let Some(measure) = self.cell(placed, Holds::Measure) else { return headed || counted };
        let values = [Holds::Indicator, Holds::Target, Holds::Fact, Holds::Term];
        let valued = values
            .into_iter()
            .any(|holds| self.cell(placed, holds).is_some_and(|cell| !cell.features.performers));
        let rule = self.columns.form.rule(Level::Measure);
        match &measure.features {
            features if features.level == Some(Level::Measure) => true,
            features if features.depth.is_some() && features.depth == rule.map(|rule| rule.depth) => true,
            features if features.depth == Some(1) && rule.is_some_and(|rule| rule.ordinal) => true,
            _ if headed || counted => true,
            features => !features.event && !features.lower && features.level.is_none() && valued,
        }
    }

    fn begin(&mut self, mut placed: Placed) {
        let form = self.columns.form;
        self.end_above(&mut placed);
        let measure = self.cell(&placed, Holds::Measure).cloned().unwrap_or_default();
        let mut block = MeasureBlock { measures: split::measures(&measure, form), ..MeasureBlock::default() };
        if block.measures.is_empty() && !measure.is_blank() {
            block.measures.push(measure);
        }
        block.heads = self.heads(&placed);
        self.number(&mut block, &placed);
        block.rows = self.rows_of(&placed, &mut block.uncertainties, block.measures.len());
        if placed.shifted && !block.measures.is_empty() {
            block.uncertainties.push(ScanUncertainty::new(
                DoubtKind::ShiftedColumns,
                placed.line,
                &placed.text,
                shown(&placed),
            ));
        }
        self.settle_held(Some(&mut block));
        self.items.push(Item::Block(block));
    }

    /// The cells of the levels above the measures; one with a code opens its level.
    pub(super) fn heads(&mut self, placed: &Placed) -> Vec<ScanCell> {
        let mut heads = vec![ScanCell::default(); self.columns.len()];
        for (column, cell) in placed.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank()) {
            let Some(holds) = self.columns.holds(column).filter(|holds| is_head(*holds)) else { continue };
            if let Some(place) = heads.get_mut(column) {
                *place = cell.clone();
            }
            let code = cell.features.code.as_deref().and_then(code::numbers);
            if let Some((level, code)) = holds.level().zip(code) {
                self.open.retain(|open, _| *open < level);
                self.seen.insert(code.clone());
                self.open.insert(level, code);
                self.last_code = None;
            }
        }
        heads
    }

    /// The rows of values of a line.
    pub(super) fn rows_of(
        &self,
        placed: &Placed,
        uncertainties: &mut Vec<ScanUncertainty>,
        measures: usize,
    ) -> Vec<ValueRow> {
        let mut cells = placed.cells.clone();
        for (column, cell) in cells.iter_mut().enumerate() {
            if self.columns.holds(column).is_some_and(|holds| is_head(holds) || holds == Holds::Measure) {
                *cell = ScanCell::default();
            }
        }
        if cells.iter().all(ScanCell::is_blank) {
            return Vec::new();
        }
        let row = ValueRow { cells, text: placed.text.clone(), line: placed.line };
        super::values::apart(row, self.columns, uncertainties, measures)
    }
}

/// Whether a column belongs to the levels above the measures.
pub fn is_head(holds: Holds) -> bool {
    matches!(holds, Holds::Ordinal | Holds::Goal | Holds::Task | Holds::Subtask | Holds::Objective)
}

fn left_over(placed: &Placed, cell: &ScanCell) -> ScanUncertainty {
    ScanUncertainty::new(DoubtKind::LeftOver, placed.line, cell.text(), "")
}

fn is_coded(cell: &ScanCell) -> bool {
    cell.features.level.is_some() || cell.features.depth.is_some()
}

/// The cells of a line in their columns, for a doubt.
pub fn shown(placed: &Placed) -> String {
    let filled = placed.cells.iter().filter(|cell| !cell.is_blank());
    filled.map(ScanCell::text).collect::<Vec<_>>().join(" | ")
}
