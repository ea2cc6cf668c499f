//! Backups: every change of a workspace in one file, which is verified by reading it back.
//!
//! ```text
//! "KVBACKUP" | version u16 | root 32 | made at i64 | changes u64 | gzip of (place u64 | frame)… | blake3 32
//! ```
//!
//! The hash covers everything before it. The file contains the frames of the journal unchanged, so a restored plan has
//! its whole history and every id.

use std::{
    fs::OpenOptions,
    io::Write,
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

use flate2::{Compression, write::GzEncoder};

use super::{
    Harm, StoreError,
    identity::identify,
    journal::{self, Frame},
    recover,
    workspace::{WorkspacePaths, make_dir, sync_dir},
};

mod read;
mod restore;
mod rotate;

use crate::text::surely::Surely;
pub(super) use read::frames;
use read::{Backup, MAGIC, VERSION, read};
pub use restore::restore;
pub use rotate::keep;

/// A daily backup is made when the newest one is older than this.
const DAY: i64 = 24 * 3_600_000;

/// Writes every change of a workspace into one file, reads the file back and returns the number of changes in it. No
/// lock is needed. An existing file is replaced only once the new one is complete.
///
/// # Errors
/// When there is no workspace, its journal is not whole, or the file cannot be written.
pub fn back_up(workspace: &Path, file: &Path, now_ms: i64) -> Result<u64, StoreError> {
    let layout = WorkspacePaths::of(workspace);
    let identity = identify(&layout)?.ok_or_else(|| StoreError::NotAWorkspace(workspace.to_owned()))?;
    let picture = recover::picture(&layout, &identity.root)?;
    // A backup that lacks known changes is refused, because it would later be taken for a complete one.
    if let Some(lost) = picture.lost(&layout) {
        return Err(StoreError::Lost(Box::new(lost)));
    }
    let mut frames: Vec<Frame> = picture
        .frames
        .into_values()
        .flat_map(std::collections::BTreeMap::into_values)
        .map(|(_, frame)| frame)
        .collect();
    frames.sort_unstable_by_key(|frame| frame.at);
    write(file, &Backup { root: identity.root, made_at: now_ms, frames })
}

/// Makes a backup inside the workspace if the newest one is older than a day and something has changed since then, and
/// removes surplus backups. Returns the path of the new one, if one was made.
///
/// # Errors
/// As [`back_up`].
pub fn back_up_daily(workspace: &Path, now_ms: i64) -> Result<Option<PathBuf>, StoreError> {
    let layout = WorkspacePaths::of(workspace);
    let newest = rotate::listed(&layout).pop();
    // A backup dated in the future does not count, because the clock was wrong when it was made.
    let is_recent = |at: i64| at <= now_ms && now_ms - at < DAY;
    if newest.as_ref().is_some_and(|(at, _)| is_recent(*at)) || journal::is_gone(&layout.journal) {
        return Ok(None);
    }
    if let Some((_, path)) = &newest
        && !has_changed_since(&layout, path)
    {
        return Ok(None);
    }
    let dir = rotate::directory(&layout);
    make_dir(&dir)?;
    let file = dir.join(rotate::name(now_ms));
    back_up(workspace, &file, now_ms)?;
    rotate::sweep(&layout)?;
    Ok(Some(file))
}

/// When the backups inside a workspace were made, in milliseconds since 1970 UTC, the newest last.
pub fn backups(workspace: &Path) -> Vec<i64> {
    rotate::listed(&WorkspacePaths::of(workspace)).into_iter().map(|(at, _)| at).collect()
}

fn has_changed_since(layout: &WorkspacePaths, backup: &Path) -> bool {
    let modified = |path: &Path| std::fs::metadata(path).and_then(|meta| meta.modified()).ok();
    let Ok(entries) = std::fs::read_dir(&layout.journal) else { return false };
    let latest = entries.filter_map(|entry| modified(&entry.ok()?.path())).max();
    modified(backup).is_none_or(|made| latest.is_some_and(|latest| latest > made))
}

/// A writer that hashes the bytes it passes on.
struct Hashed<W> {
    inner: W,
    hasher: blake3::Hasher,
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hasher.update(bytes.get(..written).surely());
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}

fn write(file: &Path, backup: &Backup) -> Result<u64, StoreError> {
    let io = StoreError::io(file);
    let beside = beside(file);
    let written = write_beside(&beside, backup);
    let verified = written.map_err(io).and_then(|()| {
        let back = read(&beside)?;
        let same = back.frames == backup.frames && back.root == backup.root;
        if same { Ok(()) } else { Err(StoreError::damaged(file, 0, Harm::Backup)) }
    });
    let moved = verified.and_then(|()| std::fs::rename(&beside, file).map_err(StoreError::io(file)));
    if moved.is_err() {
        let _ = std::fs::remove_file(&beside);
        return moved.map(|()| 0);
    }
    if let Some(dir) = file.parent().filter(|dir| !dir.as_os_str().is_empty()) {
        sync_dir(dir)?;
    }
    Ok(backup.frames.len() as u64)
}

/// The temporary name under which a file is written until it is complete.
fn beside(file: &Path) -> PathBuf {
    let name = format!(".kvartal-{}.tmp", std::process::id());
    file.parent().map_or_else(|| PathBuf::from(&name), |dir| dir.join(&name))
}

fn write_beside(beside: &Path, backup: &Backup) -> std::io::Result<()> {
    let _ = std::fs::remove_file(beside);
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(beside)?;
    let inner = std::io::BufWriter::with_capacity(1 << 16, file);
    let mut out = Hashed { inner, hasher: blake3::Hasher::new() };
    out.write_all(&MAGIC)?;
    out.write_all(&VERSION.to_le_bytes())?;
    out.write_all(&backup.root)?;
    out.write_all(&backup.made_at.to_le_bytes())?;
    out.write_all(&(backup.frames.len() as u64).to_le_bytes())?;
    let mut packed = GzEncoder::new(out, Compression::fast());
    for frame in &backup.frames {
        packed.write_all(&frame.at.raw().to_le_bytes())?;
        packed.write_all(&journal::bytes_of(frame))?;
    }
    let Hashed { mut inner, hasher } = packed.finish()?;
    inner.write_all(hasher.finalize().as_bytes())?;
    inner.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()
}
