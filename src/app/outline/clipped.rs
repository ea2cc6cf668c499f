//! Rows that were cut or copied.

use crate::domain::{NodeId, PlanId, draft::DraftNode};

/// What was cut or copied.
#[derive(Clone, Debug)]
pub struct Clip {
    /// Copies of the rows with all under them.
    pub(super) nodes: Vec<DraftNode>,
    /// The rows themselves, where they were cut: in their own plan they are moved, not copied.
    pub(super) cut: Option<(PlanId, Vec<NodeId>)>,
}
