//! The figures of a row, read from a tally at the moment of drawing. Percents are whole, rounded half up once.

use jiff::civil::Date;

use crate::domain::{Ratio, Status, Tally};

/// What "planned" and "done" are about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// Indicators with a numeric target.
    #[default]
    Numbers,
    /// Deeds, in a quarter without any numeric target: there is a whole kind of plan like that.
    Deeds,
}

impl Basis {
    /// The basis of a quarter, by the figures of the whole plan in it.
    pub fn of(total: &Tally) -> Self {
        let deeds = total.count(Status::DeedDone) + total.count(Status::DeedPending);
        if total.targets.numeric == 0 && deeds > 0 { Self::Deeds } else { Self::Numbers }
    }
}

/// The figures of a group in a quarter, or of several quarters added up (counts only, never values).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// What is planned on the basis.
    pub planned: u32,
    /// What of it is reached.
    pub reached: u32,
    /// Indicators by status.
    pub statuses: [u32; 13],
    /// Notes that are owed on the day.
    pub notes: u32,
    /// Measures overdue on the day.
    pub overdue: u32,
    /// Facts of any kind.
    pub reported: u32,
    /// Whether the quarter has not begun, so that nothing is to be said of what is reached.
    pub ahead: bool,
    capped: (u32, i128),
    basis: Basis,
}

impl Figures {
    /// Reads a tally.
    pub fn of(tally: Option<&Tally>, basis: Basis, today: Date) -> Self {
        let Some(tally) = tally else { return Self { basis, ..Self::default() } };
        let done = tally.count(Status::DeedDone);
        let (planned, reached) = match basis {
            Basis::Numbers => (tally.targets.numeric, tally.reached),
            Basis::Deeds => (done + tally.count(Status::DeedPending), done),
        };
        let facts = tally.facts;
        Self {
            planned,
            reached,
            statuses: tally.statuses,
            notes: tally.notes_owed_on(today),
            overdue: tally.overdue(today),
            reported: facts.numeric + facts.compound + facts.text + facts.done + facts.no_occasion,
            ahead: false,
            capped: (tally.capped.0, tally.capped.1.0),
            basis,
        }
    }

    /// Adds the figures of another quarter. What is overdue does not add up: it is so in several quarters.
    pub fn add(&mut self, other: &Self) {
        self.planned += other.planned;
        self.reached += other.reached;
        for (mine, theirs) in self.statuses.iter_mut().zip(other.statuses) {
            *mine += theirs;
        }
        self.notes += other.notes;
        self.basis = other.basis;
        self.reported += other.reported;
        self.capped = (self.capped.0 + other.capped.0, self.capped.1 + other.capped.1);
    }

    /// The same where nothing is to be said of what is reached: the quarter has not begun.
    #[must_use]
    pub fn ahead(&self) -> Self {
        Self { planned: self.planned, ahead: true, ..Self::default() }
    }

    /// The same without a mean: quarters add up as counts, and the mean of a year has a rule of its own.
    #[must_use]
    pub const fn without_mean(self) -> Self {
        Self { capped: (0, 0), ..self }
    }

    /// How many have a status.
    pub fn count(&self, status: Status) -> u32 {
        self.statuses.get(status as usize).copied().unwrap_or(0)
    }

    /// What is reached of what is planned, in whole percents: `share_met` on numbers.
    pub fn share(&self) -> Option<i128> {
        if self.ahead { None } else { whole_percent(self.reached.into(), self.planned.into()) }
    }

    /// `mean_capped` in whole percents; only numbers have one.
    pub fn mean(&self) -> Option<i128> {
        if self.basis == Basis::Deeds {
            return None;
        }
        whole_percent(self.capped.1, i128::from(self.capped.0) * Ratio::ONE.0)
    }

    /// Done, partial, not started, and without a report: the parts of a stacked bar.
    pub fn parts(&self) -> [u32; 4] {
        match self.basis {
            Basis::Numbers => [
                self.count(Status::Met) + self.count(Status::Exceeded),
                self.count(Status::Partial),
                self.count(Status::NotStarted),
                self.count(Status::NotReported),
            ],
            Basis::Deeds => [self.reached, 0, 0, self.planned.saturating_sub(self.reached)],
        }
    }
}

/// `part` of `whole` in whole percents, rounded half up; none of nothing.
pub fn whole_percent(part: i128, whole: i128) -> Option<i128> {
    (whole > 0).then(|| (part * 200 + whole).div_euclid(whole * 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents_are_rounded_once() {
        // By way of one decimal this would be 60.5 and then 61.
        assert_eq!(whole_percent(6046, 10000), Some(60));
        assert_eq!(whole_percent(605, 1000), Some(61));
        assert_eq!(whole_percent(1, 0), None);
    }
}
