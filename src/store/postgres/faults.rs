//! Translates errors of a server or a connection into this program's own data.

use std::{error::Error as _, io};

use tokio_postgres::{Error, error::SqlState};

use super::{
    super::ServerFault,
    address::{Host, ServerAddress},
};

/// The fault of a server that does not answer.
pub(super) fn unreachable(host: &Host, what: &str) -> ServerFault {
    ServerFault::Unreachable { hosts: host.to_string(), what: what.to_owned() }
}

/// The fault of this system.
pub(super) fn of_system(error: &io::Error) -> ServerFault {
    ServerFault::Other { code: String::new(), what: error.to_string() }
}

/// The meaning of an error on an open connection.
pub(super) fn of(error: &Error, address: &ServerAddress, host: &Host) -> ServerFault {
    let Some(said) = error.as_db_error() else { return ServerFault::Lost(host.to_string()) };
    let (user, what) = (address.user.clone(), said.message().to_owned());
    match said.code() {
        &SqlState::INVALID_PASSWORD | &SqlState::INVALID_AUTHORIZATION_SPECIFICATION => {
            ServerFault::NotLetIn { user, host: host.to_string(), what }
        }
        &SqlState::INVALID_CATALOG_NAME => ServerFault::NoDatabase(address.database.clone()),
        &SqlState::UNDEFINED_TABLE | &SqlState::INVALID_SCHEMA_NAME => {
            ServerFault::NotPrepared(address.database.clone())
        }
        &SqlState::INSUFFICIENT_PRIVILEGE => ServerFault::NotAllowed { user, what },
        &SqlState::QUERY_CANCELED | &SqlState::LOCK_NOT_AVAILABLE => ServerFault::TooLong,
        &SqlState::TOO_MANY_CONNECTIONS => ServerFault::TooMany,
        &SqlState::DISK_FULL => ServerFault::DiskFull,
        &SqlState::READ_ONLY_SQL_TRANSACTION => ServerFault::NoWriter(address.names()),
        &SqlState::CANNOT_CONNECT_NOW => unreachable(host, said.message()),
        &SqlState::ADMIN_SHUTDOWN | &SqlState::CRASH_SHUTDOWN => ServerFault::Lost(host.to_string()),
        code if code.code().starts_with("08") => ServerFault::Lost(host.to_string()),
        code => ServerFault::Other { code: code.code().to_owned(), what },
    }
}

/// The meaning of an error while connecting.
pub(super) fn of_connecting(error: &Error, address: &ServerAddress, host: &Host) -> ServerFault {
    if error.as_db_error().is_some() {
        return of(error, address, host);
    }
    let name = host.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        if let Some(tls) = cause.downcast_ref::<rustls::Error>() {
            return ServerFault::Certificate { host: name, what: tls.to_string() };
        }
        if let Some(cause) = cause.downcast_ref::<io::Error>() {
            // The library reports a standby in this way.
            if cause.kind() == io::ErrorKind::PermissionDenied && cause.raw_os_error().is_none() {
                return ServerFault::NoWriter(name);
            }
            if let Some(tls) = cause.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
                return ServerFault::Certificate { host: name, what: tls.to_string() };
            }
            return unreachable(host, &cause.to_string());
        }
        source = cause.source();
    }
    let said = error.to_string();
    let cause = error.source().map(ToString::to_string).unwrap_or_default();
    // The library gives these errors no type of their own.
    if cause.contains("password missing") {
        ServerFault::NoPassword { user: address.user.clone(), host: name }
    } else if cause.contains("does not support TLS") {
        ServerFault::InClear(name)
    } else {
        unreachable(host, &if cause.is_empty() { said } else { cause })
    }
}

/// The fault to report when two servers failed: the one that a person can do something about.
pub(super) fn more_telling(first: ServerFault, second: ServerFault) -> ServerFault {
    match (first, second) {
        (ServerFault::Unreachable { hosts: one, .. }, ServerFault::Unreachable { hosts: other, what }) => {
            ServerFault::Unreachable { hosts: format!("{one}, {other}"), what }
        }
        (ServerFault::NoWriter(one), ServerFault::NoWriter(other)) => {
            ServerFault::NoWriter(format!("{one}, {other}"))
        }
        (first, _) if !first.passes() => first,
        (_, second) if !second.passes() => second,
        (_, second @ ServerFault::NoWriter(_)) => second,
        (first, _) => first,
    }
}
