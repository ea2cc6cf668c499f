//! Storage for changes that are not acknowledged yet, so that they survive a restart: the connection to a server may be
//! lost for longer than the window is open.

use crate::{
    domain::{Change, ChangeId, PlanId},
    store::{CommitError, Logged, ServerFault, StoreError},
};

/// A storage for changes on their way to the server.
pub trait UnsentKeeper: Send + Sync {
    /// Stores a change before it is sent. If that fails, the change is sent all the same.
    fn keep(&self, change: &Change);

    /// Removes a change that has arrived, or was refused and reported.
    fn forget(&self, id: ChangeId);

    /// The changes that windows left behind when they ended, in the order of entry.
    fn found(&self) -> Vec<Change>;

    /// Stores changes that the server had and does not have any more. Nobody sends them unasked, because they may be what
    /// a backup was restored for. Returns the place in words; none where they could not be stored.
    fn set_aside(&self, changes: &[Logged]) -> Option<String>;

    /// How many changes were set aside, and where they are.
    fn aside(&self) -> Option<(usize, String)>;
}

/// Why a commit failed, until the plan is read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The plan.
    pub plan: PlanId,
    /// In words.
    pub why: String,
    /// Whether the change stays stored for the next window.
    pub waits: bool,
}

/// Whether a server has neither made nor refused a change, because it could not be used: it has new tables, a new
/// password, or a certificate that has run out.
pub(super) const fn is_undecided(error: &CommitError) -> bool {
    match error {
        CommitError::Store(StoreError::Server(fault)) => {
            !matches!(fault, ServerFault::NotAllowed { .. } | ServerFault::Damaged { .. })
        }
        _ => false,
    }
}
