//! Packing the journal on request.

use super::{
    super::{StoreError, StoreNotice, journal, worker::Wanted},
    DiskStore,
};

/// The size of a journal before and after it was packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PackedSize {
    /// Its size in bytes before.
    pub before: u64,
    /// Its size in bytes now.
    pub after: u64,
    /// How many sealed segments could not be packed, because they are damaged.
    pub left: usize,
}

impl DiskStore {
    /// Packs the journal: seals the last segment, unless it is short, and packs every sealed one. Nothing that is read
    /// from the journal changes by it.
    ///
    /// # Errors
    /// When the journal is damaged, or the disk fails: what is not packed then stays as it is.
    pub fn pack(&self) -> Result<PackedSize, StoreError> {
        let directory = &self.shared.layout.journal;
        let before = journal::size(directory)?;
        {
            let mut core = self.shared.core();
            let lost = core.notices.iter().find_map(|notice| match notice {
                StoreNotice::Lacks(lost) => Some(lost.clone()),
                _ => None,
            });
            if let Some(lost) = lost.filter(|_| core.is_damaged) {
                return Err(StoreError::Lost(lost));
            }
            core.journal.seal()?;
        }
        self.shared.ask(Wanted::Pack)?;
        let left = journal::unpacked(directory)?.len();
        Ok(PackedSize { before, after: journal::size(directory)?, left })
    }
}
