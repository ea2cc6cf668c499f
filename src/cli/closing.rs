//! `kvartal submit`, `return`, `approve`, `close`, `reopen`: the stages of closing a quarter.

use super::{
    Ended,
    args::{ReasonedStepArgs, StepArgs, SubmitArgs},
    check,
    failure::Failure,
    review,
    session::Session,
    words::Value,
    workspace::Workspace,
};
use crate::domain::{Command, Finding, HistoryLine, Plan, Quarter, Refusal, Stage};

/// A quarter and its next stage.
struct StageMove<'a> {
    plan: &'a str,
    quarter: &'a str,
    to: Stage,
    reason: &'a str,
    dry_run: bool,
}

/// `approve` and `close`.
///
/// # Errors
/// When the plan or the quarter does not exist, the stage cannot be reached from the current one, or writing fails.
pub(super) fn plain(session: &mut Session, args: &StepArgs, to: Stage) -> Result<Ended, Failure> {
    let reason = args.reason.as_deref().unwrap_or_default();
    run(
        session,
        &StageMove { plan: &args.plan, quarter: &args.quarter, to, reason, dry_run: args.dry_run },
        None,
    )
}

/// `return` and `reopen`.
///
/// # Errors
/// As [`plain`], and when the reason is empty.
pub(super) fn reasoned(session: &mut Session, args: &ReasonedStepArgs, to: Stage) -> Result<Ended, Failure> {
    let step = StageMove {
        plan: &args.plan,
        quarter: &args.quarter,
        to,
        reason: &args.reason,
        dry_run: args.dry_run,
    };
    run(session, &step, None)
}

/// `submit`: findings that prevent it are listed as by `check`.
///
/// # Errors
/// As [`plain`], and when the reason for unreported rows is empty.
pub(super) fn submit(session: &mut Session, args: &SubmitArgs) -> Result<Ended, Failure> {
    let SubmitArgs { step, accept_blank } = args;
    let reason = step.reason.as_deref().unwrap_or_default();
    let to = Stage::Submitted;
    let step = StageMove { plan: &step.plan, quarter: &step.quarter, to, reason, dry_run: step.dry_run };
    run(session, &step, accept_blank.as_deref())
}

fn run(session: &mut Session, step: &StageMove<'_>, blank: Option<&str>) -> Result<Ended, Failure> {
    let as_of = session.as_of()?;
    let workspace = Workspace::open(session)?;
    let mut plan = workspace.plan(Some(step.plan))?;
    let quarter = session.quarter(&plan, Some(step.quarter))?;
    if let Some(reason) = blank {
        accept_blank(session, &workspace, &mut plan, quarter, reason, step.dry_run)?;
    }
    if step.to == Stage::Approved && step.dry_run {
        review::show(session, workspace.store.as_ref(), &plan, quarter)?;
    }
    let skips = step.to == Stage::Closed && !plan.is_approved(quarter);
    let open = if skips { plan.hindrances(quarter, as_of).count() } else { 0 };
    let command = Command::StepClosing { quarter, to: step.to, reason: step.reason.to_owned(), as_of };
    match workspace.carry_out(session, &mut plan, &command, step.dry_run) {
        Ok(Some(change)) => {
            let line = session.words.l10n.change(&HistoryLine::of(&change, &plan));
            session.tell(&crate::text::safe::harmless(&line));
            if skips {
                session.warn(&session.words.with("cli-closing-unapproved", &[("count", Value::from(open))]));
            }
            Ok(Ended::Well)
        }
        Ok(None) => Ok(Ended::Well),
        Err(failure @ Failure::Refused(Refusal::OpenFindings(..))) => {
            let open: Vec<Finding> = plan.hindrances(quarter, as_of).collect();
            let table = check::table(&session.words, &plan, &open);
            session.print(&table)?;
            Err(failure)
        }
        Err(failure) => Err(failure),
    }
}

/// Accepts, with one reason, all findings of missing notes where nothing was reported.
fn accept_blank(
    session: &Session,
    workspace: &Workspace,
    plan: &mut Plan,
    quarter: Quarter,
    reason: &str,
    dry_run: bool,
) -> Result<(), Failure> {
    let open = plan.hindrances(quarter, session.as_of()?).filter(Finding::is_about_a_blank);
    let about: Vec<_> = open.map(|finding| (finding.kind(), finding.subject)).collect();
    let count = about.len();
    if count == 0 {
        return Ok(());
    }
    let command = Command::AcceptFindings(about, quarter, reason.to_owned());
    workspace.carry_out(session, plan, &command, dry_run)?;
    session.tell(&session.words.with("cli-closing-accepted", &[("count", Value::from(count))]));
    Ok(())
}
