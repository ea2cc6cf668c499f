//! Where things lie in a workspace directory.

use std::path::{Path, PathBuf};

/// The newest format of the directory that this version reads.
pub(super) const FORMAT: u16 = 1;

const MARKER: &str = "kvartal-workspace";

/// Where things lie in a workspace.
#[derive(Clone, Debug)]
pub(super) struct WorkspacePaths {
    pub root: PathBuf,
    /// The truth.
    pub journal: PathBuf,
    /// The second copy of its latest frames.
    pub witness: PathBuf,
    /// The state made from it.
    pub state: PathBuf,
    /// How far the state goes.
    pub state_stamp: PathBuf,
    /// There while the state holds writes that a power cut may tear; it says in which boot they were made.
    pub unsynced: PathBuf,
    /// Snapshots for a fast start.
    pub view: PathBuf,
    /// How far the snapshots go.
    pub view_stamp: PathBuf,
    /// What was set aside, by the time when.
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

    /// The file that says that the directory is a workspace.
    pub fn marker(&self) -> PathBuf {
        self.root.join(MARKER)
    }
}
