//! Where the plans of a run are: in a directory, or on a server.

use std::{fs::DirBuilder, os::unix::fs::DirBuilderExt as _, path::PathBuf, time::Duration};

use etcetera::BaseStrategy as _;

use super::{failure::Failure, session::Session};
use crate::store::{self, ServerOptions, Store};

/// A window that begins waits so long for a server, before it says that there is none.
const AT_FIRST: Duration = Duration::from_secs(2);

/// Where plans are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PlansAt {
    /// A directory of this machine.
    Directory(PathBuf),
    /// A server.
    Server(ServerName),
}

/// A server by its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ServerName {
    /// The address as it was given.
    pub address: String,
    /// Whether it stands on the command line.
    is_shown: bool,
}

/// What the environment or the configuration says; a path need be no Unicode.
fn named_by_environment() -> Option<PathBuf> {
    const NAME: &str = "KVARTAL_WORKSPACE";
    let set = std::env::var_os(NAME).filter(|directory| !directory.is_empty()).map(PathBuf::from);
    set.or_else(|| super::config::var(NAME).map(|text| super::file_names::from_home(&text)))
}

impl PlansAt {
    /// What is named by `--workspace`, else by `$KVARTAL_WORKSPACE`, else the XDG data directory.
    ///
    /// # Errors
    /// When nothing says where the home directory is.
    pub fn of(session: &Session) -> Result<Self, Failure> {
        let named = session.global.workspace.clone().map(|path| (path, true));
        let set = || named_by_environment().map(|path| (path, false));
        let Some((path, is_shown)) = named.or_else(set) else {
            let xdg = etcetera::choose_base_strategy().map_err(|_| Failure::NoWorkspace)?;
            return Ok(Self::Directory(xdg.data_dir().join("kvartal")));
        };
        Ok(Self::at(path, is_shown))
    }

    /// Where they are, as people read it.
    pub fn name(&self) -> String {
        match self {
            Self::Directory(directory) => directory.display().to_string(),
            Self::Server(server) => server.shown(),
        }
    }

    /// Where a window keeps files of its own about them: in the directory, or among the states of the user's programs.
    pub fn own_files(&self) -> PathBuf {
        match self {
            Self::Directory(directory) => directory.clone(),
            Self::Server(server) => {
                let states = etcetera::choose_base_strategy().ok().and_then(|xdg| xdg.state_dir());
                let id = blake3::hash(server.address.as_bytes()).to_hex();
                let place = states.unwrap_or_else(std::env::temp_dir).join("kvartal").join("servers");
                let place = place.join(id.get(..32).unwrap_or_default());
                // What cannot be kept there is not missed.
                let _ = DirBuilder::new().recursive(true).mode(0o700).create(&place);
                place
            }
        }
    }

    /// What is named by an argument.
    pub fn named(text: &str) -> Self {
        Self::at(PathBuf::from(text), true)
    }

    fn at(path: PathBuf, is_shown: bool) -> Self {
        match path.to_str().filter(|text| store::is_server_address(text)) {
            Some(address) => Self::Server(ServerName { address: address.to_owned(), is_shown }),
            None => Self::Directory(path),
        }
    }
}

impl ServerName {
    /// The address without settings and without a password.
    fn shown(&self) -> String {
        let address = self.address.split('?').next().unwrap_or_default();
        let (scheme, place) = address.split_once("://").unwrap_or(("postgres", address));
        match place.rsplit_once('@') {
            Some((who, place)) => {
                format!("{scheme}://{}@{place}", who.split(':').next().unwrap_or_default())
            }
            None => format!("{scheme}://{place}"),
        }
    }

    /// Uses its plans for a command, which waits so long for a server that is away.
    ///
    /// # Errors
    /// When it cannot be used.
    pub fn open(&self, patience: Duration) -> Result<Box<dyn Store>, Failure> {
        let options = ServerOptions { is_shown: self.is_shown, at_first: patience, patience: Some(patience) };
        Ok(store::open_server(&self.address, &variable, options)?)
    }

    /// Uses its plans in a window, which waits as long as it takes once it has begun.
    ///
    /// # Errors
    /// When it cannot be used.
    pub fn open_window(&self) -> Result<Box<dyn Store>, Failure> {
        let options = ServerOptions { is_shown: self.is_shown, at_first: AT_FIRST, patience: None };
        Ok(store::open_server(&self.address, &variable, options)?)
    }

    /// Makes its tables, or brings them up.
    ///
    /// # Errors
    /// When it cannot be used.
    pub fn migrate(&self, patience: Duration) -> Result<store::Migrated, Failure> {
        let options = ServerOptions { is_shown: self.is_shown, at_first: patience, patience: Some(patience) };
        Ok(store::migrate_server(&self.address, &variable, options)?)
    }
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
