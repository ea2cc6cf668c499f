//! Finding the performer that a typed name, or a name in a filled-in form, stands for.

use super::failure::Failure;
use crate::{
    domain::{PerformerId, Plan},
    form::{performer_fold::folded, typed::performer::found},
};

/// The performer with a name.
///
/// # Errors
/// When the plan has none with it; the failure lists the existing ones.
pub(super) fn performer(plan: &Plan, name: &str) -> Result<PerformerId, Failure> {
    found(plan, name).ok_or_else(|| {
        let known = plan.performers().map(|(_, known)| known.name.clone()).collect();
        Failure::NoPerformer(name.trim().to_owned(), known)
    })
}

/// The plan's spelling of the name of the performer who filled a form in; the name itself if the plan has none like it,
/// as in a plan whose form has no performers.
pub(super) fn named(plan: &Plan, name: &str) -> String {
    let known = found(plan, name).and_then(|id| plan.performer(id));
    known.map_or_else(|| folded(name.trim()), |known| known.name.clone())
}

/// Whether the measures of a plan name performers, but none with this name, so that imported parts could be assigned to
/// the wrong performer.
pub(super) fn names_others(plan: &Plan, name: &str) -> bool {
    plan.exists()
        && plan.performer_named(name).is_none()
        && plan.measures().any(|(_, measure)| !measure.performers.is_empty())
}
