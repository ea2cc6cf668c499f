//! Tests of the store on a disk: opening, losses, private files, idle processes.

use std::{
    os::unix::fs::PermissionsExt,
    path::PathBuf,
    time::{Duration, Instant},
};

use super::{
    super::{Report, fixture::*, journal::Reader, verify, workspace::replace_file},
    *,
};

mod brief;
mod listed;
mod lost;
mod making;
mod ordinals;
mod packed;

const P: PlanId = PlanId(7);

struct Place {
    _dir: tempfile::TempDir,
    path: PathBuf,
}

fn place() -> Place {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("w");
    Place { _dir: dir, path }
}

impl Place {
    fn open(&self) -> DiskStore {
        DiskStore::open(&self.path, &OpenOptions::at(5)).unwrap()
    }

    fn verify(&self) -> Report {
        verify(&self.path, 5).unwrap()
    }

    fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Copies a directory of the workspace, without its subdirectories.
    fn copy(&self, from: &str, to: &str) {
        let _ = std::fs::remove_dir_all(self.file(to));
        std::fs::create_dir(self.file(to)).unwrap();
        for entry in std::fs::read_dir(self.file(from)).unwrap() {
            let entry = entry.unwrap();
            if entry.path().is_file() {
                std::fs::copy(entry.path(), self.file(to).join(entry.file_name())).unwrap();
            }
        }
    }
}

/// Commits `count` facts with ids from `first` on and returns the resulting plan.
fn facts(store: &DiskStore, first: u32, count: u32) -> Plan {
    for n in first..first + count {
        let plan = store.load(P).unwrap().unwrap();
        store.commit(&set_fact(1_000 + u128::from(n), &plan, 1 + u128::from(n % 3), n)).unwrap();
    }
    store.load(P).unwrap().unwrap()
}

fn rebuilt(store: &DiskStore) -> bool {
    store.settle().unwrap();
    store.notices().iter().any(|notice| matches!(notice, StoreNotice::StateRebuilt { .. }))
}

#[test]
fn old_snapshots_are_brought_up_or_ignored() {
    let place = place();
    let store = place.open();
    store.commit(&create(P, "plan", 3)).unwrap();
    facts(&store, 0, 5);
    drop(store);
    place.copy("view", "old");
    let store = place.open();
    let plan = facts(&store, 5, 5);
    drop(store);
    place.copy("old", "view");
    let store = place.open();
    assert!(store.shared.core().catalog.is_some(), "the old list still counts");
    assert_same(&store.load(P).unwrap().unwrap(), &plan);
    assert_eq!(store.plans().unwrap()[0].seq, 11);
}

#[test]
fn snapshots_of_another_workspace_are_ignored() {
    let (a, b) = (place(), place());
    for (place, fact) in [(&a, 1), (&b, 2)] {
        let store = place.open();
        store.commit(&create(P, "plan", 3)).unwrap();
        let plan = store.load(P).unwrap().unwrap();
        store.commit(&set_fact(50, &plan, 1, fact)).unwrap();
    }
    for name in ["catalog.snap".to_owned(), format!("{P}.snap")] {
        std::fs::copy(a.file("view").join(&name), b.file("view").join(&name)).unwrap();
    }
    assert_eq!(b.open().load(P).unwrap().unwrap().record(&fact_key(1)), Some(fact(2)));
}

#[test]
fn a_second_opener_is_told_at_once_by_whom_it_is_locked() {
    let place = place();
    let store = place.open();
    let start = Instant::now();
    match DiskStore::open(&place.path, &OpenOptions::at(9)) {
        Err(StoreError::Locked { pid, since, .. }) => assert_eq!((pid, since), (std::process::id(), 5)),
        other => panic!("{other:?}"),
    }
    assert!(start.elapsed() < Duration::from_millis(20));
    drop(store);
    place.open();
}

#[test]
fn a_damaged_state_is_made_anew() {
    let place = place();
    let store = place.open();
    store.commit(&create(P, "plan", 60)).unwrap();
    let plan = facts(&store, 0, 30);
    store.settle().unwrap();
    drop(store);
    place.copy("state", "kept");
    let length = std::fs::metadata(place.file("state/db")).unwrap().len();
    let written = std::fs::read(place.file("state/db")).unwrap().iter().rposition(|b| *b != 0).unwrap();
    for step in 0..12 {
        let _ = std::fs::remove_dir_all(place.file("view"));
        place.copy("kept", "state");
        let mut db = std::fs::read(place.file("state/db")).unwrap();
        let at = written * step / 12;
        match step % 3 {
            0 => db[at] ^= 0x55,
            1 => db[at..(at + 512).min(length as usize)].fill(0),
            _ => db.truncate(at),
        }
        std::fs::write(place.file("state/db"), db).unwrap();
        let store = place.open();
        assert_same(&store.load(P).unwrap().unwrap(), &plan);
        assert_eq!(store.plans().unwrap().len(), 1);
        drop(store);
        assert_eq!(place.verify().faults, [], "step {step}");
    }
}

#[test]
fn a_state_torn_by_a_power_cut_is_made_anew() {
    let place = place();
    let store = place.open();
    store.commit(&create(P, "plan", 3)).unwrap();
    store.settle().unwrap();
    drop(store);
    assert!(!rebuilt(&place.open()));
    replace_file(&place.file("state.unsynced"), b"another boot", true).unwrap();
    assert!(rebuilt(&place.open()));
    assert!(!rebuilt(&place.open()));
}

#[test]
fn many_plans_over_many_segments_from_many_threads() {
    let place = place();
    let store = DiskStore::open(&place.path, &OpenOptions { segment: 40_000, ..OpenOptions::at(1) }).unwrap();
    std::thread::scope(|scope| {
        for thread in 0..3 {
            let store = &store;
            scope.spawn(move || {
                for n in 0..10 {
                    let id = PlanId(100 * thread + n + 1);
                    store.commit(&create(id, &format!("plan-{id}"), 4)).unwrap();
                }
                for n in 0..60 {
                    let plan = store.load(PlanId(100 * thread + n % 10 + 1)).unwrap().unwrap();
                    store.commit(&set_fact(9_000 + n, &plan, 1 + n % 4, n as u32)).unwrap();
                }
            });
        }
    });
    let entries = store.plans().unwrap();
    assert_eq!(entries.len(), 30);
    assert!(entries.iter().all(|entry| entry.seq == 7));
    drop(store);
    let report = place.verify();
    assert_eq!((report.faults.as_slice(), report.changes, report.plans), (&[][..], 210, 30));
    assert!(report.segments > 1);
    assert_eq!(place.open().plans().unwrap(), entries);
}

/// Run it alone, because it counts wake-ups of the whole process: `cargo test --lib store -- --ignored idle`.
#[test]
#[ignore = "takes ten seconds and must run alone"]
fn idle_has_no_wake_ups() {
    let place = place();
    let store = place.open();
    store.commit(&create(P, "plan", 100)).unwrap();
    facts(&store, 0, 50);
    let switches = || -> u64 {
        let tasks = std::fs::read_dir("/proc/self/task").unwrap().map(|task| task.unwrap().path());
        let mut sum = 0;
        for task in tasks {
            let status = std::fs::read_to_string(task.join("status")).unwrap();
            let name = status.lines().next().unwrap();
            if name.contains("kvartal-state") || name.contains("sled") {
                let counts = status.lines().filter(|line| line.contains("ctxt_switches"));
                sum += counts
                    .map(|line| line.split_whitespace().last().unwrap().parse::<u64>().unwrap())
                    .sum::<u64>();
            }
        }
        sum
    };
    std::thread::sleep(Duration::from_secs(4));
    let before = switches();
    assert!(before > 0);
    std::thread::sleep(Duration::from_secs(5));
    assert_eq!(switches(), before);
    assert!(!place.file("state.unsynced").exists(), "it is synced when it has been quiet");
}
