//! Findings about evidence, compared with the facts.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Detail, Findings};
use crate::domain::{
    id::{IndicatorId, NodeId, PerformerId},
    obligation::Speaking,
    plan::Plan,
    quarter::Quarter,
    record::{Evidence, Indicator, Subject},
    status::Status,
    value::{FactValue, Number},
};
use crate::text::key::search_key;

/// Beginnings of words that name a kind of event.
const EVENTS: [&str; 24] = [
    "захід",
    "заход",
    "зустріч",
    "семінар",
    "лекці",
    "тренінг",
    "засідан",
    "нарад",
    "виїзд",
    "виїзн",
    "прийом",
    "круглих стол",
    "круглий стіл",
    "акці",
    "урок",
    "занят",
    "конференц",
    "форум",
    "виступ",
    "бесід",
    "ярмар",
    "конкурс",
    "подій",
    "події",
];

/// Beginnings of words that name people or money. Those take part in events, and are not counted as events.
const OTHERS: [&str; 9] = ["осіб", "особ", "учасник", "люд", "громадян", "дітей", "родин", "грн", "відсот"];

impl Indicator {
    /// The key in [`Indicator::about`] that marks the indicator which a person chose for counting evidence.
    pub const COUNTS_EVIDENCE: &str = "counts-evidence";

    /// Whether the indicator counts events: its unit names them, or, where it has no unit, its name does before it
    /// names people or money.
    fn counts_events(&self) -> bool {
        let unit = self.unit.as_deref().unwrap_or_default().to_lowercase();
        if !unit.trim().is_empty() {
            return EVENTS.iter().any(|word| unit.trim().starts_with(word));
        }
        let name = self.name.to_lowercase();
        let first = |words: &[&str]| words.iter().filter_map(|word| name.find(word)).min();
        match (first(&EVENTS), first(&OTHERS)) {
            (Some(event), Some(other)) => event < other,
            (event, _) => event.is_some(),
        }
    }

    /// Whether events can add up to the indicator; shares, money and levels are not sums of events.
    fn is_made_of_events(&self) -> bool {
        self.counts && self.is_count()
    }
}

impl Plan {
    /// The indicator of a measure that its evidence is counted for: the one that a person chose, else the first one
    /// that counts events, or the only one.
    pub fn counted_indicator(&self, measure: NodeId) -> Option<IndicatorId> {
        let all: Vec<(IndicatorId, &Indicator)> =
            self.indicators(measure).filter(|(_, i)| i.counts).collect();
        match all.as_slice() {
            [(only, _)] => Some(*only),
            many => {
                let chosen = many.iter().find(|(_, i)| i.about.contains_key(Indicator::COUNTS_EVIDENCE));
                chosen.or_else(|| many.iter().find(|(_, i)| i.counts_events())).map(|(id, _)| *id)
            }
        }
    }

    /// The evidence of a measure in a quarter, added up: an item counts with its count where all of its dates lie
    /// in the quarter, else with the number of its dates in the quarter.
    pub fn evidence_count(&self, measure: NodeId, quarter: Quarter) -> u32 {
        self.evidence_of(measure).map(|(_, item)| self.count_in(item, measure, quarter)).sum()
    }

    fn count_in(&self, item: &Evidence, measure: NodeId, quarter: Quarter) -> u32 {
        let inside = item.dates.iter().filter(|day| Quarter::of(**day) == quarter).count();
        if inside == item.dates.len() && (inside > 0 || self.evidence_quarter(item) == Some(quarter)) {
            return item.count_for(measure);
        }
        u32::try_from(inside).unwrap_or(u32::MAX)
    }
}

/// A day, a place and a text, as they are compared.
type DatedText = (Date, String, String);

/// The duplicates in a quarter: the measure of the later item, the date and the text.
pub(super) fn twice(plan: &Plan, quarter: Quarter) -> Vec<(NodeId, Date, String)> {
    let mut seen: BTreeMap<DatedText, Vec<(NodeId, Option<PerformerId>)>> = BTreeMap::new();
    let mut found = Vec::new();
    for (measure, _) in plan.measures() {
        let own = |e: &Evidence| e.links.first().is_some_and(|link| link.measure == measure);
        for (_, item) in plan.evidence_of(measure).filter(|(_, e)| own(e)) {
            let place = search_key(item.place.as_deref().unwrap_or_default());
            let mut reported = false;
            for day in item.dates.iter().filter(|day| Quarter::of(**day) == quarter) {
                let before = seen.entry((*day, place.clone(), search_key(&item.text))).or_default();
                let same = |(under, who): &(NodeId, Option<PerformerId>)| {
                    *under == measure || (who.is_some() && item.performer.is_some() && *who != item.performer)
                };
                if !reported && before.iter().any(same) {
                    reported = true;
                    found.push((measure, *day, item.text.clone()));
                }
                before.push((measure, item.performer));
            }
        }
    }
    found
}

impl Findings<'_> {
    pub(super) fn evidence(&mut self, measure: NodeId) {
        let (plan, quarter) = (self.plan, self.quarter);
        let subject = Subject::Node(measure);
        let here = |e: &Evidence| plan.evidence_quarter(e) == Some(quarter);
        let in_quarter = |day: &Date| Quarter::of(*day) == quarter;
        let due = self.due_day(measure);
        let mut any = false;
        for (_, item) in plan.evidence_of(measure) {
            if here(item) {
                any |= !item.dates.is_empty();
                for day in item.dates.iter().filter(|day| !in_quarter(day)) {
                    self.push(subject, Detail::EvidenceOutsideQuarter(*day, item.text.clone()));
                }
            }
            any |= item.dates.iter().any(in_quarter);
            let late = item.dates.iter().filter(|day| in_quarter(day)).max();
            if let (Some(day), Some(due)) = (late, due)
                && *day > due
            {
                self.push(subject, Detail::EvidenceLate(*day, due, item.text.clone()));
            }
        }
        self.counted(measure, any);
    }

    /// Compares the evidence with the fact of the indicator that it is counted for.
    fn counted(&mut self, measure: NodeId, any: bool) {
        let plan = self.plan;
        let fact = |id: IndicatorId| match plan.fact(id, self.quarter, None)?.value {
            FactValue::Number(number) => Some(number),
            _ => None,
        };
        let made = |id: &IndicatorId| plan.indicator(*id).is_some_and(Indicator::is_made_of_events);
        let counted = plan.counted_indicator(measure).filter(made);
        if any {
            let count = plan.evidence_count(measure, self.quarter);
            if let Some((id, fact)) = counted.and_then(|id| Some((id, fact(id)?)))
                && fact != Number::from(count)
            {
                self.push(Subject::Indicator(id), Detail::EvidenceDiffers(fact, count));
            }
            return;
        }
        let with_fact = |id: &IndicatorId| fact(*id).is_some_and(|fact| !fact.is_zero());
        let first = plan.indicators(measure).map(|(id, _)| id).filter(made).find(with_fact);
        if let Some(id) = counted.filter(with_fact).or(first)
            && let Some(fact) = fact(id)
        {
            self.push(Subject::Indicator(id), Detail::FactWithoutEvidence(fact));
        }
    }

    /// The day after which evidence in the quarter is late: the due day of what is due in it, or of what was due
    /// before and was not done in time; none for a target that is still in progress.
    fn due_day(&self, measure: NodeId) -> Option<Date> {
        let plan = self.plan;
        let Some(id) = plan.counted_indicator(measure).or_else(|| Some(plan.indicators(measure).next()?.0))
        else {
            let owed = plan.bare_obligation(measure);
            return (plan.is_bare(measure) && owed.quarter() <= self.quarter).then_some(owed.due);
        };
        match plan.speaking(id, self.quarter, None) {
            Speaking::Due(owed) => Some(owed.due),
            Speaking::Running(_) | Speaking::Waiting(..) | Speaking::Condition(..) => None,
            Speaking::Nothing => {
                let before = plan.obligations(id, None).filter(|owed| owed.quarter() < self.quarter);
                let last = before.max_by_key(|owed| owed.due)?;
                let status = plan.assess(id, last.quarter(), None).status;
                (status.is_unmet() || status == Status::DoneLate).then_some(last.due)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        order::Order,
        value::{Aggregation, Comparator},
    };

    fn indicator(name: &str, unit: Option<&str>) -> Indicator {
        Indicator {
            measure: NodeId(1),
            order: Order::middle(),
            name: name.to_owned(),
            unit: unit.map(str::to_owned),
            comparator: Comparator::AtLeast,
            aggregation: Aggregation::Sum,
            target_aggregation: None,
            baseline: None,
            counts: true,
            about: BTreeMap::new(),
            source: None,
        }
    }

    #[test]
    fn events_are_told_from_those_who_come_to_them() {
        for (name, unit) in [
            ("кількість", Some("заходів")),
            ("кількість семінарів", None),
            ("Проведено зустрічей з громадянами", None),
        ] {
            assert!(indicator(name, unit).counts_events(), "{name}, {unit:?}");
        }
        for (name, unit) in [
            ("кількість заходів", Some("осіб")),
            ("осіб, охоплених заходами", None),
            ("кількість", Some("шт.")),
        ] {
            assert!(!indicator(name, unit).counts_events(), "{name}, {unit:?}");
        }
    }
}
