//! The interface that every screen implements.

use super::{Cx, Handled, Shared, list::ListCursor, search::RowWords};
use crate::{
    domain::{NodeId, RecordKey, Subject},
    keymap::{Action, Atoms, Context},
};

/// The interface of a screen. It owns its state and knows of others only what is in [`Cx`].
pub trait ScreenState {
    /// The context in which its keys are looked up now.
    fn context(&self) -> Context;

    /// The conditions that hold now, for the keymap.
    fn atoms(&self, _shared: &Shared) -> Atoms {
        Atoms::NONE
    }

    /// The actions in the hint line, most needed first.
    fn hints(&self) -> &'static [Action];

    /// Runs an action.
    fn act(&mut self, cx: &mut Cx<'_>, action: Action);

    /// Rebuilds the rows if their inputs have changed; the cursor stays on its row.
    fn sync(&mut self, _shared: &Shared) {}

    /// Called when the screen is shown.
    fn enter(&mut self, _cx: &mut Cx<'_>) {}

    /// Takes a pasted text, which is data and never a command.
    fn paste(&mut self, _cx: &mut Cx<'_>, _text: &str) -> Handled {
        Handled::No
    }

    /// The measure or other node under the cursor, for the cursors of other screens.
    fn node(&self, _shared: &Shared) -> Option<NodeId> {
        None
    }

    /// The subject under the cursor, for its history.
    fn subject(&self, shared: &Shared) -> Option<Subject> {
        self.node(shared).map(Subject::Node)
    }

    /// Puts the cursor on a node, or on a row that belongs to it.
    fn focus(&mut self, _shared: &Shared, _node: NodeId) {}

    /// Puts the cursor on the cell of a record, if the screen shows it.
    fn focus_record(&mut self, _shared: &Shared, _key: &RecordKey) {}

    /// The texts by which each row is found; empty where the screen has no search.
    fn words(&self, _shared: &Shared) -> Vec<RowWords> {
        Vec::new()
    }

    /// The index of the cursor's row among the rows of [`Self::words`]. It is that of the list, unless the search
    /// covers more rows than are shown.
    fn row_at(&self, shared: &Shared) -> usize {
        self.list(shared).map_or(0, |list| list.at)
    }

    /// Puts the cursor on a row of [`Self::words`].
    fn go_to_row(&mut self, _shared: &Shared, at: usize) {
        if let Some((list, len)) = self.list_mut() {
            list.go(at, len);
        }
    }

    /// Its list, if its rows are lines under each other.
    fn list(&self, _shared: &Shared) -> Option<ListCursor> {
        None
    }

    /// The same, to move it, and how many rows it has.
    fn list_mut(&mut self) -> Option<(&mut ListCursor, usize)> {
        None
    }

    /// Whether it has input that is not stored.
    fn has_draft(&self) -> bool {
        false
    }

    /// Whether it shows the open plan, which the title line then names.
    fn shows_plan(&self) -> bool {
        true
    }

    /// Whether it can be left only by its own keys, because it shows something that has to be decided first.
    fn holds(&self) -> bool {
        false
    }
}
