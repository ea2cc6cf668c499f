//! Debts: obligations that are not settled when their due day is over, and their state on a day.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{decision::Outcome, quarter::Quarter, status::Due};
use crate::text::surely::Surely;

/// A shortfall or delay, with everything that its state on a day depends on. Nothing in it depends on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Owing {
    /// The due day.
    pub due: Date,
    /// When a note falls due; none where there is a note.
    pub note: Option<Due>,
    /// The quarter whose facts settle it; none where it is not settled.
    pub settled: Option<Quarter>,
    /// The decision about it.
    pub outcome: Option<Outcome>,
}

/// The state of a debt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DebtState {
    /// Not settled, explained or decided.
    Open,
    /// It was caught up.
    Settled,
    /// A note explains it.
    Explained,
    /// It has a new due day, which has not passed.
    Carried,
    /// It is owed no longer.
    Withdrawn,
}

impl DebtState {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Open, Self::Settled, Self::Explained, Self::Carried, Self::Withdrawn];

    /// The word for it in JSON and in message ids.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Settled => "settled",
            Self::Explained => "explained",
            Self::Carried => "carried",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl Owing {
    /// The state on a day; none until the due day is over, because before that it is no debt.
    pub fn state(&self, as_of: Date) -> Option<DebtState> {
        if as_of <= self.due {
            return None;
        }
        Some(match self.outcome {
            Some(Outcome::Withdrawn) => DebtState::Withdrawn,
            _ if self.is_settled(as_of) => DebtState::Settled,
            Some(Outcome::Carried(day)) if as_of <= day => DebtState::Carried,
            Some(Outcome::Carried(_)) => DebtState::Open,
            None if self.note.is_none() => DebtState::Explained,
            None => DebtState::Open,
        })
    }

    /// Whether the facts up to the quarter of a day settle it.
    fn is_settled(&self, as_of: Date) -> bool {
        self.settled.is_some_and(|quarter| quarter <= Quarter::of(as_of))
    }

    /// As [`Owing::state`], seen from a quarter: a debt that was carried into the quarter or beyond it is open
    /// again only for later quarters.
    pub fn state_before(&self, quarter: Quarter, as_of: Date) -> Option<DebtState> {
        match (self.state(as_of), self.outcome) {
            (Some(DebtState::Open), Some(Outcome::Carried(day))) if Quarter::of(day) >= quarter => {
                Some(DebtState::Carried)
            }
            (state, _) => state,
        }
    }

    /// Whether a note is owed on a day: never after a debt has ended.
    pub fn owes_note(&self, as_of: Date) -> bool {
        self.outcome.is_none() && !self.is_settled(as_of) && self.note.is_some_and(|due| due.is_due(as_of))
    }

    /// The day on which it becomes overdue: its due day, or the day it was carried to; none where it never is.
    pub fn current_due(&self) -> Option<Date> {
        match self.outcome {
            None => self.note.map(|_| self.due),
            Some(Outcome::Carried(day)) => Some(day),
            Some(Outcome::Withdrawn) => None,
        }
    }

    /// Whether it is overdue on a day.
    pub fn is_overdue(&self, as_of: Date) -> bool {
        self.state(as_of) == Some(DebtState::Open)
    }
}

/// How many debts there are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)] // the names are the states
pub struct DebtCounts {
    pub open: u32,
    pub settled: u32,
    pub explained: u32,
    pub carried: u32,
    pub withdrawn: u32,
}

impl DebtCounts {
    /// Counts the obligations that were due before a quarter, by their state on a day.
    pub fn before<'a>(
        quarter: Quarter,
        as_of: Date,
        owing: impl IntoIterator<Item = &'a BTreeMap<Owing, u32>>,
    ) -> Self {
        let mut counts = Self::default();
        for (owing, count) in owing.into_iter().flatten() {
            let state = owing.state_before(quarter, as_of);
            match state {
                None => {}
                Some(DebtState::Open) => counts.open += count,
                Some(DebtState::Settled) => counts.settled += count,
                Some(DebtState::Explained) => counts.explained += count,
                Some(DebtState::Carried) => counts.carried += count,
                Some(DebtState::Withdrawn) => counts.withdrawn += count,
            }
        }
        counts
    }

    /// Subtracts the counts of a subgroup.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        self.combined(other, |a, b| a.checked_sub(b).surely())
    }

    /// Adds the counts of another group.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        self.combined(other, u32::saturating_add)
    }

    fn combined(self, other: Self, count: fn(u32, u32) -> u32) -> Self {
        let Self { open, settled, explained, carried, withdrawn } = other;
        Self {
            open: count(self.open, open),
            settled: count(self.settled, settled),
            explained: count(self.explained, explained),
            carried: count(self.carried, carried),
            withdrawn: count(self.withdrawn, withdrawn),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const DUE: Date = date(2025, 5, 31);

    fn owing(note: Option<Due>, outcome: Option<Outcome>) -> Owing {
        Owing { due: DUE, note, settled: None, outcome }
    }

    #[test]
    fn a_debt_begins_the_day_after_and_ends_in_four_ways() {
        use DebtState::*;
        let later = Some(Due::After(DUE));
        let carried = Some(Outcome::Carried(date(2025, 9, 30)));
        let settled = Owing { settled: Quarter::new(2025, 3), ..owing(later, None) };
        for (owing, day, state) in [
            (owing(later, None), DUE, None),
            (owing(later, None), date(2025, 6, 1), Some(Open)),
            (owing(None, None), date(2025, 6, 1), Some(Explained)),
            (owing(later, Some(Outcome::Withdrawn)), date(2026, 6, 1), Some(Withdrawn)),
            (owing(later, carried), date(2025, 9, 30), Some(Carried)),
            (owing(later, carried), date(2025, 10, 1), Some(Open)),
            // A decision takes precedence over a note.
            (owing(None, carried), date(2025, 10, 1), Some(Open)),
            (settled, date(2025, 6, 30), Some(Open)),
            (settled, date(2025, 7, 1), Some(Settled)),
        ] {
            assert_eq!(owing.state(day), state, "{owing:?} on {day}");
        }
    }

    #[test]
    fn a_carried_debt_is_open_again_for_the_quarters_after_its_new_day() {
        let debt = owing(Some(Due::After(DUE)), Some(Outcome::Carried(date(2025, 9, 30))));
        let third = Quarter::new(2025, 3).unwrap();
        let on = date(2026, 2, 1);
        assert_eq!(debt.state_before(third, on), Some(DebtState::Carried));
        assert_eq!(debt.state_before(third.next(), on), Some(DebtState::Open));
        assert!(!debt.owes_note(on));
    }
}
