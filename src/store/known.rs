//! What places beside the journal know about it: how far it went, and the plans it contained.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use super::{
    ChangeKeeper,
    cached_plan::CachedPlan,
    journal::{Claims, Frame, Hash, Position, Reader, witness},
    listing::Catalog,
    sled, snapshot,
    stamp::Stamp,
    state::State,
    wire::SnapshotHead,
    workspace::WorkspacePaths,
};
use crate::domain::PlanId;

/// The frames of a plan by the numbers of their changes, each with the place where it was found first.
pub(super) type Frames = BTreeMap<u64, (ChangeKeeper, Frame)>;

/// The positions that the witness, the state and the snapshots claim. Parts of another workspace claim nothing.
pub(super) fn claims(layout: &WorkspacePaths, root: &Hash) -> Claims {
    let ours = |stamp: &Stamp| stamp.root == *root || stamp.root == [0; 32];
    let state = match Stamp::read(&layout.state_stamp) {
        Some(stamp) => Some(stamp).filter(ours).map(|stamp| stamp.position),
        None => ask_state(layout),
    };
    let witness = witness::claim(&layout.witness).filter(ours);
    let view = match Stamp::read(&layout.view_stamp) {
        Some(stamp) => Some(stamp).filter(ours).map(|stamp| stamp.position),
        // View files of an older version have no stamp, so the list itself gives the position.
        None => Catalog::read(layout).map(|(_, position)| position),
    };
    let is_witnessed = witness.is_some_and(|stamp| stamp.root == *root);
    Claims { witness: witness.map(|stamp| stamp.position), state, view, is_witnessed }
}

/// A state without a stamp is opened only up to this size.
const ASKED: u64 = 64 << 20;

/// The position of a state without a stamp, which only the engine can give. The engine is opened on a copy, because it
/// writes even when it only reads.
fn ask_state(layout: &WorkspacePaths) -> Option<Position> {
    let length = std::fs::metadata(layout.state.join("db")).ok()?.len();
    let copy = if length <= ASKED { Copy::of(&layout.state)? } else { return None };
    let copied = WorkspacePaths { state: copy.path().to_owned(), ..layout.clone() };
    sled::set_timer_slack(sled::TimerSlack::Hour);
    let looked = State::look(&copied).ok().map(|state| {
        let position = state.position();
        state.end();
        position
    });
    sled::set_timer_slack(sled::TimerSlack::Exact);
    looked.filter(|position| position.segment > 0)
}

/// What places other than frames know about the plans.
#[derive(Debug, Default)]
pub(super) struct Elsewhere {
    /// Plans with their records.
    pub plans: Vec<(ChangeKeeper, CachedPlan)>,
    /// The highest known change number of each plan.
    pub numbers: BTreeMap<PlanId, u64>,
    /// The names of the plans.
    pub names: BTreeMap<PlanId, String>,
}

impl Elsewhere {
    fn note(&mut self, plan: PlanId, seq: u64, name: Option<String>) {
        let known = self.numbers.entry(plan).or_default();
        *known = seq.max(*known);
        self.names.extend(name.map(|name| (plan, name)));
    }
}

/// Reads the snapshots and the state.
pub(super) fn elsewhere(
    layout: &WorkspacePaths,
    root: &Hash,
    frames: &BTreeMap<PlanId, Frames>,
) -> Elsewhere {
    let mut found = Elsewhere::default();
    from_views(layout, root, frames, &mut found);
    from_state(layout, root, &mut found);
    found
}

fn from_views(
    layout: &WorkspacePaths,
    root: &Hash,
    frames: &BTreeMap<PlanId, Frames>,
    found: &mut Elsewhere,
) {
    let stamp = Stamp::read(&layout.view_stamp);
    if stamp.is_some_and(|stamp| stamp.root != *root) {
        return;
    }
    let reader = Reader::new(&layout.journal);
    let listed = Catalog::read(layout);
    // The list and its stamp are two files, so one of them may belong to another workspace.
    let is_ours =
        |position: &Position| stamp.is_none_or(|stamp| stamp.position == *position) || reader.holds(position);
    let listed = listed.filter(|(_, position)| is_ours(position)).map(|(listed, _)| listed);
    let rows = listed.and_then(|listed| listed.rows().ok());
    let known: BTreeSet<PlanId> = rows.iter().flatten().map(|row| row.plan).collect();
    for row in rows.into_iter().flatten() {
        found.note(row.plan, row.seq, row.name.map(|name| name.slug));
    }
    let Ok(entries) = std::fs::read_dir(&layout.view) else { return };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let fits = |head: &SnapshotHead| {
            let frame = frames.get(&head.plan).and_then(|frames| frames.get(&head.standing.seq));
            let known = known.contains(&head.plan);
            // If the change of the snapshot is known, the snapshot must have been made after that very change.
            frame.map_or(known || stamp.is_none(), |(_, frame)| frame.hash == head.hash)
        };
        found.plans.extend(snapshot::read(&path, fits).map(|held| (ChangeKeeper::View, held)));
    }
}

fn from_state(layout: &WorkspacePaths, root: &Hash, found: &mut Elsewhere) {
    if Stamp::read(&layout.state_stamp).is_some_and(|stamp| stamp.root != *root) {
        return;
    }
    look_at_state(layout, |state| {
        for entry in state.readable_entries() {
            found.note(entry.plan, entry.seq, entry.live.as_ref().map(|live| live.slug.clone()));
            if entry.live.is_none() {
                continue;
            }
            found.plans.extend(state.plan(entry.plan).ok().map(|held| (ChangeKeeper::State, held)));
        }
    });
}

/// Opens a copy of the state, if that is possible, and lets `look` read it.
pub(super) fn look_at_state(layout: &WorkspacePaths, look: impl FnOnce(&State)) {
    let Some(copy) = Copy::of(&layout.state) else { return };
    let copied =
        WorkspacePaths { state: copy.0.clone(), unsynced: copy.0.join("unsynced"), ..layout.clone() };
    sled::set_timer_slack(sled::TimerSlack::Hour);
    let looked = State::look(&copied).or_else(|_| {
        let _ = sled::remove_small_files(&copied.state);
        State::look(&copied)
    });
    if let Ok(state) = looked {
        look(&state);
        state.end();
    }
    sled::set_timer_slack(sled::TimerSlack::Exact);
}

/// A copy of a directory, which is removed when dropped. The engine needs one, because it writes even when it only
/// reads.
pub(super) struct Copy(PathBuf);

impl Copy {
    /// Copies the files of a directory into one that only this user may enter.
    pub fn of(dir: &Path) -> Option<Self> {
        use std::os::unix::fs::DirBuilderExt as _;
        let files: Vec<PathBuf> =
            std::fs::read_dir(dir).ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        let mut bytes = [0; 8];
        getrandom::fill(&mut bytes).ok()?;
        let name = format!("kvartal-look-{:016x}", u64::from_be_bytes(bytes));
        let to = std::env::temp_dir().join(name);
        std::fs::DirBuilder::new().mode(0o700).create(&to).ok()?;
        let copy = Self(to);
        for path in files.iter().filter(|path| path.is_file()) {
            std::fs::copy(path, copy.0.join(path.file_name()?)).ok()?;
        }
        Some(copy)
    }

    /// The directory of the copy.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
