//! What the lines of a table are put together to: headings over all columns, and blocks of measures that
//! share lines.

use crate::domain::DoubtKind;

use super::cell::ScanCell;

/// One thing of the table.
#[derive(Clone, Debug)]
pub enum Item {
    /// A heading over all columns.
    Section(ScanCell, Vec<ScanUncertainty>),
    /// Measures with what stands beside them.
    Block(MeasureBlock),
}

/// Measures that stand in one cell (mostly one), with the rows of their values.
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
    /// What stood in the line, for doubts.
    pub text: String,
    /// The line of the text.
    pub line: u32,
}

/// Whom a doubt is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// The block: its first measure, or the one of the row that it is about.
    Block,
    /// One of them.
    Measure(usize),
    /// The plan: what stood there found no place.
    Plan,
}

/// A doubt about what was put together.
#[derive(Clone, Debug)]
pub struct ScanUncertainty {
    /// Whom it is about.
    pub on: On,
    /// Its kind.
    pub kind: DoubtKind,
    /// The line of the text.
    pub line: u32,
    /// What stood there.
    pub text: String,
    /// The reading taken.
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

    /// The same about one measure (or the plan).
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
