//! `kvartal undo`: takes back my latest change in a plan.

use super::{
    Ended, args::UndoArgs, clock, failure::Failure, session::Session, words::Value, workspace::Workspace,
};
use crate::domain::UndoList;

/// Runs it.
///
/// # Errors
/// When there is nothing to take back, somebody changed the same since, or nothing can be written.
pub(super) fn run(session: &mut Session, args: &UndoArgs) -> Result<Ended, Failure> {
    let workspace = Workspace::open(session)?;
    let mut plan = workspace.plan_or_gone(args.plan.as_deref())?;
    let history = workspace.store.history(plan.id(), 1)?;
    let list = UndoList::of(&clock::author(), history.iter().map(|logged| &logged.change));
    let change = list.undo(&plan, &mut session.context()?)?;
    workspace.commit(session, &mut plan, &change, args.dry_run)?;
    let line = session.words.l10n.change(&change.summary, change.origin);
    session.tell(
        &session.words.with(
            "cli-undo-done",
            &[("change", Value::from(crate::text::safe::harmless(&line).into_owned()))],
        ),
    );
    Ok(Ended::Well)
}
