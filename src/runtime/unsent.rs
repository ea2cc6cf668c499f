//! What was entered and is not acknowledged yet is kept until it is, so that it survives a restart: the line to a server
//! may be away for longer than a window is open.

use crate::domain::{Change, ChangeId};

/// Where changes are kept that are on their way.
pub trait UnsentKeeper: Send + Sync {
    /// Keeps a change that is about to be sent. What cannot be kept is sent all the same.
    fn keep(&self, change: &Change);

    /// A change has arrived, or was refused and told.
    fn forget(&self, id: ChangeId);

    /// What other windows left behind when they ended, in the order in which it was entered.
    fn found(&self) -> Vec<Change>;
}
