//! A preview of a roll-over: what it carries over, leaves out and still owes.

use jiff::civil::Date;

use super::{Carry, roll_over};
use crate::domain::{DebtState, Draft, Level, Plan, PlanEntry, Quarter, draft::DraftNode, slug};

/// Why a plan cannot be rolled over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RollFault {
    /// The quarter is not after those that the plan spans.
    NotLater,
    /// Another plan has this name.
    SlugTaken(String),
}

/// The effects of a roll-over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollPreview {
    /// The next plan.
    pub draft: Draft,
    /// Measures that are copied.
    pub measures: usize,
    /// Copied rows above the measures.
    pub above: usize,
    /// Indicators that are copied.
    pub indicators: usize,
    /// Performers that are copied.
    pub performers: usize,
    /// Targets that are planned again.
    pub targets: usize,
    /// Targets that are not planned again.
    pub targets_left: usize,
    /// Facts that are not carried over.
    pub facts: usize,
    /// Notes that are not carried over.
    pub notes: usize,
    /// Pieces of evidence that are not carried over.
    pub evidence: usize,
    /// Debts of the old plan that are open on the day.
    pub debts: usize,
    /// Debts that were carried to a day of the next plan.
    pub carried: usize,
}

/// The plan that begins in a quarter, under a given slug or one that is free, with the effects of making it. The
/// command line and the window both use this, and commit it with [`crate::domain::Command::RollOver`].
///
/// # Errors
/// When the quarter is one of the plan's own or earlier, or the name is taken.
pub fn next_plan(
    plan: &Plan,
    (to, carry): (Quarter, Carry),
    named: Option<&str>,
    entries: &[PlanEntry],
    today: Date,
) -> Result<RollPreview, RollFault> {
    if to <= plan.period().last {
        return Err(RollFault::NotLater);
    }
    let mut draft = roll_over(plan, to, carry);
    let slug = match named {
        Some(slug) if entries.iter().any(|entry| entry.slug == *slug) => {
            return Err(RollFault::SlugTaken(slug.to_owned()));
        }
        Some(slug) => slug.to_owned(),
        None => slug::suggest(&draft.organisation, &draft.title, draft.period, entries),
    };
    draft.slug = Some(slug);
    Ok(counted(plan, draft, today))
}

fn counted(plan: &Plan, draft: Draft, today: Date) -> RollPreview {
    let indicators: Vec<_> =
        plan.measures().flat_map(|(measure, _)| plan.indicators(measure)).map(|(id, _)| id).collect();
    let facts = || indicators.iter().flat_map(|id| plan.facts(*id)).map(|(.., fact)| fact);
    let targets = draft.outline.iter().map(planned).sum::<usize>();
    let all = indicators.iter().map(|id| plan.targets(*id).count()).sum::<usize>();
    let debts = plan.debts(today);
    let is_carried = |day: Option<Date>| day.is_some_and(|day| draft.period.contains(Quarter::of(day)));
    RollPreview {
        measures: plan.measures().count(),
        above: plan
            .walk()
            .filter(|(_, id)| plan.node(*id).is_some_and(|node| node.level != Level::Measure))
            .count(),
        indicators: indicators.len(),
        performers: plan.performers().count(),
        targets,
        targets_left: all.saturating_sub(targets),
        facts: facts().filter(|fact| fact.is_reported()).count(),
        notes: facts().filter(|fact| !fact.note.is_empty()).count(),
        evidence: plan.all_evidence().count(),
        debts: debts.iter().filter(|debt| debt.state == DebtState::Open).count(),
        carried: debts
            .iter()
            .filter(|debt| is_carried(debt.decision.as_ref().and_then(|decision| decision.outcome.due())))
            .count(),
        draft,
    }
}

/// The number of targets of a node and its descendants in the next plan.
fn planned(node: &DraftNode) -> usize {
    let values = node.indicators.iter().flat_map(|indicator| &indicator.values);
    let own = values.filter(|value| value.target.is_some()).count();
    own + node.children.iter().map(planned).sum::<usize>()
}
