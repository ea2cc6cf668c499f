//! Places in the journal.

use super::{super::codec::take, frame::Hash, read, segment::HEADER};
use crate::text::surely::Surely;

/// A place in the journal with the chain's hash there: it is that journal's only if the hash is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) struct Position {
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

    /// Whether nothing stands before it.
    pub const fn is_start(&self) -> bool {
        self.segment == 1 && self.offset == HEADER
    }

    /// Whether it lies behind another one, whatever the hashes are.
    pub const fn is_beyond(&self, other: &Self) -> bool {
        self.segment > other.segment || (self.segment == other.segment && self.offset > other.offset)
    }

    /// How many bytes lie between two positions, at least; segments between them count as full.
    pub fn distance_to(&self, later: &Self) -> u64 {
        if self.segment == later.segment {
            later.offset.saturating_sub(self.offset)
        } else {
            u64::from(later.segment.saturating_sub(self.segment)) * read::least() + later.offset.max(1 << 20)
        }
    }
}
