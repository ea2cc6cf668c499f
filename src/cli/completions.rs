//! `kvartal completions`: what a shell completes.

use std::io::Write as _;

use super::{Ended, args::CompletionsArgs, failure::Failure, help, session::Session};

/// Runs it.
///
/// # Errors
/// When nothing can be written.
pub(super) fn run(session: &mut Session, args: &CompletionsArgs) -> Result<Ended, Failure> {
    // Into memory first: the generator cannot cope with a reader that goes away.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut help::command(&session.words), "kvartal", &mut script);
    session.out.write_all(&script)?;
    Ok(Ended::Well)
}
