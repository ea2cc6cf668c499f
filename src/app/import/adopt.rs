//! Matching a draft without ids to the plan that it is imported into: where both name the same thing, the draft gets
//! the plan's id, so that an import changes only what differs.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{
    EvidenceId, IndicatorId, Level, NodeId, Plan,
    draft::{Draft, DraftEvidence, DraftIndicator, DraftNode},
};

/// Gives the draft's nodes, indicators and evidence the ids of their counterparts in the plan. A draft that has ids
/// keeps them.
pub(super) fn match_ids(draft: &mut Draft, plan: &Plan) {
    let mut adopter = Adopter {
        plan,
        nodes: BTreeMap::new(),
        codes: BTreeMap::new(),
        taken: BTreeSet::new(),
        evidence: BTreeSet::new(),
    };
    if adopter.has_own(&draft.outline) {
        return;
    }
    for (_, id) in plan.walk() {
        if let Some(node) = plan.node(id) {
            let code = node.code.clone().unwrap_or_default();
            adopter.codes.entry((node.level, code.clone())).or_default().push(id);
            let key = (node.level, code, node.title.clone());
            adopter.nodes.entry(key).or_default().push(id);
        }
    }
    adopter.nodes_of(&mut draft.outline);
}

struct Adopter<'a> {
    plan: &'a Plan,
    /// By level, code and title.
    nodes: BTreeMap<(Level, String, String), Vec<NodeId>>,
    /// By level and code.
    codes: BTreeMap<(Level, String), Vec<NodeId>>,
    taken: BTreeSet<NodeId>,
    evidence: BTreeSet<EvidenceId>,
}

impl Adopter<'_> {
    fn has_own(&self, nodes: &[DraftNode]) -> bool {
        nodes.iter().any(|node| node.id.is_some() || self.has_own(&node.children))
    }

    fn nodes_of(&mut self, nodes: &mut [DraftNode]) {
        for node in nodes {
            if let Some(id) = self.same(node) {
                self.taken.insert(id);
                node.id = Some(id);
                self.indicators(id, &mut node.indicators);
                for evidence in &mut node.evidence {
                    self.evidence(id, evidence);
                }
            }
            self.nodes_of(&mut node.children);
        }
    }

    /// The node's counterpart in the plan: the one with its level, number and title, otherwise the only one with its
    /// level and number.
    fn same(&self, node: &DraftNode) -> Option<NodeId> {
        let code = node.code.clone().unwrap_or_default();
        let exact = self.nodes.get(&(node.level, code.clone(), node.title.clone()));
        let free = |id: &NodeId| !self.taken.contains(id);
        if let Some(id) = exact.into_iter().flatten().copied().find(free) {
            return Some(id);
        }
        if code.is_empty() {
            return None;
        }
        match self.codes.get(&(node.level, code)).map(Vec::as_slice) {
            Some([one]) if free(one) => Some(*one),
            _ => None,
        }
    }

    /// Matches indicators by name, otherwise by position.
    fn indicators(&self, measure: NodeId, drafts: &mut [DraftIndicator]) {
        let mut left: Vec<(IndicatorId, String)> =
            self.plan.indicators(measure).map(|(id, i)| (id, i.name.clone())).collect();
        for draft in drafts.iter_mut() {
            if let Some(at) = left.iter().position(|(_, name)| *name == draft.name) {
                draft.id = Some(left.remove(at).0);
            }
        }
        for (draft, (id, _)) in drafts.iter_mut().filter(|draft| draft.id.is_none()).zip(left) {
            draft.id = Some(id);
        }
    }

    fn evidence(&mut self, measure: NodeId, draft: &mut DraftEvidence) {
        let same = self.plan.evidence_of(measure).find(|(id, known)| {
            known.text == draft.text && known.dates == draft.dates && !self.evidence.contains(id)
        });
        if let Some((id, _)) = same.filter(|_| draft.id.is_none()) {
            self.evidence.insert(id);
            draft.id = Some(id);
        }
    }
}
