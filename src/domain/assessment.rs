//! Assesses an indicator: its status in a quarter, or over several quarters.

use jiff::civil::Date;

use super::{
    compare::{Verdict, compare},
    debt::Owing,
    gather::{Gap, Gathered},
    id::{IndicatorId, NodeId, PerformerId},
    obligation::{Obligation, ObligationKind, Speaking},
    plan::Plan,
    quarter::{Quarter, Span},
    record::Subject,
    status::{Due, Ratio, Status},
    value::{Comparator, FactValue, Target, TargetValue},
};

/// The assessment of an indicator in a quarter, or over several quarters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The status.
    pub status: Status,
    /// The target that the fact is compared with, or that is still in progress.
    pub target: Option<Target>,
    /// The span of that target.
    pub span: Span,
    /// What was reported: in the quarter, or over the span of a longer target that is due.
    pub fact: FactValue,
    /// Why the facts have no common value that the target could be compared with.
    pub gap: Option<Gap>,
    /// The ratio of fact to target; none where the target is no number, or zero.
    pub ratio: Option<Ratio>,
    /// Whether words were reported where a number was planned.
    pub words_for_number: bool,
    /// What is owed and not there, or came late.
    pub owing: Option<Owing>,
}

impl Assessment {
    fn new(status: Status, span: Span, target: Option<&Target>, fact: FactValue) -> Self {
        Self {
            status,
            target: target.cloned(),
            span,
            fact,
            gap: None,
            ratio: None,
            words_for_number: false,
            owing: None,
        }
    }

    fn gathered(status: Status, span: Span, target: Option<&Target>, fact: Gathered) -> Self {
        Self { gap: fact.gap, ..Self::new(status, span, target, fact.value) }
    }

    /// When a note falls due; none where no note is owed, or where there is one.
    pub fn note_due(&self) -> Option<Due> {
        self.owing.filter(|owing| owing.outcome.is_none() && owing.settled.is_none())?.note
    }

    /// Whether a note is owed on a day.
    pub fn owes_note(&self, as_of: Date) -> bool {
        self.owing.is_some_and(|owing| owing.owes_note(as_of))
    }

    /// Whether it is overdue on a day.
    pub fn is_overdue(&self, as_of: Date) -> bool {
        self.owing.is_some_and(|owing| owing.is_overdue(as_of))
    }
}

impl Plan {
    /// Assesses an indicator in a quarter, for one performer or, without one, in total.
    pub fn assess(&self, id: IndicatorId, quarter: Quarter, who: Option<PerformerId>) -> Assessment {
        let reported = self.fact(id, quarter, who).map_or(FactValue::None, |f| f.value.clone());
        self.assess_reported(id, quarter, who, reported)
    }

    /// Assesses a fact that is still being typed as if it had been entered, for one performer or in total.
    pub fn assess_entry(
        &self,
        id: IndicatorId,
        quarter: Quarter,
        who: Option<PerformerId>,
        typed: &FactValue,
    ) -> Assessment {
        self.assess_reported(id, quarter, who, typed.clone())
    }

    fn assess_reported(
        &self,
        id: IndicatorId,
        quarter: Quarter,
        who: Option<PerformerId>,
        reported: FactValue,
    ) -> Assessment {
        match self.speaking(id, quarter, who) {
            Speaking::Due(owed) => self.assess_due(id, quarter, who, &owed, reported),
            Speaking::Running(owed) => Assessment::new(Status::InProgress, owed.span, owed.target, reported),
            Speaking::Waiting(span, target) => {
                Assessment::new(Status::InProgress, span, Some(target), reported)
            }
            Speaking::Condition(span, target) => {
                let single = span.as_single().is_some();
                let fact = if single { Gathered::of(reported) } else { self.gathered(id, span, who) };
                Assessment::gathered(conditional(&fact), span, Some(target), fact)
            }
            Speaking::Nothing => {
                // A part without a target of its own belongs to the total.
                let is_part = who.is_some();
                let planned = is_part || reported == FactValue::None;
                let status = if planned || self.settles_a_debt(id, quarter, who) {
                    Status::NotPlanned
                } else {
                    Status::UnplannedReported
                };
                Assessment::new(status, Span::single(quarter), None, reported)
            }
        }
    }

    /// Assesses what is due in a quarter.
    fn assess_due(
        &self,
        id: IndicatorId,
        quarter: Quarter,
        who: Option<PerformerId>,
        owed: &Obligation<'_>,
        reported: FactValue,
    ) -> Assessment {
        let mut assessment = match (owed.kind, owed.target) {
            (ObligationKind::Numeric, Some(target)) => {
                let span = Span { first: owed.span.first.min(quarter), last: quarter };
                let gathered = if owed.is_long() {
                    self.gathered_for(id, span, who, &target.value)
                } else {
                    Gathered { value: reported, gap: None }
                };
                self.assess_value(id, owed.span, target, gathered)
            }
            _ => self.assess_deed(id, owed, who, reported),
        };
        assessment.owing = self.owing(id, &assessment, owed, who);
        assessment
    }

    /// Compares the gathered facts with a target that has a figure.
    fn assess_value(&self, id: IndicatorId, span: Span, target: &Target, gathered: Gathered) -> Assessment {
        let comparator = self.indicator(id).map_or(Comparator::AtLeast, |i| i.comparator);
        let Verdict { status, ratio, words } = compare(&target.value, &gathered.value, comparator);
        let assessment = Assessment::new(status, span, Some(target), gathered.value);
        Assessment { ratio, words_for_number: words, gap: gathered.gap, ..assessment }
    }

    /// A deed, or a day to be reached.
    fn assess_deed(
        &self,
        id: IndicatorId,
        owed: &Obligation<'_>,
        who: Option<PerformerId>,
        reported: FactValue,
    ) -> Assessment {
        let reached = self.reached(id, owed, who);
        let in_time = if owed.kind == ObligationKind::Date { Status::Met } else { Status::DeedDone };
        let (status, words) = match &reached {
            Some(reached) if reached.late => (Status::DoneLate, false),
            Some(_) => (in_time, false),
            None if owed.kind == ObligationKind::Deed => (Status::DeedPending, false),
            None if reported == FactValue::None => (Status::NotReported, false),
            // Words, or a number, where a day was planned.
            None => (Status::Partial, true),
        };
        let fact = reached.map_or(reported, |reached| reached.fact);
        Assessment { words_for_number: words, ..Assessment::new(status, owed.span, owed.target, fact) }
    }

    /// The shortfall or delay of an obligation that was assessed.
    fn owing(
        &self,
        id: IndicatorId,
        assessment: &Assessment,
        owed: &Obligation<'_>,
        who: Option<PerformerId>,
    ) -> Option<Owing> {
        let late = assessment.status == Status::DoneLate;
        let short = assessment.status.is_unmet() || late;
        if !short || self.indicator(id).is_none_or(|indicator| !indicator.counts) {
            return None;
        }
        let quarter = owed.quarter();
        let noted = self.fact(id, quarter, who).is_some_and(|fact| !fact.note.trim().is_empty());
        let note = match assessment.status {
            _ if noted => None,
            Status::NotReported => Some(Due::After(owed.due.max(quarter.last_day()))),
            // A target that runs on after the quarter owes no note before its due day.
            Status::Partial | Status::NotStarted if !owed.is_long() => Some(Due::Now),
            _ => Some(Due::After(owed.due)),
        };
        let settled = match owed.kind {
            ObligationKind::Numeric => self.settled_in(id, quarter, who),
            _ => self.reached(id, owed, who).map(|reached| reached.quarter.max(quarter)),
        };
        let outcome = self.decided(Subject::Indicator(id), quarter).map(|decision| decision.outcome);
        Some(Owing { due: owed.due, note, settled, outcome })
    }

    /// What a measure without indicators still owes.
    pub(super) fn owing_of_bare(&self, measure: NodeId, quarter: Quarter) -> Option<Owing> {
        let Speaking::Due(owed) = self.speaking_bare(measure, quarter) else { return None };
        let outcome = self.decided(Subject::Node(measure), quarter).map(|decision| decision.outcome);
        Some(Owing { due: owed.due, note: Some(Due::After(owed.due)), settled: None, outcome })
    }

    /// The status of a measure without indicators: it owes a deed, and no fact says that it was done.
    pub(super) fn bare_status(&self, measure: NodeId, quarter: Quarter) -> Status {
        match self.speaking_bare(measure, quarter) {
            Speaking::Due(_) => Status::DeedPending,
            Speaking::Running(_) => Status::InProgress,
            _ => Status::NotPlanned,
        }
    }

    /// Assesses an indicator over several quarters as one obligation. Over one quarter it is [`Plan::assess`].
    pub fn assess_over(
        &self,
        id: IndicatorId,
        span: Span,
        as_of: Date,
        who: Option<PerformerId>,
    ) -> Assessment {
        if let Some(quarter) = span.as_single() {
            return self.assess(id, quarter, who);
        }
        let due: Vec<Obligation<'_>> =
            self.obligations(id, who).filter(|owed| span.contains(owed.quarter())).collect();
        let Some(last) = due.iter().max_by_key(|owed| owed.due).copied() else {
            return self.assess_without_dues(id, span, who);
        };
        // A target that began before the span is compared with all facts of its own span.
        let inside = due.iter().any(|owed| owed.span.first >= span.first);
        let over = Span { first: if inside { span.first } else { last.span.first }, last: span.last };
        let numeric = self.target_due(id, span, who).filter(|target| is_figure(&target.value));
        if as_of < last.due.min(span.last.last_day()) {
            let shown = numeric.as_ref().or(last.target);
            return Assessment::gathered(Status::InProgress, span, shown, self.gathered(id, span, who));
        }
        let mut assessment = match numeric {
            Some(target) => {
                let gathered = self.gathered_for(id, over, who, &target.value);
                self.assess_value(id, span, &target, gathered)
            }
            None => self.assess_deeds(id, &due, span, who),
        };
        let owed = Obligation { span: over, ..last };
        assessment.owing = self.owing(id, &assessment, &owed, who);
        assessment
    }

    /// Several deeds or dates as one: the worst status counts, and the last of equal ones.
    fn assess_deeds(
        &self,
        id: IndicatorId,
        due: &[Obligation<'_>],
        span: Span,
        who: Option<PerformerId>,
    ) -> Assessment {
        let each = due.iter().map(|owed| {
            let reported = self.fact(id, owed.quarter(), who).map_or(FactValue::None, |f| f.value.clone());
            self.assess_deed(id, owed, who, reported)
        });
        let worst = each.max_by_key(|assessment| assessment.status.severity());
        let unplanned = || Assessment::new(Status::NotPlanned, span, None, FactValue::None);
        Assessment { span, ..worst.unwrap_or_else(unplanned) }
    }

    /// Assesses an indicator over a span in which nothing falls due.
    fn assess_without_dues(&self, id: IndicatorId, span: Span, who: Option<PerformerId>) -> Assessment {
        let fact = self.gathered(id, span, who);
        let mut settles = true;
        let mut condition: Option<(Span, &Target)> = None;
        for quarter in span.quarters() {
            match self.speaking(id, quarter, who) {
                Speaking::Running(owed) => {
                    return Assessment::gathered(Status::InProgress, span, owed.target, fact);
                }
                Speaking::Condition(of, target) | Speaking::Waiting(of, target) => {
                    condition = Some((of, target));
                }
                Speaking::Due(_) => {}
                Speaking::Nothing => {
                    let reported = self.fact(id, quarter, who).is_some_and(super::value::Fact::is_reported);
                    settles &= !reported || self.settles_a_debt(id, quarter, who);
                }
            }
        }
        match condition {
            Some((of, target)) if of.last > span.last => {
                Assessment::gathered(Status::InProgress, span, Some(target), fact)
            }
            Some((_, target)) => Assessment::gathered(conditional(&fact), span, Some(target), fact),
            None if !fact.is_reported() || settles || who.is_some() => {
                Assessment::gathered(Status::NotPlanned, span, None, fact)
            }
            None => Assessment::gathered(Status::UnplannedReported, span, None, fact),
        }
    }

    /// The status of a measure without indicators over several quarters, and what it owes.
    pub(super) fn bare_over(&self, measure: NodeId, span: Span, as_of: Date) -> (Status, Option<Owing>) {
        if let Some(quarter) = span.as_single() {
            return (self.bare_status(measure, quarter), self.owing_of_bare(measure, quarter));
        }
        let owed = self.bare_obligation(measure);
        if !span.contains(owed.quarter()) {
            let runs =
                span.quarters().any(|q| matches!(self.speaking_bare(measure, q), Speaking::Running(_)));
            return (if runs { Status::InProgress } else { Status::NotPlanned }, None);
        }
        if as_of < owed.due.min(span.last.last_day()) {
            return (Status::InProgress, None);
        }
        (Status::DeedPending, self.owing_of_bare(measure, owed.quarter()))
    }
}

const fn conditional(fact: &Gathered) -> Status {
    if fact.is_reported() { Status::ConditionalReported } else { Status::Conditional }
}

pub(super) const fn is_figure(target: &TargetValue) -> bool {
    matches!(target, TargetValue::Number(_) | TargetValue::Compound(_))
}
