//! Deeds and dates: obligations without a figure, and whether they were met in time.

use jiff::civil::Date;
use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

use super::{
    change::Edit,
    id::{IndicatorId, PerformerId},
    obligation::{Obligation, ObligationKind},
    plan::Plan,
    quarter::{Quarter, Span},
    record::{Record, RecordKey},
    value::{FactValue, TargetValue},
};

/// How a deed was done, or a day reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reached {
    /// The quarter of the fact.
    pub quarter: Quarter,
    /// The fact.
    pub fact: FactValue,
    /// Whether it was after the due day.
    pub late: bool,
}

impl Plan {
    /// Whether a deed was done or a date reached, by the earliest fact that reports it. A fact for the target of
    /// another quarter does not count.
    pub(super) fn reached(
        &self,
        id: IndicatorId,
        owed: &Obligation<'_>,
        who: Option<PerformerId>,
    ) -> Option<Reached> {
        let own =
            |quarter: Quarter| self.target(id, Span::single(quarter), who).map(|_| Span::single(quarter));
        let (quarter, _, fact) = self
            .facts(id)
            .filter(|(_, of, fact)| *of == who && says_done(owed.kind, &fact.value))
            .find(|(q, _, _)| own(*q).is_none_or(|span| span == owed.span))?;
        let day = if let FactValue::Date(day) = fact.value { Some(day) } else { None };
        let evidence = || self.last_evidence(id, quarter);
        let late = quarter > owed.quarter()
            || day.is_some_and(|day| day > owed.due)
            || evidence().is_some_and(|day| day > owed.due);
        Some(Reached { quarter, fact: fact.value.clone(), late })
    }

    /// The last date of the evidence for a deed; only dates of the quarter where each quarter owes the deed again.
    fn last_evidence(&self, id: IndicatorId, quarter: Quarter) -> Option<Date> {
        let measure = self.measure_of(id)?;
        if self.counted_indicator(measure) != Some(id) {
            return None;
        }
        let repeated =
            self.targets(id).filter(|(_, _, target)| target.value != TargetValue::Condition).count() > 1;
        let counts = |evidence: &super::record::Evidence| {
            !repeated || self.evidence_quarter(evidence) == Some(quarter)
        };
        let dates = self.evidence_of(measure).filter(|(_, e)| counts(e)).flat_map(|(_, e)| e.dates.iter());
        dates.max().copied()
    }
}

/// Whether a reported value means that a deed was done or a date reached. Words alone do not, because they may
/// explain why it was not.
fn says_done(kind: ObligationKind, value: &FactValue) -> bool {
    match value {
        FactValue::Done | FactValue::Date(_) => true,
        FactValue::Number(n) => kind == ObligationKind::Deed && n.0 > Decimal::ZERO,
        FactValue::Share(n, _) => kind == ObligationKind::Deed && n.0 > Decimal::ZERO,
        FactValue::None | FactValue::Compound(_) | FactValue::Text | FactValue::NoOccasion => false,
    }
}

/// The indicators without a name that edits create or remove. A deed comes with such a one.
pub(super) fn unnamed_indicators(edits: &[Edit]) -> FxHashSet<IndicatorId> {
    let unnamed = |edit: &Edit| match (edit.key, &edit.before, &edit.after) {
        (RecordKey::Indicator(id), None, Some(Record::Indicator(made)))
        | (RecordKey::Indicator(id), Some(Record::Indicator(made)), None) => {
            Some(id).filter(|_| made.name.is_empty())
        }
        _ => None,
    };
    edits.iter().filter_map(unnamed).collect()
}

/// Whether an edit is the target of a deed that is created with its first fact, or removed with it. It touches no
/// quarter, because it spans the whole plan and adds nothing to what the measure owed before. `unnamed` are the
/// [`unnamed_indicators`] of its change.
pub(super) fn comes_with_a_deed(unnamed: &FxHashSet<IndicatorId>, edit: &Edit) -> bool {
    let RecordKey::Target(id, ..) = edit.key else { return false };
    let is_deed = |record: &Option<Record>| match record {
        Some(Record::Target(target)) => target.value == TargetValue::Deed,
        _ => true,
    };
    is_deed(&edit.before) && is_deed(&edit.after) && unnamed.contains(&id)
}
