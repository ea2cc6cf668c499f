//! Renames, merges and splits performers. Parts and evidence go to the performer who then has the measure.

use std::collections::BTreeSet;

use super::{Builder, total::Total};
use crate::domain::{
    change::{Summary, Verb},
    command::OnClash,
    id::{IndicatorId, NodeId, PerformerId},
    quarter::Quarter,
    record::{Performer, PerformerRef, Record, RecordKey},
    refusal::Refusal,
    value::{Fact, FactValue, Target, TargetValue},
};
use crate::text::normal::squeeze;

pub(super) fn rename(builder: &mut Builder<'_>, id: PerformerId, name: &str) -> Result<Summary, Refusal> {
    let old = builder.plan.performer(id).cloned().ok_or(Refusal::Gone)?;
    let name = squeeze(name);
    if name.is_empty() {
        return Err(Refusal::Empty);
    }
    if let Some(other) = builder.plan.performer_named(&name).filter(|other| *other != id) {
        return Err(named_already(builder, other));
    }
    let summary = Summary::new(Verb::RenamePerformer, &old.name).with_values(&old.name, &name);
    let record = with_spellings(Performer { name, variants: Vec::new(), others: old.others.clone() }, &old);
    builder.set(RecordKey::Performer(id), Some(Record::from(record)));
    Ok(summary)
}

pub(super) fn merge(
    builder: &mut Builder<'_>,
    from: PerformerId,
    into: PerformerId,
    on_clash: OnClash,
) -> Result<Summary, Refusal> {
    if from == into {
        return Err(Refusal::NothingToDo);
    }
    let gone = builder.plan.performer(from).cloned().ok_or(Refusal::Gone)?;
    let stays = builder.plan.performer(into).cloned().ok_or(Refusal::Gone)?;
    let summary = Summary::new(Verb::MergePerformers, &stays.name).with_values(&gone.name, &stays.name);
    Handover { from, into, on_clash, measures: None }.carry_out(builder)?;
    for (id, role) in builder.plan.roles().filter(|(_, role)| role.performer == Some(from)) {
        let role = crate::domain::record::Role { performer: Some(into), ..role.clone() };
        builder.set(RecordKey::Role(id), Some(Record::from(role)));
    }
    builder.set(RecordKey::Performer(into), Some(Record::from(with_spellings(stays, &gone))));
    builder.set(RecordKey::Performer(from), None);
    Ok(summary)
}

/// Records that two similar names belong to different performers, so that nobody is asked again.
pub(super) fn tell_apart(
    builder: &mut Builder<'_>,
    one: PerformerId,
    other: PerformerId,
) -> Result<Summary, Refusal> {
    let mut kept = builder.plan.performer(one).cloned().ok_or(Refusal::Gone)?;
    let other = builder.plan.performer(other).ok_or(Refusal::Gone)?;
    if kept.name == other.name || kept.is_told_from(other) {
        return Err(Refusal::NothingToDo);
    }
    let summary = Summary::new(Verb::TellPerformersApart, &kept.name).with_values(&kept.name, &other.name);
    kept.others.push(other.name.clone());
    builder.set(RecordKey::Performer(one), Some(Record::from(kept)));
    Ok(summary)
}

pub(super) fn split(
    builder: &mut Builder<'_>,
    from: PerformerId,
    name: &str,
    measures: &[NodeId],
) -> Result<Summary, Refusal> {
    let old = builder.plan.performer(from).map(|old| old.name.clone()).ok_or(Refusal::Gone)?;
    let his = |id: &&NodeId| {
        builder.plan.node(**id).is_some_and(|node| node.performers.iter().any(|p| p.id == from))
    };
    let measures: BTreeSet<NodeId> = measures.iter().filter(his).copied().collect();
    if measures.is_empty() {
        return Err(Refusal::Gone);
    }
    let into = builder.performer(name)?;
    if into == from {
        return Err(named_already(builder, from));
    }
    let summary = Summary::new(Verb::SplitPerformer, &old).with_values(&old, squeeze(name));
    builder.needs(RecordKey::Performer(from));
    Handover { from, into, on_clash: OnClash::Add, measures: Some(measures) }.carry_out(builder)?;
    Ok(summary)
}

fn named_already(builder: &Builder<'_>, other: PerformerId) -> Refusal {
    let name = builder.plan.performer(other).map(|known| known.name.clone()).unwrap_or_default();
    Refusal::PerformerExists(name)
}

/// A performer with the spellings of another one added.
fn with_spellings(mut performer: Performer, other: &Performer) -> Performer {
    for name in std::iter::once(&other.name).chain(&other.variants) {
        if *name != performer.name && !performer.variants.contains(name) {
            performer.variants.push(name.clone());
        }
    }
    performer
}

/// What one performer has goes to another: for all measures, or for some.
struct Handover {
    from: PerformerId,
    into: PerformerId,
    on_clash: OnClash,
    measures: Option<BTreeSet<NodeId>>,
}

impl Handover {
    fn carry_out(&self, builder: &mut Builder<'_>) -> Result<(), Refusal> {
        let plan = builder.plan;
        for (_, id) in plan.walk().filter(|(_, id)| self.takes(*id)) {
            self.names(builder, id);
            for (indicator, _) in plan.indicators(id) {
                self.targets(builder, indicator)?;
                self.facts(builder, indicator)?;
            }
        }
        for (id, evidence) in
            plan.all_evidence().filter(|(_, evidence)| evidence.performer == Some(self.from))
        {
            if evidence.links.first().is_some_and(|link| self.takes(link.measure)) {
                let mut evidence = evidence.clone();
                evidence.performer = Some(self.into);
                builder.set(RecordKey::Evidence(id), Some(Record::from(evidence)));
            }
        }
        Ok(())
    }

    fn takes(&self, measure: NodeId) -> bool {
        self.measures.as_ref().is_none_or(|measures| measures.contains(&measure))
    }

    /// Replaces the performer in the list of a measure, without repetitions.
    fn names(&self, builder: &mut Builder<'_>, id: NodeId) {
        let Some(node) = builder.plan.node(id) else { return };
        if !node.performers.iter().any(|performer| performer.id == self.from) {
            return;
        }
        let mut node = node.clone();
        let known = node.performers.iter().find(|performer| performer.id == self.into).copied();
        match known {
            Some(_) => node.performers.retain(|performer| performer.id != self.from),
            None => node.performers.iter_mut().filter(|performer| performer.id == self.from).for_each(
                |performer| *performer = PerformerRef { id: self.into, by_consent: performer.by_consent },
            ),
        }
        builder.set(RecordKey::Node(id), Some(Record::from(node)));
    }

    fn targets(&self, builder: &mut Builder<'_>, id: IndicatorId) -> Result<(), Refusal> {
        let plan = builder.plan;
        for (span, _, target) in plan.targets(id).filter(|(_, who, _)| *who == Some(self.from)) {
            let merged = match plan.target(id, span, Some(self.into)) {
                Some(known) if known != target => self.merged_target(builder, id, target, known)?,
                _ => target.clone(),
            };
            builder.set(RecordKey::Target(id, span, Some(self.from)), None);
            builder.set(RecordKey::Target(id, span, Some(self.into)), Some(Record::from(merged)));
        }
        Ok(())
    }

    fn merged_target(
        &self,
        builder: &Builder<'_>,
        id: IndicatorId,
        from: &Target,
        into: &Target,
    ) -> Result<Target, Refusal> {
        match self.on_clash {
            OnClash::KeepInto => Ok(into.clone()),
            OnClash::KeepFrom => Ok(from.clone()),
            OnClash::Add => {
                let number = |target: &Target| match target.value {
                    TargetValue::Number(number) => Some(FactValue::Number(number)),
                    _ => None,
                };
                let both = [number(into), number(from)];
                let sum = match both.each_ref().map(Option::as_ref) {
                    [Some(into), Some(from)] => added(builder, id, into, from),
                    _ => None,
                };
                match sum {
                    Some(FactValue::Number(sum)) => {
                        Ok(Target { value: TargetValue::Number(sum), raw: sum.worded() })
                    }
                    _ => Err(Refusal::NoSum(builder.plan.indicator_address(id))),
                }
            }
        }
    }

    fn facts(&self, builder: &mut Builder<'_>, id: IndicatorId) -> Result<(), Refusal> {
        let plan = builder.plan;
        let own: Vec<(Quarter, &Fact)> = plan
            .facts(id)
            .filter(|(_, who, _)| *who == Some(self.from))
            .map(|(quarter, _, fact)| (quarter, fact))
            .collect();
        for (quarter, fact) in own {
            let total = Total::Fact(id, quarter);
            let before = total.sum(builder);
            let merged = match plan.fact(id, quarter, Some(self.into)) {
                Some(known) if known != fact => self.merged_fact(builder, id, fact, known)?,
                _ => fact.clone(),
            };
            builder.set(RecordKey::Fact(id, quarter, Some(self.from)), None);
            builder.set(RecordKey::Fact(id, quarter, Some(self.into)), Some(Record::from(merged)));
            total.follow(builder, before.as_ref());
        }
        Ok(())
    }

    fn merged_fact(
        &self,
        builder: &Builder<'_>,
        id: IndicatorId,
        from: &Fact,
        into: &Fact,
    ) -> Result<Fact, Refusal> {
        let note = joined(&into.note, &from.note);
        let (kept, other) = match self.on_clash {
            OnClash::KeepFrom => (from, into),
            OnClash::Add | OnClash::KeepInto => (into, from),
        };
        // Where only one of the two has reported, there is no clash.
        let only = match (kept.is_reported(), other.is_reported()) {
            (true, false) => Some(kept),
            (false, true) => Some(other),
            _ if self.on_clash != OnClash::Add || kept.value == FactValue::None => Some(kept),
            _ => None,
        };
        if let Some(fact) = only {
            return Ok(Fact { note, ..fact.clone() });
        }
        let sum = added(builder, id, &into.value, &from.value);
        let value = sum.ok_or_else(|| Refusal::NoSum(builder.plan.indicator_address(id)))?;
        Ok(Fact { raw: value.worded(), value, note })
    }
}

/// The sum of both performers' values, where they add up.
fn added(builder: &Builder<'_>, id: IndicatorId, into: &FactValue, from: &FactValue) -> Option<FactValue> {
    builder.plan.indicator(id)?.total_of(&[into, from]).total()
}

/// Both notes, each once.
fn joined(first: &str, second: &str) -> String {
    match (first, second) {
        ("", note) | (note, "") => note.to_owned(),
        (first, second) if first == second => first.to_owned(),
        (first, second) => format!("{first}; {second}"),
    }
}
