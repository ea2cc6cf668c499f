//! Where the socket lies, also below a directory with a name that is longer than a socket's may be.

use std::{
    fs::{File, Permissions},
    io,
    os::{
        fd::AsRawFd,
        unix::{
            fs::PermissionsExt,
            net::{UnixListener, UnixStream},
        },
    },
    path::{Path, PathBuf},
};

/// Its name within the workspace.
const NAME: &str = "socket";
/// The system takes 107 bytes.
const LONGEST: usize = 100;

/// The socket of a workspace.
#[derive(Clone, Debug)]
pub(super) struct Address {
    root: PathBuf,
}

impl Address {
    pub fn of(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// Calls on whoever serves.
    pub fn connect(&self) -> io::Result<UnixStream> {
        self.with(|path| UnixStream::connect(path))
    }

    /// Begins to listen in the place of whoever served before. Only who holds the workspace's lock may: then
    /// a socket that is there is nobody's.
    pub fn listen(&self, mode: u32) -> io::Result<UnixListener> {
        self.clear();
        let listener = self.with(|path| UnixListener::bind(path))?;
        std::fs::set_permissions(self.path(), Permissions::from_mode(mode))?;
        Ok(listener)
    }

    /// Takes the socket away. Only who holds the workspace's lock may.
    pub fn clear(&self) {
        // One that is not there, or cannot be removed, is met when it is made anew.
        let _ = std::fs::remove_file(self.path());
    }

    fn path(&self) -> PathBuf {
        self.root.join(NAME)
    }

    /// Names it by the directory's descriptor where its own name is too long.
    fn with<T>(&self, act: impl FnOnce(&Path) -> io::Result<T>) -> io::Result<T> {
        let path = self.path();
        if path.as_os_str().len() <= LONGEST {
            return act(&path);
        }
        let root = File::open(&self.root)?;
        act(&PathBuf::from(format!("/proc/self/fd/{}/{NAME}", root.as_raw_fd())))
    }
}

/// Whether nobody listens: no socket, or one that its server left behind. Anything else proves nothing.
pub(super) fn is_nobody(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_socket_below_a_long_name_is_found() {
        let dir = tempfile::tempdir().unwrap();
        let deep = dir.path().join("робочий-простір-із-довгою-назвою".repeat(3));
        std::fs::create_dir(&deep).unwrap();
        let address = Address::of(&deep);
        assert!(is_nobody(&address.connect().unwrap_err()));
        let listener = address.listen(0o600).unwrap();
        address.connect().unwrap();
        drop(listener);
        assert!(is_nobody(&address.connect().unwrap_err()), "left behind");
        let again = address.listen(0o600).unwrap();
        address.connect().unwrap();
        address.clear();
        drop(again);
        assert!(is_nobody(&address.connect().unwrap_err()));
    }
}
