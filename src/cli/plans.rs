//! `kvartal plans`: lists the plans of the workspace.

use serde::Serialize;

use super::{
    Ended,
    args::{Format, PlansArgs},
    failure::Failure,
    figures::{DebtsJson, ExecutionJson, OwedJson},
    output::{self, Table, shortened},
    session::{self, Session},
    trash,
    workspace::Workspace,
};
use jiff::civil::Date;

use crate::domain::{PlanEntry, Quarter, Tally};

#[derive(Serialize)]
struct PlansAnswer {
    plans: Vec<PlanJson>,
}

#[derive(Serialize)]
struct PlanJson {
    slug: String,
    id: String,
    title: String,
    organisation: String,
    period: PeriodJson,
    archived: bool,
    quarter: String,
    measures: u32,
    indicators: u32,
    owed: OwedJson,
    debts: DebtsJson,
    overdue: u32,
    notes_owed: u32,
    execution: ExecutionJson,
}

#[derive(Serialize)]
struct PeriodJson {
    first: String,
    last: String,
}

/// Runs the command.
///
/// # Errors
/// When the state cannot be read, or writing fails.
pub(super) fn run(session: &mut Session, args: &PlansArgs) -> Result<Ended, Failure> {
    if args.deleted {
        return trash::list(session);
    }
    let named = args.quarter.as_deref().map(session::parse_quarter).transpose()?;
    let wanted = match named {
        Some(quarter) => quarter,
        None => Quarter::of(session.as_of()?),
    };
    let entries = Workspace::read(session)?.plans()?;
    let begins = |entry: &&PlanEntry| {
        args.plan.as_ref().is_none_or(|name| {
            let name = name.to_lowercase();
            entry.slug.starts_with(&name) || entry.id.to_string().starts_with(&name)
        })
    };
    let shown: Vec<&PlanEntry> =
        entries.iter().filter(|entry| args.all || !entry.archived).filter(begins).collect();
    if let Some(name) = &args.plan
        && shown.is_empty()
    {
        return Err(Failure::NoPlan(name.clone(), Vec::new()));
    }
    if session.format() == Format::Json {
        let as_of = session.as_of()?;
        let plans = shown.iter().map(|entry| as_json(entry, wanted, as_of)).collect();
        output::answer("kvartal-plans", &PlansAnswer { plans }, &mut session.out)?;
        return Ok(Ended::Well);
    }
    if shown.is_empty() {
        session.tell_message("cli-no-plans-yet");
    } else {
        let table = table(session, &shown, wanted);
        session.print(&table)?;
    }
    Ok(Ended::Well)
}

fn table(session: &Session, entries: &[&PlanEntry], wanted: Quarter) -> Table {
    let words = &session.words;
    let headings = [
        "cli-col-plan",
        "cli-col-title",
        "cli-col-period",
        "cli-col-quarter",
        "cli-col-measures",
        "cli-col-indicators",
        "cli-col-owed",
        "cli-col-done",
        "cli-col-share-done",
        "cli-col-mean-capped",
    ];
    let mut table = Table::new(words, headings).figures_from(4);
    let people = session.format().is_for_people();
    for entry in entries {
        let quarter = entry.period.nearest(wanted);
        let none = Tally::default();
        let tally = entry.tally(quarter).unwrap_or(&none);
        let percent = |value: Option<rust_decimal::Decimal>| match value {
            Some(value) if !people => value.to_string(),
            None if !people => String::new(),
            value => words.percent(value),
        };
        let mut title = shortened(&entry.title, session.format());
        if entry.archived && people {
            title = format!("{title} {}", words.say("cli-archived-mark"));
        }
        table.row([
            entry.slug.clone(),
            title,
            if people { words.l10n.span_short(entry.period) } else { entry.period.to_string() },
            if people { words.l10n.quarter_short(quarter) } else { quarter.to_string() },
            tally.measures.to_string(),
            tally.indicators.to_string(),
            tally.owed().to_string(),
            tally.done().to_string(),
            percent(tally.share_done()),
            percent(tally.mean_capped()),
        ]);
    }
    table
}

/// The figures come from the summary of the plan, so that the plan is not loaded.
fn as_json(entry: &PlanEntry, wanted: Quarter, as_of: Date) -> PlanJson {
    let quarter = entry.period.nearest(wanted);
    let none = Tally::default();
    let tally = entry.tally(quarter).unwrap_or(&none);
    PlanJson {
        slug: entry.slug.clone(),
        id: entry.id.to_string(),
        title: entry.title.clone(),
        organisation: entry.organisation.clone(),
        period: PeriodJson { first: entry.period.first.to_string(), last: entry.period.last.to_string() },
        archived: entry.archived,
        quarter: quarter.to_string(),
        measures: tally.measures,
        indicators: tally.indicators,
        owed: tally.into(),
        debts: entry.debts_before(quarter, as_of).into(),
        overdue: tally.overdue(as_of),
        notes_owed: tally.notes_owed_on(as_of),
        execution: tally.into(),
    }
}
