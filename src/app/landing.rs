//! A place that a jump leads to.

use super::Screen;
use crate::domain::{IndicatorId, NodeId, PlanId, Quarter};

/// A place that a jump leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Landing {
    /// The screen.
    pub screen: Screen,
    /// The plan that it shows; none for the list of plans.
    pub plan: Option<PlanId>,
    /// The quarter, which is shown again when another plan was open meanwhile.
    pub quarter: Quarter,
    /// The node under the cursor.
    pub node: Option<NodeId>,
    /// The indicator under the cursor, in the outline.
    pub indicator: Option<IndicatorId>,
}

impl Landing {
    /// Whether a jump to the other one would show the same.
    pub fn is_same_place(&self, other: &Self) -> bool {
        Self { quarter: other.quarter, ..*self } == *other
    }
}
