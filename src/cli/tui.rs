//! `kvartal [PLAN]`: the terminal UI.

use std::{
    io::{self, IsTerminal as _},
    sync::Arc,
};

use super::{
    Ended, causes, clock, failure::Failure, keys, plan_name, session::Session, words::Words,
    workspace::Workspace,
};
use crate::{
    domain::PlanId,
    runtime::{self, RuntimeError},
};

/// Runs it.
///
/// # Errors
/// When there is no terminal, the plan is not there, or the workspace cannot be opened.
pub(super) fn run(session: &mut Session, name: Option<&str>) -> Result<Ended, Failure> {
    // A word that is neither a command nor a plan is told as that, terminal or not.
    if name.is_none() {
        needs_terminal()?;
    }
    let workspace = Workspace::open_quietly(session)?;
    let plan = match name {
        Some(name) => Some(plan_name::find(Some(name), &workspace.store.plans()?)?.id),
        None => None,
    };
    needs_terminal()?;
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
pub(super) fn start(session: &Session, workspace: Workspace, plan: Option<PlanId>) -> Result<Ended, Failure> {
    // Without random bits nothing can be added: better said now than at the first new row.
    clock::ids()?;
    let loaded = keys::in_force(session)?;
    let bad_keys = loaded.problems.iter().map(|problem| keys::sentence(&session.words, problem));
    let notices: Vec<String> = workspace.notices.iter().cloned().chain(bad_keys).collect();
    let store: Arc<dyn crate::store::Store> = Arc::from(workspace.store);
    let options = runtime::Options {
        store: Arc::clone(&store),
        plan,
        keymap: loaded.keymap,
        language: session.words.language(),
        today: session.as_of()?,
        zone: clock::zone(),
        author: clock::author(),
        now: clock::now,
        seed: clock::seed,
        store_words: |error, language| causes::store_sentence(&Words::new(language), error),
        notices,
    };
    let ended = runtime::run(options);
    // Nothing that was acknowledged depends on it: the next start is faster, that is all.
    let _ = store.close();
    match ended {
        Ok(0) => Ok(Ended::Well),
        Ok(code) => Ok(Ended::With(code)),
        Err(RuntimeError::Store(error)) => Err(error.into()),
        Err(RuntimeError::Terminal(error)) => Err(Failure::Terminal(error)),
    }
}
