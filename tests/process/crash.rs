//! kill -9 under load: every acknowledged change is there, and what is there is correct.
//!
//! The test runs itself as a child process, which commits facts and writes each acknowledged number to a pipe. It kills
//! the child at random moments, opens the workspace, and compares. `KVARTAL_CRASH_ROUNDS` sets the number of rounds.

use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use crate::{
    opened,
    plans::{create, quarter, set_fact},
};
use kvartal::{
    domain::{Plan, PlanId},
    store::{CommitError, DiskStore, OpenOptions, Store, verify},
};

const PLANS: u128 = 3;

fn open(path: &Path) -> DiskStore {
    open_with(path, 200_000)
}

fn open_with(path: &Path, segment: u64) -> DiskStore {
    opened(path, &OpenOptions { segment, ..OpenOptions::at(1) }).unwrap()
}

/// Commits until it is killed, and reports what was acknowledged.
fn child(path: &Path) {
    // Some children pack the journal, whose segments then are short, again and again.
    let packs = std::env::var_os("KVARTAL_CRASH_PACKS").is_some();
    let store = open_with(path, if packs { 2_000 } else { 200_000 });
    let mut out = std::io::stdout().lock();
    let mut plans = Vec::new();
    for id in (1..=PLANS).map(PlanId) {
        if store.load(id).unwrap().is_none() {
            writeln!(out, "ack {} {}", id.0, store.commit(&create(id)).unwrap()).unwrap();
        }
        plans.push(store.load(id).unwrap().unwrap());
    }
    for n in 1.. {
        if packs && n % 3 == 0 {
            store.pack().unwrap();
        }
        for plan in &mut plans {
            let change = set_fact(plan);
            match store.commit(&change) {
                Ok(seq) => writeln!(out, "ack {} {seq}", plan.id().0).unwrap(),
                Err(CommitError::Conflict(_)) => panic!("a plan is not what it was committed to be"),
                Err(error) => panic!("{error}"),
            }
            out.flush().unwrap();
            plan.apply(&change);
        }
    }
}

#[test]
fn acknowledged_changes_outlive_kill_9() {
    if let Some(path) = std::env::var_os("KVARTAL_CRASH_CHILD") {
        child(Path::new(&path));
        return;
    }
    kill(std::env::var("KVARTAL_CRASH_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(10));
}

/// Run with `cargo test --test process -- --ignored`.
#[test]
#[ignore = "takes minutes"]
fn acknowledged_changes_outlive_kill_9_500_times() {
    kill(500);
}

fn kill(rounds: u64) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("w");
    let mut acknowledged = [0u64; PLANS as usize + 1];
    let mut seed = u64::from(std::process::id()) * 7919 + 1;
    let start = Instant::now();
    for round in 0..rounds {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // Some children are killed while they open the workspace, others after thousands of commits, depending on the
        // machine.
        let life = Duration::from_micros((seed >> 33) % 150_000);
        run_and_kill(&path, life, round % 3 == 0, round % 2 == 0, &mut acknowledged);
        check(&path, round, &mut acknowledged);
    }
    let report = verify(&path, 1).unwrap();
    assert!(report.is_well(), "{report:?}");
    eprintln!("{rounds} rounds, {} changes, {:?}", report.changes, start.elapsed());
    assert!(report.changes > rounds);
    let packed = std::fs::read_dir(path.join("journal")).unwrap().map(|entry| entry.unwrap().path());
    eprintln!(
        "{} packed segments",
        packed.filter(|path| path.extension().is_some_and(|end| end == "kvp")).count()
    );
}

/// Runs a child for some time, counted from its start or from its first commit, and kills it.
fn run_and_kill(path: &Path, life: Duration, from_start: bool, packs: bool, acknowledged: &mut [u64]) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::acknowledged_changes_outlive_kill_9", "--nocapture"])
        .env("KVARTAL_CRASH_CHILD", path)
        .envs(packs.then_some(("KVARTAL_CRASH_PACKS", "1")))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let (first, begun) = std::sync::mpsc::channel();
    let reader = std::thread::spawn(move || {
        let lines = out.split(b'\n').map_while(Result::ok);
        let told = lines.inspect(|line| {
            if line.starts_with(b"ack ") {
                // A receiver that does not wait has gone.
                let _ = first.send(());
            }
        });
        told.collect::<Vec<_>>()
    });
    if !from_start {
        begun.recv_timeout(Duration::from_secs(120)).expect("it commits");
    }
    std::thread::sleep(life);
    child.kill().unwrap();
    let status = child.wait().unwrap();
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(9), "it ended by itself");
    for line in reader.join().unwrap() {
        let line = String::from_utf8(line).unwrap();
        // The last line may be incomplete, including its last word.
        let words: Vec<&str> = line.split(' ').collect();
        if let ["ack", plan, seq] = words[..] {
            let (plan, seq): (usize, u64) = (plan.parse().unwrap(), seq.parse().unwrap_or(0));
            acknowledged[plan] = acknowledged[plan].max(seq);
        }
    }
}

fn check(path: &Path, round: u64, acknowledged: &mut [u64]) {
    let store = open(path);
    for id in (1..=PLANS).map(PlanId) {
        let known = acknowledged[id.0 as usize];
        let Some(plan) = store.load(id).unwrap() else {
            assert_eq!(known, 0, "round {round}: plan {id} is lost");
            continue;
        };
        // One commit may have become durable without its acknowledgement having been reported.
        assert!(plan.seq() >= known && plan.seq() <= known + 1, "round {round}: {} of {known}", plan.seq());
        // The observed state is the new baseline, because the next process may also be killed with one unreported
        // commit.
        acknowledged[id.0 as usize] = plan.seq();
        let mut expected = Plan::empty(id);
        expected.apply(&create(id));
        while expected.seq() < plan.seq() {
            expected.apply(&set_fact(&expected));
        }
        assert_eq!(plan, expected, "round {round}");
        let records = plan.records().map(|(key, revision)| (key, revision, plan.record(&key).unwrap()));
        let recounted = Plan::from_records(id, plan.seq(), records.collect::<Vec<_>>());
        assert_eq!(plan, recounted, "round {round}: roll-ups");
        if round.is_multiple_of(10) {
            assert_eq!(store.history(id, 1).unwrap().len() as u64, plan.seq());
        }
        let entries = store.plans().unwrap();
        let entry = entries.iter().find(|entry| entry.id == id).unwrap();
        let tally = plan.tally(kvartal::domain::Scope::Plan, quarter()).unwrap();
        assert_eq!((entry.seq, &entry.summaries[0].1), (plan.seq(), tally), "round {round}");
    }
    if round % 5 == 4 {
        drop(store);
        assert!(verify(path, 1).unwrap().is_well(), "round {round}");
    } else if round.is_multiple_of(2) {
        // As after a kill, the files for a fast start stay old; only the lock is released.
        drop(store);
        let _ = std::fs::remove_dir_all(path.join("view"));
    }
}
