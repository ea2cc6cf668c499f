//! Quarters of the calendar and spans of them.

use std::fmt;

use jiff::civil::{Date, date};

use crate::text;

/// A quarter of a calendar year, written `2023Q4`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Quarter {
    year: i16,
    number: u8,
}

impl Quarter {
    /// The quarter, when the number is 1 to 4 and the year lies in [`text::quarter::YEARS`].
    pub fn new(year: i16, number: u8) -> Option<Self> {
        ((1..=4).contains(&number) && text::quarter::YEARS.contains(&year)).then_some(Self { year, number })
    }

    /// Reads any spelling that [`text::quarter::parse`] knows.
    pub fn parse(spelling: &str) -> Option<Self> {
        text::quarter::parse(spelling).and_then(|(year, number)| Self::new(year, number))
    }

    /// The quarter of a date; dates outside the known years are moved to the nearest known quarter.
    pub fn of(day: Date) -> Self {
        let number = u8::try_from((day.month() - 1) / 3 + 1).unwrap_or(1);
        Self { year: day.year().clamp(*text::quarter::YEARS.start(), *text::quarter::YEARS.end()), number }
    }

    /// The calendar year.
    pub const fn year(self) -> i16 {
        self.year
    }

    /// 1 to 4.
    pub const fn number(self) -> u8 {
        self.number
    }

    /// The first month of the quarter, 1, 4, 7 or 10.
    pub const fn first_month(self) -> i8 {
        (self.number as i8 - 1) * 3 + 1
    }

    /// The first day.
    pub fn first_day(self) -> Date {
        date(self.year, self.first_month(), 1)
    }

    /// The last day.
    pub fn last_day(self) -> Date {
        date(self.year, self.first_month() + 2, 1).last_of_month()
    }

    /// The quarter after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        self.shift(1)
    }

    /// The quarter before this one.
    #[must_use]
    pub const fn previous(self) -> Self {
        self.shift(-1)
    }

    /// The quarter so many quarters later (earlier, when negative).
    #[must_use]
    pub const fn shift(self, by: i32) -> Self {
        let index = self.year as i32 * 4 + self.number as i32 - 1 + by;
        Self { year: index.div_euclid(4) as i16, number: index.rem_euclid(4) as u8 + 1 }
    }

    /// The number of quarters from this one to another (negative when `self` is later).
    pub const fn distance_to(self, other: Self) -> i32 {
        (other.year as i32 - self.year as i32) * 4 + other.number as i32 - self.number as i32
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}Q{}", self.year, self.number)
    }
}

/// A run of quarters, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first quarter.
    pub first: Quarter,
    /// The last quarter, never before the first.
    pub last: Quarter,
}

impl Span {
    /// A span, when `last` is not before `first`.
    pub fn new(first: Quarter, last: Quarter) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// Reads `2026Q1..2026Q4`, a year, years (`2026..2028`), or one quarter in any spelling.
    pub fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        let end = |part: &str, number: u8| {
            let part = part.trim();
            let year = (part.len() == 4).then(|| part.parse().ok()).flatten();
            year.map_or_else(|| Quarter::parse(part), |year| Quarter::new(year, number))
        };
        Self::new(end(first, 1)?, end(last.trim_start_matches(['.', '=']), 4)?)
    }

    /// One quarter alone.
    pub const fn single(quarter: Quarter) -> Self {
        Self { first: quarter, last: quarter }
    }

    /// The quarter, when the span is a single one.
    pub fn as_single(self) -> Option<Quarter> {
        (self.first == self.last).then_some(self.first)
    }

    /// Whether the quarter lies inside.
    pub fn contains(self, quarter: Quarter) -> bool {
        self.first <= quarter && quarter <= self.last
    }

    /// The quarters in order.
    pub fn quarters(self) -> impl DoubleEndedIterator<Item = Quarter> + ExactSizeIterator {
        (0..self.first.distance_to(self.last) + 1).map(move |i| self.first.shift(i))
    }

    /// The quarters of the span in the same year as a quarter; only that quarter where it lies outside the span.
    #[must_use]
    pub fn year_around(self, quarter: Quarter) -> Self {
        let end = |number: u8| Quarter::new(quarter.year(), number).unwrap_or(quarter);
        Self::new(end(1).max(self.first), end(4).min(self.last))
            .filter(|year| year.contains(quarter))
            .unwrap_or_else(|| Self::single(quarter))
    }

    /// From the beginning of a quarter's year, or of the span if that is later, to the quarter.
    #[must_use]
    pub fn year_so_far(self, quarter: Quarter) -> Self {
        Self { last: quarter, ..self.year_around(quarter) }
    }

    /// The quarter of the span that is nearest to the given one.
    pub fn nearest(self, quarter: Quarter) -> Quarter {
        quarter.clamp(self.first, self.last)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_single() {
            Some(quarter) => quarter.fmt(f),
            None => write!(f, "{}..{}", self.first, self.last),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_know_their_days() {
        let q = Quarter::parse("2024Q1").unwrap();
        assert_eq!((q.first_day(), q.last_day()), (date(2024, 1, 1), date(2024, 3, 31)));
        assert_eq!(q.previous().to_string(), "2023Q4");
        assert_eq!(Quarter::of(date(2023, 12, 31)), q.previous());
    }

    #[test]
    fn a_span_lists_its_quarters() {
        let span = Span::new(Quarter::parse("2023Q3").unwrap(), Quarter::parse("2024Q2").unwrap()).unwrap();
        let names: Vec<_> = span.quarters().map(|q| q.to_string()).collect();
        assert_eq!(names, ["2023Q3", "2023Q4", "2024Q1", "2024Q2"]);
        assert!(Span::new(span.last, span.first).is_none());
    }

    #[test]
    fn a_year_is_cut_to_the_span() {
        let span = Span::parse("2023Q3..2025Q2").unwrap();
        let quarter = |text| Quarter::parse(text).unwrap();
        let year = |text| span.year_around(quarter(text)).to_string();
        assert_eq!(
            [year("2023Q4"), year("2024Q2"), year("2025Q1")],
            ["2023Q3..2023Q4", "2024Q1..2024Q4", "2025Q1..2025Q2"]
        );
        assert_eq!(year("2026Q1"), "2026Q1");
        assert_eq!(span.year_so_far(quarter("2024Q3")).to_string(), "2024Q1..2024Q3");
        assert_eq!(span.year_so_far(quarter("2023Q3")).to_string(), "2023Q3");
    }

    #[test]
    fn periods_are_read() {
        let read = |text: &str| Span::parse(text).map(|span| span.to_string());
        assert_eq!(read("2026Q1..2026Q4").as_deref(), Some("2026Q1..2026Q4"));
        assert_eq!(read("2026").as_deref(), Some("2026Q1..2026Q4"));
        assert_eq!(read("2017..2020").as_deref(), Some("2017Q1..2020Q4"));
        assert_eq!(read(" 2026Q2 .. 2026Q3 ").as_deref(), Some("2026Q2..2026Q3"));
        assert_eq!(read("IV квартал 2023").as_deref(), Some("2023Q4"));
        for text in ["", "..", "2026Q4..2026Q1", "2026Q5", "1..2"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
