//! Reading a packed segment: any byte of the segment, by unpacking the block that has it. The block that was read last
//! is kept.

use std::{
    fs::File,
    io::{self, ErrorKind},
    os::unix::fs::FileExt as _,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, Weak},
};

use super::{
    super::{
        super::{Harm, StoreError},
        frame::Hash,
        segment::{self, HEADER},
    },
    BlockPlace, ENTRY, FileHead, HEAD, NoHead, TRAILER, Trailer, add_to_parity,
    block::{self, BlockHead},
};
use crate::domain::PlanId;

/// A block is kept after it was read, unless it is longer than this.
const SHORT: usize = 1 << 20;

/// A block that was unpacked.
#[derive(Debug)]
pub(in crate::store::journal) struct Unpacked {
    pub(super) head: BlockHead,
    /// Its frames.
    pub(super) bytes: Vec<u8>,
    /// The hash of its last frame.
    pub(super) last: Hash,
}

/// A packed segment that is open for reading.
#[derive(Debug)]
pub(in crate::store::journal) struct PackedSegment {
    path: PathBuf,
    file: File,
    pub(super) length: u64,
    pub(super) head: FileHead,
    pub(super) blocks: Vec<BlockPlace>,
    /// None where the index is damaged, so that the blocks had to be searched.
    trailer: Option<Trailer>,
    /// What is damaged beside the blocks.
    pub(super) faults: Vec<(u64, Harm)>,
    kept: Mutex<Option<Kept>>,
}

/// The block that was read last. A long one is kept only as long as somebody reads it.
#[derive(Debug)]
struct Kept {
    nth: usize,
    block: Weak<Unpacked>,
    _short: Option<Arc<Unpacked>>,
}

/// A frame that is alone in its block.
pub(in crate::store::journal) struct Alone {
    pub plan: PlanId,
    pub seq: u64,
    pub hash: Hash,
}

impl PackedSegment {
    /// Opens the packed segment with a number.
    ///
    /// # Errors
    /// When there is none, a newer version wrote it, or neither copy of its head can be read.
    pub fn open(dir: &Path, number: u32) -> Result<Self, StoreError> {
        Self::open_at(&segment::packed_path(dir, number), number)
    }

    pub(super) fn open_at(path: &Path, number: u32) -> Result<Self, StoreError> {
        let file = segment::open(path)?;
        let io = StoreError::io(path);
        let length = file.metadata().map_err(io)?.len();
        let mut faults = Vec::new();
        let behind = length.saturating_sub((HEAD + TRAILER) as u64);
        let head = read_head(&file, path, 0, number)?.or_else(|| {
            faults.push((0, Harm::Header));
            read_head(&file, path, behind, number).ok().flatten()
        });
        let head = head.ok_or_else(|| StoreError::damaged(path, 0, Harm::Header))?;
        if faults.is_empty() && read_head(&file, path, behind, number)? != Some(head) {
            faults.push((behind, Harm::Header));
        }
        let mut found = Self {
            path: path.to_owned(),
            file,
            length,
            head,
            blocks: Vec::new(),
            trailer: None,
            faults,
            kept: Mutex::default(),
        };
        match found.indexed() {
            Some((trailer, blocks)) => (found.trailer, found.blocks) = (Some(trailer), blocks),
            None => {
                found.faults.push((behind, Harm::Index));
                found.blocks = found.searched();
            }
        }
        Ok(found)
    }

    fn bytes(&self, place: u64, length: u64) -> Option<Vec<u8>> {
        let end = place.checked_add(length).filter(|end| *end <= self.length)?;
        let mut bytes = vec![0; usize::try_from(end - place).ok()?];
        self.file.read_exact_at(&mut bytes, place).ok()?;
        Some(bytes)
    }

    /// The trailer and the blocks of the index; none where they are damaged.
    fn indexed(&self) -> Option<(Trailer, Vec<BlockPlace>)> {
        let place = self.length.checked_sub(TRAILER as u64)?;
        let trailer = Trailer::from_bytes(&self.bytes(place, TRAILER as u64)?)?;
        let length = u64::from(trailer.blocks) * ENTRY as u64;
        let bytes = self.bytes(trailer.index, length)?;
        let mut rest = bytes.as_slice();
        let blocks: Option<Vec<_>> = (0..trailer.blocks).map(|_| BlockPlace::read(&mut rest)).collect();
        let blocks = blocks.filter(|_| crc32fast::hash(&bytes) == trailer.index_crc)?;
        // One block follows the other, in the file and in the segment.
        let (mut next, mut before) = (HEAD as u64, HEADER - 1);
        for block in &blocks {
            if block.place != next || block.at <= before {
                return None;
            }
            (next, before) = (block.next(), block.at);
        }
        let parity = next.checked_add(trailer.parity_length.into())?;
        let fits = trailer.parity == next
            && trailer.index == parity
            && parity + length + (HEAD + TRAILER) as u64 == self.length
            && blocks.first().map_or(self.head.end, |block| block.at) == HEADER
            && blocks.last().is_none_or(|block| block.at < self.head.end);
        fits.then_some((trailer, blocks))
    }

    /// The blocks with an intact head, found without the index.
    fn searched(&self) -> Vec<BlockPlace> {
        let (mut found, mut place, mut from) = (Vec::<BlockPlace>::new(), HEAD as u64, HEADER);
        while let Some(next) = self.search(place) {
            place = next;
            let head = self.head_at(place).filter(|head| head.at >= from && head.at < self.head.end);
            match head {
                Some(head) if place.saturating_add(head.length.into()) <= self.length => {
                    found.push(BlockPlace { place, length: head.length, at: head.at });
                    from = head.at + 1;
                    place += u64::from(head.length).max(1);
                }
                _ => place += 1,
            }
        }
        found
    }

    /// Where the magic of a block is next.
    fn search(&self, from: u64) -> Option<u64> {
        const STEP: u64 = 1 << 12;
        let mut place = from;
        while place + (block::FIXED as u64) < self.length {
            let length = STEP.min(self.length - place);
            let bytes = self.bytes(place, length)?;
            if let Some(at) = bytes.windows(block::MAGIC.len()).position(|window| window == block::MAGIC) {
                return Some(place + at as u64);
            }
            // The magic may begin in the last three bytes.
            place += length.saturating_sub(block::MAGIC.len() as u64 - 1).max(1);
        }
        None
    }

    /// The head of a block at a place in the file.
    fn head_at(&self, place: u64) -> Option<BlockHead> {
        let length = (block::FIXED as u64).min(self.length.saturating_sub(place));
        let plans = BlockHead::plans_length(&self.bytes(place, length)?)?;
        let bytes = self.bytes(place, length.checked_add(plans)?)?;
        BlockHead::read(&bytes).map(|(head, _)| head)
    }

    /// The bytes of a block, as the file has them.
    fn stored(&self, nth: usize) -> Option<Vec<u8>> {
        let block = self.blocks.get(nth)?;
        self.bytes(block.place, block.length.into())
    }

    /// The head and the columns in the bytes of a block, if they are the block's and undamaged.
    fn intact<'a>(&self, nth: usize, bytes: &'a [u8]) -> Option<(BlockHead, &'a [u8])> {
        let place = self.blocks.get(nth)?;
        let (head, packed) = BlockHead::read(bytes)?;
        let is_it = (head.length, head.at) == (place.length, place.at);
        (is_it && head.has(packed)).then_some((head, packed))
    }

    /// Unpacks a block as the file has it.
    pub(super) fn unpack(&self, nth: usize) -> Result<Unpacked, Harm> {
        self.unpack_bytes(nth, &self.stored(nth).ok_or(Harm::Block)?)
    }

    fn unpack_bytes(&self, nth: usize, bytes: &[u8]) -> Result<Unpacked, Harm> {
        let (head, packed) = self.intact(nth, bytes).ok_or(Harm::Block)?;
        let (frames, last) = head.unpack(self.head.number, packed)?;
        let end = self.blocks.get(nth + 1).map_or(self.head.end, |next| next.at);
        let is_last = nth + 1 == self.blocks.len();
        let goes_on = head.at.checked_add(frames.len() as u64) == Some(end);
        // Where blocks had to be searched, one may be missing between two.
        if (self.trailer.is_some() && !goes_on) || (is_last && goes_on && last != self.head.last) {
            return Err(Harm::Block);
        }
        Ok(Unpacked { head, bytes: frames, last })
    }

    /// Unpacks a damaged block after making it again from all the others.
    pub(super) fn remade(&self, nth: usize) -> Result<Unpacked, Harm> {
        let (trailer, own) = self.trailer.zip(self.blocks.get(nth)).ok_or(Harm::Block)?;
        let parity = self.bytes(trailer.parity, trailer.parity_length.into()).ok_or(Harm::Block)?;
        if crc32fast::hash(&parity) != trailer.parity_crc {
            return Err(Harm::Block);
        }
        let mut sum = parity;
        for other in (0..self.blocks.len()).filter(|other| *other != nth) {
            let bytes = self.stored(other).ok_or(Harm::Block)?;
            self.intact(other, &bytes).ok_or(Harm::Block)?;
            add_to_parity(&mut sum, &bytes);
        }
        sum.truncate(usize::try_from(own.length).map_err(|_| Harm::Block)?);
        self.unpack_bytes(nth, &sum)
    }

    /// The head of a block whose frames cannot be read, if it is intact.
    pub(super) fn head_of(&self, nth: usize) -> Option<BlockHead> {
        self.head_at(self.blocks.get(nth)?.place)
    }

    /// The place of the parity, if it is damaged.
    pub(super) fn damaged_parity(&self) -> Option<u64> {
        let trailer = self.trailer?;
        let parity = self.bytes(trailer.parity, trailer.parity_length.into());
        let is_intact = parity.is_some_and(|parity| crc32fast::hash(&parity) == trailer.parity_crc);
        (!is_intact).then_some(trailer.parity)
    }

    /// Checks the blocks that end before an offset in the segment, without unpacking them.
    ///
    /// # Errors
    /// When something in it is damaged.
    pub fn check(&self, to: u64) -> Result<(), StoreError> {
        if let Some((at, what)) = self.faults.first() {
            return Err(StoreError::damaged(&self.path, *at, what.clone()));
        }
        let end = |nth: usize| self.blocks.get(nth + 1).map_or(self.head.end, |next| next.at);
        for (nth, block) in self.blocks.iter().enumerate().take_while(|(nth, _)| end(*nth) <= to) {
            let is_intact = self.stored(nth).is_some_and(|bytes| self.intact(nth, &bytes).is_some());
            if !is_intact {
                return Err(StoreError::damaged(&self.path, block.place, Harm::Block));
            }
        }
        Ok(())
    }

    /// Reads bytes of the segment from an offset on; at its end there are none. A damaged block is made again, if that
    /// is possible. `held` is the block that the same reader read last.
    pub fn read_at(
        &self,
        buffer: &mut [u8],
        offset: u64,
        held: &mut Option<Arc<Unpacked>>,
    ) -> io::Result<usize> {
        if offset < HEADER {
            return Ok(copy(&segment::header(self.head.number, &self.head.before), offset, buffer));
        }
        if offset >= self.head.end || buffer.is_empty() {
            return Ok(0);
        }
        let has = |block: &Arc<Unpacked>| {
            offset.checked_sub(block.head.at).is_some_and(|by| by < block.bytes.len() as u64)
        };
        let block = match held.take().filter(has) {
            Some(block) => block,
            None => {
                let nth = self.blocks.partition_point(|block| block.at <= offset).checked_sub(1);
                let block = nth.ok_or(Harm::Block).and_then(|nth| self.kept(nth));
                block.map_err(|harm| io::Error::new(ErrorKind::InvalidData, harm))?
            }
        };
        let read = copy(&block.bytes, offset.saturating_sub(block.head.at), buffer);
        *held = Some(block);
        if read == 0 { Err(io::Error::new(ErrorKind::InvalidData, Harm::Block)) } else { Ok(read) }
    }

    fn kept(&self, nth: usize) -> Result<Arc<Unpacked>, Harm> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept.as_ref().filter(|kept| kept.nth == nth).and_then(|kept| kept.block.upgrade());
        if let Some(block) = known {
            return Ok(block);
        }
        let block = Arc::new(self.unpack(nth).or_else(|_| self.remade(nth))?);
        let short = (block.bytes.len() <= SHORT).then(|| Arc::clone(&block));
        *kept = Some(Kept { nth, block: Arc::downgrade(&block), _short: short });
        Ok(block)
    }

    /// The frame at an offset, if it is alone in its block, as long ones are: it need not be unpacked to be known.
    pub fn alone_at(&self, offset: u64) -> Option<Alone> {
        let nth = self.blocks.binary_search_by_key(&offset, |block| block.at).ok()?;
        self.trailer?;
        let head = self.head_of(nth).filter(|head| head.frames == 1)?;
        let (plan, seq) = *head.plans.first()?;
        let hash = if nth + 1 == self.blocks.len() { self.head.last } else { self.head_of(nth + 1)?.before };
        Some(Alone { plan, seq, hash })
    }
}

/// The head at a place in a file; none where it is damaged.
fn read_head(file: &File, path: &Path, place: u64, number: u32) -> Result<Option<FileHead>, StoreError> {
    let mut bytes = [0; HEAD];
    match file.read_exact_at(&mut bytes, place) {
        Ok(()) => {}
        Err(cause) if cause.kind() == ErrorKind::UnexpectedEof => return Ok(None),
        Err(cause) => return Err(StoreError::Io { path: path.to_owned(), cause }),
    }
    match FileHead::from_bytes(&bytes) {
        Ok(head) if head.number != number => Err(StoreError::damaged(path, 0, Harm::OtherSegment)),
        Ok(head) => Ok(Some(head)),
        Err(NoHead::Newer(found)) => {
            Err(StoreError::Newer { path: path.to_owned(), found, known: super::VERSION })
        }
        Err(NoHead::Damaged) => Ok(None),
    }
}

/// Copies bytes from an offset on, as far as there are any and the buffer has room.
fn copy(from: &[u8], offset: u64, buffer: &mut [u8]) -> usize {
    let rest = usize::try_from(offset).ok().and_then(|offset| from.get(offset..)).unwrap_or_default();
    let length = rest.len().min(buffer.len());
    if let (Some(from), Some(to)) = (rest.get(..length), buffer.get_mut(..length)) {
        to.copy_from_slice(from);
    }
    length
}
