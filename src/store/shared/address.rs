//! The address of the socket, including directories whose path is longer than the address of a socket may be.

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
/// The longest path that is used directly; the system's limit is 107 bytes.
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

    /// Connects to the serving process.
    pub fn connect(&self) -> io::Result<UnixStream> {
        self.with(|path| UnixStream::connect(path))
    }

    /// Starts listening and replaces the socket of the process that served before. Only the holder of the workspace's
    /// lock may do so, because then nobody uses an existing socket.
    pub fn listen(&self, mode: u32) -> io::Result<UnixListener> {
        self.clear();
        let listener = self.with(|path| UnixListener::bind(path))?;
        std::fs::set_permissions(self.path(), Permissions::from_mode(mode))?;
        Ok(listener)
    }

    /// Removes the socket. Only the holder of the workspace's lock may do so.
    pub fn clear(&self) {
        // If it cannot be removed, the next process to listen replaces it.
        let _ = std::fs::remove_file(self.path());
    }

    fn path(&self) -> PathBuf {
        self.root.join(NAME)
    }

    /// Uses the path of the socket, through the directory's descriptor where the path is too long.
    fn with<T>(&self, act: impl FnOnce(&Path) -> io::Result<T>) -> io::Result<T> {
        let path = self.path();
        if path.as_os_str().len() <= LONGEST {
            return act(&path);
        }
        let root = File::open(&self.root)?;
        act(&PathBuf::from(format!("/proc/self/fd/{}/{NAME}", root.as_raw_fd())))
    }
}

/// Whether an error proves that nobody listens: there is no socket, or its server is gone. Other errors prove nothing.
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
