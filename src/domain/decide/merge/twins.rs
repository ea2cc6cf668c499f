//! Measures with the same title. Their codes may have moved, and then their performers, terms and targets tell them
//! apart; where these do not, nothing does.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use rustc_hash::FxHashMap;

use super::matching::{Titled, measures_alike};
use crate::{
    domain::{
        draft::{DraftIndicator, DraftNode},
        id::{IndicatorId, NodeId},
        plan::Plan,
        record::Level,
    },
    text::key::name_key,
};

/// Of more measures with one title the details are not compared.
pub const MOST: usize = 100;

/// Makes measures whose title repeats in the plan count as measures without a code where their codes are others than
/// in the plan: a measure was inserted above, and each code would name the next one.
pub fn distrust_moved_codes(plan: &Plan, drafts: &mut [Titled<'_>]) {
    type Codes<'a> = (&'a [NodeId], BTreeSet<&'a str>);
    let mut repeated: FxHashMap<Arc<str>, Codes<'_>> = FxHashMap::default();
    for titled in drafts.iter().filter(|titled| is_repeated(titled)) {
        let entry = repeated.entry(Arc::clone(&titled.key)).or_default();
        entry.0 = titled.same;
        entry.1.extend(titled.draft.code.as_deref());
    }
    repeated.retain(|_, (same, codes)| {
        let own = same.iter().filter_map(|id| plan.node(*id)?.code.as_deref());
        let own: BTreeSet<&str> = own.collect();
        !codes.is_subset(&own) && !own.is_subset(codes)
    });
    for titled in drafts.iter_mut().filter(|titled| is_repeated(titled)) {
        titled.coded &= !repeated.contains_key(&titled.key);
    }
}

fn is_repeated(titled: &Titled<'_>) -> bool {
    titled.same.len() > 1 && titled.draft.level == Level::Measure && !titled.draft.title.is_empty()
}

/// Whether a measure of the plan has the indicators of one of the document, and its performers, term and targets as
/// far as both have them.
pub fn same_details(plan: &Plan, id: NodeId, draft: &DraftNode) -> bool {
    let Some(node) = plan.node(id).filter(|_| measures_alike(plan, id, draft)) else { return false };
    let own = node.performers.iter().filter_map(|known| plan.performer(known.id));
    let own: BTreeSet<String> = own.map(|known| name_key(&known.name)).collect();
    let named: BTreeSet<String> = draft.performers.iter().map(|named| name_key(&named.name)).collect();
    let term = node.term.as_ref().zip(draft.term.as_ref());
    (own.is_empty() || named.is_empty() || own == named)
        && term.is_none_or(|(own, other)| own.says_same(other))
        && plan.indicators(id).zip(&draft.indicators).all(|((id, _), other)| same_targets(plan, id, other))
}

/// Whether an indicator of the plan has the targets of one of the document, as far as both have them.
pub fn same_targets(plan: &Plan, id: IndicatorId, draft: &DraftIndicator) -> bool {
    plan.targets(id).filter(|(_, who, _)| who.is_none()).all(|(span, _, own)| {
        let others = draft.values.iter().filter(|value| value.span == span && value.performer.is_none());
        others.filter_map(|value| value.target.as_ref()).all(|other| other.value == own.value)
    })
}

/// The measures with a repeated title of which nothing says whether they are the one they were matched with: the
/// group has more of them in the plan or in the document, no code names one, and the details do not either. By their
/// numbers, with the others of the plan.
pub fn unclear(plan: &Plan, drafts: &[Titled<'_>], found: &[Option<NodeId>]) -> BTreeMap<usize, Vec<NodeId>> {
    let mut groups: FxHashMap<(Option<usize>, &str), Vec<&Titled<'_>>> = FxHashMap::default();
    let measures = || drafts.iter().filter(|titled| titled.draft.level == Level::Measure);
    for titled in measures().filter(|titled| !titled.same.is_empty() && !titled.draft.title.is_empty()) {
        groups.entry((titled.above, &titled.key)).or_default().push(titled);
    }
    let mut unclear = BTreeMap::new();
    for (at, (titled, id)) in drafts.iter().zip(found).enumerate() {
        let Some(node) = id.and_then(|id| plan.node(id)) else { continue };
        let Some(group) = groups.get(&(titled.above, &*titled.key)) else { continue };
        if titled.draft.level != Level::Measure || (group.len() == 1 && titled.same.len() == 1) {
            continue;
        }
        let coded = titled.coded && node.code == titled.draft.code;
        if coded {
            continue;
        }
        if titled.same.len().max(group.len()) > MOST {
            if titled.same.len() != group.len() {
                unclear.insert(at, Vec::new());
            }
            continue;
        }
        let alike = |id: &&NodeId| {
            plan.node(**id).is_some_and(|other| other.parent == node.parent)
                && measures_alike(plan, **id, titled.draft)
        };
        let own: Vec<NodeId> = titled.same.iter().filter(alike).copied().collect();
        let others = group.iter().filter(|other| id.is_some_and(|id| measures_alike(plan, id, other.draft)));
        if own.len() == others.clone().count() {
            continue;
        }
        let one = own.iter().filter(|id| same_details(plan, **id, titled.draft)).count() == 1
            && others.filter(|other| id.is_some_and(|id| same_details(plan, id, other.draft))).count() == 1;
        if !one {
            unclear.insert(at, own.into_iter().filter(|own| Some(*own) != *id).collect());
        }
    }
    unclear
}
