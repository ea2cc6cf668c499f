//! The journal: append-only segments of frames, each with one change and a hash that chains it to the frame before. It
//! is the source of truth: a change is acknowledged once its frame is written and synced, and everything else is
//! derived from it.

use std::{fs::File, io::Write, path::Path};

use super::{StoreError, workspace::sync_dir};

mod claims;
mod frame;
mod frames;
mod open;
mod packed;
mod position;
mod read;
mod scan;
mod segment;
#[cfg(test)]
mod tests;
pub(super) mod witness;

pub(super) use claims::Claims;
pub(super) use frame::{Frame, FrameAt, Hash, Label, MAX_PAYLOAD, write as write_frame};
pub(super) use frames::Frames;
pub(super) use open::Opened;
pub(super) use packed::{PackStep, pack};
pub(super) use position::Position;
pub(super) use read::Reader;
pub(super) use scan::{Gap, Scan, Torn, scan};

use segment::HEADER;
use witness::Witness;

/// The size above which a segment is sealed: small, because only a sealed segment is packed, and large enough that the
/// three syncs of a new segment come once in thousands of changes.
pub(super) const SEGMENT: u64 = 1 << 20;

/// Before the journal is packed on request, a segment with at least this many bytes is sealed.
const WORTH_SEALING: u64 = 64 << 10;

/// The writing end of the journal.
#[derive(Debug)]
pub(super) struct Journal {
    reader: Reader,
    /// The hash at which the chain begins.
    root: Hash,
    file: File,
    end: Position,
    /// The size above which segments are sealed.
    limit: u64,
    /// Set after a failure because of which the content of the disk is unknown.
    broken: Option<String>,
    buffer: Vec<u8>,
    /// The second copy of the latest frames.
    witness: Option<Witness>,
    /// Whether each frame is synced by itself. While a whole journal is rewritten it is synced once, at the end.
    synced: bool,
    #[cfg(test)]
    pub fault: Option<tests::Fault>,
}

impl Journal {
    /// Where the journal ends.
    pub const fn end(&self) -> Position {
        self.end
    }

    /// The hash at which the chain begins.
    pub const fn root(&self) -> &Hash {
        &self.root
    }

    /// A reader of the same journal.
    pub fn reader(&self) -> Reader {
        self.reader.clone()
    }

    /// Appends a change and returns when it is durable. If that fails, nothing was appended.
    pub fn append(&mut self, label: &Label, payload: &[u8]) -> Result<FrameAt, StoreError> {
        let path = segment::path(self.reader.dir(), self.end.segment);
        if let Some(what) = &self.broken {
            return Err(StoreError::Reopen { path, what: what.clone() });
        }
        if payload.len() > MAX_PAYLOAD {
            return Err(StoreError::TooLarge { bytes: payload.len() as u64, limit: MAX_PAYLOAD as u64 });
        }
        if self.end.offset > self.limit {
            self.rotate()?;
        }
        let path = segment::path(self.reader.dir(), self.end.segment);
        self.require_own(&path)?;
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.clear();
        let hash = frame::write(label, payload, &self.end.hash, &mut buffer);
        let done = self.make_durable(&path, &buffer);
        let length = buffer.len() as u64;
        let at = FrameAt::new(self.end.segment, u32::try_from(self.end.offset).unwrap_or(u32::MAX));
        if done.is_ok() {
            self.end = Position { offset: self.end.offset + length, hash, ..self.end };
            self.tell_witness(at, &buffer);
        }
        // The buffer of a large import is released.
        self.buffer = if buffer.capacity() > 1 << 20 { Vec::new() } else { buffer };
        done.map(|()| at)
    }

    /// Writes a frame and syncs it.
    fn make_durable(&mut self, path: &Path, frame: &[u8]) -> Result<(), StoreError> {
        if let Err(cause) = self.write(frame) {
            self.take_back(path)?;
            return Err(StoreError::Io { path: path.to_owned(), cause });
        }
        if let Err(cause) = self.sync() {
            // After a failed sync the system may have dropped what it could not write, including other frames in the
            // same block. Only reading the file again shows what it contains.
            let what = cause.to_string();
            self.broken = Some(what.clone());
            self.take_back(path)?;
            return Err(StoreError::Reopen { path: path.to_owned(), what });
        }
        Ok(())
    }

    /// Checks that the path still names the open file and that the file ends where it was left, because another process
    /// may have replaced it or written to it.
    fn require_own(&self, path: &Path) -> Result<(), StoreError> {
        use std::os::unix::fs::MetadataExt as _;
        let own = self.file.metadata().map_err(StoreError::io(path))?;
        let named = std::fs::metadata(path);
        let same = named.is_ok_and(|named| (named.dev(), named.ino()) == (own.dev(), own.ino()));
        if same && own.len() == self.end.offset { Ok(()) } else { Err(StoreError::Replaced(path.to_owned())) }
    }

    fn tell_witness(&mut self, at: FrameAt, frame: &[u8]) {
        // A failure is ignored: the witness then covers less, and the next start brings it up to date.
        if let Some(witness) = &mut self.witness
            && witness.append(at, frame, &self.end).is_err()
        {
            self.witness = None;
        }
    }

    /// Sets the witness, to which each frame is appended from now on.
    pub fn set_witness(&mut self, witness: Option<Witness>) {
        self.witness = witness;
    }

    /// Removes from a long witness the frames that the state has durably.
    pub fn cut_witness(&mut self, state: &Position) {
        let reader = self.reader();
        if let Some(witness) = &mut self.witness
            && witness.is_long()
            && witness.cut(&reader, state).is_err()
        {
            self.witness = None;
        }
    }

    /// Makes everything written durable.
    pub fn sync_whole(&self) -> Result<(), StoreError> {
        let path = segment::path(self.reader.dir(), self.end.segment);
        self.file.sync_all().map_err(StoreError::io(&path))?;
        sync_dir(self.reader.dir())
    }

    fn write(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        #[cfg(test)]
        if let Some(tests::Fault::Write(at)) = self.fault {
            self.file.write_all(&bytes[..at.min(bytes.len())])?;
            return Err(std::io::ErrorKind::StorageFull.into());
        }
        self.file.write_all(bytes)
    }

    fn sync(&self) -> std::io::Result<()> {
        #[cfg(test)]
        if matches!(self.fault, Some(tests::Fault::Sync)) {
            return Err(std::io::ErrorKind::Other.into());
        }
        if !self.synced {
            return Ok(());
        }
        self.file.sync_data()
    }

    /// Truncates a frame that could not be written.
    fn take_back(&mut self, path: &Path) -> Result<(), StoreError> {
        let cut = self.file.set_len(self.end.offset).and_then(|()| self.file.sync_all());
        cut.map_err(|cause| {
            let what = cause.to_string();
            self.broken = Some(what.clone());
            StoreError::Reopen { path: path.to_owned(), what }
        })
    }

    /// Seals the last segment if it is long enough for packing to be worth it.
    pub fn seal(&mut self) -> Result<(), StoreError> {
        let path = segment::path(self.reader.dir(), self.end.segment);
        if let Some(what) = &self.broken {
            return Err(StoreError::Reopen { path, what: what.clone() });
        }
        self.require_own(&path)?;
        if self.end.offset < WORTH_SEALING {
            return Ok(());
        }
        // After a failure the next segment may exist: nothing may follow in this one before the journal was read again.
        self.rotate().inspect_err(|error| self.broken = Some(error.to_string()))
    }

    fn rotate(&mut self) -> Result<(), StoreError> {
        let next = self.end.segment + 1;
        if !self.synced {
            self.sync_whole()?;
        }
        self.file = segment::create(self.reader.dir(), next, &self.end.hash)?;
        self.end = Position { segment: next, offset: HEADER, hash: self.end.hash };
        Ok(())
    }
}

/// The hash at which a journal's chain begins; none where its first segment is missing or damaged.
pub(super) fn root_of(dir: &Path) -> Option<Hash> {
    let start = Reader::new(dir).start().ok()?;
    (start.segment == 1).then_some(start.hash)
}

/// The sealed segments that are not packed, in order.
pub(super) fn unpacked(dir: &Path) -> Result<Vec<u32>, StoreError> {
    let mut numbers = segment::numbers(dir)?;
    numbers.pop();
    numbers.retain(|number| !segment::is_packed(dir, *number));
    Ok(numbers)
}

/// Whether any segment is packed.
pub(super) fn has_packed(dir: &Path) -> bool {
    let numbers = segment::numbers(dir).unwrap_or_default();
    numbers.into_iter().any(|number| segment::packed_path(dir, number).exists())
}

/// The size of all segments.
pub(super) fn size(dir: &Path) -> Result<u64, StoreError> {
    let size = |path: &Path| std::fs::metadata(path).map_or(0, |meta| meta.len());
    let of_both = |number: u32| size(&segment::path(dir, number)) + size(&segment::packed_path(dir, number));
    Ok(segment::numbers(dir)?.into_iter().map(of_both).sum())
}

/// Whether the journal has no segment at all.
pub(super) fn is_gone(dir: &Path) -> bool {
    segment::numbers(dir).map_or(true, |numbers| numbers.is_empty())
}

/// The bytes of a frame that was read.
pub(super) fn bytes_of(frame: &Frame) -> Vec<u8> {
    frame::bytes(frame)
}

/// Reads a frame that is stored outside the journal; none where it is damaged.
pub(super) fn frame_from(input: &mut impl std::io::Read, at: FrameAt) -> Option<Frame> {
    frame::read(input, at, None).ok().flatten()
}
