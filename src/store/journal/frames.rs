//! Frames of the journal in order, across its segments.

use std::{
    io::{BufReader, Read as _, Seek as _},
    path::PathBuf,
};

use super::{
    super::{Harm, StoreError},
    Claims, Position, Reader,
    frame::{self, Bad, Frame, FrameAt, HASH, HEAD, Hash, MAGIC},
    read::{MANY, SegmentReader},
    segment::{self, HEADER},
};

/// Frames in order, with the position after each.
pub(in crate::store) struct Frames {
    reader: Reader,
    input: BufReader<SegmentReader>,
    position: Position,
    end: Option<(u32, u64)>,
    failed: bool,
}

impl Frames {
    /// The frames in `input` from a position on, up to an end if there is one.
    pub(super) const fn new(
        reader: Reader,
        input: BufReader<SegmentReader>,
        position: Position,
        end: Option<(u32, u64)>,
    ) -> Self {
        Self { reader, input, position, end, failed: false }
    }

    /// The same frames and all that follow them.
    pub(super) fn without_end(self) -> Self {
        Self { end: None, ..self }
    }

    /// The position after the last intact frame.
    pub const fn position(&self) -> Position {
        self.position
    }

    /// Every complete frame that follows, and the position after the last one. An unfinished end is skipped, because it
    /// is being written or was never acknowledged; any other damage is an error. The journal must contain every claimed
    /// position.
    pub fn tail(mut self, claims: &Claims) -> Result<(Vec<Frame>, Position), StoreError> {
        let mut tail = Vec::new();
        loop {
            match self.step() {
                Ok(Some(frame)) => tail.push(frame),
                Ok(None) => {
                    claims.require(&self.reader, &self.position())?;
                    return Ok((tail, self.position()));
                }
                Err((path, Bad::Io(cause))) => return Err(StoreError::Io { path, cause }),
                Err((path, bad)) if bad.is_packed() => {
                    return Err(StoreError::damaged(&path, self.position().offset, bad.harm()));
                }
                Err((path, bad)) => {
                    let (rest, end) = (self.remainder()?, self.position());
                    if frame::unfinished(&bad, &rest).is_some_and(|how| claims.admit(how, &end)) {
                        claims.require(&self.reader, &end)?;
                        return Ok((tail, end));
                    }
                    return Err(StoreError::damaged(&path, end.offset, bad.harm()));
                }
            }
        }
    }

    /// Checks the frames that end before an offset in the segment. Of a longer one, such as the import of a large plan,
    /// only the length is checked: a frame, or nothing, follows it.
    pub fn check(mut self, to: u64) -> Result<(), StoreError> {
        let first = self.position.segment;
        while self.position.segment == first && self.position.offset < to {
            if let Some(end) = self.end_of_next().filter(|end| *end > to) {
                let path = self.reader.shown(first);
                let mut after = Vec::new();
                let input = self.reader.segment(first, end - 1)?.take(1 + MAGIC.len() as u64);
                { input }.read_to_end(&mut after).map_err(StoreError::io(&path))?;
                let follows = after.get(1..).is_some_and(|magic| magic.is_empty() || magic == MAGIC);
                let at = self.position.offset;
                return if follows { Ok(()) } else { Err(StoreError::damaged(&path, at, Harm::Short)) };
            }
            match self.next() {
                Some(frame) => drop(frame?),
                None => break,
            }
        }
        Ok(())
    }

    /// Where the next frame ends according to its head; none where there is no valid head.
    fn end_of_next(&mut self) -> Option<u64> {
        let before = self.input.stream_position().ok()?;
        let head = frame::read_head(&mut self.input);
        let now = self.input.stream_position().ok()?;
        self.input.seek_relative(i64::try_from(before).ok()?.checked_sub_unsigned(now)?).ok()?;
        let size = head.ok()??.size;
        Some(self.position.offset + (HEAD + size + HASH) as u64)
    }

    /// The next frame, if necessary from the next segment; none at the end.
    pub(super) fn step(&mut self) -> Result<Option<Frame>, (PathBuf, Bad)> {
        loop {
            let Position { segment, offset, hash } = self.position;
            if self.end.is_some_and(|end| (segment, offset) >= end) {
                return Ok(None);
            }
            let Ok(at) = u32::try_from(offset) else {
                return Err((self.reader.shown(segment), Bad::Wrong(Harm::TooLong)));
            };
            match frame::read(&mut self.input, FrameAt::new(segment, at), Some(&hash)) {
                Ok(Some(frame)) => {
                    self.position.offset += frame.len();
                    self.position.hash = frame.hash;
                    return Ok(Some(frame));
                }
                Ok(None) if self.enter_next(&hash)? => {}
                Ok(None) => return Ok(None),
                Err(bad) => return Err((self.reader.shown(segment), bad)),
            }
        }
    }

    /// Continues in the next segment, if there is one.
    fn enter_next(&mut self, before: &Hash) -> Result<bool, (PathBuf, Bad)> {
        let next = self.position.segment + 1;
        if !segment::exists(self.reader.dir(), next) {
            return Ok(false);
        }
        let path = self.reader.shown(next);
        let input = self.reader.segment(next, HEADER).map_err(|error| match error {
            StoreError::Io { path, cause } => (path, Bad::Io(cause)),
            _ => (path.clone(), Bad::Wrong(Harm::Header)),
        })?;
        let start = self.reader.start_of(next).map_err(|_| (path.clone(), Bad::Wrong(Harm::Header)))?;
        // A wrong hash first shows in a frame of the new segment.
        self.position = start;
        if start.hash != *before {
            return Err((path, Bad::Wrong(Harm::NotTheNextSegment)));
        }
        self.input = BufReader::with_capacity(MANY, input);
        Ok(true)
    }

    /// The bytes after the last intact frame, in which complete frames are searched.
    pub(super) fn remainder(&self) -> Result<Vec<u8>, StoreError> {
        let path = self.reader.shown(self.position.segment);
        let mut rest = self.reader.segment(self.position.segment, self.position.offset)?;
        let mut bytes = Vec::new();
        rest.read_to_end(&mut bytes).map(|_| bytes).map_err(StoreError::io(&path))
    }
}

impl Iterator for Frames {
    type Item = Result<Frame, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let at = self.position.offset;
        match self.step() {
            Ok(frame) => frame.map(Ok),
            Err((path, bad)) => {
                self.failed = true;
                let at = if path == self.reader.shown(self.position.segment) { at } else { 0 };
                Some(Err(match bad {
                    Bad::Io(cause) => StoreError::Io { path, cause },
                    bad => StoreError::damaged(&path, at, bad.harm()),
                }))
            }
        }
    }
}
