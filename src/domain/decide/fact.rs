//! Facts and their notes.

use std::sync::Arc;

use super::{Builder, total::Total};
use crate::domain::{
    change::{Summary, Verb},
    command::{IndicatorPatch, SetFact},
    record::{Record, RecordKey},
    refusal::Refusal,
    value::{Fact, FactValue},
};

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
    let total = Total::Fact(id, set.quarter);
    let before = set.performer.and_then(|_| total.sum(builder));
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
        total.follow(builder, before.as_ref());
    }
    Ok((old, new))
}

/// Writes a fact; an empty one has no record.
pub(super) fn put(builder: &mut Builder<'_>, key: RecordKey, fact: Fact) {
    let empty = fact.value == FactValue::None && fact.note.is_empty();
    builder.set(key, (!empty).then_some(Record::from(fact)));
}
