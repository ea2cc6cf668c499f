//! Evidence: what happened, for one measure or for several.

use super::Builder;
use crate::domain::{
    change::{Summary, Verb},
    command::{EvidenceFields, Refusal},
    id::{EvidenceId, NodeId},
    order::Order,
    quarter::Quarter,
    record::{Evidence, Level, Record, RecordKey},
};

pub(super) fn add(builder: &mut Builder<'_>, fields: &EvidenceFields) -> Result<Summary, Refusal> {
    let first = check(builder, fields)?;
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
    let evidence = filled(builder, evidence, fields)?;
    let summary =
        Summary::new(Verb::AddEvidence, builder.plan.address(first)).with_values("", &evidence.text);
    builder.set(RecordKey::Evidence(id), Some(Record::Evidence(evidence)));
    Ok(summary)
}

pub(super) fn edit(
    builder: &mut Builder<'_>,
    id: EvidenceId,
    fields: &EvidenceFields,
) -> Result<Summary, Refusal> {
    let old = builder.plan.evidence(id).cloned().ok_or(Refusal::Gone)?;
    let first = check(builder, fields)?;
    let summary =
        Summary::new(Verb::EditEvidence, builder.plan.address(first)).with_values(&old.text, &fields.text);
    let new = filled(builder, old, fields)?;
    builder.set(RecordKey::Evidence(id), Some(Record::Evidence(new)));
    Ok(summary)
}

pub(super) fn delete(builder: &mut Builder<'_>, id: EvidenceId) -> Result<Summary, Refusal> {
    let evidence = builder.plan.evidence(id).ok_or(Refusal::Gone)?;
    let address = evidence.links.first().map(|l| builder.plan.address(l.measure)).unwrap_or_default();
    let summary = Summary::new(Verb::DeleteEvidence, address).with_values(&evidence.text, "");
    builder.set(RecordKey::Evidence(id), None);
    Ok(summary)
}

/// Takes a measure out of a piece of evidence; the last one takes the evidence with it.
pub(super) fn unlink(builder: &mut Builder<'_>, id: EvidenceId, measure: NodeId) {
    let key = RecordKey::Evidence(id);
    let Some(Record::Evidence(mut evidence)) = builder.current(&key) else { return };
    evidence.links.retain(|link| link.measure != measure);
    let left = !evidence.links.is_empty();
    builder.set(key, left.then_some(Record::Evidence(evidence)));
}

/// The measure it stands under, when all is as it should be.
fn check(builder: &mut Builder<'_>, fields: &EvidenceFields) -> Result<NodeId, Refusal> {
    if fields.text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    for link in &fields.links {
        match builder.plan.node(link.measure) {
            None => return Err(Refusal::Gone),
            Some(node) if node.level != Level::Measure => return Err(Refusal::NotAMeasure),
            Some(_) => builder.needs(RecordKey::Node(link.measure)),
        }
    }
    fields.links.first().map(|link| link.measure).ok_or(Refusal::Gone)
}

fn filled(builder: &mut Builder<'_>, old: Evidence, fields: &EvidenceFields) -> Result<Evidence, Refusal> {
    let performer = match &fields.performer {
        Some(name) if !name.trim().is_empty() => Some(builder.performer(name)?),
        _ => None,
    };
    let clean = |text: &Option<String>| {
        text.as_deref().map(crate::text::normal::squeeze).filter(|text| !text.is_empty())
    };
    let quarter = fields.quarter.or_else(|| fields.dates.first().map(|day| Quarter::of(*day)));
    if let Some(quarter) = quarter {
        builder.guard(RecordKey::Closing(quarter));
    }
    Ok(Evidence {
        quarter,
        performer,
        dates: fields.dates.clone(),
        place: clean(&fields.place),
        text: crate::text::normal::squeeze(&fields.text),
        links: fields.links.clone(),
        link: clean(&fields.link),
        ..old
    })
}
