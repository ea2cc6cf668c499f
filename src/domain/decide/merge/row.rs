//! The plan's children of one parent, with lookup by position and by identity.

use crate::domain::{id::NodeId, id_map::IdMap, plan::Plan};

/// The plan's children of one parent.
#[derive(Default)]
pub struct Siblings {
    /// They, in their order.
    pub all: Vec<NodeId>,
    /// The position of each child.
    pub at: IdMap<NodeId, usize>,
}

impl Siblings {
    /// Those of a parent.
    pub fn of(plan: &Plan, parent: Option<NodeId>) -> Self {
        let all: Vec<NodeId> = plan.children(parent).collect();
        let at = all.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        Self { all, at }
    }
}
