//! The figures of a plan and of its groups in one or several quarters, which `status` prints.

mod json;
mod reckoner;

use jiff::civil::Date;

pub(super) use self::{
    json::{DebtsJson, ExecutionJson, Json, OwedJson},
    reckoner::Reckoner,
};
use crate::domain::{DebtCounts, Inventory, PaceCounts, PlanFigures, Tally};

/// The figures of one group.
#[derive(Debug)]
pub(super) struct Figures {
    pub goals: usize,
    pub tasks: usize,
    pub tally: Tally,
    pub doubts: usize,
    /// The debts from earlier quarters.
    pub debts: DebtCounts,
    pub pace: PaceCounts,
    /// For a performer: the number of indicators whose target is shared with others.
    shared: Option<u32>,
    as_of: Date,
}

/// A group with its figures.
#[derive(Debug)]
pub(super) struct NamedFigures {
    /// Its address, name or quarter; empty for the group of everything that has none.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its figures.
    pub figures: Figures,
}

impl Figures {
    /// Obligations overdue on the day.
    pub fn overdue(&self) -> u32 {
        self.tally.overdue(self.as_of)
    }

    /// Notes owed on the day.
    pub fn notes_owed(&self) -> u32 {
        self.tally.notes_owed_on(self.as_of)
    }

    /// The figures of a whole plan on a day.
    pub fn of(plan: PlanFigures, as_of: Date) -> Self {
        let PlanFigures { inventory, tally, debts, pace } = plan;
        let Inventory { goals, tasks, doubts } = inventory;
        let [goals, tasks, doubts] = [goals, tasks, doubts].map(|count| count as usize);
        Self { goals, tasks, tally, doubts, debts, pace, shared: None, as_of }
    }

    /// Zero figures, to which others are added.
    pub fn nothing(as_of: Date) -> Self {
        Self {
            goals: 0,
            tasks: 0,
            tally: Tally::default(),
            doubts: 0,
            debts: DebtCounts::default(),
            pace: PaceCounts::default(),
            shared: None,
            as_of,
        }
    }

    /// Subtracts the figures of a group; goals, tasks and doubts are counted separately.
    fn subtract(&mut self, other: &Self) {
        let Self { goals: _, tasks: _, tally, doubts: _, debts, pace, shared: _, as_of: _ } = other;
        self.tally.subtract(tally);
        self.debts = self.debts.minus(*debts);
        self.pace = self.pace.minus(*pace);
    }

    /// Adds the figures of another plan.
    pub fn add(&mut self, other: &Self) {
        // The day is the same for all, and only performers share targets.
        let Self { goals, tasks, tally, doubts, debts, pace, shared: _, as_of: _ } = other;
        self.goals += goals;
        self.tasks += tasks;
        self.doubts += doubts;
        self.tally.add(tally);
        self.debts = self.debts.plus(*debts);
        self.pace = self.pace.plus(*pace);
    }
}
