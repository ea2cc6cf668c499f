//! `kvartal serve`: one account owns the workspace, and all other users work through its socket.

use std::time::Duration;

use super::{
    Ended,
    args::ServeArgs,
    backup, clock,
    failure::Failure,
    session::Session,
    words::{Value, Words},
    workspace::{self, Workspace},
};
use crate::store::{AttachOptions, who_serves};

/// How often the age of the latest backup is checked.
const LOOK: Duration = Duration::from_secs(3_600);

/// Runs until a signal ends the process. No clean-up is needed, because everything acknowledged is durable.
///
/// # Errors
/// When the workspace cannot be opened, or the process that serves it does not answer.
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
    let (of_backups, language) = (directory.clone(), session.words.language());
    // The backup runs on its own thread, so that it does not delay guests. The thread ends with the process.
    std::thread::spawn(move || {
        loop {
            // The log of the service is the only place where a failure can be reported, such as damage in a part of
            // the journal that is not read at the start.
            if let Err(error) = backup::daily(&of_backups) {
                Failure::from(error).tell(&Words::new(language));
            }
            std::thread::sleep(LOOK);
        }
    });
    let news = workspace.store.watch();
    session.tell(&session.words.with("cli-serve-begun", &[path()]));
    // Changes are sent to the guests; this process does not need them.
    news.iter().for_each(drop);
    Ok(Ended::Well)
}
