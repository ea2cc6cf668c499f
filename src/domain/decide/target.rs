//! Targets.

use std::sync::Arc;

use super::{Builder, total::Total};
use crate::domain::{
    change::{Summary, Verb},
    command::SetTarget,
    record::{Record, RecordKey},
    refusal::Refusal,
    value::Target,
};

pub(super) fn set(builder: &mut Builder<'_>, set: &SetTarget) -> Result<Summary, Refusal> {
    let address = builder.plan.subject_address(set.subject);
    let old = set_one(builder, set)?;
    let new = set.target.as_ref().map(|target| target.raw.clone()).unwrap_or_default();
    let old = old.map(|target| target.raw).unwrap_or_default();
    Ok(Summary::new(Verb::SetTarget, address).with_values(old, new).in_quarter(set.span.last))
}

pub(super) fn set_many(builder: &mut Builder<'_>, targets: &[SetTarget]) -> Result<Summary, Refusal> {
    for target in targets {
        set_one(builder, target)?;
    }
    let count = targets.len().to_string();
    Ok(Summary::new(Verb::SetTargets, &builder.plan.header().title).with_values("", count))
}

/// Sets one target; returns the old one.
fn set_one(builder: &mut Builder<'_>, set: &SetTarget) -> Result<Option<Target>, Refusal> {
    let period = builder.plan.period();
    for quarter in [set.span.first, set.span.last] {
        if !period.contains(quarter) {
            return Err(Refusal::OutsidePlan(quarter, period));
        }
    }
    let id = super::indicator::value_indicator(builder, set.subject, false)?;
    let total = Total::Target(id, set.span);
    let before = set.performer.and_then(|_| total.sum(builder));
    let key = RecordKey::Target(id, set.span, set.performer);
    let old = match builder.current(&key) {
        Some(Record::Target(target)) => Some(Arc::unwrap_or_clone(target)),
        _ => None,
    };
    builder.set(key, set.target.clone().map(Record::from));
    super::indicator::apply_implied(builder, id, &set.says);
    if set.performer.is_some() {
        total.follow(builder, before.as_ref());
    }
    Ok(old)
}
