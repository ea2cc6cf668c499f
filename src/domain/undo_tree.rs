//! Undo as a tree: the states that an author's changes have led through, derived from the list of changes alone.
//!
//! Undo and redo walk along the tree. A change after an undo begins a new branch, and the undone changes stay on
//! the old one, so that a person can go back to any state, also after a restart.

use rustc_hash::FxHashMap;

use super::{
    change::{Change, Context, Origin, Verb},
    history::{is_undoable, removes_plan, standing, take_back},
    id::ChangeId,
    plan::Plan,
    refusal::Refusal,
};

/// The state before the first change.
const ROOT: usize = 0;

/// The states of a plan that an author's changes have led through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndoTree {
    states: Vec<UndoState>,
    at: usize,
    /// The state of each change, undo, redo and save point.
    index: FxHashMap<ChangeId, usize>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct UndoState {
    /// The change that led here, or the latest undo or redo of it; none in the first state.
    latest: Option<Change>,
    above: usize,
    /// The child state that was left last, which redo returns to.
    left: Option<usize>,
}

impl Default for UndoTree {
    fn default() -> Self {
        Self { states: vec![UndoState::default()], at: ROOT, index: FxHashMap::default() }
    }
}

impl UndoTree {
    /// Builds the tree from the changes of a plan, oldest first. The changes of others are ignored.
    pub fn of<'a>(author: &str, changes: impl IntoIterator<Item = &'a Change>) -> Self {
        let mut tree = Self::default();
        for change in changes.into_iter().filter(|c| c.author == author) {
            tree.note(change);
        }
        tree
    }

    /// Notes a change of the author's that was committed.
    pub fn note(&mut self, change: &Change) {
        if change.summary.verb == Verb::SavePoint {
            self.index.insert(change.id, self.at);
            return;
        }
        if !is_undoable(change) {
            return;
        }
        match change.origin {
            Origin::Command => self.grow(change),
            Origin::Undo(id) => {
                if let Some(state) = self.index.get(&id).copied() {
                    self.undone(state, change);
                }
            }
            Origin::Redo(id) => match self.index.get(&id).copied() {
                Some(state) => self.redone(state, change),
                None => self.grow(change),
            },
        }
    }

    /// The change that undo would take back.
    pub fn next_undo(&self) -> Option<&Change> {
        self.latest(self.at)
    }

    /// The undo that redo would take back.
    pub fn next_redo(&self) -> Option<&Change> {
        self.latest(self.state(self.at)?.left?)
    }

    /// The change that undoes the author's latest change in this plan; never the creation of the plan.
    ///
    /// # Errors
    /// When there is none, it created the plan, or somebody has changed the same record since.
    pub fn undo(&self, plan: &Plan, context: &mut Context) -> Result<Change, Refusal> {
        take_back(self.next_undo().ok_or(Refusal::NoHistory)?, plan, context)
    }

    /// The change that repeats what the author's latest undo took back.
    ///
    /// # Errors
    /// When there is none, it would delete the plan, or somebody has changed the same record since.
    pub fn redo(&self, plan: &Plan, context: &mut Context) -> Result<Change, Refusal> {
        again(self.next_redo().ok_or(Refusal::NothingToRedo)?, plan, context)
    }

    /// Whether the state that a change led to is the present one.
    pub fn is_at(&self, change: ChangeId) -> bool {
        self.index.get(&change) == Some(&self.at)
    }

    /// The undos and redos that lead from the present state to the state of a change or of a save point.
    ///
    /// # Errors
    /// When the change is not the author's, or one of the steps is refused; then none of them is made.
    pub fn walk(&self, plan: &Plan, to: ChangeId, context: &mut Context) -> Result<Vec<Change>, Refusal> {
        let to = *self.index.get(&to).ok_or(Refusal::Gone)?;
        let way = self.way(to);
        let (mut tree, mut plan, mut steps) = (self.clone(), plan.clone(), Vec::new());
        while tree.at != to {
            // The next state downwards, where the present state is an ancestor of the target.
            let below = way.iter().position(|state| *state == tree.at).map(|at| at.checked_sub(1));
            let step = match below.flatten().and_then(|at| way.get(at)) {
                Some(below) => again(tree.latest(*below).ok_or(Refusal::NoHistory)?, &plan, context)?,
                None => tree.undo(&plan, context)?,
            };
            plan.apply(&step);
            tree.note(&step);
            steps.push(step);
        }
        Ok(steps)
    }

    fn state(&self, at: usize) -> Option<&UndoState> {
        self.states.get(at)
    }

    fn latest(&self, at: usize) -> Option<&Change> {
        self.state(at)?.latest.as_ref()
    }

    /// A state and its ancestors, upwards to the first state.
    fn way(&self, from: usize) -> Vec<usize> {
        let above = |at: &usize| (*at != ROOT).then(|| self.state(*at).map_or(ROOT, |state| state.above));
        std::iter::successors(Some(from), above).collect()
    }

    /// Adds a child of the present state.
    fn grow(&mut self, change: &Change) {
        let state = UndoState { latest: Some(change.clone()), above: self.at, left: None };
        self.at = self.states.len();
        self.states.push(state);
        self.index.insert(change.id, self.at);
    }

    fn undone(&mut self, state: usize, change: &Change) {
        let way = self.way(self.at);
        let Some(place) = way.iter().position(|other| *other == state).filter(|_| state != ROOT) else {
            return;
        };
        let above = self.state(state).map_or(ROOT, |state| state.above);
        match place.checked_sub(1).and_then(|place| way.get(place)) {
            None => self.at = above,
            // A change in the middle of the branch was undone: the later states stay without it, and it can be
            // redone there.
            Some(below) => {
                if let Some(below) = self.states.get_mut(*below) {
                    below.above = above;
                }
                self.hang(state, self.at);
            }
        }
        let at = self.at;
        if let Some(present) = self.states.get_mut(at) {
            present.left = Some(state);
        }
        self.stands_for(state, change);
    }

    fn redone(&mut self, state: usize, change: &Change) {
        if state != ROOT && !self.way(self.at).contains(&state) {
            self.hang(state, self.at);
            self.at = state;
            self.stands_for(state, change);
        }
    }

    fn hang(&mut self, state: usize, above: usize) {
        if let Some(state) = self.states.get_mut(state) {
            state.above = above;
        }
    }

    fn stands_for(&mut self, state: usize, change: &Change) {
        if let Some(own) = self.states.get_mut(state) {
            own.latest = Some(change.clone());
        }
        self.index.insert(change.id, state);
    }
}

/// The change that repeats what an undo took back.
fn again(undo: &Change, plan: &Plan, context: &mut Context) -> Result<Change, Refusal> {
    let change = undo.inverse(context, Origin::Redo(undo.id));
    if removes_plan(&change) {
        return Err(Refusal::DeletesAgain(plan.header().slug.clone()));
    }
    standing(plan, change)
}
