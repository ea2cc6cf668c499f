//! A single date, and the year of a date without one.

use jiff::civil::Date;

use crate::{
    domain::{DoubtKind, Quarter, Span, TargetValue},
    form::{
        dates::{self, DateStyle},
        reading::Reading,
        term::in_period,
        words::{key, words},
    },
};

use super::{figure::ValueContext, target::without_until};

/// A year that has every day.
const LEAP_YEAR: i16 = 2024;

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

/// The day that a value without a year names, in the plan's period, and the other days that it may be: «до 15
/// вересня». `15.08` is a day only where the indicator's name asks for one, because it may be a number.
pub(super) fn of_plan(text: &str, held: &ValueContext<'_>) -> Option<(Date, Vec<String>)> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains(' ') {
        return None;
    }
    let period = held.period?;
    let bare = without_until(text);
    let (day, month) = dates::day_and_month(bare)?;
    let said = bare.contains(char::is_alphabetic) || bare.len() < text.len();
    if let Some(TargetValue::Date(planned)) = held.target.map(|target| &target.value) {
        return nearest(day, month, *planned).map(|day| (day, Vec::new()));
    }
    (said || asks_for_a_day(held.name)).then(|| in_period(day, month, period))?
}

/// The day that is nearest to the planned one.
fn nearest(day: i8, month: i8, planned: Date) -> Option<Date> {
    let years = planned.year() - 1..=planned.year() + 1;
    let days = years.filter_map(|year| Date::new(year, month, day).ok());
    days.min_by_key(|day| planned.until(*day).map_or(i32::MAX, |apart| apart.get_days().abs()))
}

/// Whether a text consists of a day that the calendar does not have: `31.11.2026`, «31 листопада».
pub(super) fn is_impossible(text: &str, held: &ValueContext<'_>) -> bool {
    let bare = without_until(text);
    let year = held.period.map_or(LEAP_YEAR, |period| period.first.year());
    let Some(found) = dates::leading_by(bare, DateStyle::Document, |_, _| year) else { return false };
    let rest = bare.get(found.rest..).unwrap_or_default().trim();
    let whole = rest.is_empty() || words().years.contains(&key(rest));
    whole && found.dates.is_empty() && !found.impossible.is_empty()
}

/// A value that is a day, with a doubt where it may be another one.
pub(super) fn with_others<T>(value: T, day: Date, others: Vec<String>) -> Reading<T> {
    match others.is_empty() {
        true => Reading::sure(value),
        false => Reading::unsure(value, DoubtKind::Date, day.to_string(), others),
    }
}

/// Whether the values of an indicator with this name are days: «Дата затвердження», «строк подання».
fn asks_for_a_day(name: &str) -> bool {
    let name = key(name);
    ["строк", "термін"].iter().any(|word| name.starts_with(word))
        || name.split(' ').any(|word| word == "дата")
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
