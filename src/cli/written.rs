//! The files that this run wrote: they may be written anew, unless somebody has changed them since. No other file
//! is written over by a name that was typed in haste.

use std::{
    collections::HashMap,
    fs, io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::SystemTime,
};

/// What a file was like when it was written: when, and how long.
type FileState = (Option<SystemTime>, u64);

/// The files that were written, each as it was left.
#[derive(Debug, Default)]
pub(super) struct WrittenFiles(Mutex<HashMap<PathBuf, FileState>>);

impl WrittenFiles {
    /// Writes a file.
    ///
    /// # Errors
    /// [`io::ErrorKind::AlreadyExists`] as `refused` says it, when it is there and is not as this run left it;
    /// what `write` says.
    pub fn write<E>(
        &self,
        file: &Path,
        refused: impl FnOnce(io::Error) -> E,
        write: impl FnOnce() -> Result<(), E>,
    ) -> Result<(), E> {
        let mut own = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = state(file);
        if found.is_some() && own.get(file).copied() != found {
            return Err(refused(io::ErrorKind::AlreadyExists.into()));
        }
        write()?;
        own.extend(state(file).map(|state| (file.to_owned(), state)));
        Ok(())
    }
}

/// What a file is like; none where there is none.
fn state(file: &Path) -> Option<FileState> {
    let found = fs::metadata(file).ok()?;
    Some((found.modified().ok(), found.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_this_run_left_so_is_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("звіт.docx");
        let written = WrittenFiles::default();
        let write = |text: &str| written.write(&file, |error| error, || fs::write(&file, text));
        write("один").unwrap();
        write("два").unwrap();
        fs::write(&file, "заповнено від руки").unwrap();
        assert_eq!(write("три").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&file).unwrap(), "заповнено від руки");
        fs::remove_file(&file).unwrap();
        write("чотири").unwrap();
        assert_eq!(
            WrittenFiles::default().write(&file, |error| error.kind(), || Ok(())),
            Err(io::ErrorKind::AlreadyExists)
        );
    }
}
