//! A row of the outline.

use crate::domain::{IndicatorId, NodeId, Subject};

/// A row of the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutlineRow {
    /// The depth of its node.
    pub depth: usize,
    /// Its node.
    pub node: NodeId,
    /// Its indicator; the own row of a measure has one only if the measure has exactly one.
    pub indicator: Option<IndicatorId>,
    /// Whether it is a separate row for one of several indicators, under the row of the measure.
    pub sub: bool,
}

impl OutlineRow {
    /// The subject of the values and findings on this row.
    pub fn subject(&self) -> Subject {
        self.indicator.map_or(Subject::Node(self.node), Subject::Indicator)
    }
}
