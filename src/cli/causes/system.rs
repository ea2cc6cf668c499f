//! Errors of the operating system in the user's language, as far as they are known, and what to do about them.

use std::io;

use super::super::words::Words;
use crate::text::safe::harmless;

/// An error of the system, in the user's language if it is known.
pub(in crate::cli) fn io_cause(words: &Words, cause: &io::Error) -> String {
    if let Some(name) = io_name(cause) {
        return words.say(&format!("trust-io-{name}"));
    }
    let id = match cause.kind() {
        io::ErrorKind::NotFound => "cli-io-not-found",
        io::ErrorKind::PermissionDenied => "cli-io-permission-denied",
        io::ErrorKind::IsADirectory => "cli-io-is-a-directory",
        io::ErrorKind::NotADirectory => "cli-io-not-a-directory",
        io::ErrorKind::ReadOnlyFilesystem => "cli-io-read-only",
        io::ErrorKind::StorageFull => "cli-io-storage-full",
        io::ErrorKind::AlreadyExists => "cli-io-already-exists",
        io::ErrorKind::FileTooLarge => "cli-io-too-large",
        _ => return cause.to_string(),
    };
    words.say(id)
}

/// The stored text of an error of the system.
pub(in crate::cli) fn system(words: &Words, said: &str) -> String {
    let number = said.rsplit_once("(os error ").and_then(|(_, rest)| rest.trim_end_matches(')').parse().ok());
    match number {
        Some(number) => io_cause(words, &io::Error::from_raw_os_error(number)),
        None => harmless(said).into_owned(),
    }
}

/// The last word of the message ids for an error that has its own text and advice.
pub(in crate::cli) fn io_name(cause: &io::Error) -> Option<&'static str> {
    use rustix::io::Errno;
    let number = Errno::from_raw_os_error(cause.raw_os_error()?);
    let names = [
        (Errno::IO, "eio"),
        (Errno::MFILE, "emfile"),
        (Errno::NFILE, "emfile"),
        (Errno::NOLCK, "enolck"),
        (Errno::NOSPC, "enospc"),
        (Errno::DQUOT, "edquot"),
        (Errno::STALE, "estale"),
    ];
    names.iter().find(|(known, _)| *known == number).map(|(_, name)| *name)
}

/// The advice about an error of the system.
pub(in crate::cli) fn io_advice(words: &Words, cause: &io::Error) -> String {
    let id = match io_name(cause) {
        Some("estale") => "trust-advice-other".to_owned(),
        Some(name) => format!("trust-advice-{name}"),
        None => match cause.kind() {
            io::ErrorKind::StorageFull => "trust-advice-enospc".to_owned(),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                "trust-advice-access".to_owned()
            }
            _ => "trust-advice-other".to_owned(),
        },
    };
    words.say(&id)
}
