//! Mending: the journal is written anew out of everything that is known, or a loss is accepted. Both are changes in
//! the history of the plans, and what is replaced is set aside, never removed.

mod anew;
mod story;

use std::path::{Path, PathBuf};

use super::{
    ChangeKeeper, CommitError, DiskStore, Harm, Loss, Lost, OpenOptions, Store as _, StoreError, Trouble,
    identity::{Voices, identify, strangers},
    recover,
    workspace::{Workspace, WorkspacePaths, make_dir, mark, replace_file, set_aside},
};
use crate::domain::Verb;

use anew::Rewriting;
use story::{made, numbers};

/// Who mends, when, and where ids come from.
pub struct Mender<'a> {
    /// Who.
    pub author: &'a str,
    /// When, in milliseconds since 1970 UTC.
    pub at: i64,
    /// Draws an id.
    pub draw: &'a mut dyn FnMut() -> u128,
}

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// What was brought back into the journal.
    pub brought: Vec<Loss>,
    /// What nobody has, and nobody has decided about yet.
    pub open: Vec<Loss>,
    /// What was accepted as lost.
    pub accepted: Vec<Loss>,
    /// Where lies what was replaced.
    pub aside: Vec<PathBuf>,
    /// Whether the marker was made anew.
    pub marker: bool,
    /// Whether the journal was written anew.
    pub journal: bool,
    /// Whether the state or the snapshots are made anew.
    pub state: bool,
}

/// Brings back what the journal lacks from wherever it is, and makes anew what is made from it.
///
/// # Errors
/// When somebody has the workspace open, or the disk fails: then everything is as it was.
pub fn repair(path: &Path, mender: &mut Mender<'_>) -> Result<Mended, StoreError> {
    mend(path, mender, false)
}

/// Goes on with the journal as it is, whatever other places know. That is a change of each plan it concerns.
///
/// # Errors
/// When somebody has the workspace open, or the disk fails: then everything is as it was.
pub fn accept_loss(path: &Path, mender: &mut Mender<'_>) -> Result<Mended, StoreError> {
    mend(path, mender, true)
}

fn mend(path: &Path, mender: &mut Mender<'_>, accept: bool) -> Result<Mended, StoreError> {
    if !super::is_workspace(path) {
        return Err(StoreError::NotAWorkspace(path.to_owned()));
    }
    let workspace = Workspace::open(path, mender.at)?;
    let layout = workspace.layout.clone();
    let mut mended = Mended { marker: workspace.is_remarked, ..Mended::default() };
    let picture = recover::picture(&layout, &workspace.root_hash)?;
    let pending = pending(&layout).map(|lost| lost.losses).unwrap_or_default();
    let foreign = picture.chain.filter(|_| accept && picture.trouble == Some(Trouble::Foreign));
    if let Some(chain) = foreign {
        set_others_aside(&layout, &mut mended)?;
        mark(&layout, &chain)?;
        mended.accepted.clone_from(&picture.losses);
        drop(workspace);
        note_accepted(path, &picture.losses, mender)?;
        return Ok(mended);
    }
    if picture.needs_writing() || (accept && pending.iter().any(|loss| !loss.is_strange)) {
        let root = &workspace.root_hash;
        let mut rewriting =
            Rewriting { layout: &layout, root, picture: &picture, pending: &pending, accept, mender };
        rewriting.run(&mut mended)?;
    } else if !accept {
        mended.open.clone_from(&pending);
    }
    let strange = Strange { told: &picture.strange, pending: &pending, accept };
    strange.part(&workspace, &mut mended)?;
    drop(workspace);
    renew_state(path, mender.at, &mut mended)?;
    if accept {
        let strange: Vec<Loss> = mended.accepted.iter().filter(|loss| loss.is_strange).cloned().collect();
        note_accepted(path, &strange, mender)?;
    }
    Ok(mended)
}

/// Plans that only parts of another workspace have or had.
struct Strange<'a> {
    told: &'a [Loss],
    pending: &'a [Loss],
    accept: bool,
}

impl Strange<'_> {
    /// Sets the parts of another workspace aside. Where it is not beyond doubt which workspace this is, what they
    /// have stays told until it is accepted.
    fn part(&self, workspace: &Workspace, mended: &mut Mended) -> Result<(), StoreError> {
        let (layout, root) = (&workspace.layout, &workspace.root_hash);
        for part in strangers(layout, root) {
            mended.aside.push(set_aside(layout, &part)?);
            if part == layout.state {
                let _ = std::fs::remove_file(&layout.unsynced);
            }
        }
        make_dir(&layout.view)?;
        if identify(layout)?.is_none_or(|found| !found.is_marked) {
            mark(layout, root)?;
            mended.marker = true;
        }
        let pending = self.pending.iter().filter(|loss| loss.is_strange);
        if self.accept {
            mended.accepted.extend(pending.chain(self.told).cloned());
        } else if workspace.voices == Voices::Several {
            mended.open.extend(self.told.iter().cloned());
        }
        settle_pending(layout, mended)
    }
}

/// What was found to be lost for good and nobody has decided about yet.
pub(super) fn pending(layout: &WorkspacePaths) -> Option<Lost> {
    serde_json::from_slice(&std::fs::read(pending_path(layout)).ok()?).ok()
}

fn pending_path(layout: &WorkspacePaths) -> PathBuf {
    layout.root.join("lost.json")
}

/// Sets aside what was made from another journal.
fn set_others_aside(layout: &WorkspacePaths, mended: &mut Mended) -> Result<(), StoreError> {
    for part in [&layout.witness, &layout.state, &layout.view] {
        if part.exists() {
            mended.aside.push(set_aside(layout, part)?);
        }
    }
    let _ = std::fs::remove_file(&layout.unsynced);
    make_dir(&layout.view)
}

/// Another workspace's journal is taken for this one's: what is lost by it stands in the history.
fn note_accepted(path: &Path, losses: &[Loss], mender: &mut Mender<'_>) -> Result<(), StoreError> {
    let store = DiskStore::open(path, &OpenOptions::at(mender.at))?;
    for loss in losses {
        let Some(plan) = loss.plan else { continue };
        let place = loss.place.map_or("lost", ChangeKeeper::name);
        let change = made(plan, Verb::AcceptLoss, &numbers(loss), place, mender);
        store.commit(&change).map_err(|error| match error {
            CommitError::Store(error) => error,
            _ => StoreError::damaged(path, 0, Harm::OtherChange),
        })?;
    }
    store.settle()
}

fn settle_pending(layout: &WorkspacePaths, mended: &Mended) -> Result<(), StoreError> {
    let path = pending_path(layout);
    if mended.open.is_empty() {
        let _ = std::fs::remove_file(&path);
        return Ok(());
    }
    let is_strange = mended.open.iter().all(|loss| loss.is_strange);
    let (path_of, trouble) =
        if is_strange { (&layout.root, Trouble::Mixed) } else { (&layout.journal, Trouble::Damaged) };
    let lost = Lost { path: path_of.clone(), trouble, losses: mended.open.clone() };
    let text = serde_json::to_vec_pretty(&lost)
        .map_err(|cause| StoreError::Io { path: path.clone(), cause: cause.into() })?;
    replace_file(&path, &text, true)
}

/// Makes the state and the snapshots anew where they are not what the journal makes.
fn renew_state(path: &Path, now_ms: i64, mended: &mut Mended) -> Result<(), StoreError> {
    let report = super::verify(path, now_ms)?;
    let layout = WorkspacePaths::of(path);
    // What was found to be lost before changes nothing in what the journal makes.
    if report.lost.is_some() && report.lost != pending(&layout) {
        return Ok(());
    }
    for part in [&layout.state, &layout.view] {
        if part.exists() && report.faults.iter().any(|fault| fault.path.starts_with(part)) {
            mended.aside.push(set_aside(&layout, part)?);
            mended.state = true;
        }
    }
    let _ = std::fs::create_dir(&layout.view);
    let store = DiskStore::open(path, &OpenOptions::at(now_ms))?;
    store.settle()
}
