//! The journal: append-only segments of framed changes, each chained to the one before. It is the truth:
//! a change is acknowledged once its frame is written and synced, and everything else is made from it.

use std::{
    fs::File,
    io::Write,
    path::{Path, PathBuf},
};

use super::{
    Harm, StoreError, StoreNotice,
    codec::take,
    workspace::{replace_file, sync_dir},
};
use crate::text::surely::Surely;

mod frame;
mod read;
mod scan;
mod segment;
#[cfg(test)]
mod tests;
pub(super) mod witness;

pub(super) use frame::{Frame, FrameAt, Hash, Label, MAX_PAYLOAD, write as write_frame};
pub(super) use read::Reader;
pub(super) use scan::{Gap, Scan, Torn, scan};

use frame::Bad;
use segment::HEADER;
use witness::Witness;

/// A segment is sealed above this size.
pub(super) const SEGMENT: u64 = 64 << 20;

/// A place in the journal with the chain's hash there: it is that journal's only if the hash is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub segment: u32,
    pub offset: u64,
    pub hash: Hash,
}

impl Position {
    /// As it is stored outside the journal.
    pub fn to_bytes(self) -> [u8; 44] {
        let mut out = [0; 44];
        let (segment, rest) = out.split_at_mut(4);
        let (offset, hash) = rest.split_at_mut(8);
        segment.copy_from_slice(&self.segment.to_le_bytes());
        offset.copy_from_slice(&self.offset.to_le_bytes());
        hash.copy_from_slice(&self.hash);
        out
    }

    /// Out of what is stored.
    pub fn from_bytes(bytes: &[u8; 44]) -> Self {
        let mut rest = bytes.as_slice();
        let segment = u32::from_le_bytes(take(&mut rest).surely());
        let offset = u64::from_le_bytes(take(&mut rest).surely());
        Self { segment, offset, hash: take(&mut rest).surely() }
    }

    /// Whether it lies behind another one, whatever the hashes are.
    pub const fn is_beyond(&self, other: &Self) -> bool {
        self.segment > other.segment || (self.segment == other.segment && self.offset > other.offset)
    }
}

/// The writing end of the journal.
#[derive(Debug)]
pub(super) struct Journal {
    dir: PathBuf,
    /// What the chain begins with.
    root: Hash,
    file: File,
    end: Position,
    /// Segments are sealed above this size.
    limit: u64,
    /// Set when it is not known what the disk holds.
    broken: Option<String>,
    buffer: Vec<u8>,
    /// The second copy of what was written last.
    witness: Option<Witness>,
    /// Whether each frame is synced by itself: not while a whole journal is written anew.
    synced: bool,
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
    pub notice: Option<StoreNotice>,
}

impl Journal {
    /// Opens the journal in a directory, or begins one. What stands before `from` is not read again; of what
    /// stands after it, an unfinished last frame is cut off (and kept aside), unless somebody knows better: the
    /// journal has to go through every position that is claimed. Any other damage is an error.
    pub fn open(
        dir: &Path,
        root: &Hash,
        from: Option<&Position>,
        limit: u64,
        claims: &[Position],
    ) -> Result<Opened, StoreError> {
        let numbers = segment::numbers(dir)?;
        let Some(last) = numbers.last().copied() else {
            let file = segment::create(dir, 1, root)?;
            let end = Position { segment: 1, offset: HEADER, hash: *root };
            let from_found = from.is_none_or(|from| *from == end);
            let journal = Self::new(dir, root, file, end, limit);
            return Ok(Opened { journal, from_found, tail: Vec::new(), notice: None });
        };
        let reader = Reader::new(dir);
        let start = reader.start()?;
        if start.segment != 1 || start.hash != *root {
            return Err(StoreError::damaged(dir, 0, Harm::Foreign));
        }
        let found = from.filter(|from| reader.holds(from));
        let start = match found {
            Some(from) => *from,
            None => {
                let path = segment::path(dir, last);
                let hash = segment::read_header(&mut read::open(&path)?, &path, last)?;
                Position { segment: last, offset: HEADER, hash }
            }
        };
        let (tail, end, notice) = Self::read_tail(dir, &reader, &start, last, claims)?;
        let file = segment::open_to_append(&segment::path(dir, last))?;
        Ok(Opened {
            journal: Self::new(dir, root, file, end, limit),
            from_found: found.is_some(),
            tail,
            notice,
        })
    }

    fn new(dir: &Path, root: &Hash, file: File, end: Position, limit: u64) -> Self {
        Self {
            dir: dir.to_owned(),
            root: *root,
            file,
            end,
            // The place of a frame has 32 bits for the byte.
            limit: limit.min(1 << 31),
            broken: None,
            buffer: Vec::new(),
            witness: None,
            synced: true,
            #[cfg(test)]
            fault: None,
        }
    }

    fn read_tail(
        dir: &Path,
        reader: &Reader,
        start: &Position,
        last: u32,
        claims: &[Position],
    ) -> Result<(Vec<Frame>, Position, Option<StoreNotice>), StoreError> {
        let mut frames = reader.between(start, None)?;
        let mut tail = Vec::new();
        loop {
            match frames.step() {
                Ok(Some(frame)) => tail.push(frame),
                Ok(None) if frames.position().segment < last => {
                    let missing = segment::path(dir, frames.position().segment + 1);
                    return Err(StoreError::damaged(&missing, 0, Harm::SegmentMissing));
                }
                Ok(None) => {
                    let end = frames.position();
                    require(reader, claims, &segment::path(dir, last), &end)?;
                    return Ok((tail, end, None));
                }
                Err((path, Bad::Io(cause))) => return Err(StoreError::Io { path, cause }),
                Err((path, bad)) => {
                    let end = frames.position();
                    let rest = frames.remainder()?;
                    let at_end = end.segment == last && path == segment::path(dir, last);
                    let is_short = matches!(bad, Bad::Short) && frame::begins_like_one(&rest);
                    if !at_end || !is_short || frame::next_in(rest.get(1..).unwrap_or_default()).is_some() {
                        return Err(StoreError::damaged(&path, end.offset, bad.harm()));
                    }
                    require(reader, claims, &path, &end)?;
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

    /// What the chain begins with.
    pub const fn root(&self) -> &Hash {
        &self.root
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
        // A large import should not keep its memory.
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
            // After a failed sync the system may have dropped what it could not write, also of frames that
            // share a block with this one: only reading the file anew tells what it holds.
            let what = cause.to_string();
            self.broken = Some(what.clone());
            self.take_back(path)?;
            return Err(StoreError::Reopen { path: path.to_owned(), what });
        }
        Ok(())
    }

    /// Whether the file is still the one that is open here and ends where it was left: somebody may have put
    /// another in its place, or write to it, too.
    fn require_own(&self, path: &Path) -> Result<(), StoreError> {
        use std::os::unix::fs::MetadataExt as _;
        let own = self.file.metadata().map_err(StoreError::io(path))?;
        let named = std::fs::metadata(path);
        let same = named.is_ok_and(|named| (named.dev(), named.ino()) == (own.dev(), own.ino()));
        if same && own.len() == self.end.offset { Ok(()) } else { Err(StoreError::Replaced(path.to_owned())) }
    }

    fn tell_witness(&mut self, at: FrameAt, frame: &[u8]) {
        // A witness that cannot be written says less from now on; the next start brings it up again.
        if let Some(witness) = &mut self.witness
            && witness.append(at, frame, &self.end).is_err()
        {
            self.witness = None;
        }
    }

    /// From now on each frame goes to a witness, too.
    pub fn set_witness(&mut self, witness: Option<Witness>) {
        self.witness = witness;
    }

    /// Cuts the witness to what the state does not have durably, when it is long.
    pub fn cut_witness(&mut self, state: &Position) {
        let reader = self.reader();
        if let Some(witness) = &mut self.witness
            && witness.is_long()
            && witness.cut(&reader, state).is_err()
        {
            self.witness = None;
        }
    }

    /// Begins a journal that is written as a whole: it is durable after [`Journal::sync_whole`].
    pub fn begin_whole(dir: &Path, root: &Hash, limit: u64) -> Result<Self, StoreError> {
        let opened = Self::open(dir, root, None, limit, &[])?;
        Ok(Self { synced: false, ..opened.journal })
    }

    /// Makes everything written durable.
    pub fn sync_whole(&self) -> Result<(), StoreError> {
        let path = segment::path(&self.dir, self.end.segment);
        self.file.sync_all().map_err(StoreError::io(&path))?;
        sync_dir(&self.dir)
    }

    /// The writing end of a journal that is damaged somewhere, at the end that was found.
    pub fn at_end(dir: &Path, root: &Hash, end: Position, limit: u64) -> Result<Self, StoreError> {
        let path = segment::path(dir, end.segment);
        let rest = std::fs::read(&path).map_err(StoreError::io(&path))?;
        let from = usize::try_from(end.offset).unwrap_or(usize::MAX);
        if let Some(rest) = rest.get(from..).filter(|rest| !rest.is_empty()) {
            cut(dir, &path, end.offset, rest)?;
        }
        let file = segment::open_to_append(&path)?;
        Ok(Self::new(dir, root, file, end, limit))
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
        if !self.synced {
            self.sync_whole()?;
        }
        self.file = segment::create(&self.dir, next, &self.end.hash)?;
        self.end = Position { segment: next, offset: HEADER, hash: self.end.hash };
        Ok(())
    }
}

/// The journal has to go through every position that is claimed.
fn require(reader: &Reader, claims: &[Position], path: &Path, end: &Position) -> Result<(), StoreError> {
    let held = |claim: &Position| !claim.is_beyond(end) && reader.holds(claim);
    if claims.iter().all(held) { Ok(()) } else { Err(StoreError::damaged(path, end.offset, Harm::Shortened)) }
}

/// What a journal's chain begins with; none where its first segment is missing or damaged.
pub(super) fn root_of(dir: &Path) -> Option<Hash> {
    let start = Reader::new(dir).start().ok()?;
    (start.segment == 1).then_some(start.hash)
}

/// Whether there is no segment at all.
pub(super) fn is_gone(dir: &Path) -> bool {
    segment::numbers(dir).map_or(true, |numbers| numbers.is_empty())
}

/// Cuts a torn end off. It was never acknowledged; all the same it is kept aside, for it costs nothing.
fn cut(dir: &Path, path: &Path, at: u64, rest: &[u8]) -> Result<StoreNotice, StoreError> {
    let aside = path.with_extension(format!("torn-{at}"));
    replace_file(&aside, rest, true)?;
    let file = segment::open_to_append(path)?;
    file.set_len(at).and_then(|()| file.sync_all()).map_err(StoreError::io(path))?;
    sync_dir(dir)?;
    Ok(StoreNotice::TailCut { path: path.to_owned(), at, bytes: rest.len() as u64, aside })
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

/// The bytes of a frame as it was read.
pub(super) fn bytes_of(frame: &Frame) -> Vec<u8> {
    frame::bytes(frame)
}

/// Reads a frame that lies somewhere else than in the journal; none where it is not whole.
pub(super) fn frame_from(input: &mut impl std::io::Read, at: FrameAt) -> Option<Frame> {
    frame::read(input, at, None).ok().flatten()
}
