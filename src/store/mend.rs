//! Opening the state: as it is, after removing its small files, or rebuilt from the journal.

use super::{
    Harm, StoreError, StoreNotice,
    journal::{Position, Reader},
    misplaced::{is_no_directory, is_state_mixed},
    plain_file::{is_misplaced, read_plain_text},
    sled,
    stamp::Stamp,
    state::{State, boot_id},
    workspace::{WorkspacePaths, set_aside},
};

/// Opens the state and replays the journal up to a position. Returns notices about the repairs.
///
/// # Errors
/// When the journal is damaged, or not even a new state can be written.
pub(super) fn open_state(
    layout: &WorkspacePaths,
    reader: &Reader,
    end: &Position,
) -> Result<(State, Vec<StoreNotice>), StoreError> {
    let existed = layout.state.exists();
    if !existed {
        return rebuild(layout, reader, end, Harm::Absent, false);
    }
    if is_no_directory(&layout.state) || is_state_mixed(&layout.state) {
        return rebuild(layout, reader, end, Harm::Misplaced, true);
    }
    if !is_fresh(layout) {
        return rebuild(layout, reader, end, Harm::PowerCut, true);
    }
    let why = match State::open(layout, reader, end) {
        Ok((state, _)) => return Ok((state, Vec::new())),
        // An outgrown state is no fault, so its rebuilding is not reported.
        Err(StoreError::Outgrown { .. }) => {
            return rebuild(layout, reader, end, Harm::Outgrown, true).map(|(state, _)| (state, Vec::new()));
        }
        Err(StoreError::State { what, .. }) => what,
        Err(error) => return Err(error),
    };
    if sled::remove_small_files(&layout.state).is_ok()
        && let Ok((state, _)) = State::open(layout, reader, end)
    {
        return Ok((state, vec![StoreNotice::StateMended { why }]));
    }
    rebuild(layout, reader, end, why, true)
}

/// Whether the state was synced or was written since the machine started. Writes that an earlier boot did not sync may
/// be torn in ways that the engine does not notice.
pub(super) fn is_fresh(layout: &WorkspacePaths) -> bool {
    match read_plain_text(&layout.unsynced) {
        Ok(boot) => boot.trim() == boot_id(),
        Err(cause) => !is_misplaced(&cause),
    }
}

/// Moves the old state aside and replays the whole journal.
pub(super) fn rebuild(
    layout: &WorkspacePaths,
    reader: &Reader,
    end: &Position,
    why: Harm,
    existed: bool,
) -> Result<(State, Vec<StoreNotice>), StoreError> {
    let aside = if existed { Some(set_aside(layout, &layout.state)?) } else { None };
    let _ = std::fs::remove_file(&layout.unsynced);
    let (state, changes) = State::open(layout, reader, end)?;
    sweep(layout, reader);
    let notice = StoreNotice::StateRebuilt { why, aside, changes };
    // Creating the first state is not reported.
    let notices = if existed { vec![notice] } else { Vec::new() };
    Ok((state, notices))
}

/// How many old states are kept of those that contain nothing that the journal lacks.
const KEPT: usize = 2;

/// Removes old states from `aside`, except the latest ones and those that may contain what the journal lacks.
fn sweep(layout: &WorkspacePaths, reader: &Reader) {
    let Ok(entries) = std::fs::read_dir(&layout.aside) else { return };
    let mut older: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|dir| {
            let stamp = Stamp::read(&dir.join("state").join("stamp"));
            stamp.is_some_and(|stamp| reader.holds(&stamp.position))
        })
        .collect();
    older.sort();
    for dir in older.iter().rev().skip(KEPT) {
        // A state that cannot be removed only takes up space.
        let _ = std::fs::remove_dir_all(dir.join("state"));
        let _ = std::fs::remove_dir(dir);
    }
}
