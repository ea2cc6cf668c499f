//! What is counted together.

use super::id::{NodeId, PerformerId};

/// What a tally is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// The whole plan.
    Plan,
    /// A goal, task or subtask.
    Node(NodeId),
    /// The measures of a performer; none for those that name nobody.
    Performer(Option<PerformerId>),
}
