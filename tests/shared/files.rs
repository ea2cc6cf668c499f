//! Copying the files of a workspace as they are on the disk.

use std::{fs, io, path::Path};

/// Replaces a directory by a copy of another one.
///
/// An open store renames and removes files after its commits. If a file disappears during the copy, the copy is
/// repeated, because otherwise its parts would be of different ages.
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
