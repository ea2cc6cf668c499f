//! The timeline: every change of the plan, the latest first, including undone changes on their branches and save
//! points. The user can return to any of the own states.

use rustc_hash::FxHashMap;

use super::{Cx, Effect, Handled, Notice, ScreenState, Shared, history, list::ListCursor, sought::RowWords};
use crate::{
    domain::{Change, ChangeId, NodeId, Origin, Plan, PlanId, Verb},
    keymap::{Action, Atom, Atoms, Context},
};

/// A row: a change that is neither an undo nor a redo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimelineRow {
    /// The index of the change.
    pub change: usize,
    /// Whether the change is in effect.
    pub stands: Standing,
}

/// What happened to a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is in effect.
    Stands,
    /// It was undone.
    Undone,
    /// It names a save point.
    Name,
}

/// The state of the timeline.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// The rows, the latest first.
    pub rows: Vec<TimelineRow>,
    /// The cursor.
    pub cursor: ListCursor,
    /// Whether only this user's changes are shown.
    pub only_mine: bool,
    /// The changes of the plan, oldest first; none before they were read.
    changes: Option<Vec<Change>>,
}

impl Timeline {
    /// The change of a row.
    pub fn change(&self, row: &TimelineRow) -> Option<&Change> {
        self.changes.as_ref()?.get(row.change)
    }

    /// The change under the cursor.
    pub fn at_cursor(&self) -> Option<(&TimelineRow, &Change)> {
        let row = self.rows.get(self.cursor.at)?;
        Some((row, self.change(row)?))
    }

    /// Whether the changes were read.
    pub const fn is_read(&self) -> bool {
        self.changes.is_some()
    }

    /// Takes over the changes of the plan, oldest first.
    pub(super) fn take(&mut self, shared: &Shared, plan: PlanId, changes: Vec<Change>) {
        if shared.is_open(plan) {
            let at = self.at_cursor().map(|(_, change)| change.id);
            self.changes = Some(changes);
            self.lay_out(shared, at);
        }
    }

    fn lay_out(&mut self, shared: &Shared, at: Option<ChangeId>) {
        let changes = self.changes.as_deref().unwrap_or_default();
        // Undos and redos belong to the row of the original change.
        let mut first: FxHashMap<ChangeId, usize> = FxHashMap::default();
        let mut rows: Vec<TimelineRow> = Vec::new();
        for (place, change) in changes.iter().enumerate() {
            let (of, stands) = match change.origin {
                Origin::Command => {
                    let is_name = change.summary.verb == Verb::SavePoint;
                    let stands = if is_name { Standing::Name } else { Standing::Stands };
                    first.insert(change.id, rows.len());
                    rows.push(TimelineRow { change: place, stands });
                    continue;
                }
                Origin::Undo(of) => (of, Standing::Undone),
                Origin::Redo(of) => (of, Standing::Stands),
            };
            if let Some(row) = first.get(&of).copied() {
                first.insert(change.id, row);
                rows.get_mut(row).into_iter().for_each(|row| row.stands = stands);
            }
        }
        let is_mine = |row: &TimelineRow| {
            changes.get(row.change).is_some_and(|change| change.author == shared.actor.name)
        };
        rows.retain(|row| !self.only_mine || is_mine(row));
        rows.reverse();
        let id = |row: &TimelineRow| changes.get(row.change).map(|change| change.id);
        let found = at.and_then(|at| rows.iter().position(|row| id(row) == Some(at)));
        self.rows = rows;
        self.cursor.go(found.unwrap_or(0), self.rows.len());
    }

    /// Goes to the next or previous row where a branch of undone changes begins.
    fn go_to_branch(&mut self, cx: &mut Cx<'_>, action: Action) {
        let begins = |at: &usize| {
            let undone = |at: usize| self.rows.get(at).is_some_and(|row| row.stands == Standing::Undone);
            undone(*at) && !at.checked_sub(1).is_some_and(undone)
        };
        let here = self.cursor.at;
        let found = if action == Action::NextBranch {
            (here + 1..self.rows.len()).find(begins)
        } else {
            (0..here).rev().find(begins)
        };
        match found {
            Some(at) => self.cursor.go(at, self.rows.len()),
            None => cx.say(Notice::info("notice-no-branch")),
        }
    }
}

impl ScreenState for Timeline {
    fn context(&self) -> Context {
        Context::Timeline
    }

    fn atoms(&self, _shared: &Shared) -> Atoms {
        Atoms::NONE.with_if(Atom::Empty, self.rows.is_empty())
    }

    fn hints(&self) -> &'static [Action] {
        use Action::{
            GoBack, Help, NextBranch, OpenChanged, Redo, RestoreState, SavePoint, ToggleMine, Undo,
        };
        &[RestoreState, Undo, Redo, NextBranch, SavePoint, ToggleMine, OpenChanged, GoBack, Help]
    }

    fn enter(&mut self, cx: &mut Cx<'_>) {
        (self.changes, self.rows) = (None, Vec::new());
        let plan = cx.shared.plan.as_ref().map(Plan::id);
        cx.effects.extend(plan.map(Effect::LoadHistory));
    }

    fn act(&mut self, cx: &mut Cx<'_>, action: Action) {
        if self.cursor.act(action, self.rows.len()) == Handled::Yes {
            return;
        }
        match action {
            Action::NextBranch | Action::PrevBranch => self.go_to_branch(cx, action),
            Action::ToggleMine => {
                let at = self.at_cursor().map(|(_, change)| change.id);
                self.only_mine = !self.only_mine;
                self.lay_out(cx.shared, at);
            }
            Action::RestoreState => match self.at_cursor() {
                Some((_, change)) if change.author != cx.shared.actor.name => {
                    let who = change.author.clone();
                    cx.say(Notice::info("notice-not-own-change").with("who", who));
                }
                Some((_, change)) => history::go_to(cx, change.id),
                None => {}
            },
            Action::OpenChanged => history::open_changed(cx, self.node(cx.shared)),
            _ => {}
        }
    }

    fn words(&self, _shared: &Shared) -> Vec<RowWords> {
        let words = |row: &TimelineRow| {
            let Some(change) = self.change(row) else { return RowWords::default() };
            let said = &change.summary;
            let text = [&change.author, &said.from, &said.to, &said.subject].map(String::as_str).join(" · ");
            RowWords { code: said.subject.clone(), text }
        };
        self.rows.iter().map(words).collect()
    }

    fn list(&self, _shared: &Shared) -> Option<ListCursor> {
        Some(self.cursor)
    }

    fn list_mut(&mut self) -> Option<(&mut ListCursor, usize)> {
        Some((&mut self.cursor, self.rows.len()))
    }

    fn node(&self, shared: &Shared) -> Option<NodeId> {
        let plan = shared.plan.as_ref()?;
        let subject = plan.value_changes(self.at_cursor()?.1).first().map(|value| value.subject);
        plan.measure_at(subject?).filter(|id| plan.node(*id).is_some())
    }
}
