//! The place of the plans: a directory, or a server.

use std::{fs::DirBuilder, os::unix::fs::DirBuilderExt as _, path::PathBuf, time::Duration};

use etcetera::BaseStrategy as _;

use super::{failure::Failure, session::Session};
use crate::store::{self, ServerOptions, Store};

/// How long a starting window waits for a server.
const AT_FIRST: Duration = Duration::from_secs(2);

/// The place of plans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PlansAt {
    /// A directory on this machine.
    Directory(PathBuf),
    /// A server.
    Server(ServerName),
}

/// The address of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ServerName {
    /// The address as it was given.
    pub address: String,
    /// Whether it was given on the command line.
    is_shown: bool,
}

/// The place from the environment or the configuration; a path need not be Unicode.
fn named_by_environment() -> Option<PathBuf> {
    const NAME: &str = "KVARTAL_WORKSPACE";
    let set = std::env::var_os(NAME).filter(|directory| !directory.is_empty()).map(PathBuf::from);
    set.or_else(|| super::config::var(NAME).map(|text| super::file_names::from_home(&text)))
}

impl PlansAt {
    /// The place: `--workspace`, otherwise `$KVARTAL_WORKSPACE`, otherwise the XDG data directory.
    ///
    /// # Errors
    /// When there is no home directory.
    pub fn of(session: &Session) -> Result<Self, Failure> {
        let named = session.global.workspace.clone().map(|path| (path, true));
        let set = || named_by_environment().map(|path| (path, false));
        let Some((path, is_shown)) = named.or_else(set) else {
            let xdg = etcetera::choose_base_strategy().map_err(|_| Failure::NoWorkspace)?;
            return Ok(Self::Directory(xdg.data_dir().join("kvartal")));
        };
        Ok(Self::at(path, is_shown))
    }

    /// The place in readable form.
    pub fn name(&self) -> String {
        match self {
            Self::Directory(directory) => directory.display().to_string(),
            Self::Server(server) => server.shown(),
        }
    }

    /// The directory for files that windows store about the place: the workspace itself, or, for a server, a directory
    /// in the user's state directory.
    pub fn own_files(&self) -> PathBuf {
        match self {
            Self::Directory(directory) => directory.clone(),
            Self::Server(server) => {
                let states = etcetera::choose_base_strategy().ok().and_then(|xdg| xdg.state_dir());
                let id = blake3::hash(server.address.as_bytes()).to_hex();
                let place = states.unwrap_or_else(std::env::temp_dir).join("kvartal").join("servers");
                let place = place.join(id.get(..32).unwrap_or_default());
                // A failure is ignored, because these files are not essential.
                let _ = DirBuilder::new().recursive(true).mode(0o700).create(&place);
                place
            }
        }
    }

    /// The place that an argument names.
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
    /// The address without parameters and password.
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

    /// Opens the plans for a command, which waits this long for an unreachable server.
    ///
    /// # Errors
    /// When it cannot be used.
    pub fn open(&self, patience: Duration) -> Result<Box<dyn Store>, Failure> {
        let options = ServerOptions { is_shown: self.is_shown, at_first: patience, patience: Some(patience) };
        Ok(store::open_server(&self.address, &variable, options)?)
    }

    /// Opens the plans for a window, which waits without limit once it has started.
    ///
    /// # Errors
    /// When it cannot be used.
    pub fn open_window(&self) -> Result<Box<dyn Store>, Failure> {
        let options = ServerOptions { is_shown: self.is_shown, at_first: AT_FIRST, patience: None };
        Ok(store::open_server(&self.address, &variable, options)?)
    }

    /// Creates or upgrades the tables of the server.
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
