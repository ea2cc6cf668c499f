//! When a measure is due. The original wording is always kept.

use jiff::civil::{Date, date};

use super::quarter::{Quarter, Span};
use crate::text::key::is_same;

/// A month of a year, `2018-07`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// The month, when it is 1 to 12 and the year is one a plan may be about.
    pub fn new(year: i16, month: i8) -> Option<Self> {
        ((1..=12).contains(&month) && crate::text::quarter::YEARS.contains(&year))
            .then_some(Self { year, month })
    }

    /// Reads `YYYY-MM`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        (year.len() == 4 && month.len() == 2).then(|| Self::new(year.parse().ok()?, month.parse().ok()?))?
    }

    /// The year.
    pub const fn year(self) -> i16 {
        self.year
    }

    /// 1 to 12.
    pub const fn number(self) -> i8 {
        self.month
    }

    /// The first day.
    pub fn first_day(self) -> Date {
        date(self.year, self.month, 1)
    }

    /// The last day.
    pub fn last_day(self) -> Date {
        self.first_day().last_of_month()
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{:02}", self.year, self.month)
    }
}

/// The meaning of a term.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TermKind {
    /// The whole quarter that the plan is about.
    Quarter,
    /// One month.
    Month(Month),
    /// Two or more months, in the order of the document.
    Months(Vec<Month>),
    /// A day (deadline).
    Date(Date),
    /// From a month to a month.
    Range(Month, Month),
    /// From a year to a year, which may be equal.
    Years(i16, i16),
    /// «постійно», «протягом року»: as long as the plan lasts.
    Ongoing,
    /// Words with another meaning.
    Text,
}

/// The term of a measure: its meaning and its wording.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    /// Its meaning.
    pub kind: TermKind,
    /// Its wording in the document.
    pub raw: String,
}

impl Term {
    /// Whether another term says the same, perhaps in other words. Words without a known meaning are compared by
    /// their letters.
    pub fn says_same(&self, other: &Self) -> bool {
        let words = || is_same(&self.raw, &other.raw);
        self.kind == other.kind && (!matches!(self.kind, TermKind::Text | TermKind::Ongoing) || words())
    }

    /// The last day of the term within a plan of the given period.
    pub fn last_day(&self, period: Span) -> Date {
        match &self.kind {
            TermKind::Month(month) => month.last_day(),
            TermKind::Months(months) => {
                months.iter().max().map_or_else(|| period.last.last_day(), |m| m.last_day())
            }
            TermKind::Date(day) => *day,
            TermKind::Range(_, to) => to.last_day(),
            TermKind::Years(_, to) => date((*to).clamp(1, 9999), 12, 31),
            TermKind::Quarter | TermKind::Ongoing | TermKind::Text => period.last.last_day(),
        }
    }

    /// The first quarter of the term within a plan of the given period.
    pub fn first_quarter(&self, period: Span) -> Quarter {
        match &self.kind {
            TermKind::Month(month) => Quarter::of(month.first_day()),
            TermKind::Months(months) => {
                months.iter().min().map_or(period.first, |m| Quarter::of(m.first_day()))
            }
            TermKind::Range(from, _) => Quarter::of(from.first_day()),
            TermKind::Years(from, _) => Quarter::of(date((*from).clamp(1, 9999), 1, 1)),
            // A deadline gives the end of a term and not its beginning.
            TermKind::Date(_) | TermKind::Quarter | TermKind::Ongoing | TermKind::Text => period.first,
        }
    }
}
