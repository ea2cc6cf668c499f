//! Positions in the journal.

use super::{super::codec::take, SEGMENT, frame::Hash, segment::HEADER};
use crate::text::surely::Surely;

/// A position in the journal with the chain's hash there. The position belongs to a journal only if the hash matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) struct Position {
    pub segment: u32,
    pub offset: u64,
    pub hash: Hash,
}

impl Position {
    /// The form in which it is stored outside the journal.
    pub fn to_bytes(self) -> [u8; 44] {
        let mut out = [0; 44];
        let (segment, rest) = out.split_at_mut(4);
        let (offset, hash) = rest.split_at_mut(8);
        segment.copy_from_slice(&self.segment.to_le_bytes());
        offset.copy_from_slice(&self.offset.to_le_bytes());
        hash.copy_from_slice(&self.hash);
        out
    }

    /// Restores a position from its stored form.
    pub fn from_bytes(bytes: &[u8; 44]) -> Self {
        let mut rest = bytes.as_slice();
        let segment = u32::from_le_bytes(take(&mut rest).surely());
        let offset = u64::from_le_bytes(take(&mut rest).surely());
        Self { segment, offset, hash: take(&mut rest).surely() }
    }

    /// Whether it is the position before the first frame.
    pub const fn is_start(&self) -> bool {
        self.segment == 1 && self.offset == HEADER
    }

    /// Whether it is later than another position; the hashes are not compared.
    pub const fn is_beyond(&self, other: &Self) -> bool {
        self.segment > other.segment || (self.segment == other.segment && self.offset > other.offset)
    }

    /// About how many bytes are between two positions; segments between them count as full.
    pub fn distance_to(&self, later: &Self) -> u64 {
        if self.segment == later.segment {
            later.offset.saturating_sub(self.offset)
        } else {
            u64::from(later.segment.saturating_sub(self.segment)) * SEGMENT + later.offset
        }
    }
}
