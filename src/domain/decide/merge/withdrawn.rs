//! Measures that a document no longer names.
//!
//! They are no longer planned in its quarters, but what was reported about them stays, because a figure must not be
//! lost when a line is left out. A document that leaves out more than half of the plan's measures for its quarters
//! is an extract of the plan and withdraws nothing; a document without any measure of a goal withdraws none of that
//! goal.

use std::sync::Arc;

use super::Merge;
use crate::domain::{
    id::NodeId,
    id_map::IdSet,
    record::{DoubtKind, Level, Record, RecordKey, Source, Subject},
};

impl Merge<'_, '_> {
    /// Withdraws the measures that the document leaves out.
    pub(super) fn withdraw(&mut self) {
        let planned: Vec<NodeId> =
            self.builder.plan.measures().map(|(id, _)| id).filter(|id| self.is_planned(*id)).collect();
        let gone: Vec<NodeId> = planned.iter().copied().filter(|id| !self.known.contains(id)).collect();
        let goals: IdSet<NodeId> =
            planned.iter().filter(|id| self.known.contains(id)).map(|id| self.goal_of(*id)).collect();
        let is_extract = gone.len() * 2 > planned.len();
        let left_out =
            |id: &NodeId| is_extract || (self.goal_of(*id) != *id && !goals.contains(&self.goal_of(*id)));
        let (left, gone): (Vec<NodeId>, Vec<NodeId>) = gone.into_iter().partition(left_out);
        if !left.is_empty() {
            let text = left.iter().map(|id| self.builder.plan.address(*id)).collect::<Vec<_>>().join(", ");
            let place = Source { file: self.file(), ..Source::default() };
            self.doubt(Subject::Plan, DoubtKind::Withdrawn, place, &text, "", Vec::new());
        }
        for id in gone {
            self.withdraw_measure(id);
        }
    }

    /// The node at the top above a node; itself at the top.
    fn goal_of(&self, id: NodeId) -> NodeId {
        let parent = |id: &NodeId| self.builder.plan.node(*id).and_then(|node| node.parent);
        std::iter::successors(Some(id), parent).last().unwrap_or(id)
    }

    /// Whether a measure is planned in the document's quarters: it has a target in them, or no target at all.
    pub(super) fn is_planned(&self, id: NodeId) -> bool {
        let plan = self.builder.plan;
        let mut targets =
            plan.indicators(id).flat_map(|(id, _)| plan.targets(id)).map(|(span, ..)| span).peekable();
        if targets.peek().is_none() {
            return plan.period().quarters().all(|quarter| self.reports_on(quarter));
        }
        targets.any(|span| span.quarters().all(|quarter| self.reports_on(quarter)))
    }

    fn withdraw_measure(&mut self, id: NodeId) {
        let plan = self.builder.plan;
        let mut kept = plan.evidence_of(id).next().is_some() || plan.children(Some(id)).next().is_some();
        let mut targets = Vec::new();
        for (indicator, _) in plan.indicators(id) {
            kept |= plan.facts(indicator).next().is_some();
            for (span, who, _) in plan.targets(indicator) {
                if span.quarters().all(|quarter| self.reports_on(quarter)) {
                    targets.push(RecordKey::Target(indicator, span, who));
                } else {
                    kept = true;
                }
            }
        }
        if !kept && plan.node(id).is_some_and(|node| node.level == Level::Measure) {
            // Nothing was ever reported about it, so the measure is deleted. That cannot fail, because the node
            // exists.
            let _ = super::super::node::delete(self.builder, id);
            return;
        }
        for key in targets {
            self.builder.set(key, None);
        }
        let title = match self.builder.current(&RecordKey::Node(id)) {
            Some(Record::Node(node)) => node.title.clone(),
            _ => String::new(),
        };
        let place = Source { file: self.file(), ..Source::default() };
        self.doubt(Subject::Node(id), DoubtKind::Withdrawn, place, &title, "", Vec::new());
    }

    /// The name of the merged file, as its first node records it.
    fn file(&self) -> Arc<str> {
        let source = self.draft.outline.iter().find_map(|node| node.source.as_ref());
        source.map(|source| Arc::clone(&source.file)).unwrap_or_default()
    }
}
