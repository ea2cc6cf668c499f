//! A block: consecutive frames of a segment, compressed.
//!
//! ```text
//! "KVPB" | length of the block u32 | offset in the segment u64 | length of its frames u32 | frames u32 | hash before 32
//!        | plans u32 | lengths of the columns 3 × u32 | crc32 of the columns u32
//!        | (plan u128 | highest number u64) for each plan | crc32 of everything before u32 | the columns, deflated
//! ```

use std::io::{Read, Write};

use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};

use super::{
    super::{
        super::{Harm, codec::take},
        frame::{Frame, FrameAt, HASH, HEAD, Hash, MAX_PAYLOAD},
    },
    BLOCK,
    columns::{self, FrameColumns, ID, MOST_OF_HEAD, Plans},
    seal, sealed,
};
use crate::domain::PlanId;

pub(super) const MAGIC: [u8; 4] = *b"KVPB";
/// The length of what stands before the plans.
pub(super) const FIXED: usize = 4 + 4 + 8 + 4 + 4 + 32 + 4 + 12 + 4;
/// Where the number of plans is.
const PLANS_AT: usize = 4 + 4 + 8 + 4 + 4 + 32;
/// The length of a plan in the head.
const PLAN: usize = 16 + 8;
/// The most plans in a block: one for each frame.
const MOST_PLANS: usize = BLOCK / (HEAD + HASH) + 1;
/// The longest block: just below the limit one frame more may have been added.
const MOST: usize = BLOCK + HEAD + MAX_PAYLOAD + HASH;

/// The head of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BlockHead {
    /// The length of the whole block.
    pub length: u32,
    /// Where its frames begin in the segment.
    pub at: u64,
    /// The length of its frames.
    pub size: u32,
    pub frames: u32,
    /// The hash before its first frame.
    pub before: Hash,
    pub plans: Plans,
    columns: [u32; 3],
    crc: u32,
}

/// The bytes of a block with these frames.
pub(super) fn pack(frames: &[Frame], before: &Hash) -> std::io::Result<Vec<u8>> {
    let (plans, columns) = columns::split(frames);
    let mut packed = Vec::new();
    let mut lengths = [0; 3];
    for (length, column) in lengths.iter_mut().zip([&columns.heads, &columns.ids, &columns.payloads]) {
        let start = packed.len();
        let mut encoder = DeflateEncoder::new(packed, Compression::default());
        encoder.write_all(column)?;
        packed = encoder.finish()?;
        *length = u32::try_from(packed.len() - start).map_err(std::io::Error::other)?;
    }
    let size = frames.iter().map(Frame::len).sum::<u64>();
    let head = BlockHead {
        length: u32::try_from(FIXED + plans.len() * PLAN + 4 + packed.len())
            .map_err(std::io::Error::other)?,
        at: frames.first().map_or(0, |frame| frame.at.offset().into()),
        size: u32::try_from(size).map_err(std::io::Error::other)?,
        frames: u32::try_from(frames.len()).map_err(std::io::Error::other)?,
        before: *before,
        plans,
        columns: lengths,
        crc: crc32fast::hash(&packed),
    };
    let mut out = head.to_bytes();
    out.extend_from_slice(&packed);
    Ok(out)
}

impl BlockHead {
    fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend_from_slice(&self.length.to_le_bytes());
        out.extend_from_slice(&self.at.to_le_bytes());
        out.extend_from_slice(&self.size.to_le_bytes());
        out.extend_from_slice(&self.frames.to_le_bytes());
        out.extend_from_slice(&self.before);
        out.extend_from_slice(&(self.plans.len() as u32).to_le_bytes());
        self.columns.iter().for_each(|length| out.extend_from_slice(&length.to_le_bytes()));
        out.extend_from_slice(&self.crc.to_le_bytes());
        for (plan, highest) in &self.plans {
            out.extend_from_slice(&plan.0.to_le_bytes());
            out.extend_from_slice(&highest.to_le_bytes());
        }
        seal(&mut out);
        out
    }

    /// How many bytes of the head follow its fixed part.
    pub fn plans_length(fixed: &[u8]) -> Option<u64> {
        let count = fixed.get(..FIXED)?.get(PLANS_AT..)?.first_chunk::<4>()?;
        let count = usize::try_from(u32::from_le_bytes(*count)).ok().filter(|count| *count <= MOST_PLANS)?;
        Some((count * PLAN + 4) as u64)
    }

    /// Reads the head at the beginning of these bytes; none where there is no intact one.
    pub fn read(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let mut rest = bytes;
        if take(&mut rest)? != MAGIC {
            return None;
        }
        let length = u32::from_le_bytes(take(&mut rest)?);
        let at = u64::from_le_bytes(take(&mut rest)?);
        let size = u32::from_le_bytes(take(&mut rest)?);
        let frames = u32::from_le_bytes(take(&mut rest)?);
        let before = take(&mut rest)?;
        let count = usize::try_from(u32::from_le_bytes(take(&mut rest)?)).ok()?;
        let mut columns = [0; 3];
        for length in &mut columns {
            *length = u32::from_le_bytes(take(&mut rest)?);
        }
        let crc = u32::from_le_bytes(take(&mut rest)?);
        if count > MOST_PLANS {
            return None;
        }
        let whole = FIXED + count * PLAN + 4;
        sealed(bytes.get(..whole)?)?;
        let mut plans = Plans::with_capacity(count);
        for _ in 0..count {
            plans.push((PlanId(u128::from_le_bytes(take(&mut rest)?)), u64::from_le_bytes(take(&mut rest)?)));
        }
        Some((Self { length, at, size, frames, before, plans, columns, crc }, bytes.get(whole..)?))
    }

    /// Whether these are its columns, undamaged.
    pub fn has(&self, packed: &[u8]) -> bool {
        let lengths = self.columns.iter().map(|length| u64::from(*length)).sum::<u64>();
        lengths == packed.len() as u64 && crc32fast::hash(packed) == self.crc
    }

    /// The frames, and the hash of the last one. What a hostile file claims is checked before memory is taken for it.
    pub fn unpack(&self, segment: u32, packed: &[u8]) -> Result<(Vec<u8>, Hash), Harm> {
        let size = usize::try_from(self.size).map_err(|_| Harm::Block)?;
        let frames = u64::from(self.frames);
        let least = frames.checked_mul((HEAD + HASH) as u64).filter(|least| *least <= u64::from(self.size));
        let at = u32::try_from(self.at).map_err(|_| Harm::Block)?;
        if !self.has(packed) || size > MOST || least.is_none() {
            return Err(Harm::Block);
        }
        let mut rest = packed;
        let mut column = |n: usize, most: u64| {
            let length = self.columns.get(n).and_then(|length| usize::try_from(*length).ok());
            let (own, further) =
                length.and_then(|length| rest.split_at_checked(length)).ok_or(Harm::Block)?;
            rest = further;
            inflate(own, most)
        };
        let columns = FrameColumns {
            heads: column(0, frames * MOST_OF_HEAD)?,
            ids: column(1, frames * ID as u64)?,
            payloads: column(2, self.size.into())?,
        };
        if columns.ids.len() as u64 != frames * ID as u64 {
            return Err(Harm::Block);
        }
        columns::join(&columns, &self.plans, FrameAt::new(segment, at), size, &self.before)
    }
}

/// At most so many bytes from compressed ones.
fn inflate(packed: &[u8], most: u64) -> Result<Vec<u8>, Harm> {
    let mut out = Vec::new();
    DeflateDecoder::new(packed).take(most + 1).read_to_end(&mut out).map_err(|_| Harm::Block)?;
    if out.len() as u64 > most { Err(Harm::Block) } else { Ok(out) }
}
