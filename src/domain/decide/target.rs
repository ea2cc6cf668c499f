//! Targets, and totals that follow their parts.

use std::{collections::BTreeMap, sync::Arc};

use super::Builder;
use crate::domain::{
    change::{Summary, Verb},
    command::SetTarget,
    id::{IndicatorId, PerformerId},
    quarter::Span,
    record::{Record, RecordKey},
    refusal::Refusal,
    value::{FactValue, Target, TargetValue},
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
    let before = parts(builder, id, set.span);
    let key = RecordKey::Target(id, set.span, set.performer);
    let old = current(builder, &key);
    builder.set(key, set.target.clone().map(Record::from));
    super::indicator::apply_implied(builder, id, &set.says);
    if set.performer.is_some() {
        follow_parts(builder, id, set.span, &before);
    }
    Ok(old)
}

fn current(builder: &Builder<'_>, key: &RecordKey) -> Option<Target> {
    match builder.current(key) {
        Some(Record::Target(target)) => Some(Arc::unwrap_or_clone(target)),
        _ => None,
    }
}

/// What is planned for performers in a span, including the edits of this command.
fn parts(builder: &Builder<'_>, id: IndicatorId, span: Span) -> BTreeMap<PerformerId, TargetValue> {
    let stored = builder.plan.targets(id).filter(|(of, _, _)| *of == span).filter_map(|(_, who, _)| who);
    let edited = builder.edits.iter().filter_map(|edit| match edit.key {
        RecordKey::Target(of, at, who) if of == id && at == span => who,
        _ => None,
    });
    let who: std::collections::BTreeSet<PerformerId> = stored.chain(edited).collect();
    let planned = |who| Some(current(builder, &RecordKey::Target(id, span, Some(who)))?.value);
    who.into_iter().filter_map(|who| Some((who, planned(who)?))).collect()
}

/// Updates a total that was made of its parts, or was missing. A total that somebody entered stays; only such a one
/// has a wording. Parts that do not add up make no total.
fn follow_parts(
    builder: &mut Builder<'_>,
    id: IndicatorId,
    span: Span,
    before: &BTreeMap<PerformerId, TargetValue>,
) {
    let Some(Record::Indicator(indicator)) = builder.current(&RecordKey::Indicator(id)) else { return };
    let sum = |parts: &BTreeMap<PerformerId, TargetValue>| indicator.total_of_targets(parts.values());
    let key = RecordKey::Target(id, span, None);
    let total = current(builder, &key);
    let was_made = |total: &Target| {
        total.raw.is_empty() && Some(&total.value) == sum(before).as_ref().and_then(planned).as_ref()
    };
    if total.is_some_and(|total| !was_made(&total)) {
        return;
    }
    let now = sum(&parts(builder, id, span));
    let now = now.and_then(|sum| Some(Target { value: planned(&sum)?, raw: String::new() }));
    builder.set(key, now.map(Record::from));
}

fn planned(figure: &FactValue) -> Option<TargetValue> {
    match figure {
        FactValue::Number(number) => Some(TargetValue::Number(*number)),
        FactValue::Compound(parts) => Some(TargetValue::Compound(parts.clone())),
        _ => None,
    }
}
