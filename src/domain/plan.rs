//! A plan in memory: its records by key, the indexes over them, and the roll-ups that each change updates.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use litemap::LiteMap;

use super::{
    address::KnownPlaces,
    change::{Change, Edit, Expect, Guard},
    copy_on_write::CopyOnWrite,
    followed::Followed,
    group_figures::GroupFigures,
    id::{DoubtId, EvidenceId, IndicatorId, NodeId, PerformerId, PlanId, RoleId},
    id_map::IdMap,
    inventory::Inventory,
    order::{Order, Siblings},
    quarter::{Quarter, Span},
    record::{
        Acceptance, Closing, Decision, Doubt, Evidence, FindingKind, Flag, Header, Indicator, Level, Node,
        Performer, Record, RecordKey, Role, Subject,
    },
    value::{Fact, Target},
};
use rustc_hash::FxHashMap;

/// A record with the sequence number of the change that last touched it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stored<T> {
    pub value: Arc<T>,
    pub revision: u64,
}

impl<T> Stored<T> {
    pub const fn new(value: Arc<T>, revision: u64) -> Self {
        Self { value, revision }
    }
}

/// Targets and facts of one indicator, as sorted lists: most have one or two, and the first node of a tree would have
/// room for eleven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct IndicatorValues {
    pub targets: LiteMap<(Span, Option<PerformerId>), Stored<Target>>,
    pub facts: LiteMap<(Quarter, Option<PerformerId>), Stored<Fact>>,
}

impl Default for IndicatorValues {
    fn default() -> Self {
        // Most indicators have one target, while the first growth of a list makes room for four.
        Self { targets: LiteMap::with_capacity(1), facts: LiteMap::new() }
    }
}

/// What belongs to each key, in its order.
type SortedLists<K, T> = IdMap<K, Vec<(Order, T)>>;

/// A plan in memory.
///
/// Equality compares the records and what is derived from them, but not the sequence numbers, nor the figures that
/// are kept only while a screen shows them.
#[derive(Clone, Debug)]
pub struct Plan {
    id: PlanId,
    seq: u64,
    pub(super) header: Option<Stored<Header>>,
    blank: Header,
    pub(super) performers: BTreeMap<PerformerId, Stored<Performer>>,
    pub(super) nodes: CopyOnWrite<IdMap<NodeId, Stored<Node>>>,
    pub(super) indicators: CopyOnWrite<IdMap<IndicatorId, Stored<Indicator>>>,
    pub(super) values: CopyOnWrite<IdMap<IndicatorId, IndicatorValues>>,
    pub(super) evidence: CopyOnWrite<IdMap<EvidenceId, Stored<Evidence>>>,
    pub(super) doubts: CopyOnWrite<BTreeMap<DoubtId, Stored<Doubt>>>,
    pub(super) accepted: CopyOnWrite<BTreeMap<(FindingKind, Subject, Quarter), Stored<Acceptance>>>,
    pub(super) closings: BTreeMap<Quarter, Stored<Closing>>,
    pub(super) decisions: CopyOnWrite<BTreeMap<(Subject, Quarter), Stored<Decision>>>,
    pub(super) roles: BTreeMap<RoleId, Stored<Role>>,
    pub(super) flags: BTreeMap<(Subject, Quarter), Stored<Flag>>,
    // Indexes. They map ids to ids, because a child may be put in before its parent.
    pub(super) children: CopyOnWrite<SortedLists<Option<NodeId>, NodeId>>,
    pub(super) indicators_of: CopyOnWrite<SortedLists<NodeId, IndicatorId>>,
    pub(super) evidence_of: CopyOnWrite<SortedLists<NodeId, EvidenceId>>,
    pub(super) by_code: CopyOnWrite<FxHashMap<(Level, String), Vec<NodeId>>>,
    /// Counted when somebody asks for one, for all copies of the plan.
    pub(super) figures: CopyOnWrite<OnceLock<GroupFigures>>,
    pub(super) inventory: Inventory,
    pub(super) followed: Followed,
    /// For a part of a plan: what it knows of the rest.
    pub(super) places: Option<Arc<KnownPlaces>>,
}

/// A record that is not as a change expects it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Which record.
    pub key: RecordKey,
    /// The current record.
    pub now: Option<Record>,
}

impl Plan {
    /// A plan without any record: before it is created, or after it is deleted.
    pub fn empty(id: PlanId) -> Self {
        let quarter = Quarter::of(jiff::civil::date(2000, 1, 1));
        Self {
            id,
            seq: 0,
            header: None,
            blank: Header {
                slug: String::new(),
                title: String::new(),
                organisation: String::new(),
                organisation_genitive: None,
                period: Span::single(quarter),
                form: None,
                preamble: Vec::new(),
                approval: None,
                signatures: Vec::new(),
                year_start: 1,
                archived: false,
            },
            performers: BTreeMap::new(),
            nodes: CopyOnWrite::default(),
            indicators: CopyOnWrite::default(),
            values: CopyOnWrite::default(),
            evidence: CopyOnWrite::default(),
            doubts: CopyOnWrite::default(),
            accepted: CopyOnWrite::default(),
            closings: BTreeMap::new(),
            decisions: CopyOnWrite::default(),
            roles: BTreeMap::new(),
            flags: BTreeMap::new(),
            children: CopyOnWrite::default(),
            indicators_of: CopyOnWrite::default(),
            evidence_of: CopyOnWrite::default(),
            by_code: CopyOnWrite::default(),
            figures: CopyOnWrite::default(),
            inventory: Inventory::default(),
            followed: Followed::default(),
            places: None,
        }
    }

    /// A plan made from stored records with the revision of each, at a sequence number.
    pub fn from_records(
        id: PlanId,
        seq: u64,
        records: impl IntoIterator<Item = (RecordKey, u64, Record)>,
    ) -> Self {
        Self::with_room(0, id, seq, records)
    }

    /// As [`Plan::from_records`], with room for so many nodes, because maps that grow are rebuilt again and again.
    pub fn with_room(
        nodes: usize,
        id: PlanId,
        seq: u64,
        records: impl IntoIterator<Item = (RecordKey, u64, Record)>,
    ) -> Self {
        let mut plan = Self::empty(id);
        plan.nodes.reserve(nodes);
        // Most nodes are measures with one indicator.
        plan.indicators.reserve(nodes);
        plan.indicators_of.reserve(nodes);
        plan.values.reserve(nodes);
        // Records come in no order, and sorting the children of a parent once is much faster than inserting each one at
        // its place.
        for (key, revision, record) in records {
            plan.put_as(key, Some(record), revision, Siblings::Appended);
        }
        plan.sort_siblings();
        plan.seq = seq;
        plan
    }

    /// Makes it a part of a plan, in which addresses are those of the whole plan.
    pub(crate) fn set_places(&mut self, places: KnownPlaces) {
        self.places = Some(Arc::new(places));
    }

    /// Its identity.
    pub const fn id(&self) -> PlanId {
        self.id
    }

    /// The sequence number of the last applied change; 0 before the first.
    pub const fn seq(&self) -> u64 {
        self.seq
    }

    /// Whether the plan exists: whether it has a header.
    pub const fn exists(&self) -> bool {
        self.header.is_some()
    }

    /// The header; a blank one while the plan does not exist.
    pub fn header(&self) -> &Header {
        self.header.as_ref().map_or(&self.blank, |h| &*h.value)
    }

    /// First to last quarter.
    pub fn period(&self) -> Span {
        self.header().period
    }

    /// Applies a change and updates the roll-ups. The caller has checked that the change fits the plan.
    ///
    /// The work is proportional to the measures the change touches, not to the plan.
    pub fn apply(&mut self, change: &Change) {
        self.apply_at(change, self.seq + 1);
    }

    /// As [`Plan::apply`], for a change that the store numbered.
    pub fn apply_at(&mut self, change: &Change, seq: u64) {
        self.seq = seq;
        if change.edits.iter().any(|e| self.touches_everything(e)) {
            for edit in &change.edits {
                self.put(edit.key, edit.after.clone(), seq);
            }
            self.recount();
            return;
        }
        let touched = super::touched::Touched::of(self, &change.edits);
        let counted = self.uncount(&touched);
        for edit in &change.edits {
            self.put(edit.key, edit.after.clone(), seq);
        }
        self.count(&touched, counted);
    }

    /// Whether an edit touches every figure: a new period, or a whole plan that is created or deleted.
    fn touches_everything(&self, edit: &Edit) -> bool {
        match (&edit.key, &edit.before, &edit.after) {
            (RecordKey::Header, Some(Record::Header(a)), Some(Record::Header(b))) => a.period != b.period,
            (RecordKey::Header, _, _) => true,
            _ => false,
        }
    }

    /// Checks every `before` and every guard of a change.
    ///
    /// # Errors
    /// The records that differ, with their current state.
    pub fn check(&self, change: &Change) -> Result<(), Vec<Conflict>> {
        let edits = change.edits.iter().filter(|e| self.record(&e.key) != e.before).map(|e| e.key);
        let guards = change.guards.iter().filter(|g| !self.holds(g)).map(|g| g.key);
        let conflicts: Vec<Conflict> =
            edits.chain(guards).map(|key| Conflict { key, now: self.record(&key) }).collect();
        if conflicts.is_empty() { Ok(()) } else { Err(conflicts) }
    }

    fn holds(&self, guard: &Guard) -> bool {
        match guard.expect {
            Expect::Revision(at) => self.revision(&guard.key) == Some(at),
            Expect::Absent => self.revision(&guard.key).is_none(),
            Expect::Present => self.revision(&guard.key).is_some(),
            Expect::Under(parent) => match guard.key {
                RecordKey::Node(id) => self.node(id).is_some_and(|node| node.parent == parent),
                _ => false,
            },
        }
    }

    /// A guard that a record stays as it is now.
    pub fn guard(&self, key: RecordKey) -> Guard {
        Guard { key, expect: self.revision(&key).map_or(Expect::Absent, Expect::Revision) }
    }

    /// A record, shared with the plan.
    pub fn record(&self, key: &RecordKey) -> Option<Record> {
        fn of<T>(stored: Option<&Stored<T>>, make: fn(Arc<T>) -> Record) -> Option<Record> {
            stored.map(|s| make(Arc::clone(&s.value)))
        }
        match key {
            RecordKey::Header => of(self.header.as_ref(), Record::Header),
            RecordKey::Performer(id) => of(self.performers.get(id), Record::Performer),
            RecordKey::Node(id) => of(self.nodes.get(id), Record::Node),
            RecordKey::Indicator(id) => of(self.indicators.get(id), Record::Indicator),
            RecordKey::Target(id, span, who) => {
                of(self.values.get(id).and_then(|v| v.targets.get(&(*span, *who))), Record::Target)
            }
            RecordKey::Fact(id, quarter, who) => {
                of(self.values.get(id).and_then(|v| v.facts.get(&(*quarter, *who))), Record::Fact)
            }
            RecordKey::Evidence(id) => of(self.evidence.get(id), Record::Evidence),
            RecordKey::Doubt(id) => of(self.doubts.get(id), Record::Doubt),
            RecordKey::Accepted(kind, subject, quarter) => {
                of(self.accepted.get(&(*kind, *subject, *quarter)), Record::Accepted)
            }
            RecordKey::Closing(quarter) => of(self.closings.get(quarter), Record::Closing),
            RecordKey::Decision(subject, quarter) => {
                of(self.decisions.get(&(*subject, *quarter)), Record::Decision)
            }
            RecordKey::Role(id) => of(self.roles.get(id), Record::Role),
            RecordKey::Flag(subject, quarter) => of(self.flags.get(&(*subject, *quarter)), Record::Flag),
        }
    }

    /// The sequence number of the change that last touched a record; none where it does not exist.
    pub fn revision(&self, key: &RecordKey) -> Option<u64> {
        fn of<T>(stored: Option<&Stored<T>>) -> Option<u64> {
            stored.map(|s| s.revision)
        }
        match key {
            RecordKey::Header => of(self.header.as_ref()),
            RecordKey::Performer(id) => of(self.performers.get(id)),
            RecordKey::Node(id) => of(self.nodes.get(id)),
            RecordKey::Indicator(id) => of(self.indicators.get(id)),
            RecordKey::Target(id, span, who) => of(self.values.get(id)?.targets.get(&(*span, *who))),
            RecordKey::Fact(id, quarter, who) => of(self.values.get(id)?.facts.get(&(*quarter, *who))),
            RecordKey::Evidence(id) => of(self.evidence.get(id)),
            RecordKey::Doubt(id) => of(self.doubts.get(id)),
            RecordKey::Accepted(kind, subject, quarter) => {
                of(self.accepted.get(&(*kind, *subject, *quarter)))
            }
            RecordKey::Closing(quarter) => of(self.closings.get(quarter)),
            RecordKey::Decision(subject, quarter) => of(self.decisions.get(&(*subject, *quarter))),
            RecordKey::Role(id) => of(self.roles.get(id)),
            RecordKey::Flag(subject, quarter) => of(self.flags.get(&(*subject, *quarter))),
        }
    }

    /// Every record with its revision, in no particular order.
    pub fn records(&self) -> impl Iterator<Item = (RecordKey, u64)> + '_ {
        let header = self.header.iter().map(|s| (RecordKey::Header, s.revision));
        let performers = self.performers.iter().map(|(id, s)| (RecordKey::Performer(*id), s.revision));
        let nodes = self.nodes.keys().flat_map(|id| self.node_keys(*id));
        let strays = self.values.keys().filter(|id| !self.indicators.contains_key(*id));
        let strays = strays.flat_map(|id| self.value_keys(*id));
        let orphans = self.indicators.iter().filter(|(_, s)| !self.nodes.contains_key(&s.value.measure));
        let orphans = orphans.flat_map(|(id, s)| {
            std::iter::once((RecordKey::Indicator(*id), s.revision)).chain(self.value_keys(*id))
        });
        let evidence = self.evidence.iter().map(|(id, s)| (RecordKey::Evidence(*id), s.revision));
        let doubts = self.doubts.iter().map(|(id, s)| (RecordKey::Doubt(*id), s.revision));
        let accepted =
            self.accepted.iter().map(|((k, s, q), a)| (RecordKey::Accepted(*k, *s, *q), a.revision));
        let closings = self.closings.iter().map(|(q, s)| (RecordKey::Closing(*q), s.revision));
        let decisions = self.decisions.iter().map(|((s, q), d)| (RecordKey::Decision(*s, *q), d.revision));
        let roles = self.roles.iter().map(|(id, s)| (RecordKey::Role(*id), s.revision));
        let flags = self.flags.iter().map(|((s, q), f)| (RecordKey::Flag(*s, *q), f.revision));
        header
            .chain(performers)
            .chain(nodes)
            .chain(strays)
            .chain(orphans)
            .chain(evidence)
            .chain(doubts)
            .chain(accepted)
            .chain(closings)
            .chain(decisions)
            .chain(roles)
            .chain(flags)
    }

    /// The records of a node: itself, its indicators, their targets and facts.
    pub fn node_keys(&self, id: NodeId) -> Vec<(RecordKey, u64)> {
        let mut keys: Vec<_> =
            self.nodes.get(&id).map(|s| (RecordKey::Node(id), s.revision)).into_iter().collect();
        for (_, indicator) in self.indicators_of.get(&id).into_iter().flatten() {
            if let Some(stored) = self.indicators.get(indicator) {
                keys.push((RecordKey::Indicator(*indicator), stored.revision));
            }
            keys.extend(self.value_keys(*indicator));
        }
        keys
    }

    fn value_keys(&self, id: IndicatorId) -> Vec<(RecordKey, u64)> {
        let Some(values) = self.values.get(&id) else { return Vec::new() };
        let targets =
            values.targets.iter().map(|((span, who), s)| (RecordKey::Target(id, *span, *who), s.revision));
        let facts =
            values.facts.iter().map(|((quarter, who), s)| (RecordKey::Fact(id, *quarter, *who), s.revision));
        targets.chain(facts).collect()
    }
}

impl PartialEq for Plan {
    fn eq(&self, other: &Self) -> bool {
        let all = |plan: &Self| plan.records().map(|(key, _)| key).collect::<std::collections::BTreeSet<_>>();
        let keys = all(self);
        self.id == other.id
            && keys == all(other)
            && keys.iter().all(|key| self.record(key) == other.record(key))
            && self.children == other.children
            && self.indicators_of == other.indicators_of
            && self.evidence_of == other.evidence_of
            && self.group_figures() == other.group_figures()
            && self.inventory == other.inventory
    }
}
