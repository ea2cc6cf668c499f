//! `kvartal compact`: packs the journal of a workspace and says what it took before and takes now.

use super::{Ended, clock, failure::Failure, session::Session, words::Value, workspace};
use crate::store::{DiskStore, OpenOptions, Store as _};

/// Runs the command.
///
/// # Errors
/// When there is no workspace, another process has it open, it is damaged, or the disk fails.
pub(super) fn run(session: &Session) -> Result<Ended, Failure> {
    let directory = workspace::directory(session)?;
    if !directory.exists() {
        return Err(Failure::Read(directory, std::io::ErrorKind::NotFound.into()));
    }
    let store = DiskStore::open(&directory, &OpenOptions::window(clock::now()))?;
    let packed = store.pack()?;
    store.close()?;
    let bytes = |bytes: u64| Value::from(usize::try_from(bytes).unwrap_or(usize::MAX));
    let said = [("before", bytes(packed.before)), ("after", bytes(packed.after))];
    let id = if packed.after < packed.before { "trust-compact-done" } else { "trust-compact-nothing" };
    session.tell(&session.words.with(id, &said));
    if packed.left > 0 {
        session.tell(&session.words.with("trust-compact-left", &[("count", Value::from(packed.left))]));
        return Ok(Ended::WithFindings);
    }
    Ok(Ended::Well)
}
