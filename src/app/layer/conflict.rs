//! A conflict: two people changed the same records. Both versions of each are shown side by side, and the second person
//! chooses, record by record or for all at once. Records that nobody else changed are written with the choice.

use super::Flow;
use crate::{
    app::{Cx, Notice, cx::is_value},
    domain::{Change, Conflict as Found, Edit, Record, RecordKey, TargetValue, again},
    keymap::Action,
};

/// A conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The change that was refused.
    pub change: Change,
    /// The conflicting records as they are now.
    pub found: Vec<Found>,
    /// The authors of those records, in the same order; empty where unknown.
    pub by: Vec<String>,
    /// The record under the cursor.
    pub at: usize,
    /// The choice for each record.
    pub chosen: Vec<Option<Take>>,
}

/// Which version of a record is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// This user's version.
    Mine,
    /// The other version.
    Theirs,
    /// This user's value with the other note.
    MyValue,
}

/// The choice behind a digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Chooses for the record under the cursor.
    One(Take),
    /// Chooses for all records that are not decided yet.
    All(Take),
}

/// One version of a record, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// The value; empty where there is none.
    pub value: String,
    /// The note.
    pub note: String,
    /// The value of a target, which is shown with its comparator.
    pub target: Option<TargetValue>,
}

impl Conflict {
    /// A conflict over records that the change edits; none if the change only depends on them.
    pub fn of(change: Change, found: Vec<Found>, by: Vec<String>) -> Option<Self> {
        let edits = |conflict: &Found| change.edits.iter().any(|edit| edit.key == conflict.key);
        let chosen = vec![None; found.len()];
        (!found.is_empty() && found.iter().all(edits)).then_some(Self { change, found, by, at: 0, chosen })
    }

    /// This user's version, the other version and the original of a record.
    pub fn sides(&self, at: usize) -> [Side; 3] {
        let Some(found) = self.found.get(at) else { return Default::default() };
        let edit = self.edit_of(&found.key);
        let side = |record: Option<&Record>| record.map(side).unwrap_or_default();
        [
            side(edit.and_then(|edit| edit.after.as_ref())),
            side(found.now.as_ref()),
            side(edit.and_then(|edit| edit.before.as_ref())),
        ]
    }

    /// The choices behind the digits, from 1 on.
    pub fn options(&self) -> Vec<Offer> {
        let mut options = vec![Offer::One(Take::Mine), Offer::One(Take::Theirs)];
        if !self.is_divisible() {
            return vec![Offer::All(Take::Mine), Offer::All(Take::Theirs)];
        }
        if self.found.len() > 1 {
            options.extend([Offer::All(Take::Mine), Offer::All(Take::Theirs)]);
        } else if self.found.first().is_some_and(|found| self.mixed(found).is_some()) {
            options.push(Offer::One(Take::MyValue));
        }
        options
    }

    /// Whether the records can be decided one by one: values are independent of each other, but a node that is removed
    /// takes all its records along.
    fn is_divisible(&self) -> bool {
        let own = |edit: &Edit| is_value(&edit.key) || matches!(edit.key, RecordKey::Evidence(_));
        self.change.edits.iter().all(own)
    }

    fn edit_of(&self, key: &RecordKey) -> Option<&Edit> {
        self.change.edits.iter().find(|edit| edit.key == *key)
    }

    /// This user's value with the other note, if both differ.
    fn mixed(&self, found: &Found) -> Option<Record> {
        match (self.edit_of(&found.key)?.after.as_ref()?, found.now.as_ref()?) {
            (Record::Fact(mine), Record::Fact(theirs))
                if mine.note != theirs.note && (&mine.value, &mine.raw) != (&theirs.value, &theirs.raw) =>
            {
                let mut mixed = (**mine).clone();
                mixed.note.clone_from(&theirs.note);
                Some(Record::from(mixed))
            }
            _ => None,
        }
    }

    pub(super) fn act(&mut self, cx: &mut Cx<'_>, action: Action) -> Flow {
        let last = self.found.len().saturating_sub(1);
        match action {
            Action::Up => self.at = self.at.saturating_sub(1),
            Action::Down => self.at = (self.at + 1).min(last),
            Action::AcceptNth => {
                let option = cx.typed_place().and_then(|at| self.options().get(at).copied());
                return option.map_or(Flow::Stay, |option| self.choose(cx, option));
            }
            Action::Cancel => {
                for at in 0..self.found.len() {
                    let [mine, ..] = self.sides(at);
                    cx.shared.remember_text(if mine.value.is_empty() { mine.note } else { mine.value });
                }
                return Flow::Close;
            }
            // Enter does nothing, because it may have been typed for something else before the conflict appeared.
            _ => {}
        }
        Flow::Stay
    }

    /// Records a choice; after the last record all choices are carried out.
    fn choose(&mut self, cx: &mut Cx<'_>, option: Offer) -> Flow {
        match option {
            Offer::One(pick) => {
                if let Some(chosen) = self.chosen.get_mut(self.at) {
                    *chosen = Some(pick);
                }
            }
            Offer::All(pick) => self.chosen.iter_mut().for_each(|chosen| *chosen = chosen.or(Some(pick))),
        }
        match self.chosen.iter().position(Option::is_none) {
            Some(next) => {
                self.at = next;
                Flow::Stay
            }
            None => {
                self.carry_out(cx);
                Flow::Close
            }
        }
    }

    /// Applies the choices as a change that can be undone and is part of the history.
    fn carry_out(&self, cx: &mut Cx<'_>) {
        let Some(plan) = cx.shared.plan.as_ref().filter(|plan| plan.id() == self.change.plan) else { return };
        let mut change = self.change.clone();
        if self.chosen.iter().all(|pick| *pick == Some(Take::Theirs)) && !self.is_divisible() {
            return;
        }
        for (found, pick) in self.found.iter().zip(&self.chosen) {
            match pick {
                Some(Take::Theirs) => change.edits.retain(|edit| edit.key != found.key),
                Some(Take::MyValue) => {
                    let mixed = self.mixed(found);
                    let edit = change.edits.iter_mut().find(|edit| edit.key == found.key);
                    edit.into_iter().for_each(|edit| edit.after.clone_from(&mixed));
                }
                Some(Take::Mine) | None => {}
            }
        }
        if change.edits.is_empty() {
            return;
        }
        match again(&change, plan, cx.context) {
            Ok(change) => drop(cx.apply(change)),
            Err(refusal) => cx.say(Notice::from(&refusal)),
        }
    }
}

fn side(record: &Record) -> Side {
    let value = match record {
        Record::Fact(fact) => {
            return Side { value: fact.wording(), note: fact.note.clone(), target: None };
        }
        Record::Header(header) => header.title.clone(),
        Record::Performer(performer) => performer.name.clone(),
        Record::Node(node) => node.title.clone(),
        Record::Indicator(indicator) => indicator.name.clone(),
        Record::Target(target) => target.wording(),
        Record::Evidence(evidence) => evidence.text.clone(),
        Record::Doubt(doubt) => doubt.settled.clone().unwrap_or_else(|| doubt.reading.clone()),
        Record::Accepted(acceptance) => acceptance.reason.clone(),
        Record::Closing(closing) => closing.last().map(|step| step.by.clone()).unwrap_or_default(),
        Record::Decision(decision) => decision.reason.clone(),
        Record::Role(role) => role.who.clone(),
        Record::Flag(flag) => flag.by.clone(),
    };
    let target = if let Record::Target(target) = record { Some(target.value.clone()) } else { None };
    Side { value, note: String::new(), target }
}
