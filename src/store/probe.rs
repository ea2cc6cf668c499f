//! Entry points for fuzzers: arbitrary bytes go to the codec and the journal, without a disk. Correct checksums are
//! added, because arbitrary bytes would never pass the checksum tests.

use std::path::Path;

use super::{
    codec::{self, EnvelopeKind, Stored},
    journal::{FrameAt, Hash, Label, Scan, write_frame},
    wire::{CatalogEntry, CatalogHead, PlanHead, Progress, RecordPage, SnapshotHead},
};
use crate::domain::{Change, ChangeId, KeptFigures, PlanId};

/// Decodes bytes as every kind of stored value in every version; returns how many succeed.
///
/// # Errors
/// The kind of a value that decodes but does not encode to the same bytes again.
pub fn decode_bytes(bytes: &[u8]) -> Result<usize, EnvelopeKind> {
    let kinds = [
        comes_back::<RecordPage>,
        comes_back::<CatalogEntry>,
        comes_back::<Change>,
        comes_back::<SnapshotHead>,
        comes_back::<Progress>,
        comes_back::<PlanHead>,
        comes_back::<CatalogHead>,
        comes_back::<KeptFigures>,
    ];
    let mut count = 0;
    for version in 1..=codec::VERSION {
        for kind in kinds {
            count += usize::from(kind(version, bytes)?);
        }
    }
    Ok(count)
}

/// Whether a payload decodes as a value of this type.
fn comes_back<T: Stored>(version: u16, payload: &[u8]) -> Result<bool, EnvelopeKind> {
    let Ok(value) = codec::decode::<T>(&codec::envelope(version, T::KIND, payload)) else { return Ok(false) };
    let written = codec::encode(&value).map_err(|_| T::KIND)?;
    let again = codec::decode::<T>(&written).and_then(|value| codec::encode(&value));
    if again.is_ok_and(|again| again == written) { Ok(true) } else { Err(T::KIND) }
}

/// Reads a journal in which payloads of frames and damage alternate, separated by a zero byte. Returns how many frames
/// were written, how many were found, and how many places are damaged.
pub fn journal_bytes(bytes: &[u8]) -> (usize, usize, usize) {
    let (mut journal, mut written, mut link) = (Vec::new(), 0, Hash::default());
    for (at, piece) in bytes.split(|byte| *byte == 0).enumerate() {
        if at % 2 == 1 {
            journal.extend_from_slice(piece);
            continue;
        }
        written += 1;
        let (seq, change) = (written as u64, ChangeId(written as u128));
        let label = Label { plan: PlanId(7), seq, change, previous: FrameAt::NONE };
        link = write_frame(&label, piece, &link, &mut journal);
    }
    let mut scan = Scan::default();
    scan.frames_in(Path::new("probe"), 1, &journal, 0, None, true);
    (written, scan.frames.len(), scan.faults.len())
}

#[cfg(test)]
#[path = "probe_tests.rs"]
mod tests;
