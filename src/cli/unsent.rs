//! Changes that a window has made to plans on a server and that have not arrived there yet: one file for each change,
//! in the user's state directory.

use std::{
    fs::{self, DirBuilder, OpenOptions},
    io::Write as _,
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use etcetera::BaseStrategy as _;

use super::{clock, plans_at::PlansAt};
use crate::{
    domain::{Change, ChangeId},
    runtime::UnsentKeeper,
    store::{Logged, change_of_line, line_of_change},
};

/// The ending of the files with changes that wait, and of those with changes that the server had and lost. Renaming one
/// into the other sends a lost change again.
const WAITING: &str = "json";
const ASIDE: &str = "lost";

/// A directory of changes on their way to the server.
#[derive(Debug)]
pub(super) struct Unsent {
    directory: PathBuf,
    count: AtomicU64,
}

impl Unsent {
    /// The directory for a server; none for plans in a directory, where a change arrives at once.
    pub fn of(plans: &PlansAt) -> Option<Arc<dyn UnsentKeeper>> {
        let PlansAt::Server(server) = plans else { return None };
        let states = etcetera::choose_base_strategy().ok()?.state_dir()?;
        let id = blake3::hash(server.address.as_bytes()).to_hex();
        Some(Arc::new(Self::at(states.join("kvartal").join("unsent").join(id.get(..32)?))))
    }

    const fn at(directory: PathBuf) -> Self {
        Self { directory, count: AtomicU64::new(0) }
    }

    /// The files with an ending, oldest first, because their names begin with the time.
    fn files(&self, ending: &str) -> Vec<PathBuf> {
        let entries = fs::read_dir(&self.directory).into_iter().flatten().flatten();
        let mut files: Vec<PathBuf> = entries
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|e| e == ending))
            .collect();
        files.sort_unstable();
        files
    }

    /// The files of a change.
    fn files_of(&self, id: ChangeId, ending: &str) -> impl Iterator<Item = PathBuf> {
        let end = format!("-{id}.{ending}");
        self.files(ending).into_iter().filter(move |file| file.to_string_lossy().ends_with(&end))
    }

    /// Writes a change to a file with an ending; none if that failed.
    fn write(&self, change: &Change, ending: &str) -> Option<()> {
        let text = line_of_change(change)?;
        DirBuilder::new().recursive(true).mode(0o700).create(&self.directory).ok()?;
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        let name = format!("{:016x}-{count:08x}-{}", clock::now(), change.id);
        let beside = self.directory.join(&name).with_extension("tmp");
        let mut file =
            OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside).ok()?;
        file.write_all(text.as_bytes()).ok()?;
        // The file is not synced, because the change was not reported as saved.
        fs::rename(&beside, self.directory.join(name).with_extension(ending)).ok()
    }
}

impl UnsentKeeper for Unsent {
    fn keep(&self, change: &Change) {
        let _ = self.write(change, WAITING);
    }

    fn forget(&self, id: ChangeId) {
        for file in self.files_of(id, WAITING) {
            let _ = fs::remove_file(file);
        }
    }

    fn found(&self) -> Vec<Change> {
        let mut found: Vec<Change> = Vec::new();
        for file in self.files(WAITING) {
            let change = fs::read_to_string(&file).ok().and_then(|text| change_of_line(&text));
            // A change that was sent again by a window that also ended has two files.
            found.extend(change.filter(|change| found.iter().all(|other| other.id != change.id)));
        }
        found
    }

    fn set_aside(&self, changes: &[Logged]) -> Option<String> {
        // Another window on the same server may have kept it before.
        let is_there = |id: ChangeId| self.files_of(id, ASIDE).next().is_some();
        let kept =
            |logged: &&Logged| is_there(logged.change.id) || self.write(&logged.change, ASIDE).is_some();
        (changes.iter().filter(kept).count() > 0).then(|| self.directory.display().to_string())
    }

    fn aside(&self) -> Option<(usize, String)> {
        let count = self.files(ASIDE).len();
        (count > 0).then(|| (count, self.directory.display().to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Context, IdSource, Origin, Plan, PlanId};

    #[test]
    fn what_did_not_arrive_is_found_in_order_and_once() {
        let dir = tempfile::tempdir().unwrap();
        let unsent = Unsent::at(dir.path().join("unsent"));
        assert_eq!(unsent.found(), []);
        let mut context = Context { author: "olena".to_owned(), at: 5, ids: IdSource::new(1) };
        let plan = Plan::empty(PlanId(7));
        let blank = Change {
            id: ChangeId(9),
            plan: plan.id(),
            author: "olena".to_owned(),
            at: 5,
            origin: Origin::Command,
            summary: crate::domain::Summary::new(crate::domain::Verb::SetFact, "1.1"),
            edits: Vec::new(),
            guards: Vec::new(),
        };
        let changes: Vec<Change> =
            (0..12).map(|_| Change { id: ChangeId(context.ids.draw()), ..blank.clone() }).collect();
        changes.iter().for_each(|change| unsent.keep(change));
        unsent.keep(&changes[3]);
        assert_eq!(Unsent::at(dir.path().join("unsent")).found(), changes);
        changes.iter().skip(1).for_each(|change| unsent.forget(change.id));
        assert_eq!(unsent.found(), changes[..1]);
        // What the server has lost is not sent, until somebody renames its file.
        assert_eq!(unsent.aside(), None);
        let lost = Logged { seq: 3, change: changes[4].clone() };
        let place = unsent.set_aside(std::slice::from_ref(&lost)).unwrap();
        assert_eq!(unsent.set_aside(&[lost]), Some(place.clone()));
        assert_eq!((unsent.found().len(), unsent.aside()), (1, Some((1, place))));
        let file = unsent.files(ASIDE).remove(0);
        fs::rename(&file, file.with_extension(WAITING)).unwrap();
        assert_eq!((unsent.found(), unsent.aside()), (vec![changes[0].clone(), changes[4].clone()], None));
    }
}
