//! Totals of facts and targets that follow their parts.
//!
//! A total that was made of its parts, or was missing, is made anew where a part changes. A total that somebody entered
//! stays, even where it is equal to the sum, and `check` reports a difference. Only an entered total has a wording.
//! Parts that do not add up make no total.

use std::{collections::BTreeSet, sync::Arc};

use super::{Builder, fact};
use crate::{
    domain::{
        id::{IndicatorId, PerformerId},
        quarter::{Quarter, Span},
        record::{Indicator, Record, RecordKey},
        value::{Fact, FactValue, Target, TargetValue},
    },
    text::surely::impossible,
};

/// The total of an indicator that performers have parts in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Total {
    /// What was done in a quarter.
    Fact(IndicatorId, Quarter),
    /// What is planned for a span.
    Target(IndicatorId, Span),
}

impl Total {
    /// What the parts come to, including the edits of this command; taken before a part changes, because it tells
    /// whether the total was made of them.
    pub(super) fn sum(self, builder: &Builder<'_>) -> Option<FactValue> {
        let Some(Record::Indicator(indicator)) = builder.current(&RecordKey::Indicator(self.indicator()))
        else {
            return impossible();
        };
        let parts = self.performers(builder).into_iter();
        let parts = parts.filter_map(|who| builder.current(&self.key(Some(who))));
        self.sum_of(&indicator, &parts.collect::<Vec<_>>())
    }

    /// Makes the total anew after a part changed; `before` is what the parts came to.
    pub(super) fn follow(self, builder: &mut Builder<'_>, before: Option<&FactValue>) {
        let record = builder.current(&self.key(None));
        let made = match &record {
            Some(Record::Fact(fact)) if fact.is_reported() => {
                fact.raw.is_empty() && before == Some(&fact.value)
            }
            Some(Record::Target(target)) => {
                target.raw.is_empty() && before.and_then(planned).as_ref() == Some(&target.value)
            }
            _ => true,
        };
        if !made {
            return;
        }
        let now = self.sum(builder);
        match self {
            Self::Fact(..) => {
                let note = match record {
                    Some(Record::Fact(fact)) => Arc::unwrap_or_clone(fact).note,
                    _ => String::new(),
                };
                let value = now.unwrap_or(FactValue::None);
                fact::put(builder, self.key(None), Fact { value, ..Fact::note_only(note) });
            }
            Self::Target(..) => {
                let value = now.as_ref().and_then(planned);
                let target = value.map(|value| Target { value, raw: String::new() });
                builder.set(self.key(None), target.map(Record::from));
            }
        }
    }

    const fn indicator(self) -> IndicatorId {
        match self {
            Self::Fact(id, _) | Self::Target(id, _) => id,
        }
    }

    /// The key of a performer's part, or of the total.
    const fn key(self, who: Option<PerformerId>) -> RecordKey {
        match self {
            Self::Fact(id, quarter) => RecordKey::Fact(id, quarter, who),
            Self::Target(id, span) => RecordKey::Target(id, span, who),
        }
    }

    /// The performers who have a part, or had one before this command.
    fn performers(self, builder: &Builder<'_>) -> BTreeSet<PerformerId> {
        let part = |key: RecordKey| match key {
            RecordKey::Fact(id, quarter, who) if Self::Fact(id, quarter) == self => who,
            RecordKey::Target(id, span, who) if Self::Target(id, span) == self => who,
            _ => None,
        };
        let plan = builder.plan;
        let mut all: BTreeSet<PerformerId> = builder.edits.iter().filter_map(|edit| part(edit.key)).collect();
        match self {
            Self::Fact(id, of) => {
                all.extend(
                    plan.facts(id).filter(|(quarter, ..)| *quarter == of).filter_map(|(_, who, _)| who),
                );
            }
            Self::Target(id, of) => {
                all.extend(plan.targets(id).filter(|(span, ..)| *span == of).filter_map(|(_, who, _)| who));
            }
        }
        all
    }

    fn sum_of(self, indicator: &Indicator, parts: &[Record]) -> Option<FactValue> {
        match self {
            Self::Target(..) => indicator.total_of_targets(parts.iter().filter_map(|part| match part {
                Record::Target(target) => Some(&target.value),
                _ => None,
            })),
            Self::Fact(..) => {
                let values = parts.iter().filter_map(|part| match part {
                    Record::Fact(fact) if fact.is_reported() => Some(&fact.value),
                    _ => None,
                });
                indicator.total_of(&values.collect::<Vec<_>>()).total()
            }
        }
    }
}

/// A sum as what is planned; none for one that no target can say.
fn planned(figure: &FactValue) -> Option<TargetValue> {
    match figure {
        FactValue::Number(number) => Some(TargetValue::Number(*number)),
        FactValue::Compound(parts) => Some(TargetValue::Compound(parts.clone())),
        _ => None,
    }
}
