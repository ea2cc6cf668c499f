//! A segment: one file of the journal, which consists of a header and frames.
//!
//! ```text
//! "KVARTJRN" | version u16 | number u32 | hash 32 | crc32 u32
//! ```
//!
//! A sealed segment may be packed (`packed`): then it has a file of another name, with the same content in another form.
//!
//! The hash is that of the last frame of the segment before; in the first segment it is the hash of the workspace's id.

use std::{
    fs::{File, OpenOptions},
    io::{Read, Write},
    path::{Path, PathBuf},
};

use super::{
    super::{
        Harm, StoreError,
        codec::take,
        plain_file::{create_temporary, is_misplaced, open_plain, open_to_read, read_plain},
        workspace::sync_dir,
    },
    frame::Hash,
};
use crate::text::surely::Surely;

/// The newest version this program writes and reads.
pub(super) const VERSION: u16 = 1;
const MAGIC: [u8; 8] = *b"KVARTJRN";
/// The length of the header.
pub(super) const HEADER: u64 = 8 + 2 + 4 + 32 + 4;

/// The file of a segment that is not packed.
pub(super) fn path(dir: &Path, number: u32) -> PathBuf {
    dir.join(format!("{number:08}.kvj"))
}

/// The file of a packed segment.
pub(super) fn packed_path(dir: &Path, number: u32) -> PathBuf {
    dir.join(format!("{number:08}.kvp"))
}

/// Whether there is only the packed file of a segment. Where there are both, packing was interrupted before the segment
/// was removed, and it is read as before.
pub(super) fn is_packed(dir: &Path, number: u32) -> bool {
    let there = |path: PathBuf| path.symlink_metadata().is_ok();
    !there(path(dir, number)) && there(packed_path(dir, number))
}

/// Whether a segment exists.
pub(super) fn exists(dir: &Path, number: u32) -> bool {
    path(dir, number).exists() || packed_path(dir, number).exists()
}

/// The file that a segment is read from.
pub(super) fn shown(dir: &Path, number: u32) -> PathBuf {
    if is_packed(dir, number) { packed_path(dir, number) } else { path(dir, number) }
}

/// The numbers of the existing segments, in order.
pub(super) fn numbers(dir: &Path) -> Result<Vec<u32>, StoreError> {
    let mut found = listed(dir)?;
    // A directory that is listed while a segment is packed may show neither of its files.
    let is_gapless = found.iter().zip(1..).all(|(number, expected)| *number == expected);
    if !is_gapless {
        found.extend(listed(dir)?);
        found.sort_unstable();
        found.dedup();
    }
    Ok(found)
}

fn listed(dir: &Path) -> Result<Vec<u32>, StoreError> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).map_err(StoreError::io(dir))? {
        let name = entry.map_err(StoreError::io(dir))?.file_name();
        let stem = name.to_str().and_then(|name| name.strip_suffix(".kvj").or(name.strip_suffix(".kvp")));
        found.extend(stem.and_then(|stem| stem.parse::<u32>().ok()));
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// The hash with which the segment after another begins.
pub(super) fn next_before(dir: &Path, number: u32) -> Result<Hash, StoreError> {
    Ok(super::Reader::new(dir).start_of(number + 1)?.hash)
}

/// The header of a segment.
pub(super) fn header(number: u32, before: &Hash) -> Vec<u8> {
    let mut header = Vec::new();
    header.extend_from_slice(&MAGIC);
    header.extend_from_slice(&VERSION.to_le_bytes());
    header.extend_from_slice(&number.to_le_bytes());
    header.extend_from_slice(before);
    header.extend_from_slice(&crc32fast::hash(&header).to_le_bytes());
    header
}

/// Creates a segment; it gets its name only when its header is complete.
pub(super) fn create(dir: &Path, number: u32, before: &Hash) -> Result<File, StoreError> {
    let path = path(dir, number);
    let beside = dir.join("next.tmp");
    let header = header(number, before);
    let make = || {
        let mut file = create_temporary(&beside)?;
        file.write_all(&header)?;
        file.sync_all()?;
        std::fs::rename(&beside, &path)
    };
    make().map_err(StoreError::io(&path))?;
    sync_dir(dir)?;
    open_to_append(&path)
}

/// Opens a segment for writing at its end.
pub(super) fn open_to_append(path: &Path) -> Result<File, StoreError> {
    open_plain(OpenOptions::new().read(true).append(true), path).map_err(told(path))
}

/// Opens a segment for reading.
pub(super) fn open(path: &Path) -> Result<File, StoreError> {
    open_to_read(path).map_err(told(path))
}

/// Reads a segment.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, StoreError> {
    read_plain(path).map_err(told(path))
}

/// Something other than a file in the place of a segment is damage, not an error of the system.
fn told(path: &Path) -> impl FnOnce(std::io::Error) -> StoreError + '_ {
    move |cause| {
        if is_misplaced(&cause) {
            StoreError::damaged(path, 0, Harm::Misplaced)
        } else {
            StoreError::Io { path: path.to_owned(), cause }
        }
    }
}

/// Reads the header and returns the hash of the segment before.
pub(super) fn read_header(input: &mut impl Read, path: &Path, number: u32) -> Result<Hash, StoreError> {
    let mut bytes = [0; HEADER as usize];
    input.read_exact(&mut bytes).map_err(|cause| match cause.kind() {
        std::io::ErrorKind::UnexpectedEof => StoreError::damaged(path, 0, Harm::Header),
        _ => StoreError::Io { path: path.to_owned(), cause },
    })?;
    let mut rest = bytes.as_slice();
    let parts = (|| {
        let magic: [u8; 8] = take(&mut rest)?;
        let version = u16::from_le_bytes(take(&mut rest)?);
        let says = u32::from_le_bytes(take(&mut rest)?);
        Some((magic, version, says, take::<32>(&mut rest)?, u32::from_le_bytes(take(&mut rest)?)))
    })();
    let damaged = |what: Harm| StoreError::damaged(path, 0, what);
    let (magic, version, says, hash, crc) = parts.ok_or_else(|| damaged(Harm::Header))?;
    let covered = bytes.get(..bytes.len() - 4).surely();
    if magic != MAGIC || crc32fast::hash(covered) != crc {
        return Err(damaged(Harm::Header));
    }
    if version > VERSION {
        return Err(StoreError::Newer { path: path.to_owned(), found: version, known: VERSION });
    }
    if says != number {
        return Err(damaged(Harm::OtherSegment));
    }
    Ok(hash)
}
