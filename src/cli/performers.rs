//! Whom a name stands for that is typed, or written in a filled-in form.

use super::failure::Failure;
use crate::{
    domain::{PerformerId, Plan},
    form::{performer_fold::folded, typed::performer::found},
};

/// The performer of a plan with a name.
///
/// # Errors
/// When the plan has none, with those it has.
pub(super) fn performer(plan: &Plan, name: &str) -> Result<PerformerId, Failure> {
    found(plan, name).ok_or_else(|| {
        let known = plan.performers().map(|(_, known)| known.name.clone()).collect();
        Failure::NoPerformer(name.trim().to_owned(), known)
    })
}

/// The name by which a plan knows the one who filled a form in; what an import makes of it where the plan
/// names nobody like it, as one whose form has no performers does.
pub(super) fn named(plan: &Plan, name: &str) -> String {
    let known = found(plan, name).and_then(|id| plan.performer(id));
    known.map_or_else(|| folded(name.trim()), |known| known.name.clone())
}

/// Whether the measures of a plan name their performers, and nobody of this name is among the plan's:
/// what is counted as his part may be somebody else's.
pub(super) fn names_others(plan: &Plan, name: &str) -> bool {
    plan.exists()
        && plan.performer_named(name).is_none()
        && plan.measures().any(|(_, measure)| !measure.performers.is_empty())
}
