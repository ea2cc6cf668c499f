//! Merges a document into a plan: what both have is matched, and what differs becomes edits.
//!
//! Unlike [`super::import`], which makes the plan equal to a draft, a merge keeps what the document does not
//! contain: other quarters, other performers, and what was entered since.
//!
//! | file | subject |
//! |---|---|
//! | `doubts` | which doubts of the document the plan takes over |
//! | `kinship` | whether the document is one of the plan at all |
//! | `left_out` | measures that a new one may be |
//! | `likeness` | which titles are alike |
//! | `matching` | which node of the document is which of the plan |
//! | `numbered` | the numbers of the document's nodes |
//! | `retitled` | measures whose title does not say that they are those of the plan |
//! | `row` | the position of each child of a parent |
//! | `since` | facts of a longer period that were read as those of a quarter |
//! | `titles` | titles as keys for comparing |
//! | `twins` | measures with the same title |
//! | `units` | values in another unit than the plan's |
//! | `values` | indicators, targets, facts, evidence of one measure |
//! | `withdrawn` | measures that the document no longer names |

mod doubts;
mod kinship;
mod left_out;
mod likeness;
mod matching;
mod numbered;
mod retitled;
mod row;
mod since;
mod titles;
mod twins;
mod units;
mod values;
mod withdrawn;

#[cfg(test)]
mod tests;

use std::{cell::OnceCell, collections::BTreeMap, sync::Arc};

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use self::{
    doubts::KnownDoubts, left_out::LeftOut, matching::Matched, numbered::Numbered, row::Siblings,
    since::LongerFacts,
};
use super::{Builder, import::node_of, node};
use crate::{
    domain::{
        change::{Summary, Verb},
        draft::{Draft, DraftNode, DraftShare, DraftSubject},
        id::{IndicatorId, NodeId, PerformerId},
        id_map::IdSet,
        order::Order,
        quarter::{Quarter, Span},
        record::{DoubtKind, Level, Record, RecordKey, Subject},
        refusal::Refusal,
    },
    text::{key::is_same, normal::squeeze, surely::impossible},
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
    let titles = matching::PlanTitles::of(builder.plan);
    let Matched { found: matched, unclear, keys } = matching::matched(builder.plan, &titles, &draft.outline);
    let known = matched.iter().flatten().copied().collect();
    let numbers = Numbered::all(&draft.outline);
    let mut merge = Merge {
        builder,
        draft,
        performer,
        titles: &titles,
        placed: vec![None; matched.len()],
        matched,
        unclear,
        keys,
        next: 0,
        known,
        places: BTreeMap::new(),
        left_out: FxHashMap::default(),
        longer: LongerFacts::of(draft, &numbers),
        known_doubts: OnceCell::new(),
    };
    merge.kinship();
    if performer.is_none() {
        merge.header();
    }
    merge.nodes(&draft.outline, None)?;
    merge.shares(&numbers, &numbers);
    merge.doubts(&numbers);
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
    /// The plan's titles, folded once.
    titles: &'a matching::PlanTitles,
    /// The plan's node for each node of the draft that has one, by the draft's numbers.
    matched: Vec<Option<NodeId>>,
    /// Nodes of the draft with a repeated title that may as well be these of the plan, by the draft's numbers.
    unclear: BTreeMap<usize, Vec<NodeId>>,
    /// The keys of the draft's titles, folded once, by the draft's numbers.
    keys: Vec<Arc<str>>,
    /// The node and its indicators for each node of the draft, matched or new, by the draft's numbers.
    placed: Vec<Option<NodeInPlan>>,
    /// The number of the draft's node that comes next.
    next: usize,
    /// The nodes of the plan that the document names.
    known: IdSet<NodeId>,
    /// The plan's children of a parent in their order, with the position of each.
    places: BTreeMap<Option<NodeId>, Siblings>,
    /// The measures under a parent that the document leaves out; those of the whole plan under no key of a parent.
    left_out: FxHashMap<Option<Option<NodeId>>, LeftOut<'a>>,
    /// The facts of a longer period that were read as those of a quarter.
    longer: LongerFacts,
    /// The plan's doubts, indexed when first needed.
    known_doubts: OnceCell<KnownDoubts<'b>>,
}

/// A node of the draft in the plan, with its indicators in the order of the draft.
type NodeInPlan = (NodeId, SmallVec<[IndicatorId; 1]>);

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
        self.builder.set(RecordKey::Header, Some(Record::from(header)));
    }

    fn nodes(&mut self, nodes: &[DraftNode], parent: Option<NodeId>) -> Result<(), Refusal> {
        let mut cursor = Cursor { before: None, next: 0 };
        nodes.iter().try_for_each(|node| self.node(node, parent, &mut cursor))
    }

    fn node(
        &mut self,
        draft: &DraftNode,
        parent: Option<NodeId>,
        cursor: &mut Cursor,
    ) -> Result<(), Refusal> {
        let at = self.next;
        self.next += 1;
        let known = self.match_of(at);
        let id = match known {
            Some(known) => {
                self.pass(known, parent, cursor);
                self.doubtful_match(known, draft, at);
                if self.performer.is_none() {
                    self.elsewhere(known, draft, parent);
                    self.edit(known, draft)?;
                }
                known
            }
            // The plan has all measures of this group under another one, so the group exists only in the document.
            None if draft.level != Level::Measure && self.has_all_under(draft, at).0 => {
                return self.nodes(&draft.children, parent);
            }
            None if self.performer.is_some() => {
                if draft.level == Level::Measure {
                    self.not_in_plan(draft);
                }
                return self.nodes(&draft.children, parent);
            }
            None => self.add(draft, parent, cursor)?,
        };
        let indicators =
            if draft.level == Level::Measure { self.values(id, draft, at)? } else { SmallVec::new() };
        if let Some(placed) = self.placed.get_mut(at) {
            *placed = Some((id, indicators));
        }
        self.nodes(&draft.children, Some(id))
    }

    /// Doubts a measure that the document has under another group than the plan, where it stays.
    fn elsewhere(&mut self, known: NodeId, draft: &DraftNode, parent: Option<NodeId>) {
        let plan = self.builder.plan;
        let own = plan.node(known).and_then(|node| node.parent);
        let (Some(own), Some(other)) = (own, parent) else { return };
        if own == other || draft.level != Level::Measure {
            return;
        }
        let name =
            |code: Option<&str>, title: &str| [code.unwrap_or_default(), title].join(" ").trim().to_owned();
        let title = |id: NodeId| match self.builder.current(&RecordKey::Node(id)) {
            Some(Record::Node(node)) => name(node.code.as_deref(), &node.title),
            _ => String::new(),
        };
        let (text, reading, others) =
            (name(draft.code.as_deref(), &draft.title), title(own), vec![title(other)]);
        let (subject, kind) = (Subject::Node(known), DoubtKind::MisplacedNumber);
        let place = draft.source.clone().unwrap_or_default();
        self.doubt_once(subject, kind, &place, &text, &reading, others);
    }

    /// The plan's node for a node of the draft.
    fn match_of(&self, at: usize) -> Option<NodeId> {
        self.matched.get(at).copied().flatten()
    }

    /// Whether every measure under a node of the document is one of the plan's; and the number after those under it.
    fn has_all_under(&self, draft: &DraftNode, at: usize) -> (bool, usize) {
        let (mut all, mut next) = (!draft.children.is_empty(), at + 1);
        for child in &draft.children {
            let matched = self.match_of(next).is_some();
            let (under, after) = self.has_all_under(child, next);
            all &= matched || (child.level != Level::Measure && under);
            next = after;
        }
        (all, next)
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
        self.builder.set(RecordKey::Node(id), Some(Record::from(node)));
        if let Some(other) = matching::same_code_other_title(self.builder.plan, draft, &self.known) {
            let title = self.builder.plan.node(other).map(|node| node.title.clone()).unwrap_or_default();
            let place = draft.source.clone().unwrap_or_default();
            let text = draft.code.clone().unwrap_or_default();
            let kind = DoubtKind::RepeatedNumber;
            self.doubt(Subject::Node(id), kind, place, &text, &draft.title, vec![title]);
        } else {
            self.doubt_instead((id, draft), parent, next);
        }
        Ok(id)
    }

    /// Updates a node that the plan has. What the document leaves blank stays.
    fn edit(&mut self, id: NodeId, draft: &DraftNode) -> Result<(), Refusal> {
        let key = RecordKey::Node(id);
        let Some(Record::Node(mut known)) = self.builder.plan.record(&key) else { return Err(Refusal::Gone) };
        let performers = self.builder.performer_refs(&draft.performers)?;
        let title = Some(&draft.title).filter(|title| !title.is_empty() && !is_same(&known.title, title));
        let code = draft.code.as_ref().filter(|code| known.code.as_ref() != Some(code));
        // A document writes the aim in one line.
        let aim = draft
            .objective
            .as_ref()
            .filter(|aim| known.objective.as_deref().map(squeeze) != Some(squeeze(aim)));
        // A term that says the same in other words stays as it is worded in the plan.
        let term =
            draft.term.as_ref().filter(|term| !known.term.as_ref().is_some_and(|old| old.says_same(term)));
        let performers = Some(performers).filter(|named| !named.is_empty() && *named != known.performers);
        // Nothing is copied for a node that stays as it is.
        if (title, code, aim).eq(&(None, None, None)) && term.is_none() && performers.is_none() {
            return Ok(());
        }
        let node = Arc::make_mut(&mut known);
        if let Some(title) = title {
            node.title.clone_from(title);
        }
        if let Some(performers) = performers {
            node.performers = performers;
        }
        node.code = code.cloned().or(node.code.take());
        node.objective = aim.cloned().or(node.objective.take());
        node.term = term.cloned().or(node.term.take());
        self.builder.set(key, Some(Record::from(known)));
        Ok(())
    }

    /// Links measures with the indicators of other measures that they share.
    fn shares(&mut self, nodes: &[Numbered<'_>], all: &[Numbered<'_>]) {
        for node in nodes {
            let placed = self.placed.get(node.at).and_then(Option::as_ref).map(|(id, _)| *id);
            if let Some(id) = placed.filter(|_| !node.draft.shares.is_empty()) {
                let shares = node.draft.shares.iter();
                let shared = shares.filter_map(|share| self.shared(share, all)).collect();
                self.share(id, shared);
            }
            self.shares(&node.children, all);
        }
    }

    fn shared(&self, share: &DraftShare, all: &[Numbered<'_>]) -> Option<IndicatorId> {
        match share {
            DraftShare::Id(id) => self.builder.plan.indicator(*id).map(|_| *id),
            DraftShare::At(path, at) => self.placed_at(all, path)?.1.get(*at).copied(),
        }
    }

    /// What the draft's node at an index path became.
    fn placed_at(&self, all: &[Numbered<'_>], path: &[usize]) -> Option<&NodeInPlan> {
        self.placed.get(Numbered::number(all, path)?)?.as_ref()
    }

    fn share(&mut self, id: NodeId, shared: Vec<IndicatorId>) {
        let key = RecordKey::Node(id);
        let Some(Record::Node(mut node)) = self.builder.current(&key) else { return impossible() };
        let new: Vec<IndicatorId> = shared.into_iter().filter(|id| !node.shares.contains(id)).collect();
        if self.performer.is_none() && !new.is_empty() {
            Arc::make_mut(&mut node).shares.extend(new);
            self.builder.set(key, Some(Record::from(node)));
        }
    }

    fn subject(&self, subject: &DraftSubject, all: &[Numbered<'_>]) -> Option<Subject> {
        match subject {
            DraftSubject::Plan => Some(Subject::Plan),
            DraftSubject::Node(path) => self.placed_at(all, path).map(|(id, _)| Subject::Node(*id)),
            DraftSubject::Indicator(path, at) => {
                let (node, indicators) = self.placed_at(all, path)?;
                Some(indicators.get(*at).map_or(Subject::Node(*node), |id| Subject::Indicator(*id)))
            }
        }
    }

    /// Whether a quarter is one that the document reports on.
    fn reports_on(&self, quarter: Quarter) -> bool {
        self.draft.period.contains(quarter)
    }
}
