//! Findings about an indicator's target and facts.

use super::{Detail, Findings};
use crate::domain::{
    id::IndicatorId,
    pace::Pace,
    record::{Indicator, Subject},
    value::{Aggregation, FactValue, Number},
};

impl Indicator {
    /// Whether the indicator counts things, so that a negative fact is a mistake.
    pub(in crate::domain) fn is_count(&self) -> bool {
        self.aggregation == Aggregation::Sum && !self.is_percentage() && !self.is_money()
    }

    /// Whether it is money.
    pub(in crate::domain) fn is_money(&self) -> bool {
        let unit = self.unit.as_deref().unwrap_or_default();
        crate::domain::unit::factor("грн", unit).is_some()
    }
}

impl Findings<'_> {
    /// Checks one indicator.
    pub(super) fn indicator(&mut self, id: IndicatorId) {
        let Some(indicator) = self.plan.indicator(id) else { return };
        let assessment = self.plan.assess(id, self.quarter, None);
        let subject = Subject::Indicator(id);
        if assessment.words_for_number {
            let raw = self.plan.fact(id, self.quarter, None).map(|f| f.raw.clone()).unwrap_or_default();
            self.push(subject, Detail::WordsForNumber(raw));
        }
        // A control sum owes nothing, because it repeats what others owe.
        if indicator.counts {
            self.owing(subject, assessment.status, assessment.owing);
            self.pace(id);
        }
        self.parts(id);
        self.percentage(id, indicator);
        if let Some(fact) = self.below_zero(id, indicator) {
            self.push(subject, Detail::Negative(fact));
        }
    }

    /// Reports a longer target that is behind or broken; nothing in a quarter that has not begun.
    fn pace(&mut self, id: IndicatorId) {
        if self.quarter.first_day() > self.as_of {
            return;
        }
        let Some(paced) = self.plan.pace(id, self.quarter, self.as_of, None) else { return };
        let subject = Subject::Indicator(id);
        match paced.pace {
            Pace::Behind => self.push(subject, Detail::BehindPace(Box::new(paced))),
            Pace::Broken => self.push(subject, Detail::LimitBroken(Box::new(paced))),
            Pace::Ahead | Pace::On => {}
        }
    }

    fn percentage(&mut self, id: IndicatorId, indicator: &Indicator) {
        if !indicator.is_percentage() {
            return;
        }
        if indicator.aggregation == Aggregation::Sum {
            self.push(Subject::Indicator(id), Detail::PercentSummed);
        }
        if let Some(bare) = self.bare_among_shares(id, indicator) {
            self.push(Subject::Indicator(id), Detail::ShareIncomplete(bare));
        }
    }

    /// A bare percentage of the quarter, where facts of other quarters or performers are shares.
    fn bare_among_shares(&self, id: IndicatorId, indicator: &Indicator) -> Option<Number> {
        if !matches!(indicator.aggregation, Aggregation::Sum | Aggregation::Mean) {
            return None;
        }
        let facts: Vec<_> = self.plan.facts(id).collect();
        let here = facts.iter().filter(|(quarter, ..)| *quarter == self.quarter);
        here.filter_map(|(_, who, fact)| match fact.value {
            FactValue::Number(bare) => Some((*who, bare)),
            _ => None,
        })
        .find(|(who, _)| {
            facts.iter().any(|(quarter, whose, fact)| {
                let beside = whose == who || (whose.is_some() && who.is_some() && *quarter == self.quarter);
                beside && matches!(fact.value, FactValue::Share(..))
            })
        })
        .map(|(_, bare)| bare)
    }

    fn below_zero(&self, id: IndicatorId, indicator: &Indicator) -> Option<Number> {
        let facts = self.plan.facts(id).filter(|(quarter, ..)| *quarter == self.quarter);
        let mut numbers = facts.flat_map(|(.., fact)| match &fact.value {
            FactValue::Number(number) => std::slice::from_ref(number),
            FactValue::Compound(numbers) => numbers.as_slice(),
            _ => &[],
        });
        numbers.find(|number| indicator.is_count() && **number < Number::ZERO).copied()
    }
}
