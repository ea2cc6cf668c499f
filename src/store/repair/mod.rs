//! Repairs: the journal is rewritten from everything that is known, or a loss is accepted. Both are recorded as changes
//! in the history of the plans, and what is replaced is set aside, never removed.

mod anew;
mod story;

use std::path::{Path, PathBuf};

use super::{
    ChangeKeeper, CommitError, DiskStore, Harm, Loss, Lost, OpenOptions, Store as _, StoreError, Trouble,
    identity::{Voices, identify, strangers},
    plain_file::read_plain,
    recover,
    workspace::{Workspace, WorkspacePaths, make_dir, mark, replace_file, set_aside},
};
use crate::domain::Verb;

use anew::Rewriting;
use story::{made, numbers};

/// The author, time and id source of a repair.
pub struct Mender<'a> {
    /// The author.
    pub author: &'a str,
    /// The time, in milliseconds since 1970 UTC.
    pub at: i64,
    /// Draws a new id.
    pub draw: &'a mut dyn FnMut() -> u128,
}

/// The result of a repair.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// The changes that were restored to the journal.
    pub brought: Vec<Loss>,
    /// Changes that no place has, about which no person has decided.
    pub open: Vec<Loss>,
    /// The losses that were accepted.
    pub accepted: Vec<Loss>,
    /// Where the replaced files and directories were moved.
    pub aside: Vec<PathBuf>,
    /// Whether the marker was rebuilt.
    pub marker: bool,
    /// Whether the journal was rewritten.
    pub journal: bool,
    /// Whether the state or the snapshots are rebuilt.
    pub state: bool,
}

/// Restores what the journal lacks from wherever it is, and rebuilds what is derived from the journal.
///
/// # Errors
/// When another process has the workspace open, or the disk fails: then nothing was changed.
pub fn repair(path: &Path, mender: &mut Mender<'_>) -> Result<Mended, StoreError> {
    mend(path, mender, false)
}

/// Accepts the journal as it is, whatever other places know. This is recorded as a change in each affected plan.
///
/// # Errors
/// When another process has the workspace open, or the disk fails: then nothing was changed.
pub fn accept_loss(path: &Path, mender: &mut Mender<'_>) -> Result<Mended, StoreError> {
    mend(path, mender, true)
}

fn mend(path: &Path, mender: &mut Mender<'_>, accept: bool) -> Result<Mended, StoreError> {
    if !super::is_workspace(path) {
        return Err(StoreError::NotAWorkspace(path.to_owned()));
    }
    let (workspace, aside) = Workspace::open_to_repair(path, mender.at)?;
    let layout = workspace.layout.clone();
    let mut mended = Mended { marker: workspace.is_remarked, aside, ..Mended::default() };
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

/// Plans that exist or existed only in parts of another workspace.
struct Strange<'a> {
    told: &'a [Loss],
    pending: &'a [Loss],
    accept: bool,
}

impl Strange<'_> {
    /// Sets the parts of another workspace aside. Where it is doubtful which workspace the directory is, the plans in
    /// them stay reported as lost until the loss is accepted.
    fn part(&self, workspace: &Workspace, mended: &mut Mended) -> Result<(), StoreError> {
        let (layout, root) = (&workspace.layout, &workspace.root_hash);
        for part in strangers(layout, root) {
            mended.aside.push(set_aside(layout, &part)?);
            if part == layout.state {
                let _ = std::fs::remove_file(&layout.unsynced);
            }
        }
        make_dir(&layout.view)?;
        // A journal that was written anew may stand alone against a marker of the other workspace.
        if identify(layout)?.is_none_or(|found| !found.is_marked || found.root != *root) {
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

/// The losses found earlier about which no person has decided.
pub(super) fn pending(layout: &WorkspacePaths) -> Option<Lost> {
    serde_json::from_slice(&read_plain(&pending_path(layout)).ok()?).ok()
}

fn pending_path(layout: &WorkspacePaths) -> PathBuf {
    layout.root.join("lost.json")
}

/// Sets aside what was derived from another journal.
fn set_others_aside(layout: &WorkspacePaths, mended: &mut Mended) -> Result<(), StoreError> {
    for part in [&layout.witness, &layout.state, &layout.view] {
        if part.exists() {
            mended.aside.push(set_aside(layout, part)?);
        }
    }
    let _ = std::fs::remove_file(&layout.unsynced);
    make_dir(&layout.view)
}

/// Accepts another workspace's journal as this one's, and records the losses in the history.
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

/// Rebuilds the state and the snapshots where they differ from what the journal gives.
fn renew_state(path: &Path, now_ms: i64, mended: &mut Mended) -> Result<(), StoreError> {
    let report = super::verify(path, now_ms)?;
    let layout = WorkspacePaths::of(path);
    // Losses that were found earlier do not affect what the journal gives.
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
