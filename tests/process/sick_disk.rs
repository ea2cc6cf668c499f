//! A failing disk: each sync in turn returns an error, and each write finds the disk full, once or from then on.
//! Acknowledged changes survive, and the workspace is intact.
//!
//! The test runs itself as a child process with a library between the program and the system (`shared/sick_disk.c`).
//! The child commits facts, packs the journal, continues after errors as a window does, and reports what was acknowledged.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    at_once, opened,
    plans::{create, set_fact},
};
use kvartal::{
    domain::PlanId,
    store::{CommitError, DiskStore, OpenOptions, Store, StoreNotice, verify},
};

const P: PlanId = PlanId(7);
const FACTS: u32 = 4;

/// Commits facts, reopens the store after an error, and gives up after several.
fn child(path: &Path) {
    let options = OpenOptions { segment: 5_000, ..OpenOptions::at(1) };
    let (mut done, mut errors) = (0, 0);
    while done < FACTS && errors < 4 {
        let failed = |error: &dyn std::fmt::Display| println!("error {error}");
        let store = match DiskStore::open(path, &options) {
            Ok(store) => store,
            Err(error) => {
                failed(&error);
                errors += 1;
                continue;
            }
        };
        while done < FACTS {
            let change = match store.load(P) {
                Ok(Some(plan)) => set_fact(&plan),
                Ok(None) => create(P),
                Err(error) => {
                    failed(&error);
                    errors += 1;
                    break;
                }
            };
            match store.commit(&change) {
                Ok(seq) => {
                    println!("ack {seq} {}", change.id.0);
                    done += u32::from(seq > 1);
                }
                Err(CommitError::Conflict(found)) => panic!("a plan is not what it was: {found:?}"),
                Err(error) => {
                    failed(&error);
                    errors += 1;
                    break;
                }
            }
        }
        if store.settle().is_err() {
            println!("error the state did not settle");
        }
        if store.pack().is_err() {
            println!("error the journal was not packed");
        }
    }
}

/// The library, compiled from its source.
fn library(dir: &Path) -> PathBuf {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shared/sick_disk.c");
    let made = dir.join("sick_disk.so");
    let status = Command::new("cc").args(["-shared", "-fPIC", "-o"]).arg(&made).arg(source).status();
    assert!(status.expect("a C compiler, which links the program, too").success());
    made
}

/// The changes that the child reported as acknowledged: numbers and ids.
fn acknowledged(out: &str) -> Vec<(u64, u128)> {
    let lines = out.lines().filter_map(|line| line.strip_prefix("ack ")?.split_once(' '));
    lines.map(|(seq, id)| (seq.parse().unwrap(), id.parse().unwrap())).collect()
}

/// Makes the nth call of a kind fail; returns whether there were so many calls.
fn round(dir: &Path, library: &Path, kind: &str, nth: u32, always: bool) -> bool {
    let place = format!("{kind} {nth}{}", if always { " and all after it" } else { "" });
    let workspace = dir.join(format!("{kind}-{nth}-{always}"));
    let mark = dir.join(format!("{kind}-{nth}-{always}.mark"));
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([
        "--exact",
        "sick_disk::a_disk_that_fails_at_any_sync_or_write_loses_nothing",
        "--nocapture",
    ]);
    command.env("KVARTAL_SICK_CHILD", &workspace).env("LD_PRELOAD", library);
    command.env(kind, nth.to_string()).env("SICK_MARK", &mark);
    if always {
        command.env("SICK_ALWAYS", "1");
    }
    let run = command.output().unwrap();
    let out = String::from_utf8_lossy(&run.stdout);
    let said = String::from_utf8_lossy(&run.stderr);
    let acknowledged = acknowledged(&out);
    if !always {
        let last = acknowledged.last().map(|(seq, _)| *seq);
        assert_eq!(last, Some(u64::from(FACTS) + 1), "{place}: it does not go on\n{out}\n{said}");
    }
    let store = opened(&workspace, &OpenOptions::at(2))
        .unwrap_or_else(|error| panic!("{place}: {error}\n{out}\n{said}"));
    let notices = store.notices();
    assert!(!notices.iter().any(|notice| matches!(notice, StoreNotice::Lacks(_))), "{place}: {notices:?}");
    let history = store.history(P, 1).unwrap();
    for (seq, id) in &acknowledged {
        let there = history.iter().filter(|logged| logged.change.id.0 == *id).map(|logged| logged.seq);
        assert_eq!(there.collect::<Vec<_>>(), [*seq], "{place}: an acknowledged change\n{out}\n{said}");
    }
    store.settle().unwrap();
    drop(store);
    let report = verify(&workspace, 2).unwrap();
    assert!(report.is_well(), "{place}: {report:?}\n{out}\n{said}");
    std::fs::remove_dir_all(&workspace).unwrap();
    mark.exists()
}

#[test]
fn a_disk_that_fails_at_any_sync_or_write_loses_nothing() {
    if let Some(path) = std::env::var_os("KVARTAL_SICK_CHILD") {
        return child(Path::new(&path));
    }
    let dir = tempfile::tempdir().unwrap();
    let library = library(dir.path());
    let kinds = [("SICK_SYNC", false), ("SICK_SYNC", true), ("SICK_WRITE", false), ("SICK_WRITE", true)];
    at_once::at_once(&kinds, |&(kind, always)| {
        let count = (1..).take_while(|nth| round(dir.path(), &library, kind, *nth, always)).count();
        eprintln!("{kind}: {count} places{}", if always { ", from each on" } else { "" });
        assert!(count > 10, "{kind}: {count}");
    });
}
