//! Merges a document into a plan: what both have is matched, and what differs becomes edits.
//!
//! Unlike [`super::import`], which makes the plan equal to a draft, a merge keeps what the document does not
//! contain: other quarters, other performers, and what was entered since.
//!
//! | file | subject |
//! |---|---|
//! | `doubts` | which doubts of the document the plan takes over |
//! | `kinship` | whether the document is one of the plan at all |
//! | `likeness` | which titles are alike |
//! | `matching` | which node of the document is which of the plan |
//! | `row` | the position of each child of a parent |
//! | `values` | indicators, targets, facts, evidence of one measure |
//! | `withdrawn` | measures that the document no longer names |

mod doubts;
mod kinship;
mod likeness;
mod matching;
mod row;
mod values;
mod withdrawn;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use self::row::Siblings;
use super::{Builder, import::node_of, node};
use crate::{
    domain::{
        change::{Summary, Verb},
        draft::{Draft, DraftNode, DraftShare, DraftSubject},
        id::{IndicatorId, NodeId, PerformerId},
        order::Order,
        quarter::{Quarter, Span},
        record::{DoubtKind, Level, Record, RecordKey, Subject},
        refusal::Refusal,
    },
    text::{key::search_key, surely::impossible},
};

/// Merges a draft. With a performer it is that performer's filled-in copy of the form: only its facts, notes and
/// evidence are imported, as the performer's part.
pub(super) fn merge(
    builder: &mut Builder<'_>,
    draft: &Draft,
    performer: Option<&str>,
) -> Result<Summary, Refusal> {
    if !builder.plan.exists() {
        return Err(Refusal::NoPlan);
    }
    let period = builder.plan.period();
    let inside = period.contains(draft.period.first) && period.contains(draft.period.last);
    if performer.is_some() && !inside {
        return Err(Refusal::OutsidePlan(draft.period.last, period));
    }
    let performer = performer.map(|name| builder.performer(name)).transpose()?;
    let matched = matching::matched(builder.plan, &draft.outline);
    // An edit is large, so that a list of them that grows step by step is copied again and again.
    builder.edits.reserve(matched.len());
    let (known, count) = (matched.values().copied().collect(), matched.len());
    for quarter in draft.period.quarters().filter(|quarter| builder.plan.period().contains(*quarter)) {
        builder.guard(RecordKey::Closing(quarter));
    }
    let mut merge = Merge {
        builder,
        draft,
        performer,
        matched,
        paths: FxHashMap::with_capacity_and_hasher(count, FxBuildHasher),
        known,
        places: BTreeMap::new(),
    };
    merge.kinship();
    if performer.is_none() {
        merge.header();
    }
    merge.nodes(&draft.outline, None, &mut Vec::new())?;
    merge.shares(&draft.outline, &mut Vec::new());
    merge.doubts();
    if performer.is_none() {
        merge.withdraw();
    }
    let own = [&draft.title, &builder.plan.header().title].into_iter().find(|title| !title.is_empty());
    Ok(Summary::new(Verb::Import, own.cloned().unwrap_or_default()).in_quarter(draft.period.last))
}

/// The state of one merge.
struct Merge<'a, 'b> {
    builder: &'a mut Builder<'b>,
    draft: &'a Draft,
    /// The performer whose copy of the form it is; none for a document of the whole organisation.
    performer: Option<PerformerId>,
    /// The plan's node for each index path of the draft's outline that has one.
    matched: FxHashMap<Vec<usize>, NodeId>,
    /// The node and its indicators at each index path, matched or new.
    paths: FxHashMap<Vec<usize>, (NodeId, Vec<IndicatorId>)>,
    /// The nodes of the plan that the document names.
    known: FxHashSet<NodeId>,
    /// The plan's children of a parent in their order, with the position of each.
    places: BTreeMap<Option<NodeId>, Siblings>,
}

/// Where the next new sibling is inserted.
struct Cursor {
    before: Option<Order>,
    /// The plan's sibling after it, by index.
    next: usize,
}

impl Merge<'_, '_> {
    /// Extends the plan's period by the document's, and fills in what the plan's header leaves blank.
    fn header(&mut self) {
        let mut header = self.builder.plan.header().clone();
        let (old, new) = (header.period, self.draft.period);
        let grown = Span::new(old.first.min(new.first), old.last.max(new.last));
        header.period = grown.unwrap_or(old);
        if header.approval.is_none() {
            header.approval.clone_from(&self.draft.approval);
        }
        if header.signatures.is_empty() {
            header.signatures.clone_from(&self.draft.signatures);
        }
        if header.organisation.is_empty() {
            header.organisation.clone_from(&self.draft.organisation);
            header.organisation_genitive.clone_from(&self.draft.organisation_genitive);
        }
        self.builder.set(RecordKey::Header, Some(Record::Header(header)));
    }

    fn nodes(
        &mut self,
        nodes: &[DraftNode],
        parent: Option<NodeId>,
        path: &mut Vec<usize>,
    ) -> Result<(), Refusal> {
        let mut cursor = Cursor { before: None, next: 0 };
        for (at, node) in nodes.iter().enumerate() {
            path.push(at);
            self.node(node, parent, path, &mut cursor)?;
            path.pop();
        }
        Ok(())
    }

    fn node(
        &mut self,
        draft: &DraftNode,
        parent: Option<NodeId>,
        path: &mut Vec<usize>,
        cursor: &mut Cursor,
    ) -> Result<(), Refusal> {
        let known = self.matched.get(path).copied();
        let id = match known {
            Some(known) => {
                self.pass(known, parent, cursor);
                if self.performer.is_none() {
                    self.edit(known, draft)?;
                }
                known
            }
            // The plan has all measures of this group under another one, so the group exists only in the document.
            None if draft.level != Level::Measure && self.has_all_under(draft, path) => {
                return self.nodes(&draft.children, parent, path);
            }
            None if self.performer.is_some() => {
                if draft.level == Level::Measure {
                    self.not_in_plan(draft);
                }
                return self.nodes(&draft.children, parent, path);
            }
            None => self.add(draft, parent, cursor)?,
        };
        let indicators = if draft.level == Level::Measure { self.values(id, draft)? } else { Vec::new() };
        self.paths.insert(path.clone(), (id, indicators));
        self.nodes(&draft.children, Some(id), path)
    }

    /// Whether every measure under a node of the document is one of the plan's.
    fn has_all_under(&self, draft: &DraftNode, path: &mut Vec<usize>) -> bool {
        let mut all = !draft.children.is_empty();
        for (at, child) in draft.children.iter().enumerate() {
            path.push(at);
            all &= match child.level {
                Level::Measure => self.matched.contains_key(path),
                _ => self.matched.contains_key(path) || self.has_all_under(child, path),
            };
            path.pop();
        }
        all
    }

    fn row(&mut self, parent: Option<NodeId>) -> &Siblings {
        let plan = self.builder.plan;
        self.places.entry(parent).or_insert_with(|| Siblings::of(plan, parent))
    }

    /// Moves the cursor behind a sibling that the plan has.
    fn pass(&mut self, id: NodeId, parent: Option<NodeId>, cursor: &mut Cursor) {
        let Some(at) = self.row(parent).at.get(&id).copied() else { return };
        if at + 1 >= cursor.next {
            cursor.next = at + 1;
            cursor.before = self.builder.plan.node(id).map(|node| node.order.clone());
        }
    }

    /// Reports what a performer's copy has and the plan does not, as a doubt, without importing it.
    fn not_in_plan(&mut self, draft: &DraftNode) {
        let facts: Vec<&str> = draft
            .indicators
            .iter()
            .flat_map(|indicator| &indicator.values)
            .filter_map(|value| value.fact.as_ref().map(|(_, raw)| raw.as_str()))
            .collect();
        let code = draft.code.as_deref().unwrap_or_default();
        let text = [code, &draft.title, &facts.join(", ")].join(" ").trim().to_owned();
        let place = draft.source.clone().unwrap_or_default();
        self.doubt(Subject::Plan, DoubtKind::LeftOver, place, &text, "", Vec::new());
    }

    fn add(
        &mut self,
        draft: &DraftNode,
        parent: Option<NodeId>,
        cursor: &mut Cursor,
    ) -> Result<NodeId, Refusal> {
        let above = parent.and_then(|id| self.builder.current(&RecordKey::Node(id)));
        if let Some(Record::Node(above)) = &above {
            node::fit(draft.level, above.level)?;
        }
        let next = self.row(parent).all.get(cursor.next).copied();
        let after = next.and_then(|id| self.builder.plan.node(id)).map(|node| node.order.clone());
        let order = Order::between(cursor.before.as_ref(), after.as_ref());
        cursor.before = Some(order.clone());
        let id = NodeId(self.builder.context.ids.draw());
        let node = node_of(self.builder, draft, parent, order)?;
        if let Some(parent) = parent.filter(|id| self.builder.plan.node(*id).is_some()) {
            self.builder.needs(RecordKey::Node(parent));
        }
        self.builder.set(RecordKey::Node(id), Some(Record::Node(node)));
        if let Some(other) = matching::same_code_other_title(self.builder.plan, draft, &self.known) {
            let title = self.builder.plan.node(other).map(|node| node.title.clone()).unwrap_or_default();
            let place = draft.source.clone().unwrap_or_default();
            let text = draft.code.clone().unwrap_or_default();
            let kind = DoubtKind::RepeatedNumber;
            self.doubt(Subject::Node(id), kind, place, &text, &draft.title, vec![title]);
        }
        Ok(id)
    }

    /// Updates a node that the plan has. What the document leaves blank stays.
    fn edit(&mut self, id: NodeId, draft: &DraftNode) -> Result<(), Refusal> {
        let Some(mut node) = self.builder.plan.node(id).cloned() else { return Err(Refusal::Gone) };
        if search_key(&node.title) != search_key(&draft.title) && !draft.title.is_empty() {
            node.title.clone_from(&draft.title);
        }
        if draft.code.is_some() {
            node.code.clone_from(&draft.code);
        }
        if draft.objective.is_some() {
            node.objective.clone_from(&draft.objective);
        }
        if !draft.performers.is_empty() {
            node.performers = self.builder.performer_refs(&draft.performers)?;
        }
        if draft.term.is_some() {
            node.term.clone_from(&draft.term);
        }
        self.builder.set(RecordKey::Node(id), Some(Record::Node(node)));
        Ok(())
    }

    /// Links measures with the indicators of other measures that they share.
    fn shares(&mut self, nodes: &[DraftNode], path: &mut Vec<usize>) {
        for (at, node) in nodes.iter().enumerate() {
            path.push(at);
            if !node.shares.is_empty()
                && let Some((id, _)) = self.paths.get(path)
            {
                let id = *id;
                let shared = node.shares.iter().filter_map(|share| self.shared(share)).collect();
                self.share(id, shared);
            }
            self.shares(&node.children, path);
            path.pop();
        }
    }

    fn shared(&self, share: &DraftShare) -> Option<IndicatorId> {
        match share {
            DraftShare::Id(id) => self.builder.plan.indicator(*id).map(|_| *id),
            DraftShare::At(path, at) => self.paths.get(path)?.1.get(*at).copied(),
        }
    }

    fn share(&mut self, id: NodeId, shared: Vec<IndicatorId>) {
        let key = RecordKey::Node(id);
        let Some(Record::Node(mut node)) = self.builder.current(&key) else { return impossible() };
        let new: Vec<IndicatorId> = shared.into_iter().filter(|id| !node.shares.contains(id)).collect();
        if self.performer.is_none() && !new.is_empty() {
            node.shares.extend(new);
            self.builder.set(key, Some(Record::Node(node)));
        }
    }

    fn subject(&self, subject: &DraftSubject) -> Option<Subject> {
        match subject {
            DraftSubject::Plan => Some(Subject::Plan),
            DraftSubject::Node(path) => self.paths.get(path).map(|(id, _)| Subject::Node(*id)),
            DraftSubject::Indicator(path, at) => {
                let (node, indicators) = self.paths.get(path)?;
                Some(indicators.get(*at).map_or(Subject::Node(*node), |id| Subject::Indicator(*id)))
            }
        }
    }

    /// Whether a quarter is one that the document reports on.
    fn reports_on(&self, quarter: Quarter) -> bool {
        self.draft.period.contains(quarter)
    }
}
