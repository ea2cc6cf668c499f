//! Facts, their notes, and totals that follow their parts.

use std::collections::BTreeMap;

use super::Builder;
use crate::domain::{
    change::{Summary, Verb},
    command::{IndicatorPatch, Refusal, SetFact},
    id::{IndicatorId, PerformerId},
    quarter::Quarter,
    record::{Record, RecordKey},
    value::{Aggregation, Fact, FactValue, Number},
};

pub(super) fn set(builder: &mut Builder<'_>, fact: &SetFact) -> Result<Summary, Refusal> {
    let address = builder.plan.subject_address(fact.subject);
    let (old, new) = set_one(builder, fact)?;
    let summary = if fact.value.is_some() {
        Summary::new(Verb::SetFact, address).with_values(old.raw, new.raw)
    } else {
        Summary::new(Verb::SetNote, address).with_values(old.note, new.note)
    };
    Ok(summary.in_quarter(fact.quarter))
}

pub(super) fn set_many(builder: &mut Builder<'_>, facts: &[SetFact]) -> Result<Summary, Refusal> {
    for fact in facts {
        set_one(builder, fact)?;
    }
    let summary =
        Summary::new(Verb::SetFacts, &builder.plan.header().title).with_values("", facts.len().to_string());
    Ok(facts.first().map_or(summary.clone(), |fact| summary.in_quarter(fact.quarter)))
}

/// Sets one fact; answers with what was and what is.
fn set_one(builder: &mut Builder<'_>, set: &SetFact) -> Result<(Fact, Fact), Refusal> {
    let period = builder.plan.period();
    if !period.contains(set.quarter) {
        return Err(Refusal::OutsidePlan(set.quarter, period));
    }
    builder.guard(RecordKey::Closing(set.quarter));
    let id = super::indicator::value_indicator(builder, set.subject, true)?;
    let before = parts(builder, id, set.quarter);
    let key = RecordKey::Fact(id, set.quarter, set.performer);
    let old = match builder.current(&key) {
        Some(Record::Fact(fact)) => fact,
        _ => Fact::note_only(String::new()),
    };
    let mut new = old.clone();
    if let Some((value, raw)) = &set.value {
        new.value = value.clone();
        new.raw = if *value == FactValue::None { String::new() } else { crate::text::normal::squeeze(raw) };
    }
    if let Some(note) = &set.note {
        new.note = crate::text::normal::squeeze(note);
    }
    put(builder, key, new.clone());
    if set.unit.is_some() {
        let unit = Some(set.unit.clone());
        super::indicator::said(builder, id, &IndicatorPatch { unit, ..IndicatorPatch::default() });
    }
    if set.performer.is_some() {
        follow_parts(builder, id, set.quarter, &before);
    }
    Ok((old, new))
}

/// A fact that says nothing is no record.
pub(super) fn put(builder: &mut Builder<'_>, key: RecordKey, fact: Fact) {
    let empty = fact.value == FactValue::None && fact.note.is_empty();
    builder.set(key, (!empty).then_some(Record::Fact(fact)));
}

/// The numeric facts of an indicator in a quarter by performer, as this command leaves them so far.
pub(super) fn parts(
    builder: &Builder<'_>,
    id: IndicatorId,
    quarter: Quarter,
) -> BTreeMap<PerformerId, Number> {
    let stored = builder.plan.facts(id).filter(|(q, _, _)| *q == quarter).filter_map(|(_, who, _)| who);
    let edited = builder.edits.iter().filter_map(|edit| match edit.key {
        RecordKey::Fact(of, q, who) if of == id && q == quarter => who,
        _ => None,
    });
    let who: std::collections::BTreeSet<PerformerId> = stored.chain(edited).collect();
    who.into_iter()
        .filter_map(|who| match builder.current(&RecordKey::Fact(id, quarter, Some(who))) {
            Some(Record::Fact(Fact { value: FactValue::Number(n), .. })) => Some((who, n)),
            _ => None,
        })
        .collect()
}

/// A total that was the sum of its parts (or was not there) stays their sum; one that somebody entered
/// otherwise is left alone, and `check` says that they differ.
pub(super) fn follow_parts(
    builder: &mut Builder<'_>,
    id: IndicatorId,
    quarter: Quarter,
    before: &BTreeMap<PerformerId, Number>,
) {
    let sum = |parts: &BTreeMap<PerformerId, Number>| {
        Aggregation::Sum.over(&parts.values().copied().collect::<Vec<_>>())
    };
    let key = RecordKey::Fact(id, quarter, None);
    let mut total = match builder.current(&key) {
        Some(Record::Fact(fact)) => fact,
        _ => Fact::note_only(String::new()),
    };
    let follows = match (&total.value, sum(before)) {
        (FactValue::None, _) => true,
        (FactValue::Number(n), Some(sum)) => *n == sum,
        _ => false,
    };
    if follows {
        let now = sum(&parts(builder, id, quarter));
        total.value = now.map_or(FactValue::None, FactValue::Number);
        total.raw = now.map(Number::worded).unwrap_or_default();
        put(builder, key, total);
    }
}
