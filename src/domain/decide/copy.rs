//! Rows with all under them, put into a plan as new ones.

use super::{
    Builder,
    import::{indicator_of, node_of},
    node,
};
use crate::domain::{
    change::{Summary, Verb},
    command::SiblingPlace,
    draft::{DraftIndicator, DraftNode},
    id::{IndicatorId, NodeId},
    order::Order,
    record::{Record, RecordKey},
    refusal::Refusal,
};

/// More levels than any outline has.
const DEEPEST: usize = 16;

pub(super) fn insert(
    builder: &mut Builder<'_>,
    nodes: &[DraftNode],
    parent: Option<NodeId>,
    place: SiblingPlace,
) -> Result<Summary, Refusal> {
    let first = nodes.first().ok_or(Refusal::NothingToDo)?;
    if let Some(parent) = parent {
        builder.needs(RecordKey::Node(parent));
    }
    let (mut before, after) = node::gap(builder, parent, place, None)?;
    for draft in nodes {
        node::fits(builder, draft.level, parent)?;
        let order = Order::between(before.as_ref(), after.as_ref());
        put(builder, draft, parent, order.clone(), 0)?;
        before = Some(order);
    }
    Ok(Summary::new(Verb::AddNode, &first.title))
}

fn put(
    builder: &mut Builder<'_>,
    draft: &DraftNode,
    parent: Option<NodeId>,
    order: Order,
    depth: usize,
) -> Result<(), Refusal> {
    if depth > DEEPEST {
        return Err(Refusal::NoRoom);
    }
    let id = NodeId(builder.context.ids.draw());
    let record = node_of(builder, draft, parent, order)?;
    builder.set(RecordKey::Node(id), Some(Record::from(record)));
    for (indicator, order) in draft.indicators.iter().zip(Order::spread(draft.indicators.len())) {
        put_indicator(builder, indicator, id, order)?;
    }
    for (child, order) in draft.children.iter().zip(Order::spread(draft.children.len())) {
        node::fit(child.level, draft.level)?;
        put(builder, child, Some(id), order, depth + 1)?;
    }
    Ok(())
}

/// Adds an indicator with the targets that lie within the plan's period.
fn put_indicator(
    builder: &mut Builder<'_>,
    draft: &DraftIndicator,
    measure: NodeId,
    order: Order,
) -> Result<(), Refusal> {
    let id = IndicatorId(builder.context.ids.draw());
    let record = indicator_of(draft, measure, order);
    builder.set(RecordKey::Indicator(id), Some(Record::from(record)));
    let period = builder.plan.period();
    for value in &draft.values {
        let Some(target) =
            value.target.as_ref().filter(|_| value.span.quarters().all(|quarter| period.contains(quarter)))
        else {
            continue;
        };
        let who = value.performer.as_ref().map(|name| builder.performer(name)).transpose()?;
        builder.set(RecordKey::Target(id, value.span, who), Some(Record::from(target.clone())));
    }
    Ok(())
}
