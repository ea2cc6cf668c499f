//! Undoing and repeating a change, and finding the change that undo would take back. `undo_tree` has the states
//! that an author's undos and redos lead through.

use std::collections::BTreeSet;

use super::{
    change::{Change, Context, Edit, Expect, Guard, Origin},
    command::{Command, SetFact},
    id::{ChangeId, IdSource},
    plan::{Conflict, Plan},
    record::{Record, RecordKey, Subject},
    refusal::Refusal,
    value::FactValue,
};

/// The change that undoes another one. It never undoes the creation of a plan, because one key or command too many
/// must not make a whole plan vanish; [`take_back_making`] does that.
///
/// # Errors
/// When the change created the plan, or somebody has changed the same record since.
pub fn take_back(last: &Change, plan: &Plan, context: &mut Context) -> Result<Change, Refusal> {
    let change = last.inverse(context, Origin::Undo(last.id));
    if removes_plan(&change) {
        return Err(Refusal::UndoesMaking(plan.header().slug.clone()));
    }
    standing(plan, change)
}

/// As [`take_back`], also for a change that created the plan, because the person has explicitly asked for that.
///
/// # Errors
/// When somebody has changed or added anything since.
pub fn take_back_making(last: &Change, plan: &Plan, context: &mut Context) -> Result<Change, Refusal> {
    let change = last.inverse(context, Origin::Undo(last.id));
    if removes_plan(&change) && plan.records().count() != change.edits.len() {
        return Err(Refusal::ChangedSince);
    }
    standing(plan, change)
}

/// Whether a change removes the whole plan.
pub(super) fn removes_plan(change: &Change) -> bool {
    change.edits.iter().any(|edit| edit.key == RecordKey::Header && edit.after.is_none())
}

/// Repeats a change over the values that somebody else has entered meanwhile.
///
/// # Errors
/// When these values are the same, or the quarter was closed meanwhile.
pub fn again(change: &Change, plan: &Plan, context: &mut Context) -> Result<Change, Refusal> {
    let edit =
        |edit: &Edit| Edit { key: edit.key, before: plan.record(&edit.key), after: edit.after.clone() };
    let mut edits: Vec<Edit> = change.edits.iter().map(edit).collect();
    edits.retain(|edit| edit.before != edit.after);
    if edits.is_empty() {
        return Err(Refusal::NothingToDo);
    }
    super::decide::closed_quarter(plan, &edits)?;
    let guard = |guard: &Guard| match guard.expect {
        Expect::Present | Expect::Under(_) => *guard,
        Expect::Revision(_) | Expect::Absent => plan.guard(guard.key),
    };
    Ok(Change {
        id: ChangeId(context.ids.draw()),
        at: context.at,
        edits,
        guards: change.guards.iter().map(guard).collect(),
        ..change.clone()
    })
}

/// Repeats a change of one performer's fact where another performer's part has changed the total meanwhile. This is
/// no conflict, because each of them entered a part of his own. None where any other record differs.
pub fn adjust(change: &Change, plan: &Plan, found: &[Conflict]) -> Option<Change> {
    let is_total = |key: &RecordKey| matches!(key, RecordKey::Fact(_, _, None));
    if change.origin != Origin::Command || !found.iter().all(|conflict| is_total(&conflict.key)) {
        return None;
    }
    let mut parts = change.edits.iter().filter(|edit| !is_total(&edit.key));
    let (part, none) = (parts.next()?, parts.next());
    let RecordKey::Fact(id, quarter, Some(who)) = part.key else { return None };
    if none.is_some() {
        return None;
    }
    let (value, note) = match &part.after {
        Some(Record::Fact(fact)) => ((fact.value.clone(), fact.raw.clone()), fact.note.clone()),
        _ => ((FactValue::None, String::new()), String::new()),
    };
    let subject = Subject::Indicator(id);
    let (value, note) = (Some(value), Some(note));
    let set = SetFact { subject, quarter, performer: Some(who), value, note, unit: None };
    // The ids are not used, because the change creates no record that needs one.
    let mut context =
        Context { author: change.author.clone(), at: change.at, ids: IdSource::new(change.id.0) };
    let made = super::decide(plan, &Command::SetFact(set), &mut context).ok()?;
    Some(Change { id: change.id, summary: change.summary.clone(), ..made })
}

/// Finds the change that undo would take back by reading changes from the latest one backwards, so that no more are
/// read than needed. The result equals [`UndoTree::next_undo`](super::UndoTree::next_undo) of all changes.
#[derive(Clone, Debug)]
pub struct LookBack<'a> {
    author: &'a str,
    taken_back: BTreeSet<ChangeId>,
}

impl<'a> LookBack<'a> {
    /// Looks for the author's.
    pub const fn of(author: &'a str) -> Self {
        Self { author, taken_back: BTreeSet::new() }
    }

    /// Whether the next earlier change is it.
    pub fn finds(&mut self, change: &Change) -> bool {
        if change.author != self.author || !is_undoable(change) {
            return false;
        }
        match change.origin {
            Origin::Undo(id) => {
                self.taken_back.insert(id);
                false
            }
            Origin::Command | Origin::Redo(_) => !self.taken_back.remove(&change.id),
        }
    }
}

/// Whether the change can be undone at all. A step of a closing cannot, because another step with a reason reverses
/// it.
pub(super) fn is_undoable(change: &Change) -> bool {
    let is_step = change.edits.iter().all(|edit| matches!(edit.key, RecordKey::Closing(_)));
    !is_step && !change.summary.verb.is_of_the_journal()
}

/// Checks that a change can still be made: its quarter is open, and the records are as it expects.
pub(super) fn standing(plan: &Plan, mut change: Change) -> Result<Change, Refusal> {
    super::decide::closed_quarter(plan, &change.edits)?;
    plan.check(&change).map_err(|_| Refusal::ChangedSince)?;
    change.guards = super::decide::closing_guards(plan, &change.edits);
    Ok(change)
}
