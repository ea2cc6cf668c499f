//! Facts, their notes, and totals that follow their parts.

use std::{collections::BTreeMap, sync::Arc};

use super::Builder;
use crate::domain::{
    change::{Summary, Verb},
    command::{IndicatorPatch, SetFact},
    finding::Parts,
    id::{IndicatorId, PerformerId},
    quarter::Quarter,
    record::{Record, RecordKey},
    refusal::Refusal,
    value::{Fact, FactValue},
};
use crate::text::surely::impossible;

pub(super) fn set(builder: &mut Builder<'_>, fact: &SetFact) -> Result<Summary, Refusal> {
    let address = builder.plan.subject_address(fact.subject);
    let (old, new) = set_one(builder, fact)?;
    // A value that stays the same is not described as changed.
    let summary = if fact.value.is_some()
        && ((&old.value, &old.raw) != (&new.value, &new.raw) || old.note == new.note)
    {
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

/// Sets one fact; returns the old and the new one.
fn set_one(builder: &mut Builder<'_>, set: &SetFact) -> Result<(Fact, Fact), Refusal> {
    let period = builder.plan.period();
    if !period.contains(set.quarter) {
        return Err(Refusal::OutsidePlan(set.quarter, period));
    }
    let id = super::indicator::value_indicator(builder, set.subject, true)?;
    let before = parts(builder, id, set.quarter);
    let key = RecordKey::Fact(id, set.quarter, set.performer);
    let old = match builder.current(&key) {
        Some(Record::Fact(fact)) => Arc::unwrap_or_clone(fact),
        _ => Fact::note_only(String::new()),
    };
    let mut new = old.clone();
    if let Some((value, raw)) = &set.value {
        new.value = value.clone();
        new.raw = if *value == FactValue::None { String::new() } else { crate::text::normal::squeeze(raw) };
    }
    if let Some(note) = &set.note {
        new.note = crate::text::normal::squeeze_lines(note);
    }
    put(builder, key, new.clone());
    if set.unit.is_some() {
        let unit = Some(set.unit.clone());
        super::indicator::apply_implied(builder, id, &IndicatorPatch { unit, ..IndicatorPatch::default() });
    }
    if set.performer.is_some() {
        follow_parts(builder, id, set.quarter, &before);
    }
    Ok((old, new))
}

/// Writes a fact; an empty one has no record.
pub(super) fn put(builder: &mut Builder<'_>, key: RecordKey, fact: Fact) {
    let empty = fact.value == FactValue::None && fact.note.is_empty();
    builder.set(key, (!empty).then_some(Record::from(fact)));
}

/// The facts of an indicator in a quarter by performer, including the edits of this command.
pub(super) fn parts(
    builder: &Builder<'_>,
    id: IndicatorId,
    quarter: Quarter,
) -> BTreeMap<PerformerId, FactValue> {
    let stored = builder.plan.facts(id).filter(|(q, _, _)| *q == quarter).filter_map(|(_, who, _)| who);
    let edited = builder.edits.iter().filter_map(|edit| match edit.key {
        RecordKey::Fact(of, q, who) if of == id && q == quarter => who,
        _ => None,
    });
    let who: std::collections::BTreeSet<PerformerId> = stored.chain(edited).collect();
    who.into_iter()
        .filter_map(|who| match builder.current(&RecordKey::Fact(id, quarter, Some(who))) {
            Some(Record::Fact(fact)) if fact.is_reported() => Some((who, fact.value.clone())),
            _ => None,
        })
        .collect()
}

/// Updates a total that was made of its parts, or was missing. A total that somebody entered stays, even where it is
/// equal to the sum, and `check` reports a difference. Parts that do not add up leave the total as it is.
///
/// A total that was made of its parts has no wording of its own; a total that was entered has one.
pub(super) fn follow_parts(
    builder: &mut Builder<'_>,
    id: IndicatorId,
    quarter: Quarter,
    before: &BTreeMap<PerformerId, FactValue>,
) {
    let Some(Record::Indicator(indicator)) = builder.current(&RecordKey::Indicator(id)) else {
        return impossible();
    };
    let total_of = |parts: &BTreeMap<PerformerId, FactValue>| match indicator
        .total_of(&parts.values().collect::<Vec<_>>())
    {
        Parts::Total(total) => Some(total),
        Parts::None | Parts::NoTotal => None,
    };
    let key = RecordKey::Fact(id, quarter, None);
    let mut total = match builder.current(&key) {
        Some(Record::Fact(fact)) => Arc::unwrap_or_clone(fact),
        _ => Fact::note_only(String::new()),
    };
    let entered = !total.raw.is_empty() || total_of(before).as_ref() != Some(&total.value);
    if total.is_reported() && entered {
        return;
    }
    let now = total_of(&parts(builder, id, quarter));
    total.raw = String::new();
    total.value = now.unwrap_or(FactValue::None);
    put(builder, key, total);
}
