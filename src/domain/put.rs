//! Puts a record into a plan and updates the indexes.

use std::sync::Arc;

use super::{
    id::{EvidenceId, IndicatorId, NodeId},
    inventory::Inventory,
    order::{Order, Siblings},
    plan::{Plan, Stored},
    record::{Evidence, Indicator, Node, Record, RecordKey},
};

impl Plan {
    /// Puts a record in, or removes it, without updating roll-ups. A record whose kind does not match its key is
    /// ignored; the codec refuses such data before.
    pub(super) fn put(&mut self, key: RecordKey, record: Option<Record>, revision: u64) {
        self.put_as(key, record, revision, Siblings::Sorted);
    }

    /// As [`Plan::put`].
    pub(super) fn put_as(
        &mut self,
        key: RecordKey,
        record: Option<Record>,
        revision: u64,
        siblings: Siblings,
    ) {
        macro_rules! set {
            ($map:expr, $key:expr, $kind:ident) => {
                match record {
                    Some(Record::$kind(value)) => {
                        $map.insert($key, Stored::new(value, revision));
                    }
                    _ => {
                        $map.remove(&$key);
                    }
                }
            };
        }
        let new = Inventory::of(&key, record.as_ref());
        self.inventory = self.inventory.replaced(self.counted_at(&key), new);
        match key {
            RecordKey::Header => {
                self.header = match record {
                    Some(Record::Header(value)) => Some(Stored::new(value, revision)),
                    _ => None,
                }
            }
            RecordKey::Performer(id) => set!(self.performers, id, Performer),
            RecordKey::Node(id) => {
                let node = if let Some(Record::Node(node)) = record { Some(node) } else { None };
                self.put_node(id, node, revision, siblings);
            }
            RecordKey::Indicator(id) => {
                let indicator =
                    if let Some(Record::Indicator(indicator)) = record { Some(indicator) } else { None };
                self.put_indicator(id, indicator, revision, siblings);
            }
            RecordKey::Target(id, span, who) => {
                set!(self.values.entry(id).or_default().targets, (span, who), Target);
                self.drop_empty_values(id);
            }
            RecordKey::Fact(id, quarter, who) => {
                set!(self.values.entry(id).or_default().facts, (quarter, who), Fact);
                self.drop_empty_values(id);
            }
            RecordKey::Evidence(id) => {
                let evidence =
                    if let Some(Record::Evidence(evidence)) = record { Some(evidence) } else { None };
                self.put_evidence(id, evidence, revision, siblings);
            }
            RecordKey::Doubt(id) => set!(self.doubts, id, Doubt),
            RecordKey::Accepted(kind, subject, quarter) => {
                set!(self.accepted, (kind, subject, quarter), Accepted)
            }
            RecordKey::Closing(quarter) => set!(self.closings, quarter, Closing),
            RecordKey::Decision(subject, quarter) => set!(self.decisions, (subject, quarter), Decision),
            RecordKey::Role(id) => set!(self.roles, id, Role),
            RecordKey::Flag(subject, quarter) => set!(self.flags, (subject, quarter), Flag),
        }
    }

    fn put_node(&mut self, id: NodeId, node: Option<Arc<Node>>, revision: u64, siblings: Siblings) {
        let old = match node {
            Some(value) => {
                let place = (value.order.clone(), id);
                let (parent, code) = (value.parent, value.code.clone().map(|code| (value.level, code)));
                let old = self.nodes.insert(id, Stored::new(value, revision));
                if let Some(old) = &old
                    && old.value.parent == parent
                    && old.value.order == place.0
                {
                    self.reindex_code(id, old.value.code.clone().map(|c| (old.value.level, c)), code);
                    return;
                }
                self.forget_node(id, old.as_ref().map(|s| &*s.value));
                siblings.insert(self.children.entry(parent).or_default(), place);
                self.reindex_code(id, None, code);
                return;
            }
            None => self.nodes.remove(&id),
        };
        self.forget_node(id, old.as_ref().map(|s| &*s.value));
    }

    fn forget_node(&mut self, id: NodeId, old: Option<&Node>) {
        let Some(old) = old else { return };
        if let Some(list) = self.children.get_mut(&old.parent) {
            remove_sorted(list, &(old.order.clone(), id));
            if list.is_empty() {
                self.children.remove(&old.parent);
            }
        }
        self.reindex_code(id, old.code.clone().map(|code| (old.level, code)), None);
    }

    fn reindex_code(
        &mut self,
        id: NodeId,
        old: Option<(super::record::Level, String)>,
        new: Option<(super::record::Level, String)>,
    ) {
        if old == new {
            return;
        }
        if let Some(key) = old
            && let Some(list) = self.by_code.get_mut(&key)
        {
            list.retain(|other| *other != id);
            if list.is_empty() {
                self.by_code.remove(&key);
            }
        }
        if let Some(key) = new {
            self.by_code.entry(key).or_default().push(id);
        }
    }

    fn put_indicator(
        &mut self,
        id: IndicatorId,
        indicator: Option<Arc<Indicator>>,
        revision: u64,
        siblings: Siblings,
    ) {
        let new = indicator.as_ref().map(|i| (i.measure, i.order.clone()));
        let old = match indicator {
            Some(value) => self.indicators.insert(id, Stored::new(value, revision)),
            None => self.indicators.remove(&id),
        };
        // Most edits leave an indicator where it is, and then the index of its measure stays as it is.
        let place = old.as_ref().map(|old| (old.value.measure, old.value.order.clone()));
        if place.is_some() && place == new {
            return;
        }
        if let Some(Stored { value: old, .. }) = old
            && let Some(list) = self.indicators_of.get_mut(&old.measure)
        {
            remove_sorted(list, &(old.order.clone(), id));
            if list.is_empty() {
                self.indicators_of.remove(&old.measure);
            }
        }
        if let Some((measure, order)) = new {
            siblings.insert(self.indicators_of.entry(measure).or_default(), (order, id));
        }
    }

    fn put_evidence(
        &mut self,
        id: EvidenceId,
        evidence: Option<Arc<Evidence>>,
        revision: u64,
        siblings: Siblings,
    ) {
        let new: Vec<_> =
            evidence.iter().flat_map(|e| e.links.iter().map(|l| (l.measure, e.order.clone()))).collect();
        let old = match evidence {
            Some(value) => self.evidence.insert(id, Stored::new(value, revision)),
            None => self.evidence.remove(&id),
        };
        for link in old.iter().flat_map(|s| &s.value.links) {
            if let Some(list) = self.evidence_of.get_mut(&link.measure) {
                list.retain(|(_, other)| *other != id);
                if list.is_empty() {
                    self.evidence_of.remove(&link.measure);
                }
            }
        }
        for (measure, order) in new {
            siblings.insert(self.evidence_of.entry(measure).or_default(), (order, id));
        }
    }

    /// Sorts what was appended.
    pub(super) fn sort_siblings(&mut self) {
        self.children.values_mut().for_each(|list| list.sort_unstable());
        self.indicators_of.values_mut().for_each(|list| list.sort_unstable());
        // A piece of evidence that is linked twice with a measure is there once.
        self.evidence_of.values_mut().for_each(|list| {
            list.sort_unstable();
            list.dedup();
        });
    }

    fn drop_empty_values(&mut self, id: IndicatorId) {
        if self.values.get(&id).is_some_and(|v| v.targets.is_empty() && v.facts.is_empty()) {
            self.values.remove(&id);
        }
    }
}

fn remove_sorted<T: Ord>(list: &mut Vec<(Order, T)>, item: &(Order, T)) {
    if let Ok(at) = list.binary_search(item) {
        list.remove(at);
    }
}
