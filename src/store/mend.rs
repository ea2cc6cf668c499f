//! Opening the state whatever became of it: as it is, without its small files, or anew from the journal.

use super::{
    Notice, StoreError,
    journal::{Position, Reader},
    sled,
    state::{State, boot_id},
    workspace::Layout,
};

/// Opens the state and brings it up to a position of the journal. What had to be done is told.
///
/// # Errors
/// When the journal is damaged, or not even a new state can be written.
pub(super) fn open_state(
    layout: &Layout,
    reader: &Reader,
    end: &Position,
) -> Result<(State, Vec<Notice>), StoreError> {
    let existed = layout.state.exists();
    if !existed {
        return anew(layout, reader, end, "it was not there", false);
    }
    if !is_fresh(layout) {
        return anew(layout, reader, end, "the machine stopped while it was written", true);
    }
    let why = match State::open(layout, reader, end) {
        Ok((state, _)) => return Ok((state, Vec::new())),
        // Nothing was wrong with it, so there is nothing to tell.
        Err(StoreError::Outgrown { .. }) => {
            return anew(layout, reader, end, "an older version made it", true)
                .map(|(state, _)| (state, Vec::new()));
        }
        Err(StoreError::State { what, .. }) => what,
        Err(error) => return Err(error),
    };
    if sled::remove_small_files(&layout.state).is_ok()
        && let Ok((state, _)) = State::open(layout, reader, end)
    {
        return Ok((state, vec![Notice::StateMended { why }]));
    }
    anew(layout, reader, end, &why, true)
}

/// What another boot wrote and did not sync may be torn in ways that the engine does not notice.
pub(super) fn is_fresh(layout: &Layout) -> bool {
    std::fs::read_to_string(&layout.unsynced).map_or(true, |boot| boot.trim() == boot_id())
}

/// Moves the old state aside and replays the whole journal.
pub(super) fn anew(
    layout: &Layout,
    reader: &Reader,
    end: &Position,
    why: &str,
    existed: bool,
) -> Result<(State, Vec<Notice>), StoreError> {
    let aside = layout.root.join("state.aside");
    if existed {
        // One old state is kept, the last one: it is for looking into, not for going back to.
        let _ = std::fs::remove_dir_all(&aside);
        std::fs::rename(&layout.state, &aside).map_err(StoreError::io(&layout.state))?;
    }
    let _ = std::fs::remove_file(&layout.unsynced);
    let (state, changes) = State::open(layout, reader, end)?;
    let aside = existed.then_some(aside);
    let notice = Notice::StateRebuilt { why: why.to_owned(), aside, changes };
    // A new workspace has no state yet, and nobody needs to hear of it.
    let notices = if existed || changes > 0 { vec![notice] } else { Vec::new() };
    Ok((state, notices))
}
