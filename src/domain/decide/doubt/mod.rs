//! Settling a doubt on a reading.
//!
//! Where the subject of the doubt has the reading as a value, another reading replaces that value in the same
//! change, because choosing a reading corrects the plan. Values that belong to another measure by the chosen
//! reading are moved there (`moved`). Elsewhere only the choice is recorded.

mod moved;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::Builder;
use crate::{
    domain::{
        change::{Summary, Verb},
        id::{DoubtId, IndicatorId, NodeId},
        record::{Doubt, DoubtKind, Indicator, Record, RecordKey, Subject},
        refusal::Refusal,
        value::{Aggregation, Fact, FactValue, Number, Target, TargetValue},
    },
    text::{key::is_same, normal::squeeze},
};

/// Settles a doubt on a reading, or opens it again.
pub(super) fn settle(
    builder: &mut Builder<'_>,
    id: DoubtId,
    reading: Option<String>,
) -> Result<Summary, Refusal> {
    let key = RecordKey::Doubt(id);
    let Some(Record::Doubt(mut doubt)) = builder.current(&key) else { return Err(Refusal::Gone) };
    let address = builder.plan.subject_address(doubt.subject);
    let summary = Summary::new(Verb::SettleDoubt, address)
        .with_values(doubt.settled.clone().unwrap_or_default(), reading.clone().unwrap_or_default());
    let now = doubt.settled.as_ref().unwrap_or(&doubt.reading).clone();
    let chosen = reading.as_ref().unwrap_or(&doubt.reading).clone();
    if now != chosen {
        apply(builder, &doubt, &now, &chosen);
    }
    // The subject may have been moved.
    if let Some(Record::Doubt(current)) = builder.current(&key) {
        doubt = current;
    }
    Arc::make_mut(&mut doubt).settled = reading;
    builder.set(key, Some(Record::from(doubt)));
    Ok(summary)
}

/// Whether the chosen reading was put in the place of the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Applied {
    /// It was.
    Yes,
    /// The old reading does not stand there.
    No,
}

/// Replaces the old reading with the chosen one.
fn apply(builder: &mut Builder<'_>, doubt: &Doubt, now: &str, chosen: &str) {
    if doubt.kind == DoubtKind::Aggregation {
        return aggregate_as(builder, doubt.subject, chosen);
    }
    if now.is_empty() || chosen.is_empty() || moved::apply(builder, doubt, now, chosen) == Applied::Yes {
        return;
    }
    match doubt.subject {
        Subject::Plan => {}
        Subject::Node(id) => {
            if apply_to_node(builder, id, now, chosen) == Applied::No {
                let own: Vec<IndicatorId> = builder.plan.indicators(id).map(|(id, _)| id).collect();
                if let [one] = own.as_slice() {
                    apply_to_indicator(builder, *one, now, chosen);
                }
            }
        }
        Subject::Indicator(id) => apply_to_indicator(builder, id, now, chosen),
    }
}

fn aggregate_as(builder: &mut Builder<'_>, subject: Subject, chosen: &str) {
    let (Subject::Indicator(id), Some(aggregation)) = (subject, Aggregation::of_document_word(chosen)) else {
        return;
    };
    let Some(mut indicator) = builder.plan.indicator(id).cloned() else { return };
    indicator.aggregation = aggregation;
    builder.set(RecordKey::Indicator(id), Some(Record::from(indicator)));
}

fn apply_to_node(builder: &mut Builder<'_>, id: NodeId, now: &str, chosen: &str) -> Applied {
    let Some(mut node) = builder.plan.node(id).cloned() else { return Applied::No };
    if node.title == now {
        chosen.clone_into(&mut node.title);
    } else if node.code.as_deref() == Some(now) {
        node.code = Some(chosen.to_owned());
    } else {
        return Applied::No;
    }
    builder.set(RecordKey::Node(id), Some(Record::from(node)));
    Applied::Yes
}

/// Replaces the name, or else the only value with that reading, or else the only such note.
fn apply_to_indicator(builder: &mut Builder<'_>, id: IndicatorId, now: &str, chosen: &str) {
    let plan = builder.plan;
    let Some(mut indicator) = plan.indicator(id).cloned() else { return };
    if let Some((name, figure)) = parted(chosen, now).or_else(|| parted(now, chosen)) {
        return figure_in_name(builder, (id, indicator), (name, figure), now);
    }
    if indicator.name == now {
        chosen.clone_into(&mut indicator.name);
        return builder.set(RecordKey::Indicator(id), Some(Record::from(indicator)));
    }
    let targets = plan.targets(id).filter(|(_, _, target)| squeeze(&target.raw) == now);
    let targets = targets.map(|(span, who, _)| (RecordKey::Target(id, span, who), target_of(chosen)));
    let facts = plan.facts(id).filter(|(_, _, fact)| squeeze(&fact.raw) == now);
    let facts = facts.map(|(quarter, who, fact)| (RecordKey::Fact(id, quarter, who), fact_of(chosen, fact)));
    let mut found: Vec<(RecordKey, Record)> = targets.chain(facts).collect();
    if found.is_empty() {
        let notes = plan.facts(id).filter(|(_, _, fact)| fact.note == now);
        let note = |fact: &Fact| Record::from(Fact { note: chosen.to_owned(), ..fact.clone() });
        found.extend(notes.map(|(quarter, who, fact)| (RecordKey::Fact(id, quarter, who), note(fact))));
    }
    if let [(key, record)] = found.as_slice() {
        builder.set(*key, Some(record.clone()));
    }
}

/// The name and the figure of a reading «name | figure», where the other reading has both in one text.
fn parted<'a>(reading: &'a str, whole: &str) -> Option<(&'a str, &'a str)> {
    let (name, figure) = reading.split_once(" | ")?;
    is_same(whole, &format!("{name} {figure}")).then_some((name, figure))
}

/// Puts a figure back into the name it was split from, or splits it off again.
fn figure_in_name(
    builder: &mut Builder<'_>,
    (id, mut indicator): (IndicatorId, Indicator),
    (name, figure): (&str, &str),
    now: &str,
) {
    let plan = builder.plan;
    let whole = format!("{name} {figure}");
    if indicator.name == name && now != whole {
        let held = plan.targets(id).find(|(_, _, target)| squeeze(&target.raw) == figure);
        let Some((span, who, _)) = held else { return };
        indicator.name = whole;
        builder.set(RecordKey::Target(id, span, who), None);
    } else if is_same(&indicator.name, &whole) && plan.targets(id).next().is_none() {
        // The figure was read for the plan's only quarter.
        if plan.period().as_single().is_none() {
            return;
        }
        name.clone_into(&mut indicator.name);
        builder.set(RecordKey::Target(id, plan.period(), None), Some(target_of(figure)));
    } else {
        return;
    }
    builder.set(RecordKey::Indicator(id), Some(Record::from(indicator)));
}

fn target_of(raw: &str) -> Record {
    let value = match numbers(raw).as_slice() {
        [] => TargetValue::Condition,
        [one] => TargetValue::Number(*one),
        many => TargetValue::Compound(many.to_vec()),
    };
    Record::from(Target { value, raw: raw.to_owned() })
}

fn fact_of(raw: &str, old: &Fact) -> Record {
    let value = match numbers(raw).as_slice() {
        [] => FactValue::Text,
        [one] => FactValue::Number(*one),
        many => FactValue::Compound(many.to_vec()),
    };
    Record::from(Fact { value, raw: raw.to_owned(), note: old.note.clone() })
}

/// The numbers of a value such as `25/250`; none where a part is not a number.
fn numbers(raw: &str) -> Vec<Number> {
    raw.split('/').map(Number::parse).collect::<Option<Vec<_>>>().unwrap_or_default()
}
