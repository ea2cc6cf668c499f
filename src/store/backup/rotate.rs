//! Which backups inside the workspace are kept.

use std::{collections::BTreeSet, path::PathBuf};

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::super::{StoreError, workspace::WorkspacePaths};

/// The ending of a backup's name.
const ENDING: &str = "kvb";

/// For how many of the latest days, weeks and quarters the newest backup is kept.
const DAYS: usize = 7;
const WEEKS: usize = 4;
const QUARTERS: usize = 8;

/// The directory of the backups.
pub(super) fn directory(layout: &WorkspacePaths) -> PathBuf {
    layout.root.join("backups")
}

/// The file name of a backup made at this time.
pub(super) fn name(now_ms: i64) -> String {
    let at = Timestamp::from_millisecond(now_ms).unwrap_or_default();
    format!("{}.{ENDING}", at.strftime("%Y-%m-%dT%H-%M-%SZ"))
}

fn made_at(name: &str) -> Option<i64> {
    let stem = name.strip_suffix(&format!(".{ENDING}"))?;
    let at = jiff::civil::DateTime::strptime("%Y-%m-%dT%H-%M-%SZ", stem).ok()?;
    Some(at.to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond())
}

/// All backups in the directory, the newest last.
pub(super) fn listed(layout: &WorkspacePaths) -> Vec<(i64, PathBuf)> {
    let Ok(entries) = std::fs::read_dir(directory(layout)) else { return Vec::new() };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()).filter(|path| path.is_file()));
    let mut found: Vec<(i64, PathBuf)> =
        paths.filter_map(|path| Some((made_at(path.file_name()?.to_str()?)?, path.clone()))).collect();
    found.sort();
    found
}

/// Removes the backups that need not be kept.
pub(super) fn sweep(layout: &WorkspacePaths) -> Result<(), StoreError> {
    let listed = listed(layout);
    let kept = keep(&listed.iter().map(|(at, _)| *at).collect::<Vec<_>>());
    for (at, path) in listed {
        if !kept.contains(&at) {
            std::fs::remove_file(&path).map_err(StoreError::io(&path))?;
        }
    }
    Ok(())
}

/// The moments to keep: the newest of each of the latest seven days, four weeks and eight quarters that have any.
pub fn keep(moments: &[i64]) -> BTreeSet<i64> {
    let day = |at: i64| Timestamp::from_millisecond(at).unwrap_or_default().to_zoned(TimeZone::UTC).date();
    let mut kept = BTreeSet::new();
    newest(moments, DAYS, &mut kept, |at| day(at).to_string());
    newest(moments, WEEKS, &mut kept, |at| {
        let week = day(at).iso_week_date();
        format!("{}-{}", week.year(), week.week())
    });
    newest(moments, QUARTERS, &mut kept, |at| quarter(day(at)));
    kept
}

fn quarter(day: Date) -> String {
    format!("{}Q{}", day.year(), (day.month() - 1) / 3 + 1)
}

fn newest(moments: &[i64], most: usize, kept: &mut BTreeSet<i64>, span: impl Fn(i64) -> String) {
    let mut sorted = moments.to_vec();
    sorted.sort_unstable_by(|a, b| b.cmp(a));
    let mut spans = BTreeSet::new();
    for at in sorted {
        if spans.len() < most && spans.insert(span(at)) {
            kept.insert(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_when_it_was_made() {
        for at in [0, 1_700_000_000_000, -86_400_000] {
            assert_eq!(made_at(&name(at)), Some(at));
        }
        assert_eq!(made_at("x.kvb"), None);
    }

    #[test]
    fn the_newest_of_days_weeks_and_quarters_are_kept() {
        const DAY: i64 = 86_400_000;
        let now = 1_700_000_000_000;
        // One a day for three years, and three today.
        let mut all: Vec<i64> = (0..1_100).map(|n| now - n * DAY).collect();
        all.extend([now - 1_000, now - 2_000]);
        let kept = keep(&all);
        assert!(kept.contains(&now) && !kept.contains(&(now - 1_000)));
        assert!((0..7).all(|n| kept.contains(&(now - n * DAY))));
        assert!(kept.len() <= DAYS + WEEKS + QUARTERS, "{}", kept.len());
        // The oldest kept backup is from the last day of the quarter eight quarters ago.
        let oldest = Timestamp::from_millisecond(*kept.first().unwrap()).unwrap();
        assert_eq!(oldest.to_zoned(TimeZone::UTC).date(), jiff::civil::date(2022, 3, 31));
        // Keeping is idempotent.
        assert_eq!(keep(&kept.iter().copied().collect::<Vec<_>>()), kept);
    }
}
