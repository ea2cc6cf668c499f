//! Fact entry: the grid of facts, notes and evidence of a quarter. Its own motions are in `motion`.

mod motion;

pub use super::grid::{
    Field,
    rows::{FactRow, Part, row_assessment, rows},
};
use super::{
    Cx, Handled, Notice, Outcome, Shared,
    grid::{
        Grid, Sheet,
        value::{Cell, What},
    },
    prompt,
};
use crate::{
    domain::{ControlSum, Due, Fact, Plan, Quarter, Subject},
    keymap::{Action, Atom, Atoms, Context},
};

/// The state of fact entry.
pub type Facts = Grid<FactSheet>;

/// The state of fact entry besides that of every grid.
#[derive(Clone, Debug, Default)]
pub struct FactSheet {
    /// Whether only those rows are shown that had something to report when this was switched on, or that are marked for
    /// follow-up.
    pub queue: bool,
}

/// The totals of a page of fact entry, for comparison with the paper sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ControlTotal {
    /// Rows with a fact.
    pub entered: usize,
    /// The sum of the numeric facts, without percentages.
    pub sum: ControlSum,
}

impl Sheet for FactSheet {
    const CONTEXT: Context = Context::Grid;

    fn fields(_shared: &Shared) -> Vec<Field> {
        vec![Field::Fact, Field::Note, Field::Evidence]
    }

    fn cell(shared: &Shared, row: &FactRow, field: Field) -> Option<Cell> {
        let quarter = shared.quarter;
        let what = match field {
            _ if row.part == Part::Rest => return None,
            Field::Fact => What::Fact(quarter),
            Field::Note => What::Note(quarter),
            Field::Evidence | Field::Quarter(_) | Field::Year => return None,
        };
        Some(Cell { subject: row.subject, who: row.who(), what })
    }

    fn home(_field: Field) -> Field {
        Field::Fact
    }

    fn shows(&self, plan: &Plan, quarter: Quarter, row: &FactRow) -> bool {
        !self.queue
            || row_assessment(plan, row, quarter).0.is_unreported()
            || plan.flag(row.subject, quarter).is_some()
    }

    fn atoms(&self, _shared: &Shared, atoms: Atoms) -> Atoms {
        atoms.with_if(Atom::Queue, self.queue)
    }

    fn hints() -> &'static [Action] {
        use Action::{
            AddEvidence, EditCell, EditNote, GotoDashboard, GotoOutline, Help, NextQuarter, NextUnreported,
            SplitPerformers, ToggleQueue, Undo,
        };
        &[
            NextUnreported,
            EditNote,
            EditCell,
            ToggleQueue,
            SplitPerformers,
            AddEvidence,
            GotoDashboard,
            GotoOutline,
            Undo,
            NextQuarter,
            Help,
        ]
    }

    fn act(grid: &mut Facts, cx: &mut Cx<'_>, action: Action) -> Handled {
        match action {
            Action::EditNote => {
                grid.field = Field::Note;
                grid.edit_cell(cx);
            }
            Action::FlagFollowUp => {
                let subjects = grid.marked_subjects();
                super::flag::toggle(cx, subjects);
            }
            Action::AcceptPlan => grid.enter_text(cx, "=", false),
            Action::CarryNote => {
                let above = grid.above(cx.shared).and_then(|above| above.note());
                let copy = |cell: &Cell, plan: &Plan| cell.note()?.copied(plan, &above?);
                if grid.set_marked(cx, copy) == Outcome::Refused && cx.shared.notice.is_none() {
                    cx.say(Notice::info("notice-nothing-above"));
                }
            }
            Action::AddEvidence => prompt::evidence::add(cx, grid.row().map(|row| row.measure)),
            _ => return grid.go_far(cx, action),
        }
        Handled::Yes
    }

    /// Shows a notice when the new fact requires a note.
    fn entered(cx: &mut Cx<'_>, row: FactRow) {
        let Some(plan) = &cx.shared.plan else { return };
        let judged = row.indicator().map(|id| plan.assess(id, cx.shared.quarter, None));
        if row.part == Part::Whole && judged.and_then(|judged| judged.note_due()) == Some(Due::Now) {
            let subject = plan.subject_address(row.subject);
            cx.say(Notice::warning("notice-note-owed").with("subject", subject));
        }
    }
}

impl Facts {
    /// Puts the cursor on a field in the row of an indicator, or of a measure without one; if the row is not among
    /// those to report, all rows are shown.
    pub(super) fn focus_field(&mut self, shared: &Shared, subject: Subject, field: Field) {
        super::ScreenState::sync(self, shared);
        let is_shown = self.rows.iter().any(|row| row.subject == subject);
        if let Some(plan) = shared.plan.as_ref().filter(|_| self.sheet.queue && !is_shown) {
            self.sheet.queue = false;
            self.rebuild(plan, shared.quarter);
        }
        let indicator = if let Subject::Indicator(id) = subject { Some(id) } else { None };
        self.go_to_field(indicator, field);
    }

    /// The totals of the rows of the quarter.
    pub fn control_total(shared: &Shared) -> ControlTotal {
        let Some(plan) = &shared.plan else { return ControlTotal::default() };
        let tally = plan.tally(crate::domain::Scope::Plan, shared.quarter);
        tally.map_or_else(ControlTotal::default, |tally| ControlTotal {
            entered: usize::try_from(tally.indicators.saturating_sub(tally.facts.none)).unwrap_or(0),
            sum: tally.fact_sum,
        })
    }

    /// The fact of the row under the cursor.
    pub fn fact_at_cursor(&self, shared: &Shared) -> Option<Fact> {
        let row = self.row()?;
        shared.plan.as_ref()?.fact(row.indicator()?, shared.quarter, row.who()).cloned()
    }

    fn is_unreported(plan: &Plan, quarter: Quarter, row: &FactRow) -> bool {
        row_assessment(plan, row, quarter).0.is_unreported()
    }
}
