//! Quick fact entry: a row for each indicator, a cursor on fact, note or evidence. Typing is in `cell`, moving
//! about in `motion`, a pasted column in `paste`.

pub(crate) mod cell;
mod motion;
mod paste;

use self::cell::CellEdit;
use super::{
    Cx, Handled, Notice, ScreenState, Shared,
    list::ListCursor,
    prompt,
    shared::{MadeOfPlan, Stamp},
};
use crate::{
    domain::{
        Assessment, Command, Fact, FactValue, IndicatorId, NodeId, Number, Plan, Quarter, SetFact, Status,
        Subject, TargetValue, entry::EntryContext,
    },
    form::typed::fact::ReadFact,
    keymap::{Action, Atom, Atoms, Context},
};

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
    made_of: Stamp,
}

impl Facts {
    /// The row under the cursor.
    pub fn row(&self) -> Option<FactRow> {
        self.rows.get(self.cursor.at).copied()
    }

    /// Puts the cursor on a field of the row of an indicator, or of a measure without one; a row that is not
    /// among those still to be reported is shown with all others.
    pub(super) fn focus_field(&mut self, shared: &Shared, subject: Subject, field: Field) {
        self.sync(shared);
        let is_shown = self.rows.iter().any(|row| row.subject == subject);
        if let Some(plan) = shared.plan.as_ref().filter(|_| self.queue && !is_shown) {
            self.queue = false;
            self.rebuild(plan, shared.quarter);
        }
        let indicator = if let Subject::Indicator(id) = subject { Some(id) } else { None };
        self.go_to_field(indicator, field);
    }

    fn is_unreported(plan: &Plan, quarter: Quarter, row: &FactRow) -> bool {
        row_assessment(plan, row, quarter).0.is_unreported()
    }
}

/// Every indicator, and every measure without one, in the order of the outline.
pub fn rows(plan: &Plan) -> Vec<FactRow> {
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
pub fn row_assessment(plan: &Plan, row: &FactRow, quarter: Quarter) -> (Status, Option<Assessment>) {
    match row.indicator() {
        Some(id) => {
            let assessment = plan.assess(id, quarter, None);
            (assessment.status, Some(assessment))
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

impl Facts {
    /// Whether nothing stands in the field under the cursor.
    fn is_blank_cell(&self, shared: &Shared) -> bool {
        let fact = self.fact_at_cursor(shared);
        match self.field {
            Field::Fact => fact.is_none_or(|fact| !fact.is_reported()),
            Field::Note => fact.is_none_or(|fact| fact.note.is_empty()),
            Field::Evidence => true,
        }
    }

    /// What the rows of the quarter add up to.
    pub fn control_total(shared: &Shared) -> ControlTotal {
        let Some(plan) = &shared.plan else { return ControlTotal::default() };
        let tally = plan.tally(crate::domain::Scope::Plan, shared.quarter);
        tally.map_or_else(ControlTotal::default, |tally| ControlTotal {
            entered: usize::try_from(tally.indicators.saturating_sub(tally.facts.none)).unwrap_or(0),
            sum: tally.fact_sum,
        })
    }

    /// What stands in the field under the cursor, as it would be edited.
    pub(super) fn text_at_cursor(&self, shared: &Shared) -> String {
        let fact = self.fact_at_cursor(shared);
        match self.field {
            Field::Note => fact.map(|fact| fact.note).unwrap_or_default(),
            Field::Fact => fact.map(|fact| fact.raw).unwrap_or_default(),
            Field::Evidence => String::new(),
        }
    }

    /// Puts the cursor on a field, of this indicator where the measure has it.
    pub(super) fn go_to_field(&mut self, indicator: Option<IndicatorId>, field: Field) {
        let at = self.rows.iter().position(|row| indicator.is_some() && row.indicator() == indicator);
        if let Some(at) = at {
            self.cursor.go(at, self.rows.len());
        }
        self.field = field;
    }

    /// The fact of the row under the cursor.
    pub fn fact_at_cursor(&self, shared: &Shared) -> Option<Fact> {
        let id = self.row()?.indicator()?;
        shared.plan.as_ref()?.fact(id, shared.quarter, None).cloned()
    }

    fn act_on_row(&mut self, cx: &mut Cx<'_>, action: Action, row: FactRow) {
        match action {
            Action::BeginEntry => self.begin_entry(cx),
            Action::EditCell => self.edit_cell(cx),
            Action::EditNote => {
                self.field = Field::Note;
                self.edit_cell(cx);
            }
            Action::ClearCell => self.clear_cell(cx, row),
            Action::AcceptPlan => self.enter_text(cx, row, "="),
            Action::FillDown => self.fill_down(cx, row),
            Action::CarryNote => self.carry_note(cx, row),
            Action::AddEvidence => prompt::evidence::add(cx, Some(row.measure)),
            Action::NextField | Action::Right => self.next_field(),
            Action::PrevField | Action::Left => self.prev_field(),
            _ => {}
        }
    }

    fn clear_cell(&mut self, cx: &mut Cx<'_>, row: FactRow) {
        let (value, note) = match self.field {
            Field::Note => (None, Some(String::new())),
            _ => (Some((FactValue::None, String::new())), None),
        };
        set_fact(cx, row, ReadFact { value, note, unit: None });
    }

    /// Copies the value of the row above: its fact, or its note on a note.
    fn fill_down(&mut self, cx: &mut Cx<'_>, row: FactRow) {
        if self.field == Field::Note {
            self.carry_note(cx, row);
            return;
        }
        match self.fact_above(cx.shared) {
            Some(fact) if fact.is_reported() => {
                let value = Some((fact.value, fact.raw));
                set_fact(cx, row, ReadFact { value, ..ReadFact::default() });
            }
            _ => cx.say(Notice::info("notice-nothing-above")),
        }
    }

    fn carry_note(&mut self, cx: &mut Cx<'_>, row: FactRow) {
        match self.fact_above(cx.shared) {
            Some(fact) if !fact.note.is_empty() => {
                let note = Some(fact.note);
                set_fact(cx, row, ReadFact { note, ..ReadFact::default() });
            }
            _ => cx.say(Notice::info("notice-nothing-above")),
        }
    }

    fn fact_above(&self, shared: &Shared) -> Option<Fact> {
        let above = self.rows.get(self.cursor.at.checked_sub(1)?)?;
        shared.plan.as_ref()?.fact(above.indicator()?, shared.quarter, None).cloned()
    }
}

impl MadeOfPlan for Facts {
    fn made_of(&mut self) -> &mut Stamp {
        &mut self.made_of
    }

    fn rebuild(&mut self, plan: &Plan, quarter: Quarter) {
        let at = self.row();
        self.rows = rows(plan);
        if self.queue {
            self.rows.retain(|row| row_assessment(plan, row, quarter).0.is_unreported() || at == Some(*row));
        }
        let found = at.and_then(|at| self.rows.iter().position(|row| *row == at));
        let near =
            found.or_else(|| at.and_then(|at| self.rows.iter().position(|row| row.measure == at.measure)));
        self.cursor.go(near.unwrap_or(self.cursor.at), self.rows.len());
    }
}

impl ScreenState for Facts {
    fn context(&self) -> Context {
        if self.edit.is_some() { Context::Cell } else { Context::Grid }
    }

    fn atoms(&self, shared: &Shared) -> Atoms {
        let (Some(row), Some(plan)) = (self.row(), &shared.plan) else {
            return Atoms::NONE.with(Atom::Empty);
        };
        let entry = plan.entry_context(row.subject, shared.quarter, None);
        let note = self.field == Field::Note;
        let wordy = note || takes_words(&entry);
        let edit = self.edit.as_ref();
        let words = edit.map_or(wordy, |edit| edit.words);
        let typed = edit.map_or("", |edit| edit.line.text());
        Atoms::NONE
            .with_if(Atom::Note, note)
            .with_if(Atom::Words, words)
            .with_if(Atom::Numeric, !words)
            .with_if(Atom::Queue, self.queue)
            .with_if(Atom::Details, self.details)
            .with_if(Atom::Expression, typed.starts_with('='))
            .with_if(Atom::Blank, if edit.is_some() { typed.is_empty() } else { self.is_blank_cell(shared) })
            .with_if(Atom::CaretMode, edit.is_some_and(|edit| edit.caret_mode))
            .with_if(Atom::Closed, plan.closing(shared.quarter).is_some())
    }

    fn hints(&self) -> &'static [Action] {
        use Action::{
            AddEvidence, CancelEntry, CommitDown, CommitEditNote, CommitNextField, EditCell, EditNote,
            GotoDashboard, GotoOutline, Help, NextQuarter, NextUnreported, ToggleQueue, Undo,
        };
        if self.edit.is_some() {
            return &[CommitDown, CommitNextField, CommitEditNote, CancelEntry];
        }
        &[
            NextUnreported,
            EditNote,
            EditCell,
            ToggleQueue,
            AddEvidence,
            GotoDashboard,
            GotoOutline,
            Undo,
            NextQuarter,
            Help,
        ]
    }

    fn sync(&mut self, shared: &Shared) {
        self.renew(shared);
    }

    fn act(&mut self, cx: &mut Cx<'_>, action: Action) {
        if self.edit.is_some() {
            self.act_in_cell(cx, action);
        } else if !self.cursor.act(action, self.rows.len())
            && self.move_about(cx, action) == Handled::No
            && let Some(row) = self.row()
        {
            self.act_on_row(cx, action, row);
        }
    }

    fn paste(&mut self, cx: &mut Cx<'_>, text: &str) -> Handled {
        self.paste_column(cx, text)
    }

    fn has_draft(&self) -> bool {
        self.edit.as_ref().is_some_and(|edit| edit.line.is_edited())
    }

    fn node(&self, _shared: &Shared) -> Option<NodeId> {
        self.row().map(|row| row.measure)
    }

    fn subject(&self, _shared: &Shared) -> Option<Subject> {
        self.row().map(|row| row.subject)
    }

    /// On a measure, or on the first row under a node.
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
}

/// Sets the fact or the note of a row; whether it was taken.
fn set_fact(cx: &mut Cx<'_>, row: FactRow, read: ReadFact) -> bool {
    let (subject, quarter) = (row.subject, cx.shared.quarter);
    let ReadFact { value, note, unit } = read;
    cx.command(&Command::SetFact(SetFact { subject, quarter, performer: None, value, note, unit }))
}

/// Whether a cell takes words at the first letter.
fn takes_words(entry: &EntryContext) -> bool {
    matches!(entry.target.as_ref().map(|t| &t.value), Some(TargetValue::Condition | TargetValue::Deed))
}
