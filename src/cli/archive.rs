//! `kvartal archive`: archives a plan, or restores an archived one.

use super::{
    Ended, args::ArchiveArgs, failure::Failure, session::Session, words::Value, workspace::Workspace,
};
use crate::domain::Command;

/// Runs the command.
///
/// # Errors
/// When the plan does not exist, or writing fails.
pub(super) fn run(session: &mut Session, args: &ArchiveArgs) -> Result<Ended, Failure> {
    let workspace = Workspace::open(session)?;
    let mut plan = workspace.plan(args.plan.as_deref())?;
    let command = Command::Archive(!args.undo);
    if workspace.carry_out(session, &mut plan, &command, args.dry_run)?.is_some() {
        let message = if args.undo { "cli-unarchive-done" } else { "cli-archive-done" };
        let slug = Value::from(plan.header().slug.as_str());
        session.tell(&session.words.with(message, &[("slug", slug)]));
    }
    Ok(Ended::Well)
}
