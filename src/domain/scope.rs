//! What is counted together.

use super::id::{NodeId, PerformerId};

/// The group that a tally counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// The whole plan.
    Plan,
    /// A goal, task or subtask.
    Node(NodeId),
    /// The measures of a performer; `None` for measures without performers.
    Performer(Option<PerformerId>),
}
