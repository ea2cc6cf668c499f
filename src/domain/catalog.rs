//! A plan as lists show it, without its outline.

use super::{
    id::PlanId,
    plan::Plan,
    quarter::{Quarter, Span},
    rollup::Scope,
    tally::Tally,
};

/// A plan as lists show it: its header and its figures, made and kept by the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanEntry {
    /// Its identity.
    pub id: PlanId,
    /// Its name in commands.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Whose plan it is.
    pub organisation: String,
    /// First to last quarter.
    pub period: Span,
    /// Put away.
    pub archived: bool,
    /// The sequence number of its last change.
    pub seq: u64,
    /// When it was last changed, in milliseconds since 1970 UTC.
    pub changed_at: i64,
    /// The figures of the whole plan in each of its quarters.
    pub summaries: Vec<(Quarter, Tally)>,
}

impl PlanEntry {
    /// The entry of a plan that exists, as of a change at a time.
    pub fn of(plan: &Plan, changed_at: i64) -> Self {
        let header = plan.header();
        let tally = |quarter| plan.tally(Scope::Plan, quarter).cloned().unwrap_or_default();
        Self {
            id: plan.id(),
            slug: header.slug.clone(),
            title: header.title.clone(),
            organisation: header.organisation.clone(),
            period: header.period,
            archived: header.archived,
            seq: plan.seq(),
            changed_at,
            summaries: header.period.quarters().map(|quarter| (quarter, tally(quarter))).collect(),
        }
    }
}
