//! The workspace directory: where things lie in it, its marker, its lock, and files that nobody else may read.

use std::{
    fs::{DirBuilder, File, OpenOptions},
    io::{Read, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use rustix::fs::FlockOperation;

pub(super) use super::durable_file::{replace_file, sync_dir};
use super::{
    StoreError,
    identity::{Voices, identify},
    journal::{self, Hash},
};

/// The newest format of the directory that this version reads.
pub(super) const FORMAT: u16 = 1;

const MARKER: &str = "kvartal-workspace";
const LOCK: &str = "lock";

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

/// A workspace that this process alone has open for writing.
#[derive(Debug)]
pub(super) struct Workspace {
    pub layout: WorkspacePaths,
    /// What the chain of the journal begins with: drawn once, so that no two workspaces' journals mix.
    pub root_hash: Hash,
    /// Whether its marker was missing or damaged and was made anew.
    pub is_remarked: bool,
    /// Whether its parts agree on which workspace it is.
    pub voices: Voices,
    /// The locks last as long as the files are open.
    _locks: Vec<File>,
}

impl Workspace {
    /// Makes the directory where it is missing, takes the lock and reads the marker.
    pub fn open(root: &Path, now_ms: i64) -> Result<Self, StoreError> {
        let layout = WorkspacePaths::of(root);
        if !root.is_dir() {
            make_dir(root)?;
        }
        let found = identify(&layout)?;
        if found.is_none() && !is_unused(root)? {
            return Err(StoreError::NotAWorkspace(root.to_owned()));
        }
        let locks = take_locks(root, now_ms)?;
        // Whoever had the lock before may have made it meanwhile.
        let found = if found.is_none() { identify(&layout)? } else { found };
        let voices = found.map_or(Voices::One, |found| found.voices);
        // While its parts disagree, none of them is altered.
        let is_remarked = voices == Voices::One && found.is_some_and(|found| !found.is_marked);
        let root_hash = match found {
            Some(found) => found.root,
            None => begin(&layout)?,
        };
        if is_remarked {
            write_marker(&layout.marker(), &new_id(root)?, Some(&root_hash))?;
        }
        if !layout.view.is_dir() {
            make_dir(&layout.view)?;
        }
        Ok(Self { layout, root_hash, is_remarked, voices, _locks: locks })
    }
}

/// Begins a workspace: first its journal, then the marker, so that a marker without a journal is a loss.
fn begin(layout: &WorkspacePaths) -> Result<Hash, StoreError> {
    let id = new_id(&layout.root)?;
    let root = *blake3::hash(id.as_bytes()).as_bytes();
    make_dir(&layout.journal)?;
    journal::Journal::open(&layout.journal, &root, None, 0, &[])?;
    make_dir(&layout.view)?;
    write_marker(&layout.marker(), &id, None)?;
    Ok(root)
}

/// A directory is ours to use when it is empty, or when making it was cut short.
fn is_unused(root: &Path) -> Result<bool, StoreError> {
    let mut entries = std::fs::read_dir(root).map_err(StoreError::io(root))?;
    let ours = |name: &std::ffi::OsStr| {
        name == LOCK || name == "journal" || name == "view" || name.as_encoded_bytes().ends_with(b".tmp")
    };
    // A file that has not got its name yet was never acknowledged.
    let is_begun = |entry: std::fs::DirEntry| entry.file_name().as_encoded_bytes().ends_with(b".tmp");
    let empty = |path: PathBuf| {
        !path.is_dir()
            || std::fs::read_dir(path).is_ok_and(|mut dir| dir.all(|entry| entry.is_ok_and(is_begun)))
    };
    Ok(entries.all(|entry| entry.is_ok_and(|e| ours(&e.file_name()) && empty(e.path()))))
}

/// Takes the workspace for this process: its directory, which nobody deletes lightly, and a file that says who
/// has it. The file alone would not do, for people delete it when they are told that somebody has it.
fn take_locks(root: &Path, now_ms: i64) -> Result<Vec<File>, StoreError> {
    let path = root.join(LOCK);
    let io = StoreError::io(&path);
    let directory = File::open(root).map_err(StoreError::io(root))?;
    // Some network file systems lock no directories: then the file has to do.
    if rustix::fs::flock(&directory, FlockOperation::NonBlockingLockExclusive)
        == Err(rustix::io::Errno::WOULDBLOCK)
    {
        return Err(held_by(root, std::fs::read_to_string(&path).unwrap_or_default().as_str()));
    }
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false).mode(0o600);
    let mut file = match options.open(&path) {
        Ok(file) => file,
        Err(cause) => return Err(io(cause)),
    };
    match rustix::fs::flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => {}
        Err(rustix::io::Errno::WOULDBLOCK) => {
            let mut text = String::new();
            let _ = file.read_to_string(&mut text);
            return Err(held_by(root, &text));
        }
        Err(cause) => return Err(io(cause.into())),
    }
    // Padded to one width, so that nothing of an earlier holder is left and the file need not be cut: cutting
    // makes some file systems wait for the disk.
    let said = file.write_all(format!("{:<10} {now_ms:<20}\n", std::process::id()).as_bytes());
    said.map_err(io)?;
    Ok(vec![directory, file])
}

/// Whether somebody has the workspace open for writing. Nothing is touched by asking.
pub(super) fn is_held(root: &Path) -> bool {
    let held = |path: &Path| {
        File::open(path).is_ok_and(|file| {
            rustix::fs::flock(&file, FlockOperation::NonBlockingLockShared)
                == Err(rustix::io::Errno::WOULDBLOCK)
        })
    };
    held(root) || held(&root.join(LOCK))
}

fn held_by(root: &Path, text: &str) -> StoreError {
    let mut words = text.split_whitespace();
    let pid = words.next().and_then(|w| w.parse().ok()).unwrap_or(0);
    let since = words.next().and_then(|w| w.parse().ok()).unwrap_or(0);
    StoreError::Locked { path: root.to_owned(), pid, since }
}

/// What the marker says the journal begins with; none where it is damaged.
pub(super) fn read_marker(path: &Path, text: &str) -> Result<Option<Hash>, StoreError> {
    let field =
        |name: &str| text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' ').map(str::trim));
    let Some(found) = field("format").and_then(|f| f.parse().ok()) else { return Ok(None) };
    if found > FORMAT {
        return Err(StoreError::Newer { path: path.to_owned(), found, known: FORMAT });
    }
    let of_id = field("id").filter(|id| id.len() == 32).map(|id| *blake3::hash(id.as_bytes()).as_bytes());
    // A marker that was made anew says what the journal began with, for that cannot be made from an id again.
    Ok(match field("root") {
        Some(root) => blake3::Hash::from_hex(root).ok().map(|root| *root.as_bytes()),
        None => of_id,
    })
}

fn new_id(path: &Path) -> Result<String, StoreError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)
        .map_err(|cause| StoreError::Io { path: path.to_owned(), cause: cause.into() })?;
    Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
}

/// Writes the marker.
pub(super) fn write_marker(path: &Path, id: &str, root: Option<&Hash>) -> Result<(), StoreError> {
    let root = root.map(|root| format!("root {}\n", blake3::Hash::from_bytes(*root).to_hex()));
    let text = format!(
        "A workspace of kvartal. Please leave this file as it is.\nformat {FORMAT}\nid {id}\n{}",
        root.unwrap_or_default()
    );
    replace_file(path, text.as_bytes(), true)
}

/// Makes the marker of a workspace that is written as a whole.
pub(super) fn mark(layout: &WorkspacePaths, root: &Hash) -> Result<(), StoreError> {
    write_marker(&layout.marker(), &new_id(&layout.root)?, Some(root))
}

/// Moves something of the workspace aside, into a directory of that time. Nothing that lies there is ever
/// removed by the program, for it may be newer than what takes its place.
///
/// # Errors
/// When it cannot be moved.
pub(super) fn set_aside(layout: &WorkspacePaths, path: &Path) -> Result<PathBuf, StoreError> {
    let name = path.file_name().unwrap_or_default();
    let stamp = jiff::Timestamp::now().strftime("%Y-%m-%dT%H-%M-%SZ").to_string();
    let mut dir = layout.aside.join(&stamp);
    for n in 2.. {
        if !dir.join(name).exists() {
            break;
        }
        dir = layout.aside.join(format!("{stamp}-{n}"));
    }
    make_dir(&dir)?;
    let to = dir.join(name);
    std::fs::rename(path, &to).map_err(StoreError::io(path))?;
    sync_dir(&dir)?;
    sync_dir(&layout.root)?;
    Ok(to)
}

/// Makes a directory that only its owner may enter, and those above it.
pub(super) fn make_dir(path: &Path) -> Result<(), StoreError> {
    DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(StoreError::io(path))
}

<<<<<<< HEAD
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_alone_with_what_he_says_does_not_say_which_workspace_it_is() {
        let [ours, foreign] = [[1; 32], [2; 32]];
        // The marker is gone, the witness is another's; journal and snapshots agree.
        assert_eq!(most(&[ours, foreign, ours], Some(ours)), Some(ours));
        // Marker and witness are another's; journal, state and snapshots agree.
        assert_eq!(most(&[foreign, ours, foreign, ours, ours], Some(foreign)), Some(ours));
        // The journal is another's; whoever is left agrees with the marker.
        assert_eq!(most(&[ours, foreign, ours], Some(ours)), Some(ours));
        // One against one.
        assert_eq!(most(&[ours, foreign], Some(ours)), Some(ours));
        assert_eq!(most(&[ours, foreign], Some(foreign)), Some(foreign));
        assert_eq!(most(&[], None), None);
=======
/// Makes the names in a directory durable.
pub(super) fn sync_dir(path: &Path) -> Result<(), StoreError> {
    File::open(path).and_then(|dir| dir.sync_all()).map_err(StoreError::io(path))
}

/// Writes a file beside the old one and puts it in its place. What need not outlive a power cut, because it
/// is verified when read, is not synced.
pub(super) fn replace_file(path: &Path, bytes: &[u8], durable: bool) -> Result<(), StoreError> {
    let beside = path.with_extension("tmp");
    let write = || {
        let mut options = OpenOptions::new();
        let mut file = options.write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
        file.write_all(bytes)?;
        if durable {
            file.sync_all()?;
        }
        std::fs::rename(&beside, path)
    };
    write().map_err(StoreError::io(path))?;
    match path.parent() {
        Some(dir) if durable => sync_dir(dir),
        _ => Ok(()),
>>>>>>> 456e573 (Parts of two workspaces in one directory are told plan by plan, and nothing is written over them)
    }
}
