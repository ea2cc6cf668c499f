//! What a performer has in a plan, and which values of two performers clash: shown before they are merged.

use super::{
    field_change::ChangedField,
    id::{IndicatorId, NodeId, PerformerId},
    plan::Plan,
};

/// What a performer has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holdings {
    /// Measures that name him.
    pub measures: usize,
    /// Targets of his own.
    pub targets: usize,
    /// Facts of his own.
    pub facts: usize,
    /// Pieces of evidence.
    pub evidence: usize,
}

/// A value that two performers both have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// Of which indicator.
    pub indicator: IndicatorId,
    /// Which value: a target or a fact.
    pub field: ChangedField,
    /// The value of the performer who is removed.
    pub from: String,
    /// The value of the performer who stays.
    pub into: String,
}

impl Plan {
    /// The measures that name a performer, in the order of the outline.
    pub fn measures_of(&self, who: PerformerId) -> impl Iterator<Item = NodeId> + '_ {
        let names = move |performers: &[super::record::PerformerRef]| performers.iter().any(|p| p.id == who);
        self.measures().filter(move |(_, node)| names(&node.performers)).map(|(id, _)| id)
    }

    /// What one or two performers have; each measure counts once.
    pub fn holdings(&self, who: &[PerformerId]) -> Holdings {
        let has = |performer: Option<PerformerId>| performer.is_some_and(|id| who.contains(&id));
        let mut holdings = Holdings {
            evidence: self.all_evidence().filter(|(_, evidence)| has(evidence.performer)).count(),
            ..Holdings::default()
        };
        for (id, measure) in self.measures() {
            holdings.measures += usize::from(measure.performers.iter().any(|p| has(Some(p.id))));
            for (indicator, _) in self.indicators(id) {
                holdings.targets += self.targets(indicator).filter(|(_, who, _)| has(*who)).count();
                holdings.facts += self.facts(indicator).filter(|(_, who, _)| has(*who)).count();
            }
        }
        holdings
    }

    /// The values that both performers have and that differ.
    pub fn clashes(&self, from: PerformerId, into: PerformerId) -> Vec<Clash> {
        let mut clashes = Vec::new();
        for (id, _) in self.measures().flat_map(|(measure, _)| self.indicators(measure)) {
            for (span, _, target) in self.targets(id).filter(|(_, who, _)| *who == Some(from)) {
                if let Some(other) = self.target(id, span, Some(into)).filter(|other| *other != target) {
                    let (from, into) = (target.wording(), other.wording());
                    clashes.push(Clash {
                        indicator: id,
                        field: ChangedField::Target(span, None),
                        from,
                        into,
                    });
                }
            }
            for (quarter, _, fact) in self.facts(id).filter(|(_, who, _)| *who == Some(from)) {
                let other = self.fact(id, quarter, Some(into)).filter(|other| other.value != fact.value);
                if let Some(other) = other.filter(|other| other.is_reported() && fact.is_reported()) {
                    let (from, into) = (fact.wording(), other.wording());
                    clashes.push(Clash {
                        indicator: id,
                        field: ChangedField::Fact(quarter, None),
                        from,
                        into,
                    });
                }
            }
        }
        clashes
    }
}
