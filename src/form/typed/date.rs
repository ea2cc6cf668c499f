//! A single date, and the year of a date without one.

use jiff::civil::Date;

use crate::{
    domain::{Quarter, Span},
    form::dates,
};

/// Reads a text that consists of a date: `2024-01-09`, `09.01.2024`, «9 січня 2024 року».
pub fn day(text: &str) -> Option<Date> {
    dates::whole_date(text)
}

/// The year of a date without one: that of the nearest past date within the plan's period, else of the nearest one
/// in it. Where the plan's period has no such day, of the nearest past date of all.
pub fn year_of(month: i8, day: i8, today: Date, period: Span) -> i16 {
    let on = |year: i16| Date::new(year, month, day).ok();
    let inside = || {
        let years = period.first.year()..=period.last.year();
        years.filter_map(on).filter(|date| period.contains(Quarter::of(*date)))
    };
    let past = inside().filter(|date| *date <= today).max();
    // A leap day is at most four years away, except at the turn of some centuries.
    let ever = || (0..=8).filter_map(|back| on(today.year() - back)).find(|date| *date <= today);
    let found = past.or_else(|| inside().min()).or_else(ever);
    found.map_or_else(|| today.year(), Date::year)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_without_a_year_is_the_nearest_past_one_of_the_plan() {
        let year = |month, day, today, period: &str| year_of(month, day, today, Span::parse(period).unwrap());
        let today = date(2026, 11, 29);
        assert_eq!(year(3, 14, today, "2026"), 2026);
        assert_eq!(year(12, 14, today, "2026"), 2026);
        assert_eq!(year(12, 14, today, "2025..2026"), 2025);
        assert_eq!(year(5, 20, date(2025, 2, 10), "2024..2025"), 2024);
        assert_eq!(year(2, 29, today, "2026"), 2024);
        assert_eq!(year(3, 14, today, "2026Q4"), 2026);
    }

    #[test]
    fn a_day_is_read_in_every_spelling() {
        for text in ["2024-01-09", "09.01.2024", "9 січня 2024 року"] {
            assert_eq!(day(text), Some(date(2024, 1, 9)), "{text}");
        }
        for text in ["", "2024-13-01", "2024-1-9", "31.02.2024", "завтра", "2024-01-09T10:00"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
