//! Stamps: which workspace's journal something beside it was made from, and how far. A stamp is a witness: the
//! journal may never end before it.

use std::path::Path;

use super::{
    StoreError,
    codec::take,
    journal::{Hash, Position},
    workspace::replace_file,
};

const MAGIC: [u8; 8] = *b"KVSTAMP1";

/// How far a journal is known to have gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// What the journal's chain begins with.
    pub root: Hash,
    pub position: Position,
}

impl Stamp {
    /// Its bytes, with a checksum.
    pub fn to_bytes(self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend_from_slice(&self.root);
        out.extend_from_slice(&self.position.to_bytes());
        out.extend_from_slice(&crc32fast::hash(&out).to_le_bytes());
        out
    }

    /// Out of its bytes; none where they are damaged.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let covered = bytes.get(..bytes.len().checked_sub(4)?)?;
        let mut rest = bytes;
        let magic = take::<8>(&mut rest)?;
        let root = take::<32>(&mut rest)?;
        let position = Position::from_bytes(&take(&mut rest)?);
        let crc = u32::from_le_bytes(take(&mut rest)?);
        let whole = magic == MAGIC && rest.is_empty() && crc32fast::hash(covered) == crc;
        whole.then_some(Self { root, position })
    }

    /// Reads one; none where there is none that can be read.
    pub fn read(path: &Path) -> Option<Self> {
        Self::from_bytes(&std::fs::read(path).ok()?)
    }

    /// Writes it. It need not outlive a power cut, for it only ever says less than the journal holds.
    pub fn write(self, path: &Path) -> Result<(), StoreError> {
        replace_file(path, &self.to_bytes(), false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_comes_back_and_no_damaged_one_does() {
        let position = Position { segment: 3, offset: 77, hash: [9; 32] };
        let stamp = Stamp { root: [5; 32], position };
        let bytes = stamp.to_bytes();
        assert_eq!(Stamp::from_bytes(&bytes), Some(stamp));
        for at in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1;
            assert_eq!(Stamp::from_bytes(&flipped), None, "{at}");
            assert_eq!(Stamp::from_bytes(&bytes[..at]), None);
        }
    }
}
