//! Verification: the journal is read frame by frame and compared with what other places know of it, the state with what
//! the journal gives, the snapshots with the journal. Nothing is written, and no lock is needed.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::{
    Harm, Lost, StoreError, StoreNotice,
    cached_plan::CachedPlan,
    identity::identify,
    journal::{FrameAt, Position, Reader},
    known::Copy,
    listing::PlanRow,
    mend,
    misplaced::{is_no_file, misplaced},
    page::all_records,
    recover::{self, Picture},
    repair, sled,
    state::State,
    view,
    wire::CatalogEntry,
    workspace::{WorkspacePaths, is_held},
};
use crate::domain::PlanId;

/// Something that is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file or directory.
    pub path: PathBuf,
    /// The offset in the file; 0 where an offset has no meaning.
    pub at: u64,
    /// The kind of damage.
    pub what: Harm,
}

/// What was read, and the faults that were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Segments of the journal.
    pub segments: u64,
    /// Changes in the journal whose checksum, chain hash and number are all correct.
    pub changes: u64,
    /// Plans that exist according to the journal.
    pub plans: u64,
    /// Plans that were deleted.
    pub deleted: u64,
    /// Records of the plans that exist.
    pub records: u64,
    /// Changes that the state has not received yet. This is no fault.
    pub replayed: u64,
    /// Valid snapshots; others are ignored when plans are read, so they are no fault.
    pub snapshots: u64,
    /// Notices for the user that are no faults.
    pub notices: Vec<StoreNotice>,
    /// Changes that the journal lacks, and what happened to it.
    pub lost: Option<Lost>,
    /// Whether another process has the workspace open, so that the state could not be checked.
    pub in_use: bool,
    /// All other faults.
    pub faults: Vec<Fault>,
}

impl Report {
    /// Whether no fault was found.
    pub fn is_well(&self) -> bool {
        self.faults.is_empty() && self.lost.is_none()
    }

    fn fault(&mut self, path: &Path, at: u64, what: Harm) {
        self.faults.push(Fault { path: path.to_owned(), at, what });
    }

    fn count(&mut self, picture: &Picture) {
        self.segments = picture.segments;
        let journal = |(place, _): &&(super::ChangeKeeper, super::journal::Frame)| {
            *place == super::ChangeKeeper::Journal
        };
        let frames = picture.frames.values().flat_map(|frames| frames.values().filter(journal));
        self.changes = frames.count() as u64;
        for held in picture.plans.values() {
            if held.plan.exists() {
                self.plans += 1;
                self.records += held.plan.records().count() as u64;
            } else {
                self.deleted += 1;
            }
        }
    }

    fn take(&mut self, error: StoreError) {
        match error {
            StoreError::Damaged { path, at, what } => self.fault(&path, at, what),
            StoreError::State { path, what } => self.fault(&path, 0, what),
            StoreError::Io { path, cause } => self.fault(&path, 0, Harm::System(cause.to_string())),
            other => self.fault(Path::new(""), 0, Harm::System(other.to_string())),
        }
    }
}

/// Reads a whole workspace and compares its parts. All plans are in memory meanwhile. Nothing is altered.
///
/// # Errors
/// When the directory is no workspace, a newer version wrote it, or it cannot be read. Damage is part of the report.
pub fn verify(path: &Path, _now_ms: i64) -> Result<Report, StoreError> {
    let layout = WorkspacePaths::of(path);
    let identity = identify(&layout)?.ok_or_else(|| StoreError::NotAWorkspace(path.to_owned()))?;
    let mut report = Report::default();
    if !identity.is_marked {
        let what = if is_no_file(&layout.marker()) { Harm::Misplaced } else { Harm::Marker };
        report.fault(&layout.marker(), 0, what);
    }
    let picture = recover::picture(&layout, &identity.root)?;
    let torn =
        picture.torn.iter().map(|torn| StoreNotice::TailTorn { path: torn.path.clone(), bytes: torn.bytes });
    report.notices.extend(torn);
    report.count(&picture);
    report.faults.extend(picture.faults.iter().cloned());
    for path in misplaced(&layout) {
        if report.faults.iter().all(|fault| fault.path != path) {
            report.fault(&path, 0, Harm::Misplaced);
        }
    }
    report.lost = picture.lost(&layout).or_else(|| repair::pending(&layout));
    check_numbers(&layout, &picture, &mut report);
    // The state and the snapshots are compared only with an intact journal, because they are derived from it.
    if let (true, Some(end)) = (picture.is_whole(), picture.end) {
        let reader = Reader::new(&layout.journal);
        if is_held(path) {
            report.in_use = true;
        } else {
            check_state(&layout, &reader, &end, &picture.plans, &mut report);
        }
        check_snapshots(&layout, &reader, &picture.plans, &mut report);
    }
    Ok(report)
}

/// Checks that each frame has the next number of its plan and points to the plan's frame before it.
fn check_numbers(layout: &WorkspacePaths, picture: &Picture, report: &mut Report) {
    if !picture.is_whole() {
        return;
    }
    let reader = Reader::new(&layout.journal);
    for frames in picture.frames.values() {
        let (mut seq, mut last) = (0, FrameAt::NONE);
        for (_, frame) in frames.values() {
            if frame.label.seq != seq + 1 || frame.label.previous != last {
                report.take(reader.damaged(frame.at, Harm::Order));
                break;
            }
            (seq, last) = (frame.label.seq, frame.at);
        }
    }
}

fn check_state(
    layout: &WorkspacePaths,
    reader: &Reader,
    end: &Position,
    plans: &BTreeMap<PlanId, CachedPlan>,
    report: &mut Report,
) {
    if !layout.state.exists() {
        return;
    }
    if !mend::is_fresh(layout) {
        report.fault(&layout.state, 0, Harm::PowerCut);
        return;
    }
    let Some(copy) = Copy::of(&layout.state) else { return };
    let copied = WorkspacePaths {
        state: copy.path().to_owned(),
        state_stamp: copy.path().join("stamp"),
        unsynced: copy.path().join("unsynced"),
        ..layout.clone()
    };
    sled::set_timer_slack(sled::TimerSlack::Hour);
    compare_state(layout, &copied, reader, end, plans, report);
    sled::set_timer_slack(sled::TimerSlack::Exact);
}

fn compare_state(
    layout: &WorkspacePaths,
    copied: &WorkspacePaths,
    reader: &Reader,
    end: &Position,
    plans: &BTreeMap<PlanId, CachedPlan>,
    report: &mut Report,
) {
    let (state, replayed) = match State::open(copied, reader, end) {
        Ok(opened) => opened,
        // An outgrown state is no fault, because it is rebuilt when it is needed.
        Err(StoreError::Outgrown { .. }) => return,
        Err(StoreError::State { what, .. }) => return report.fault(&layout.state, 0, what),
        Err(error) => return report.take(error),
    };
    report.replayed = replayed;
    let listed = state.entries().map(|entries| entries.into_iter().map(|e| (e.plan, e)).collect());
    let is_as_listed = |listed: &BTreeMap<PlanId, CatalogEntry>| {
        // Figures that followed other rules are no fault, because they are counted anew when they are needed.
        let is_bare = |id: &PlanId| listed.get(id).is_some_and(|entry| !entry.has_figures());
        let made = plans.iter().map(|(id, held)| {
            let made = CatalogEntry::of(&held.plan, &held.standing);
            (*id, if is_bare(id) { made.without_figures() } else { made })
        });
        made.collect::<BTreeMap<_, _>>() == *listed
    };
    match listed {
        Ok(listed) if is_as_listed(&listed) => {}
        Ok(_) => report.fault(&layout.state, 0, Harm::StateDiffers),
        Err(_) => report.fault(&layout.state, 0, Harm::StateMixed),
    }
    for (id, held) in plans {
        match state.plan(*id) {
            Ok(found) if is_same(&found, held) => {}
            Ok(_) => report.fault(&layout.state, 0, Harm::StateDiffers),
            Err(_) => report.fault(&layout.state, 0, Harm::StateMixed),
        }
    }
    state.end();
}

fn check_snapshots(
    layout: &WorkspacePaths,
    reader: &Reader,
    plans: &BTreeMap<PlanId, CachedPlan>,
    report: &mut Report,
) {
    for (id, held) in plans {
        if !view::has_snapshot(layout, *id) {
            continue;
        }
        let row = PlanRow::of(&CatalogEntry::of(&held.plan, &held.standing));
        match view::read_plan(layout, reader, Some(&row), *id) {
            Some(found) if is_same(&found, held) => report.snapshots += u64::from(found.snapshot.is_some()),
            Some(_) => report.fault(&layout.view, 0, Harm::StateDiffers),
            None => {}
        }
    }
}

fn is_same(a: &CachedPlan, b: &CachedPlan) -> bool {
    let standing = |held: &CachedPlan| (held.standing.seq, held.standing.last, held.standing.changed_at);
    standing(a) == standing(b) && all_records(&a.plan) == all_records(&b.plan)
}
