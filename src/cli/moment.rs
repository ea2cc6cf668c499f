//! A moment as people write it on the command line.

use jiff::{Timestamp, civil::DateTime};

use super::{clock::zone, failure::Failure};

/// Which end of a day is meant where a day stands for a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayEnd {
    /// Its first moment.
    First,
    /// Its last one.
    Last,
}

/// A moment as people write it, in milliseconds since 1970 UTC: `2024-01-09 14:30`, or a day.
///
/// # Errors
/// When it is none.
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
