//! `kvartal delete`: deletes a plan with everything in it. It asks for confirmation; without a terminal it needs
//! `--yes`.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

use super::{
    Ended, args::DeleteArgs, failure::Failure, plan_name, session::Session, words::Value,
    workspace::Workspace,
};
use crate::domain::Command;

/// Runs the command.
///
/// # Errors
/// When it is not confirmed, the plan does not exist, or writing fails.
pub(super) fn run(session: &mut Session, args: &DeleteArgs) -> Result<Ended, Failure> {
    let workspace = Workspace::open(session)?;
    let mut plan = workspace.plan(Some(&args.plan))?;
    plan_name::in_full(Some(&args.plan), &plan)?;
    let (slug, title) = (plan.header().slug.clone(), plan.header().title.clone());
    let named = [
        ("slug", Value::from(slug)),
        ("title", Value::from(crate::text::safe::harmless(&title).as_ref())),
        ("id", Value::from(plan.id().to_string())),
    ];
    if !args.yes && !args.dry_run {
        confirm(&session.words.with("cli-delete-question", &named))?;
    }
    if workspace.carry_out(session, &mut plan, &Command::DeletePlan, args.dry_run)?.is_some() {
        session.tell(&session.words.with("cli-delete-done", &named));
    }
    Ok(Ended::Well)
}

fn confirm(question: &str) -> Result<(), Failure> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(Failure::NeedsYes);
    }
    let mut err = io::stderr();
    write!(err, "{question} ").and_then(|()| err.flush())?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    let yes = ["y", "yes", "т", "так"].contains(&answer.trim().to_lowercase().as_str());
    if yes { Ok(()) } else { Err(Failure::NotConfirmed) }
}
