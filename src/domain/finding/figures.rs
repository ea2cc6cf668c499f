//! The figures of an acceptance, and whether it still applies.

use crate::domain::{
    id::{IndicatorId, PerformerId},
    plan::Plan,
    quarter::Quarter,
    record::{Acceptance, AcceptedFigures, AcceptedPart, FindingKind, Subject},
    value::{Fact, FactValue},
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

    /// The figures of a finding: target, fact, the sum of the evidence, the parts, and the note.
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
                parts: Vec::new(),
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
        let text = fact.filter(|_| value == FactValue::Text).map(in_words);
        AcceptedFigures {
            target,
            words: text.unwrap_or_default(),
            fact: value,
            evidence: self.measure_of(id).map_or(0, |measure| self.evidence_count(measure, quarter)),
            parts: if kind.is_about_parts() { self.parts_of(id, quarter) } else { Vec::new() },
            note: fact.map(|fact| fact.note.trim().to_owned()).unwrap_or_default(),
        }
    }

    /// The performers' parts in a quarter, in the order in which the measure names them; empty where nobody has one.
    fn parts_of(&self, id: IndicatorId, quarter: Quarter) -> Vec<AcceptedPart> {
        let spoken = self.spoken_span(id, quarter);
        let reporting = self.facts(id).filter(|(at, ..)| *at == quarter).filter_map(|(_, who, _)| who);
        let others = reporting.chain(self.targets(id).filter_map(|(_, who, _)| who));
        let whose = self.named_first(self.measure_of(id), others);
        let part = |who: PerformerId| {
            let fact = self.fact(id, quarter, Some(who));
            AcceptedPart {
                target: spoken.and_then(|span| Some(self.target(id, span, Some(who))?.value.clone())),
                words: fact.map(in_words).unwrap_or_default(),
                fact: fact.map_or(FactValue::None, |fact| fact.value.clone()),
            }
        };
        let parts: Vec<AcceptedPart> = whose.into_iter().map(part).collect();
        let is_blank = |part: &AcceptedPart| part.target.is_none() && part.fact == FactValue::None;
        if parts.iter().all(is_blank) { Vec::new() } else { parts }
    }
}

/// The wording of a fact in words; empty for figures.
fn in_words(fact: &Fact) -> String {
    if fact.value == FactValue::Text { fact.raw.clone() } else { String::new() }
}
