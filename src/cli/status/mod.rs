//! `kvartal status`: prints the figures of a plan in one or several quarters.

mod answer;
mod headline;
mod list;
mod table;

use std::io::Write as _;

use jiff::civil::Date;

use self::{
    answer::{FORMAT, StatusAnswer, span},
    headline::headline,
    table::table,
};
use super::{
    Ended,
    args::{By, Format, StatusArgs},
    failure::Failure,
    figures::Reckoner,
    output,
    session::Session,
    workspace::Workspace,
};
use crate::{
    domain::{Level, Plan, Scope, Span},
    store::PlanPart,
};

/// Whether the figures may be those that are kept: of the groups of the outline, in one quarter.
fn may_be_kept(args: &StatusArgs) -> bool {
    matches!(args.by, By::Goal | By::Task | By::Subtask) && args.from.is_none()
}

/// Whether the figures of a quarter on a day, and the names of the groups, follow from a plan of which only the figures
/// may have been read. Before a quarter begins its pace depends on other quarters, and an ordinal on all siblings.
fn suffices(plan: &Plan, span: Span, as_of: Date) -> bool {
    let groups =
        plan.walk().filter(|(_, id)| plan.node(*id).is_some_and(|node| node.level != Level::Measure));
    span.as_single().is_some_and(|quarter| as_of >= quarter.first_day())
        && groups.map(|(_, id)| plan.address(id)).all(|address| !address.contains('/'))
}

/// Whether the measures were read, too, because a part of the plan could not be read alone.
fn has_measures(plan: &Plan) -> bool {
    let counted = plan.tally(Scope::Plan, plan.period().first).map_or(0, |tally| tally.measures);
    u32::try_from(plan.measures().count()) == Ok(counted)
}

/// Runs the command.
///
/// # Errors
/// When the plan or the quarter does not exist, or writing fails.
pub(super) fn run(session: &mut Session, args: &StatusArgs) -> Result<Ended, Failure> {
    let Some(name) = args.plans.single() else { return list::run(session, args) };
    let as_of = session.as_of()?;
    let workspace = Workspace::read(session)?;
    let kept = may_be_kept(args);
    let mut plan = if kept { workspace.part(name, &PlanPart::FIGURES)? } else { workspace.plan(name)? };
    let span = span(session, plan.period(), args)?;
    if kept && !suffices(&plan, span, as_of) && !has_measures(&plan) {
        plan = workspace.plan(name)?;
    }
    let reckoner = Reckoner::new(&plan, span, as_of);
    let (total, groups) = (reckoner.total(), reckoner.groups(args.by, &session.words));
    if session.format() == Format::Json {
        let answer = StatusAnswer::new(&plan, span, as_of, args.by, &total, &groups);
        output::answer(FORMAT, &answer, &mut session.out)?;
        return Ok(Ended::Well);
    }
    let sums = args.sums || total.tally.adds_up();
    if session.format() == Format::Table {
        let day = session.words.day(as_of);
        for line in headline(&session.words, &plan, span, &day, &total, sums) {
            writeln!(session.out, "{}", crate::text::safe::harmless(&line))?;
        }
    }
    let shown = session.words.span(span);
    session.print_subject(&plan, &shown)?;
    let last = (args.by == By::Quarter).then_some(span);
    let table = table(&session.words, &total, &groups, args.sums, session.format(), last);
    session.print(&table)?;
    Ok(Ended::Well)
}
