//! `kvartal evidence`: adds a piece of evidence, given in one line.

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

/// Runs the command.
///
/// # Errors
/// When the line cannot be read, the plan, a code or the quarter does not exist, the quarter is closed, or
/// writing fails. In each case nothing was changed.
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

/// A line of evidence and its options.
pub(super) struct EvidenceInput<'a> {
    /// What was typed.
    pub text: &'a str,
    /// The quarter that was given.
    pub named: Option<Quarter>,
    /// A file name or an address.
    pub link: Option<String>,
}

/// The result of reading a line.
pub(super) struct ReadEvidence {
    /// The command that adds the evidence.
    pub command: Command,
    /// The message for when it was added.
    pub told: String,
    /// The uncertainty about the line.
    pub unsure: Option<String>,
}

/// Reads a line of evidence.
///
/// # Errors
/// When it cannot be read, or a code or the quarter does not exist.
pub(super) fn read(
    session: &Session,
    plan: &Plan,
    line: &EvidenceInput<'_>,
) -> Result<ReadEvidence, Failure> {
    let today = session.as_of()?;
    let setting = Setting {
        // An event reported in a quarter happened before its end.
        today: line.named.map_or(today, |quarter| today.min(quarter.last_day())),
        quarter: line.named.map_or_else(|| session.quarter(plan, None), Ok)?,
        named: line.named,
        measure: None,
    };
    let read = evidence::read(line.text, plan, &setting).map_err(|fault| refused(fault, line.text))?;
    let fields = EvidenceFields { link: line.link.clone(), ..read.value };
    let told = told(session, &fields, fields.quarter.unwrap_or(setting.quarter));
    let unsure = read.uncertainty.map(|unsure| {
        let id = if unsure.cause == Cause::Future { "cli-evidence-future" } else { "cli-evidence-inside" };
        let text = Value::from(crate::text::safe::harmless(line.text).into_owned());
        session.words.with(id, &[("text", text), ("days", Value::from(unsure.reading))])
    });
    Ok(ReadEvidence { command: Command::AddEvidence(Box::new(fields)), told, unsure })
}

/// A code or quarter that does not exist has its own exit code.
fn refused(fault: LineFault, line: &str) -> Failure {
    match fault {
        LineFault::Address(_, error) => error.into(),
        LineFault::NotAMeasure(address) => Failure::NotAMeasure(address),
        LineFault::OutsidePlan(quarter, period) => Failure::OutsidePlan(quarter, period),
        fault => Failure::BadEvidence(line.to_owned(), fault),
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
