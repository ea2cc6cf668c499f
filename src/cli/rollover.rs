//! `kvartal rollover`: the next period's plan out of this one.

use std::io::Write as _;

use super::{
    Ended,
    args::{CarryArg, RolloverArgs},
    clock,
    failure::Failure,
    session::{Session, parse_quarter},
    words::Value,
    workspace::Workspace,
};
use crate::{
    domain::{Command, Plan, PlanId, slug},
    form::{Carry, roll_over},
};

/// Runs it.
///
/// # Errors
/// When the plan is not there, the quarter is one of its own, the name is taken, or nothing can be written.
pub(super) fn run(session: &mut Session, args: &RolloverArgs) -> Result<Ended, Failure> {
    let to = parse_quarter(&args.to)?;
    let workspace = Workspace::open(session)?;
    let old = workspace.plan(args.plan.as_deref())?;
    if to <= old.period().last {
        return Err(Failure::NotLater(to, old.period()));
    }
    let entries = workspace.store.plans()?;
    let mut draft = roll_over(&old, to, carry(args.carry));
    let slug = match &args.slug {
        Some(slug) if entries.iter().any(|entry| entry.slug == *slug) => {
            return Err(Failure::SlugTaken(slug.clone()));
        }
        Some(slug) => slug.clone(),
        None => slug::suggest(&draft.organisation, &draft.title, draft.period, &entries),
    };
    draft.slug = Some(slug.clone());
    let mut plan = Plan::empty(PlanId(clock::ids()?.draw()));
    workspace.carry_out(session, &mut plan, &Command::RollOver(Box::new(draft)), args.dry_run)?;
    let words = &session.words;
    let measures = words.count("count-measures", plan.measures().count());
    let targets = plan.measures().flat_map(|(id, _)| plan.indicators(id));
    let targets = targets.map(|(id, _)| plan.targets(id).count()).sum::<usize>();
    let told = [
        ("slug", Value::from(slug.as_str())),
        ("period", Value::from(words.span(plan.period()))),
        ("measures", Value::from(measures)),
        ("targets", Value::from(words.count("count-targets", targets))),
    ];
    session.tell(&words.with("cli-rollover-done", &told));
    writeln!(session.out, "{slug}")?;
    Ok(Ended::Well)
}

const fn carry(arg: CarryArg) -> Carry {
    match arg {
        CarryArg::All => Carry::All,
        CarryArg::None => Carry::None,
        CarryArg::Unmet => Carry::Unmet,
    }
}
