//! `kvartal undo`: reverts this user's latest change of a plan; the creation of the plan only with an option.

use super::{
    Ended, args::UndoArgs, clock, failure::Failure, plan_name, session::Session, words::Value,
    workspace::Workspace,
};
use crate::{
    domain::{Change, HistoryLine, LookBack, Plan, PlanId, Refusal, Verb, take_back, take_back_making},
    store::{PlanPart, Store},
};

/// How many of the latest changes are read first; each further attempt reads twice as many. It is mostly the very last
/// one, and one before it may be the import of a large plan.
const LOOK: usize = 1;

/// Runs the command.
///
/// # Errors
/// When there is nothing to undo, somebody else has changed the same records since, or writing fails.
pub(super) fn run(session: &mut Session, args: &UndoArgs) -> Result<Ended, Failure> {
    let workspace = Workspace::open(session)?;
    let (name, author) = (args.plan.as_deref(), clock::author());
    let known =
        workspace.id(name).ok().map(|id| last_of(workspace.store.as_ref(), id, &author)).transpose()?;
    let (mut plan, last) = match known {
        // The command affects a single address.
        Some(last) if matches!(last.summary.verb, Verb::SetFact | Verb::SetNote) => {
            let addresses = [last.summary.subject.as_str()];
            (workspace.part(name, &PlanPart { addresses: &addresses, evidence: false, groups: false })?, last)
        }
        known => {
            let plan = workspace.plan_or_gone(name)?;
            let last = known.map_or_else(|| last_of(workspace.store.as_ref(), plan.id(), &author), Ok)?;
            (plan, last)
        }
    };
    plan_name::in_full(name, &plan)?;
    let decide = if args.creation { take_back_making } else { take_back };
    let change = decide(&last, &plan, &mut session.context()?)?;
    workspace.commit(session, &mut plan, &change, args.dry_run)?;
    tell(session, &change, &plan);
    Ok(Ended::Well)
}

/// Reports what was undone or redone.
pub(super) fn tell(session: &Session, change: &Change, plan: &Plan) {
    let line = session.words.l10n.change(&HistoryLine::of(change, plan));
    let line = crate::text::safe::harmless(&line).into_owned();
    session.tell(&session.words.with("cli-undo-done", &[("change", Value::from(line))]));
}

/// The author's latest change that was not undone.
pub(super) fn last_of(store: &dyn Store, plan: PlanId, author: &str) -> Result<Change, Failure> {
    let mut look = LookBack::of(author);
    let (mut below, mut at_most) = (u64::MAX, LOOK);
    loop {
        let changes = store.latest(plan, below, at_most)?;
        below = changes.last().ok_or(Refusal::NoHistory)?.seq;
        if let Some(found) = changes.into_iter().find(|logged| look.finds(&logged.change)) {
            return Ok(found.change);
        }
        at_most = at_most.saturating_mul(2);
    }
}
