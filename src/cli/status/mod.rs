//! `kvartal status`: prints the figures of a plan in one or several quarters.

mod answer;
mod headline;
mod list;
mod table;

use std::io::Write as _;

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

/// Runs the command.
///
/// # Errors
/// When the plan or the quarter does not exist, or writing fails.
pub(super) fn run(session: &mut Session, args: &StatusArgs) -> Result<Ended, Failure> {
    let Some(name) = args.plans.single() else { return list::run(session, args) };
    let as_of = session.as_of()?;
    let plan = Workspace::read(session)?.plan(name)?;
    let span = span(session, plan.period(), args)?;
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
