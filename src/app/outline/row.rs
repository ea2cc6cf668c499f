//! A row of the outline.

use crate::domain::{IndicatorId, NodeId, Subject};

/// A row of the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutlineRow {
    /// How deep it stands.
    pub depth: usize,
    /// Its node.
    pub node: NodeId,
    /// Its indicator; on a measure's own row the only one it has.
    pub indicator: Option<IndicatorId>,
    /// Whether it is one of several indicators, on a row of its own under the measure.
    pub sub: bool,
}

impl OutlineRow {
    /// What values and findings on this row are about.
    pub fn subject(&self) -> Subject {
        self.indicator.map_or(Subject::Node(self.node), Subject::Indicator)
    }
}
