//! Undo and redo. The history is read when it is first asked for, and kept up from then on.

use super::{Cx, Effect, Notice, Screen, undo_list::History};
use crate::{
    domain::{
        Change, ChangeId, Deleted, NodeId, Plan, PlanId, RecordKey, Refusal, UndoTree,
        changed_since_handed_in,
    },
    keymap::Action,
};

/// Takes back or does again; asks for the history first when it has not been read yet.
pub(super) fn undo(cx: &mut Cx<'_>, action: Action) {
    let Some(plan) = &cx.shared.plan else {
        return undelete(cx, action);
    };
    let Some(tree) = &cx.shared.history.tree else {
        cx.effects.push(Effect::LoadHistory(plan.id()));
        cx.shared.history.after = Some(action);
        return;
    };
    let change =
        if action == Action::Undo { tree.undo(plan, cx.context) } else { tree.redo(plan, cx.context) };
    match change {
        Ok(change) => {
            cx.say(Notice::change(&change));
            show(cx, &change);
            cx.apply(change);
        }
        Err(refusal) => cx.say(Notice::from(&refusal)),
    }
}

/// Goes to the state that a change of one's own led to, or that a save point has named: by as many undos and redos as
/// lie between, or by none where one of them is refused.
pub(super) fn go_to(cx: &mut Cx<'_>, to: ChangeId) {
    let (Some(plan), Some(tree)) = (&cx.shared.plan, &cx.shared.history.tree) else { return };
    match tree.walk(plan, to, cx.context) {
        Ok(steps) if steps.is_empty() => cx.say(Notice::info("notice-here-already")),
        Ok(steps) => {
            let count = steps.len();
            for step in steps {
                cx.apply(step);
            }
            cx.say(Notice::info("notice-state-restored").with("count", count));
        }
        Err(refusal) => cx.say(Notice::from(&refusal)),
    }
}

/// Whether the state that a change led to is the present one.
pub(super) fn is_at(history: &History, change: ChangeId) -> bool {
    history.tree.as_ref().is_some_and(|tree| tree.is_at(change))
}

/// Shows the row that a change was about in the outline; says so where there is none any more.
pub(super) fn open_changed(cx: &mut Cx<'_>, row: Option<NodeId>) {
    match row {
        Some(row) => {
            cx.focus(row);
            cx.jump(Screen::Outline);
        }
        None => cx.say(Notice::info("notice-no-row-there")),
    }
}

/// Brings back the plan that was deleted here last, where no other is open.
fn undelete(cx: &mut Cx<'_>, action: Action) {
    let Some(deleted) = cx.shared.deleted.take().filter(|_| action == Action::Undo) else {
        return cx.say(Notice::from(&Refusal::NoHistory));
    };
    bring_back(cx, &deleted);
}

/// Brings a deleted plan back with everything that was in it, as `kvartal undelete` does.
pub(super) fn bring_back(cx: &mut Cx<'_>, deleted: &Deleted) {
    let change = deleted.undelete(None, cx.context);
    cx.say(Notice::change(&change));
    cx.shared.unsaved.push(change.id);
    cx.effects.push(Effect::Commit(Box::new(change)));
    cx.effects.push(Effect::LoadCatalog);
}

/// Takes over the changes of a plan that were read, oldest first, and goes on with what waited for them.
pub(super) fn read(cx: &mut Cx<'_>, plan: PlanId, changes: &[Change]) {
    if !cx.shared.is_open(plan) {
        return;
    }
    cx.shared.history.tree = Some(UndoTree::of(&cx.shared.actor.name, changes));
    cx.shared.history.changed = cx.shared.plan.as_ref().and_then(|plan| {
        let changed = changed_since_handed_in(plan, cx.shared.quarter, changes)?;
        Some((cx.shared.quarter, plan.seq(), changed.len()))
    });
    if let Some(action) = cx.shared.history.after.take() {
        undo(cx, action);
    }
}

/// Puts the cursor on what a change is about to change; where a row goes, on its neighbour.
fn show(cx: &mut Cx<'_>, change: &Change) {
    let Some(plan) = &cx.shared.plan else { return };
    // An undo goes backwards, so its last edit is where the person began.
    let node = change.edits.iter().rev().find_map(|edit| match edit.key {
        RecordKey::Node(id) if edit.after.is_none() => neighbour(plan, id),
        RecordKey::Node(id) => Some(id),
        RecordKey::Indicator(id) | RecordKey::Fact(id, _, _) | RecordKey::Target(id, _, _) => {
            plan.measure_of(id)
        }
        _ => None,
    });
    let value = change.edits.iter().rev().map(|edit| edit.key);
    // A total that followed its parts is no place where anybody typed.
    let value = value.min_by_key(|key| match key {
        RecordKey::Fact(_, _, Some(_)) | RecordKey::Target(_, _, Some(_)) => 0,
        RecordKey::Fact(..) | RecordKey::Target(..) => 1,
        _ => 2,
    });
    if let Some(node) = node {
        cx.focus(node);
    }
    if let Some(key) = value {
        cx.focus_record(key);
    }
}

/// What stands beside a node: the next one, else the one before, else the parent.
fn neighbour(plan: &Plan, id: NodeId) -> Option<NodeId> {
    let parent = plan.node(id)?.parent;
    let siblings: Vec<NodeId> = plan.children(parent).collect();
    let at = siblings.iter().position(|other| *other == id)?;
    let before = at.checked_sub(1).and_then(|at| siblings.get(at));
    siblings.get(at + 1).or(before).copied().or(parent)
}
