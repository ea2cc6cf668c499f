//! `kvartal log`: lists who changed what and when; for an address also the old and new values.

use serde::Serialize;

use super::{
    Ended,
    args::{Format, LogArgs},
    clock, corrections,
    failure::Failure,
    log_filter::{Listed, LogFilter},
    output::{self, Table},
    session::Session,
    words::Value,
    workspace::Workspace,
};
use crate::{
    domain::{ChangedField, Origin, Plan, ValueChange},
    store::{Logged, PlanPart},
};

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
    values: Vec<ValueJson>,
}

/// The value before and after; empty where there was or is none.
#[derive(Serialize)]
struct ValueJson {
    address: String,
    field: &'static str,
    quarter: Option<String>,
    performer: Option<String>,
    from: String,
    to: String,
}

/// Runs the command.
///
/// # Errors
/// When the plan does not exist, or writing fails.
pub(super) fn run(session: &mut Session, args: &LogArgs) -> Result<Ended, Failure> {
    let workspace = Workspace::read(session)?;
    let plan = plan(&workspace, args, session.format())?;
    let history = read(&workspace, &plan, args)?;
    let filter = LogFilter::of(args, &plan, &history)?;
    let mut listed: Vec<Listed<'_>> =
        history.iter().filter_map(|logged| filter.takes(&plan, logged)).collect();
    let latest = args.limit.map_or(0, |limit| listed.len().saturating_sub(limit));
    listed.drain(..latest);
    if session.format() == Format::Json {
        let changes = listed.iter().map(|listed| as_json(&plan, listed)).collect();
        let plan = plan.header().slug.clone();
        output::answer("kvartal-log", &LogAnswer { plan, changes }, &mut session.out)?;
        return Ok(Ended::Well);
    }
    let table = if filter.is_of_a_place() {
        of_place(session, &plan, &listed)
    } else {
        of_plan(session, &workspace, &plan, &listed)?
    };
    session.print(&table)?;
    Ok(Ended::Well)
}

/// The plan as far as it is needed: the lines of all changes name nothing of it but performers, unless some of them are
/// corrections.
fn plan(workspace: &Workspace, args: &LogArgs, format: Format) -> Result<Plan, Failure> {
    let name = args.plan.as_deref();
    let without_nodes = PlanPart { addresses: &[], evidence: false, groups: false };
    if LogFilter::is_open(args)
        && format != Format::Json
        && let Ok(plan) = workspace.part(name, &without_nodes)
        && !plan.was_reopened(plan.period().quarters())
    {
        return Ok(plan);
    }
    workspace.plan_or_gone(name)
}

/// The changes in which the requested ones are searched.
fn read(workspace: &Workspace, plan: &Plan, args: &LogArgs) -> Result<Vec<Logged>, Failure> {
    let Some(limit) = args.limit.filter(|_| LogFilter::is_open(args)) else {
        return workspace.history(plan.id());
    };
    let mut latest = workspace.store.latest(plan.id(), u64::MAX, limit)?;
    latest.reverse();
    Ok(latest)
}

/// One line for each change.
fn of_plan(
    session: &Session,
    workspace: &Workspace,
    plan: &Plan,
    listed: &[Listed<'_>],
) -> Result<Table, Failure> {
    let words = &session.words;
    let mut table = Table::new(words, ["cli-col-number", "cli-col-when", "cli-col-who", "cli-col-change"]);
    let corrections = corrections::of_plan(workspace.store.as_ref(), plan)?;
    for Logged { seq, change } in listed.iter().map(|listed| listed.logged) {
        let mut line = words.l10n.change_with_note(change, plan);
        if corrections.contains(&change.id) {
            line = words.with("cli-log-correction", &[("change", Value::from(line))]);
        }
        table.row([seq.to_string(), session.moment(change.at), change.author.clone(), line]);
    }
    Ok(table)
}

/// One line for each value, and for each change that created or moved what is at the address.
fn of_place(session: &Session, plan: &Plan, listed: &[Listed<'_>]) -> Table {
    let words = &session.words;
    let columns = ["number", "when", "who", "value", "from", "to"].map(|name| format!("cli-col-{name}"));
    let mut table = Table::new(words, columns.iter().map(String::as_str));
    for Listed { logged: Logged { seq, change }, values } in listed {
        let head = [seq.to_string(), session.moment(change.at), change.author.clone()];
        let line = |cells: [String; 3]| head.iter().cloned().chain(cells);
        if values.is_empty() {
            table.row(line([words.l10n.change_with_note(change, plan), String::new(), String::new()]));
        }
        for ValueChange { subject, change } in values {
            if session.format().is_for_people() {
                let [from, to] = words.l10n.changed(plan, *subject, change);
                table.row(line([words.l10n.field(change.field, plan), from, to]));
                continue;
            }
            table.row(line([field_code(plan, change.field), change.from.clone(), change.to.clone()]));
        }
    }
    table
}

/// A field for programs: its name, its time, whose it is.
fn field_code(plan: &Plan, field: ChangedField) -> String {
    let span = field.span().map(|span| span.to_string());
    let who = field.performer().and_then(|id| plan.performer(id)).map(|known| known.name.clone());
    [Some(field.name().to_owned()), span, who].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn as_json(plan: &Plan, Listed { logged: Logged { seq, change }, values }: &Listed<'_>) -> ChangeJson {
    let (origin, of) = match change.origin {
        Origin::Command => ("command", None),
        Origin::Undo(id) => ("undo", Some(id.to_string())),
        Origin::Redo(id) => ("redo", Some(id.to_string())),
    };
    let summary = &change.summary;
    ChangeJson {
        seq: *seq,
        id: change.id.to_string(),
        at: clock::in_utc(change.at),
        author: change.author.clone(),
        verb: summary.verb.name(),
        origin,
        of,
        subject: summary.subject.clone(),
        quarter: summary.quarter.map(|quarter| quarter.to_string()),
        from: summary.from.clone(),
        to: summary.to.clone(),
        edits: change.edits.len(),
        values: values.iter().map(|value| value_json(plan, value)).collect(),
    }
}

fn value_json(plan: &Plan, ValueChange { subject, change }: &ValueChange) -> ValueJson {
    ValueJson {
        address: plan.subject_address(*subject),
        field: change.field.name(),
        quarter: change.field.span().map(|span| span.to_string()),
        performer: change.field.performer().and_then(|id| plan.performer(id)).map(|known| known.name.clone()),
        from: change.from.clone(),
        to: change.to.clone(),
    }
}
