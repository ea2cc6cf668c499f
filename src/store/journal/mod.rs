//! The journal: append-only segments of framed changes, each chained to the one before. It is the truth:
//! a change is acknowledged once its frame is written and synced, and everything else is made from it.

use std::{
    fs::File,
    io::Write,
    path::{Path, PathBuf},
};

use super::{
    Notice, StoreError,
    workspace::{replace_file, sync_dir},
};

mod frame;
mod read;
mod segment;
#[cfg(test)]
mod tests;

pub(super) use frame::{Frame, FrameAt, Hash, Label, MAX_PAYLOAD};
pub(super) use read::Reader;

use frame::Bad;
use segment::HEADER;

/// A segment is sealed above this size.
pub(super) const SEGMENT: u64 = 64 << 20;

/// A place in the journal with the chain's hash there: it is that journal's only if the hash is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub segment: u32,
    pub offset: u64,
    pub hash: Hash,
}

/// The writing end of the journal.
#[derive(Debug)]
pub(super) struct Journal {
    dir: PathBuf,
    file: File,
    end: Position,
    /// Segments are sealed above this size.
    limit: u64,
    /// Set when it is not known what the disk holds.
    broken: Option<String>,
    buffer: Vec<u8>,
    #[cfg(test)]
    pub fault: Option<tests::Fault>,
}

/// A journal as opened.
#[derive(Debug)]
pub(super) struct Opened {
    pub journal: Journal,
    /// Whether the position asked for is in it, so that `tail` is what follows it.
    pub from_found: bool,
    /// The frames after the position asked for (or those of the last segment).
    pub tail: Vec<Frame>,
    pub notice: Option<Notice>,
}

impl Journal {
    /// Opens the journal in a directory, or begins one. What stands before `from` is not read again; of what
    /// stands after it, a torn last frame is cut off (and kept aside), and any other damage is an error.
    pub fn open(dir: &Path, root: &Hash, from: Option<&Position>, limit: u64) -> Result<Opened, StoreError> {
        let numbers = segment::numbers(dir)?;
        let Some(last) = numbers.last().copied() else {
            let file = segment::create(dir, 1, root)?;
            let end = Position { segment: 1, offset: HEADER, hash: *root };
            let from_found = from.is_none_or(|from| *from == end);
            let journal = Self::new(dir, file, end, limit);
            return Ok(Opened { journal, from_found, tail: Vec::new(), notice: None });
        };
        let reader = Reader::new(dir);
        let found = from.filter(|from| reader.holds(from));
        let start = match found {
            Some(from) => *from,
            None => {
                let path = segment::path(dir, last);
                let hash = segment::read_header(&mut read::open(&path)?, &path, last)?;
                Position { segment: last, offset: HEADER, hash }
            }
        };
        let (tail, end, notice) = Self::read_tail(dir, &reader, &start, last)?;
        let file = segment::open_to_append(&segment::path(dir, last))?;
        Ok(Opened { journal: Self::new(dir, file, end, limit), from_found: found.is_some(), tail, notice })
    }

    fn new(dir: &Path, file: File, end: Position, limit: u64) -> Self {
        Self {
            dir: dir.to_owned(),
            file,
            end,
            // The place of a frame has 32 bits for the byte.
            limit: limit.min(1 << 31),
            broken: None,
            buffer: Vec::new(),
            #[cfg(test)]
            fault: None,
        }
    }

    fn read_tail(
        dir: &Path,
        reader: &Reader,
        start: &Position,
        last: u32,
    ) -> Result<(Vec<Frame>, Position, Option<Notice>), StoreError> {
        let mut frames = reader.between(start, None)?;
        let mut tail = Vec::new();
        loop {
            match frames.step() {
                Ok(Some(frame)) => tail.push(frame),
                Ok(None) if frames.position().segment < last => {
                    let missing = segment::path(dir, frames.position().segment + 1);
                    return Err(StoreError::damaged(&missing, 0, "the segment is missing"));
                }
                Ok(None) => return Ok((tail, frames.position(), None)),
                Err((path, Bad::Io(cause))) => return Err(StoreError::Io { path, cause }),
                Err((path, bad)) => {
                    let end = frames.position();
                    let what = if let Bad::Wrong(what) = bad { what } else { "it ends inside a frame" };
                    let rest = frames.remainder()?;
                    let torn = end.segment == last && path == segment::path(dir, last);
                    if !torn || frame::any_in(rest.get(1..).unwrap_or_default()) {
                        return Err(StoreError::damaged(&path, end.offset, what));
                    }
                    let notice = cut(dir, &path, end.offset, &rest)?;
                    return Ok((tail, end, Some(notice)));
                }
            }
        }
    }

    /// Where the journal ends.
    pub const fn end(&self) -> Position {
        self.end
    }

    /// A reader of the same journal.
    pub fn reader(&self) -> Reader {
        Reader::new(&self.dir)
    }

    /// Appends a change and returns when it is durable. When that fails, nothing was appended.
    pub fn append(&mut self, label: &Label, payload: &[u8]) -> Result<FrameAt, StoreError> {
        let path = segment::path(&self.dir, self.end.segment);
        if let Some(what) = &self.broken {
            return Err(StoreError::Reopen { path, what: what.clone() });
        }
        if payload.len() > MAX_PAYLOAD {
            return Err(StoreError::TooLarge { bytes: payload.len() as u64, limit: MAX_PAYLOAD as u64 });
        }
        if self.end.offset > self.limit {
            self.rotate()?;
        }
        let path = segment::path(&self.dir, self.end.segment);
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.clear();
        let hash = frame::write(label, payload, &self.end.hash, &mut buffer);
        let written = self.write(&buffer);
        let length = buffer.len() as u64;
        // A large import should not keep its memory.
        self.buffer = if buffer.capacity() > 1 << 20 { Vec::new() } else { buffer };
        if let Err(cause) = written {
            self.take_back(&path)?;
            return Err(StoreError::Io { path, cause });
        }
        if let Err(cause) = self.sync() {
            // After a failed sync the system may have dropped what it could not write, also of frames that
            // share a block with this one: only reading the file anew tells what it holds.
            let what = cause.to_string();
            self.broken = Some(what.clone());
            self.take_back(&path)?;
            return Err(StoreError::Reopen { path, what });
        }
        let at = FrameAt::new(self.end.segment, u32::try_from(self.end.offset).unwrap_or(u32::MAX));
        self.end = Position { offset: self.end.offset + length, hash, ..self.end };
        Ok(at)
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
        self.file.sync_data()
    }

    /// Cuts a failed frame off again.
    fn take_back(&mut self, path: &Path) -> Result<(), StoreError> {
        let cut = self.file.set_len(self.end.offset).and_then(|()| self.file.sync_all());
        cut.map_err(|cause| {
            let what = cause.to_string();
            self.broken = Some(what.clone());
            StoreError::Reopen { path: path.to_owned(), what }
        })
    }

    fn rotate(&mut self) -> Result<(), StoreError> {
        let next = self.end.segment + 1;
        self.file = segment::create(&self.dir, next, &self.end.hash)?;
        self.end = Position { segment: next, offset: HEADER, hash: self.end.hash };
        Ok(())
    }
}

/// Cuts a torn end off. It was never acknowledged; all the same it is kept aside, for it costs nothing.
fn cut(dir: &Path, path: &Path, at: u64, rest: &[u8]) -> Result<Notice, StoreError> {
    let aside = path.with_extension(format!("torn-{at}"));
    replace_file(&aside, rest, true)?;
    let file = segment::open_to_append(path)?;
    file.set_len(at).and_then(|()| file.sync_all()).map_err(StoreError::io(path))?;
    sync_dir(dir)?;
    Ok(Notice::TailCut { path: path.to_owned(), at, bytes: rest.len() as u64, aside })
}

impl Position {
    /// How many bytes lie between two positions, at least; segments between them count as full.
    pub fn distance_to(&self, later: &Self) -> u64 {
        if self.segment == later.segment {
            later.offset.saturating_sub(self.offset)
        } else {
            u64::from(later.segment.saturating_sub(self.segment)) * read::least() + later.offset.max(1 << 20)
        }
    }
}
