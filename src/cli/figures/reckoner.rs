//! Computes the figures of a plan and of its groups: by level, performer, quarter and unit.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{
    super::{args::By, words::Words},
    Figures, NamedFigures,
};
use crate::domain::{DebtCounts, Level, NodeId, PaceCounts, PerformerId, Plan, Scope, Span, Tally};

/// Computes the figures of a plan in one or several quarters on a day.
pub(in crate::cli) struct Reckoner<'a> {
    plan: &'a Plan,
    span: Span,
    as_of: Date,
    /// The measure, or the node above measures, of each unsettled doubt; none for a doubt about the plan.
    doubts: Vec<Option<NodeId>>,
}

impl<'a> Reckoner<'a> {
    /// For a plan, a span of quarters, and a day.
    pub fn new(plan: &'a Plan, span: Span, as_of: Date) -> Self {
        let open = plan.doubts().filter(|(_, doubt)| doubt.settled.is_none());
        let doubts = open.map(|(_, doubt)| plan.measure_at(doubt.subject)).collect();
        Self { plan, span, as_of, doubts }
    }

    /// The whole plan.
    pub fn total(&self) -> Figures {
        Figures::of(self.plan.figures(self.span, self.as_of), self.as_of)
    }

    /// The groups, in the order of the outline or of time.
    pub fn groups(&self, by: By, words: &Words) -> Vec<NamedFigures> {
        match by {
            By::Goal => self.by_level(Level::Goal),
            By::Task => self.by_level(Level::Task),
            By::Subtask => self.by_level(Level::Subtask),
            By::Unit => self.by_unit(),
            By::Performer => self.by_performer(),
            By::Quarter => self.by_quarter(words),
        }
    }

    fn tally(&self, scope: Scope) -> Tally {
        self.plan.tally_over(scope, self.span, self.as_of)
    }

    fn figures(&self, scope: Scope, tally: Tally, nodes: &BTreeSet<NodeId>, doubts: usize) -> Figures {
        let debts = self.plan.debts_before(scope, self.span.first, self.as_of);
        let pace = self.plan.pace_counts(scope, self.span, self.as_of);
        let shared = matches!(scope, Scope::Performer(_)).then_some(tally.shared);
        self.figures_of(tally, (debts, pace, shared), nodes, doubts)
    }

    fn figures_of(
        &self,
        tally: Tally,
        (debts, pace, shared): (DebtCounts, PaceCounts, Option<u32>),
        nodes: &BTreeSet<NodeId>,
        doubts: usize,
    ) -> Figures {
        let count = |level: Level| {
            nodes.iter().filter(|id| self.plan.node(**id).is_some_and(|n| n.level == level)).count()
        };
        let (goals, tasks) = (count(Level::Goal), count(Level::Task));
        Figures { goals, tasks, tally, doubts, debts, pace, shared, as_of: self.as_of }
    }

    fn doubts_in(&self, nodes: &BTreeSet<NodeId>) -> usize {
        self.doubts.iter().flatten().filter(|id| nodes.contains(id)).count()
    }

    fn by_level(&self, level: Level) -> Vec<NamedFigures> {
        let plan = self.plan;
        let heads: Vec<NodeId> = plan
            .walk()
            .map(|(_, id)| id)
            .filter(|id| plan.node(*id).is_some_and(|n| n.level == level))
            .collect();
        let mut rest = self.figures(Scope::Plan, self.tally(Scope::Plan), &BTreeSet::new(), 0);
        let mut grouped = BTreeSet::new();
        let mut groups: Vec<NamedFigures> = Vec::new();
        for head in heads {
            let below: BTreeSet<NodeId> =
                std::iter::once(head).chain(plan.walk_under(Some(head)).map(|(_, id)| id)).collect();
            let doubts = self.doubts_in(&below);
            let with_above: BTreeSet<NodeId> = below.iter().copied().chain(plan.ancestors(head)).collect();
            let scope = Scope::Node(head);
            let figures = self.figures(scope, self.tally(scope), &with_above, doubts);
            // In damaged data a node can lie inside another of its level, which counts it already.
            if !grouped.contains(&head) {
                rest.subtract(&figures);
            }
            groups.push(NamedFigures {
                key: plan.address(head),
                title: plan.node(head).map(|n| n.title.clone()).unwrap_or_default(),
                figures,
            });
            grouped.extend(below);
        }
        if rest.tally.measures > 0 || groups.is_empty() {
            let nodes: BTreeSet<NodeId> =
                plan.walk().map(|(_, id)| id).filter(|id| !grouped.contains(id)).collect();
            let doubts = self.doubts.len() - self.doubts_in(&grouped);
            let parts = (rest.debts, rest.pace, None);
            groups.push(nameless(self.figures_of(rest.tally, parts, &nodes, doubts)));
        }
        groups
    }

    fn by_performer(&self) -> Vec<NamedFigures> {
        let plan = self.plan;
        let mut order: Vec<PerformerId> = Vec::new();
        let mut nobodys: BTreeSet<NodeId> = BTreeSet::new();
        for (id, node) in plan.measures() {
            if node.performers.is_empty() {
                nobodys.insert(id);
            }
            for performer in &node.performers {
                if !order.contains(&performer.id) {
                    order.push(performer.id);
                }
            }
        }
        if order.is_empty() {
            return vec![nameless(self.total())];
        }
        let mut groups: Vec<NamedFigures> = order.into_iter().map(|who| self.performer(who)).collect();
        let rest = self.tally(Scope::Performer(None));
        if rest.measures > 0 {
            let doubts = self.doubts_in(&nobodys);
            let nodes = self.with_ancestors(&nobodys);
            groups.push(nameless(self.figures(Scope::Performer(None), rest, &nodes, doubts)));
        }
        groups
    }

    fn performer(&self, who: PerformerId) -> NamedFigures {
        let measures: BTreeSet<NodeId> = self
            .plan
            .measures()
            .filter(|(_, node)| node.performers.iter().any(|p| p.id == who))
            .map(|(id, _)| id)
            .collect();
        let name = self.plan.performer(who).map(|p| p.name.clone()).unwrap_or_default();
        let tally = self.tally(Scope::Performer(Some(who)));
        let doubts = self.doubts_in(&measures);
        NamedFigures {
            key: name.clone(),
            title: name,
            figures: self.figures(
                Scope::Performer(Some(who)),
                tally,
                &self.with_ancestors(&measures),
                doubts,
            ),
        }
    }

    fn with_ancestors(&self, measures: &BTreeSet<NodeId>) -> BTreeSet<NodeId> {
        measures.iter().flat_map(|id| std::iter::once(*id).chain(self.plan.ancestors(*id))).collect()
    }

    fn by_quarter(&self, words: &Words) -> Vec<NamedFigures> {
        self.span
            .quarters()
            .map(|quarter| NamedFigures {
                key: quarter.to_string(),
                title: words.quarter(quarter),
                figures: Self::new(self.plan, Span::single(quarter), self.as_of).total(),
            })
            .collect()
    }

    /// The indicators grouped by unit; those without one, and measures without indicators, come last.
    fn by_unit(&self) -> Vec<NamedFigures> {
        let mut groups: Vec<NamedFigures> = self
            .plan
            .unit_tallies(self.span, self.as_of)
            .into_iter()
            .map(|(unit, of)| {
                let nodes = self.with_ancestors(&of.measures);
                let parts = (of.debts, of.pace, None);
                let figures = self.figures_of(of.tally, parts, &nodes, self.doubts_in(&of.measures));
                NamedFigures { key: unit.clone(), title: unit, figures }
            })
            .collect();
        groups.sort_by_key(|group| group.key.is_empty());
        groups
    }
}

fn nameless(figures: Figures) -> NamedFigures {
    NamedFigures { key: String::new(), title: String::new(), figures }
}
