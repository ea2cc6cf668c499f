//! A frame: one change in the journal.
//!
//! ```text
//! "KVF1" | payload length u32 | crc32 u32 | plan u128 | number u64 | change u128 | previous u64
//!        | payload | hash 32
//! ```
//!
//! Numbers are little-endian. The checksum covers everything except the magic, itself and the hash. The hash is
//! computed over the hash of the frame before and everything in this one. `previous` is the frame of the same plan's
//! previous change, so that the history of a plan is read without reading other plans.

use std::io::{ErrorKind, Read};

use super::super::{
    Harm,
    codec::{read_bytes, take},
};
use crate::{
    domain::{ChangeId, PlanId},
    text::surely::Surely,
};

/// A hash of the chain.
pub(in crate::store) type Hash = [u8; 32];

/// The largest payload: an import of a hundred thousand measures stays under it.
pub(in crate::store) const MAX_PAYLOAD: usize = 128 << 20;

pub(super) const MAGIC: [u8; 4] = *b"KVF1";
pub(super) const HEAD: usize = 4 + 4 + 4 + 16 + 8 + 16 + 8;
pub(super) const HASH: usize = 32;
/// Fewer bytes are no frame.
pub(super) const LEAST: usize = HEAD + HASH;

/// Where a frame begins: segment and byte.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::store) struct FrameAt(u64);

impl FrameAt {
    /// No frame: a plan without changes.
    pub const NONE: Self = Self(0);

    pub const fn new(segment: u32, offset: u32) -> Self {
        Self(((segment as u64) << 32) | offset as u64)
    }

    /// The address as one number, for storing.
    pub const fn to_bits(self) -> u64 {
        self.0
    }

    /// The address that was stored as that number.
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    pub const fn segment(self) -> u32 {
        (self.0 >> 32) as u32
    }

    pub const fn offset(self) -> u32 {
        self.0 as u32
    }

    /// The stored form.
    pub const fn raw(self) -> u64 {
        self.0
    }

    /// Restores the address from its stored form.
    pub const fn from_raw(raw: u64) -> Self {
        Self(raw)
    }
}

/// The fields of a frame besides its payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) struct Label {
    pub plan: PlanId,
    pub seq: u64,
    pub change: ChangeId,
    /// The frame of the plan's previous change.
    pub previous: FrameAt,
}

/// A frame as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) struct Frame {
    pub at: FrameAt,
    pub label: Label,
    pub payload: Vec<u8>,
    pub hash: Hash,
}

impl Frame {
    /// The length of the frame in bytes.
    pub fn len(&self) -> u64 {
        (HEAD + self.payload.len() + HASH) as u64
    }
}

/// Why bytes could not be read as a frame.
#[derive(Debug)]
pub(super) enum Bad {
    /// The file ends inside it.
    Short,
    /// The bytes are no valid frame.
    Wrong(Harm),
    /// The operating system reported an error.
    Io(std::io::Error),
}

impl Bad {
    /// Whether it is damage in a packed segment, whose bytes cannot be read at all.
    pub const fn is_packed(&self) -> bool {
        matches!(self, Self::Wrong(Harm::Block))
    }

    /// The kind of damage; an I/O error becomes [`Harm::System`].
    pub fn harm(self) -> Harm {
        match self {
            Self::Short => Harm::Short,
            Self::Wrong(what) => what,
            Self::Io(cause) => Harm::System(cause.to_string()),
        }
    }
}

impl From<std::io::Error> for Bad {
    fn from(cause: std::io::Error) -> Self {
        // A packed segment tells its damage in an error of reading.
        if let Some(harm) = cause.get_ref().and_then(|inner| inner.downcast_ref::<Harm>()) {
            return Self::Wrong(harm.clone());
        }
        if cause.kind() == ErrorKind::UnexpectedEof { Self::Short } else { Self::Io(cause) }
    }
}

/// Writes a frame and returns its hash.
pub(in crate::store) fn write(label: &Label, payload: &[u8], before: &Hash, out: &mut Vec<u8>) -> Hash {
    let start = out.len();
    write_open(label, payload, out);
    let hash = link(before, out.get(start..).surely());
    out.extend_from_slice(&hash);
    hash
}

/// The bytes of a frame that was read, including its hash.
pub(super) fn bytes(frame: &Frame) -> Vec<u8> {
    let mut out = Vec::new();
    write_open(&frame.label, &frame.payload, &mut out);
    out.extend_from_slice(&frame.hash);
    out
}

/// Writes a frame without its hash.
fn write_open(label: &Label, payload: &[u8], out: &mut Vec<u8>) {
    let length = u32::try_from(payload.len()).unwrap_or(u32::MAX).to_le_bytes();
    let mut body = Vec::with_capacity(HEAD - 12);
    body.extend_from_slice(&label.plan.0.to_le_bytes());
    body.extend_from_slice(&label.seq.to_le_bytes());
    body.extend_from_slice(&label.change.0.to_le_bytes());
    body.extend_from_slice(&label.previous.0.to_le_bytes());
    out.extend_from_slice(&MAGIC);
    out.extend_from_slice(&length);
    out.extend_from_slice(&checksum(&length, &body, payload).to_le_bytes());
    out.extend_from_slice(&body);
    out.extend_from_slice(payload);
}

fn checksum(length: &[u8; 4], body: &[u8], payload: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(length);
    hasher.update(body);
    hasher.update(payload);
    hasher.finalize()
}

/// Reads one frame; none at the end of the file. With `before`, the hash is verified, too.
pub(super) fn read(input: &mut impl Read, at: FrameAt, before: Option<&Hash>) -> Result<Option<Frame>, Bad> {
    let Some(head) = read_head(input)? else { return Ok(None) };
    let payload = read_bytes(input, head.size)?;
    let mut hash = [0; HASH];
    input.read_exact(&mut hash)?;
    if checksum(&head.length, head.bytes.get(12..).surely(), &payload) != head.crc {
        return Err(Bad::Wrong(Harm::Checksum));
    }
    if let Some(before) = before {
        let mut hasher = blake3::Hasher::new();
        hasher.update(before).update(&head.bytes).update(&payload);
        if *hasher.finalize().as_bytes() != hash {
            return Err(Bad::Wrong(Harm::Chain));
        }
    }
    Ok(Some(Frame { at, label: head.label, payload, hash }))
}

/// The part of a frame before the payload.
pub(super) struct FrameHead {
    bytes: [u8; HEAD],
    length: [u8; 4],
    crc: u32,
    pub label: Label,
    /// The payload's length.
    pub size: usize,
}

/// Reads the part of a frame before the payload; none at the end of the file.
pub(super) fn read_head(input: &mut impl Read) -> Result<Option<FrameHead>, Bad> {
    let mut bytes = [0; HEAD];
    let (first, rest) = bytes.split_at_mut(1);
    if input.read(first)? == 0 {
        return Ok(None);
    }
    input.read_exact(rest)?;
    let (length, crc, label) = parse_head(&bytes).ok_or(Bad::Wrong(Harm::NoFrame))?;
    let size = u32::from_le_bytes(length) as usize;
    if size > MAX_PAYLOAD {
        return Err(Bad::Wrong(Harm::TooLong));
    }
    Ok(Some(FrameHead { bytes, length, crc, label, size }))
}

fn parse_head(head: &[u8; HEAD]) -> Option<([u8; 4], u32, Label)> {
    let mut rest = head.as_slice();
    let magic = take::<4>(&mut rest)?;
    let length = take::<4>(&mut rest)?;
    let crc = u32::from_le_bytes(take(&mut rest)?);
    let plan = PlanId(u128::from_le_bytes(take(&mut rest)?));
    let seq = u64::from_le_bytes(take(&mut rest)?);
    let change = ChangeId(u128::from_le_bytes(take(&mut rest)?));
    let previous = FrameAt(u64::from_le_bytes(take(&mut rest)?));
    (magic == MAGIC).then_some((length, crc, Label { plan, seq, change, previous }))
}

/// The hash of a frame with these bytes.
pub(super) fn link(before: &Hash, frame: &[u8]) -> Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(before);
    hasher.update(frame);
    *hasher.finalize().as_bytes()
}

/// Where the next complete frame begins in these bytes. If there is one, the bytes before it are damage and not the
/// unfinished end of the last write.
pub(super) fn next_in(bytes: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = next_magic(bytes.get(from..)?).map(|at| from + at) {
        let mut rest = bytes.get(at..)?;
        if matches!(read(&mut rest, FrameAt::NONE, None), Ok(Some(_))) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

/// Where the magic of a frame occurs next.
pub(super) fn next_magic(bytes: &[u8]) -> Option<usize> {
    bytes.windows(MAGIC.len()).position(|window| window == MAGIC)
}

/// What an interrupted write may leave after the last intact frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Unfinished {
    /// The beginning of a frame.
    Begun,
    /// Zeros, because a file system may have lengthened the file before the power failed, and written nothing into it.
    Zeros,
}

/// How the bytes after the last intact frame, which are no frame, could come from an interrupted write; none where they
/// are damage in any case.
pub(super) fn unfinished(bad: &Bad, rest: &[u8]) -> Option<Unfinished> {
    if rest.iter().all(|byte| *byte == 0) {
        return Some(Unfinished::Zeros);
    }
    let known = rest.len().min(MAGIC.len());
    let is_begun = matches!(bad, Bad::Short) && rest.get(..known) == MAGIC.get(..known);
    let is_last = next_in(rest.get(1..).unwrap_or_default()).is_none();
    (is_begun && is_last).then_some(Unfinished::Begun)
}
