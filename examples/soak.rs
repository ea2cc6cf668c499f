//! A soak: several windows commit facts to one workspace while hosts and clients are killed at random. At the
//! end every acknowledged change must be in the journal exactly once, and the plans must equal a replay.
//!
//! ```text
//! cargo run --release --example soak -- [WINDOWS] [COMMITS] [SECONDS]
//! ```

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::print_stdout)]

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc::{Sender, channel},
    time::{Duration, Instant},
};

use kvartal::{
    domain::{
        ChangeId, Context, IdSource, Plan, PlanId, Quarter, Scope, SetFact, decide,
        draft::{Draft, DraftIndicator, DraftNode},
        record::Level,
        value::{FactValue, Number},
    },
    store::{AttachOptions, CommitError, DiskStore, OpenOptions, SharedStore, Store, verify},
};

const PLAN: PlanId = PlanId(7);

fn quarter() -> Quarter {
    Quarter::new(2026, 4).unwrap()
}

fn context(author: &str, seed: u128) -> Context {
    Context { author: author.to_owned(), at: 1, ids: IdSource::new(seed) }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.first().is_some_and(|arg| arg == "window") {
        return window(Path::new(&args[1]), args[2].parse().unwrap(), args[3].parse().unwrap());
    }
    let number = |at: usize, usual: usize| args.get(at).map_or(usual, |text| text.parse().unwrap());
    soak(number(0, 8), number(1, 500), Duration::from_secs(number(2, 600) as u64));
}

/// One window: commits facts of its own measure until it has enough, and says each that was acknowledged.
fn window(path: &Path, number: u128, count: u32) {
    let store = SharedStore::attach(path, AttachOptions::window(1)).expect("attach");
    let _news = store.watch();
    let mut seed = u128::from(std::process::id()) << 64;
    let mut done = 0;
    while done < count {
        let plan = store.load(PLAN).expect("load").expect("the plan");
        let subject = plan.find(&number.to_string()).expect("the measure");
        let value = Some((FactValue::Number(Number::from(done + 1)), (done + 1).to_string()));
        let set = SetFact {
            subject,
            quarter: quarter(),
            performer: None,
            value,
            unit: None,
            note: Some(seed.to_string()),
        };
        seed += 1;
        let change = decide(&plan, &kvartal::domain::Command::SetFact(set), &mut context("w", seed)).unwrap();
        let began = Instant::now();
        match store.commit(&change) {
            Ok(_) => {
                done += 1;
                println!("{} {}", change.id.0, began.elapsed().as_micros());
                std::io::stdout().flush().unwrap();
            }
            // The window before this one was killed after its change was durable: it is in the way once.
            Err(CommitError::Conflict(_)) => {}
            Err(error) => println!("! {error}"),
        }
    }
    println!("done");
}

struct Running {
    child: Child,
    number: u128,
}

fn start(path: &Path, number: u128, left: usize, told: &Sender<(u128, String)>) -> Running {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["window", path.to_str().unwrap(), &number.to_string(), &left.to_string()])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (output, told) = (child.stdout.take().unwrap(), told.clone());
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            let _ = told.send((number, line));
        }
    });
    Running { child, number }
}

fn soak(windows: usize, commits: usize, limit: Duration) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("w");
    make_plan(&path, windows);
    let (told, heard) = channel();
    let mut running: Vec<Running> = (1..=windows).map(|n| start(&path, n as u128, commits, &told)).collect();
    let (mut acknowledged, mut slowest) = (BTreeMap::<u128, Vec<ChangeId>>::new(), 0);
    let (mut times, mut kills, mut errors) = (Vec::new(), 0, 0);
    let began = Instant::now();
    let mut next_kill = Instant::now() + Duration::from_millis(300);
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut finished = 0;
    while finished < windows {
        assert!(began.elapsed() < limit, "it takes longer than {limit:?}");
        if let Ok((number, line)) = heard.recv_timeout(Duration::from_millis(20)) {
            match line.split_once(' ') {
                None => finished += 1,
                Some(("!", error)) => {
                    errors += 1;
                    println!("window {number}: {error}");
                }
                Some((id, micros)) => {
                    acknowledged.entry(number).or_default().push(ChangeId(id.parse().unwrap()));
                    let micros: u64 = micros.parse().unwrap();
                    times.push(micros);
                    slowest = slowest.max(micros);
                }
            }
        }
        if Instant::now() > next_kill && finished == 0 {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            let at = usize::try_from(random % running.len() as u64).unwrap();
            running[at].child.kill().unwrap();
            running[at].child.wait().unwrap();
            kills += 1;
            // What it said before it was killed is heard first.
            std::thread::sleep(Duration::from_millis(20));
            let number = running[at].number;
            let had = acknowledged.get(&number).map_or(0, Vec::len);
            running[at] = start(&path, number, commits.saturating_sub(had).max(1), &told);
            next_kill = Instant::now() + Duration::from_millis(150 + random % 300);
        }
    }
    drop(running.into_iter().map(|mut window| window.child.wait()).collect::<Vec<_>>());
    times.sort_unstable();
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    let total: usize = acknowledged.values().map(Vec::len).sum();
    println!("{windows} windows, {total} commits acknowledged, {kills} kills, {errors} errors");
    println!("commit: median {median} µs; longest pause {} ms", slowest / 1000);
    compare(&path, &acknowledged);
}

fn make_plan(path: &Path, windows: usize) {
    let store = DiskStore::open(path, &OpenOptions::at(1)).unwrap();
    let mut draft = Draft::new(kvartal::domain::Span::single(quarter()));
    (draft.title, draft.slug) = ("План".to_owned(), Some("plan".to_owned()));
    for n in 1..=windows {
        let mut measure = DraftNode::new(Level::Measure, Some(n.to_string()), "Захід");
        measure.indicators.push(DraftIndicator::new("осіб"));
        draft.outline.push(measure);
    }
    let import = kvartal::domain::Command::Import(Box::new(draft));
    let change = decide(&Plan::empty(PLAN), &import, &mut context("w", 1)).unwrap();
    store.commit(&change).unwrap();
}

/// What was acknowledged is in the journal exactly once; records and roll-ups equal the replay.
fn compare(path: &Path, acknowledged: &BTreeMap<u128, Vec<ChangeId>>) {
    let store = DiskStore::open(path, &OpenOptions::at(2)).unwrap();
    let history = store.history(PLAN, 1).unwrap();
    let mut times: BTreeMap<ChangeId, usize> = BTreeMap::new();
    let mut replay = Plan::empty(PLAN);
    for (at, logged) in history.iter().enumerate() {
        assert_eq!(logged.seq, at as u64 + 1);
        *times.entry(logged.change.id).or_default() += 1;
        replay.apply_at(&logged.change, logged.seq);
    }
    let twice = times.values().filter(|count| **count != 1).count();
    let lost = acknowledged.values().flatten().filter(|id| !times.contains_key(id)).count();
    let now = store.load(PLAN).unwrap().unwrap();
    assert!(now == replay, "the plan is not what the journal makes");
    let recount = Plan::from_records(
        PLAN,
        now.seq(),
        now.records().filter_map(|(key, revision)| Some((key, revision, now.record(&key)?))),
    );
    assert_eq!(now.tally(Scope::Plan, quarter()), recount.tally(Scope::Plan, quarter()));
    store.settle().unwrap();
    drop(store);
    assert_eq!(verify(path, 3).unwrap().faults, []);
    println!("{} changes in the journal; {lost} acknowledged ones lost, {twice} there twice", history.len());
    assert_eq!((lost, twice), (0, 0));
}
