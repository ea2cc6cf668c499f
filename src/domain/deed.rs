//! Deeds: what is owed without a figure, and when it is due.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{
    id::{IndicatorId, NodeId, PerformerId},
    plan::Plan,
    quarter::Quarter,
    status::{Due, Status},
    value::FactValue,
};

impl Plan {
    /// A deed is pending from its term's first quarter, and done from the quarter in which it was done.
    pub(super) fn deed_status(&self, id: IndicatorId, quarter: Quarter, who: Option<PerformerId>) -> Status {
        if self.done_by(id, quarter, quarter, who) {
            return Status::DeedDone;
        }
        match self.measure_of(id) {
            Some(measure) => self.pending_or_later(measure, quarter),
            None => Status::DeedPending,
        }
    }

    /// Whether the deed that a quarter owes was done by the end of another. What was done for a target of
    /// another quarter does not speak for this one.
    fn done_by(&self, id: IndicatorId, quarter: Quarter, by: Quarter, who: Option<PerformerId>) -> bool {
        let span = |quarter: Quarter| self.target_in(id, quarter, who).map(|(span, _)| span);
        let owed = span(quarter);
        self.facts(id)
            .filter(|(q, of, fact)| *of == who && *q <= by && is_done(&fact.value))
            .any(|(q, _, _)| span(q).is_none_or(|of| Some(of) == owed))
    }

    /// Whether a status leaves something owed: a deed that was done within its term owes nothing in the
    /// quarters before, where it was still pending.
    pub fn owes(&self, id: IndicatorId, quarter: Quarter, who: Option<PerformerId>, status: Status) -> bool {
        if status != Status::DeedPending {
            return status.is_unmet();
        }
        let end = self.measure_of(id).map_or(quarter, |measure| Quarter::of(self.term_end(measure)));
        !self.done_by(id, quarter, end.max(quarter), who)
    }

    /// What a measure without any indicator stands at: it owes a deed.
    pub(super) fn pending_or_later(&self, measure: NodeId, quarter: Quarter) -> Status {
        let term = self.node(measure).and_then(|n| n.term.as_ref());
        let first = term.map_or(self.period().first, |t| t.first_quarter(self.period()));
        if quarter < first { Status::NotPlanned } else { Status::DeedPending }
    }

    /// The last day of what a measure owes: of its term, or of the plan.
    pub fn term_end(&self, measure: NodeId) -> Date {
        let term = self.node(measure).and_then(|n| n.term.as_ref());
        term.map_or_else(|| self.period().last.last_day(), |t| t.last_day(self.period()))
    }

    /// When a note falls due that a status calls for.
    pub(super) fn note_due(&self, id: IndicatorId, status: Status) -> Option<Due> {
        match status {
            Status::Partial | Status::NotStarted => Some(Due::Now),
            Status::NotReported => Some(Due::QuarterEnd),
            Status::DeedPending => self.measure_of(id).map(|m| Due::After(self.term_end(m))),
            _ => None,
        }
    }
}

/// Whether a reported value says that a deed was done. Words alone do not: they may say why it was not.
fn is_done(value: &FactValue) -> bool {
    match value {
        FactValue::Done | FactValue::Date(_) => true,
        FactValue::Number(n) => n.0 > Decimal::ZERO,
        _ => false,
    }
}
