//! Evidence: what happened, for one measure or for several.

use std::sync::Arc;

use super::Builder;
use crate::domain::{
    change::{Summary, Verb},
    command::{EvidenceFields, EvidencePatch},
    id::{EvidenceId, NodeId},
    order::Order,
    quarter::Quarter,
    record::{Evidence, EvidenceLink, Level, Record, RecordKey},
    refusal::Refusal,
};
use crate::text::{normal::squeeze, surely::impossible};

pub(super) fn add(builder: &mut Builder<'_>, fields: &EvidenceFields) -> Result<Summary, Refusal> {
    let first = check(builder, &fields.text, &fields.links)?;
    let last = builder.plan.evidence_of(first).map(|(_, e)| &e.order).max().cloned();
    let id = EvidenceId(builder.context.ids.draw());
    let evidence = Evidence {
        quarter: None,
        order: Order::between(last.as_ref(), None),
        performer: None,
        dates: Vec::new(),
        place: None,
        text: String::new(),
        links: Vec::new(),
        link: None,
        source: None,
    };
    let EvidenceFields { quarter, performer, dates, place, text, links, link } = fields.clone();
    let all = EvidencePatch {
        quarter: quarter.map(Some),
        performer: Some(performer),
        dates: Some(dates),
        place: Some(place),
        text: Some(text),
        links: Some(links),
        link: Some(link),
    };
    let evidence = filled(builder, evidence, &all)?;
    let summary =
        Summary::new(Verb::AddEvidence, builder.plan.address(first)).with_values("", &evidence.text);
    builder.set(RecordKey::Evidence(id), Some(Record::from(evidence)));
    Ok(summary)
}

pub(super) fn edit(
    builder: &mut Builder<'_>,
    id: EvidenceId,
    patch: &EvidencePatch,
) -> Result<Summary, Refusal> {
    let old = builder.plan.evidence(id).cloned().ok_or(Refusal::Gone)?;
    let text = patch.text.as_deref().unwrap_or(&old.text);
    let first = check(builder, text, patch.links.as_deref().unwrap_or(&old.links))?;
    let summary = Summary::new(Verb::EditEvidence, builder.plan.address(first)).with_values(&old.text, text);
    let new = filled(builder, old.clone(), patch)?;
    builder.set(RecordKey::Evidence(id), Some(Record::from(new)));
    Ok(summary)
}

pub(super) fn delete(builder: &mut Builder<'_>, id: EvidenceId) -> Result<Summary, Refusal> {
    let evidence = builder.plan.evidence(id).ok_or(Refusal::Gone)?;
    let address = evidence.links.first().map(|l| builder.plan.address(l.measure)).unwrap_or_default();
    let summary = Summary::new(Verb::DeleteEvidence, address).with_values(&evidence.text, "");
    builder.set(RecordKey::Evidence(id), None);
    Ok(summary)
}

/// Removes the link of a piece of evidence to a measure. Evidence without links is deleted.
pub(super) fn unlink(builder: &mut Builder<'_>, id: EvidenceId, measure: NodeId) {
    let key = RecordKey::Evidence(id);
    let Some(Record::Evidence(mut evidence)) = builder.current(&key) else { return impossible() };
    Arc::make_mut(&mut evidence).links.retain(|link| link.measure != measure);
    let left = !evidence.links.is_empty();
    builder.set(key, left.then_some(Record::from(evidence)));
}

/// Checks text and links, and returns the first measure that the evidence belongs to.
fn check(builder: &mut Builder<'_>, text: &str, links: &[EvidenceLink]) -> Result<NodeId, Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    for link in links {
        match builder.plan.node(link.measure) {
            None => return Err(Refusal::Gone),
            Some(node) if node.level != Level::Measure => return Err(Refusal::NotAMeasure),
            Some(_) => builder.needs(RecordKey::Node(link.measure)),
        }
    }
    links.first().map(|link| link.measure).ok_or(Refusal::Gone)
}

fn filled(builder: &mut Builder<'_>, old: Evidence, patch: &EvidencePatch) -> Result<Evidence, Refusal> {
    let EvidencePatch { quarter, performer, dates, place, text, links, link } = patch;
    let performer = match performer {
        None => old.performer,
        Some(Some(name)) if !name.trim().is_empty() => Some(builder.performer(name)?),
        Some(_) => None,
    };
    let clean = |new: &Option<Option<String>>, old: Option<String>| match new {
        None => old,
        Some(text) => text.as_deref().map(squeeze).filter(|text| !text.is_empty()),
    };
    let moved = dates.as_ref().filter(|dates| **dates != old.dates);
    let moved = moved.and_then(|dates| dates.first()).map(|day| Some(Quarter::of(*day)));
    let quarter = quarter.or(moved).unwrap_or(old.quarter);
    Ok(Evidence {
        quarter,
        performer,
        dates: dates.clone().unwrap_or(old.dates),
        place: clean(place, old.place),
        text: text.as_deref().map_or(old.text, squeeze),
        links: links.clone().unwrap_or(old.links),
        link: clean(link, old.link),
        order: old.order,
        source: old.source,
    })
}
