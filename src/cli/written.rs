//! The files that this program has written from a workspace. They may be overwritten, unless somebody has changed them
//! since. Any other existing file is protected from a name that was typed by mistake.

use std::{
    collections::HashMap,
    fs,
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::UNIX_EPOCH,
};

use crate::store;

/// The name of the list in the workspace.
const FILE: &str = "written-reports";

/// The maximal number of files in the list.
const MOST: usize = 500;

/// The modification time of a file in nanoseconds, and its length.
type FileState = (u128, u64);

/// The files that were written, with their state after that.
#[derive(Debug, Default)]
pub(super) struct WrittenFiles {
    files: Mutex<HashMap<PathBuf, FileState>>,
    /// The file with the list for later starts; none if it is not stored.
    kept: Option<PathBuf>,
}

impl WrittenFiles {
    /// The files that were written from a workspace.
    pub fn of(workspace: &Path) -> Self {
        let kept = workspace.join(FILE);
        let bytes = store::read_plain(&kept).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let files = text.lines().filter_map(|line| {
            let mut parts = line.splitn(3, ' ');
            let state = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
            Some((PathBuf::from(parts.next()?), state))
        });
        Self { files: Mutex::new(files.collect()), kept: Some(kept) }
    }

    /// Writes a file; none if the file exists, differs from what this program wrote, and is not to be replaced.
    ///
    /// # Errors
    /// The error of `write`.
    pub fn write<T, E>(
        &self,
        file: &Path,
        replace: bool,
        write: impl FnOnce() -> Result<T, E>,
    ) -> Result<Option<T>, E> {
        let mut own = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let found = state(file);
        let name = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        let there = fs::symlink_metadata(file).is_ok();
        if there && !replace && (found.is_none() || own.get(&name).copied() != found) {
            return Ok(None);
        }
        let written = write()?;
        own.extend(state(file).map(|state| (name, state)));
        self.keep(&own);
        Ok(Some(written))
    }

    /// Stores the list for later starts. If that fails, the next start asks before it replaces a file.
    fn keep(&self, own: &HashMap<PathBuf, FileState>) {
        let Some(kept) = &self.kept else { return };
        let mut newest: Vec<(&PathBuf, &FileState)> = own.iter().collect();
        newest.sort_by(|a, b| b.1.cmp(a.1));
        let lines = newest.into_iter().take(MOST).filter_map(|(path, (at, length))| {
            let path = path.to_str().filter(|path| !path.contains('\n'))?;
            Some(format!("{at} {length} {path}\n"))
        });
        let beside = kept.with_extension(format!("{}.tmp", std::process::id()));
        let fill = |text: String| {
            use std::io::Write as _;
            let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&beside)?;
            file.write_all(text.as_bytes())?;
            fs::rename(&beside, kept)
        };
        if fill(lines.collect()).is_err() {
            let _ = fs::remove_file(&beside);
        }
    }
}

/// The state of a file; none if it does not exist.
fn state(file: &Path) -> Option<FileState> {
    let found = fs::metadata(file).ok()?;
    let at = found.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some((at.as_nanos(), found.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_left_so_is_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("звіт про 1 квартал.docx");
        let write = |written: &WrittenFiles, text: &str, replace| {
            written.write(&file, replace, || fs::write(&file, text)).unwrap().is_some()
        };
        let written = WrittenFiles::of(dir.path());
        assert!(write(&written, "один", false));
        assert!(write(&written, "два", false));
        // A later start knows it, too.
        assert!(write(&WrittenFiles::of(dir.path()), "ще два", false));
        fs::write(&file, "заповнено від руки").unwrap();
        assert!(!write(&WrittenFiles::of(dir.path()), "три", false));
        assert_eq!(fs::read_to_string(&file).unwrap(), "заповнено від руки");
        assert!(!write(&WrittenFiles::default(), "чотири", false));
        assert!(write(&WrittenFiles::default(), "п’ять", true));
        fs::remove_file(&file).unwrap();
        assert!(write(&WrittenFiles::default(), "шість", false));
        // A dangling link counts as an existing file.
        let link = dir.path().join("link");
        std::os::unix::fs::symlink(dir.path().join("немає"), &link).unwrap();
        assert!(
            WrittenFiles::default().write(&link, false, || Ok::<(), std::io::Error>(())).unwrap().is_none()
        );
    }
}
