//! Errors of the terminal.

use std::io;

/// Why the terminal cannot be used, or not any longer.
#[derive(Debug, thiserror::Error)]
pub enum TermError {
    /// Standard input or output is a file, a pipe or nothing.
    #[error("{0} is not a terminal")]
    NotATerminal(&'static str),
    /// `TERM=dumb`: a terminal that cannot move its cursor.
    #[error("this terminal cannot move its cursor (TERM=dumb)")]
    Dumb,
    /// The connection was lost, so output arrives no more.
    #[error("the terminal has hung up")]
    HungUp,
    /// The system reported an error.
    #[error("{doing}: {source}")]
    Io {
        /// The operation.
        doing: &'static str,
        /// The error.
        source: io::Error,
    },
}

impl TermError {
    pub(super) fn io(doing: &'static str) -> impl Fn(io::Error) -> Self {
        move |source| Self::Io { doing, source }
    }

    /// The exit code for this error: 2 for no terminal, 129 for a hang-up, otherwise 1.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::NotATerminal(_) | Self::Dumb => 2,
            Self::HungUp => 129,
            Self::Io { .. } => 1,
        }
    }
}
