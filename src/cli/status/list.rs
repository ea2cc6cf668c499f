//! `kvartal status PLAN PLAN…` and `status --all`: a row for each plan, and a total by the same rules.
//!
//! The rows come from the summaries that the store keeps, so that plans need not be loaded. A plan is loaded only if
//! its groups are printed, or for several quarters or a future quarter.

use serde::Serialize;

use super::{
    super::{
        Ended,
        args::{Format, StatusArgs},
        failure::Failure,
        figures::{Figures, Json, NamedFigures, Reckoner},
        output, plan_name,
        session::Session,
        workspace::Workspace,
    },
    answer,
    table::table,
};
use crate::domain::{Plan, PlanEntry, Span};

#[derive(Serialize)]
struct StatusListAnswer {
    plans: Vec<output::Headed<answer::StatusAnswer>>,
    total: Json,
}

/// Runs the command.
///
/// # Errors
/// When a given plan or its quarter does not exist, or writing fails.
pub(super) fn run(session: &mut Session, args: &StatusArgs) -> Result<Ended, Failure> {
    let as_of = session.as_of()?;
    let workspace = Workspace::read(session)?;
    let entries = workspace.plans()?;
    let mut total = Figures::nothing(as_of);
    let mut answers = Vec::new();
    let mut rows: Vec<NamedFigures> = Vec::new();
    for entry in plan_name::chosen(&args.plans, &entries)? {
        let Some(span) = span(session, entry, args)? else { continue };
        let (figures, plan) = figures(&workspace, entry, span, session)?;
        total.add(&figures);
        if let Some(plan) = plan.filter(|_| session.format() == Format::Json) {
            let groups = Reckoner::new(&plan, span, as_of).groups(args.by, &session.words);
            let answer = answer::StatusAnswer::new(&plan, span, as_of, args.by, &figures, &groups);
            answers.push(output::Headed::new(answer::FORMAT, answer));
        }
        rows.push(NamedFigures { key: entry.slug.clone(), title: entry.title.clone(), figures });
    }
    workspace.tell_news();
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

/// The quarters of a plan that are meant; none, with a message, if the plan does not have them. With `--all`, plans
/// without the quarter are skipped; a given plan must have it.
fn span(session: &Session, entry: &PlanEntry, args: &StatusArgs) -> Result<Option<Span>, Failure> {
    plan_name::within(session, entry, &args.plans, answer::span(session, entry.period, args))
}

/// The figures of a plan from its summary, or from the plan, which is returned with them.
fn figures(
    workspace: &Workspace,
    entry: &PlanEntry,
    span: Span,
    session: &Session,
) -> Result<(Figures, Option<Plan>), Failure> {
    let as_of = session.as_of()?;
    let kept = span.as_single().and_then(|quarter| entry.figures(quarter, as_of));
    match kept {
        Some(kept) if session.format() != Format::Json => Ok((Figures::of(kept, as_of), None)),
        kept => {
            let plan = workspace.plan(Some(&entry.id.to_string()))?;
            let figures = kept.unwrap_or_else(|| plan.figures(span, as_of));
            Ok((Figures::of(figures, as_of), Some(plan)))
        }
    }
}
