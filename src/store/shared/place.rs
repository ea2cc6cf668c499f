//! Attaching to a workspace: as a guest of the process that serves it, or as the host, which owns the store.

use std::{
    fs::Permissions,
    io,
    os::unix::fs::{MetadataExt as _, PermissionsExt as _},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use super::{
    super::{DiskStore, Store as _, StoreError},
    AttachOptions,
    address::Address,
    client::{Connection, NotConnected},
    protocol::Greeting,
    server::{Announcer, OnPeople, Server},
};

/// The first pause after which a process looks again that found the workspace locked but nobody serving, because a host
/// is starting or a command is about to end.
const FIRST_PAUSE: Duration = Duration::from_millis(1);
/// Each pause is longer than the one before, up to this.
const LONGEST_PAUSE: Duration = Duration::from_millis(25);
/// A host that has greeted may take at least this long for an answer.
const LEAST_FOR_ANSWERS: Duration = Duration::from_secs(2);
/// Socket mode: only the owner of the files may connect.
const OWNER_ONLY: u32 = 0o600;
/// Socket mode: everybody may connect; the system tells who it is.
const EVERYBODY: u32 = 0o666;
/// Directory mode: everybody may pass through, only the owner may list.
const PASSABLE: u32 = 0o711;

/// The number of the account that owns a workspace which is closed to this account, except for its socket.
pub fn serving_account(directory: &Path) -> Option<u32> {
    let found = std::fs::metadata(directory).ok()?;
    let is_anothers = found.uid() != rustix::process::geteuid().as_raw();
    (is_anothers && found.mode() & 0o777 == PASSABLE).then_some(found.uid())
}

/// The workspace and the options for attaching to it.
#[derive(Debug)]
pub(super) struct AttachTarget {
    pub path: PathBuf,
    pub options: AttachOptions,
}

/// The store of the host, and the server for its guests.
pub(super) struct Host {
    pub store: Arc<DiskStore>,
    pub server: Mutex<Option<Server>>,
}

impl Host {
    /// Disconnects all guests and closes the store, whose lock is released when nobody uses it any more.
    pub fn close(&self) -> Result<(), StoreError> {
        // The server is stopped first, because it uses the store.
        let server = self.server.lock().unwrap_or_else(PoisonError::into_inner).take();
        drop(server);
        self.store.close()
    }

    /// Asks the server, if there is one.
    pub fn ask_server<T>(&self, ask: impl FnOnce(&Server) -> T) -> Option<T> {
        self.server.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(ask)
    }

    /// The sender of changes to guests; none without a server.
    pub fn announcer(&self) -> Option<Announcer> {
        self.server.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(Server::announcer)
    }
}

impl std::fmt::Debug for Host {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Host").field("path", &self.store.path()).finish_non_exhaustive()
    }
}

/// The result of attaching.
pub(super) enum Attached {
    Host(Host),
    Guest(Connection),
}

impl AttachTarget {
    pub fn new(path: &Path, options: AttachOptions) -> Self {
        Self { path: path.to_owned(), options }
    }

    /// Attaches in whichever way is possible.
    pub fn take(&self, on_people: impl Fn() -> OnPeople) -> Result<Attached, StoreError> {
        let until = Instant::now() + self.options.patience;
        let address = Address::of(&self.path);
        let mut pause = FIRST_PAUSE;
        loop {
            let silent = match self.call() {
                Ok(Some(connection)) => return Ok(Attached::Guest(connection)),
                Ok(None) => false,
                Err(StoreError::Silent { .. }) => true,
                // The socket of a service that is starting is not open to everybody yet.
                Err(error) if self.is_closed(&error) && Instant::now() < until => false,
                Err(error) => return Err(error),
            };
            match DiskStore::open(&self.path, &self.options.open) {
                Ok(store) => return Ok(Attached::Host(self.host(store, address, on_people()))),
                Err(StoreError::Locked { .. }) if Instant::now() < until => std::thread::sleep(pause),
                // A service is being started again.
                Err(error) if self.is_closed(&error) && Instant::now() < until => std::thread::sleep(pause),
                Err(StoreError::Locked { path, pid, .. }) if silent => {
                    return Err(StoreError::Silent { path, pid });
                }
                Err(error) => return Err(error),
            }
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    /// Whether access was denied because only the serving account may open the files.
    fn is_closed(&self, error: &StoreError) -> bool {
        let is_denied = |cause: &io::Error| cause.kind() == io::ErrorKind::PermissionDenied;
        matches!(error, StoreError::Io { cause, .. } if is_denied(cause))
            && serving_account(&self.path).is_some()
    }

    /// Connects to the serving process; none where nobody serves.
    pub fn call(&self) -> Result<Option<Connection>, StoreError> {
        let path = self.path.clone();
        match Connection::open(&Address::of(&self.path), self.options.patience) {
            Ok(connected) => Ok(Some(connected)),
            Err(NotConnected::Nobody) => Ok(None),
            Err(NotConnected::Silent) => Err(StoreError::Silent { path, pid: 0 }),
            Err(NotConnected::OtherVersion(Greeting { version: theirs, .. })) => {
                Err(StoreError::OtherVersion { path, theirs, ours: Greeting::own().version })
            }
            Err(NotConnected::Io(cause)) => Err(StoreError::Io { path, cause }),
        }
    }

    fn host(&self, store: DiskStore, address: Address, on_people: OnPeople) -> Host {
        let store = Arc::new(store);
        // Where no socket can be created, as on some network drives, this process uses the workspace alone; others find
        // it locked.
        let everybody = self.options.everybody;
        if everybody {
            // If this fails, other users cannot reach the socket and get an error of the system.
            let _ = std::fs::set_permissions(&self.path, Permissions::from_mode(PASSABLE));
        }
        let mode = if everybody { EVERYBODY } else { OWNER_ONLY };
        let serve = || Server::start(Arc::clone(&store) as _, address, mode, on_people).ok();
        let server = self.options.serve.then(serve).flatten();
        Host { server: Mutex::new(server), store }
    }

    /// How long to wait for an answer. A window waits without limit, because what its user typed must not be given up
    /// when the host is slow. A command that does not want to wait for a lock gives a host that has greeted some time
    /// all the same.
    pub fn patience_for_answers(&self) -> Option<Duration> {
        (!self.options.serve).then_some(self.options.patience.max(LEAST_FOR_ANSWERS))
    }

    /// The error for a process that does not answer.
    pub fn silent(&self) -> StoreError {
        StoreError::Silent { path: self.path.clone(), pid: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::SharedStore, *};

    #[test]
    fn who_does_not_wait_gives_up_a_silent_host_at_once_and_asks_another_all_the_same() {
        let dir = tempfile::tempdir().unwrap();
        let _silent = std::os::unix::net::UnixListener::bind(dir.path().join("socket")).unwrap();
        let hasty = AttachOptions { patience: Duration::ZERO, ..AttachOptions::command(1) };
        let began = Instant::now();
        assert!(matches!(AttachTarget::new(dir.path(), hasty).call(), Err(StoreError::Silent { .. })));
        assert!(began.elapsed() < Duration::from_millis(900), "{:?}", began.elapsed());
        std::fs::remove_file(dir.path().join("socket")).unwrap();
        let _host = SharedStore::attach(dir.path(), AttachOptions::window(1)).unwrap();
        let guest = SharedStore::attach(dir.path(), hasty).unwrap();
        assert!(!guest.is_host() && guest.plans().unwrap().is_empty());
    }

    #[test]
    fn a_workspace_that_another_account_serves_is_told_by_its_mode_and_owner() {
        let dir = tempfile::tempdir().unwrap();
        let set = |mode| std::fs::set_permissions(dir.path(), Permissions::from_mode(mode)).unwrap();
        set(PASSABLE);
        assert_eq!(serving_account(dir.path()), None, "it is our own");
        // Only the superuser can give a directory away.
        if std::os::unix::fs::chown(dir.path(), Some(1), None).is_ok() {
            assert_eq!(serving_account(dir.path()), Some(1));
            set(0o755);
            assert_eq!(serving_account(dir.path()), None, "everybody may read it");
        }
        assert_eq!(serving_account(&dir.path().join("none")), None);
    }
}
