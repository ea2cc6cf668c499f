//! The grid of cells: rows of indicators, each of which can be expanded into the parts of its performers, and fields
//! from left to right. Facts and targets are two sheets of it; moving, typing, filling, pasting and marking are
//! implemented here for both.
//!
//! | module | subject |
//! |---|---|
//! | [`value`] | a cell: its text, reading input for it, the commands that set it |
//! | [`cell`] | typing into a cell: the entry, its preview, how it is committed |
//! | [`rows`] | the rows, and the remainder of a total that is not divided among parts |
//! | `motion` | motions |
//! | `marks` | marked cells, and filling them |
//! | `paste` | pasting a column |

pub mod cell;
mod field;
mod marks;
mod motion;
mod paste;
pub mod rows;
pub mod value;

pub use field::Field;

use std::{collections::BTreeSet, fmt::Debug};

use self::{
    cell::CellEdit,
    rows::{FactRow, Part},
    value::{Cell, Set, What},
};
use super::{
    Cx, Handled, Outcome, ScreenState, Shared,
    list::ListCursor,
    search::RowWords,
    shared::{Stale, Stamp},
};
use crate::{
    domain::{IndicatorId, NodeId, Plan, Quarter, RecordKey, Subject},
    keymap::{Action, Atom, Atoms, Context},
};

/// What distinguishes one sheet from another.
pub trait Sheet: Clone + Debug + Default {
    /// Where its keys are looked up.
    const CONTEXT: Context;

    /// Its fields from left to right.
    fn fields(shared: &Shared) -> Vec<Field>;

    /// The cell of a field in a row; none where nothing can be typed.
    fn cell(shared: &Shared, row: &FactRow, field: Field) -> Option<Cell>;

    /// The field to continue in after an entry in another field.
    fn home(field: Field) -> Field;

    /// Whether a row is shown.
    fn shows(&self, _plan: &Plan, _quarter: Quarter, _row: &FactRow) -> bool {
        true
    }

    /// The conditions that hold on this sheet, added to those of every sheet.
    fn atoms(&self, _shared: &Shared, atoms: Atoms) -> Atoms {
        atoms
    }

    /// The actions in the hint line while nothing is typed.
    fn hints() -> &'static [Action];

    /// The actions in the hint line while a value is typed.
    fn cell_hints() -> &'static [Action] {
        &[Action::CommitDown, Action::CommitNextField, Action::CommitEditNote, Action::CancelEntry]
    }

    /// Runs an action that only this sheet has.
    fn act(grid: &mut Grid<Self>, cx: &mut Cx<'_>, action: Action) -> Handled;

    /// Called after an entry in a row.
    fn entered(_cx: &mut Cx<'_>, _row: FactRow) {}
}

/// The state of a grid.
#[derive(Clone, Debug, Default)]
pub struct Grid<S> {
    /// The rows shown.
    pub rows: Vec<FactRow>,
    /// The cursor.
    pub cursor: ListCursor,
    /// The field under the cursor.
    pub field: Field,
    /// Whether the details pane is open.
    pub details: bool,
    /// What is being typed.
    pub edit: Option<CellEdit>,
    /// The marked cells: row index and field.
    pub marks: BTreeSet<(usize, Field)>,
    /// Whether the marks were set for what is being typed, so that cancelling it removes them, too.
    pub(super) marked_to_type: bool,
    /// The measure and subject of the row that is expanded into its performers.
    pub opened: Option<(NodeId, Subject)>,
    /// The state of the sheet.
    pub sheet: S,
    /// The text entered last, for repeating it elsewhere, and whether words were accepted.
    last: Option<(String, bool)>,
    made_of: Stamp,
}

impl<S: Sheet> Grid<S> {
    /// The row under the cursor.
    pub fn row(&self) -> Option<FactRow> {
        self.rows.get(self.cursor.at).copied()
    }

    /// The cell under the cursor.
    pub fn cell(&self, shared: &Shared) -> Option<Cell> {
        S::cell(shared, &self.row()?, self.field)
    }

    /// The text of the field under the cursor, in the form in which it is edited.
    pub fn text_at_cursor(&self, shared: &Shared) -> String {
        let cell = self.cell(shared).zip(shared.plan.as_ref());
        cell.map(|(cell, plan)| cell.text(plan)).unwrap_or_default()
    }

    /// The unfinished input, if it differs from the text of the cell.
    pub(super) fn half_typed(&self, shared: &Shared) -> Option<&str> {
        let text = self.edit.as_ref()?.line.text();
        (text != self.text_at_cursor(shared)).then_some(text)
    }

    /// Puts the cursor on a field, in the row of this indicator if the measure has it.
    pub(super) fn go_to_field(&mut self, indicator: Option<IndicatorId>, field: Field) {
        let at = self.rows.iter().position(|row| indicator.is_some() && row.indicator() == indicator);
        if let Some(at) = at {
            self.cursor.go(at, self.rows.len());
        }
        self.field = field;
    }

    /// Rebuilds the rows; the cursor stays on its row or moves to a near one.
    pub(super) fn rebuild(&mut self, plan: &Plan, quarter: Quarter) {
        let at = self.row();
        let opened = rows::opened(plan, self.opened);
        self.opened = opened;
        self.marks.clear();
        self.rows = rows::rows(plan)
            .into_iter()
            .filter(|row| {
                self.sheet.shows(plan, quarter, row) || at.is_some_and(|at| at.subject == row.subject)
            })
            .flat_map(|row| rows::with_parts(plan, row, opened))
            .collect();
        let near = at.and_then(|at| {
            let found = self.rows.iter().position(|row| *row == at);
            let whose = |row: &FactRow| row.measure == at.measure && row.part == at.part;
            let found = found.or_else(|| self.rows.iter().position(whose));
            let found = found.or_else(|| self.rows.iter().position(|row| row.subject == at.subject));
            found.or_else(|| self.rows.iter().position(|row| row.measure == at.measure))
        });
        self.cursor.go(near.unwrap_or(self.cursor.at), self.rows.len());
    }

    fn act_on_row(&mut self, cx: &mut Cx<'_>, action: Action) {
        match action {
            Action::BeginEntry => self.begin_entry(cx),
            Action::EditCell => self.edit_cell(cx),
            Action::RecallEntry => self.recall(cx),
            Action::RepeatChange => self.repeat(cx),
            Action::ClearCell => {
                let clear = |cell: &Cell, _: &Plan| Some(cell.clear());
                self.set_marked(cx, clear);
            }
            Action::FillDown => self.fill_down(cx),
            Action::SplitPerformers => self.split(cx),
            Action::ToggleMark => self.toggle_mark(),
            _ => {}
        }
    }

    /// Expands the row into the parts of its performers, or collapses it.
    fn split(&mut self, cx: &mut Cx<'_>) {
        let (Some(plan), Some(row)) = (&cx.shared.plan, self.row()) else { return };
        let opened = (row.measure, row.subject);
        if self.opened == Some(opened) {
            self.opened = None;
            if let Some(at) = self.rows.iter().position(|whole| whole.subject == row.subject) {
                self.cursor.go(at, self.rows.len());
            }
            return self.rebuild(plan, cx.shared.quarter);
        }
        if rows::performers(plan, &row).is_empty() {
            return cx.say(super::Notice::info("notice-no-performers"));
        }
        self.opened = Some(opened);
        self.rebuild(plan, cx.shared.quarter);
        let first = |of: &FactRow| of.subject == row.subject && matches!(of.part, Part::Of(_));
        if let Some(at) = self.rows.iter().position(first) {
            self.cursor.go(at, self.rows.len());
            self.reveal_rest();
        }
        self.field = S::home(self.field);
    }

    /// Sets cells; a command that would change nothing also counts as accepted.
    fn take(cx: &mut Cx<'_>, sets: Vec<Set>) -> Outcome {
        value::command(sets).map_or(Outcome::Taken, |command| cx.enter(&command))
    }
}

impl<S: Sheet> ScreenState for Grid<S> {
    fn context(&self) -> Context {
        if self.edit.is_some() { Context::Cell } else { S::CONTEXT }
    }

    fn atoms(&self, shared: &Shared) -> Atoms {
        let (Some(_), Some(plan)) = (self.row(), &shared.plan) else {
            return Atoms::NONE.with(Atom::Empty);
        };
        let cell = self.cell(shared);
        let wordy = cell.is_some_and(|cell| cell.takes_words(plan));
        let edit = self.edit.as_ref();
        let words = edit.map_or(wordy, |edit| edit.words);
        let blank = edit
            .map_or_else(|| cell.is_none_or(|cell| cell.text(plan).is_empty()), |edit| edit.line.is_empty());
        let atoms = Atoms::NONE
            .with_if(Atom::Note, cell.is_some_and(|cell| matches!(cell.what, What::Note(_))))
            .with_if(Atom::Words, words)
            .with_if(Atom::Numeric, !words)
            .with_if(Atom::Details, self.details)
            .with_if(Atom::Marked, !self.marks.is_empty())
            .with_if(Atom::Expression, edit.is_some_and(|edit| edit.line.text().starts_with('=')))
            .with_if(Atom::Blank, blank)
            .with_if(Atom::Multiline, edit.is_some_and(|edit| edit.line.is_folded()))
            .with_if(Atom::Selected, edit.is_some_and(|edit| edit.line.selection().is_some()))
            .with_if(Atom::CaretMode, edit.is_some_and(|edit| edit.caret_mode))
            .with_if(Atom::Closed, plan.closing(shared.quarter).is_some());
        self.sheet.atoms(shared, atoms)
    }

    fn hints(&self) -> &'static [Action] {
        if self.edit.is_none() {
            S::hints()
        } else if self.marks.is_empty() {
            S::cell_hints()
        } else {
            &[Action::FillMarked, Action::CommitDown, Action::CancelEntry]
        }
    }

    fn sync(&mut self, shared: &Shared) {
        let stale = self.made_of.renew(shared);
        if stale == Stale::Plan {
            *self = Self { made_of: self.made_of, field: S::home(Field::Fact), ..Self::default() };
        }
        if let Some(plan) = shared.plan.as_ref().filter(|_| stale != Stale::Nothing) {
            self.rebuild(plan, shared.quarter);
        }
        if !S::fields(shared).contains(&self.field) {
            self.field = S::home(self.field);
        }
    }

    fn list(&self, _shared: &Shared) -> Option<ListCursor> {
        Some(self.cursor)
    }

    fn list_mut(&mut self) -> Option<(&mut ListCursor, usize)> {
        Some((&mut self.cursor, self.rows.len()))
    }

    fn act(&mut self, cx: &mut Cx<'_>, action: Action) {
        if self.edit.is_some() {
            self.act_in_cell(cx, action);
        } else if self.go(action) == Handled::No
            && self.move_about(cx, action) == Handled::No
            && S::act(self, cx, action) == Handled::No
            && self.row().is_some()
        {
            self.act_on_row(cx, action);
        }
    }

    fn paste(&mut self, cx: &mut Cx<'_>, text: &str) -> Handled {
        self.paste_column(cx, text)
    }

    fn node(&self, _shared: &Shared) -> Option<NodeId> {
        self.row().map(|row| row.measure)
    }

    fn subject(&self, _shared: &Shared) -> Option<Subject> {
        self.row().map(|row| row.subject)
    }

    fn words(&self, shared: &Shared) -> Vec<RowWords> {
        let Some(plan) = &shared.plan else { return Vec::new() };
        RowWords::of_rows(plan, self.rows.iter().map(|row| Some((row.subject, shared.quarter))))
    }

    fn has_draft(&self) -> bool {
        self.edit.as_ref().is_some_and(|edit| edit.line.is_edited())
    }

    /// Puts the cursor on the first row of the measure or node.
    fn focus(&mut self, shared: &Shared, node: NodeId) {
        self.sync(shared);
        if self.row().is_some_and(|row| row.measure == node) {
            return;
        }
        let Some(plan) = &shared.plan else { return };
        let under = |row: &FactRow| plan.ancestors(row.measure).any(|id| id == node);
        let found = self.rows.iter().position(|row| row.measure == node);
        let found = found.or_else(|| self.rows.iter().position(under));
        if let Some(at) = found {
            self.cursor.go(at, self.rows.len());
        }
    }

    /// Puts the cursor on the cell of a record; for a part, its row is expanded.
    fn focus_record(&mut self, shared: &Shared, key: &RecordKey) {
        self.sync(shared);
        let (id, who) = match key {
            RecordKey::Fact(id, _, who) | RecordKey::Target(id, _, who) => (*id, *who),
            _ => return,
        };
        let Some(plan) = &shared.plan else { return };
        let subject = Subject::Indicator(id);
        let part = who.map_or(Part::Whole, Part::Of);
        let is_it = |row: &FactRow| row.subject == subject && row.part == part;
        if who.is_some() && !self.rows.iter().any(is_it) {
            self.opened = plan.measure_of(id).map(|measure| (measure, subject));
            self.rebuild(plan, shared.quarter);
        }
        let Some(at) = self.rows.iter().position(is_it) else { return };
        self.cursor.go(at, self.rows.len());
        let fields = S::fields(shared);
        let holds = |field: &Field| {
            let cell = self.rows.get(at).and_then(|row| S::cell(shared, row, *field));
            cell.is_some_and(|cell| cell.key(plan) == Some(*key))
        };
        let stays = holds(&self.field);
        if let Some(field) = fields.into_iter().find(holds).filter(|_| !stays) {
            self.field = field;
        }
    }
}
