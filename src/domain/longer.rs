//! A plan over several quarters as one: a half-year, nine months, a year.
//!
//! Facts are aggregated by the rule of their indicator and targets by its rule for targets; a target that is set
//! for exactly these quarters, or that extends beyond them, stays as it is.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    gather::{Gap, by_parts},
    id::{IndicatorId, PerformerId},
    obligation::Obligation,
    plan::Plan,
    quarter::{Quarter, Span},
    record::{Indicator, Record, RecordKey},
    value::{Aggregation, Fact, FactValue, Number, Target, TargetValue},
};

impl Indicator {
    /// The rule for targets of several quarters. Percentages are not added, whatever the plan's record says.
    pub(super) fn target_rule(&self) -> Aggregation {
        match self.target_aggregation.unwrap_or(self.aggregation) {
            Aggregation::Sum if self.is_percentage() => Aggregation::Mean,
            rule => rule,
        }
    }
}

impl Plan {
    /// The plan with all values of a span moved to the last quarter of the span: targets, facts, notes and evidence
    /// are those of the whole span, as [`Plan::assess_over`] sees them when the span is over.
    #[must_use]
    pub fn over(&self, span: Span, words: &impl SpanWords) -> Self {
        let mut records: Vec<(RecordKey, u64, Record)> = Vec::new();
        let mut wholes: BTreeSet<(IndicatorId, Option<PerformerId>)> = BTreeSet::new();
        for (key, revision) in self.records() {
            match key {
                RecordKey::Fact(id, _, who) => {
                    wholes.insert((id, who));
                    continue;
                }
                RecordKey::Target(id, of, who) => {
                    wholes.insert((id, who));
                    if span.first <= of.first && of.last <= span.last {
                        continue;
                    }
                }
                _ => {}
            }
            let Some(mut record) = self.record(&key) else { continue };
            if let Record::Evidence(evidence) = &mut record
                && self.evidence_quarter(evidence).is_some_and(|quarter| span.contains(quarter))
            {
                Arc::make_mut(evidence).quarter = Some(span.last);
            }
            records.push((key, revision, record));
        }
        for (id, who) in wholes {
            if let Some(target) = self.target_over(id, span, who) {
                let key = RecordKey::Target(id, Span::single(span.last), who);
                records.push((key, 0, Record::from(target)));
            }
            if let Some(fact) = self.fact_over(id, span, who, words) {
                records.push((RecordKey::Fact(id, span.last, who), 0, Record::from(fact)));
            }
        }
        Self::from_records(self.id(), self.seq(), records)
    }

    /// The target that is due in a span: the aggregate of those that begin in it, else the last one that is due. Of
    /// targets that overlap, only the longest counts.
    pub(super) fn target_due(&self, id: IndicatorId, span: Span, who: Option<PerformerId>) -> Option<Target> {
        let due: Vec<Obligation<'_>> =
            self.obligations(id, who).filter(|owed| span.contains(owed.quarter())).collect();
        let begun = due.iter().filter(|owed| owed.span.first >= span.first);
        let inside: Vec<(Span, &Target)> = begun.filter_map(|owed| Some((owed.span, owed.target?))).collect();
        if inside.is_empty() {
            return due.iter().max_by_key(|owed| owed.due)?.target.cloned();
        }
        one_target(self.indicator(id)?.target_rule(), &longest(inside))
    }

    /// The target of an indicator for a span: what is due in it, else the words of its conditions.
    pub fn target_over(&self, id: IndicatorId, span: Span, who: Option<PerformerId>) -> Option<Target> {
        self.target_due(id, span, who).or_else(|| {
            let inside = |of: Span| span.first <= of.first && of.last <= span.last;
            let conditions = self.targets(id).filter(|(of, whose, _)| *whose == who && inside(*of));
            let conditions: Vec<(Span, &Target)> = conditions.map(|(of, _, target)| (of, target)).collect();
            one_target(self.indicator(id)?.target_rule(), &longest(conditions))
        })
    }

    /// The aggregated facts of a span, with their notes, each after its quarter. Where there is a gap, the wording
    /// gives the reason.
    fn fact_over(
        &self,
        id: IndicatorId,
        span: Span,
        who: Option<PerformerId>,
        words: &impl SpanWords,
    ) -> Option<Fact> {
        let facts: Vec<(Quarter, &Fact)> = self
            .facts(id)
            .filter(|(quarter, whose, _)| *whose == who && span.contains(*quarter))
            .map(|(quarter, _, fact)| (quarter, fact))
            .collect();
        let judged = self.assess_over(id, span, span.last.last_day(), who);
        let mut fact = Fact { value: judged.fact, raw: String::new(), note: String::new() };
        let mut notes = Vec::new();
        let reported: Vec<&(Quarter, &Fact)> = facts.iter().filter(|(_, fact)| fact.is_reported()).collect();
        let texts: Vec<(Quarter, &str)> = reported
            .iter()
            .filter(|(_, fact)| fact.value == FactValue::Text)
            .map(|(quarter, fact)| (*quarter, fact.raw.as_str()))
            .collect();
        match (judged.gap, reported.as_slice(), &fact.value) {
            (Some(gap), ..) => {
                let said = words.gap(&gap);
                fact.value = FactValue::Text;
                fact.raw = said.value;
                notes.push(said.reason);
            }
            (None, [(_, one)], value) if one.value == *value => fact.raw.clone_from(&one.raw),
            (None, _, FactValue::Text) => fact.raw = wordings(&texts, words),
            // Words beside numbers are kept with the notes.
            _ => notes
                .extend(texts.iter().map(|(quarter, text)| format!("{}: {text}", words.quarter(*quarter)))),
        }
        let noted = facts.iter().filter(|(_, fact)| !fact.note.trim().is_empty());
        notes.extend(
            noted.map(|(quarter, fact)| format!("{}: {}", words.quarter(*quarter), fact.note.trim())),
        );
        notes.retain(|note| !note.is_empty());
        fact.note = notes.join("; ");
        (fact.value != FactValue::None || !fact.note.is_empty()).then_some(fact)
    }
}

/// The words that a value over several quarters needs.
pub trait SpanWords {
    /// A quarter, before its note or wording.
    fn quarter(&self, quarter: Quarter) -> String;

    /// The words for a value that is missing, and the reason.
    fn gap(&self, gap: &Gap) -> GapWords;
}

/// The words for a value that several quarters do not have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapWords {
    /// In the place of the value.
    pub value: String,
    /// In the note.
    pub reason: String,
}

/// The longest of overlapping targets, in the order of their spans.
pub(super) fn longest(mut targets: Vec<(Span, &Target)>) -> Vec<&Target> {
    targets.sort_by_key(|(of, _)| (std::cmp::Reverse(of.first.distance_to(of.last)), of.first));
    let mut taken: Vec<(Span, &Target)> = Vec::new();
    for (of, target) in targets {
        if taken.iter().all(|(other, _)| of.last < other.first || other.last < of.first) {
            taken.push((of, target));
        }
    }
    taken.sort_by_key(|(of, _)| *of);
    taken.into_iter().map(|(_, target)| target).collect()
}

/// The words of several quarters: once where they are the same, else each after its quarter.
fn wordings(texts: &[(Quarter, &str)], words: &impl SpanWords) -> String {
    match texts.split_first() {
        None => String::new(),
        Some(((_, first), rest)) if rest.iter().all(|(_, text)| text == first) => (*first).to_owned(),
        _ => {
            let each: Vec<String> =
                texts.iter().map(|(quarter, text)| format!("{}: {text}", words.quarter(*quarter))).collect();
            each.join("; ")
        }
    }
}

/// Aggregates several targets. Where there is nothing to calculate, the wording stays.
pub(super) fn one_target(rule: Aggregation, targets: &[&Target]) -> Option<Target> {
    if let [one] = targets {
        return Some((*one).clone());
    }
    let reckoned = |value| Some(Target { value, raw: String::new() });
    let numbers: Vec<Number> = targets
        .iter()
        .filter_map(|target| if let TargetValue::Number(number) = target.value { Some(number) } else { None })
        .collect();
    if let Some(number) = rule.over(&numbers) {
        return reckoned(TargetValue::Number(number));
    }
    let compounds: Vec<&[Number]> = targets
        .iter()
        .filter_map(|target| {
            if let TargetValue::Compound(parts) = &target.value { Some(parts.as_slice()) } else { None }
        })
        .collect();
    if let Some(parts) = by_parts(rule, &compounds) {
        return reckoned(TargetValue::Compound(parts));
    }
    // Of deeds and dates the last one counts; a condition keeps all wordings.
    let last = *targets.last()?;
    if last.value != TargetValue::Condition {
        return Some(last.clone());
    }
    let mut wordings: Vec<&str> = Vec::new();
    for target in targets.iter().filter(|target| target.value == TargetValue::Condition) {
        if !wordings.contains(&target.raw.as_str()) {
            wordings.push(&target.raw);
        }
    }
    Some(Target { value: TargetValue::Condition, raw: wordings.join("; ") })
}
