//! What can go wrong with a store, as data; the command line and the screens put it into words.

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
    /// Somebody has the workspace open, listens, and does not answer.
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
    /// Somebody would change something under another name than that of his account.
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
        /// What the system said.
        #[serde(with = "io_error")]
        cause: std::io::Error,
    },
    /// The workspace was written by a newer version.
    #[error("{path} has format {found}; this version reads up to {known}")]
    Newer {
        /// The file.
        path: PathBuf,
        /// The format it has.
        found: u16,
        /// The newest format this version reads.
        known: u16,
    },
    /// The state beside the journal was made by an older version, and is made anew before it is used.
    #[error("{path} was made by an older version")]
    Outgrown {
        /// The directory.
        path: PathBuf,
    },
    /// A directory that is not a workspace and not empty.
    #[error("{0} is not a workspace")]
    NotAWorkspace(PathBuf),
    /// A directory that holds something, where an empty one is needed.
    #[error("{0} is not empty")]
    NotEmpty(PathBuf),
    /// Stored bytes that are not what they should be.
    #[error("{path} is damaged at byte {at}: {what}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Where.
        at: u64,
        /// What was found.
        what: Harm,
    },
    /// The journal lacks what other places know. Nothing is written until somebody has decided.
    #[error("{}", .0)]
    Lost(Box<Lost>),
    /// Somebody has changed the journal's file while it was open here.
    #[error("{0} was changed or replaced by somebody else")]
    Replaced(PathBuf),
    /// One change is larger than a frame of the journal may be.
    #[error("the change takes {bytes} bytes; at most {limit} are possible")]
    TooLarge {
        /// What it takes.
        bytes: u64,
        /// What is possible.
        limit: u64,
    },
    /// The disk failed while a change was made durable, and what it holds now is not known: what was
    /// acknowledged before is there, and the workspace has to be opened anew before it is written again.
    #[error("{path} has to be opened anew: {what}")]
    Reopen {
        /// The file.
        path: PathBuf,
        /// What failed.
        what: String,
    },
    /// The state beside the journal can be neither read nor made anew; the journal is whole.
    #[error("{path} cannot be used: {what}")]
    State {
        /// The directory.
        path: PathBuf,
        /// What failed.
        what: Harm,
    },
    /// The plans are on a server, and something is the matter with it.
    #[error(transparent)]
    Server(#[from] ServerFault),
}

impl StoreError {
    /// What the system said about a file.
    pub(super) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |cause| Self::Io { path: path.to_owned(), cause }
    }

    /// Bytes of a file that are not what they should be.
    pub(super) fn damaged(path: &Path, at: u64, what: Harm) -> Self {
        Self::Damaged { path: path.to_owned(), at, what }
    }
}

/// Why a change was not committed. Nothing happened in any of these cases.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// Records stand differently than the change says.
    #[error("{} records were changed by somebody else", .0.len())]
    Conflict(Vec<Conflict>),
    /// Another plan of the workspace has the slug.
    #[error("the name {0} is taken by another plan")]
    SlugTaken(String),
    /// Who wants it has not the role for it.
    #[error("it takes another role")]
    Denied(Denied),
    /// A record stands under the key of another kind: no command makes such a change.
    #[error("a record of the change does not fit its key")]
    Malformed,
    /// It could not be made durable.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What the system said, by its number where it has one: it is told in the words of whoever reads it.
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
