//! Rows that were cut or copied.

use crate::domain::{NodeId, PlanId, draft::DraftNode};

/// The content of the clipboard.
#[derive(Clone, Debug)]
pub struct Clip {
    /// Copies of the rows with everything under them.
    pub(super) nodes: Vec<DraftNode>,
    /// The ids of cut rows, because within their plan they are moved and not copied.
    pub(super) cut: Option<(PlanId, Vec<NodeId>)>,
}
