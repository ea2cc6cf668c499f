//! A plan over several quarters as one: for a half-year, nine months, a year.
//!
//! Facts aggregate by the rule of their indicator, targets by its rule for targets;
//! a target that is set for just these quarters stands as it is, and so does one that reaches beyond them.

use std::collections::BTreeSet;

use super::{
    id::{IndicatorId, PerformerId},
    plan::Plan,
    quarter::{Quarter, Span},
    record::{Indicator, Record, RecordKey},
    value::{Aggregation, Fact, FactValue, Number, Target, TargetValue},
};

impl Plan {
    /// The plan as if the last quarter of a span were all of it: its targets, facts, notes and evidence are
    /// those of the whole span. `named` puts a quarter into words before its note or wording.
    #[must_use]
    pub fn over(&self, span: Span, named: impl Fn(Quarter) -> String) -> Self {
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
                evidence.quarter = Some(span.last);
            }
            records.push((key, revision, record));
        }
        for (id, who) in wholes {
            if let Some(target) = self.target_over(id, span, who) {
                let key = RecordKey::Target(id, Span::single(span.last), who);
                records.push((key, 0, Record::Target(target)));
            }
            if let Some(fact) = self.fact_over(id, span, who, &named) {
                records.push((RecordKey::Fact(id, span.last, who), 0, Record::Fact(fact)));
            }
        }
        Self::from_records(self.id(), self.seq(), records)
    }

    /// Indicators in percent of which a report on a span adds figures of several quarters up.
    pub fn added_percentages(&self, span: Span) -> Vec<IndicatorId> {
        let adds = |id: IndicatorId, indicator: &Indicator| {
            let quarters = self.facts(id).filter(|(quarter, _, fact)| {
                span.contains(*quarter) && matches!(fact.value, FactValue::Number(_))
            });
            let quarters: BTreeSet<Quarter> = quarters.map(|(quarter, ..)| quarter).collect();
            indicator.is_percentage() && indicator.aggregation == Aggregation::Sum && quarters.len() > 1
        };
        let all = self.measures().flat_map(|(measure, _)| self.indicators(measure));
        all.filter(|(id, indicator)| adds(*id, indicator)).map(|(id, _)| id).collect()
    }

    /// The target of an indicator for a span: the one set for it, else those inside it by the indicator's
    /// rule. Where some overlap, the longest speaks. Beside numbers, words do not count.
    pub fn target_over(&self, id: IndicatorId, span: Span, who: Option<PerformerId>) -> Option<Target> {
        let mut inside: Vec<(Span, &Target)> = self
            .targets(id)
            .filter(|(of, whose, _)| *whose == who && span.first <= of.first && of.last <= span.last)
            .map(|(of, _, target)| (of, target))
            .collect();
        inside.sort_by_key(|(of, _)| (std::cmp::Reverse(of.first.distance_to(of.last)), of.first));
        let mut taken: Vec<(Span, &Target)> = Vec::new();
        for (of, target) in inside {
            if taken.iter().all(|(other, _)| of.last < other.first || other.last < of.first) {
                taken.push((of, target));
            }
        }
        taken.sort_by_key(|(of, _)| *of);
        let targets: Vec<&Target> = taken.into_iter().map(|(_, target)| target).collect();
        let indicator = self.indicator(id)?;
        one_target(indicator.target_aggregation.unwrap_or(indicator.aggregation), &targets)
    }

    /// The facts of a span as one: their aggregate, their notes each with its quarter.
    fn fact_over(
        &self,
        id: IndicatorId,
        span: Span,
        who: Option<PerformerId>,
        named: &impl Fn(Quarter) -> String,
    ) -> Option<Fact> {
        let mut facts: Vec<(Quarter, &Fact)> = self
            .facts(id)
            .filter(|(quarter, whose, _)| *whose == who && span.contains(*quarter))
            .map(|(quarter, _, fact)| (quarter, fact))
            .collect();
        facts.sort_by_key(|(quarter, _)| *quarter);
        let value = self.aggregate(id, span, who);
        let reported: Vec<&(Quarter, &Fact)> = facts.iter().filter(|(_, fact)| fact.is_reported()).collect();
        let is_text = |fact: &Fact| fact.value == FactValue::Text;
        let words: Vec<(Quarter, &str)> = reported
            .iter()
            .filter(|(_, fact)| is_text(fact))
            .map(|(quarter, fact)| (*quarter, fact.raw.as_str()))
            .collect();
        let mut raw = String::new();
        let mut notes = Vec::new();
        match (reported.as_slice(), &value) {
            ([(_, one)], _) => raw.clone_from(&one.raw),
            (_, FactValue::Text) => raw = wordings(&words, named),
            // Words beside numbers are kept with the notes.
            _ => notes.extend(words.iter().map(|(quarter, text)| format!("{}: {text}", named(*quarter)))),
        }
        let noted = facts.iter().filter(|(_, fact)| !fact.note.trim().is_empty());
        notes.extend(noted.map(|(quarter, fact)| format!("{}: {}", named(*quarter), fact.note.trim())));
        let note = notes.join("; ");
        (value != FactValue::None || !note.is_empty()).then_some(Fact { value, raw, note })
    }
}

/// Words of several quarters: once where they are the same, else each with its quarter.
fn wordings(words: &[(Quarter, &str)], named: &impl Fn(Quarter) -> String) -> String {
    match words.split_first() {
        None => String::new(),
        Some(((_, first), rest)) if rest.iter().all(|(_, text)| text == first) => (*first).to_owned(),
        _ => {
            let each: Vec<String> =
                words.iter().map(|(quarter, text)| format!("{}: {text}", named(*quarter))).collect();
            each.join("; ")
        }
    }
}

/// Several targets as one. The wording stays where there is nothing to reckon.
fn one_target(rule: Aggregation, targets: &[&Target]) -> Option<Target> {
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
    let compounds: Vec<&Vec<Number>> = targets
        .iter()
        .filter_map(
            |target| if let TargetValue::Compound(parts) = &target.value { Some(parts) } else { None },
        )
        .collect();
    if let Some(width) = compounds.iter().map(|parts| parts.len()).max() {
        let part = |at: usize| {
            let column: Vec<Number> = compounds.iter().filter_map(|parts| parts.get(at).copied()).collect();
            rule.over(&column).unwrap_or_default()
        };
        return reckoned(TargetValue::Compound((0..width).map(part).collect()));
    }
    // Conditions, deeds and days: the last one stands, and a condition with all its wordings.
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
