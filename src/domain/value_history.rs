//! The history of a value: the changes that touched an address, and what each of them did.
//!
//! It is derived from the changes in the journal; nothing else is stored for it.

use std::collections::BTreeMap;

use super::{
    change::{Change, Edit},
    field_change::{FieldChange, field_changes, measures_of},
    id::{IndicatorId, NodeId},
    plan::Plan,
    record::{Record, RecordKey, Subject},
    value::Fact,
};

/// A value that a change touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueChange {
    /// What the value belongs to.
    pub subject: Subject,
    /// The value before and after.
    pub change: FieldChange,
}

/// The measure of each indicator, also of deleted ones.
#[derive(Clone, Debug, Default)]
pub struct Kin(BTreeMap<IndicatorId, NodeId>);

impl Kin {
    /// Collects them from the changes of a plan.
    pub fn of<'a>(changes: impl IntoIterator<Item = &'a Change>) -> Self {
        let edits = changes.into_iter().flat_map(|change| &change.edits);
        let sides = edits.flat_map(|edit| [&edit.before, &edit.after].map(|side| (edit.key, side)));
        Self(
            sides
                .filter_map(|(key, side)| match (key, side) {
                    (RecordKey::Indicator(id), Some(Record::Indicator(indicator))) => {
                        Some((id, indicator.measure))
                    }
                    _ => None,
                })
                .collect(),
        )
    }

    /// Whether a subject belongs to the history of another: an indicator belongs to that of its measure.
    fn has(&self, wanted: Subject, subject: Subject) -> bool {
        match (wanted, subject) {
            (Subject::Node(node), Subject::Indicator(id)) => self.0.get(&id) == Some(&node),
            _ => wanted == subject,
        }
    }
}

impl Plan {
    /// The subject whose history is shown for this one: the measure of its only indicator, because the measure's
    /// evidence and wording belong to the same history.
    pub fn subject_of_history(&self, subject: Subject) -> Subject {
        let Subject::Indicator(id) = subject else { return subject };
        let measure = self.measure_of(id).filter(|measure| self.indicators(*measure).count() == 1);
        measure.map_or(subject, Subject::Node)
    }

    /// The values that a change touched, in the order of its edits, with the present names of performers.
    pub fn value_changes(&self, change: &Change) -> Vec<ValueChange> {
        let values = change.edits.iter().flat_map(|edit| {
            let fields = field_changes(edit, self, self);
            subjects_of(edit).into_iter().flat_map(move |subject| {
                fields.clone().into_iter().map(move |change| ValueChange { subject, change })
            })
        });
        values.collect()
    }

    /// As [`Plan::value_changes`], for the history of a subject only; none where the change did not touch it.
    pub fn value_changes_at(&self, change: &Change, wanted: Subject, kin: &Kin) -> Option<Vec<ValueChange>> {
        let touched = change.edits.iter().flat_map(subjects_of).any(|subject| kin.has(wanted, subject));
        let mut values = if touched { self.value_changes(change) } else { return None };
        values.retain(|value| kin.has(wanted, value.subject));
        Some(values)
    }
}

/// The fact of a record; an empty fact where there is none.
pub fn fact_of(record: Option<&Record>) -> Fact {
    match record {
        Some(Record::Fact(fact)) => Fact::clone(fact),
        _ => Fact::note_only(String::new()),
    }
}

/// The subjects of an edit.
fn subjects_of(edit: &Edit) -> Vec<Subject> {
    let side = || edit.after.as_ref().or(edit.before.as_ref());
    match edit.key {
        RecordKey::Node(id) => vec![Subject::Node(id)],
        RecordKey::Indicator(id) | RecordKey::Target(id, ..) | RecordKey::Fact(id, ..) => {
            vec![Subject::Indicator(id)]
        }
        RecordKey::Accepted(_, subject, _)
        | RecordKey::Decision(subject, _)
        | RecordKey::Flag(subject, _) => vec![subject],
        RecordKey::Doubt(_) => match side() {
            Some(Record::Doubt(doubt)) => vec![doubt.subject],
            _ => Vec::new(),
        },
        RecordKey::Evidence(_) => measures_of(edit).into_iter().map(Subject::Node).collect(),
        RecordKey::Header | RecordKey::Performer(_) | RecordKey::Closing(_) | RecordKey::Role(_) => {
            Vec::new()
        }
    }
}
