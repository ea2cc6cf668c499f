//! A packed segment: the frames of a sealed segment in compressed blocks, in a file of its own. What follows from other
//! bytes is left out and reckoned again (hashes, checksums, lengths, the numbers and addresses that can be predicted),
//! so that unpacking gives the segment byte for byte, and every address in it stays what it was.
//!
//! ```text
//! head | blocks | parity | index | head | trailer
//! head:    "KVPACKED" | version u16 | number u32 | hash before 32 | end u64 | last hash 32 | crc32 u32
//! parity:  the XOR of all blocks, each lengthened with zeros to the longest one
//! index:   (place u64 | length u32 | offset in the segment u64) for each block
//! trailer: "KVPINDEX" | place of the index u64 | blocks u32 | place of the parity u64 | its length u32
//!          | its crc32 u32 | crc32 of the index u32 | crc32 of the trailer u32
//! ```
//!
//! One damaged byte costs a plain segment one frame, but a packed one a whole block. Therefore one damaged block is made
//! again from the others and the parity, the head is there twice, and blocks are found without the index.

mod block;
mod columns;
mod read;
mod scan;
#[cfg(test)]
mod tests;
mod write;

pub(super) use read::{Alone, PackedSegment, Unpacked};
pub(in crate::store) use write::{PackStep, pack};

use super::{super::codec::take, frame::Hash};

/// The newest version this program writes and reads.
const VERSION: u16 = 1;
const MAGIC: [u8; 8] = *b"KVPACKED";
/// The length of the head.
const HEAD: usize = 8 + 2 + 4 + 32 + 8 + 32 + 4;
const TRAILER_MAGIC: [u8; 8] = *b"KVPINDEX";
/// The length of the trailer.
const TRAILER: usize = 8 + 8 + 4 + 8 + 4 + 4 + 4 + 4;
/// The length of an entry of the index.
const ENTRY: usize = 8 + 4 + 8;
/// A block is closed when its frames have at least this many bytes: reading one change unpacks one block.
const BLOCK: usize = 64 << 10;

/// What a packed file says about its segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct FileHead {
    number: u32,
    /// The hash before the first frame.
    before: Hash,
    /// The length of the segment.
    end: u64,
    /// The hash of the last frame.
    last: Hash,
}

/// Why bytes are no head.
enum NoHead {
    Damaged,
    Newer(u16),
}

impl FileHead {
    fn to_bytes(self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend_from_slice(&VERSION.to_le_bytes());
        out.extend_from_slice(&self.number.to_le_bytes());
        out.extend_from_slice(&self.before);
        out.extend_from_slice(&self.end.to_le_bytes());
        out.extend_from_slice(&self.last);
        seal(&mut out);
        out
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, NoHead> {
        let mut rest = sealed(bytes.get(..HEAD).unwrap_or_default()).ok_or(NoHead::Damaged)?;
        if take(&mut rest) != Some(MAGIC) {
            return Err(NoHead::Damaged);
        }
        let version = take(&mut rest).map(u16::from_le_bytes).ok_or(NoHead::Damaged)?;
        if version > VERSION {
            return Err(NoHead::Newer(version));
        }
        let parts = (|| {
            Some(Self {
                number: u32::from_le_bytes(take(&mut rest)?),
                before: take(&mut rest)?,
                end: u64::from_le_bytes(take(&mut rest)?),
                last: take(&mut rest)?,
            })
        })();
        parts.ok_or(NoHead::Damaged)
    }
}

/// Where the parts after the blocks are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Trailer {
    index: u64,
    blocks: u32,
    parity: u64,
    parity_length: u32,
    parity_crc: u32,
    index_crc: u32,
}

impl Trailer {
    fn to_bytes(self) -> Vec<u8> {
        let mut out = TRAILER_MAGIC.to_vec();
        out.extend_from_slice(&self.index.to_le_bytes());
        out.extend_from_slice(&self.blocks.to_le_bytes());
        out.extend_from_slice(&self.parity.to_le_bytes());
        out.extend_from_slice(&self.parity_length.to_le_bytes());
        out.extend_from_slice(&self.parity_crc.to_le_bytes());
        out.extend_from_slice(&self.index_crc.to_le_bytes());
        seal(&mut out);
        out
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rest = sealed(bytes)?;
        if take(&mut rest)? != TRAILER_MAGIC {
            return None;
        }
        Some(Self {
            index: u64::from_le_bytes(take(&mut rest)?),
            blocks: u32::from_le_bytes(take(&mut rest)?),
            parity: u64::from_le_bytes(take(&mut rest)?),
            parity_length: u32::from_le_bytes(take(&mut rest)?),
            parity_crc: u32::from_le_bytes(take(&mut rest)?),
            index_crc: u32::from_le_bytes(take(&mut rest)?),
        })
    }
}

/// Where a block is, in the file and in the segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct BlockPlace {
    place: u64,
    length: u32,
    at: u64,
}

impl BlockPlace {
    fn write(self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.place.to_le_bytes());
        out.extend_from_slice(&self.length.to_le_bytes());
        out.extend_from_slice(&self.at.to_le_bytes());
    }

    fn read(rest: &mut &[u8]) -> Option<Self> {
        Some(Self {
            place: u64::from_le_bytes(take(rest)?),
            length: u32::from_le_bytes(take(rest)?),
            at: u64::from_le_bytes(take(rest)?),
        })
    }

    /// The place after the block in the file.
    fn next(self) -> u64 {
        self.place.saturating_add(self.length.into())
    }
}

/// Appends the checksum of what is there.
fn seal(out: &mut Vec<u8>) {
    out.extend_from_slice(&crc32fast::hash(out).to_le_bytes());
}

/// The bytes before a checksum at the end, if it is theirs.
fn sealed(bytes: &[u8]) -> Option<&[u8]> {
    let (covered, crc) = bytes.split_last_chunk::<4>()?;
    (crc32fast::hash(covered).to_le_bytes() == *crc).then_some(covered)
}

/// Adds a block to the parity.
fn add_to_parity(parity: &mut Vec<u8>, block: &[u8]) {
    if parity.len() < block.len() {
        parity.resize(block.len(), 0);
    }
    for (sum, byte) in parity.iter_mut().zip(block) {
        *sum ^= byte;
    }
}
