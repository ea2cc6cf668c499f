//! Acknowledged changes survive: a power failure at any sync point, a full disk at any byte, a directory without write
//! permission, a wrong clock.

use std::{
    collections::BTreeMap,
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    at_once,
    files::copy,
    opened,
    plans::{Random, create, set_fact},
};
use kvartal::{
    domain::{Change, Plan, PlanId},
    store::{DiskStore, OpenOptions, ReadStore, Store, StoreError, StoreNotice, verify},
};

const P: PlanId = PlanId(1);

/// The content of every file.
fn bytes(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(bytes(&path))
        } else {
            found.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    found
}

fn open(path: &Path, at: i64) -> DiskStore {
    opened(path, &OpenOptions::at(at)).unwrap()
}

fn is_told(notices: &[StoreNotice]) -> bool {
    notices.iter().any(|notice| matches!(notice, StoreNotice::Lacks(_)))
}

/// A power failure after each acknowledged change: the journal ends there or anywhere in the next frame, and files
/// without a sync are as at any earlier time, or torn.
#[test]
fn a_power_cut_at_every_sync_point_loses_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("w");
    let journal = |root: &Path| root.join("journal/00000001.kvj");
    let mut random = Random(3);
    // The files after each change, and the plan at that time.
    let mut points: Vec<(PathBuf, u64, Plan)> = Vec::new();
    let mut store = open(&path, 1);
    for n in 0..24 {
        let change = match store.load(P).unwrap() {
            None => create(P),
            Some(plan) => set_fact(&plan),
        };
        store.commit(&change).unwrap();
        match n % 6 {
            2 => store.settle().unwrap(),
            // The next process takes over.
            4 => {
                drop(store);
                store = open(&path, 1);
            }
            _ => {}
        }
        let kept = dir.path().join(format!("point-{n}"));
        copy(&path, &kept);
        points.push((kept, fs::metadata(journal(&path)).unwrap().len(), store.load(P).unwrap().unwrap()));
    }
    drop(store);
    let whole = fs::read(journal(&path)).unwrap();
    let cases: Vec<(usize, u64)> = (0..points.len()).map(|n| (n, random.below(u64::MAX))).collect();
    at_once::at_once(&cases, |&(n, seed)| {
        let (mut random, (_, length, plan)) = (Random(seed), &points[n]);
        let scratch = dir.path().join(format!("cut-{n}"));
        let next = points.get(n + 1).map_or(*length, |(_, next, _)| *next);
        // Nothing of the next frame at every point, and of its beginning, middle and end one in turn.
        let pieces = [1, (next - length) / 2, 3, (next - length).saturating_sub(1), 40];
        for torn in [0, pieces[n % pieces.len()]] {
            let end = length + torn.min((next - length).saturating_sub(1));
            // State, snapshots and witness are as they were then or earlier.
            let earlier = random.below(n as u64 + 1) as usize;
            copy(&points[earlier].0, &scratch);
            fs::write(journal(&scratch), &whole[..end as usize]).unwrap();
            if random.below(2) == 0 {
                fs::write(scratch.join("state.unsynced"), "another boot").unwrap();
            }
            if random.below(3) == 0 {
                let witness = fs::read(scratch.join("witness")).unwrap_or_default();
                let cut = random.below(witness.len() as u64 + 1) as usize;
                fs::write(scratch.join("witness"), &witness[..cut]).unwrap();
            }
            let place = format!("point {n}, byte {end}, the rest of point {earlier}");
            let read = ReadStore::open(&scratch).unwrap();
            assert_eq!(read.load(P).unwrap().as_ref(), Some(plan), "{place}");
            assert!(!is_told(&read.notices()), "{place}: {:?}", read.notices());
            let store = open(&scratch, 1);
            assert_eq!(store.load(P).unwrap().as_ref(), Some(plan), "{place}");
            store.commit(&set_fact(plan)).unwrap();
            store.settle().unwrap();
            drop(store);
            let report = verify(&scratch, 1).unwrap();
            assert!(report.is_well(), "{place}: {report:?}");
        }
    });
}

/// A command whose writes fail from some byte on: it reports the failure, and earlier changes are there.
#[test]
fn a_full_disk_at_any_byte_loses_nothing() {
    let program = assert_cmd::cargo::cargo_bin("kvartal");
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("w");
    let run = |limit: Option<u32>, arguments: &[&str]| {
        // The size of files is limited to this many kilobytes; larger writes are refused.
        let limit = limit.map_or_else(String::new, |limit| format!("trap '' XFSZ; ulimit -f {limit}; "));
        let mut command = Command::new("bash");
        command.args(["-c", &format!("{limit}exec \"$0\" \"$@\"")]).arg(&program).args(arguments);
        command.env("KVARTAL_WORKSPACE", &path).env("KVARTAL_LANG", "en").env("HOME", dir.path());
        command.output().unwrap()
    };
    assert!(run(None, &["new", "--title", "t", "--period", "2026", "--slug", "t"]).status.success());
    let mut title = "t".to_owned();
    for n in 0..40u32 {
        let limit = if n % 4 == 3 { None } else { Some(n % 13) };
        let new = format!("{}{n}", "x".repeat(1 + 40 * n as usize));
        let ended = run(limit, &["edit", "t", "--title", &new]);
        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert!(ended.status.code().is_some(), "limit {limit:?}: {:?} {said}", ended.status);
        if ended.status.success() {
            title = new;
        } else {
            assert!(!said.trim().is_empty() && !said.contains("panicked"), "limit {limit:?}: {said}");
        }
        let shown = run(None, &["plans", "--format", "json"]);
        assert!(shown.status.success(), "{}", String::from_utf8_lossy(&shown.stderr));
        let json: serde_json::Value = serde_json::from_slice(&shown.stdout).unwrap();
        assert_eq!(json["plans"][0]["title"], title.as_str(), "limit {limit:?}: {said}");
    }
    let report = verify(&path, 1).unwrap();
    assert!(report.is_well(), "{report:?}");
}

#[test]
fn reading_changes_no_byte_and_needs_no_right_to_write() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("w");
    let store = open(&path, 1);
    store.commit(&create(P)).unwrap();
    store.settle().unwrap();
    let plan = store.load(P).unwrap().unwrap();
    store.commit(&set_fact(&plan)).unwrap();
    let plan = store.load(P).unwrap().unwrap();
    // The files of an open workspace, with outdated views and without them.
    for without in ["", "view", "state", "witness", "lock"] {
        let copied = dir.path().join("copy");
        copy(&path, &copied);
        let part = copied.join(without);
        if !without.is_empty() {
            let _ = fs::remove_dir_all(&part);
            let _ = fs::remove_file(&part);
        }
        let before = bytes(&copied);
        for path in ["", "journal", "view", "state"] {
            let path = copied.join(path);
            if path.is_dir() {
                fs::set_permissions(path, fs::Permissions::from_mode(0o500)).unwrap();
            }
        }
        let read = ReadStore::open(&copied).unwrap();
        assert_eq!(read.plans().unwrap().len(), 1, "{without}");
        assert_eq!(read.load(P).unwrap().as_ref(), Some(&plan), "{without}");
        assert_eq!(read.history(P, 1).unwrap().len(), 2, "{without}");
        verify(&copied, 1).unwrap();
        assert_eq!(bytes(&copied), before, "{without}");
        for path in ["", "journal", "view", "state"] {
            let path = copied.join(path);
            if path.is_dir() {
                fs::set_permissions(path, fs::Permissions::from_mode(0o700)).unwrap();
            }
        }
    }
    drop(store);
}

/// The clock goes backwards or is before 1970: changes are ordered by their numbers and not by time.
#[test]
fn a_wrong_clock_disturbs_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("w");
    let times = [1_700_000_000_000, -5, i64::MIN / 2, 0, 1, -86_400_000, i64::MAX / 2];
    for (n, at) in times.into_iter().enumerate() {
        let store = open(&path, at);
        let change = match store.load(P).unwrap() {
            None => create(P),
            Some(plan) => set_fact(&plan),
        };
        store.commit(&Change { at, ..change }).unwrap();
        assert_eq!(store.history(P, 1).unwrap().len(), n + 1);
        drop(store);
        kvartal::store::back_up_daily(&path, at).unwrap();
        let read = ReadStore::open(&path).unwrap();
        assert_eq!(read.plans().unwrap()[0].changed_at, at);
    }
    assert!(verify(&path, -1).unwrap().is_well());
}

#[test]
fn a_backup_comes_back_with_every_id_and_a_damaged_one_leaves_nothing() {
    use kvartal::store::{back_up, restore};
    let dir = tempfile::tempdir().unwrap();
    let (path, file, to) = (dir.path().join("w"), dir.path().join("copy.kvb"), dir.path().join("to"));
    let store = open(&path, 1);
    store.commit(&create(P)).unwrap();
    for n in 0..6 {
        let plan = store.load(P).unwrap().unwrap();
        store.commit(&Change { at: 100 + n, ..set_fact(&plan) }).unwrap();
    }
    // The workspace is open in another process meanwhile.
    assert_eq!(back_up(&path, &file, 7).unwrap(), 7);
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let restored = restore(&file, Some(&to), None, 8).unwrap();
    assert_eq!((restored.changes, restored.of, restored.made_at, restored.until), (7, 7, 7, 105));
    let read = ReadStore::open(&to).unwrap();
    assert_eq!(read.history(P, 1).unwrap(), store.history(P, 1).unwrap());
    assert_eq!(read.load(P).unwrap(), store.load(P).unwrap());
    assert!(verify(&to, 1).unwrap().is_well());
    // Existing files are never overwritten.
    assert!(matches!(restore(&file, Some(&to), None, 8), Err(StoreError::NotEmpty(_))));
    let then = dir.path().join("then");
    assert_eq!(restore(&file, Some(&then), Some(102), 8).unwrap().changes, 4);
    assert_eq!(ReadStore::open(&then).unwrap().load(P).unwrap().unwrap().seq(), 4);
    assert_eq!(restore(&file, None, Some(102), 8).unwrap().changes, 4);
    let whole = fs::read(&file).unwrap();
    let no = dir.path().join("no");
    for at in (0..whole.len()).step_by(1 + whole.len() / 300) {
        let mut flipped = whole.clone();
        flipped[at] ^= 4;
        for damaged in [&flipped[..], &whole[..at]] {
            fs::write(&file, damaged).unwrap();
            assert!(matches!(restore(&file, Some(&no), None, 8), Err(StoreError::Damaged { .. })), "{at}");
            assert!(!no.exists());
        }
    }
}

/// Makes every read and write of a file fail like that of a dying disk: its name becomes a link to the first page of
/// this process's memory, which is not accessible.
fn sicken(file: &Path) {
    let _ = fs::remove_file(file);
    std::os::unix::fs::symlink("/proc/self/mem", file).unwrap();
}

/// Files of the state, the snapshots and the witness fail one after the other, and so do their temporary files;
/// acknowledged changes are in the journal and are shown.
#[test]
fn an_error_of_the_disk_under_state_and_views_loses_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (path, scratch) = (dir.path().join("w"), dir.path().join("sick"));
    let store = open(&path, 1);
    store.commit(&create(P)).unwrap();
    for n in 0..12 {
        let plan = store.load(P).unwrap().unwrap();
        store.commit(&set_fact(&plan)).unwrap();
        if n == 6 {
            store.settle().unwrap();
        }
    }
    drop(store);
    let mut victims: Vec<PathBuf> = bytes(&path)
        .into_keys()
        .map(|file| file.strip_prefix(&path).unwrap().to_owned())
        .filter(|file| ["state", "view", "witness"].iter().any(|part| file.starts_with(part)))
        .collect();
    let beside: Vec<PathBuf> = victims.iter().map(|file| file.with_extension("tmp")).collect();
    victims.extend(beside);
    assert!(victims.len() >= 8, "{victims:?}");
    let whole = ReadStore::open(&path).unwrap().load(P).unwrap();
    for victim in victims {
        copy(&path, &scratch);
        sicken(&scratch.join(&victim));
        let place = victim.display();
        let read = ReadStore::open(&scratch).unwrap();
        assert_eq!(read.load(P).unwrap(), whole, "{place}");
        assert!(!is_told(&read.notices()), "{place}: {:?}", read.notices());
        let store = open(&scratch, 1);
        assert_eq!(store.load(P).unwrap(), whole, "{place}");
        assert_eq!(store.plans().unwrap().len(), 1, "{place}");
        for _ in 0..3 {
            let plan = store.load(P).unwrap().unwrap();
            store.commit(&set_fact(&plan)).unwrap_or_else(|error| panic!("{place}: {error}"));
        }
        let plan = store.load(P).unwrap();
        // Writing the state may be impossible, but safety does not depend on it.
        let _ = store.settle();
        drop(store);
        let after = open(&scratch, 1);
        assert_eq!(after.load(P).unwrap(), plan, "{place}");
        assert_eq!(after.history(P, 1).unwrap().len() as u64, plan.unwrap().seq(), "{place}");
    }
}
