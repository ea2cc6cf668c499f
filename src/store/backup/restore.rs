//! Restores a workspace from a backup.

use std::{collections::BTreeMap, path::Path};

use super::{
    super::{
        Fault, StoreError,
        journal::{FrameAt, Journal, Label, Reader, SEGMENT},
        workspace::{WorkspacePaths, make_dir, mark, sync_dir},
    },
    read::{Backup, read},
};
use crate::domain::PlanId;

/// The result of restoring a backup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// When the backup was made, in milliseconds since 1970 UTC.
    pub made_at: i64,
    /// The number of changes that were restored.
    pub changes: u64,
    /// The number of changes in the backup.
    pub of: u64,
    /// The time of the last restored change; 0 where there is none.
    pub until: i64,
    /// Faults found when the restored workspace was verified; empty unless the disk fails.
    pub faults: Vec<Fault>,
}

/// Restores a backup into a directory that is empty or does not exist yet; without a directory it only checks the
/// backup. With a moment in time, each plan is restored as it was then.
///
/// # Errors
/// When the backup is damaged or newer, or the directory cannot be written or holds something: then nothing is
/// left in it.
pub fn restore(
    file: &Path,
    directory: Option<&Path>,
    at_ms: Option<i64>,
    now_ms: i64,
) -> Result<Restored, StoreError> {
    let backup = read(file)?;
    let (taken, until) = until(file, &backup, at_ms)?;
    let (made_at, of) = (backup.made_at, backup.frames.len() as u64);
    let mut restored = Restored { made_at, changes: taken.len() as u64, of, until, faults: Vec::new() };
    let Some(directory) = directory else { return Ok(restored) };
    let existed = directory.exists();
    let vacant = || std::fs::read_dir(directory).is_ok_and(|mut entries| entries.next().is_none());
    if existed && !vacant() {
        return Err(StoreError::NotEmpty(directory.to_owned()));
    }
    let written = fill(directory, &backup, &taken);
    let verified = written.and_then(|()| super::super::verify(directory, now_ms));
    match verified {
        Ok(report) => {
            restored.faults = report.faults;
            Ok(restored)
        }
        Err(error) => {
            let _ = std::fs::remove_dir_all(directory);
            if existed {
                let _ = make_dir(directory);
            }
            Err(error)
        }
    }
}

/// The frames that make up the plans as they were at a moment: of each plan, all frames before the first one that was
/// made later.
fn until(file: &Path, backup: &Backup, at_ms: Option<i64>) -> Result<(Vec<usize>, i64), StoreError> {
    let reader = Reader::new(file.parent().unwrap_or(file));
    let mut over: BTreeMap<PlanId, ()> = BTreeMap::new();
    let (mut taken, mut until) = (Vec::new(), 0);
    for (n, frame) in backup.frames.iter().enumerate() {
        let change = reader.change(frame)?;
        if at_ms.is_some_and(|at| change.at > at) {
            over.insert(change.plan, ());
        }
        if !over.contains_key(&change.plan) {
            taken.push(n);
            until = until.max(change.at);
        }
    }
    Ok((taken, until))
}

fn fill(directory: &Path, backup: &Backup, taken: &[usize]) -> Result<(), StoreError> {
    let layout = WorkspacePaths::of(directory);
    make_dir(&layout.journal)?;
    let mut journal = Journal::begin_whole(&layout.journal, &backup.root, SEGMENT)?;
    let mut last: BTreeMap<PlanId, FrameAt> = BTreeMap::new();
    for frame in taken.iter().filter_map(|n| backup.frames.get(*n)) {
        let previous = last.get(&frame.label.plan).copied().unwrap_or(FrameAt::NONE);
        let at = journal.append(&Label { previous, ..frame.label }, &frame.payload)?;
        last.insert(frame.label.plan, at);
    }
    journal.sync_whole()?;
    make_dir(&layout.view)?;
    mark(&layout, &backup.root)?;
    sync_dir(directory)
}
