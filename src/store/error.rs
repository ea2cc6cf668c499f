//! Errors of a store, as data; the command line and the screens put them into words.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Harm, Lost, ServerFault};
use crate::domain::{Conflict, Denied};

/// Why a workspace could not be opened, read or written.
#[derive(Debug, Serialize, Deserialize, thiserror::Error)]
pub enum StoreError {
    /// Another process has the workspace open.
    #[error("the workspace {path} is open in process {pid} since {since}")]
    Locked {
        /// The workspace.
        path: PathBuf,
        /// The holder's process id; 0 where it did not say.
        pid: u32,
        /// When the holder started, in milliseconds since 1970 UTC; 0 where it did not say.
        since: i64,
    },
    /// A process has the workspace open and its socket accepts connections, but it does not answer.
    #[error("the workspace {path} is open in process {pid}, which does not answer")]
    Silent {
        /// The workspace.
        path: PathBuf,
        /// The process; 0 where it is not known.
        pid: u32,
    },
    /// The workspace is open in a process of another version, which does not understand this one.
    #[error("the workspace {path} is open in version {theirs}; this is version {ours}")]
    OtherVersion {
        /// The workspace.
        path: PathBuf,
        /// The version that has it open.
        theirs: String,
        /// This version.
        ours: String,
    },
    /// A user tried to make a change under a name other than that of the account.
    #[error("this account is {name}, and cannot change anything as {said}")]
    AnotherName {
        /// The name of the account.
        name: String,
        /// The name that was given.
        said: String,
    },
    /// The directory cannot be made, read or written.
    #[error("{path}: {cause}")]
    Io {
        /// The file or directory.
        path: PathBuf,
        /// The error of the operating system.
        #[serde(with = "io_error")]
        cause: std::io::Error,
    },
    /// The workspace was written by a newer version.
    #[error("{path} has format {found}; this version reads up to {known}")]
    Newer {
        /// The file.
        path: PathBuf,
        /// The format of the file.
        found: u16,
        /// The newest format this version reads.
        known: u16,
    },
    /// An older version made the state beside the journal; it is rebuilt before it is used.
    #[error("{path} was made by an older version")]
    Outgrown {
        /// The directory.
        path: PathBuf,
    },
    /// A directory that is neither a workspace nor empty.
    #[error("{0} is not a workspace")]
    NotAWorkspace(PathBuf),
    /// A directory that is not empty, where an empty one is needed.
    #[error("{0} is not empty")]
    NotEmpty(PathBuf),
    /// Stored bytes are damaged.
    #[error("{path} is damaged at byte {at}: {what}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The offset.
        at: u64,
        /// The kind of damage.
        what: Harm,
    },
    /// The journal lacks changes that other places know. Nothing is written until a person has decided.
    #[error("{}", .0)]
    Lost(Box<Lost>),
    /// Another process changed or replaced the file of the journal while it was open here.
    #[error("{0} was changed or replaced by somebody else")]
    Replaced(PathBuf),
    /// A change is larger than a frame of the journal may be.
    #[error("the change takes {bytes} bytes; at most {limit} are possible")]
    TooLarge {
        /// The size of the change.
        bytes: u64,
        /// The largest possible size.
        limit: u64,
    },
    /// The disk failed while a change was made durable, so the content of the file is not known. Changes acknowledged
    /// before are there. The workspace has to be reopened before the next change.
    #[error("{path} has to be opened anew: {what}")]
    Reopen {
        /// The file.
        path: PathBuf,
        /// What failed.
        what: String,
    },
    /// The state beside the journal can be neither read nor rebuilt; the journal is intact.
    #[error("{path} cannot be used: {what}")]
    State {
        /// The directory.
        path: PathBuf,
        /// What failed.
        what: Harm,
    },
    /// The plans are on a server, and the server cannot be used.
    #[error(transparent)]
    Server(#[from] ServerFault),
}

impl StoreError {
    /// An error of the operating system about a file.
    pub(super) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |cause| Self::Io { path: path.to_owned(), cause }
    }

    /// Whether a file is not there.
    pub(super) fn is_absent(&self) -> bool {
        matches!(self, Self::Io { cause, .. } if cause.kind() == std::io::ErrorKind::NotFound)
    }

    /// Damage in a file.
    pub(super) fn damaged(path: &Path, at: u64, what: Harm) -> Self {
        Self::Damaged { path: path.to_owned(), at, what }
    }
}

/// Why a change was not committed. In each of these cases nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// Records have other values than the change expects.
    #[error("{} records were changed by somebody else", .0.len())]
    Conflict(Vec<Conflict>),
    /// Another plan of the workspace already has the slug.
    #[error("the name {0} is taken by another plan")]
    SlugTaken(String),
    /// The author lacks the role that the change requires.
    #[error("it takes another role")]
    Denied(Denied),
    /// A record is stored under the key of another kind; no command makes such a change.
    #[error("a record of the change does not fit its key")]
    Malformed,
    /// The change could not be made durable.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Serialises an I/O error by its number, where it has one, so that the receiver words it in its own language.
mod io_error {
    use std::io::Error;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(cause: &Error, to: S) -> Result<S::Ok, S::Error> {
        (cause.raw_os_error(), cause.to_string()).serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Error, D::Error> {
        let (number, text) = <(Option<i32>, String)>::deserialize(from)?;
        Ok(number.map_or_else(|| Error::other(text), Error::from_raw_os_error))
    }
}
