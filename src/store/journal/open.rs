//! Opening the journal: its end is found, and an unfinished frame at the end, which was never acknowledged, is cut off.

use std::{fs::File, path::Path};

use super::{
    super::{
        Harm, StoreError, StoreNotice,
        workspace::{replace_file, sync_dir},
    },
    Claims, Frames, Journal, Position, Reader,
    frame::{self, Bad, Frame, Hash},
    segment::{self, HEADER},
};

/// The result of opening a journal.
#[derive(Debug)]
pub(in crate::store) struct Opened {
    pub journal: Journal,
    /// Whether the requested position is in the journal, so that `tail` begins there.
    pub from_found: bool,
    /// The frames after the requested position, or all frames of the last segment where the journal lacks the position.
    pub tail: Vec<Frame>,
    pub notice: Option<StoreNotice>,
}

impl Journal {
    /// Opens the journal in a directory, or creates one. Nothing before `from` is read again, except the beginning of
    /// the journal. An unfinished end is cut off and kept in a file, unless a claim says that it was complete: the
    /// journal must contain every claimed position. Any other damage is an error.
    pub fn open(
        dir: &Path,
        root: &Hash,
        from: Option<&Position>,
        limit: u64,
        claims: &Claims,
    ) -> Result<Opened, StoreError> {
        let numbers = segment::numbers(dir)?;
        let Some(last) = numbers.last().copied() else {
            let file = segment::create(dir, 1, root)?;
            let end = Position { segment: 1, offset: HEADER, hash: *root };
            let from_found = from.is_none_or(|from| *from == end);
            let journal = Self::new(Reader::new(dir), root, file, end, limit);
            return Ok(Opened { journal, from_found, tail: Vec::new(), notice: None });
        };
        let reader = Reader::new(dir);
        let start = reader.start()?;
        if start.segment != 1 || start.hash != *root {
            return Err(StoreError::damaged(dir, 0, Harm::Foreign));
        }
        let found = match from {
            Some(from) => reader.onwards(from)?,
            None => None,
        };
        let from_found = found.is_some();
        let frames = match found {
            Some(frames) => frames,
            None => {
                let sealed = reader.start_of(last)?;
                let frames = reader.onwards(&sealed)?;
                frames.ok_or_else(|| {
                    StoreError::damaged(&segment::shown(dir, last), 0, Harm::NotTheNextSegment)
                })?
            }
        };
        let (tail, end, notice) = Self::read_tail(dir, &reader, frames, last, claims)?;
        let (file, end) = append_at(dir, end)?;
        Ok(Opened { journal: Self::new(reader, root, file, end, limit), from_found, tail, notice })
    }

    fn new(reader: Reader, root: &Hash, file: File, end: Position, limit: u64) -> Self {
        Self {
            reader,
            root: *root,
            file,
            end,
            // The address of a frame has 32 bits for its offset.
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
        mut frames: Frames,
        last: u32,
        claims: &Claims,
    ) -> Result<(Vec<Frame>, Position, Option<StoreNotice>), StoreError> {
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
                    claims.require(reader, &end)?;
                    return Ok((tail, end, None));
                }
                Err((path, Bad::Io(cause))) => return Err(StoreError::Io { path, cause }),
                Err((path, bad)) if bad.is_packed() => {
                    return Err(StoreError::damaged(&path, frames.position().offset, bad.harm()));
                }
                Err((path, bad)) => {
                    let end = frames.position();
                    let rest = frames.remainder()?;
                    let at_end = end.segment == last && path == segment::path(dir, last);
                    let how = frame::unfinished(&bad, &rest).filter(|_| at_end);
                    if !how.is_some_and(|how| claims.admit(how, &end)) {
                        return Err(StoreError::damaged(&path, end.offset, bad.harm()));
                    }
                    claims.require(reader, &end)?;
                    let notice = cut(dir, &path, end.offset, &rest)?;
                    return Ok((tail, end, Some(notice)));
                }
            }
        }
    }

    /// Creates a journal that is written as a whole: it becomes durable with [`Journal::sync_whole`].
    pub fn begin_whole(dir: &Path, root: &Hash, limit: u64) -> Result<Self, StoreError> {
        let opened = Self::open(dir, root, None, limit, &Claims::default())?;
        Ok(Self { synced: false, ..opened.journal })
    }

    /// The writer for a damaged journal, at the end that was found.
    pub fn at_end(dir: &Path, root: &Hash, end: Position, limit: u64) -> Result<Self, StoreError> {
        if !segment::is_packed(dir, end.segment) {
            let path = segment::path(dir, end.segment);
            let rest = segment::read(&path)?;
            let from = usize::try_from(end.offset).unwrap_or(usize::MAX);
            if let Some(rest) = rest.get(from..).filter(|rest| !rest.is_empty()) {
                cut(dir, &path, end.offset, rest)?;
            }
        }
        let (file, end) = append_at(dir, end)?;
        Ok(Self::new(Reader::new(dir), root, file, end, limit))
    }
}

/// The file to which frames are appended, and where: a packed segment is followed by a new one.
fn append_at(dir: &Path, end: Position) -> Result<(File, Position), StoreError> {
    if !segment::is_packed(dir, end.segment) {
        return Ok((segment::open_to_append(&segment::path(dir, end.segment))?, end));
    }
    let next = end.segment + 1;
    let file = segment::create(dir, next, &end.hash)?;
    Ok((file, Position { segment: next, offset: HEADER, hash: end.hash }))
}

/// Cuts an unfinished frame off the end. It was never acknowledged, but it is kept in a file all the same.
fn cut(dir: &Path, path: &Path, at: u64, rest: &[u8]) -> Result<StoreNotice, StoreError> {
    let aside = path.with_extension(format!("torn-{at}"));
    replace_file(&aside, rest, true)?;
    let file = segment::open_to_append(path)?;
    file.set_len(at).and_then(|()| file.sync_all()).map_err(StoreError::io(path))?;
    sync_dir(dir)?;
    Ok(StoreNotice::TailCut { path: path.to_owned(), at, bytes: rest.len() as u64, aside })
}
