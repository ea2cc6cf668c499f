//! Writing files so that they and their names survive a power cut.

use std::{fs::File, io::Write, path::Path};

use super::{StoreError, plain_file::create_temporary};

/// Makes the names in a directory durable.
pub(super) fn sync_dir(path: &Path) -> Result<(), StoreError> {
    File::open(path).and_then(|dir| dir.sync_all()).map_err(StoreError::io(path))
}

/// Writes a file under a temporary name and then renames it to its place. A file that need not survive a power cut,
/// because it is verified when it is read, is not synced.
pub(super) fn replace_file(path: &Path, bytes: &[u8], durable: bool) -> Result<(), StoreError> {
    let beside = path.with_extension("tmp");
    let write = || {
        let mut file = create_temporary(&beside)?;
        file.write_all(bytes)?;
        if durable {
            file.sync_all()?;
        }
        std::fs::rename(&beside, path)
    };
    write().map_err(StoreError::io(path))?;
    match path.parent() {
        Some(dir) if durable => sync_dir(dir),
        _ => Ok(()),
    }
}
