//! `kvartal status PLAN PLAN…` and `status --all`: a row for each plan, and a total by the same rules.

use serde::Serialize;

use super::{
    super::{
        Ended,
        args::{Format, StatusArgs},
        failure::Failure,
        figures::{Figures, Json, NamedFigures, Reckoner},
        output,
        session::Session,
        words::Value,
        workspace::Workspace,
    },
    answer,
    table::table,
};
use crate::domain::Plan;

#[derive(Serialize)]
struct StatusListAnswer {
    plans: Vec<output::Headed<answer::StatusAnswer>>,
    total: Json,
}

/// Runs it.
///
/// # Errors
/// When a plan that was named or its quarter is not there, or nothing can be written.
pub(super) fn run(session: &mut Session, args: &StatusArgs) -> Result<Ended, Failure> {
    let as_of = session.as_of()?;
    let plans = plans(session, args)?;
    let mut total = Figures::nothing(as_of);
    let mut answers = Vec::new();
    let mut rows: Vec<NamedFigures> = Vec::new();
    for plan in &plans {
        let span = match answer::span(session, plan, args) {
            Ok(span) => span,
            // Of all plans those are meant that have the quarter; what is left out is told.
            Err(Failure::OutsidePlan(quarter, _)) if args.all => {
                let said = [
                    ("plan", Value::from(plan.header().slug.as_str())),
                    ("quarter", Value::from(session.words.quarter(quarter))),
                ];
                session.tell(&session.words.with("cli-status-outside", &said));
                continue;
            }
            Err(failure) => return Err(failure),
        };
        let reckoner = Reckoner::new(plan, span, as_of);
        let figures = reckoner.total();
        total.add(&figures);
        if session.format() == Format::Json {
            let groups = reckoner.groups(args.by, &session.words);
            let answer = answer::StatusAnswer::new(plan, span, as_of, args.by, &figures, &groups);
            answers.push(output::Headed::new(answer::FORMAT, answer));
        }
        let (key, title) = (plan.header().slug.clone(), plan.header().title.clone());
        rows.push(NamedFigures { key, title, figures });
    }
    if session.format() == Format::Json {
        let total = Json::from(&total);
        let answer = StatusListAnswer { plans: answers, total };
        output::answer("kvartal-status-list", &answer, &mut session.out)?;
        return Ok(Ended::Well);
    }
    let table = table(&session.words, &total, &rows, args.sums, session.format(), None);
    session.print(&table)?;
    Ok(Ended::Well)
}

/// The plans that are named, each once, or all that are not archived.
fn plans(session: &Session, args: &StatusArgs) -> Result<Vec<Plan>, Failure> {
    let workspace = Workspace::read(session)?;
    let mut plans: Vec<Plan> = Vec::new();
    if args.all {
        for entry in workspace.plans()?.iter().filter(|entry| !entry.archived) {
            plans.extend(workspace.store.load(entry.id)?);
        }
        workspace.tell_news();
        return Ok(plans);
    }
    for name in &args.plans {
        let plan = workspace.plan(Some(name))?;
        if !plans.iter().any(|known| known.id() == plan.id()) {
            plans.push(plan);
        }
    }
    Ok(plans)
}
