//! `kvartal log`: who changed what and when.

use serde::Serialize;

use super::{
    Ended,
    args::{Format, LogArgs},
    clock, corrections,
    failure::Failure,
    output::{self, Table},
    session::Session,
    words::Value,
    workspace::Workspace,
};
use crate::{domain::Origin, store::Logged};

#[derive(Serialize)]
struct LogAnswer {
    plan: String,
    changes: Vec<ChangeJson>,
}

#[derive(Serialize)]
struct ChangeJson {
    seq: u64,
    id: String,
    at: String,
    author: String,
    verb: &'static str,
    origin: &'static str,
    of: Option<String>,
    subject: String,
    quarter: Option<String>,
    from: String,
    to: String,
    edits: usize,
}

/// Runs it.
///
/// # Errors
/// When the plan is not there, or nothing can be written.
pub(super) fn run(session: &mut Session, args: &LogArgs) -> Result<Ended, Failure> {
    let workspace = Workspace::read(session)?;
    let plan = workspace.plan_or_gone(args.plan.as_deref())?;
    let changes = match args.limit {
        None => workspace.history(plan.id())?,
        Some(limit) => {
            let mut latest = workspace.store.latest(plan.id(), u64::MAX, limit)?;
            latest.reverse();
            latest
        }
    };
    if session.format() == Format::Json {
        let plan = plan.header().slug.clone();
        let changes = changes.iter().map(as_json).collect();
        output::answer("kvartal-log", &LogAnswer { plan, changes }, &mut session.out)?;
        return Ok(Ended::Well);
    }
    let words = &session.words;
    let headings = ["cli-col-number", "cli-col-when", "cli-col-who", "cli-col-change"];
    let mut table = Table::new(words, headings);
    let corrections = corrections::of_plan(workspace.store.as_ref(), &plan)?;
    for Logged { seq, change } in &changes {
        let mut line = words.l10n.change(&change.summary, change.origin);
        if corrections.contains(&change.id) {
            line = words.with("cli-log-correction", &[("change", Value::from(line))]);
        }
        table.row([seq.to_string(), words.moment(clock::in_kyiv(change.at)), change.author.clone(), line]);
    }
    session.print(&table)?;
    Ok(Ended::Well)
}

fn as_json(Logged { seq, change }: &Logged) -> ChangeJson {
    let (origin, of) = match change.origin {
        Origin::Command => ("command", None),
        Origin::Undo(id) => ("undo", Some(id.to_string())),
        Origin::Redo(id) => ("redo", Some(id.to_string())),
    };
    let summary = &change.summary;
    ChangeJson {
        seq: *seq,
        id: change.id.to_string(),
        at: jiff::Timestamp::from_millisecond(change.at).map(|at| at.to_string()).unwrap_or_default(),
        author: change.author.clone(),
        verb: summary.verb.name(),
        origin,
        of,
        subject: summary.subject.clone(),
        quarter: summary.quarter.map(|quarter| quarter.to_string()),
        from: summary.from.clone(),
        to: summary.to.clone(),
        edits: change.edits.len(),
    }
}
