//! The assembled parts of a table: headings over all columns, and blocks of measures that share lines.

use crate::domain::DoubtKind;

use super::cell::ScanCell;

/// An assembled part of the table.
#[derive(Clone, Debug)]
pub enum Item {
    /// A heading over all columns.
    Section(ScanCell, Vec<ScanUncertainty>),
    /// Measures with their values.
    Block(MeasureBlock),
}

/// The measures in one cell (mostly one), with the rows of their values.
#[derive(Clone, Debug, Default)]
pub struct MeasureBlock {
    /// The cells of the levels above, by column.
    pub heads: Vec<ScanCell>,
    /// The columns of levels above of which the row was lost.
    pub lost: Vec<usize>,
    /// The measures.
    pub measures: Vec<ScanCell>,
    /// Indicators and values with all that belongs to them.
    pub rows: Vec<ValueRow>,
    /// What is doubted.
    pub uncertainties: Vec<ScanUncertainty>,
}

/// A row of values: the cells of performers, term, indicator, target, fact and note, by column.
#[derive(Clone, Debug, Default)]
pub struct ValueRow {
    /// The cells.
    pub cells: Vec<ScanCell>,
    /// The original line, for doubts.
    pub text: String,
    /// The line of the text.
    pub line: u32,
}

/// Whom a doubt is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// The block: its first measure, or the measure of the row with the doubt's line.
    Block,
    /// One of its measures.
    Measure(usize),
    /// The plan, because the text has no place in the table.
    Plan,
}

/// A doubt about an assembled part.
#[derive(Clone, Debug)]
pub struct ScanUncertainty {
    /// Whom it is about.
    pub on: On,
    /// Its kind.
    pub kind: DoubtKind,
    /// The line of the text.
    pub line: u32,
    /// The original text.
    pub text: String,
    /// The chosen reading.
    pub reading: String,
    /// Other readings.
    pub alternatives: Vec<String>,
}

impl ScanUncertainty {
    /// A doubt of the whole block.
    pub fn new(kind: DoubtKind, line: u32, text: impl Into<String>, reading: impl Into<String>) -> Self {
        let (text, reading) = (text.into(), reading.into());
        Self { on: On::Block, kind, line, text, reading, alternatives: Vec::new() }
    }

    /// The same doubt about one measure (or the plan).
    #[must_use]
    pub fn on(self, on: On) -> Self {
        Self { on, ..self }
    }

    /// With another reading.
    #[must_use]
    pub fn or(mut self, alternative: impl Into<String>) -> Self {
        self.alternatives.extend(Some(alternative.into()).filter(|text| !text.is_empty()));
        self
    }
}
