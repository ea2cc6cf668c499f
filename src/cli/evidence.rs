//! `kvartal evidence`: something that happened, in one line.

use super::{
    Ended, args::EvidenceArgs, failure::Failure, session::Session, words::Value, workspace::Workspace,
};
use crate::{
    domain::{Command, EvidenceFields, Quarter},
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
    let today = session.as_of()?;
    let setting = Setting {
        // What happened in a quarter happened before its end.
        today: named.map_or(today, |quarter| today.min(quarter.last_day())),
        quarter: session.quarter(&plan, args.quarter.as_deref())?,
        named,
        measure: None,
    };
    let read = evidence::read(&args.line, &plan, &setting).map_err(refused)?;
    let fields = EvidenceFields { link: args.link.clone(), ..read.value };
    let told = told(session, &fields, fields.quarter.unwrap_or(setting.quarter));
    let command = Command::AddEvidence(Box::new(fields));
    if workspace.carry_out(session, &mut plan, &command, args.dry_run)?.is_some() {
        session.tell(&told);
    }
    if let Some(unsure) = read.unsure.filter(|unsure| unsure.cause == Cause::Future) {
        let days = Value::from(unsure.reading);
        session.tell(&session.words.with("cli-evidence-future", &[("days", days)]));
    }
    Ok(Ended::Well)
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
