//! Plans on a server, as seen by every build: a program without the feature `postgres` reports that, in the same words
//! in which others report any fault.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Store, StoreError};

/// Why a server could not be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ServerFault {
    /// The program was built without the feature `postgres`.
    #[error("this program was built without the feature `postgres`")]
    NotBuilt,
    /// The address cannot be parsed.
    #[error("the address of the server cannot be read: {0}")]
    Address(String),
    /// The address on the command line contains a password, which the list of processes and the shell history would
    /// show.
    #[error("the address holds a password")]
    PasswordShown,
    /// A parameter is unknown or has an invalid value.
    #[error("the setting {name}={value} is not possible")]
    Setting {
        /// Its name.
        name: String,
        /// Its value.
        value: String,
    },
    /// A service that no service file defines.
    #[error("there is no service {0}")]
    NoService(String),
    /// Data would go over the network without encryption, or without the encryption that the address demands.
    #[error("the line to {0} would not be encrypted")]
    InClear(String),
    /// The certificate of the server is not trusted, or the file of trusted certificates cannot be used.
    #[error("{host}: {what}")]
    Certificate {
        /// The server.
        host: String,
        /// The message of the library.
        what: String,
    },
    /// The server does not answer.
    #[error("{hosts} cannot be reached: {what}")]
    Unreachable {
        /// The servers that were tried.
        hosts: String,
        /// The system's message about the last one.
        what: String,
    },
    /// Servers answer, but none of them takes changes.
    #[error("none of {0} takes changes")]
    NoWriter(String),
    /// There is no password for a server that asks for one.
    #[error("{user}@{host} needs a password")]
    NoPassword {
        /// The role.
        user: String,
        /// The server.
        host: String,
    },
    /// The password is wrong, or the role does not exist.
    #[error("{host} does not let {user} in")]
    NotLetIn {
        /// The role.
        user: String,
        /// The server.
        host: String,
        /// The message of the server.
        what: String,
    },
    /// The database does not exist.
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
        /// The newest version that this program knows.
        known: u32,
        /// The version of the program that made them.
        program: String,
    },
    /// The role may not do that.
    #[error("{user} may not do that: {what}")]
    NotAllowed {
        /// The role.
        user: String,
        /// The message of the server.
        what: String,
    },
    /// The operation exceeded a time limit.
    #[error("the server took too long")]
    TooLong,
    /// The server has no more connections.
    #[error("the server has no free connection")]
    TooMany,
    /// The server's disk is full.
    #[error("the server's disk is full")]
    DiskFull,
    /// The connection broke, or the server was stopped.
    #[error("the line to {0} is lost")]
    Lost(String),
    /// Data on the server cannot be decoded.
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
        /// The error code; empty where there is none.
        code: String,
        /// The message.
        what: String,
    },
}

impl ServerFault {
    /// Whether a later attempt may succeed, because another server takes over or the connection returns.
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
    /// Whether the address was an argument of the command line, where others can see it.
    pub is_shown: bool,
    /// How long opening waits for an unreachable server.
    pub at_first: Duration,
    /// How long later operations wait; for ever where none.
    pub patience: Option<Duration>,
}

/// The versions of the tables before and after a migration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Migrated {
    /// The version they had; 0 where there were none.
    pub from: u32,
    /// The version they have.
    pub to: u32,
}

/// A variable of the environment, by its name.
pub type Variable<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Opens the plans on a server.
///
/// # Errors
/// When no server can be reached that takes changes, it does not let this role in, its tables are not those of this
/// version, or this program was built without the feature `postgres`.
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

/// Creates the tables on a server, or upgrades them to the version that this program needs.
///
/// # Errors
/// When the server cannot be used, a newer version made its tables, or this program was built without the feature
/// `postgres`: in each case nothing was changed.
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
