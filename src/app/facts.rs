//! Quick fact entry: a row for each indicator, a cursor on fact, note or evidence. Typing is in `cell`.

use crate::{
    domain::{
        Command, Context, Fact, FactValue, IndicatorId, Judgement, NodeId, Number, Plan, Quarter, SetFact,
        Status, Subject, TargetValue, entry::EntryContext,
    },
    keymap::{Action, Atom, Atoms},
};

use super::{Effect, Model, Notice, cell::CellEdit, list::ListCursor};

/// A row of fact entry: an indicator, or a measure that has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactRow {
    /// What the fact is about.
    pub subject: Subject,
    /// Its measure.
    pub measure: NodeId,
    /// What the measure stands under: where it changes, a new group begins.
    pub group: Option<NodeId>,
}

impl FactRow {
    /// The indicator, when there is one.
    pub const fn indicator(&self) -> Option<IndicatorId> {
        match self.subject {
            Subject::Indicator(id) => Some(id),
            _ => None,
        }
    }
}

/// A field of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Field {
    /// The fact.
    #[default]
    Fact,
    /// The note.
    Note,
    /// The evidence: Tab or Enter adds one.
    Evidence,
}

/// The state of fact entry.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The rows shown.
    pub rows: Vec<FactRow>,
    /// The cursor.
    pub cursor: ListCursor,
    /// The field under the cursor.
    pub field: Field,
    /// Whether only rows that had something to report when it was switched on are shown.
    pub queue: bool,
    /// Whether the details pane is open.
    pub details: bool,
    /// What is being typed.
    pub edit: Option<CellEdit>,
}

impl Facts {
    /// The row under the cursor.
    pub fn row(&self) -> Option<FactRow> {
        self.rows.get(self.cursor.at).copied()
    }

    /// Makes the rows anew; the cursor stays on what it stood on, or near it.
    pub fn rebuild(&mut self, plan: &Plan, quarter: Quarter) {
        let at = self.row();
        self.rows = all_rows(plan);
        if self.queue {
            self.rows.retain(|row| row_judgement(plan, row, quarter).0.is_unreported() || at == Some(*row));
        }
        let found = at.and_then(|at| self.rows.iter().position(|row| *row == at));
        let near =
            found.or_else(|| at.and_then(|at| self.rows.iter().position(|row| row.measure == at.measure)));
        self.cursor.go(near.unwrap_or(self.cursor.at), self.rows.len());
    }

    /// Puts the cursor on a measure, or on the first one under a node.
    pub fn focus(&mut self, node: NodeId) {
        if self.row().is_some_and(|row| row.measure == node) {
            return;
        }
        let found = self.rows.iter().position(|row| row.measure == node || row.group == Some(node));
        if let Some(at) = found {
            self.cursor.go(at, self.rows.len());
        }
    }
}

/// Every indicator, and every measure without one, in the order of the outline.
fn all_rows(plan: &Plan) -> Vec<FactRow> {
    let mut rows = Vec::new();
    for (measure, node) in plan.measures() {
        let row = |subject| FactRow { subject, measure, group: node.parent };
        let before = rows.len();
        rows.extend(plan.indicators(measure).map(|(id, _)| row(Subject::Indicator(id))));
        if rows.len() == before && node.shares.is_empty() {
            rows.push(row(Subject::Node(measure)));
        }
    }
    rows
}

/// The status of a row, and how it came about where the row has an indicator.
pub fn row_judgement(plan: &Plan, row: &FactRow, quarter: Quarter) -> (Status, Option<Judgement>) {
    match row.indicator() {
        Some(id) => {
            let judgement = plan.judge(id, quarter, None);
            (judgement.status, Some(judgement))
        }
        None => (plan.measure_status(row.measure, quarter), None),
    }
}

/// What a page of fact entry adds up to, for checking against the paper sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ControlTotal {
    /// Rows with a fact.
    pub entered: usize,
    /// The sum of the numeric facts.
    pub sum: Number,
}

impl Model {
    pub(super) fn facts_atoms(&self, atoms: Atoms) -> Atoms {
        let (Some(row), Some(plan)) = (self.facts.row(), &self.plan) else { return atoms.with(Atom::Empty) };
        let entry = plan.entry_context(row.subject, self.quarter, None);
        let wordy = self.facts.field == Field::Note || takes_words(&entry);
        let edit = self.facts.edit.as_ref();
        let words = edit.map_or(wordy, |edit| edit.words);
        let typed = edit.map_or("", |edit| edit.line.text());
        atoms
            .with_if(Atom::Words, words)
            .with_if(Atom::Numeric, !words)
            .with_if(Atom::Queue, self.facts.queue)
            .with_if(Atom::Details, self.facts.details)
            .with_if(Atom::Expression, typed.starts_with('='))
            .with_if(Atom::Blank, if edit.is_some() { typed.is_empty() } else { self.is_blank_cell() })
            .with_if(Atom::CaretMode, edit.is_some_and(|edit| edit.caret_mode))
            .with_if(Atom::Closed, plan.closing(self.quarter).is_some())
    }

    /// Whether nothing stands in the field under the cursor.
    fn is_blank_cell(&self) -> bool {
        let fact = self.fact_at_cursor();
        match self.facts.field {
            Field::Fact => fact.is_none_or(|fact| !fact.is_reported()),
            Field::Note => fact.is_none_or(|fact| fact.note.is_empty()),
            Field::Evidence => true,
        }
    }

    /// What the rows of the quarter add up to.
    pub fn control_total(&self) -> ControlTotal {
        let Some(plan) = &self.plan else { return ControlTotal::default() };
        let tally = plan.tally(crate::domain::Scope::Plan, self.quarter);
        tally.map_or_else(ControlTotal::default, |tally| ControlTotal {
            entered: usize::try_from(tally.indicators.saturating_sub(tally.facts.none)).unwrap_or(0),
            sum: tally.fact_sum,
        })
    }

    pub(super) fn act_on_facts(
        &mut self,
        action: Action,
        typed: Option<char>,
        context: &mut Context,
        effects: &mut Vec<Effect>,
    ) {
        if self.facts.edit.is_some() {
            self.act_in_cell(action, typed, context, effects);
            return;
        }
        if self.facts.cursor.act(action, self.facts.rows.len()) || self.move_in_facts(action) {
            return;
        }
        let Some(row) = self.facts.row() else { return };
        match action {
            Action::BeginEntry => self.begin_entry(typed),
            Action::EditCell => self.edit_cell(),
            Action::EditNote => {
                self.facts.field = Field::Note;
                self.edit_cell();
            }
            Action::ClearCell => self.clear_cell(row, context, effects),
            Action::AcceptPlan => self.enter(row, "=", context, effects),
            Action::FillDown => self.fill_down(row, context, effects),
            Action::CarryNote => self.carry_note(row, context, effects),
            Action::AddEvidence => self.add_evidence(Some(row.measure)),
            Action::NextField | Action::Right => self.next_field(),
            Action::PrevField | Action::Left => self.prev_field(),
            _ => {}
        }
    }

    fn move_in_facts(&mut self, action: Action) -> bool {
        match action {
            Action::RowFirst => self.facts.field = Field::Fact,
            Action::RowLast => self.facts.field = Field::Evidence,
            Action::NextGroup | Action::PrevGroup => self.go_to_group(action == Action::NextGroup),
            Action::Details | Action::NextPane | Action::PrevPane => self.facts.details = !self.facts.details,
            Action::ToggleQueue | Action::Cancel => {
                self.facts.queue = action == Action::ToggleQueue && !self.facts.queue;
                if self.facts.queue {
                    self.facts.field = Field::Fact;
                    self.go_to_open_row();
                }
                if let Some(plan) = &self.plan {
                    self.facts.rebuild(plan, self.quarter);
                }
            }
            Action::NextUnreported | Action::PrevUnreported => {
                if !self.next_row(action == Action::NextUnreported, |plan, model, row| {
                    row_judgement(plan, row, model.quarter).0.is_unreported()
                }) {
                    self.notice = Some(Notice::info("notice-all-reported"));
                }
            }
            Action::NextMissingNote | Action::PrevMissingNote => {
                let found = self.next_row(action == Action::NextMissingNote, |plan, model, row| {
                    let owed = row_judgement(plan, row, model.quarter).1.and_then(|j| j.note_owed);
                    owed.is_some_and(|due| due.is_due(model.quarter, model.today))
                });
                if found {
                    self.facts.field = Field::Note;
                } else {
                    self.notice = Some(Notice::info("notice-no-notes-owed"));
                }
            }
            _ => return false,
        }
        true
    }

    /// Goes to the first row from here on that has something to report, unless this one has.
    fn go_to_open_row(&mut self) {
        let open = |plan: &Plan, model: &Self, row: &FactRow| {
            row_judgement(plan, row, model.quarter).0.is_unreported()
        };
        let (Some(plan), Some(row)) = (&self.plan, self.facts.row()) else { return };
        if !open(plan, self, &row) {
            self.next_row(true, open);
        }
    }

    /// Goes to the nearest row for which something holds, round the ends; whether there is one.
    pub(super) fn next_row(&mut self, forward: bool, holds: impl Fn(&Plan, &Self, &FactRow) -> bool) -> bool {
        let Some(plan) = &self.plan else { return false };
        let (len, at) = (self.facts.rows.len(), self.facts.cursor.at);
        let found = (1..=len)
            .map(|step| if forward { (at + step) % len } else { (at + len - step) % len })
            .find(|at| self.facts.rows.get(*at).is_some_and(|row| holds(plan, self, row)));
        if let Some(to) = found {
            self.facts.cursor.go(to, len);
        }
        found.is_some()
    }

    fn go_to_group(&mut self, forward: bool) {
        let rows = &self.facts.rows;
        let starts =
            |at: usize| at == 0 || rows.get(at - 1).map(|r| r.group) != rows.get(at).map(|r| r.group);
        let at = self.facts.cursor.at;
        let to = if forward {
            (at + 1..rows.len()).find(|at| starts(*at))
        } else {
            (0..at).rev().find(|at| starts(*at))
        };
        if let Some(to) = to {
            self.facts.cursor.go(to, self.facts.rows.len());
        }
    }

    pub(super) fn next_field(&mut self) {
        match self.facts.field {
            Field::Fact => self.facts.field = Field::Note,
            Field::Note => self.facts.field = Field::Evidence,
            Field::Evidence => {
                self.facts.field = Field::Fact;
                self.facts.cursor.act(Action::Down, self.facts.rows.len());
            }
        }
    }

    pub(super) fn prev_field(&mut self) {
        match self.facts.field {
            Field::Fact if self.facts.cursor.at > 0 => {
                self.facts.field = Field::Evidence;
                self.facts.cursor.act(Action::Up, self.facts.rows.len());
            }
            Field::Fact => {}
            Field::Note => self.facts.field = Field::Fact,
            Field::Evidence => self.facts.field = Field::Note,
        }
    }

    fn clear_cell(&mut self, row: FactRow, context: &mut Context, effects: &mut Vec<Effect>) {
        let (value, note) = match self.facts.field {
            Field::Note => (None, Some(String::new())),
            _ => (Some((FactValue::None, String::new())), None),
        };
        self.set_fact(row, value, note, context, effects);
    }

    /// Sets the fact or the note of a row; whether it was taken.
    pub(super) fn set_fact(
        &mut self,
        row: FactRow,
        value: Option<(FactValue, String)>,
        note: Option<String>,
        context: &mut Context,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let (subject, quarter) = (row.subject, self.quarter);
        let command = Command::SetFact(SetFact { subject, quarter, performer: None, value, note });
        self.command(&command, context, effects)
    }

    /// Copies the value of the row above: its fact, or its note on a note.
    fn fill_down(&mut self, row: FactRow, context: &mut Context, effects: &mut Vec<Effect>) {
        if self.facts.field == Field::Note {
            self.carry_note(row, context, effects);
            return;
        }
        match self.fact_above() {
            Some(fact) if fact.is_reported() => {
                self.set_fact(row, Some((fact.value, fact.raw)), None, context, effects);
            }
            _ => self.notice = Some(Notice::info("notice-nothing-above")),
        }
    }

    fn carry_note(&mut self, row: FactRow, context: &mut Context, effects: &mut Vec<Effect>) {
        match self.fact_above() {
            Some(fact) if !fact.note.is_empty() => {
                self.set_fact(row, None, Some(fact.note), context, effects);
            }
            _ => self.notice = Some(Notice::info("notice-nothing-above")),
        }
    }

    fn fact_above(&self) -> Option<Fact> {
        let above = self.facts.rows.get(self.facts.cursor.at.checked_sub(1)?)?;
        self.plan.as_ref()?.fact(above.indicator()?, self.quarter, None).cloned()
    }
}

/// Whether a cell takes words at the first letter.
pub(super) fn takes_words(entry: &EntryContext) -> bool {
    matches!(entry.target.as_ref().map(|t| &t.value), Some(TargetValue::Condition | TargetValue::Deed))
}
