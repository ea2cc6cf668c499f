//! Reports which process holds a workspace without answering: a window that was suspended or has lost its connection.
//! Its own user may end it with one key, because everything acknowledged is durable and the typed text is a draft.

use std::{
    io::{self, BufRead as _, IsTerminal as _},
    os::unix::fs::MetadataExt as _,
    path::Path,
    time::{Duration, SystemTime},
};

use rustix::process::{Pid, Signal, geteuid, kill_process};

use super::{
    failure::Failure,
    session::Session,
    words::{Value, Words},
    workspace::Workspace,
};
use crate::{
    store::{self, StoreError},
    text::safe::harmless,
};

/// A process that holds the workspace.
struct Holder {
    pid: Pid,
    /// The name of its account.
    name: String,
    is_own: bool,
    /// The remote address of its session; empty if the system does not tell.
    from: String,
    /// The time since the last input at its terminal.
    idle: Option<Duration>,
}

impl Holder {
    /// The holder with a process id; none if the process is not this program.
    fn of(pid: u32) -> Option<Self> {
        let place = Path::new("/proc").join(pid.to_string());
        let program = std::fs::read_to_string(place.join("comm")).ok()?;
        if program.trim() != "kvartal" {
            return None;
        }
        let uid = std::fs::metadata(&place).ok()?.uid();
        let surroundings = std::fs::read(place.join("environ")).unwrap_or_default();
        let surroundings = String::from_utf8_lossy(&surroundings).into_owned();
        let line = surroundings.split('\0').find_map(|set| set.strip_prefix("SSH_CONNECTION="));
        let from = line.and_then(|line| line.split_whitespace().next()).unwrap_or_default();
        let typed = std::fs::metadata(place.join("fd/0")).and_then(|terminal| terminal.accessed()).ok();
        Some(Self {
            pid: Pid::from_raw(i32::try_from(pid).ok()?)?,
            name: store::account(uid),
            is_own: uid == geteuid().as_raw(),
            from: harmless(from).into_owned(),
            idle: typed.and_then(|typed| SystemTime::now().duration_since(typed).ok()),
        })
    }

    /// A description for the user.
    fn said(&self, words: &Words) -> String {
        let minutes = self.idle.map_or(0, |idle| idle.as_secs() / 60);
        let count = Value::from(usize::try_from(minutes).unwrap_or(usize::MAX));
        let from = if self.from.is_empty() { "–" } else { &self.from };
        let pid = Value::from(self.pid.as_raw_nonzero().to_string());
        let said = [
            ("pid", pid),
            ("name", Value::from(self.name.as_str())),
            ("from", Value::from(from)),
            ("count", count),
        ];
        words.with("cli-holder", &said)
    }
}

/// Opens the workspace for a window. A process that holds it without answering is reported; if it belongs to the same
/// user, one key ends it.
///
/// # Errors
/// When the workspace cannot be opened, or the user declines.
pub(super) fn open_window(session: &Session) -> Result<Workspace, Failure> {
    let failure = match Workspace::open_window(session) {
        Err(failure) => failure,
        opened => return opened,
    };
    let pid = match &failure {
        Failure::Store(StoreError::Silent { pid, .. } | StoreError::Locked { pid, .. }) => *pid,
        _ => return Err(failure),
    };
    let Some(holder) = Holder::of(pid) else { return Err(failure) };
    session.warn(&holder.said(&session.words));
    if !holder.is_own || !io::stdin().is_terminal() {
        return Err(failure);
    }
    session.warn(&session.words.say("cli-holder-offer"));
    let mut line = String::new();
    let read = io::stdin().lock().read_line(&mut line);
    if !matches!(read, Ok(1..)) || !line.trim().is_empty() {
        return Err(failure);
    }
    // The process is ended only if it is still the one that was shown.
    if Holder::of(pid).is_some_and(|now| now.is_own) {
        let _ = kill_process(holder.pid, Signal::KILL);
    }
    Workspace::open_window(session)
}
