//! Reads a backup and accepts it only if every part of it is intact.

use std::{fs::File, io::Read, path::Path};

use flate2::read::GzDecoder;

use super::{
    super::{
        Harm, StoreError,
        codec::take,
        journal::{self, Frame, FrameAt, Hash},
        workspace::WorkspacePaths,
    },
    rotate,
};

pub(super) const MAGIC: [u8; 8] = *b"KVBACKUP";
pub(super) const VERSION: u16 = 1;
const HEAD: usize = 8 + 2 + 32 + 8 + 8;
const HASH: usize = 32;

/// The contents of a backup that was read and verified.
#[derive(Debug)]
pub(in crate::store) struct Backup {
    /// The hash at which the journal's chain begins.
    pub root: Hash,
    /// When it was made, in milliseconds since 1970 UTC.
    pub made_at: i64,
    pub frames: Vec<Frame>,
}

/// The frames of the newest readable backup of this workspace.
pub(in crate::store) fn frames(layout: &WorkspacePaths, root: &Hash) -> Vec<Frame> {
    let mut listed = rotate::listed(layout);
    while let Some((_, path)) = listed.pop() {
        if let Ok(backup) = read(&path)
            && backup.root == *root
        {
            return backup.frames;
        }
    }
    Vec::new()
}

/// Reads and verifies a backup.
///
/// # Errors
/// When it cannot be read, any part of it is damaged, or a newer version wrote it.
pub(in crate::store) fn read(path: &Path) -> Result<Backup, StoreError> {
    let mut bytes = Vec::new();
    File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)).map_err(StoreError::io(path))?;
    let damaged = || StoreError::damaged(path, 0, Harm::Backup);
    let (covered, hash) = bytes.split_last_chunk::<HASH>().ok_or_else(damaged)?;
    let mut rest = covered;
    let magic = take::<8>(&mut rest).ok_or_else(damaged)?;
    let version = take(&mut rest).map(u16::from_le_bytes).ok_or_else(damaged)?;
    if magic != MAGIC || blake3::hash(covered).as_bytes() != hash || covered.len() < HEAD {
        return Err(damaged());
    }
    if version > VERSION {
        return Err(StoreError::Newer { path: path.to_owned(), found: version, known: VERSION });
    }
    let root = take::<32>(&mut rest).ok_or_else(damaged)?;
    let made_at = take(&mut rest).map(i64::from_le_bytes).ok_or_else(damaged)?;
    let changes = take(&mut rest).map(u64::from_le_bytes).ok_or_else(damaged)?;
    let mut packed = GzDecoder::new(rest);
    let mut frames = Vec::new();
    for _ in 0..changes {
        let mut at = [0; 8];
        packed.read_exact(&mut at).map_err(|_| damaged())?;
        let at = FrameAt::from_raw(u64::from_le_bytes(at));
        frames.push(journal::frame_from(&mut packed, at).ok_or_else(damaged)?);
    }
    let mut more = [0; 1];
    if packed.read(&mut more).map_err(|_| damaged())? > 0 {
        return Err(damaged());
    }
    Ok(Backup { root, made_at, frames })
}
