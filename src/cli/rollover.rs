//! `kvartal rollover`: makes the plan of the next period from this one.

use std::io::Write as _;

use super::{
    Ended,
    args::{CarryArg, RolloverArgs},
    failure::Failure,
    ids,
    session::{Session, parse_quarter},
    words::Value,
    workspace::Workspace,
};
use crate::{
    domain::{Command, Plan, PlanId},
    form::{Carry, RollFault, RollPreview, next_plan},
};

/// Runs the command.
///
/// # Errors
/// When the plan does not exist, the quarter lies inside the plan, the name is taken, or writing fails.
pub(super) fn run(session: &mut Session, args: &RolloverArgs) -> Result<Ended, Failure> {
    let to = parse_quarter(&args.to)?;
    let workspace = Workspace::open(session)?;
    let old = workspace.plan(args.plan.as_deref())?;
    let entries = workspace.store.plans()?;
    let wanted = (to, carry(args.carry));
    let preview = next_plan(&old, wanted, args.slug.as_deref(), &entries, session.as_of()?);
    let preview = preview.map_err(|fault| match fault {
        RollFault::NotLater => Failure::NotLater(to, old.period()),
        RollFault::SlugTaken(slug) => Failure::SlugTaken(slug),
    })?;
    let mut plan = Plan::empty(PlanId(ids::fresh()?.draw()));
    let command = Command::RollOver(Box::new(preview.draft.clone()));
    workspace.carry_out(session, &mut plan, &command, args.dry_run)?;
    let slug = plan.header().slug.clone();
    tell(session, &plan, &preview);
    writeln!(session.out, "{slug}")?;
    Ok(Ended::Well)
}

/// Reports what was made, and what remains in the old plan.
fn tell(session: &Session, plan: &Plan, preview: &RollPreview) {
    let words = &session.words;
    let counted = |id: &str, count: usize| Value::from(words.count(id, count));
    let told = [
        ("slug", Value::from(plan.header().slug.as_str())),
        ("period", Value::from(words.span(plan.period()))),
        ("measures", counted("count-measures", preview.measures)),
        ("targets", counted("count-targets", preview.targets)),
    ];
    session.tell(&words.with("cli-rollover-done", &told));
    let number = |count: usize| Value::from(count);
    let left = [
        ("facts", number(preview.facts)),
        ("notes", number(preview.notes)),
        ("evidence", number(preview.evidence)),
        ("debts", number(preview.debts)),
        ("carried", number(preview.carried)),
    ];
    session.tell(&words.with("cli-rollover-left", &left));
}

const fn carry(arg: CarryArg) -> Carry {
    match arg {
        CarryArg::All => Carry::All,
        CarryArg::None => Carry::None,
        CarryArg::Unmet => Carry::Unmet,
    }
}
