//! Storage for changes that are not acknowledged yet, so that they survive a restart: the connection to a server may be
//! lost for longer than the window is open.

use crate::{
    domain::{Change, ChangeId},
    store::Logged,
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
