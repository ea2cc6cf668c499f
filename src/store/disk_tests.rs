use std::{
    os::unix::fs::PermissionsExt,
    path::PathBuf,
    time::{Duration, Instant},
};

use super::{
    super::{Report, fixture::*, journal::Reader, verify, workspace::replace_file},
    *,
};

#[path = "lost_tests.rs"]
mod lost;

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

    /// Copies a directory of the workspace, flat.
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

/// Commits facts with the ids from one on and gives the plan as it then is.
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
fn what_cannot_be_a_workspace_is_told() {
    let place = place();
    assert!(matches!(
        DiskStore::open(Path::new("/dev/null/w"), &OpenOptions::at(1)),
        Err(StoreError::Io { .. })
    ));
    std::fs::create_dir(&place.path).unwrap();
    std::fs::write(place.file("letter.txt"), "x").unwrap();
    assert!(matches!(
        DiskStore::open(&place.path, &OpenOptions::at(1)),
        Err(StoreError::NotAWorkspace(path)) if path == place.path
    ));
    assert_eq!(std::fs::read_dir(&place.path).unwrap().count(), 1, "nothing was left there");
}

#[test]
fn a_directory_that_cannot_be_written_is_told() {
    let place = place();
    drop(place.open());
    std::fs::set_permissions(&place.path, std::fs::Permissions::from_mode(0o500)).unwrap();
    let opened = DiskStore::open(&place.path, &OpenOptions::at(1));
    // The superuser may write everywhere.
    if !rustix::process::geteuid().is_root() {
        assert!(matches!(opened, Err(StoreError::Io { .. })));
    }
    drop(opened);
    std::fs::set_permissions(&place.path, std::fs::Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn a_newer_workspace_is_refused_unaltered() {
    let place = place();
    drop(place.open());
    let marker = place.file("kvartal-workspace");
    let text = std::fs::read_to_string(&marker).unwrap().replace("format 1", "format 2");
    std::fs::write(&marker, &text).unwrap();
    assert!(matches!(
        DiskStore::open(&place.path, &OpenOptions::at(1)),
        Err(StoreError::Newer { found: 2, known: 1, .. })
    ));
    assert_eq!(std::fs::read_to_string(&marker).unwrap(), text);
}

#[test]
fn nobody_else_may_read() {
    let place = place();
    let store = place.open();
    store.commit(&create(P, "plan", 1)).unwrap();
    store.settle().unwrap();
    drop(store);
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for dir in ["", "journal", "state", "view"] {
        assert_eq!(mode(&place.file(dir)), 0o700, "{dir}");
    }
    for file in [
        "lock",
        "kvartal-workspace",
        "witness",
        "journal/00000001.kvj",
        "view/catalog.snap",
        "view/stamp",
        "state/stamp",
    ] {
        assert_eq!(mode(&place.file(file)), 0o600, "{file}");
    }
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
    for step in 0..24 {
        let _ = std::fs::remove_dir_all(place.file("view"));
        place.copy("kept", "state");
        let mut db = std::fs::read(place.file("state/db")).unwrap();
        let at = written * step / 24;
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

#[test]
fn leaving_is_quick_and_loses_nothing() {
    let place = place();
    let store = place.open();
    store.commit(&create(P, "plan", 3)).unwrap();
    let plan = facts(&store, 0, 3);
    let start = Instant::now();
    store.close().unwrap();
    assert!(start.elapsed() < Duration::from_millis(100), "{:?}", start.elapsed());
    drop(store);
    let store = place.open();
    assert!(store.shared.core().load(&store.shared.layout, &store.shared.reader, P), "without the state");
    assert_same(&store.load(P).unwrap().unwrap(), &plan);
}

/// What a command does once the lock is free again, which takes the end of its process.
fn briefly<T>(place: &Place, run: impl FnOnce(&DiskStore) -> T) -> T {
    let store = DiskStore::open(&place.path, &OpenOptions::brief(5)).unwrap();
    let result = run(&store);
    assert!(store.shared.take_thread().is_none(), "the state was asked");
    result
}

#[test]
fn a_command_that_finds_its_plan_does_not_touch_the_state() {
    let place = place();
    briefly(&place, |store| store.commit(&create(P, "plan", 3)).unwrap());
    for n in 0..40 {
        briefly(&place, |store| facts(store, n, 1));
    }
    let plan = briefly(&place, |store| store.load(P).unwrap().unwrap());
    assert_eq!((plan.seq(), briefly(&place, |store| store.plans().unwrap().len())), (41, 1));
    assert!(!place.file("state").exists());
    // Whoever needs the state gets it.
    let store = place.open();
    store.settle().unwrap();
    drop(store);
    let report = place.verify();
    assert_eq!((report.faults, report.changes, report.snapshots), (vec![], 41, 1));
}

#[test]
fn a_change_does_not_write_the_list_of_all_plans_anew() {
    let place = place();
    let store = place.open();
    for n in 1..=90 {
        store.commit(&create(PlanId(n), &format!("plan-{n}"), 1)).unwrap();
    }
    store.settle().unwrap();
    drop(store);
    let written = std::fs::read(place.file("view/catalog.snap")).unwrap();
    let load = |store: &DiskStore, n| store.load(PlanId(n)).unwrap().unwrap();
    briefly(&place, |store| store.commit(&set_fact(1, &load(store, 5), 1, 7)).unwrap());
    briefly(&place, |store| store.commit(&delete(2, &load(store, 6))).unwrap());
    briefly(&place, |store| {
        let (a, b) = (Record::Header(header("plan-7")), Record::Header(header("renamed")));
        let renamed = change(3, PlanId(7), vec![edit(RecordKey::Header, Some(a), Some(b))]);
        store.commit(&renamed).unwrap();
        let taken = store.commit(&create(PlanId(92), "plan-8", 1));
        assert!(matches!(taken, Err(CommitError::SlugTaken(_))));
        store.commit(&create(PlanId(91), "plan-7", 1)).unwrap();
    });
    let check = || {
        briefly(&place, |store| {
            let find = |name| store.find(Some(name)).unwrap();
            assert_eq!(find("plan-5"), Means::One(PlanId(5)));
            assert!(matches!(find("plan-6"), Means::Several(many) if many.len() == 10), "60 to 69");
            assert_eq!(find("renamed"), Means::One(PlanId(7)));
            assert_eq!(find("plan-7"), Means::One(PlanId(91)));
            assert!(matches!(find("plan-"), Means::Several(many) if many.len() == 89));
        })
    };
    check();
    let entries = briefly(&place, |store| store.plans().unwrap());
    assert_eq!(entries.len(), 90);
    assert!(place.file("view/since.snap").exists(), "what was found out is kept");
    assert_eq!(std::fs::read(place.file("view/catalog.snap")).unwrap(), written);
    check();
    assert_eq!(briefly(&place, |store| store.plans().unwrap()), entries);
    std::fs::remove_dir_all(place.file("view")).unwrap();
    assert_eq!(place.open().plans().unwrap(), entries, "the state says the same");
}

#[test]
fn a_command_reads_and_writes_the_part_of_a_plan_that_it_needs() {
    let place = place();
    briefly(&place, |store| store.commit(&create(P, "plan", 60)).unwrap());
    let part = |store: &DiskStore, addresses: &[&str]| {
        store.load_part(P, &PlanPart { addresses, evidence: false }).unwrap().unwrap()
    };
    let nodes = |plan: &Plan| plan.records().filter(|(key, _)| matches!(key, RecordKey::Node(_))).count();
    for n in 0..40u32 {
        briefly(&place, |store| {
            let plan = part(store, &["1.5#1", "1.7"]);
            assert!((nodes(&plan), plan.seq()) == (3, u64::from(n) + 1) || n % 18 == 17, "{n}");
            let change = set_fact(1_000 + u128::from(n), &plan, 5, n);
            let seq = store.commit(&change).unwrap();
            assert_eq!((seq, store.commit(&change).unwrap()), (u64::from(n) + 2, seq));
            // Somebody else's view of the same fact is in conflict with it.
            let late = set_fact(9_000 + u128::from(n), &plan, 5, 100 + n);
            assert!(matches!(store.commit(&late), Err(CommitError::Conflict(_))));
        });
    }
    let whole = briefly(&place, |store| store.load(P).unwrap().unwrap());
    assert_eq!((whole.seq(), whole.record(&fact_key(5))), (41, Some(fact(39))));
    briefly(&place, |store| {
        assert_eq!(nodes(&part(store, &["1.99"])), 61, "nothing has it");
        assert_eq!(nodes(&part(store, &["1.5/1"])), 61, "an address by ordinals");
    });
    let moved = edit(RecordKey::Node(measure(5)), whole.record(&RecordKey::Node(measure(5))), None);
    briefly(&place, |store| store.commit(&change(77, P, vec![moved])).unwrap());
    briefly(&place, |store| assert_eq!(nodes(&part(store, &["1.7"])), 60, "the outline was changed since"));
    briefly(&place, |store| assert_eq!(nodes(&part(store, &["1.7"])), 2, "its snapshot is new"));
    let report = place.verify();
    assert_eq!((report.faults, report.changes), (vec![], 42));
}

#[test]
fn many_plans_in_one_command_do_not_stay_in_memory() {
    let place = place();
    let store = DiskStore::open(&place.path, &OpenOptions::brief(5)).unwrap();
    for n in 1..40 {
        store.commit(&create(PlanId(n), &format!("plan-{n}"), 1)).unwrap();
    }
    assert!(store.shared.take_thread().is_some());
}

/// `cargo test --lib store -- --ignored idle`: alone, for it counts what the whole process does.
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

#[test]
fn a_workspace_whose_making_was_cut_short_at_any_step_is_made_at_the_next_start() {
    let whole = tempfile::tempdir().unwrap();
    drop(DiskStore::open(whole.path(), &OpenOptions::at(1)).unwrap());
    let segment = std::fs::read(whole.path().join("journal/00000001.kvj")).unwrap();
    let write = |dir: &Path, name: &str, bytes: &[u8]| std::fs::write(dir.join(name), bytes).unwrap();
    for step in 0..6 {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path();
        write(path, "lock", b"");
        if step > 0 {
            std::fs::create_dir(path.join("journal")).unwrap();
        }
        match step {
            2 => write(path, "journal/next.tmp", b""),
            3 => write(path, "journal/next.tmp", &segment[..9]),
            4.. => write(path, "journal/00000001.kvj", &segment),
            _ => {}
        }
        if step > 4 {
            std::fs::create_dir(path.join("view")).unwrap();
            write(path, "kvartal-workspace.tmp", b"A workspace");
        }
        let store = DiskStore::open(path, &OpenOptions::at(1));
        let store = store.unwrap_or_else(|error| panic!("step {step}: {error}"));
        assert_eq!(store.commit(&create(PlanId(1), "plan", 1)).unwrap(), 1, "step {step}");
    }
}
