//! `kvartal serve`: one account owns the workspace, and everybody else uses it through its socket.

use std::time::Duration;

use super::{
    Ended,
    args::ServeArgs,
    backup, clock,
    failure::Failure,
    session::Session,
    words::Value,
    workspace::{self, Workspace},
};
use crate::store::{AttachOptions, who_serves};

/// So often is looked whether the last backup is older than a day.
const LOOK: Duration = Duration::from_secs(3_600);

/// Runs it, until it is ended by a signal: what was acknowledged is durable, so nothing has to be done then.
///
/// # Errors
/// When the workspace cannot be opened, or whoever serves it does not answer.
pub(super) fn run(session: &mut Session, args: &ServeArgs) -> Result<Ended, Failure> {
    let directory = workspace::directory(session)?;
    let path = || ("path", Value::from(directory.to_string_lossy().into_owned()));
    let serving = who_serves(&directory)?;
    if args.status {
        return Ok(match serving {
            Some(pid) => {
                let pid = ("pid", Value::from(pid.to_string()));
                session.tell(&session.words.with("cli-serve-by", &[path(), pid]));
                Ended::Well
            }
            None => {
                session.tell(&session.words.with("cli-serve-nobody", &[path()]));
                Ended::WithFindings
            }
        });
    }
    let options = AttachOptions { everybody: true, ..AttachOptions::window(clock::now()) };
    let workspace = Workspace::attach(session, options)?;
    let of_backups = directory.clone();
    // Out of the way of those who are served. It goes on with the process.
    std::thread::spawn(move || {
        loop {
            // The doctor says when the last one was made.
            let _ = backup::daily(&of_backups);
            std::thread::sleep(LOOK);
        }
    });
    let news = workspace.store.watch();
    session.tell(&session.words.with("cli-serve-begun", &[path()]));
    // What is committed is told to those who are served; here nobody has to do anything about it.
    news.iter().for_each(drop);
    Ok(Ended::Well)
}
