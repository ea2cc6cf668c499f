//! The figures of a plan by unit, calculated when they are asked for.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{
    debt::{DebtCounts, Owing},
    id::{IndicatorId, NodeId},
    plan::Plan,
    quarter::{Quarter, Span},
    tally::{PaceCounts, Tally},
};

/// The figures of one unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitFigures {
    /// The measures it belongs to.
    pub measures: BTreeSet<NodeId>,
    /// The figures, without evidence.
    pub tally: Tally,
    /// The debts from before.
    pub debts: DebtCounts,
    /// Longer targets by their pace.
    pub pace: PaceCounts,
}

impl Plan {
    /// The figures of the indicators by unit, over one quarter or several as one. Deeds of measures without
    /// indicators have the empty unit.
    pub fn unit_tallies(&self, span: Span, as_of: Date) -> BTreeMap<String, UnitFigures> {
        let mut units: BTreeMap<String, UnitFigures> = BTreeMap::new();
        let earlier = Span::new(self.period().first, span.first.previous());
        for (measure, _) in self.measures() {
            if self.is_bare(measure) {
                let figures = units.entry(String::new()).or_default();
                let (status, owing) = self.bare_over(measure, span, as_of);
                figures.tally.add_status(status, owing);
                figures.measures.insert(measure);
                let quarters = earlier.iter().flat_map(|span| span.quarters());
                let owed = quarters.filter_map(|quarter| self.owing_of_bare(measure, quarter));
                figures.count_debts(span.first, as_of, self.early_of_bare(measure).into_iter().chain(owed));
            }
            for (id, indicator) in self.indicators(measure).filter(|(_, indicator)| indicator.counts) {
                let unit = indicator.unit.clone().unwrap_or_default();
                let figures = units.entry(unit).or_default();
                figures.measures.insert(measure);
                let judged = self.assess_over(id, span, as_of, None);
                figures.tally.add_assessment(&judged, indicator);
                if let Some(paced) = self.pace_over(id, span, as_of, None) {
                    figures.pace.add(paced.pace);
                }
                let early = self.early_of(id, None).into_iter();
                figures.count_debts(span.first, as_of, early.chain(self.owing_in(id, earlier)));
            }
        }
        for figures in units.values_mut() {
            figures.tally.measures = u32::try_from(figures.measures.len()).unwrap_or(u32::MAX);
        }
        units
    }

    fn owing_in(&self, id: IndicatorId, span: Option<Span>) -> impl Iterator<Item = Owing> + '_ {
        let quarters: Vec<Quarter> = span.iter().flat_map(|span| span.quarters()).collect();
        quarters.into_iter().filter_map(move |quarter| self.assess(id, quarter, None).owing)
    }
}

impl UnitFigures {
    fn count_debts(&mut self, quarter: Quarter, as_of: Date, owing: impl Iterator<Item = Owing>) {
        let counted: BTreeMap<Owing, u32> = owing.fold(BTreeMap::new(), |mut all, owing| {
            *all.entry(owing).or_default() += 1;
            all
        });
        self.debts = self.debts.plus(DebtCounts::before(quarter, as_of, [&counted]));
    }
}
