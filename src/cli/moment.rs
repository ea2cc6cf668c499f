//! Dates and times on the command line.

use jiff::{Timestamp, civil::DateTime};

use super::{clock::zone, failure::Failure};

/// Which end of a day is meant if only a date is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayEnd {
    /// Its beginning.
    First,
    /// Its end.
    Last,
}

/// Parses `2024-01-09 14:30` or a date, to milliseconds since 1970 UTC.
///
/// # Errors
/// When it is neither.
pub(super) fn moment(text: &str, end: DayEnd) -> Result<i64, Failure> {
    let text = text.trim();
    if let Ok(at) = text.parse::<Timestamp>() {
        return Ok(at.as_millisecond());
    }
    let local = match (crate::form::typed::date::day(text), end) {
        (Some(day), DayEnd::First) => Some(day.at(0, 0, 0, 0)),
        (Some(day), DayEnd::Last) => Some(day.at(23, 59, 59, 999_000_000)),
        (None, _) => text.replace(' ', "T").parse::<DateTime>().ok(),
    };
    let at = local.and_then(|local| local.to_zoned(zone()).ok());
    at.map(|at| at.timestamp().as_millisecond()).ok_or_else(|| Failure::NotAMoment(text.to_owned()))
}
