//! What stands in a workspace where something of another type belongs: a directory, a pipe or a device in the place of a
//! file, or a file in the place of a directory.

use std::path::{Path, PathBuf};

use super::workspace::WorkspacePaths;

/// Everything that is misplaced in a workspace. A link counts as what it points to.
pub(super) fn misplaced(layout: &WorkspacePaths) -> Vec<PathBuf> {
    let directories = ["journal", "state", "view", "backups", "aside", "drafts", "screens"]
        .map(|name| layout.root.join(name));
    let mut found: Vec<PathBuf> = directories.into_iter().filter(|path| is_no_directory(path)).collect();
    let names =
        ["lock", "witness", "state.unsynced", "untold", "lost.json"].map(|name| layout.root.join(name));
    let files = names.into_iter().chain([layout.marker()]);
    let segments = entries(&layout.journal)
        .filter(|path| path.extension().is_some_and(|ending| ending == "kvj" || ending == "kvp"));
    let all = files.chain(segments).chain(of_state(&layout.state)).chain(entries(&layout.view));
    found.extend(all.filter(|path| is_no_file(path)));
    // A socket is made anew whatever file stands in its place.
    found.extend([layout.root.join("socket")].into_iter().filter(|path| path.is_dir()));
    found
}

/// Whether something other than a directory stands in a place.
pub(super) fn is_no_directory(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|meta| !meta.is_dir())
}

/// Whether something other than a file stands in a place.
pub(super) fn is_no_file(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|meta| !meta.is_file())
}

/// Whether the state has something other than files, on which its engine would wait.
pub(super) fn is_state_mixed(state: &Path) -> bool {
    of_state(state).any(|path| is_no_file(&path))
}

/// The files of the state; its engine also has a directory of its own.
fn of_state(state: &Path) -> impl Iterator<Item = PathBuf> {
    entries(state).filter(|path| !path.ends_with("blobs"))
}

fn entries(directory: &Path) -> impl Iterator<Item = PathBuf> {
    let read = std::fs::read_dir(directory).into_iter().flatten();
    read.filter_map(|entry| Some(entry.ok()?.path()))
}
