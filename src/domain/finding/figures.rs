//! The figures of an acceptance, and whether it still applies.

use crate::domain::{
    finding::parts::Parts,
    id::IndicatorId,
    plan::Plan,
    quarter::Quarter,
    record::{Acceptance, AcceptedFigures, FindingKind, Subject},
    value::FactValue,
};

impl Acceptance {
    /// Whether it still applies: the finding has the same figures as when it was accepted. An acceptance without
    /// recorded figures always applies.
    pub fn holds(&self, now: Option<&AcceptedFigures>) -> bool {
        self.figures.is_none() || now.is_none() || self.figures.as_ref() == now
    }
}

impl Plan {
    /// The acceptance of a finding. For findings that no quarter is named for, an acceptance in any quarter
    /// applies.
    pub fn accepted_as(&self, kind: FindingKind, subject: Subject, quarter: Quarter) -> Option<&Acceptance> {
        self.acceptance(kind, subject, quarter).or_else(|| {
            let mut any = self.accepted.iter().filter(|((of, about, _), _)| *of == kind && *about == subject);
            any.next().filter(|_| kind.is_timeless()).map(|(_, stored)| &*stored.value)
        })
    }

    /// The figures of a finding: target, fact, the sums of the evidence and of the parts, and the note.
    pub fn figures_of(
        &self,
        kind: FindingKind,
        subject: Subject,
        quarter: Quarter,
    ) -> Option<AcceptedFigures> {
        if kind.is_timeless() {
            return None;
        }
        match subject {
            Subject::Plan => None,
            Subject::Node(measure) => Some(AcceptedFigures {
                target: None,
                fact: FactValue::None,
                words: String::new(),
                evidence: self.evidence_count(measure, quarter),
                parts: None,
                note: String::new(),
            }),
            Subject::Indicator(id) => Some(self.figures_of_indicator(kind, id, quarter)),
        }
    }

    fn figures_of_indicator(&self, kind: FindingKind, id: IndicatorId, quarter: Quarter) -> AcceptedFigures {
        let judged = self.assess(id, quarter, None);
        let fact = self.fact(id, quarter, None);
        // A pace is based on all quarters so far.
        let paced = kind.is_pace().then(|| self.pace_ended(id, quarter, quarter, None)).flatten();
        let (target, value) = match paced {
            Some(paced) => (Some(paced.target.value), paced.so_far),
            None => (judged.target.map(|target| target.value), judged.fact),
        };
        let text = fact.filter(|_| value == FactValue::Text).map(|fact| fact.raw.clone());
        AcceptedFigures {
            target,
            words: text.unwrap_or_default(),
            fact: value,
            evidence: self.measure_of(id).map_or(0, |measure| self.evidence_count(measure, quarter)),
            parts: self.parts_of(id, quarter),
            note: fact.map(|fact| fact.note.trim().to_owned()).unwrap_or_default(),
        }
    }

    /// The sum of the performers' parts in a quarter; none where there are no parts, or they make no total.
    fn parts_of(&self, id: IndicatorId, quarter: Quarter) -> Option<crate::domain::value::Number> {
        let parts =
            self.facts(id).filter(|(q, who, fact)| *q == quarter && who.is_some() && fact.is_reported());
        let parts: Vec<&FactValue> = parts.map(|(.., fact)| &fact.value).collect();
        match self.indicator(id)?.total_of(&parts) {
            Parts::Total(total) => total.number(),
            Parts::None | Parts::NoTotal => None,
        }
    }
}
