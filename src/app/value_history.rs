//! The history of the values at an address, or of the whole plan: who changed what, when, from what to what.
//!
//! The changes are read from the journal when the screen is opened, and again after each new change of the plan.

use super::{Cx, Effect, Handled, Notice, ScreenState, Shared, history, list::ListCursor};
use crate::{
    domain::{
        Change, Command, FieldChange, IndicatorPatch, Kin, NodeId, PerformerId, Plan, PlanId, Quarter,
        Record, RecordKey, SetFact, SetTarget, Subject, fact_of,
    },
    keymap::{Action, Atom, Atoms, Context},
};

/// A row: a value that a change altered, or a change without such a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryRow {
    /// The index of its change.
    pub change: usize,
    /// The subject of the value.
    pub subject: Subject,
    /// The old and the new value.
    pub value: Option<FieldChange>,
}

/// The state of the history.
#[derive(Clone, Debug, Default)]
pub struct ValueHistory {
    /// The subject whose history is shown; none for the whole plan.
    pub subject: Option<Subject>,
    /// Whether only the values of the current quarter are shown.
    pub only_quarter: bool,
    /// The rows, the latest first.
    pub rows: Vec<HistoryRow>,
    /// The cursor.
    pub cursor: ListCursor,
    /// The changes of the subject, oldest first; none before they were read.
    changes: Option<Vec<Change>>,
    kin: Kin,
    made_of: Option<(PlanId, Quarter)>,
}

impl ValueHistory {
    /// Begins with the history of the plan.
    pub(super) fn show_all(&mut self) {
        *self = Self::default();
    }

    /// Shows the history of a subject in the current quarter.
    pub(super) fn show_quarter_of(&mut self, subject: Subject) {
        *self = Self { subject: Some(subject), only_quarter: true, ..Self::default() };
    }

    /// Begins with the history of a subject in all quarters.
    pub(super) fn show_of(&mut self, subject: Subject) {
        *self = Self { subject: Some(subject), ..Self::default() };
    }

    /// The row under the cursor with its change.
    pub fn row(&self) -> Option<(&HistoryRow, &Change)> {
        let row = self.rows.get(self.cursor.at)?;
        Some((row, self.change(row)?))
    }

    /// The change of a row.
    pub fn change(&self, row: &HistoryRow) -> Option<&Change> {
        self.changes.as_ref()?.get(row.change)
    }

    /// Whether the changes were read.
    pub const fn is_read(&self) -> bool {
        self.changes.is_some()
    }

    /// Takes over the changes of the plan, oldest first.
    pub(super) fn take(&mut self, shared: &Shared, plan: PlanId, changes: &[Change]) {
        let Some(open) = shared.plan.as_ref().filter(|open| open.id() == plan) else { return };
        self.subject = self.subject.map(|subject| open.subject_of_history(subject));
        self.kin = Kin::of(changes);
        let touches = |change: &&Change| match self.subject {
            Some(subject) => open.value_changes_at(change, subject, &self.kin).is_some(),
            None => true,
        };
        self.changes = Some(changes.iter().filter(touches).cloned().collect());
        self.lay_out(open, shared.quarter);
    }

    fn lay_out(&mut self, plan: &Plan, quarter: Quarter) {
        let changes = self.changes.as_deref().unwrap_or_default();
        let rows =
            changes.iter().enumerate().rev().flat_map(|(at, change)| self.rows_of(plan, quarter, at, change));
        self.rows = rows.collect();
        self.made_of = Some((plan.id(), quarter));
        self.cursor.go(self.cursor.at, self.rows.len());
    }

    /// The rows of a change: one for each value at the address; for the whole plan a single one.
    fn rows_of(&self, plan: &Plan, quarter: Quarter, at: usize, change: &Change) -> Vec<HistoryRow> {
        let Some(subject) = self.subject else {
            return vec![HistoryRow { change: at, subject: Subject::Plan, value: None }];
        };
        let values = plan.value_changes_at(change, subject, &self.kin).unwrap_or_default();
        if values.is_empty() && !self.only_quarter {
            return vec![HistoryRow { change: at, subject, value: None }];
        }
        let here = |change: &FieldChange| {
            !self.only_quarter || change.field.span().is_some_and(|span| span.contains(quarter))
        };
        let shown = values.into_iter().filter(|value| here(&value.change));
        shown
            .map(|value| HistoryRow { change: at, subject: value.subject, value: Some(value.change) })
            .collect()
    }

    /// Restores the value before the change under the cursor, as a new change.
    fn restore(&self, cx: &mut Cx<'_>) {
        let Some((row, change)) = self.row() else { return };
        let command = row.value.as_ref().and_then(|value| {
            let wanted = key_of(row.subject, value)?;
            let edit = change.edits.iter().find(|edit| edit.key == wanted)?;
            setting(row.subject, wanted, edit.before.as_ref())
        });
        match command {
            Some(command) => {
                cx.command(&command);
            }
            None => cx.say(Notice::info("notice-not-restored")),
        }
    }
}

/// The record of a value that can be restored: a target, or a fact with its note.
fn key_of(subject: Subject, value: &FieldChange) -> Option<RecordKey> {
    use crate::domain::ChangedField::{Fact, Note, Target};
    let Subject::Indicator(id) = subject else { return None };
    match value.field {
        Target(span, who) => Some(RecordKey::Target(id, span, who)),
        Fact(quarter, who) | Note(quarter, who) => Some(RecordKey::Fact(id, quarter, who)),
        _ => None,
    }
}

/// The command that gives a record its earlier value.
fn setting(subject: Subject, key: RecordKey, before: Option<&Record>) -> Option<Command> {
    match key {
        RecordKey::Target(_, span, performer) => {
            let says = IndicatorPatch::default();
            let target = match before {
                Some(Record::Target(target)) => Some((**target).clone()),
                _ => None,
            };
            Some(Command::SetTarget(SetTarget { subject, span, performer, target, says }))
        }
        RecordKey::Fact(_, quarter, performer) => Some(set_fact(subject, quarter, performer, before)),
        _ => None,
    }
}

fn set_fact(
    subject: Subject,
    quarter: Quarter,
    performer: Option<PerformerId>,
    before: Option<&Record>,
) -> Command {
    let fact = fact_of(before);
    Command::SetFact(SetFact {
        subject,
        quarter,
        performer,
        value: Some((fact.value, fact.raw)),
        note: Some(fact.note),
        unit: None,
    })
}

impl ScreenState for ValueHistory {
    fn context(&self) -> Context {
        Context::History
    }

    fn atoms(&self, _shared: &Shared) -> Atoms {
        Atoms::NONE.with_if(Atom::Empty, self.rows.is_empty())
    }

    fn hints(&self) -> &'static [Action] {
        use Action::{GoBack, Help, HistorySpan, OpenChanged, RestoreValue, Undo};
        &[RestoreValue, HistorySpan, OpenChanged, Undo, GoBack, Help]
    }

    fn enter(&mut self, cx: &mut Cx<'_>) {
        self.changes = None;
        let plan = cx.shared.plan.as_ref().map(Plan::id);
        cx.effects.extend(plan.map(Effect::LoadHistory));
    }

    fn sync(&mut self, shared: &Shared) {
        if let Some(plan) = &shared.plan
            && self.is_read()
            && self.made_of != Some((plan.id(), shared.quarter))
        {
            self.lay_out(plan, shared.quarter);
        }
    }

    fn list(&self, _shared: &Shared) -> Option<ListCursor> {
        Some(self.cursor)
    }

    fn act(&mut self, cx: &mut Cx<'_>, action: Action) {
        if self.cursor.act(action, self.rows.len()) == Handled::Yes {
            return;
        }
        match action {
            Action::HistorySpan if self.subject.is_none() => cx.say(cx.shared.no_effect()),
            Action::HistorySpan => {
                self.only_quarter = !self.only_quarter;
                self.made_of = None;
                self.sync(cx.shared);
            }
            Action::RestoreValue => self.restore(cx),
            Action::OpenChanged => history::open_changed(cx, self.node(cx.shared)),
            _ => {}
        }
    }

    fn node(&self, shared: &Shared) -> Option<NodeId> {
        let plan = shared.plan.as_ref()?;
        let subject = match self.subject {
            Some(subject) => Some(subject),
            None => plan.value_changes(self.row()?.1).first().map(|value| value.subject),
        };
        plan.measure_at(subject?).filter(|id| plan.node(*id).is_some())
    }
}
