//! Taking a place at a workspace: beside whoever serves it, or as the owner of its store.

use std::{
    fs::Permissions,
    os::unix::{fs::PermissionsExt as _, net::UnixStream},
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
    server::{Crier, OnPeople, Server},
};

/// Who finds the workspace locked and nobody serving looks again after this time: it is about to be served,
/// or a command is about to be done.
const FIRST_PAUSE: Duration = Duration::from_millis(1);
/// The pauses grow up to this.
const LONGEST_PAUSE: Duration = Duration::from_millis(25);
/// Only the owner of the files may come.
const OWNER_ONLY: u32 = 0o600;
/// Everybody may, and is known by the system.
const EVERYBODY: u32 = 0o666;
/// A directory that everybody may go through and only its owner may look into.
const PASSABLE: u32 = 0o711;

/// Where the workspace is, and how one wants to be there.
#[derive(Debug)]
pub(super) struct AttachTarget {
    path: PathBuf,
    pub options: AttachOptions,
}

/// The owner of the store, with those who are served.
pub(super) struct Host {
    pub store: Arc<DiskStore>,
    pub server: Mutex<Option<Server>>,
}

impl Host {
    /// Lets everybody go and ends the use of the store. It is free for others when nobody uses it any more.
    pub fn close(&self) -> Result<(), StoreError> {
        // Who is served uses the store, so he goes first.
        let server = self.server.lock().unwrap_or_else(PoisonError::into_inner).take();
        drop(server);
        self.store.close()
    }

    /// What the server says, where anybody is served.
    pub fn ask_server<T>(&self, ask: impl FnOnce(&Server) -> T) -> Option<T> {
        self.server.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(ask)
    }

    /// Who tells those that are served of a change; none where nobody is.
    pub fn crier(&self) -> Option<Crier> {
        self.server.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(Server::crier)
    }
}

impl std::fmt::Debug for Host {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Host").field("path", &self.store.path()).finish_non_exhaustive()
    }
}

/// A place that was taken.
pub(super) enum Attached {
    Host(Host),
    /// With the stream on which answers come.
    Guest(Connection, UnixStream),
}

impl AttachTarget {
    pub fn new(path: &Path, options: AttachOptions) -> Self {
        Self { path: path.to_owned(), options }
    }

    /// Takes the place that is free.
    pub fn take(&self, on_people: impl Fn() -> OnPeople) -> Result<Attached, StoreError> {
        let until = Instant::now() + self.options.patience;
        let address = Address::of(&self.path);
        let mut pause = FIRST_PAUSE;
        loop {
            let silent = match self.call() {
                Ok(Some((connection, input))) => return Ok(Attached::Guest(connection, input)),
                Ok(None) => false,
                Err(StoreError::Silent { .. }) => true,
                Err(error) => return Err(error),
            };
            match DiskStore::open(&self.path, &self.options.open) {
                Ok(store) => return Ok(Attached::Host(self.host(store, address, on_people()))),
                Err(StoreError::Locked { .. }) if Instant::now() < until => std::thread::sleep(pause),
                Err(StoreError::Locked { path, pid, .. }) if silent => {
                    return Err(StoreError::Silent { path, pid });
                }
                Err(error) => return Err(error),
            }
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    /// Calls on whoever serves; none where nobody does.
    pub fn call(&self) -> Result<Option<(Connection, UnixStream)>, StoreError> {
        let path = self.path.clone();
        match Connection::open(&Address::of(&self.path)) {
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
        // Where no socket can be made, such as on some network drives, one process uses the workspace alone;
        // the others are told by its lock.
        let everybody = self.options.everybody;
        if everybody {
            // Where that is not possible the others do not reach the socket, and are told by the system.
            let _ = std::fs::set_permissions(&self.path, Permissions::from_mode(PASSABLE));
        }
        let mode = if everybody { EVERYBODY } else { OWNER_ONLY };
        let serve = || Server::start(Arc::clone(&store) as _, address, mode, on_people).ok();
        let server = self.options.serve.then(serve).flatten();
        Host { server: Mutex::new(server), store }
    }

    /// So long an answer is waited for. A window waits: its user goes on typing, and what he typed is not
    /// given up because the other one is slow.
    pub fn patience_for_answers(&self) -> Option<Duration> {
        (!self.options.serve).then_some(self.options.patience)
    }

    /// What to say of somebody who does not answer.
    pub fn silent(&self) -> StoreError {
        StoreError::Silent { path: self.path.clone(), pid: 0 }
    }
}
