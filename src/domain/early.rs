//! What was due before a plan's first quarter, because a date or the end of a term lies before the period.
//!
//! No quarter of the plan owes it, but it is a debt like any other.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    debt::Owing,
    id::{IndicatorId, NodeId, PerformerId},
    plan::Plan,
    quarter::{Quarter, Span},
    record::Level,
    rollup::Scope,
};

impl Plan {
    /// What a group owed before the plan's first quarter.
    pub fn owed_early(&self, scope: Scope) -> Option<&BTreeMap<Owing, u32>> {
        self.group_figures().early.get(&scope)
    }

    /// What an indicator owed before the plan's first quarter, in total or in a performer's slice.
    pub(super) fn early_of(&self, id: IndicatorId, who: Option<PerformerId>) -> Vec<Owing> {
        let first = self.period().first;
        let of = |whose: Option<PerformerId>| {
            self.obligations(id, whose).map(|owed| owed.quarter()).filter(|quarter| *quarter < first)
        };
        let quarters: BTreeSet<Quarter> =
            of(None).chain(who.into_iter().flat_map(|who| of(Some(who)))).collect();
        let judged = quarters.into_iter().filter_map(|quarter| {
            let part = who.and_then(|who| self.slice_of(id, Span::single(quarter), who));
            self.assess(id, quarter, part).owing
        });
        judged.collect()
    }

    /// The deed of a measure without indicators that was due before the plan's first quarter.
    pub(super) fn early_of_bare(&self, measure: NodeId) -> Option<Owing> {
        let quarter = self.bare_obligation(measure).quarter();
        (quarter < self.period().first).then(|| self.owing_of_bare(measure, quarter)).flatten()
    }

    /// Whether any part of a measure is due before the plan's first quarter, for any performer.
    fn owes_early(&self, measure: NodeId) -> bool {
        let first = self.period().first;
        if self.is_bare(measure) {
            return self.bare_obligation(measure).quarter() < first;
        }
        self.indicators(measure).any(|(id, _)| {
            let mut owed = self.targets(id).filter_map(|(span, _, target)| self.obligation(id, span, target));
            owed.any(|owed| owed.quarter() < first)
        })
    }

    /// What a measure owed before the plan's first quarter, in total or in a performer's slice.
    fn early_of_measure(&self, measure: NodeId, who: Option<PerformerId>) -> Vec<Owing> {
        if self.is_bare(measure) {
            return self.early_of_bare(measure).into_iter().collect();
        }
        let counted = self.indicators(measure).filter(|(_, indicator)| indicator.counts);
        counted.flat_map(|(id, _)| self.early_of(id, who)).collect()
    }

    /// What a measure owed before the first quarter, for every group that it belongs to.
    pub(super) fn early_shares(&self, measure: NodeId) -> Vec<(Scope, Vec<Owing>)> {
        // Checked before anything is assessed, because almost no measure owes anything so early.
        if !self.owes_early(measure) {
            return Vec::new();
        }
        let Some(node) = self.node(measure).filter(|node| node.level == Level::Measure) else {
            return Vec::new();
        };
        let performers: BTreeSet<PerformerId> = node.performers.iter().map(|who| who.id).collect();
        let whole = self.early_of_measure(measure, None);
        let mut scopes: Vec<(Scope, Vec<Owing>)> = Vec::new();
        for who in &performers {
            scopes.push((Scope::Performer(Some(*who)), self.early_of_measure(measure, Some(*who))));
        }
        if !whole.is_empty() {
            let above = self.ancestors(measure).map(Scope::Node).chain([Scope::Plan]);
            let nobody = performers.is_empty().then_some(Scope::Performer(None));
            scopes.extend(above.chain(nobody).map(|scope| (scope, whole.clone())));
        }
        scopes
    }
}
