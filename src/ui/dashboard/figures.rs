//! The figures of a row, read from a tally when drawn. Percentages are integers, rounded half up once.

use jiff::civil::Date;

use crate::domain::{Ratio, Status, Tally, status::whole_percent};

/// The figures of a group in one or several quarters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DashboardFigures {
    /// Targets that are due.
    pub owed: u32,
    /// How many of them are done, including late ones.
    pub done: u32,
    /// Indicators by status.
    pub statuses: [u32; 13],
    /// Notes that are owed on the day.
    pub notes: u32,
    /// Measures overdue on the day.
    pub overdue: u32,
    /// Facts of any kind.
    pub reported: u32,
    /// Whether the quarter has not begun, so that reached values have no meaning yet.
    pub ahead: bool,
    capped: (u32, i128),
}

impl DashboardFigures {
    /// Reads the figures from a tally.
    pub fn of(tally: Option<&Tally>, today: Date) -> Self {
        let Some(tally) = tally else { return Self::default() };
        let facts = tally.facts;
        Self {
            owed: tally.owed(),
            done: tally.done(),
            statuses: tally.statuses,
            notes: tally.notes_owed_on(today),
            overdue: tally.overdue(today),
            reported: facts.numeric + facts.compound + facts.text + facts.done + facts.no_occasion,
            ahead: false,
            capped: (tally.capped.0, tally.capped.1.0),
        }
    }

    /// The same figures marked as those of a quarter that has not begun.
    #[must_use]
    pub fn ahead(&self) -> Self {
        Self { owed: self.owed, ahead: true, ..Self::default() }
    }

    /// How many have a status.
    pub fn count(&self, status: Status) -> u32 {
        self.statuses.get(status as usize).copied().unwrap_or(0)
    }

    /// The number of owed targets that are not met.
    pub const fn open(&self) -> u32 {
        self.owed.saturating_sub(self.done)
    }

    /// `share_done` as an integer percentage: never 100 while a target is open.
    pub fn share(&self) -> Option<i128> {
        if self.ahead { None } else { whole_percent(self.done.into(), self.owed.into()) }
    }

    /// `mean_capped` as an integer percentage; only numeric targets have one.
    pub fn mean(&self) -> Option<i128> {
        whole_percent(self.capped.1, i128::from(self.capped.0) * Ratio::ONE.0)
    }

    /// Done, partial, not started, and not reported: the parts of a stacked bar.
    pub fn parts(&self) -> [u32; 4] {
        let (partial, not_started) = (self.count(Status::Partial), self.count(Status::NotStarted));
        [self.done, partial, not_started, self.open().saturating_sub(partial + not_started)]
    }
}
