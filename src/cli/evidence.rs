//! `kvartal evidence`: something that happened, in one line.

use super::{
    Ended, args::EvidenceArgs, failure::Failure, session::Session, words::Value, workspace::Workspace,
};
use crate::{
    domain::{Command, EvidenceFields, Plan, Quarter},
    form::{
        reading::Cause,
        typed::evidence::{self, LineFault, Setting},
    },
};

/// Runs it.
///
/// # Errors
/// When the line cannot be read, the plan, a code or the quarter is not there, the quarter is closed, or
/// nothing can be written. In each case nothing changed.
pub(super) fn run(session: &mut Session, args: &EvidenceArgs) -> Result<Ended, Failure> {
    let workspace = Workspace::open(session)?;
    let mut plan = workspace.plan(Some(&args.plan))?;
    let named = args.quarter.as_deref().map(|text| session.quarter(&plan, Some(text))).transpose()?;
    let line = EvidenceInput { text: &args.line, named, link: args.link.clone() };
    let ReadEvidence { command, told, unsure } = read(session, &plan, &line)?;
    if workspace.carry_out(session, &mut plan, &command, args.dry_run)?.is_some() {
        session.tell(&told);
    }
    if let Some(unsure) = unsure {
        session.tell(&unsure);
    }
    Ok(Ended::Well)
}

/// A line as it is given.
pub(super) struct EvidenceInput<'a> {
    /// What was typed.
    pub text: &'a str,
    /// The quarter that was named.
    pub named: Option<Quarter>,
    /// A file name or an address.
    pub link: Option<String>,
}

/// What a line comes to.
pub(super) struct ReadEvidence {
    /// What is to be done.
    pub command: Command,
    /// What to say when it is done.
    pub told: String,
    /// What is uncertain about it.
    pub unsure: Option<String>,
}

/// Reads a line about something that happened.
///
/// # Errors
/// When it cannot be read, or a code or the quarter is not there.
pub(super) fn read(
    session: &Session,
    plan: &Plan,
    line: &EvidenceInput<'_>,
) -> Result<ReadEvidence, Failure> {
    let today = session.as_of()?;
    let setting = Setting {
        // What happened in a quarter happened before its end.
        today: line.named.map_or(today, |quarter| today.min(quarter.last_day())),
        quarter: line.named.map_or_else(|| session.quarter(plan, None), Ok)?,
        named: line.named,
        measure: None,
    };
    let read = evidence::read(line.text, plan, &setting).map_err(refused)?;
    let fields = EvidenceFields { link: line.link.clone(), ..read.value };
    let told = told(session, &fields, fields.quarter.unwrap_or(setting.quarter));
    let unsure = read.uncertainty.filter(|unsure| unsure.cause == Cause::Future);
    let unsure = unsure.map(|unsure| {
        let days = Value::from(unsure.reading);
        session.words.with("cli-evidence-future", &[("days", days)])
    });
    Ok(ReadEvidence { command: Command::AddEvidence(Box::new(fields)), told, unsure })
}

/// What is not there has an exit code of its own.
fn refused(fault: LineFault) -> Failure {
    match fault {
        LineFault::Address(_, error) => error.into(),
        LineFault::NotAMeasure(address) => Failure::NotAMeasure(address),
        LineFault::OutsidePlan(quarter, period) => Failure::OutsidePlan(quarter, period),
        fault => Failure::BadEvidence(fault),
    }
}

fn told(session: &Session, fields: &EvidenceFields, quarter: Quarter) -> String {
    let words = &session.words;
    let days: Vec<String> = fields.dates.iter().map(|day| words.day(*day)).collect();
    let days = if days.is_empty() { words.say("cli-evidence-undated") } else { days.join(", ") };
    words.with(
        "cli-evidence-done",
        &[
            ("days", Value::from(days)),
            ("text", Value::from(crate::text::safe::harmless(&fields.text).into_owned())),
            ("quarter", Value::from(words.quarter(quarter))),
            ("measures", Value::from(words.count("count-measures", fields.links.len()))),
        ],
    )
}
