//! Values that may be another measure's: «1. Лекції у школах…: кількість лекцій | 4», or «2. Виїзди: …».
//!
//! Both readings name a measure and have the rest in common. Choosing the other one moves the indicator with its
//! values, or a value without an indicator, to the measure that it names. Performers stay with the measure where
//! they were read, because the readings do not include them.

use super::{Applied, Builder};
use crate::{
    domain::{
        id::{IndicatorId, NodeId},
        order::Order,
        plan::Plan,
        record::{Doubt, Indicator, Node, Record, RecordKey, Subject},
    },
    text::{key::search_key, normal::squeeze, surely::Surely},
};

/// The separator of a line's cells in a reading.
const CELLS: &str = " | ";
/// The most words before a title that give its level and its number.
const HEADING_WORDS: usize = 2;

/// Moves the subject of a doubt to the measure that the chosen reading names. Nothing
/// moves where it is uncertain what to move, or where to.
pub(super) fn apply(builder: &mut Builder<'_>, doubt: &Doubt, now: &str, chosen: &str) -> Applied {
    let Some((from, to, shown)) = names(now, chosen) else { return Applied::No };
    let plan = builder.plan;
    let Some(about) = plan.measure_at(doubt.subject) else { return Applied::No };
    let (Some(from), Some(to)) = (measure_named(plan, from, about), measure_named(plan, to, about)) else {
        return Applied::No;
    };
    if from == to {
        return Applied::No;
    }
    let own: Vec<(IndicatorId, &Indicator)> = plan.indicators(from).collect();
    // The cell may have performers below the name.
    let cells: Vec<String> = shown.split(CELLS).map(search_key).collect();
    let begins = |name: &str| {
        let name = search_key(name);
        !name.is_empty() && cells.iter().any(|cell| cell.starts_with(&name))
    };
    let mut named: Vec<&(IndicatorId, &Indicator)> =
        own.iter().filter(|(_, indicator)| begins(&indicator.name)).collect();
    if named.len() > 1 {
        let line = |indicator: &Indicator| indicator.source.as_ref().and_then(|source| source.line);
        named.retain(|(_, indicator)| line(indicator).is_some() && line(indicator) == doubt.place.line);
    }
    match named.as_slice() {
        [(id, _)] => relocate(builder, *id, to),
        [] if !shown.contains(CELLS) => value_alone(builder, from, to, shown),
        _ => Applied::No,
    }
}

/// The measures that two readings name, and the text that both have in common.
fn names<'a>(now: &'a str, chosen: &'a str) -> Option<(&'a str, &'a str, &'a str)> {
    now.match_indices(": ").find_map(|(at, _)| {
        let (from, said) = now.split_at_checked(at)?;
        let to = chosen.strip_suffix(said)?;
        let shown = said.strip_prefix(": ")?;
        (!from.is_empty() && !to.is_empty() && from != to).then_some((from, to, shown))
    })
}

/// The measure whose title begins with this text, after its code; of several the one nearest to another measure.
fn measure_named(plan: &Plan, name: &str, near: NodeId) -> Option<NodeId> {
    let all: Vec<(NodeId, &Node)> = plan.measures().collect();
    let origin = all.iter().position(|(id, _)| *id == near)?;
    let found = all.iter().enumerate().filter(|(_, (_, node))| is_named(node, name));
    let mut found: Vec<(usize, NodeId)> = found.map(|(at, (id, _))| (at.abs_diff(origin), *id)).collect();
    found.sort_unstable();
    match found.as_slice() {
        [(_, id)] => Some(*id),
        [(near, id), (next, _), ..] if near < next => Some(*id),
        _ => None,
    }
}

fn is_named(node: &Node, name: &str) -> bool {
    let words: Vec<&str> = name.trim_end_matches('…').split_whitespace().collect();
    let title = search_key(&node.title);
    let whole = !name.ends_with('…');
    (0..=HEADING_WORDS).any(|skip| {
        let (heading, rest) = words.split_at_checked(skip).surely();
        let number = heading.last().map(|word| word.trim_end_matches(['.', ')']));
        let numbered = number.is_none_or(|number| {
            let fits = node.code.as_deref().is_none_or(|code| code == number || !number.contains('.'));
            number.starts_with(|c: char| c.is_ascii_digit()) && fits
        });
        let begins = search_key(&rest.join(" "));
        numbered && !begins.is_empty() && if whole { title == begins } else { title.starts_with(&begins) }
    })
}

/// Moves an indicator with all its values to another measure. It becomes a new indicator there, because no record
/// of the old one may be left under the old measure.
fn relocate(builder: &mut Builder<'_>, id: IndicatorId, to: NodeId) -> Applied {
    let plan = builder.plan;
    let Some(indicator) = plan.indicator(id).cloned() else { return Applied::No };
    builder.needs(RecordKey::Node(to));
    let new = IndicatorId(builder.context.ids.draw());
    let last = plan.indicators(to).last().map(|(_, known)| known.order.clone());
    let order = Order::between(last.as_ref(), None);
    let moved = Indicator { measure: to, order, ..indicator };
    builder.set(RecordKey::Indicator(new), Some(Record::from(moved)));
    builder.set(RecordKey::Indicator(id), None);
    for (span, who, target) in plan.targets(id) {
        builder.set(RecordKey::Target(new, span, who), Some(Record::from(target.clone())));
        builder.set(RecordKey::Target(id, span, who), None);
    }
    for (quarter, who, fact) in plan.facts(id) {
        builder.set(RecordKey::Fact(new, quarter, who), Some(Record::from(fact.clone())));
        builder.set(RecordKey::Fact(id, quarter, who), None);
    }
    follow(builder, id, new, to);
    Applied::Yes
}

/// Makes the records that refer to the old indicator refer to the new one.
fn follow(builder: &mut Builder<'_>, old: IndicatorId, new: IndicatorId, to: NodeId) {
    let plan = builder.plan;
    for (id, doubt) in plan.doubts().filter(|(_, doubt)| doubt.subject == Subject::Indicator(old)) {
        let doubt = Doubt { subject: Subject::Indicator(new), ..doubt.clone() };
        builder.set(RecordKey::Doubt(id), Some(Record::from(doubt)));
    }
    for (kind, subject, quarter) in plan.accepted.keys() {
        if *subject == Subject::Indicator(old) {
            let key = RecordKey::Accepted(*kind, *subject, *quarter);
            let accepted = builder.current(&key);
            builder.set(RecordKey::Accepted(*kind, Subject::Indicator(new), *quarter), accepted);
            builder.set(key, None);
        }
    }
    for (id, node) in plan.measures().filter(|(_, node)| node.shares.contains(&old)) {
        let mut node = node.clone();
        for share in node.shares.iter_mut().filter(|share| **share == old) {
            *share = new;
        }
        if id == to {
            node.shares.retain(|share| *share != new);
        }
        builder.set(RecordKey::Node(id), Some(Record::from(node)));
    }
}

/// Moves a value that was read without a name: with the indicator that was made for it, else into the indicator of
/// the other measure that has no value yet.
fn value_alone(builder: &mut Builder<'_>, from: NodeId, to: NodeId, shown: &str) -> Applied {
    let plan = builder.plan;
    let held = |id: IndicatorId| {
        let targets = plan.targets(id).filter(|(_, _, target)| squeeze(&target.raw) == shown);
        let targets = targets.map(move |(span, who, _)| RecordKey::Target(id, span, who));
        let facts = plan.facts(id).filter(|(_, _, fact)| squeeze(&fact.raw) == shown);
        targets.chain(facts.map(move |(quarter, who, _)| RecordKey::Fact(id, quarter, who)))
    };
    let found: Vec<(IndicatorId, RecordKey)> =
        plan.indicators(from).flat_map(|(id, _)| held(id).map(move |key| (id, key))).collect();
    let [(holder, key)] = found.as_slice() else { return Applied::No };
    if plan.indicator(*holder).is_some_and(|indicator| indicator.name.is_empty()) {
        return relocate(builder, *holder, to);
    }
    let free: Vec<IndicatorId> = plan
        .indicators(to)
        .map(|(id, _)| id)
        .filter(|id| plan.targets(*id).next().is_none() && plan.facts(*id).next().is_none())
        .collect();
    let [free] = free.as_slice() else { return Applied::No };
    let other = match *key {
        RecordKey::Target(_, span, who) => RecordKey::Target(*free, span, who),
        RecordKey::Fact(_, quarter, who) => RecordKey::Fact(*free, quarter, who),
        _ => return Applied::No,
    };
    builder.needs(RecordKey::Indicator(*free));
    let record = builder.current(key);
    builder.set(other, record);
    builder.set(*key, None);
    Applied::Yes
}
