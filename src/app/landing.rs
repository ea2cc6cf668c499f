//! A place that a jump leads to.

use super::Screen;
use crate::domain::{IndicatorId, NodeId, PlanId};

/// A place that a jump leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Landing {
    /// The screen.
    pub screen: Screen,
    /// The plan that it shows; none for the list of plans.
    pub plan: Option<PlanId>,
    /// The node under the cursor.
    pub node: Option<NodeId>,
    /// The indicator under the cursor, in the outline.
    pub indicator: Option<IndicatorId>,
}
