//! `kvartal [PLAN]`: the terminal UI.

use std::io::{self, IsTerminal as _};

use super::{Ended, failure::Failure, keys, plan_name, session::Session, workspace::Workspace};
use crate::{
    domain::PlanId,
    keymap::Loaded,
    store::{DiskStore, Store as _},
};

/// What the terminal UI starts with.
#[allow(dead_code)] // read by the terminal UI
pub(super) struct Start {
    /// The open workspace.
    pub store: DiskStore,
    /// The plan that is shown first; the list of plans where none.
    pub plan: Option<PlanId>,
    /// The keys in force, and what was wrong with the user's own.
    pub keymap: Loaded,
    /// The day that counts as today, if one was said.
    pub as_of: Option<jiff::civil::Date>,
    /// Who makes the changes.
    pub author: String,
    /// The language.
    pub language: crate::l10n::Language,
}

/// Runs it.
///
/// # Errors
/// When there is no terminal, the plan is not there, or the workspace cannot be opened.
pub(super) fn run(session: &mut Session, name: Option<&str>) -> Result<Ended, Failure> {
    needs_terminal()?;
    let workspace = Workspace::open(session)?;
    let plan = match name {
        Some(name) => Some(plan_name::find(Some(name), &workspace.store.plans()?)?.id),
        None => None,
    };
    start(session, workspace, plan)
}

/// Refuses to run where nothing can be shown or typed.
///
/// # Errors
/// When standard input or output is no terminal.
pub(super) fn needs_terminal() -> Result<(), Failure> {
    let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    if terminal { Ok(()) } else { Err(Failure::NoTerminal) }
}

/// Opens the UI on a workspace.
///
/// # Errors
/// When the keymap is not there or the terminal fails.
pub(super) fn start(
    session: &Session,
    workspace: Workspace,
    plan: Option<PlanId>,
) -> Result<Ended, Failure> {
    let as_of = session.global.as_of.as_ref().map(|_| session.as_of()).transpose()?;
    let start = Start {
        store: workspace.store,
        plan,
        keymap: keys::in_force(session)?,
        as_of,
        author: super::clock::author(),
        language: session.words.language(),
    };
    open(start)
}

/// The one place that calls the runtime.
fn open(start: Start) -> Result<Ended, Failure> {
    let _ = start;
    Err(Failure::Terminal("runtime".to_owned()))
}
