//! `kvartal performers`: lists the performers and how much each owes; renames, merges or splits them. It uses the same
//! functions as the screen of performers.

use serde::Serialize;

use super::{
    Ended,
    args::{ClashArg, Format, PerformersArgs},
    failure::Failure,
    figures::{ExecutionJson, OwedJson},
    output::{self, Table},
    performers::performer,
    plan_name,
    session::Session,
    words::Value,
    workspace::Workspace,
};
use crate::{
    domain::{Command, NodeId, OnClash, PerformerId, Plan, Quarter, Scope, Status, Tally},
    form::typed::performer::{alike_in, as_one},
};

#[derive(Serialize)]
struct PerformersAnswer {
    plan: String,
    quarter: String,
    as_of: String,
    performers: Vec<PerformerJson>,
}

#[derive(Serialize)]
struct PerformerJson {
    id: String,
    name: String,
    variants: Vec<String>,
    measures: usize,
    targets: usize,
    facts: usize,
    evidence: usize,
    owed: OwedJson,
    execution: ExecutionJson,
    shared: u32,
    not_reported: u32,
    notes_owed: u32,
    alike: Vec<String>,
}

/// Runs the command.
///
/// # Errors
/// When the plan or a performer does not exist, the change is refused, or writing fails.
pub(super) fn run(session: &mut Session, args: &PerformersArgs) -> Result<Ended, Failure> {
    if args.rename.is_none() && args.merge.is_none() && args.split.is_none() && args.apart.is_none() {
        return list(session, args);
    }
    let workspace = Workspace::open(session)?;
    let mut plan = workspace.plan(args.plan.as_deref())?;
    plan_name::in_full(args.plan.as_deref(), &plan)?;
    let (command, message) = command(&plan, args)?;
    if let Some(change) = workspace.carry_out(session, &mut plan, &command, args.dry_run)? {
        let named = [&change.summary.from, &change.summary.to];
        let [from, to] = named.map(|name| Value::from(crate::text::safe::harmless(name).into_owned()));
        session.tell(&session.words.with(message, &[("from", from), ("to", to)]));
    }
    let named = args.to.as_deref().filter(|_| args.rename.is_some() || args.split.is_some());
    if let Some(unsure) = named.and_then(as_one) {
        let texts = [("text", unsure.reading), ("other", unsure.alternatives.join("; "))];
        let texts =
            texts.map(|(id, text)| (id, Value::from(crate::text::safe::harmless(&text).into_owned())));
        session.tell(&session.words.with("cli-performers-several", &texts));
    }
    Ok(Ended::Well)
}

/// The command to run, and the message for when it is done.
fn command(plan: &Plan, args: &PerformersArgs) -> Result<(Command, &'static str), Failure> {
    let to = args.to.clone().unwrap_or_default();
    if let Some(name) = &args.rename {
        return Ok((Command::RenamePerformer(performer(plan, name)?, to), "cli-performers-renamed"));
    }
    if let Some(name) = &args.merge {
        let on_clash = match args.both {
            ClashArg::Add => OnClash::Add,
            ClashArg::Into => OnClash::KeepInto,
            ClashArg::From => OnClash::KeepFrom,
        };
        let (from, into) = (performer(plan, name)?, performer(plan, &to)?);
        return Ok((Command::MergePerformers { from, into, on_clash }, "cli-performers-merged"));
    }
    if let Some(name) = &args.apart {
        let (one, other) = (performer(plan, name)?, performer(plan, &to)?);
        return Ok((Command::TellPerformersApart(one, other), "cli-performers-apart"));
    }
    let from = performer(plan, args.split.as_deref().unwrap_or_default())?;
    let measures: Result<Vec<NodeId>, Failure> =
        args.measures.iter().map(|code| plan.find_node(code).map_err(Failure::from)).collect();
    Ok((Command::SplitPerformer { from, name: to, measures: measures? }, "cli-performers-split"))
}

fn list(session: &mut Session, args: &PerformersArgs) -> Result<Ended, Failure> {
    let plan = Workspace::read(session)?.plan(args.plan.as_deref())?;
    let quarter = session.quarter(&plan, args.quarter.as_deref())?;
    let mut all: Vec<PerformerId> = plan.performers().map(|(id, _)| id).collect();
    all.sort_by_cached_key(|id| crate::text::key::search_key(&name(&plan, *id)));
    let as_of = session.as_of()?;
    if session.format() == Format::Json {
        let pairs = alike_in(&plan);
        let json = |id: &PerformerId| as_json(&plan, *id, quarter, as_of, &pairs);
        let performers = all.iter().map(json).collect();
        let answer = PerformersAnswer {
            plan: plan.header().slug.clone(),
            quarter: quarter.to_string(),
            as_of: as_of.to_string(),
            performers,
        };
        output::answer("kvartal-performers", &answer, &mut session.out)?;
        return Ok(Ended::Well);
    }
    if all.is_empty() {
        session.tell_message("cli-performers-none");
        return Ok(Ended::Well);
    }
    let table = table(session, &plan, quarter, &all)?;
    session.print(&table)?;
    for (one, other) in alike_in(&plan) {
        let [one, other] =
            [one, other].map(|id| Value::from(crate::text::safe::harmless(&name(&plan, id)).into_owned()));
        session.tell(&session.words.with("cli-performers-alike", &[("one", one), ("other", other)]));
    }
    Ok(Ended::Well)
}

fn name(plan: &Plan, id: PerformerId) -> String {
    plan.performer(id).map(|performer| performer.name.clone()).unwrap_or_default()
}

/// The figures of a performer, as `status --by performer` has them.
fn figures(plan: &Plan, id: PerformerId, quarter: Quarter) -> Tally {
    plan.tally(Scope::Performer(Some(id)), quarter).cloned().unwrap_or_default()
}

fn table(session: &Session, plan: &Plan, quarter: Quarter, all: &[PerformerId]) -> Result<Table, Failure> {
    let words = &session.words;
    let as_of = session.as_of()?;
    let columns =
        ["performer", "measures", "owed", "done", "share-done", "shared", "not-reported", "notes-owed"];
    let columns = columns.map(|name| format!("cli-col-{name}"));
    let mut table = Table::new(words, columns.iter().map(String::as_str)).figures_from(1);
    let people = session.format().is_for_people();
    for id in all {
        let tally = figures(plan, *id, quarter);
        let share = match tally.share_done() {
            Some(share) if !people => share.to_string(),
            None if !people => String::new(),
            share => words.percent(share),
        };
        table.row([
            name(plan, *id),
            plan.measures_of(*id).count().to_string(),
            tally.owed().to_string(),
            tally.done().to_string(),
            share,
            tally.shared.to_string(),
            tally.count(Status::NotReported).to_string(),
            tally.notes_owed_on(as_of).to_string(),
        ]);
    }
    Ok(table)
}

fn as_json(
    plan: &Plan,
    id: PerformerId,
    quarter: Quarter,
    as_of: jiff::civil::Date,
    pairs: &[(PerformerId, PerformerId)],
) -> PerformerJson {
    let tally = figures(plan, id, quarter);
    let holdings = plan.holdings(&[id]);
    let other = |(one, other): &(PerformerId, PerformerId)| match id {
        id if id == *one => Some(name(plan, *other)),
        id if id == *other => Some(name(plan, *one)),
        _ => None,
    };
    PerformerJson {
        id: id.to_string(),
        name: name(plan, id),
        variants: plan.performer(id).map(|known| known.variants.clone()).unwrap_or_default(),
        measures: holdings.measures,
        targets: holdings.targets,
        facts: holdings.facts,
        evidence: holdings.evidence,
        owed: (&tally).into(),
        execution: (&tally).into(),
        shared: tally.shared,
        not_reported: tally.count(Status::NotReported),
        notes_owed: tally.notes_owed_on(as_of),
        alike: pairs.iter().filter_map(other).collect(),
    }
}
