//! Undo and redo out of the list of changes: one structure, not two.

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

/// The changes of an author that can be taken back or done again, the latest last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UndoList {
    undo: Vec<Change>,
    redo: Vec<Change>,
}

impl UndoList {
    /// Reads the list out of the changes of a plan, oldest first. Others' changes are passed over.
    pub fn of<'a>(author: &str, changes: impl IntoIterator<Item = &'a Change>) -> Self {
        let mut list = Self::default();
        for change in changes.into_iter().filter(|c| c.author == author) {
            list.note(change);
        }
        list
    }

    /// Notes a change of the author's that was committed.
    pub fn note(&mut self, change: &Change) {
        if !is_undoable(change) {
            return;
        }
        match change.origin {
            Origin::Command => {
                self.undo.push(change.clone());
                self.redo.clear();
            }
            Origin::Undo(id) => {
                take(&mut self.undo, id);
                self.redo.push(change.clone());
            }
            Origin::Redo(id) => {
                take(&mut self.redo, id);
                self.undo.push(change.clone());
            }
        }
    }

    /// The change that undo would take back.
    pub fn next_undo(&self) -> Option<&Change> {
        self.undo.last()
    }

    /// The undo that redo would take back.
    pub fn next_redo(&self) -> Option<&Change> {
        self.redo.last()
    }

    /// The change that takes back my latest one in this plan; never the making of the plan.
    ///
    /// # Errors
    /// When there is none, it made the plan, or somebody has changed the same record since.
    pub fn undo(&self, plan: &Plan, context: &mut Context) -> Result<Change, Refusal> {
        take_back(self.next_undo().ok_or(Refusal::NoHistory)?, plan, context)
    }

    /// The change that does again what my latest undo took back.
    ///
    /// # Errors
    /// When there is none, it would delete the plan, or somebody has changed the same record since.
    pub fn redo(&self, plan: &Plan, context: &mut Context) -> Result<Change, Refusal> {
        let last = self.next_redo().ok_or(Refusal::NoHistory)?;
        let change = last.inverse(context, Origin::Redo(last.id));
        if removes_plan(&change) {
            return Err(Refusal::DeletesAgain(plan.header().slug.clone()));
        }
        standing(plan, change)
    }
}

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
fn removes_plan(change: &Change) -> bool {
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
/// takes to find it. What it finds is [`UndoList::next_undo`] of all of them.
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
fn is_undoable(change: &Change) -> bool {
    let is_step = change.edits.iter().all(|edit| matches!(edit.key, RecordKey::Closing(_)));
    !is_step && !change.summary.verb.is_of_the_journal()
}

fn take(list: &mut Vec<Change>, id: ChangeId) {
    if let Some(at) = list.iter().rposition(|c| c.id == id) {
        list.remove(at);
    }
}

/// A change of a closed quarter is not taken back either.
fn standing(plan: &Plan, change: Change) -> Result<Change, Refusal> {
    super::decide::closed_quarter(plan, &change.edits)?;
    plan.check(&change).map_err(|_| Refusal::ChangedSince)?;
    Ok(change)
}
