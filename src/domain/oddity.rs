//! Facts that are far from the plan and from the previous quarter. They are most often typing errors, so the person
//! who types one is asked about it once.

use super::{
    entry::wanted,
    id::{IndicatorId, PerformerId},
    plan::Plan,
    quarter::Quarter,
    value::{FactValue, Number, TargetValue},
};

/// A fact is odd at so many times the fact of the previous quarter,
const TIMES_PREVIOUS: u32 = 10;
/// and above so many times the planned figure.
const TIMES_PLANNED: u32 = 3;
/// A smaller figure is never odd, because a typing error adds a digit.
const LEAST: u32 = 10;

/// An odd fact with the figures that it is far from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Oddity {
    /// The fact.
    pub fact: Number,
    /// What is planned.
    pub planned: Option<Number>,
    /// The fact of the previous quarter.
    pub previous: Option<Number>,
}

impl Plan {
    /// Whether a fact is odd: over 300 % of the planned figure; or ten times the previous quarter, unless the plan
    /// expects as much.
    pub fn oddity(
        &self,
        id: IndicatorId,
        quarter: Quarter,
        who: Option<PerformerId>,
        value: &FactValue,
    ) -> Option<Oddity> {
        let FactValue::Number(fact) = *value else { return None };
        if fact < Number::from(LEAST) {
            return None;
        }
        let comparator = self.indicator(id)?.comparator;
        let target = self.target_in(id, quarter, who).map(|(_, target)| wanted(target, comparator).value);
        let positive = |number: Number| (number > Number::ZERO).then_some(number);
        let planned = match target {
            Some(TargetValue::Number(planned)) => positive(planned),
            _ => None,
        };
        let previous =
            self.fact(id, quarter.previous(), who).and_then(|fact| fact.value.number()).and_then(positive);
        let times = |number: Number, by: u32| number.times(by.into());
        let over = planned.is_some_and(|planned| fact > times(planned, TIMES_PLANNED));
        let leapt = previous.is_some_and(|previous| fact >= times(previous, TIMES_PREVIOUS))
            && planned.is_none_or(|planned| fact > planned);
        (over || leapt).then_some(Oddity { fact, planned, previous })
    }
}
