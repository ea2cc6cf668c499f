//! The paths within a workspace directory.

use std::path::{Path, PathBuf};

/// The newest format of the directory that this version reads: some segments of the journal are packed.
pub(super) const FORMAT: u16 = 2;
/// The format of a directory without packed segments, which older versions read, too.
pub(super) const UNPACKED: u16 = 1;

const MARKER: &str = "kvartal-workspace";

/// The paths within a workspace.
#[derive(Clone, Debug)]
pub(super) struct WorkspacePaths {
    pub root: PathBuf,
    /// The journal: the source of truth.
    pub journal: PathBuf,
    /// The second copy of the journal's latest frames.
    pub witness: PathBuf,
    /// The state derived from the journal.
    pub state: PathBuf,
    /// The stamp of the state: how far it follows the journal.
    pub state_stamp: PathBuf,
    /// A file that exists while the state has writes that a power cut may tear; it contains the id of the boot in which
    /// they were made.
    pub unsynced: PathBuf,
    /// Snapshots for a fast start.
    pub view: PathBuf,
    /// The stamp of the snapshots.
    pub view_stamp: PathBuf,
    /// The directory for what was replaced or cut off, by time.
    pub aside: PathBuf,
}

impl WorkspacePaths {
    pub fn of(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            journal: root.join("journal"),
            witness: root.join("witness"),
            state: root.join("state"),
            state_stamp: root.join("state").join("stamp"),
            unsynced: root.join("state.unsynced"),
            view: root.join("view"),
            view_stamp: root.join("view").join("stamp"),
            aside: root.join("aside"),
        }
    }

    /// The file that marks the directory as a workspace.
    pub fn marker(&self) -> PathBuf {
        self.root.join(MARKER)
    }
}
