//! Findings: what `check` says about a plan in a quarter, as data.

use jiff::civil::Date;

use super::{
    id::{DoubtId, IndicatorId, NodeId, PerformerId},
    plan::Plan,
    quarter::Quarter,
    record::{Acceptance, FindingKind, Subject},
    status::{Due, Status},
    value::{Aggregation, FactValue, Number, TargetValue},
};

/// Something that a person ought to look at before the report is handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is about.
    pub subject: Subject,
    /// The quarter it was found in.
    pub quarter: Quarter,
    /// What was found.
    pub detail: Detail,
    /// Why it was accepted, if it was.
    pub accepted: Option<Acceptance>,
}

/// What was found, with its figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    /// A note is owed for this status.
    NoteOwed(Status),
    /// A numeric fact without dated evidence.
    FactWithoutEvidence(Number),
    /// The fact, and what the evidence adds up to.
    EvidenceDiffers(Number, u32),
    /// A date of a piece of evidence outside the quarter it is reported in, and the evidence's text.
    EvidenceOutsideQuarter(Date, String),
    /// The total, and what the parts add up to.
    SplitDiffers(Number, Number),
    /// The words.
    WordsForNumber(String),
    /// The last day of the term.
    Overdue(Date),
    /// The doubt, its text and the reading taken.
    Doubt(DoubtId, String, String),
}

impl Finding {
    /// Its kind.
    pub const fn kind(&self) -> FindingKind {
        match self.detail {
            Detail::NoteOwed(_) => FindingKind::NoteOwed,
            Detail::FactWithoutEvidence(_) => FindingKind::FactWithoutEvidence,
            Detail::EvidenceDiffers(..) => FindingKind::EvidenceDiffers,
            Detail::EvidenceOutsideQuarter(..) => FindingKind::EvidenceOutsideQuarter,
            Detail::SplitDiffers(..) => FindingKind::SplitDiffers,
            Detail::WordsForNumber(_) => FindingKind::WordsForNumber,
            Detail::Overdue(_) => FindingKind::Overdue,
            Detail::Doubt(..) => FindingKind::Doubt,
        }
    }
}

impl Plan {
    /// Everything found in a quarter on a day, in the order of the outline; doubts of the plan itself first.
    pub fn findings(&self, quarter: Quarter, as_of: Date) -> Vec<Finding> {
        let mut found = Findings { plan: self, quarter, as_of, list: Vec::new() };
        found.doubts(Subject::Plan);
        for (_, id) in self.walk() {
            found.doubts(Subject::Node(id));
            if self.node(id).is_some_and(|n| n.level == super::record::Level::Measure) {
                found.measure(id);
            }
        }
        found.list
    }
}

struct Findings<'a> {
    plan: &'a Plan,
    quarter: Quarter,
    as_of: Date,
    list: Vec<Finding>,
}

impl Findings<'_> {
    fn push(&mut self, subject: Subject, detail: Detail) {
        let mut finding = Finding { subject, quarter: self.quarter, detail, accepted: None };
        finding.accepted = self.plan.acceptance(finding.kind(), subject, self.quarter).cloned();
        self.list.push(finding);
    }

    fn doubts(&mut self, subject: Subject) {
        let plan = self.plan;
        for (id, doubt) in plan.doubts().filter(|(_, d)| d.subject == subject && d.settled.is_none()) {
            self.push(subject, Detail::Doubt(id, doubt.text.clone(), doubt.reading.clone()));
        }
    }

    fn measure(&mut self, measure: NodeId) {
        let plan = self.plan;
        let indicators: Vec<IndicatorId> = plan.indicators(measure).map(|(id, _)| id).collect();
        let mut unmet = false;
        for id in &indicators {
            self.doubts(Subject::Indicator(*id));
            unmet |= self.indicator(*id);
        }
        if indicators.is_empty() && plan.node(measure).is_some_and(|n| n.shares.is_empty()) {
            let status = plan.pending_or_later(measure, self.quarter);
            unmet = status.is_unmet();
            if unmet && Due::After(plan.term_end(measure)).is_due(self.quarter, self.as_of) {
                self.push(Subject::Node(measure), Detail::NoteOwed(status));
            }
        }
        let end = plan.term_end(measure);
        if unmet && end < self.as_of {
            self.push(Subject::Node(measure), Detail::Overdue(end));
        }
        self.evidence(measure, &indicators);
    }

    /// Looks at one indicator; whether something it owes is not met.
    fn indicator(&mut self, id: IndicatorId) -> bool {
        let judgement = self.plan.judge(id, self.quarter, None);
        let subject = Subject::Indicator(id);
        if judgement.words_for_number {
            let raw = self.plan.fact(id, self.quarter, None).map(|f| f.raw.clone()).unwrap_or_default();
            self.push(subject, Detail::WordsForNumber(raw));
        }
        // A control sum repeats what others owe.
        let counts = self.plan.indicator(id).is_some_and(|indicator| indicator.counts);
        if counts && judgement.note_owed.is_some_and(|due| due.is_due(self.quarter, self.as_of)) {
            self.push(subject, Detail::NoteOwed(judgement.status));
        }
        if let Some((total, parts)) = self.split(id) {
            self.push(subject, Detail::SplitDiffers(total, parts));
        }
        counts && self.plan.owes(id, self.quarter, None, judgement.status)
    }

    /// The total and the sum of the parts, where they differ: of facts first, of targets otherwise.
    fn split(&self, id: IndicatorId) -> Option<(Number, Number)> {
        let numbers = |value: &FactValue| if let FactValue::Number(n) = value { Some(*n) } else { None };
        let facts: Vec<(Option<PerformerId>, Number)> = self
            .plan
            .facts(id)
            .filter(|(q, _, _)| *q == self.quarter)
            .filter_map(|(_, who, fact)| Some((who, numbers(&fact.value)?)))
            .collect();
        // The quarter's own targets, or those of a longer period that ends in it.
        let spans = self.plan.targets(id).map(|(span, _, _)| span).filter(|span| span.last == self.quarter);
        let spoken = spans.max_by_key(|span| span.first);
        let targets: Vec<(Option<PerformerId>, Number)> = self
            .plan
            .targets(id)
            .filter(|(span, _, _)| Some(*span) == spoken)
            .filter_map(|(_, who, target)| match target.value {
                TargetValue::Number(n) => Some((who, n)),
                _ => None,
            })
            .collect();
        [facts, targets].into_iter().find_map(|values| {
            let parts = values.iter().filter(|(who, _)| who.is_some()).map(|(_, n)| *n).collect::<Vec<_>>();
            let sum = Aggregation::Sum.over(&parts)?;
            let total = values.iter().find(|(who, _)| who.is_none()).map(|(_, n)| *n).unwrap_or_default();
            (total != sum).then_some((total, sum))
        })
    }

    fn evidence(&mut self, measure: NodeId, indicators: &[IndicatorId]) {
        let plan = self.plan;
        let here: Vec<_> = plan
            .evidence_of(measure)
            .map(|(_, e)| e)
            .filter(|e| plan.evidence_quarter(e) == Some(self.quarter))
            .collect();
        for item in &here {
            let quarter = self.quarter;
            for day in item.dates.iter().filter(|day| Quarter::of(**day) != quarter) {
                self.push(Subject::Node(measure), Detail::EvidenceOutsideQuarter(*day, item.text.clone()));
            }
        }
        let dated = here.iter().any(|e| !e.dates.is_empty());
        let count: u32 = here.iter().map(|e| e.count_for(measure)).sum();
        let facts: Vec<(IndicatorId, Number)> = indicators
            .iter()
            .filter(|id| self.is_counted_by_evidence(**id))
            .filter_map(|id| match plan.fact(*id, self.quarter, None)?.value {
                FactValue::Number(n) => Some((*id, n)),
                _ => None,
            })
            .collect();
        if !dated {
            for (id, fact) in facts.into_iter().filter(|(_, fact)| !fact.is_zero()) {
                self.push(Subject::Indicator(id), Detail::FactWithoutEvidence(fact));
            }
        } else if let [(id, fact), ..] = facts.as_slice()
            && !facts.iter().any(|(_, fact)| *fact == Number::from(count))
        {
            // With several indicators (events and people, say) the evidence counts one of them.
            self.push(Subject::Indicator(*id), Detail::EvidenceDiffers(*fact, count));
        }
    }

    /// Shares, money and the like are not made of events.
    fn is_counted_by_evidence(&self, id: IndicatorId) -> bool {
        let Some(indicator) = self.plan.indicator(id) else { return false };
        let unit = indicator.unit.as_deref().unwrap_or_default();
        let measured = indicator.is_percentage() || super::unit::factor("грн", unit).is_some();
        indicator.counts && indicator.aggregation == Aggregation::Sum && !measured
    }
}
