//! Reading the journal: one frame by its address, or all frames from a position on.

use std::{
    fs::File,
    io::{BufReader, Read, Seek, SeekFrom},
    os::unix::fs::FileExt as _,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use super::{
    super::{
        Harm, StoreError,
        codec::{self, CodecError},
    },
    Position,
    frame::{self, Bad, Frame, FrameAt, HASH, HEAD, Hash},
    frames::Frames,
    packed::{Alone, PackedSegment, Unpacked},
    segment::{self, HEADER},
};
use crate::domain::{Change, ChangeId, PlanId};

/// The length of the part at the beginning of the journal that is read at each start, even though snapshots replace it.
const BEGINNING: u64 = 1 << 20;

/// The number of bytes that are read at once where frames follow each other.
pub(super) const MANY: usize = 1 << 16;
/// The number of bytes that are read at once where single frames are read.
const FEW: usize = 4096;

/// Reads the journal without blocking the writer. The segment that was read last stays open, for all clones.
#[derive(Clone, Debug)]
pub(in crate::store) struct Reader {
    dir: PathBuf,
    open: Arc<Handles>,
}

/// What a reader and its clones share.
#[derive(Debug, Default)]
struct Handles {
    /// The position before the first frame, which never changes.
    start: OnceLock<Position>,
    /// The number of the segment that was read last, and the segment.
    segment: Mutex<Option<(u32, OpenSegment)>>,
}

/// A segment that is open.
#[derive(Clone, Debug)]
enum OpenSegment {
    Plain(Arc<File>),
    Packed(Arc<PackedSegment>),
}

impl OpenSegment {
    /// Opens a segment, whether it is packed or not. It may be packed, or written anew by a repair, in this very moment.
    fn open(dir: &Path, number: u32) -> Result<Self, StoreError> {
        let plain = || segment::open(&segment::path(dir, number)).map(|file| Self::Plain(Arc::new(file)));
        match plain() {
            Err(absent) if absent.is_absent() => match PackedSegment::open(dir, number) {
                Err(error) if error.is_absent() => plain(),
                opened => opened.map(|packed| Self::Packed(Arc::new(packed))),
            },
            opened => opened,
        }
    }
}

/// An open segment, read from an offset on.
pub(super) struct SegmentReader {
    segment: OpenSegment,
    offset: u64,
    /// The block of a packed segment that was read last.
    block: Option<Arc<Unpacked>>,
}

impl Read for SegmentReader {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = match &self.segment {
            OpenSegment::Plain(file) => file.read_at(buffer, self.offset)?,
            OpenSegment::Packed(packed) => packed.read_at(buffer, self.offset, &mut self.block)?,
        };
        self.offset += read as u64;
        Ok(read)
    }
}

impl Seek for SegmentReader {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        let place = match to {
            SeekFrom::Start(offset) => Some(offset),
            SeekFrom::Current(by) => self.offset.checked_add_signed(by),
            SeekFrom::End(_) => None,
        };
        self.offset = place.ok_or(std::io::ErrorKind::InvalidInput)?;
        Ok(self.offset)
    }
}

impl Reader {
    /// A reader of the journal in a directory.
    pub fn new(dir: &Path) -> Self {
        Self { dir: dir.to_owned(), open: Arc::default() }
    }

    /// The directory of the journal.
    pub(super) fn dir(&self) -> &Path {
        &self.dir
    }

    pub(super) fn segment(&self, number: u32, offset: u64) -> Result<SegmentReader, StoreError> {
        let mut kept = self.open.segment.lock().unwrap_or_else(PoisonError::into_inner);
        let segment = match kept.as_ref().filter(|(open, _)| *open == number) {
            Some((_, segment)) => segment.clone(),
            None => {
                let segment = OpenSegment::open(&self.dir, number)?;
                *kept = Some((number, segment.clone()));
                segment
            }
        };
        Ok(SegmentReader { segment, offset, block: None })
    }

    /// The file of a segment, for messages.
    pub(super) fn shown(&self, number: u32) -> PathBuf {
        segment::shown(&self.dir, number)
    }

    /// The position before the first frame.
    pub fn start(&self) -> Result<Position, StoreError> {
        if let Some(start) = self.open.start.get() {
            return Ok(*start);
        }
        let start = match self.start_of(1) {
            Err(error) if error.is_absent() => {
                self.start_of(segment::numbers(&self.dir)?.first().copied().unwrap_or(1))?
            }
            found => found?,
        };
        Ok(*self.open.start.get_or_init(|| start))
    }

    /// The position before the first frame of a segment.
    pub(super) fn start_of(&self, number: u32) -> Result<Position, StoreError> {
        let path = self.shown(number);
        let hash = segment::read_header(&mut self.segment(number, 0)?, &path, number)?;
        Ok(Position { segment: number, offset: HEADER, hash })
    }

    /// Whether the journal's chain passes through a position.
    pub fn holds(&self, position: &Position) -> bool {
        let stands = || {
            if position.offset == HEADER {
                return self.start_of(position.segment).ok().map(|start| start.hash);
            }
            let mut hash = [0; HASH];
            let before = position.offset.checked_sub(HASH as u64)?;
            self.segment(position.segment, before).ok()?.read_exact(&mut hash).ok()?;
            Some(hash)
        };
        stands() == Some(position.hash)
    }

    /// The frames after a position; none where the journal does not pass through it. The beginning of the journal, up to
    /// [`BEGINNING`], is checked on the way: a start from a snapshot does not need it, so damage there would not be
    /// noticed otherwise.
    pub fn onwards(&self, from: &Position) -> Result<Option<Frames>, StoreError> {
        let start = self.start()?;
        let enough = start.offset + BEGINNING;
        let goes_by = from.is_beyond(&Position { offset: enough, ..start });
        match self.segment(start.segment, 0)?.segment {
            OpenSegment::Packed(packed) if goes_by => packed.check(enough)?,
            OpenSegment::Plain(_) if goes_by => self.between(&start, None)?.check(enough)?,
            _ => {
                let mut frames = self.between(&start, Some(from))?;
                frames.by_ref().try_for_each(|frame| frame.map(drop))?;
                return Ok(Some(frames.without_end()).filter(|frames| frames.position() == *from));
            }
        }
        if self.holds(from) { self.between(from, None).map(Some) } else { Ok(None) }
    }

    #[cfg(test)]
    pub fn frame_at(&self, at: FrameAt) -> Result<Frame, StoreError> {
        FrameReader::new(self).frame(at)
    }

    /// A long frame of a packed segment, which need not be unpacked to be known.
    fn alone(&self, at: FrameAt) -> Result<Option<Alone>, StoreError> {
        Ok(match self.segment(at.segment(), 0)?.segment {
            OpenSegment::Packed(packed) => packed.alone_at(at.offset().into()),
            OpenSegment::Plain(_) => None,
        })
    }

    /// The hash of the frame of a plan's change; the change itself is not decoded.
    pub fn link(&self, plan: PlanId, seq: u64, at: FrameAt) -> Result<Hash, StoreError> {
        if let Some(alone) = self.alone(at)? {
            let is_it = (alone.plan, alone.seq) == (plan, seq);
            return if is_it { Ok(alone.hash) } else { Err(self.damaged(at, Harm::OtherChange)) };
        }
        let mut walk = FrameReader::new(self);
        let head = walk.head(at)?;
        if (head.label.plan, head.label.seq) != (plan, seq) {
            return Err(self.damaged(at, Harm::OtherChange));
        }
        walk.link(at, head.size)
    }

    /// The frames of a plan after a number, oldest first, found by walking back from its last frame, and the address of
    /// the frame before them; none where there are more than the limit.
    pub fn of_plan(
        &self,
        plan: PlanId,
        last: FrameAt,
        after: u64,
        at_most: usize,
    ) -> Result<Option<(Vec<Frame>, FrameAt)>, StoreError> {
        let mut walk = FrameReader::new(self);
        let mut frames = Vec::new();
        let mut at = last;
        let mut expected = None;
        while at != FrameAt::NONE {
            if self.alone(at)?.is_some_and(|alone| alone.plan == plan && alone.seq <= after) {
                break;
            }
            let label = walk.head(at)?.label;
            if label.plan != plan || expected.is_some_and(|seq| seq != label.seq) {
                return Err(self.damaged(at, Harm::OtherChange));
            }
            if label.seq <= after {
                break;
            }
            if frames.len() == at_most {
                return Ok(None);
            }
            frames.push(walk.frame(at)?);
            expected = Some(label.seq - 1);
            at = label.previous;
        }
        frames.reverse();
        Ok(Some((frames, at)))
    }

    /// The latest changes of a plan whose numbers are below `below`, latest first, at most `at_most`. Of the later
    /// frames only the heads are read, and earlier ones are not read at all.
    pub fn latest(
        &self,
        plan: PlanId,
        last: FrameAt,
        below: u64,
        at_most: usize,
    ) -> Result<Vec<Frame>, StoreError> {
        let mut walk = FrameReader::new(self);
        let mut frames = Vec::new();
        let mut at = last;
        while at != FrameAt::NONE && frames.len() < at_most {
            let label = walk.head(at)?.label;
            if label.plan != plan || label.previous >= at {
                return Err(self.damaged(at, Harm::OtherChange));
            }
            if label.seq < below {
                frames.push(walk.frame(at)?);
            }
            at = label.previous;
        }
        Ok(frames)
    }

    /// The number of a change of a plan; none where the plan has no such change.
    pub fn number_of(&self, plan: PlanId, last: FrameAt, id: ChangeId) -> Result<Option<u64>, StoreError> {
        let mut walk = FrameReader::new(self);
        let mut at = last;
        while at != FrameAt::NONE {
            let label = walk.head(at)?.label;
            if label.plan != plan || label.previous >= at {
                return Err(self.damaged(at, Harm::OtherChange));
            }
            if label.change == id {
                return Ok(Some(label.seq));
            }
            at = label.previous;
        }
        Ok(None)
    }

    /// Decodes the change of a frame.
    pub fn change(&self, frame: &Frame) -> Result<Change, StoreError> {
        let at = frame.at;
        match codec::decode::<Change>(&frame.payload) {
            Ok(change) if (change.plan, change.id) == (frame.label.plan, frame.label.change) => Ok(change),
            Ok(_) => Err(self.damaged(at, Harm::OtherChange)),
            Err(CodecError::Newer(found)) => {
                Err(StoreError::Newer { path: self.shown(at.segment()), found, known: codec::VERSION })
            }
            Err(cause) => Err(self.damaged(at, Harm::Content(cause.to_string()))),
        }
    }

    /// The error for damage at a frame.
    pub fn damaged(&self, at: FrameAt, what: Harm) -> StoreError {
        StoreError::damaged(&self.shown(at.segment()), at.offset().into(), what)
    }

    /// All frames between two positions; each is checked to continue the chain.
    pub fn between(&self, from: &Position, to: Option<&Position>) -> Result<Frames, StoreError> {
        let input = BufReader::with_capacity(MANY, self.segment(from.segment, from.offset)?);
        let end = to.map(|to| (to.segment, to.offset));
        Ok(Frames::new(self.clone(), input, *from, end))
    }
}

/// Reads single frames.
struct FrameReader<'a> {
    reader: &'a Reader,
    /// The segment of the frame that was read last, with the bytes around it.
    input: Option<(u32, BufReader<SegmentReader>)>,
}

impl<'a> FrameReader<'a> {
    fn new(reader: &'a Reader) -> Self {
        Self { reader, input: None }
    }

    fn seek(&mut self, segment: u32, offset: u64) -> Result<&mut BufReader<SegmentReader>, StoreError> {
        let kept = self.input.take().filter(|(number, _)| *number == segment);
        let input = match kept {
            Some((_, mut input)) => {
                let path = || self.reader.shown(segment);
                let now = input.stream_position().map_err(|cause| StoreError::Io { path: path(), cause })?;
                // Bytes that were read already are used again.
                let by = i64::try_from(i128::from(offset) - i128::from(now)).unwrap_or(i64::MAX);
                input.seek_relative(by).map_err(|cause| StoreError::Io { path: path(), cause })?;
                input
            }
            None => BufReader::with_capacity(FEW, self.reader.segment(segment, offset)?),
        };
        Ok(&mut self.input.insert((segment, input)).1)
    }

    fn head(&mut self, at: FrameAt) -> Result<frame::FrameHead, StoreError> {
        let head = frame::read_head(self.seek(at.segment(), at.offset().into())?);
        self.told(at, head)
    }

    fn frame(&mut self, at: FrameAt) -> Result<Frame, StoreError> {
        let frame = frame::read(self.seek(at.segment(), at.offset().into())?, at, None);
        self.told(at, frame)
    }

    fn link(&mut self, at: FrameAt, size: usize) -> Result<Hash, StoreError> {
        let mut hash = [0; HASH];
        let place = u64::from(at.offset()) + (HEAD + size) as u64;
        let read = self.seek(at.segment(), place)?.read_exact(&mut hash);
        self.told(at, read.map(|()| Some(hash)).map_err(Bad::from))
    }

    fn told<T>(&self, at: FrameAt, read: Result<Option<T>, Bad>) -> Result<T, StoreError> {
        match read {
            Ok(Some(value)) => Ok(value),
            Ok(None) | Err(Bad::Short) => Err(self.reader.damaged(at, Harm::Short)),
            Err(Bad::Wrong(what)) => Err(self.reader.damaged(at, what)),
            Err(Bad::Io(cause)) => Err(StoreError::Io { path: self.reader.shown(at.segment()), cause }),
        }
    }
}
