//! The workspace directory: its marker, its lock, and files that nobody else may read.

use std::{
    fs::{DirBuilder, File, OpenOptions},
    io::{Read, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use rustix::fs::FlockOperation;

use super::{StoreError, journal::Hash};

/// The newest format of the directory that this version reads.
pub(super) const FORMAT: u16 = 1;

const MARKER: &str = "kvartal-workspace";
const LOCK: &str = "lock";

/// Where things lie in a workspace.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub root: PathBuf,
    /// The truth.
    pub journal: PathBuf,
    /// The state made from it.
    pub state: PathBuf,
    /// There while the state holds writes that a power cut may tear; it says in which boot they were made.
    pub unsynced: PathBuf,
    /// Snapshots for a fast start.
    pub view: PathBuf,
}

impl Layout {
    pub fn of(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            journal: root.join("journal"),
            state: root.join("state"),
            unsynced: root.join("state.unsynced"),
            view: root.join("view"),
        }
    }
}

/// A workspace that this process alone has open.
#[derive(Debug)]
pub(super) struct Workspace {
    pub layout: Layout,
    /// What the chain of the journal begins with: drawn once, so that no two workspaces' journals mix.
    pub root_hash: Hash,
    /// The lock lasts as long as the file is open.
    _lock: File,
}

impl Workspace {
    /// Whether a directory is a workspace.
    pub fn is_at(root: &Path) -> bool {
        root.join(MARKER).exists()
    }

    /// Makes the directory where it is missing, takes the lock and reads the marker.
    pub fn open(root: &Path, now_ms: i64) -> Result<Self, StoreError> {
        let is_new = !Self::is_at(root);
        if is_new {
            make_dir(root)?;
        }
        if is_new && !is_unused(root)? {
            return Err(StoreError::NotAWorkspace(root.to_owned()));
        }
        let lock = take_lock(root, now_ms)?;
        let layout = Layout::of(root);
        let marker = root.join(MARKER);
        let id = match std::fs::read_to_string(&marker) {
            Ok(text) => read_marker(&marker, &text)?,
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => write_marker(&marker)?,
            Err(cause) => return Err(StoreError::Io { path: marker, cause }),
        };
        let missing: Vec<_> =
            [&layout.journal, &layout.view].into_iter().filter(|dir| !dir.is_dir()).collect();
        for dir in &missing {
            make_dir(dir)?;
        }
        // Names that stand already are durable; a sync at every start would cost more than the rest of it.
        if !missing.is_empty() {
            sync_dir(root)?;
        }
        Ok(Self { layout, root_hash: *blake3::hash(id.as_bytes()).as_bytes(), _lock: lock })
    }
}

/// A directory is ours to use when it is empty, or when making it was cut short.
fn is_unused(root: &Path) -> Result<bool, StoreError> {
    let mut entries = std::fs::read_dir(root).map_err(StoreError::io(root))?;
    let ours = |name: &std::ffi::OsStr| name == LOCK || name.as_encoded_bytes().ends_with(b".tmp");
    Ok(entries.all(|entry| entry.is_ok_and(|e| ours(&e.file_name()))))
}

fn take_lock(root: &Path, now_ms: i64) -> Result<File, StoreError> {
    let path = root.join(LOCK);
    let io = StoreError::io(&path);
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
            let mut words = text.split_whitespace();
            let pid = words.next().and_then(|w| w.parse().ok()).unwrap_or(0);
            let since = words.next().and_then(|w| w.parse().ok()).unwrap_or(0);
            return Err(StoreError::Locked { path: root.to_owned(), pid, since });
        }
        Err(cause) => return Err(io(cause.into())),
    }
    // Padded to one width, so that nothing of an earlier holder is left and the file need not be cut: cutting
    // makes some file systems wait for the disk.
    let said = file.write_all(format!("{:<10} {now_ms:<20}\n", std::process::id()).as_bytes());
    said.map_err(io)?;
    Ok(file)
}

fn read_marker(path: &Path, text: &str) -> Result<String, StoreError> {
    let field =
        |name: &str| text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' ').map(str::trim));
    let damaged = |what: &str| StoreError::damaged(path, 0, what);
    let found: u16 =
        field("format").and_then(|f| f.parse().ok()).ok_or_else(|| damaged("it names no format"))?;
    if found > FORMAT {
        return Err(StoreError::Newer { path: path.to_owned(), found, known: FORMAT });
    }
    field("id").filter(|id| id.len() == 32).map(str::to_owned).ok_or_else(|| damaged("it names no id"))
}

fn write_marker(path: &Path) -> Result<String, StoreError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)
        .map_err(|cause| StoreError::Io { path: path.to_owned(), cause: cause.into() })?;
    let id = format!("{:032x}", u128::from_be_bytes(bytes));
    let text =
        format!("A workspace of kvartal. Please leave this file as it is.\nformat {FORMAT}\nid {id}\n");
    replace_file(path, text.as_bytes(), true)?;
    Ok(id)
}

/// Makes a directory that only its owner may enter, and those above it.
pub(super) fn make_dir(path: &Path) -> Result<(), StoreError> {
    DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(StoreError::io(path))
}

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
    }
}
