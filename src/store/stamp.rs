//! Stamps: which workspace's journal a file was derived from, and up to which position. A stamp is evidence: the
//! journal may never end before it.

use std::path::Path;

use super::{
    StoreError,
    codec::take,
    journal::{Hash, Position},
    plain_file::read_plain,
    workspace::replace_file,
};

const MAGIC: [u8; 8] = *b"KVSTAMP1";

/// How far a journal is known to have gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// The hash at which the journal's chain begins.
    pub root: Hash,
    pub position: Position,
}

impl Stamp {
    /// The stored form, with a checksum.
    pub fn to_bytes(self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend_from_slice(&self.root);
        out.extend_from_slice(&self.position.to_bytes());
        out.extend_from_slice(&crc32fast::hash(&out).to_le_bytes());
        out
    }

    /// Restores a stamp from its stored form; none where it is damaged.
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

    /// Reads a stamp; none where it is missing or damaged.
    pub fn read(path: &Path) -> Option<Self> {
        Self::from_bytes(&read_plain(path).ok()?)
    }

    /// Writes the stamp. It is not synced, because an old stamp only claims less than the journal contains.
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
