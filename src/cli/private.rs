//! File permissions: files are private to the user; only reports and other documents to hand in get the user's default
//! permissions.

use std::{
    fs, io,
    os::unix::fs::{MetadataExt as _, PermissionsExt as _},
    path::{Path, PathBuf},
    sync::OnceLock,
    time::Duration,
};

use rustix::fs::Mode;

use super::failure::Failure;

/// The user's umask when the program started.
static MASK: OnceLock<u32> = OnceLock::new();

/// Makes all files private from now on, because the engine behind the state uses default permissions.
pub(super) fn begin() {
    let own = rustix::process::umask(Mode::from_raw_mode(0o077));
    let _ = MASK.set(own.bits());
}

/// The permissions of a document to hand in.
pub(super) fn handed_in() -> fs::Permissions {
    fs::Permissions::from_mode(0o666 & !MASK.get().copied().unwrap_or(0o077))
}

/// Refuses to write to a file that the user probably did not mean: through a link to another user's file, or to a
/// write-protected file.
///
/// # Errors
/// When the file is one of these.
pub(super) fn may_be_written(path: &Path, force: bool) -> Result<(), Failure> {
    let Ok(named) = fs::symlink_metadata(path) else { return Ok(()) };
    let own = rustix::process::geteuid().as_raw();
    if force || named.is_dir() {
        return Ok(());
    }
    let target = fs::metadata(path);
    if named.is_symlink() && (named.uid() != own || target.as_ref().is_ok_and(|target| target.uid() != own)) {
        return Err(Failure::ForeignLink(path.to_owned()));
    }
    match target {
        Ok(target) if target.is_file() && target.permissions().readonly() => {
            Err(Failure::Protected(path.to_owned()))
        }
        _ => Ok(()),
    }
}

/// Removes temporary directories of killed runs: those with the prefix that belong to the user, are old enough and not
/// in use.
pub(super) fn sweep(prefix: &str) {
    const A_WHILE: Duration = Duration::from_secs(60);
    let own = rustix::process::geteuid().as_raw();
    let Ok(entries) = fs::read_dir(std::env::temp_dir()) else { return };
    let begins = |path: &PathBuf| path.file_name().is_some_and(|n| n.to_string_lossy().starts_with(prefix));
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())).filter(begins) {
        let Ok(meta) = fs::symlink_metadata(&path) else { continue };
        let age = meta.modified().ok().and_then(|then| then.elapsed().ok()).unwrap_or_default();
        if meta.is_dir() && meta.uid() == own && age > A_WHILE && !crate::store::is_in_use(&path) {
            let _ = fs::remove_dir_all(&path);
        }
    }
}

/// Creates a private directory.
///
/// # Errors
/// The error of the system.
pub(super) fn make_directory(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().mode(0o700).create(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_protected_file_is_written_over_only_by_force() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("звіт.docx");
        assert!(may_be_written(&file, false).is_ok());
        fs::write(&file, "x").unwrap();
        assert!(may_be_written(&file, false).is_ok());
        fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
        assert!(matches!(may_be_written(&file, false), Err(Failure::Protected(_))));
        assert!(may_be_written(&file, true).is_ok());
        // A link to an own file counts as that file.
        let link = dir.path().join("link");
        std::os::unix::fs::symlink(&file, &link).unwrap();
        assert!(matches!(may_be_written(&link, false), Err(Failure::Protected(_))));
        if rustix::process::geteuid().as_raw() == 0 {
            std::os::unix::fs::chown(&file, Some(65_534), None).unwrap();
            assert!(matches!(may_be_written(&link, false), Err(Failure::ForeignLink(_))));
        }
    }
}
