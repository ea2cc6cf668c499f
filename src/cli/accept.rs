//! `kvartal accept`: accepts a finding of `check` with a reason, or reopens an accepted one.

use super::{
    Ended, args::AcceptArgs, check, failure::Failure, session::Session, words::Value, workspace::Workspace,
};
use crate::{
    domain::{Command, FindingKind, Plan, Quarter, Subject},
    text::normal::squeeze,
};

/// Runs the command.
///
/// # Errors
/// When the kind is unknown, the plan, the quarter or the finding does not exist, or writing fails.
pub(super) fn run(session: &mut Session, args: &AcceptArgs) -> Result<Ended, Failure> {
    let kind = FindingKind::parse(&args.kind.replace('-', "_")).ok_or_else(|| {
        let known = FindingKind::ALL.iter().map(|kind| kind.name().to_owned()).collect();
        Failure::NotAKind(args.kind.clone(), known)
    })?;
    let reason = args.reason.as_deref().map(squeeze);
    if reason.as_deref() == Some("") {
        return Err(crate::domain::Refusal::Empty.into());
    }
    let as_of = session.as_of()?;
    let workspace = Workspace::open(session)?;
    let mut plan = workspace.plan(Some(&args.plan))?;
    let quarter = session.quarter(&plan, args.quarter.as_deref())?;
    let subject = subject(&plan, &args.address, kind, quarter, as_of, reason.is_none())?;
    let withdrawn = reason.is_none();
    let command = Command::AcceptFinding(kind, subject, quarter, reason);
    if workspace.carry_out(session, &mut plan, &command, args.dry_run)?.is_some() {
        let message = if withdrawn { "cli-accept-withdrawn" } else { "cli-accept-done" };
        let address = match plan.subject_address(subject) {
            empty if empty.is_empty() => session.words.say("cli-the-plan-itself"),
            address => address,
        };
        let said = [
            ("address", Value::from(address)),
            ("kind", Value::from(kind.name())),
            ("quarter", Value::from(session.words.quarter(quarter))),
        ];
        session.tell(&session.words.with(message, &said));
    }
    Ok(Ended::Well)
}

/// The subject of the finding: among the current findings, or, for a withdrawal, among the accepted ones.
fn subject(
    plan: &Plan,
    address: &str,
    kind: FindingKind,
    quarter: Quarter,
    as_of: jiff::civil::Date,
    withdraw: bool,
) -> Result<Subject, Failure> {
    let address = address.trim().trim_end_matches('.');
    let found = plan.findings(quarter, as_of);
    let matching: Vec<Subject> = found
        .iter()
        .filter(|finding| finding.kind() == kind && (!withdraw || finding.accepted.is_some()))
        .map(|finding| finding.subject)
        .filter(|subject| check::is_about(plan, *subject, address))
        .collect();
    if let Some(subject) = matching.first() {
        return Ok(*subject);
    }
    // An acceptance can remain after its finding has disappeared.
    let about = if address.is_empty() || address == "-" {
        vec![Subject::Plan]
    } else {
        let node = plan.find_node(address.split('#').next().unwrap_or(address));
        let found = [plan.find(address).ok(), node.ok().map(Subject::Node)];
        found.into_iter().flatten().collect()
    };
    let accepted = about.into_iter().find(|subject| plan.acceptance(kind, *subject, quarter).is_some());
    accepted.filter(|_| withdraw).ok_or_else(|| {
        Failure::NoFinding(address.trim_matches('-').to_owned(), kind.name().to_owned(), quarter)
    })
}
