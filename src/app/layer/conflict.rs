//! Two people changed the same record: what both made of it stands side by side, and the second chooses.

use super::Flow;
use crate::{
    app::{Cx, Notice},
    domain::{Change, Conflict as Found, FactValue, Record, again},
    keymap::Action,
};

/// A conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What was to be done here.
    pub change: Change,
    /// What stands in its way.
    pub found: Vec<Found>,
    /// Who made what stands there; empty where nobody knows.
    pub by: String,
}

/// A side of a conflict: a record in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// The value; empty where there is none.
    pub value: String,
    /// The note.
    pub note: String,
}

impl Conflict {
    /// A conflict over records that the change edits; none where it only leans on them.
    pub fn of(change: Change, found: Vec<Found>, by: String) -> Option<Self> {
        let edits = |conflict: &Found| change.edits.iter().any(|edit| edit.key == conflict.key);
        found.iter().all(edits).then_some(Self { change, found, by })
    }

    /// Mine, theirs, and what was before: of the first record, which is the one that was typed.
    pub fn sides(&self) -> [Side; 3] {
        let Some(first) = self.found.first() else { return Default::default() };
        let edit = self.change.edits.iter().find(|edit| edit.key == first.key);
        let side = |record: Option<&Record>| record.map(side).unwrap_or_default();
        [
            side(edit.and_then(|edit| edit.after.as_ref())),
            side(first.now.as_ref()),
            side(edit.and_then(|edit| edit.before.as_ref())),
        ]
    }

    pub(super) fn act(&self, cx: &mut Cx<'_>, action: Action) -> Flow {
        match (action, cx.typed_place()) {
            (Action::AcceptNth, Some(0)) => {
                self.insist(cx);
                Flow::Close
            }
            (Action::AcceptNth, Some(1)) => Flow::Close,
            (Action::Cancel, _) => {
                let [mine, ..] = self.sides();
                cx.shared.remember_text(if mine.value.is_empty() { mine.note } else { mine.value });
                Flow::Close
            }
            // Enter does nothing here: it may have been on its way to something else.
            _ => Flow::Stay,
        }
    }

    /// Mine is put in the place of theirs, as a change that undo takes back and the history shows.
    fn insist(&self, cx: &mut Cx<'_>) {
        let Some(plan) = cx.shared.plan.as_ref().filter(|plan| plan.id() == self.change.plan) else { return };
        match again(&self.change, plan, cx.context) {
            Ok(change) => cx.apply(change),
            Err(refusal) => cx.say(Notice::from(&refusal)),
        }
    }
}

fn side(record: &Record) -> Side {
    let value = match record {
        Record::Fact(fact) => {
            let value = match fact.value {
                FactValue::Done if fact.raw.is_empty() => "✓".to_owned(),
                FactValue::NoOccasion if fact.raw.is_empty() => "–".to_owned(),
                _ => fact.raw.clone(),
            };
            return Side { value, note: fact.note.clone() };
        }
        Record::Header(header) => header.title.clone(),
        Record::Performer(performer) => performer.name.clone(),
        Record::Node(node) => node.title.clone(),
        Record::Indicator(indicator) => indicator.name.clone(),
        Record::Target(target) => target.raw.clone(),
        Record::Evidence(evidence) => evidence.text.clone(),
        Record::Doubt(doubt) => doubt.settled.clone().unwrap_or_else(|| doubt.reading.clone()),
        Record::Accepted(acceptance) => acceptance.reason.clone(),
        Record::Closing(closing) => closing.last().map(|step| step.by.clone()).unwrap_or_default(),
        Record::Decision(decision) => decision.reason.clone(),
        Record::Role(role) => role.who.clone(),
    };
    Side { value, note: String::new() }
}
