//! Writing files atomically: a file exists completely or not at all.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::private;

/// Writes a temporary file in the same directory, makes it durable and renames it, so that nobody sees an incomplete
/// file. An interruption leaves no file behind.
///
/// # Errors
/// The error of the system; the old file is unchanged.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if path.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    // A link is kept, and the file it points to is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    // A pipe or a device is written directly.
    if fs::metadata(&target).is_ok_and(|meta| !meta.is_file()) {
        return fs::OpenOptions::new().write(true).open(&target)?.write_all(bytes);
    }
    target.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let directory: PathBuf = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    // The temporary name does not contain the file's name, which may have the maximal length.
    let beside = directory.join(format!(".kvartal-{}.tmp", std::process::id()));
    // Left by an earlier process with the same id.
    let _ = fs::remove_file(&beside);
    let fill = |mut file: &File| {
        file.write_all(bytes)?;
        let rights = fs::metadata(&target).map_or_else(|_| private::handed_in(), |meta| meta.permissions());
        file.set_permissions(rights)?;
        file.sync_all()
    };
    let written =
        nameless(&directory).is_some_and(|file| fill(&file).and_then(|()| name(&file, &beside)).is_ok());
    let written = if written { Ok(()) } else { private_file(&beside).and_then(|file| fill(&file)) };
    let moved = written.and_then(|()| fs::rename(&beside, &target));
    if moved.is_err() {
        // The first error is the one that is reported.
        let _ = fs::remove_file(&beside);
        return moved;
    }
    // The name is durable after its directory was synced, which some file systems do not support.
    if let Ok(directory) = File::open(&directory) {
        let _ = directory.sync_all();
    }
    Ok(())
}

/// Creates a file that nobody else may read before it is complete.
fn private_file(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

/// Creates a file without a name, which vanishes with the process, if the system and the file system support it.
#[cfg(target_os = "linux")]
fn nameless(directory: &Path) -> Option<File> {
    use rustix::fs::{CWD, Mode, OFlags, openat};
    let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
    openat(CWD, directory, flags, Mode::from_raw_mode(0o600)).ok().map(File::from)
}

/// Gives the file a name.
#[cfg(target_os = "linux")]
fn name(file: &File, path: &Path) -> io::Result<()> {
    use rustix::fs::{AtFlags, CWD, linkat};
    use std::os::fd::AsRawFd as _;
    let own = format!("/proc/self/fd/{}", file.as_raw_fd());
    Ok(linkat(CWD, own, CWD, path, AtFlags::SYMLINK_FOLLOW)?)
}

#[cfg(not(target_os = "linux"))]
fn nameless(_: &Path) -> Option<File> {
    None
}

#[cfg(not(target_os = "linux"))]
fn name(_: &File, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn names(directory: &Path) -> Vec<String> {
        let entries = fs::read_dir(directory).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_with_its_rights_and_nothing_is_left_beside() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join(format!("{}.docx", "ї".repeat(125)));
        write_whole(&file, b"1").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        write_whole(&file, b"22").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"22");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
        let link = directory.path().join("link");
        symlink(&file, &link).unwrap();
        write_whole(&link, b"3").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&file).unwrap(), b"3");
        assert_eq!(names(directory.path()).len(), 2);
    }

    #[test]
    fn what_cannot_be_written_leaves_nothing() {
        let directory = tempfile::tempdir().unwrap();
        let folder = directory.path().join("folder");
        fs::create_dir(&folder).unwrap();
        assert_eq!(write_whole(&folder, b"1").unwrap_err().kind(), io::ErrorKind::IsADirectory);
        let nowhere = directory.path().join("none/file");
        assert_eq!(write_whole(&nowhere, b"1").unwrap_err().kind(), io::ErrorKind::NotFound);
        assert_eq!(names(directory.path()), ["folder"]);
        // Left by a process that was killed between naming and renaming.
        let stale = directory.path().join(format!(".kvartal-{}.tmp", std::process::id()));
        fs::write(&stale, b"half").unwrap();
        write_whole(&directory.path().join("file"), b"whole").unwrap();
        assert_eq!(names(directory.path()), ["file", "folder"]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_has_no_name_until_it_is_whole() {
        let directory = tempfile::tempdir().unwrap();
        let Some(mut file) = nameless(directory.path()) else { return };
        file.write_all(b"half").unwrap();
        assert_eq!(names(directory.path()), Vec::<String>::new());
        name(&file, &directory.path().join("file")).unwrap();
        assert_eq!(names(directory.path()), ["file"]);
    }
}
