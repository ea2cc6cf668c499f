//! Reading a damaged journal: finds every intact frame and every damaged place. Damage in one frame does not affect the
//! others, because frames of different plans do not depend on each other.

use std::path::{Path, PathBuf};

use super::{
    super::{Fault, Harm, StoreError},
    Claims, Position,
    frame::{self, Bad, Frame, FrameAt, HASH, Hash, Label, Unfinished},
    segment::{self, HEADER},
};
use crate::text::surely::Surely;

/// The content of a journal, as far as it can be read.
#[derive(Debug, Default)]
pub(in crate::store) struct Scan {
    /// Every intact frame, in order.
    pub frames: Vec<Frame>,
    /// Every place that is damaged.
    pub faults: Vec<Fault>,
    /// Where intact frames are missing.
    pub gaps: Vec<Gap>,
    /// Changes in parts that cannot be read, of each plan the one with the highest number.
    pub unread: Vec<Label>,
    /// The hash at which the chain begins; none where the first segment is missing or its header is damaged.
    pub root: Option<Hash>,
    /// Where the next frame would be appended; none where there is no segment.
    pub end: Option<Position>,
    /// An unfinished frame at the very end.
    pub torn: Option<Torn>,
    pub segments: u64,
}

/// Bytes that are no intact frame.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) struct Gap {
    pub at: FrameAt,
    /// The label of the damaged frame, as far as it can be read; it may be wrong.
    pub label: Option<Label>,
    /// Whether an intact frame follows before any frame would have had room: these bytes are the rest of one that was
    /// moved, and were none themselves.
    pub is_rest: bool,
}

/// An unfinished frame at the end of the last segment.
#[derive(Clone, Debug)]
pub(in crate::store) struct Torn {
    pub path: PathBuf,
    pub at: u64,
    pub bytes: u64,
    pub how: Unfinished,
}

/// Reads all segments. A directory that does not exist has none. What other places claim decides whether an unfinished
/// end is damage.
///
/// # Errors
/// When a file cannot be read, or a newer version wrote it. Damage is no error here.
pub(in crate::store) fn scan(dir: &Path, claims: &Claims) -> Result<Scan, StoreError> {
    let mut scan = Scan::default();
    let numbers = match segment::numbers(dir) {
        Err(StoreError::Io { cause, .. }) if is_absent(&cause) => return Ok(scan),
        other => other?,
    };
    let mut link = None;
    let mut expected = 1;
    let last = numbers.last().copied();
    for number in numbers {
        if number != expected {
            scan.fault(&segment::path(dir, expected), 0, Harm::SegmentMissing);
            link = None;
        }
        expected = number + 1;
        link = Some(scan.any_segment(dir, number, link, Some(number) == last)?);
        scan.segments += 1;
    }
    scan.judge_end(claims);
    Ok(scan)
}

/// Whether there is no directory.
fn is_absent(cause: &std::io::Error) -> bool {
    matches!(cause.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory)
}

impl Scan {
    pub(super) fn fault(&mut self, path: &Path, at: u64, what: Harm) {
        self.faults.push(Fault { path: path.to_owned(), at, what });
    }

    /// An unfinished end is damage where what other places know does not admit it.
    fn judge_end(&mut self, claims: &Claims) {
        let (Some(torn), Some(end)) = (self.torn.clone(), self.end.as_mut()) else { return };
        if claims.admit(torn.how, end) {
            return;
        }
        let at = FrameAt::new(end.segment, u32::try_from(torn.at).unwrap_or(u32::MAX));
        end.offset = torn.at + torn.bytes;
        self.torn = None;
        self.gaps.push(Gap { at, label: None, is_rest: false });
        self.fault(&torn.path, torn.at, Harm::NoFrame);
    }

    /// Reads one segment, packed or not, and returns its last hash. It may be packed, or written anew by a repair, in
    /// this very moment.
    fn any_segment(
        &mut self,
        dir: &Path,
        number: u32,
        before: Option<Hash>,
        is_last: bool,
    ) -> Result<Hash, StoreError> {
        if !segment::is_packed(dir, number) {
            match self.segment(dir, number, before, is_last) {
                Err(error) if error.is_absent() && segment::is_packed(dir, number) => {}
                read => return read,
            }
        }
        match self.packed_segment(dir, number, before) {
            Err(error) if error.is_absent() && !segment::is_packed(dir, number) => {
                self.segment(dir, number, before, is_last)
            }
            read => read,
        }
    }

    /// Reads one segment and returns its last hash. The hash of the segment before is checked where it is known.
    fn segment(
        &mut self,
        dir: &Path,
        number: u32,
        before: Option<Hash>,
        is_last: bool,
    ) -> Result<Hash, StoreError> {
        let path = segment::path(dir, number);
        let (bytes, header) = match segment::read(&path) {
            Ok(bytes) => {
                let header = segment::read_header(&mut bytes.as_slice(), &path, number);
                (bytes, header)
            }
            Err(error) => (Vec::new(), Err(error)),
        };
        let (link, at) = match header {
            Ok(link) => {
                if before.is_some_and(|before| before != link) {
                    self.fault(&path, 0, Harm::NotTheNextSegment);
                }
                (Some(link), HEADER as usize)
            }
            Err(StoreError::Damaged { what, .. }) => {
                self.fault(&path, 0, what);
                (before, (HEADER as usize).min(bytes.len()))
            }
            Err(other) => return Err(other),
        };
        if number == 1 {
            self.root = link;
        }
        let hash = self.frames_in(&path, number, &bytes, at, link, is_last);
        let torn = self.torn.as_ref().map(|torn| torn.at);
        let offset = torn.unwrap_or_else(|| bytes.len().max(HEADER as usize) as u64);
        self.end = Some(Position { segment: number, offset, hash });
        Ok(hash)
    }

    /// Finds the frames in the bytes of a segment from an offset on, and returns the last hash. After damage the chain
    /// continues from the last known hash.
    pub fn frames_in(
        &mut self,
        path: &Path,
        number: u32,
        bytes: &[u8],
        mut at: usize,
        mut link: Option<Hash>,
        is_last: bool,
    ) -> Hash {
        while at < bytes.len() {
            let rest = bytes.get(at..).surely();
            let place = FrameAt::new(number, u32::try_from(at).unwrap_or(u32::MAX));
            match frame::read(&mut &*rest, place, None) {
                Ok(Some(frame)) => {
                    let length = usize::try_from(frame.len()).unwrap_or(usize::MAX);
                    link = Some(self.link(path, rest.get(..length).surely(), link, &frame));
                    self.frames.push(frame);
                    at += length;
                }
                Ok(None) => break,
                Err(bad) => match self.pass_over(path, rest, place, bad, is_last) {
                    Some(further) => {
                        link = None;
                        at += further;
                    }
                    None => break,
                },
            }
        }
        link.or_else(|| self.frames.last().map(|frame| frame.hash)).unwrap_or_default()
    }

    /// The hash of a frame: the computed one where the hash before is known, otherwise the stored one.
    fn link(&mut self, path: &Path, bytes: &[u8], before: Option<Hash>, frame: &Frame) -> Hash {
        let Some(before) = before else { return frame.hash };
        let made = frame::link(&before, bytes.get(..bytes.len().saturating_sub(HASH)).surely());
        if made != frame.hash {
            self.fault(path, frame.at.offset().into(), Harm::Chain);
        }
        made
    }

    /// Records damage, up to the next intact frame if there is one.
    fn pass_over(
        &mut self,
        path: &Path,
        rest: &[u8],
        place: FrameAt,
        bad: Bad,
        is_last: bool,
    ) -> Option<usize> {
        let at = u64::from(place.offset());
        let next = frame::next_in(rest.get(1..).surely()).map(|next| next + 1);
        if let Some(how) = frame::unfinished(&bad, rest).filter(|_| is_last) {
            self.torn = Some(Torn { path: path.to_owned(), at, bytes: rest.len() as u64, how });
            return None;
        }
        let label = frame::read_head(&mut &*rest).ok().flatten().map(|head| head.label);
        self.gaps.push(Gap { at: place, label, is_rest: next.is_some_and(|next| next < frame::LEAST) });
        self.fault(path, at, bad.harm());
        next
    }
}
