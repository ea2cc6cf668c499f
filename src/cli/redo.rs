//! `kvartal redo`: repeats the change that this user's latest undo reverted.

use super::{
    Ended, args::RedoArgs, clock, failure::Failure, plan_name, session::Session, undo, workspace::Workspace,
};
use crate::domain::UndoTree;

/// Runs the command.
///
/// # Errors
/// When there is nothing to redo, it would delete the plan, somebody else has changed the same records since, or
/// writing fails.
pub(super) fn run(session: &mut Session, args: &RedoArgs) -> Result<Ended, Failure> {
    let workspace = Workspace::open(session)?;
    let mut plan = workspace.plan_or_gone(args.plan.as_deref())?;
    plan_name::in_full(args.plan.as_deref(), &plan)?;
    let history = workspace.history(plan.id())?;
    let list = UndoTree::of(&clock::author(), history.iter().map(|logged| &logged.change));
    let change = list.redo(&plan, &mut session.context()?)?;
    workspace.commit(session, &mut plan, &change, args.dry_run)?;
    undo::tell(session, &change, &plan);
    Ok(Ended::Well)
}
