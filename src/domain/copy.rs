//! Copies of rows: what they plan, without facts, notes and evidence, because a copy of a measure has not been
//! carried out.

use super::{
    draft::{DraftIndicator, DraftNode, DraftPerformer, DraftValue},
    id::{IndicatorId, NodeId, PerformerId},
    plan::Plan,
    record::Level,
};

impl Plan {
    /// A row with all under it, copied.
    pub fn copy_of(&self, id: NodeId) -> Option<DraftNode> {
        let node = self.node(id)?;
        let mut copy = DraftNode::new(node.level, node.code.clone(), node.title.clone());
        copy.objective.clone_from(&node.objective);
        copy.term.clone_from(&node.term);
        let performers = node.performers.iter();
        copy.performers = performers
            .filter_map(|who| {
                Some(DraftPerformer { name: self.name_of(who.id)?, by_consent: who.by_consent })
            })
            .collect();
        copy.indicators = self.indicators(id).filter_map(|(id, _)| self.indicator_copy(id)).collect();
        copy.children = self.children(Some(id)).filter_map(|child| self.copy_of(child)).collect();
        Some(copy)
    }

    fn indicator_copy(&self, id: IndicatorId) -> Option<DraftIndicator> {
        let own = self.indicator(id)?;
        let values = self.targets(id).map(|(span, who, target)| DraftValue {
            target: Some(target.clone()),
            ..DraftValue::new(span, who.and_then(|who| self.name_of(who)))
        });
        Some(DraftIndicator {
            id: None,
            name: own.name.clone(),
            unit: own.unit.clone(),
            comparator: own.comparator,
            aggregation: own.aggregation,
            target_aggregation: own.target_aggregation,
            baseline: own.baseline,
            counts: own.counts,
            about: own.about.clone(),
            values: values.collect(),
            source: None,
        })
    }

    fn name_of(&self, id: PerformerId) -> Option<String> {
        self.performer(id).map(|who| who.name.clone())
    }

    /// The codes that the rows under one (or all of them) would have by their position: `2.3` is the third row
    /// under `2`. Rows without a code are left without one. Only rows whose code changes are listed, in their
    /// order.
    pub fn renumbered(&self, under: Option<NodeId>) -> Vec<(NodeId, String)> {
        let mut found = Vec::new();
        let own = under.and_then(|id| self.node(id)?.code.clone()).unwrap_or_default();
        self.renumber(under, &own, &mut found);
        found
    }

    fn renumber(&self, parent: Option<NodeId>, own: &str, found: &mut Vec<(NodeId, String)>) {
        let coded = self.children(parent).filter(|id| self.node(*id).is_some_and(|node| node.code.is_some()));
        for (at, id) in coded.enumerate() {
            let code = if own.is_empty() { (at + 1).to_string() } else { format!("{own}.{}", at + 1) };
            if self.node(id).and_then(|node| node.code.as_ref()) != Some(&code) {
                found.push((id, code.clone()));
            }
            self.renumber(Some(id), &code, found);
        }
    }
}

impl DraftNode {
    /// Gives a copy another code, and replaces the beginning of its descendants' codes accordingly.
    pub fn give_code(&mut self, code: &str) {
        let old = self.code.replace(code.to_owned()).filter(|old| !old.is_empty());
        for child in &mut self.children {
            let tail = old
                .as_ref()
                .zip(child.code.as_ref())
                .and_then(|(old, own)| own.strip_prefix(old.as_str())?.strip_prefix('.').map(str::to_owned));
            if let Some(tail) = tail {
                child.give_code(&format!("{code}.{tail}"));
            }
        }
    }

    /// How many rows it is, itself among them.
    pub fn rows(&self) -> usize {
        1 + self.children.iter().map(Self::rows).sum::<usize>()
    }
}

/// The place for rows that are pasted on another row: beside that row, or beside its nearest ancestor of their
/// level, else under the row.
pub fn place_for(plan: &Plan, level: Level, at: NodeId) -> Option<(Option<NodeId>, super::SiblingPlace)> {
    let up = std::iter::once(at).chain(plan.ancestors(at));
    let beside = up.into_iter().find(|id| plan.node(*id).is_some_and(|node| node.level == level));
    if let Some(beside) = beside {
        return Some((plan.node(beside)?.parent, super::SiblingPlace::After(beside)));
    }
    let fits = level.fits_under(Some(plan.node(at)?.level));
    fits.then_some((Some(at), super::SiblingPlace::Last))
}
