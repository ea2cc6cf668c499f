//! Taking a change back, doing one again, and finding what undo would take back. What an author's undos and redos
//! lead through is in `undo_tree`.

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

/// The change that takes another one back. One key or command too many must not make a whole plan vanish, so the
/// making of a plan is taken back by [`take_back_making`] only.
///
/// # Errors
/// When it made the plan, or somebody has changed the same record since.
pub fn take_back(last: &Change, plan: &Plan, context: &mut Context) -> Result<Change, Refusal> {
    let change = last.inverse(context, Origin::Undo(last.id));
    if removes_plan(&change) {
        return Err(Refusal::UndoesMaking(plan.header().slug.clone()));
    }
    standing(plan, change)
}

/// As [`take_back`], for a change that may have made the plan: the person has asked for that in so many words.
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

/// Whether nothing is left of the plan after a change.
pub(super) fn removes_plan(change: &Change) -> bool {
    change.edits.iter().any(|edit| edit.key == RecordKey::Header && edit.after.is_none())
}

/// The same intention again, in the place of what somebody else put there meanwhile.
///
/// # Errors
/// When that is what stands there now, or the quarter was closed meanwhile.
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

/// A change of one performer's fact, made anew where somebody else's part has moved the total meanwhile: each
/// entered his own, so there is nothing to choose. None where anything else stands in the way.
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
    // Nothing is made by it that would need an id.
    let mut context =
        Context { author: change.author.clone(), at: change.at, ids: IdSource::new(change.id.0) };
    let made = super::decide(plan, &Command::SetFact(set), &mut context).ok()?;
    Some(Change { id: change.id, summary: change.summary.clone(), ..made })
}

/// Looks for what undo would take back among changes latest first, so that no more of them are read than it
/// takes to find it. What it finds is [`UndoTree::next_undo`](super::UndoTree::next_undo) of all of them.
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

/// Whether it can be taken back at all. A step of a closing is taken back by another step, with a reason.
pub(super) fn is_undoable(change: &Change) -> bool {
    let is_step = change.edits.iter().all(|edit| matches!(edit.key, RecordKey::Closing(_)));
    !is_step && !change.summary.verb.is_of_the_journal()
}

/// A change of a closed quarter is not taken back either.
pub(super) fn standing(plan: &Plan, change: Change) -> Result<Change, Refusal> {
    super::decide::closed_quarter(plan, &change.edits)?;
    plan.check(&change).map_err(|_| Refusal::ChangedSince)?;
    Ok(change)
}
