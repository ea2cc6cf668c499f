//! The workspace directory: its marker, its lock, and private files.

use std::{
    fs::{DirBuilder, File, OpenOptions},
    io::{Read, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use rustix::fs::FlockOperation;

use super::{
    Harm, StoreError,
    identity::{Voices, identify},
    journal::{self, Claims, Hash},
    misplaced::{is_no_directory, is_no_file, misplaced},
    paths::{FORMAT, UNPACKED},
    plain_file::{open_plain, open_to_read, read_plain_text},
};
pub(super) use super::{
    durable_file::{replace_file, sync_dir},
    paths::WorkspacePaths,
};

const LOCK: &str = "lock";

/// A workspace that this process has open for writing.
#[derive(Debug)]
pub(super) struct Workspace {
    pub layout: WorkspacePaths,
    /// The hash at which the chain of the journal begins: drawn at random once, so that the journals of two workspaces
    /// are never mixed up.
    pub root_hash: Hash,
    /// Whether the marker was missing or damaged and was rebuilt.
    pub is_remarked: bool,
    /// Whether its parts agree on the workspace they belong to.
    pub voices: Voices,
    /// The files hold the locks as long as they are open.
    _locks: Vec<File>,
}

impl Workspace {
    /// Creates the directory where it is missing, takes the lock and reads the marker.
    pub fn open(root: &Path, now_ms: i64) -> Result<Self, StoreError> {
        Self::open_after(root, now_ms, |layout| {
            let (lock, marker) = (layout.root.join(LOCK), layout.marker());
            let wrong = [&lock, &marker].into_iter().find(|path| is_no_file(path));
            let wrong = wrong.or_else(|| Some(&layout.view).filter(|path| is_no_directory(path)));
            wrong.map_or(Ok(()), |path| Err(StoreError::damaged(path, 0, Harm::Misplaced)))
        })
    }

    /// As [`Workspace::open`], after what is misplaced in the directory was set aside. Returns where it was moved.
    pub fn open_to_repair(root: &Path, now_ms: i64) -> Result<(Self, Vec<PathBuf>), StoreError> {
        let mut aside = Vec::new();
        let opened = Self::open_after(root, now_ms, |layout| {
            for path in misplaced(layout) {
                aside.push(set_aside(layout, &path)?);
            }
            Ok(())
        })?;
        Ok((opened, aside))
    }

    /// Opens the workspace; `prepare` is called when the directory is locked.
    fn open_after(
        root: &Path,
        now_ms: i64,
        prepare: impl FnOnce(&WorkspacePaths) -> Result<(), StoreError>,
    ) -> Result<Self, StoreError> {
        let layout = WorkspacePaths::of(root);
        if !root.is_dir() {
            make_dir(root)?;
        }
        let found = identify(&layout)?;
        if found.is_none() && !is_unused(root)? {
            return Err(StoreError::NotAWorkspace(root.to_owned()));
        }
        let directory = lock_directory(root)?;
        prepare(&layout)?;
        let locks = vec![directory, lock_file(root, now_ms)?];
        // A previous holder of the lock may have created it meanwhile.
        let found = if found.is_none() { identify(&layout)? } else { found };
        let voices = found.map_or(Voices::One, |found| found.voices);
        // While the parts disagree, none of them is altered.
        let is_remarked = voices == Voices::One && found.is_some_and(|found| !found.is_marked);
        let root_hash = match found {
            Some(found) => found.root,
            None => begin(&layout)?,
        };
        if is_remarked {
            write_marker(&layout, &new_id(root)?, Some(&root_hash))?;
        }
        if !layout.view.is_dir() {
            make_dir(&layout.view)?;
        }
        Ok(Self { layout, root_hash, is_remarked, voices, _locks: locks })
    }
}

/// Creates a workspace: the journal first and then the marker, so that a marker without a journal proves a loss.
fn begin(layout: &WorkspacePaths) -> Result<Hash, StoreError> {
    let id = new_id(&layout.root)?;
    let root = *blake3::hash(id.as_bytes()).as_bytes();
    make_dir(&layout.journal)?;
    journal::Journal::open(&layout.journal, &root, None, 0, &Claims::default())?;
    make_dir(&layout.view)?;
    write_marker(layout, &id, None)?;
    Ok(root)
}

/// Whether a directory may become a workspace: it is empty, or its creation was interrupted.
fn is_unused(root: &Path) -> Result<bool, StoreError> {
    let mut entries = std::fs::read_dir(root).map_err(StoreError::io(root))?;
    let ours = |name: &std::ffi::OsStr| {
        name == LOCK || name == "journal" || name == "view" || name.as_encoded_bytes().ends_with(b".tmp")
    };
    // A temporary file was never part of an acknowledged change.
    let is_begun = |entry: std::fs::DirEntry| entry.file_name().as_encoded_bytes().ends_with(b".tmp");
    let empty = |path: PathBuf| {
        !path.is_dir()
            || std::fs::read_dir(path).is_ok_and(|mut dir| dir.all(|entry| entry.is_ok_and(is_begun)))
    };
    Ok(entries.all(|entry| entry.is_ok_and(|e| ours(&e.file_name()) && empty(e.path()))))
}

/// Locks the directory for this process, because people delete the file `lock` when they are told that the workspace is
/// locked.
fn lock_directory(root: &Path) -> Result<File, StoreError> {
    let path = root.join(LOCK);
    let directory = File::open(root).map_err(StoreError::io(root))?;
    // Some network file systems cannot lock directories; there the file has to suffice.
    if rustix::fs::flock(&directory, FlockOperation::NonBlockingLockExclusive)
        == Err(rustix::io::Errno::WOULDBLOCK)
    {
        return Err(held_by(root, read_plain_text(&path).unwrap_or_default().as_str()));
    }
    Ok(directory)
}

/// Locks the file that names the holder.
fn lock_file(root: &Path, now_ms: i64) -> Result<File, StoreError> {
    let path = root.join(LOCK);
    let io = StoreError::io(&path);
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false).mode(0o600);
    let mut file = match open_plain(&mut options, &path) {
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
    // The text is padded to a fixed width, so that it overwrites an earlier one and the file need not be truncated,
    // because truncating makes some file systems wait for the disk.
    let said = file.write_all(format!("{:<10} {now_ms:<20}\n", std::process::id()).as_bytes());
    said.map_err(io)?;
    Ok(file)
}

/// Whether a process has the workspace open for writing. The check alters nothing.
pub(super) fn is_held(root: &Path) -> bool {
    let held = |opened: std::io::Result<File>| {
        opened.is_ok_and(|file| {
            rustix::fs::flock(&file, FlockOperation::NonBlockingLockShared)
                == Err(rustix::io::Errno::WOULDBLOCK)
        })
    };
    held(File::open(root)) || held(open_to_read(&root.join(LOCK)))
}

fn held_by(root: &Path, text: &str) -> StoreError {
    let mut words = text.split_whitespace();
    let pid = words.next().and_then(|w| w.parse().ok()).unwrap_or(0);
    let since = words.next().and_then(|w| w.parse().ok()).unwrap_or(0);
    StoreError::Locked { path: root.to_owned(), pid, since }
}

fn new_id(path: &Path) -> Result<String, StoreError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)
        .map_err(|cause| StoreError::Io { path: path.to_owned(), cause: cause.into() })?;
    Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
}

/// Writes the marker.
pub(super) fn write_marker(layout: &WorkspacePaths, id: &str, root: Option<&Hash>) -> Result<(), StoreError> {
    let format = if journal::has_packed(&layout.journal) { FORMAT } else { UNPACKED };
    let root = root.map(|root| format!("root {}\n", blake3::Hash::from_bytes(*root).to_hex()));
    let text = format!(
        "A workspace of kvartal. Please leave this file as it is.\nformat {format}\nid {id}\n{}",
        root.unwrap_or_default()
    );
    replace_file(&layout.marker(), text.as_bytes(), true)
}

/// Marks the workspace as one with packed segments, which older versions then refuse. Returns whether it is marked; a
/// marker that is missing or damaged is not altered.
pub(super) fn mark_packed(layout: &WorkspacePaths) -> Result<bool, StoreError> {
    if identify(layout)?.is_none_or(|found| !found.is_marked) {
        return Ok(false);
    }
    let path = layout.marker();
    let text = read_plain_text(&path).map_err(StoreError::io(&path))?;
    let (old, new) = (format!("format {UNPACKED}"), format!("format {FORMAT}"));
    let raised: String = text
        .lines()
        .map(|line| if line.trim_end() == old { &new } else { line })
        .flat_map(|line| [line, "\n"])
        .collect();
    if raised != text {
        replace_file(&path, raised.as_bytes(), true)?;
    }
    Ok(raised.lines().any(|line| line == new))
}

/// Writes the marker of a workspace that is created as a whole.
pub(super) fn mark(layout: &WorkspacePaths, root: &Hash) -> Result<(), StoreError> {
    write_marker(layout, &new_id(&layout.root)?, Some(root))
}

/// Moves something of the workspace into a directory named by the time. The program never removes it, because it may be
/// newer than what replaces it.
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

/// Creates a directory, and those above it, with access for the owner only.
pub(super) fn make_dir(path: &Path) -> Result<(), StoreError> {
    DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(StoreError::io(path))
}
