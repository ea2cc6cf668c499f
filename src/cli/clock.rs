//! Date, time and author from the environment. Only the command line may read them.

use std::{path::PathBuf, sync::OnceLock};

use jiff::{
    Timestamp, Zoned,
    civil::{Date, DateTime},
    tz::TimeZone,
};

use crate::store;

/// The offices' time zone, which had another spelling until 2022. Its file is opened by name, because searching the
/// whole time zone database would take longer than drawing the first frame. Without that file the current rule of
/// Ukraine applies, so that the program does not depend on what else is installed. The file is read once.
pub(super) fn zone() -> TimeZone {
    static ZONE: OnceLock<TimeZone> = OnceLock::new();
    ZONE.get_or_init(read_zone).clone()
}

fn read_zone() -> TimeZone {
    const RULE: &str = "EET-2EEST,M3.5.0/3,M10.5.0/4";
    let database =
        std::env::var_os("TZDIR").map_or_else(|| PathBuf::from("/usr/share/zoneinfo"), PathBuf::from);
    let read = |name: &str| TimeZone::tzif(name, &std::fs::read(database.join(name)).ok()?).ok();
    let known = read("Europe/Kyiv").or_else(|| read("Europe/Kiev"));
    known.or_else(|| TimeZone::posix(RULE).ok()).unwrap_or(TimeZone::UTC)
}

/// The current time in milliseconds since 1970 UTC.
pub(super) fn now() -> i64 {
    Timestamp::now().as_millisecond()
}

/// The current time in UTC, in the form that files store.
pub(super) fn moment_of_file() -> DateTime {
    Timestamp::now().to_zoned(TimeZone::UTC).datetime()
}

/// Today in Kyiv.
pub(super) fn today() -> Date {
    Timestamp::now().to_zoned(zone()).date()
}

/// A time in Kyiv.
pub(super) fn in_kyiv(milliseconds: i64) -> Option<Zoned> {
    Some(Timestamp::from_millisecond(milliseconds).ok()?.to_zoned(zone()))
}

/// A time in UTC, in the form for programs; empty if it is outside the calendar.
pub(super) fn in_utc(milliseconds: i64) -> String {
    Timestamp::from_millisecond(milliseconds).map(|at| at.to_string()).unwrap_or_default()
}

/// The author of changes.
pub(super) fn author() -> String {
    ["KVARTAL_AUTHOR", "USER", "LOGNAME"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .map(|name| crate::text::normal::squeeze(&name))
        .find(|name| !name.is_empty())
        .unwrap_or_else(|| store::account(rustix::process::getuid().as_raw()))
}
