//! Everything is read and compared: the journal frame by frame, the state against what the journal makes,
//! the snapshots against the journal.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::{
    Notice, StoreError,
    held::Held,
    journal::{Journal, Opened, Position, Reader, SEGMENT},
    listing, mend,
    page::{Dirty, all_records},
    state::State,
    view,
    wire::CatalogEntry,
    workspace::{Layout, Workspace},
};
use crate::domain::PlanId;

/// Something that is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file or directory.
    pub path: PathBuf,
    /// Where in it; 0 where that says nothing.
    pub at: u64,
    /// What was found.
    pub what: String,
}

/// What was read, and what was wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Segments of the journal.
    pub segments: u64,
    /// Changes in the journal, each with its checksum, its link of the chain and its number right.
    pub changes: u64,
    /// Plans that exist, by the journal.
    pub plans: u64,
    /// Plans that were deleted.
    pub deleted: u64,
    /// Records of the plans that exist.
    pub records: u64,
    /// Changes that the state had not got yet; it has them now. This is no fault.
    pub replayed: u64,
    /// Snapshots that count; those that do not are no fault, for they are ignored.
    pub snapshots: u64,
    /// What was put right by opening.
    pub notices: Vec<Notice>,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

impl Report {
    fn fault(&mut self, path: &Path, at: u64, what: impl Into<String>) {
        self.faults.push(Fault { path: path.to_owned(), at, what: what.into() });
    }

    fn take(&mut self, error: StoreError) {
        match error {
            StoreError::Damaged { path, at, what } => self.fault(&path, at, what),
            StoreError::State { path, what } => self.fault(&path, 0, what),
            StoreError::Io { path, cause } => self.fault(&path, 0, cause.to_string()),
            other => self.fault(Path::new(""), 0, other.to_string()),
        }
    }
}

/// Reads a whole workspace and compares its parts. Its plans are all held in memory meanwhile. A torn end of
/// the journal is cut off and a state that lags is brought up, as opening does; nothing else is altered.
///
/// # Errors
/// When the workspace is locked, newer, or none at all. What is damaged stands in the report.
pub fn verify(path: &Path, now_ms: i64) -> Result<Report, StoreError> {
    if !Workspace::is_at(path) {
        return Err(StoreError::NotAWorkspace(path.to_owned()));
    }
    let workspace = Workspace::open(path, now_ms)?;
    let layout = &workspace.layout;
    let mut report = Report::default();
    // From the last known end where there is one: what stands before it is read by the replay below.
    let from = listing::read_all(layout).map(|listed| listed.position);
    let opened = match Journal::open(&layout.journal, &workspace.root_hash, from.as_ref(), SEGMENT) {
        Ok(opened) => opened,
        Err(error @ (StoreError::Newer { .. } | StoreError::Locked { .. })) => return Err(error),
        Err(error) => {
            report.take(error);
            return Ok(report);
        }
    };
    let Opened { journal, notice, .. } = opened;
    report.notices.extend(notice);
    let reader = journal.reader();
    let whole = replay(&reader, &workspace, &journal.end(), &mut report);
    let Some(plans) = whole else { return Ok(report) };
    check_state(layout, &reader, &journal.end(), &plans, &mut report);
    check_snapshots(layout, &reader, &plans, &mut report);
    Ok(report)
}

/// Replays the journal from its first frame; none where it is damaged.
fn replay(
    reader: &Reader,
    workspace: &Workspace,
    end: &Position,
    report: &mut Report,
) -> Option<BTreeMap<PlanId, Held>> {
    let mut plans: BTreeMap<PlanId, Held> = BTreeMap::new();
    let mut run = || {
        let start = reader.start()?;
        if start.segment != 1 || start.hash != workspace.root_hash {
            let what = "it does not begin with the workspace's first segment";
            return Err(StoreError::damaged(&workspace.layout.journal, 0, what));
        }
        for frame in reader.between(&start, Some(end))? {
            let frame = frame?;
            let id = frame.label.plan;
            let held = plans.entry(id).or_insert_with(|| Held::empty(id));
            if frame.label.previous != held.standing.last || frame.label.seq != held.standing.seq + 1 {
                return Err(reader.damaged(frame.at, "it is not the next change of its plan"));
            }
            held.follow(&frame, reader, &mut Dirty::default())?;
            report.changes += 1;
        }
        Ok(())
    };
    let result = run();
    report.segments = u64::from(end.segment);
    if let Err(error) = result {
        report.take(error);
        return None;
    }
    for held in plans.values() {
        if held.plan.exists() {
            report.plans += 1;
            report.records += held.plan.records().count() as u64;
        } else {
            report.deleted += 1;
        }
    }
    Some(plans)
}

fn check_state(
    layout: &Layout,
    reader: &Reader,
    end: &Position,
    plans: &BTreeMap<PlanId, Held>,
    report: &mut Report,
) {
    super::sled::be_lazy();
    let opened = match mend::is_fresh(layout) {
        true => State::open(layout, reader, end),
        false => Err(StoreError::State {
            path: layout.state.clone(),
            what: "the machine stopped while it was written".to_owned(),
        }),
    };
    super::sled::be_exact();
    let (mut state, replayed) = match opened {
        Ok(opened) => opened,
        // It is made anew when it is needed.
        Err(StoreError::Outgrown { .. }) => return,
        Err(error) => return report.take(error),
    };
    report.replayed = replayed;
    match state.entries() {
        Ok(entries) => {
            let listed: BTreeMap<PlanId, CatalogEntry> = entries.into_iter().map(|e| (e.plan, e)).collect();
            let made = plans.iter().map(|(id, held)| (*id, CatalogEntry::of(&held.plan, &held.standing)));
            if listed != made.collect::<BTreeMap<_, _>>() {
                report.fault(&layout.state, 0, "the list of plans is not what the journal makes");
            }
        }
        Err(error) => report.take(error),
    }
    for (id, held) in plans {
        match state.plan(*id) {
            Ok(found) if is_same(&found, held) => {}
            Ok(_) => report.fault(&layout.state, 0, format!("plan {id} is not what the journal makes")),
            Err(error) => report.take(error),
        }
    }
    if let Err(error) = state.sync() {
        report.take(error);
    }
    state.end();
}

fn check_snapshots(layout: &Layout, reader: &Reader, plans: &BTreeMap<PlanId, Held>, report: &mut Report) {
    let entries = plans.values().map(|held| CatalogEntry::of(&held.plan, &held.standing));
    let catalog = listing::Catalog::of(entries.collect());
    for (id, held) in plans {
        if !view::has_snapshot(layout, *id) {
            continue;
        }
        match view::read_plan(layout, reader, &catalog, *id) {
            Some(found) if is_same(&found, held) => report.snapshots += u64::from(found.snapshot.is_some()),
            Some(_) => report.fault(
                &layout.view,
                0,
                format!("the snapshot of plan {id} is not what the journal makes"),
            ),
            None => {}
        }
    }
}

fn is_same(a: &Held, b: &Held) -> bool {
    let standing = |held: &Held| (held.standing.seq, held.standing.last, held.standing.changed_at);
    standing(a) == standing(b) && all_records(&a.plan) == all_records(&b.plan)
}
