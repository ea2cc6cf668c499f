//! Indicators.

use super::Builder;
use crate::domain::{
    change::{Summary, Verb},
    command::{IndicatorFields, IndicatorPatch},
    id::{IndicatorId, NodeId},
    order::Order,
    record::{Indicator, Level, Record, RecordKey, Subject},
    refusal::Refusal,
    value::{Target, TargetValue},
};
use crate::text::surely::impossible;

pub(super) fn add(
    builder: &mut Builder<'_>,
    measure: NodeId,
    fields: &IndicatorFields,
) -> Result<Summary, Refusal> {
    make(builder, measure, fields)?;
    Ok(Summary::new(Verb::AddIndicator, builder.plan.address(measure)).with_values("", &fields.name))
}

/// Makes an indicator at the end of a measure's list.
fn make(
    builder: &mut Builder<'_>,
    measure: NodeId,
    fields: &IndicatorFields,
) -> Result<IndicatorId, Refusal> {
    let node = builder.plan.node(measure).ok_or(Refusal::Gone)?;
    if node.level != Level::Measure {
        return Err(Refusal::NotAMeasure);
    }
    builder.needs(RecordKey::Node(measure));
    let last = builder.plan.indicators(measure).last().map(|(_, i)| i.order.clone());
    let id = IndicatorId(builder.context.ids.draw());
    let indicator = Indicator {
        measure,
        order: Order::between(last.as_ref(), None),
        name: crate::text::normal::squeeze(&fields.name),
        unit: clean_unit(fields.unit.as_deref()),
        comparator: fields.comparator,
        aggregation: fields.aggregation,
        target_aggregation: None,
        baseline: None,
        counts: true,
        about: std::collections::BTreeMap::new(),
        source: None,
    };
    builder.set(RecordKey::Indicator(id), Some(Record::from(indicator)));
    Ok(id)
}

fn clean_unit(unit: Option<&str>) -> Option<String> {
    unit.map(crate::text::normal::squeeze).filter(|unit| !unit.is_empty())
}

pub(super) fn edit(
    builder: &mut Builder<'_>,
    id: IndicatorId,
    patch: &IndicatorPatch,
) -> Result<Summary, Refusal> {
    let old = builder.plan.indicator(id).cloned().ok_or(Refusal::Gone)?;
    let new = patched(old.clone(), patch);
    let summary = Summary::new(Verb::EditIndicator, builder.plan.indicator_address(id))
        .with_values(&old.name, &new.name);
    builder.set(RecordKey::Indicator(id), Some(Record::from(new)));
    Ok(summary)
}

fn patched(mut indicator: Indicator, patch: &IndicatorPatch) -> Indicator {
    let IndicatorPatch { name, unit, comparator, aggregation, baseline } = patch;
    if let Some(name) = name {
        indicator.name = crate::text::normal::squeeze(name);
    }
    if let Some(unit) = unit {
        indicator.unit = clean_unit(unit.as_deref());
    }
    indicator.comparator = comparator.unwrap_or(indicator.comparator);
    indicator.aggregation = aggregation.unwrap_or(indicator.aggregation);
    indicator.baseline = baseline.unwrap_or(indicator.baseline);
    indicator
}

/// Applies what the wording of a value implies for its indicator. A unit is set only where there is none.
pub(super) fn apply_implied(builder: &mut Builder<'_>, id: IndicatorId, says: &IndicatorPatch) {
    let key = RecordKey::Indicator(id);
    let Some(Record::Indicator(old)) = builder.current(&key) else { return impossible() };
    let has_unit = old.unit.as_deref().is_some_and(|unit| !unit.trim().is_empty());
    let unit = says.unit.clone().filter(|_| !has_unit);
    let new = patched(Indicator::clone(&old), &IndicatorPatch { unit, ..says.clone() });
    if new != *old {
        builder.set(key, Some(Record::from(new)));
    }
}

pub(super) fn delete(builder: &mut Builder<'_>, id: IndicatorId) -> Result<Summary, Refusal> {
    let indicator = builder.plan.indicator(id).ok_or(Refusal::Gone)?;
    let summary = Summary::new(Verb::DeleteIndicator, builder.plan.indicator_address(id))
        .with_values(&indicator.name, "");
    for (key, _) in builder.plan.node_keys(indicator.measure) {
        if matches!(key, RecordKey::Indicator(of) | RecordKey::Target(of, _, _) | RecordKey::Fact(of, _, _) if of == id)
        {
            builder.set(key, None);
        }
    }
    forget(builder, &[], &[id]);
    Ok(summary)
}

/// Makes this indicator the one that the evidence of its measure is counted for.
pub(super) fn count_evidence(builder: &mut Builder<'_>, id: IndicatorId) -> Result<Summary, Refusal> {
    let plan = builder.plan;
    let measure = plan.measure_of(id).ok_or(Refusal::Gone)?;
    if plan.counted_indicator(measure) == Some(id) {
        return Err(Refusal::NothingToDo);
    }
    for (other, indicator) in plan.indicators(measure) {
        let mut new = indicator.clone();
        new.about.remove(Indicator::COUNTS_EVIDENCE);
        if other == id {
            new.about.insert(Indicator::COUNTS_EVIDENCE.to_owned(), "true".to_owned());
        }
        builder.set(RecordKey::Indicator(other), Some(Record::from(new)));
    }
    let name = plan.indicator(id).map(|indicator| indicator.name.clone()).unwrap_or_default();
    Ok(Summary::new(Verb::EditIndicator, plan.indicator_address(id)).with_values("", name))
}

/// Removes references to deleted nodes and indicators from other records: shares, doubts, acceptances, marks.
pub(super) fn forget(builder: &mut Builder<'_>, nodes: &[NodeId], indicators: &[IndicatorId]) {
    let plan = builder.plan;
    let goes = |subject: Subject| match subject {
        Subject::Plan => false,
        Subject::Node(id) => nodes.contains(&id),
        Subject::Indicator(id) => indicators.contains(&id),
    };
    for (id, _) in plan.doubts().filter(|(_, d)| goes(d.subject)) {
        builder.set(RecordKey::Doubt(id), None);
    }
    for (kind, subject, quarter) in plan.accepted.keys().filter(|(_, subject, _)| goes(*subject)) {
        builder.set(RecordKey::Accepted(*kind, *subject, *quarter), None);
    }
    for (subject, quarter) in plan.flags.keys().filter(|(subject, _)| goes(*subject)) {
        builder.set(RecordKey::Flag(*subject, *quarter), None);
    }
    if indicators.is_empty() {
        return;
    }
    for (id, node) in plan.measures() {
        if !nodes.contains(&id) && node.shares.iter().any(|share| indicators.contains(share)) {
            let mut node = node.clone();
            node.shares.retain(|share| !indicators.contains(share));
            builder.set(RecordKey::Node(id), Some(Record::from(node)));
        }
    }
}

/// The indicator that a value belongs to. A measure without one gets an unnamed one; its first fact makes that one
/// a deed over the whole plan.
pub(super) fn value_indicator(
    builder: &mut Builder<'_>,
    subject: Subject,
    as_deed: bool,
) -> Result<IndicatorId, Refusal> {
    let measure = match subject {
        Subject::Plan => return Err(Refusal::NotAMeasure),
        Subject::Indicator(id) => {
            builder.plan.indicator(id).ok_or(Refusal::Gone)?;
            builder.needs(RecordKey::Indicator(id));
            return Ok(id);
        }
        Subject::Node(measure) => measure,
    };
    let node = builder.plan.node(measure).ok_or(Refusal::Gone)?;
    let own = builder.plan.indicators(measure).map(|(id, _)| id);
    let all: Vec<IndicatorId> = own.chain(node.shares.iter().copied()).collect();
    match all.as_slice() {
        [one] => return value_indicator(builder, Subject::Indicator(*one), as_deed),
        [] => {}
        _ => return Err(Refusal::SeveralIndicators),
    }
    let id = make(builder, measure, &IndicatorFields::default())?;
    if as_deed {
        let key = RecordKey::Target(id, builder.plan.period(), None);
        builder.set(key, Some(Record::from(Target { value: TargetValue::Deed, raw: String::new() })));
    }
    Ok(id)
}
