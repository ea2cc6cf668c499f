//! Undo and redo. The history is read when it is first needed and kept up to date from then on.

use super::{Cx, Effect, Notice, Screen, undo_list::History};
use crate::{
    domain::{
        Change, ChangeId, Deleted, NodeId, Plan, PlanId, RecordKey, Refusal, UndoTree,
        changed_since_handed_in,
    },
    keymap::Action,
};

/// Undoes or redoes; requests the history first if it has not been read yet.
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
            let told = Notice::change(&change, plan);
            cx.say(told);
            show(cx, &change);
            cx.apply(change);
        }
        Err(refusal) => cx.say(Notice::from(&refusal)),
    }
}

/// Returns to the state after one of this user's changes, or to a named save point, by all undos and redos in between.
/// If one of them is refused, nothing is changed.
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

/// Whether the state after a change is the current one.
pub(super) fn is_at(history: &History, change: ChangeId) -> bool {
    history.tree.as_ref().is_some_and(|tree| tree.is_at(change))
}

/// Shows the row that a change affected in the outline, or a notice if the row no longer exists.
pub(super) fn open_changed(cx: &mut Cx<'_>, row: Option<NodeId>) {
    match row {
        Some(row) => {
            cx.focus(row);
            cx.jump(Screen::Outline);
        }
        None => cx.say(Notice::info("notice-no-row-there")),
    }
}

/// Restores the plan that was deleted last in this window, if no plan is open.
fn undelete(cx: &mut Cx<'_>, action: Action) {
    if action == Action::Redo {
        return cx.say(Notice::from(&Refusal::NothingToRedo));
    }
    // It may have been restored since, from the trash or in another window.
    let is_back = |deleted: &Deleted| cx.shared.catalog.iter().any(|entry| entry.id == deleted.id());
    match cx.shared.deleted.take().filter(|deleted| !is_back(deleted)) {
        Some(deleted) => bring_back(cx, &deleted),
        None => cx.say(Notice::from(&Refusal::NoHistory)),
    }
}

/// Restores a deleted plan with its whole content, as `kvartal undelete` does.
pub(super) fn bring_back(cx: &mut Cx<'_>, deleted: &Deleted) {
    let change = deleted.undelete(None, cx.context);
    cx.say(Notice::change(&change, &Plan::empty(change.plan)));
    cx.shared.unsaved.push(change.id);
    cx.effects.push(Effect::Commit(Box::new(change)));
    cx.effects.push(Effect::LoadCatalog);
}

/// Takes over the changes of a plan, oldest first, and runs the action that waited for them.
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

/// Puts the cursor on what a change is about to alter; for a row that disappears, on its neighbour.
fn show(cx: &mut Cx<'_>, change: &Change) {
    let Some(plan) = &cx.shared.plan else { return };
    // An undo is applied backwards, so its last edit is where the user began.
    let node = change.edits.iter().rev().find_map(|edit| match edit.key {
        RecordKey::Node(id) if edit.after.is_none() => neighbour(plan, id),
        RecordKey::Node(id) => Some(id),
        RecordKey::Indicator(id) | RecordKey::Fact(id, _, _) | RecordKey::Target(id, _, _) => {
            plan.measure_of(id)
        }
        _ => None,
    });
    let value = change.edits.iter().rev().map(|edit| edit.key);
    // A total that follows its parts was not typed, so it is the last choice.
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

/// The neighbour of a node: the next sibling, else the previous one, else the parent.
fn neighbour(plan: &Plan, id: NodeId) -> Option<NodeId> {
    let parent = plan.node(id)?.parent;
    let siblings: Vec<NodeId> = plan.children(parent).collect();
    let at = siblings.iter().position(|other| *other == id)?;
    let before = at.checked_sub(1).and_then(|at| siblings.get(at));
    siblings.get(at + 1).or(before).copied().or(parent)
}
