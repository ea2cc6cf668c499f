//! What comes from outside: the day, the moment, random bits, the author. Nothing below the command line asks.

use std::path::PathBuf;

use jiff::{
    Timestamp, Zoned,
    civil::{Date, DateTime},
    tz::TimeZone,
};

use super::failure::Failure;
use crate::domain::IdSource;

/// The offices' own time; the zone had another spelling until 2022. Its file is read by name: looking
/// through the whole database of zones would take longer than drawing the first frame. A machine without
/// that file gets today's rule of Ukraine, so that the program does not depend on what else is installed.
pub(super) fn zone() -> TimeZone {
    const RULE: &str = "EET-2EEST,M3.5.0/3,M10.5.0/4";
    let database =
        std::env::var_os("TZDIR").map_or_else(|| PathBuf::from("/usr/share/zoneinfo"), PathBuf::from);
    let read = |name: &str| TimeZone::tzif(name, &std::fs::read(database.join(name)).ok()?).ok();
    let known = read("Europe/Kyiv").or_else(|| read("Europe/Kiev"));
    known.or_else(|| TimeZone::posix(RULE).ok()).unwrap_or(TimeZone::UTC)
}

/// The present moment in milliseconds since 1970 UTC.
pub(super) fn now() -> i64 {
    Timestamp::now().as_millisecond()
}

/// The moment in universal time, as files keep it.
pub(super) fn moment_of_file() -> DateTime {
    Timestamp::now().to_zoned(TimeZone::UTC).datetime()
}

/// Today in Kyiv.
pub(super) fn today() -> Date {
    Timestamp::now().to_zoned(zone()).date()
}

/// A moment as it was in Kyiv.
pub(super) fn in_kyiv(milliseconds: i64) -> Option<Zoned> {
    Some(Timestamp::from_millisecond(milliseconds).ok()?.to_zoned(zone()))
}

/// A moment as programs read it, in UTC; nothing for one that no calendar has.
pub(super) fn in_utc(milliseconds: i64) -> String {
    Timestamp::from_millisecond(milliseconds).map(|at| at.to_string()).unwrap_or_default()
}

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

/// Fresh identities.
///
/// # Errors
/// When the system gives no random bits.
pub(super) fn ids() -> Result<IdSource, Failure> {
    let mut seed = [0u8; 16];
    getrandom::fill(&mut seed).map_err(|cause| Failure::NoRandomBits(cause.to_string()))?;
    Ok(IdSource::new(u128::from_le_bytes(seed)))
}

/// 128 bits for the ids of one command of the terminal UI. Where the system stopped giving random bits, the
/// clock and the process still tell two commands apart.
pub(super) fn seed() -> u128 {
    let mut seed = [0u8; 16];
    match getrandom::fill(&mut seed) {
        Ok(()) => u128::from_le_bytes(seed),
        Err(_) => {
            let nanoseconds = Timestamp::now().as_nanosecond().unsigned_abs();
            (nanoseconds << 32) ^ u128::from(std::process::id())
        }
    }
}

/// Who makes the changes.
pub(super) fn author() -> String {
    ["KVARTAL_AUTHOR", "USER", "LOGNAME"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .map(|name| crate::text::normal::squeeze(&name))
        .find(|name| !name.is_empty())
        .or_else(name_of_account)
        .unwrap_or_else(|| "?".to_owned())
}

/// The name that the system has for the user, where no variable says it.
fn name_of_account() -> Option<String> {
    let id = rustix::process::getuid().as_raw().to_string();
    let accounts = std::fs::read_to_string("/etc/passwd").ok()?;
    let mut lines = accounts.lines().map(|line| line.split(':').collect::<Vec<_>>());
    lines.find(|fields| fields.get(2) == Some(&id.as_str()))?.first().map(|name| (*name).to_owned())
}
