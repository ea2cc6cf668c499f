//! Goals, tasks, subtasks and measures: adding, editing, moving, deleting.

use super::Builder;
use crate::domain::{
    change::{Expect, Guard, Summary, Verb},
    command::{NodePatch, SiblingPlace, TypedDoubt},
    id::{DoubtId, NodeId},
    order::Order,
    record::{Doubt, DoubtKind, Level, Node, PerformerRef, Record, RecordKey, Source, Subject},
    refusal::Refusal,
    term::Term,
};

pub(super) fn add(
    builder: &mut Builder<'_>,
    level: Level,
    parent: Option<NodeId>,
    place: SiblingPlace,
    code: Option<String>,
    title: &str,
) -> Result<Summary, Refusal> {
    let title = clean_title(title)?;
    fits(builder, level, parent)?;
    let order = order_at(builder, parent, place, None)?;
    let id = NodeId(builder.context.ids.draw());
    let summary = Summary::new(Verb::AddNode, &title);
    let node = Node {
        level,
        parent,
        order,
        code: code.and_then(clean_code),
        title,
        objective: None,
        performers: Vec::new(),
        term: None,
        shares: Vec::new(),
        source: None,
    };
    if let Some(parent) = parent {
        builder.needs(RecordKey::Node(parent));
    }
    builder.set(RecordKey::Node(id), Some(Record::from(node)));
    Ok(summary)
}

pub(super) fn edit(builder: &mut Builder<'_>, id: NodeId, patch: &NodePatch) -> Result<Summary, Refusal> {
    let mut node = builder.plan.node(id).cloned().ok_or(Refusal::Gone)?;
    let mut summary = Summary::new(Verb::EditNode, builder.plan.address(id));
    if let Some(title) = &patch.title {
        let title = clean_title(title)?;
        summary = summary.with_values(&node.title, &title);
        node.title = title;
    }
    if let Some(code) = &patch.code {
        let code = code.clone().and_then(clean_code);
        summary =
            summary.with_values(node.code.clone().unwrap_or_default(), code.clone().unwrap_or_default());
        node.code = code;
    }
    if let Some(objective) = &patch.objective {
        let objective = objective.as_deref().map(crate::text::normal::squeeze_lines);
        node.objective = objective.filter(|text| !text.is_empty());
    }
    if (patch.performers.is_some() || patch.term.is_some()) && node.level != Level::Measure {
        return Err(Refusal::NotAMeasure);
    }
    if let Some(performers) = &patch.performers {
        let mut refs: Vec<PerformerRef> = Vec::new();
        for (name, by_consent) in performers {
            let id = builder.performer(name)?;
            if !refs.iter().any(|r| r.id == id) {
                refs.push(PerformerRef { id, by_consent: *by_consent });
            }
        }
        node.performers = refs;
    }
    if let Some(term) = &patch.term {
        let raw = |term: &Option<Term>| term.as_ref().map(|term| term.raw.clone()).unwrap_or_default();
        let (old, new) = (raw(&node.term), raw(term));
        doubt_term(builder, id, [&old, &new], patch.term_doubt.as_ref());
        summary = summary.with_values(old, new);
        node.term.clone_from(term);
    }
    builder.set(RecordKey::Node(id), Some(Record::from(node)));
    Ok(summary)
}

/// Replaces the doubts about the old term, which a newly typed term settles, by those about the new one, as for a
/// term in a document.
fn doubt_term(builder: &mut Builder<'_>, id: NodeId, [old, new]: [&str; 2], unsure: Option<&TypedDoubt>) {
    if old == new {
        return;
    }
    let subject = Subject::Node(id);
    let of_term = |doubt: &Doubt| {
        let kind = matches!(doubt.kind, DoubtKind::Reading | DoubtKind::Date);
        kind && doubt.subject == subject && doubt.text == old && doubt.settled.is_none()
    };
    for (doubted, doubt) in builder.plan.doubts().filter(|(_, doubt)| of_term(doubt)) {
        let settled = Doubt { settled: Some(new.to_owned()), ..doubt.clone() };
        builder.set(RecordKey::Doubt(doubted), Some(Record::from(settled)));
    }
    let Some(TypedDoubt { kind, reading, alternatives }) = unsure.cloned() else { return };
    let doubted = DoubtId(builder.context.ids.draw());
    let (place, text) = (Source::default(), new.to_owned());
    let doubt = Doubt { subject, kind, place, text, reading, alternatives, settled: None };
    builder.set(RecordKey::Doubt(doubted), Some(Record::from(doubt)));
}

pub(super) fn relocate(
    builder: &mut Builder<'_>,
    id: NodeId,
    parent: Option<NodeId>,
    place: SiblingPlace,
    level: Option<Level>,
) -> Result<Summary, Refusal> {
    let mut node = builder.plan.node(id).cloned().ok_or(Refusal::Gone)?;
    let summary = Summary::new(Verb::MoveNode, builder.plan.address(id));
    if let Some(parent) = parent {
        let above: Vec<NodeId> = builder.plan.ancestors(parent).collect();
        if parent == id || above.contains(&id) {
            return Err(Refusal::Cycle);
        }
        // Without these guards, moving A under B and B under A at the same time would both be committed.
        for node in std::iter::once(parent).chain(above) {
            let parent = builder.plan.node(node).and_then(|node| node.parent);
            builder.guard_as(Guard { key: RecordKey::Node(node), expect: Expect::Under(parent) });
        }
    }
    if let Some(level) = level {
        node.level = level;
    }
    fits(builder, node.level, parent)?;
    for child in builder.plan.children(Some(id)) {
        let below = builder.plan.node(child).map_or(Level::Measure, |n| n.level);
        fit(below, node.level)?;
    }
    node.order = order_at(builder, parent, place, Some(id))?;
    node.parent = parent;
    builder.set(RecordKey::Node(id), Some(Record::from(node)));
    Ok(summary)
}

pub(super) fn delete(builder: &mut Builder<'_>, id: NodeId) -> Result<Summary, Refusal> {
    let plan = builder.plan;
    let node = plan.node(id).ok_or(Refusal::Gone)?;
    let summary = Summary::new(Verb::DeleteNode, plan.address(id)).with_values(&node.title, "");
    let gone: Vec<NodeId> = std::iter::once(id).chain(plan.walk_under(Some(id)).map(|(_, id)| id)).collect();
    let mut indicators = Vec::new();
    for node in &gone {
        for (key, _) in plan.node_keys(*node) {
            builder.set(key, None);
        }
        indicators.extend(plan.indicators(*node).map(|(id, _)| id));
        for (evidence, _) in plan.evidence_of(*node) {
            super::evidence::unlink(builder, evidence, *node);
        }
    }
    super::indicator::forget(builder, &gone, &indicators);
    Ok(summary)
}

pub(super) fn fits(builder: &Builder<'_>, level: Level, parent: Option<NodeId>) -> Result<(), Refusal> {
    let Some(parent) = parent else { return Ok(()) };
    let above = builder.plan.node(parent).ok_or(Refusal::Gone)?.level;
    fit(level, above)
}

/// Refuses a node of a level that cannot stand under one of the other.
pub(super) fn fit(child: Level, parent: Level) -> Result<(), Refusal> {
    if child.fits_under(Some(parent)) { Ok(()) } else { Err(Refusal::DoesNotFit { child, parent }) }
}

/// The order key for a position among the children of a parent, not counting `moving`.
fn order_at(
    builder: &Builder<'_>,
    parent: Option<NodeId>,
    place: SiblingPlace,
    moving: Option<NodeId>,
) -> Result<Order, Refusal> {
    let (before, after) = gap(builder, parent, place, moving)?;
    Ok(Order::between(before.as_ref(), after.as_ref()))
}

/// The order keys between which a position among the children of a parent lies.
pub(super) fn gap(
    builder: &Builder<'_>,
    parent: Option<NodeId>,
    place: SiblingPlace,
    moving: Option<NodeId>,
) -> Result<(Option<Order>, Option<Order>), Refusal> {
    let siblings: Vec<NodeId> = builder.plan.children(parent).filter(|id| Some(*id) != moving).collect();
    let position = |id: NodeId| siblings.iter().position(|other| *other == id).ok_or(Refusal::Gone);
    let at = match place {
        SiblingPlace::First => 0,
        SiblingPlace::Last => siblings.len(),
        SiblingPlace::After(id) => position(id)? + 1,
        SiblingPlace::Before(id) => position(id)?,
    };
    let order = |at: Option<usize>| {
        let id = at.and_then(|at| siblings.get(at))?;
        builder.plan.node(*id).map(|n| n.order.clone())
    };
    Ok((order(at.checked_sub(1)), order(Some(at))))
}

fn clean_title(title: &str) -> Result<String, Refusal> {
    let title = crate::text::normal::squeeze(title);
    if title.is_empty() { Err(Refusal::Empty) } else { Ok(title) }
}

/// A code without white space and without the final dot.
fn clean_code(code: String) -> Option<String> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let code = code.trim_end_matches('.').to_owned();
    (!code.is_empty()).then_some(code)
}
