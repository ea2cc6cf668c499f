//! Opening files of a workspace. Anything may stand in the place of such a file: opening a pipe would wait until somebody
//! writes to it, and a device may never end. Everything but a plain file is therefore refused, without waiting.

use std::{
    fs::{File, OpenOptions},
    io::{self, Read as _},
    os::unix::fs::OpenOptionsExt as _,
    path::Path,
};

use rustix::{fs::OFlags, io::Errno};

/// Opens a plain file with these options.
///
/// # Errors
/// When it cannot be opened, or is no plain file; [`is_misplaced`] recognises the latter.
pub fn open_plain(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    let file = options.custom_flags(i32::try_from(flags.bits()).unwrap_or(0)).open(path)?;
    let kind = file.metadata()?.file_type();
    if kind.is_file() {
        Ok(file)
    } else if kind.is_dir() {
        Err(io::ErrorKind::IsADirectory.into())
    } else {
        Err(Errno::NXIO.into())
    }
}

/// Opens a plain file for reading.
///
/// # Errors
/// As [`open_plain`].
pub fn open_to_read(path: &Path) -> io::Result<File> {
    open_plain(OpenOptions::new().read(true), path)
}

/// Reads a plain file.
///
/// # Errors
/// As [`open_plain`], or when it cannot be read.
pub fn read_plain(path: &Path) -> io::Result<Vec<u8>> {
    let mut file = open_to_read(path)?;
    let mut bytes = Vec::with_capacity(usize::try_from(file.metadata()?.len()).unwrap_or(0).min(1 << 30));
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads a plain file as text; bytes that are no text become replacement characters.
///
/// # Errors
/// As [`read_plain`].
pub fn read_plain_text(path: &Path) -> io::Result<String> {
    read_plain(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// Creates a file for one writer under a temporary name, in place of what an interrupted writer may have left there.
///
/// # Errors
/// When it cannot be created.
pub(super) fn create_temporary(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    let options = options.read(true).write(true).create(true).truncate(true).mode(0o600);
    match open_plain(options, path) {
        Err(cause) if cause.raw_os_error() == Some(Errno::NXIO.raw_os_error()) => {
            std::fs::remove_file(path)?;
            open_plain(options, path)
        }
        opened => opened,
    }
}

/// Whether an error says that something other than a file, or than a directory, stands in a place.
pub(super) fn is_misplaced(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::IsADirectory | io::ErrorKind::NotADirectory)
        || cause.raw_os_error() == Some(Errno::NXIO.raw_os_error())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_file_is_opened_and_nothing_is_waited_for() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x");
        assert_eq!(open_to_read(&path).unwrap_err().kind(), io::ErrorKind::NotFound);
        std::fs::write(&path, "а\u{fffd}").unwrap();
        assert_eq!(read_plain_text(&path).unwrap(), "а\u{fffd}");
        let pipe = dir.path().join("pipe");
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
        for path in [dir.path(), &pipe, Path::new("/dev/zero")] {
            assert!(is_misplaced(&read_plain(path).unwrap_err()), "{}", path.display());
            let written = open_plain(OpenOptions::new().write(true), path);
            assert!(is_misplaced(&written.unwrap_err()), "{}", path.display());
        }
        create_temporary(&pipe).unwrap();
        assert_eq!(read_plain(&pipe).unwrap(), b"");
        assert!(is_misplaced(&create_temporary(dir.path()).unwrap_err()));
    }
}
