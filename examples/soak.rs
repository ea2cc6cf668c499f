//! A soak test: several windows commit facts to one workspace while hosts and clients are killed at random. At the
//! end every acknowledged change must be in the journal exactly once, and the plans must equal a replay.
//!
//! ```text
//! cargo run --release --example soak -- [WINDOWS] [COMMITS] [SECONDS] [OWNER USER...]
//! ```
//!
//! With accounts, which requires the superuser: one process of the owner serves, as `kvartal serve` does, and the
//! windows belong to the users in turn. The host is also killed and restarted.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::print_stdout)]

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Write},
    os::unix::{fs::chown, process::CommandExt as _},
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
    match args.first().map(String::as_str) {
        Some("window") => {
            return window(Path::new(&args[1]), args[2].parse().unwrap(), args[3].parse().unwrap());
        }
        Some("plan") => return make_plan(Path::new(&args[1]), args[2].parse().unwrap()),
        Some("host") => return host(Path::new(&args[1])),
        _ => {}
    }
    let number = |at: usize, usual: usize| args.get(at).map_or(usual, |text| text.parse().unwrap());
    let accounts = args.get(3..).unwrap_or_default().iter().map(|name| Account::of(name)).collect();
    let limit = Duration::from_secs(number(2, 600) as u64);
    soak(&Soak { windows: number(0, 8), commits: number(1, 500), limit, accounts });
}

/// An account of the system.
struct Account {
    name: String,
    uid: u32,
    gid: u32,
}

impl Account {
    fn of(name: &str) -> Self {
        let accounts = std::fs::read_to_string("/etc/passwd").unwrap();
        let mut lines = accounts.lines().map(|line| line.split(':').collect::<Vec<_>>());
        let found = lines.find(|fields| fields[0] == name).expect("an account of that name");
        Self { name: name.to_owned(), uid: found[2].parse().unwrap(), gid: found[3].parse().unwrap() }
    }
}

/// The length of the soak and its accounts.
struct Soak {
    windows: usize,
    commits: usize,
    limit: Duration,
    /// The owner, then the users; empty where one account does everything.
    accounts: Vec<Account>,
}

impl Soak {
    /// A command that runs this program as an account.
    fn command(&self, account: Option<&Account>, args: &[&str]) -> Command {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(args);
        if let Some(account) = account {
            command.uid(account.uid).gid(account.gid).env("LOGNAME", &account.name);
        } else {
            command.env("LOGNAME", "w");
        }
        command
    }

    /// The user of a window.
    fn user(&self, number: u128) -> Option<&Account> {
        let users = self.accounts.get(1..).filter(|users| !users.is_empty())?;
        users.get(usize::try_from(number).unwrap() % users.len())
    }

    fn host(&self, path: &Path) -> Option<Child> {
        let owner = self.accounts.first()?;
        Some(self.command(Some(owner), &["host", path.to_str().unwrap()]).spawn().unwrap())
    }
}

/// Serves all windows until it is killed.
fn host(path: &Path) {
    let options = AttachOptions { everybody: true, ..AttachOptions::window(1) };
    let store = SharedStore::attach(path, options).expect("attach");
    store.watch().iter().for_each(drop);
}

/// The author of the changes.
fn author() -> String {
    std::env::var("LOGNAME").unwrap_or_else(|_| "w".to_owned())
}

/// Waits for a host and opens the workspace, because the last host may just have been killed.
fn attach(path: &Path) -> SharedStore {
    for _ in 0..400 {
        match SharedStore::attach(path, AttachOptions::window(1)) {
            Ok(store) => return store,
            Err(error) => println!("! {error}"),
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("nobody serves");
}

/// One window: commits facts of its own measure until it has made enough, and prints each acknowledged one.
fn window(path: &Path, number: u128, count: u32) {
    let store = attach(path);
    let _news = store.watch();
    let mut seed = u128::from(std::process::id()) << 64;
    let mut done = 0;
    while done < count {
        let plan = match store.load(PLAN) {
            Ok(plan) => plan.expect("the plan"),
            Err(error) => {
                println!("! {error}");
                std::thread::sleep(Duration::from_millis(20));
                continue;
            }
        };
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
        let change =
            decide(&plan, &kvartal::domain::Command::SetFact(set), &mut context(&author(), seed)).unwrap();
        let began = Instant::now();
        match store.commit(&change) {
            Ok(_) => {
                done += 1;
                println!("{} {}", change.id.0, began.elapsed().as_micros());
                std::io::stdout().flush().unwrap();
            }
            // The change of the window killed before this one was durable, so it conflicts once.
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

fn start(soak: &Soak, path: &Path, number: u128, left: usize, told: &Sender<(u128, String)>) -> Running {
    let args = ["window", path.to_str().unwrap(), &number.to_string(), &left.to_string()];
    let mut child = soak.command(soak.user(number), &args).stdout(Stdio::piped()).spawn().unwrap();
    let (output, told) = (child.stdout.take().unwrap(), told.clone());
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            let _ = told.send((number, line));
        }
    });
    Running { child, number }
}

fn soak(soak: &Soak) {
    let Soak { windows, commits, limit, .. } = *soak;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("w");
    if let Some(owner) = soak.accounts.first() {
        let passable = std::os::unix::fs::PermissionsExt::from_mode(0o711);
        std::fs::set_permissions(dir.path(), passable).unwrap();
        std::fs::create_dir(&path).unwrap();
        chown(&path, Some(owner.uid), Some(owner.gid)).unwrap();
    }
    let args = ["plan", path.to_str().unwrap(), &windows.to_string()];
    assert!(soak.command(soak.accounts.first(), &args).status().unwrap().success());
    let mut host = soak.host(&path);
    let (told, heard) = channel();
    let mut running: Vec<Running> =
        (1..=windows).map(|n| start(soak, &path, n as u128, commits, &told)).collect();
    let mut acknowledged = BTreeMap::<u128, Vec<ChangeId>>::new();
    let (mut times, mut kills, mut errors) = (Vec::new(), 0, BTreeMap::<String, usize>::new());
    // The longest pause, and how long before its end somebody was killed.
    let (mut slowest, mut last_kill) = ((0, Duration::ZERO), Instant::now());
    let disk = Disk::watch(dir.path());
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
                    *errors.entry(error.to_owned()).or_default() += 1;
                }
                Some((id, micros)) => {
                    acknowledged.entry(number).or_default().push(ChangeId(id.parse().unwrap()));
                    let micros: u64 = micros.parse().unwrap();
                    times.push(micros);
                    slowest = slowest.max((micros, last_kill.elapsed()));
                }
            }
        }
        if Instant::now() > next_kill && finished == 0 {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            last_kill = Instant::now();
            next_kill = Instant::now() + Duration::from_millis(150 + random % 300);
            if let Some(served) = host.as_mut().filter(|_| random.is_multiple_of(4)) {
                served.kill().unwrap();
                served.wait().unwrap();
                kills += 1;
                host = soak.host(&path);
                continue;
            }
            let at = usize::try_from(random % running.len() as u64).unwrap();
            running[at].child.kill().unwrap();
            running[at].child.wait().unwrap();
            kills += 1;
            // What it printed before it was killed is read first.
            std::thread::sleep(Duration::from_millis(20));
            let number = running[at].number;
            let had = acknowledged.get(&number).map_or(0, Vec::len);
            running[at] = start(soak, &path, number, commits.saturating_sub(had).max(1), &told);
        }
    }
    drop(running.into_iter().map(|mut window| window.child.wait()).collect::<Vec<_>>());
    if let Some(mut host) = host {
        host.kill().unwrap();
        host.wait().unwrap();
    }
    times.sort_unstable();
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    let total: usize = acknowledged.values().map(Vec::len).sum();
    let failed: usize = errors.values().sum();
    println!("{windows} windows, {total} commits acknowledged, {kills} kills, {failed} errors");
    errors.iter().for_each(|(error, count)| println!("  {count} times: {error}"));
    println!(
        "commit: median {median} µs; longest pause {} ms, over {} ms after a kill; the disk alone took up to {} ms",
        slowest.0 / 1000,
        slowest.1.as_millis(),
        disk.slowest().as_millis()
    );
    compare(&path, &acknowledged);
}

/// Measures what the disk alone takes, because a pause that it makes is none of the store's.
struct Disk {
    ends: std::sync::Arc<std::sync::atomic::AtomicBool>,
    measuring: std::thread::JoinHandle<Duration>,
}

impl Disk {
    fn watch(dir: &Path) -> Self {
        let ends = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
        let (ended, mut file) = (ends.clone(), std::fs::File::create(dir.join("floor")).unwrap());
        let measuring = std::thread::spawn(move || {
            let mut slowest = Duration::ZERO;
            while !ended.load(std::sync::atomic::Ordering::Relaxed) {
                let began = Instant::now();
                file.write_all(&[7; 200]).unwrap();
                file.sync_data().unwrap();
                slowest = slowest.max(began.elapsed());
                std::thread::sleep(Duration::from_millis(20));
            }
            slowest
        });
        Self { ends, measuring }
    }

    fn slowest(self) -> Duration {
        self.ends.store(true, std::sync::atomic::Ordering::Relaxed);
        self.measuring.join().unwrap()
    }
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
    let change = decide(&Plan::empty(PLAN), &import, &mut context(&author(), 1)).unwrap();
    store.commit(&change).unwrap();
}

/// Checks that every acknowledged change is in the journal exactly once, and that records and roll-ups equal the
/// replay.
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
    let authors: std::collections::BTreeSet<&str> =
        history.iter().map(|logged| logged.change.author.as_str()).collect();
    println!("authors: {authors:?}");
    println!("{} changes in the journal; {lost} acknowledged ones lost, {twice} there twice", history.len());
    assert_eq!((lost, twice), (0, 0));
}
