//! What every screen can be asked.

use super::{Cx, Handled, Shared, list::ListCursor, search::RowWords};
use crate::{
    domain::{NodeId, RecordKey, Subject},
    keymap::{Action, Atoms, Context},
};

/// What a screen can be asked. It owns its state; of others it knows what is in [`Cx`] and no more.
pub trait ScreenState {
    /// Where its keys are looked up now.
    fn context(&self) -> Context;

    /// What holds now, for the conditions of the keymap.
    fn atoms(&self, _shared: &Shared) -> Atoms {
        Atoms::NONE
    }

    /// What the hint line offers, most needed first.
    fn hints(&self) -> &'static [Action];

    /// Does what an action asks for.
    fn act(&mut self, cx: &mut Cx<'_>, action: Action);

    /// Makes the rows again where what they are made of has changed; the cursor stays on what it stood on.
    fn sync(&mut self, _shared: &Shared) {}

    /// Is shown from now on.
    fn enter(&mut self, _cx: &mut Cx<'_>) {}

    /// Takes a pasted text: data, never commands.
    fn paste(&mut self, _cx: &mut Cx<'_>, _text: &str) -> Handled {
        Handled::No
    }

    /// The measure (or other node) under the cursor: other screens put their cursor on it.
    fn node(&self, _shared: &Shared) -> Option<NodeId> {
        None
    }

    /// What the values under the cursor are about: their history is asked for by it.
    fn subject(&self, shared: &Shared) -> Option<Subject> {
        self.node(shared).map(Subject::Node)
    }

    /// Puts the cursor on a node, or on what it has to show of it.
    fn focus(&mut self, _shared: &Shared, _node: NodeId) {}

    /// Puts the cursor on the cell of a record, where it shows one.
    fn focus_record(&mut self, _shared: &Shared, _key: &RecordKey) {}

    /// The words that each of its rows is found by; none where nothing is looked for.
    fn words(&self, _shared: &Shared) -> Vec<RowWords> {
        Vec::new()
    }

    /// Which of the rows that are found by words the cursor is on: the one of the list, unless more rows are found than
    /// are shown.
    fn row_at(&self, shared: &Shared) -> usize {
        self.list(shared).map_or(0, |list| list.at)
    }

    /// Puts the cursor on one of the rows that are found by words.
    fn go_to_row(&mut self, _shared: &Shared, _at: usize) {}

    /// Its list, where rows of one line each stand under each other.
    fn list(&self, _shared: &Shared) -> Option<ListCursor> {
        None
    }

    /// Whether something is typed here that is not stored.
    fn has_draft(&self) -> bool {
        false
    }

    /// Whether it shows the open plan, which the title line then names.
    fn shows_plan(&self) -> bool {
        true
    }

    /// Whether it is left by its own keys only, because what it shows has to be decided on first.
    fn holds(&self) -> bool {
        false
    }
}
