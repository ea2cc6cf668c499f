//! A copy of a workspace's files as they lie on the disk.

use std::{fs, io, path::Path};

/// Copies a directory with all that is in it over what was there.
///
/// A store that is open renames and removes files behind its commits; a copy during which a file went away is begun
/// anew, because half of it would be older than the other half.
pub fn copy(from: &Path, to: &Path) {
    for _ in 0..100 {
        match try_copy(from, to) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => std::thread::yield_now(),
            copied => return copied.unwrap(),
        }
    }
    panic!("{} does not hold still", from.display());
}

fn try_copy(from: &Path, to: &Path) -> io::Result<()> {
    match fs::remove_dir_all(to) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => fs::create_dir_all(to)?,
    }
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            try_copy(&entry.path(), &to)?
        } else {
            fs::copy(entry.path(), to).map(drop)?
        }
    }
    Ok(())
}
