//! Plans on a server, as every build knows them: a program without the feature `postgres` says so in the same words in
//! which all others say what went wrong.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Store, StoreError};

/// Why a server could not be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ServerFault {
    /// The program was built without it.
    #[error("this program was built without the feature `postgres`")]
    NotBuilt,
    /// The address cannot be read.
    #[error("the address of the server cannot be read: {0}")]
    Address(String),
    /// A password stands in the address on the command line, where the list of processes and the history show it.
    #[error("the address holds a password")]
    PasswordShown,
    /// A setting is not known, or has a value that it cannot have.
    #[error("the setting {name}={value} is not possible")]
    Setting {
        /// Its name.
        name: String,
        /// Its value.
        value: String,
    },
    /// A service that no service file has.
    #[error("there is no service {0}")]
    NoService(String),
    /// What would go over the network in clear.
    #[error("{0} is on another machine and the line is not encrypted")]
    InClear(String),
    /// The certificate of the server, or what it is judged by, is not right.
    #[error("{host}: {what}")]
    Certificate {
        /// The server.
        host: String,
        /// What the library said.
        what: String,
    },
    /// Nobody answers.
    #[error("{hosts} cannot be reached: {what}")]
    Unreachable {
        /// The servers that were tried.
        hosts: String,
        /// What the system said of the last one.
        what: String,
    },
    /// Servers answer, and none of them takes changes.
    #[error("none of {0} takes changes")]
    NoWriter(String),
    /// There is no password for a server that asks for one.
    #[error("{user}@{host} needs a password")]
    NoPassword {
        /// Who.
        user: String,
        /// The server.
        host: String,
    },
    /// The password is wrong, or the role is not there.
    #[error("{host} does not let {user} in")]
    NotLetIn {
        /// Who.
        user: String,
        /// The server.
        host: String,
        /// What the server said.
        what: String,
    },
    /// There is no such database.
    #[error("there is no database {0}")]
    NoDatabase(String),
    /// The database has no tables of this program.
    #[error("the database {0} is not prepared")]
    NotPrepared(String),
    /// The tables are of an older version of the program.
    #[error("the tables have version {found}; this program needs {needed}")]
    TablesOlder {
        /// The version they have.
        found: u32,
        /// The version that is needed.
        needed: u32,
    },
    /// The tables are of a newer version of the program.
    #[error("the tables have version {found}, made by {program}; this program knows up to {known}")]
    TablesNewer {
        /// The version they have.
        found: u32,
        /// The newest version that is known here.
        known: u32,
        /// The version of the program that made them.
        program: String,
    },
    /// The role may not do that.
    #[error("{user} may not do that: {what}")]
    NotAllowed {
        /// Who.
        user: String,
        /// What the server said.
        what: String,
    },
    /// It took longer than is waited for.
    #[error("the server took too long")]
    TooLong,
    /// The server has no more connections.
    #[error("the server has no free connection")]
    TooMany,
    /// The server's disk is full.
    #[error("the server's disk is full")]
    DiskFull,
    /// The line broke, or the server ended.
    #[error("the line to {0} is lost")]
    Lost(String),
    /// What the server has is not what was written there.
    #[error("plan {plan} on the server does not read: {what}")]
    Damaged {
        /// The plan.
        plan: String,
        /// What was found.
        what: String,
    },
    /// Anything else.
    #[error("the server says {code}: {what}")]
    Other {
        /// The code of the error; empty where it has none.
        code: String,
        /// What it said.
        what: String,
    },
}

impl ServerFault {
    /// Whether the same may succeed a little later: another server takes over, the line comes back.
    pub const fn passes(&self) -> bool {
        match self {
            Self::Unreachable { .. }
            | Self::NoWriter(_)
            | Self::TooLong
            | Self::TooMany
            | Self::Lost(_)
            | Self::DiskFull => true,
            Self::NotBuilt
            | Self::Address(_)
            | Self::PasswordShown
            | Self::Setting { .. }
            | Self::NoService(_)
            | Self::InClear(_)
            | Self::Certificate { .. }
            | Self::NoPassword { .. }
            | Self::NotLetIn { .. }
            | Self::NoDatabase(_)
            | Self::NotPrepared(_)
            | Self::TablesOlder { .. }
            | Self::TablesNewer { .. }
            | Self::NotAllowed { .. }
            | Self::Damaged { .. }
            | Self::Other { .. } => false,
        }
    }
}

/// Whether a workspace is named by the address of a server rather than by a directory.
pub fn is_server_address(text: &str) -> bool {
    text.starts_with("postgres://") || text.starts_with("postgresql://")
}

/// How a server is used.
#[derive(Clone, Copy, Debug)]
pub struct ServerOptions {
    /// Whether the address was typed as an argument, where others see it.
    pub is_shown: bool,
    /// So long is waited at first for a server that is away.
    pub at_first: Duration,
    /// So long later; for ever where none.
    pub patience: Option<Duration>,
}

/// What became of the tables on a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Migrated {
    /// The version they had; 0 where there were none.
    pub from: u32,
    /// The version they have.
    pub to: u32,
}

/// A variable of the environment, by its name.
pub type Variable<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Uses the plans on a server.
///
/// # Errors
/// When no server can be reached that takes changes, it does not let this role in, its tables are not those of this
/// version, or this program was built without it.
pub fn open_server(
    address: &str,
    variable: Variable<'_>,
    options: ServerOptions,
) -> Result<Box<dyn Store>, StoreError> {
    #[cfg(feature = "postgres")]
    return Ok(Box::new(super::postgres::PgStore::open(address, variable, options)?));
    #[cfg(not(feature = "postgres"))]
    {
        let _ = (address, variable, options);
        Err(ServerFault::NotBuilt.into())
    }
}

/// Makes the tables on a server, or brings them to the version that this program needs.
///
/// # Errors
/// When the server cannot be used, a newer version made its tables, or this program was built without it: in each
/// case nothing happened.
pub fn migrate_server(
    address: &str,
    variable: Variable<'_>,
    options: ServerOptions,
) -> Result<Migrated, StoreError> {
    #[cfg(feature = "postgres")]
    return super::postgres::migrate(address, variable, options);
    #[cfg(not(feature = "postgres"))]
    {
        let _ = (address, variable, options);
        Err(ServerFault::NotBuilt.into())
    }
}
