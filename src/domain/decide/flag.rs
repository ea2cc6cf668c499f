//! Marks for follow-up, and names for states of the plan.

use super::Builder;
use crate::domain::{
    change::{Change, Context, Origin, Summary, Verb},
    id::ChangeId,
    plan::Plan,
    quarter::Quarter,
    record::{Flag, Record, RecordKey, Subject},
    refusal::Refusal,
};

/// Marks what was reported in a quarter for follow-up, or removes the marks.
pub(super) fn flag(
    builder: &mut Builder<'_>,
    subjects: &[Subject],
    quarter: Quarter,
    on: bool,
) -> Result<Summary, Refusal> {
    let plan = builder.plan;
    if !plan.period().contains(quarter) {
        return Err(Refusal::OutsidePlan(quarter, plan.period()));
    }
    let (by, at) = (builder.context.author.clone(), builder.context.at);
    for subject in subjects {
        let measure = plan.measure_at(*subject).ok_or(Refusal::Gone)?;
        if !on {
            builder.set(RecordKey::Flag(*subject, quarter), None);
            // An indicator also shows the mark of its measure.
            builder.set(RecordKey::Flag(Subject::Node(measure), quarter), None);
            if *subject == Subject::Node(measure) {
                for (id, _) in plan.indicators(measure) {
                    builder.set(RecordKey::Flag(Subject::Indicator(id), quarter), None);
                }
            }
        } else if plan.flag(*subject, quarter).is_none() {
            let key = match subject {
                Subject::Indicator(id) => RecordKey::Indicator(*id),
                Subject::Plan | Subject::Node(_) => RecordKey::Node(measure),
            };
            builder.needs(key);
            let flag = Flag { by: by.clone(), at };
            builder.set(RecordKey::Flag(*subject, quarter), Some(Record::from(flag)));
        }
    }
    let verb = if on { Verb::Flag } else { Verb::Unflag };
    let all: Vec<String> = subjects.iter().map(|subject| plan.subject_address(*subject)).collect();
    Ok(Summary::new(verb, all.join(", ")).in_quarter(quarter))
}

/// Names the current state of the plan: a change without edits, so that its place in the journal shows which state
/// is meant.
pub(super) fn save_point(plan: &Plan, name: &str, context: &mut Context) -> Result<Change, Refusal> {
    let name = crate::text::normal::squeeze(name);
    if name.is_empty() {
        return Err(Refusal::Empty);
    }
    Ok(Change {
        id: ChangeId(context.ids.draw()),
        plan: plan.id(),
        author: context.author.clone(),
        at: context.at,
        origin: Origin::Command,
        summary: Summary::new(Verb::SavePoint, name),
        edits: Vec::new(),
        guards: Vec::new(),
    })
}
