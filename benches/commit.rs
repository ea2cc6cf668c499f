//! A durable commit of a fact compared with appending and syncing 200 bytes, and one through the socket compared
//! with a direct one, interleaved in one run.
//!
//! `cargo bench --bench commit [-- COMMITS [DIR]]`

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout, missing_docs)]

use std::{
    fs::File,
    io::Write,
    time::{Duration, Instant},
};

use kvartal::{
    domain::{
        Change, ChangeId, Comparator, Edit, Fact, FactValue, Header, Indicator, IndicatorId, Level, Node,
        NodeId, Number, Origin, Plan, PlanId, Quarter, Record, RecordKey, Span, Summary, Target, TargetValue,
        Verb, order::Order,
    },
    store::{AttachOptions, DiskStore, OpenOptions, SharedStore, Store},
};

fn quarter() -> Quarter {
    Quarter::new(2023, 4).unwrap()
}

fn change(id: u128, plan: PlanId, edits: Vec<Edit>) -> Change {
    Change {
        id: ChangeId(id),
        plan,
        author: "Олена".to_owned(),
        at: 1,
        origin: Origin::Command,
        summary: Summary::new(Verb::SetFact, "1.1.3.4").with_values("1", "2"),
        edits,
        guards: Vec::new(),
    }
}

fn made(key: RecordKey, record: Record) -> Edit {
    Edit { key, before: None, after: Some(record) }
}

fn create(plan: PlanId, measures: u128) -> Change {
    let header = Header {
        slug: format!("plan-{}", plan.0),
        title: "План заходів".to_owned(),
        organisation: "Обласний центр зайнятості".to_owned(),
        organisation_genitive: None,
        period: Span::single(quarter()),
        form: None,
        preamble: Vec::new(),
        approval: None,
        signatures: Vec::new(),
        year_start: 1,
        archived: false,
    };
    let mut edits = vec![made(RecordKey::Header, Record::from(header))];
    for (n, order) in (0..measures).zip(Order::spread(measures as usize)) {
        let node = Node {
            level: Level::Measure,
            parent: None,
            order,
            code: Some(n.to_string()),
            title: "Проведення інформаційних семінарів для внутрішньо переміщених осіб".to_owned(),
            objective: None,
            performers: Vec::new(),
            term: None,
            shares: Vec::new(),
            source: None,
        };
        let indicator = Indicator {
            measure: NodeId(n),
            order: Order::middle(),
            name: "кількість заходів".to_owned(),
            unit: None,
            comparator: Comparator::AtLeast,
            aggregation: Default::default(),
            target_aggregation: None,
            baseline: None,
            counts: true,
            about: Default::default(),
            source: None,
        };
        let target = Target { value: TargetValue::Number(Number::from(5)), raw: "5".to_owned() };
        edits.push(made(RecordKey::Node(NodeId(n)), Record::from(node)));
        edits.push(made(RecordKey::Indicator(IndicatorId(n)), Record::from(indicator)));
        let key = RecordKey::Target(IndicatorId(n), Span::single(quarter()), None);
        edits.push(made(key, Record::from(target)));
    }
    change(plan.0 << 100, plan, edits)
}

fn set_fact(plan: &Plan, measures: u128) -> Change {
    let seq = plan.seq() + 1;
    let key = RecordKey::Fact(IndicatorId(u128::from(seq) % measures), quarter(), None);
    let value = FactValue::Number(Number::from(seq as u32));
    let fact = Record::from(Fact { value, raw: seq.to_string(), note: String::new() });
    let edit = Edit { key, before: plan.record(&key), after: Some(fact) };
    change((plan.id().0 << 100) | u128::from(seq), plan.id(), vec![edit])
}

fn percentile(times: &mut [Duration], share: f64) -> f64 {
    times.sort_unstable();
    times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e6
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let commits: usize = args.first().and_then(|n| n.parse().ok()).unwrap_or(4_000);
    let parent = args.get(1).cloned().unwrap_or_else(|| "target".to_owned());
    let dir = tempfile::tempdir_in(parent).unwrap();
    println!(
        "{commits} commits, interleaved with {commits} appends of 200 bytes, in {}",
        dir.path().display()
    );
    for (name, pause) in [("at once", 0), ("a pause of 2 ms between", 2_000)] {
        let commits = if pause == 0 { commits } else { commits / 4 };
        run(&dir.path().join(pause.to_string()), name, commits, Duration::from_micros(pause));
    }
    socket(dir.path(), commits);
}

fn run(dir: &std::path::Path, name: &str, commits: usize, pause: Duration) {
    const MEASURES: u128 = 100;
    let store = DiskStore::open(&dir.join("w"), &OpenOptions::at(1)).unwrap();
    let id = PlanId(1);
    store.commit(&create(id, MEASURES)).unwrap();
    store.settle().unwrap();
    let mut plan = store.load(id).unwrap().unwrap();
    let mut floor = File::create(dir.join("floor")).unwrap();
    let bytes = [7u8; 200];
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for n in 0..commits + 100 {
        let change = set_fact(&plan, MEASURES);
        // They take turns, because the second one may find the disk cache warm.
        let commit = || {
            std::thread::sleep(pause);
            let start = Instant::now();
            store.commit(&change).unwrap();
            start.elapsed()
        };
        let mut append = || {
            std::thread::sleep(pause);
            let start = Instant::now();
            floor.write_all(&bytes).unwrap();
            floor.sync_data().unwrap();
            start.elapsed()
        };
        let (a, b) = if n % 2 == 0 {
            (commit(), append())
        } else {
            let b = append();
            (commit(), b)
        };
        plan.apply(&change);
        if n >= 100 {
            ours.push(a);
            theirs.push(b);
        }
    }
    println!("{name}:");
    for (what, share) in [("p50", 0.5), ("p99", 0.99)] {
        let (a, b) = (percentile(&mut ours, share), percentile(&mut theirs, share));
        println!("  {what}: commit {a:7.1} us, append and sync {b:7.1} us, ratio {:.3}", a / b);
    }
    drop(store);
    reopen(&dir.join("w"), id);
}

/// A commit through the socket of the serving process compared with a direct one, taking turns.
fn socket(dir: &std::path::Path, commits: usize) {
    const MEASURES: u128 = 100;
    let attach = || SharedStore::attach(&dir.join("shared"), AttachOptions::window(1)).unwrap();
    let host = attach();
    let id = PlanId(1);
    host.commit(&create(id, MEASURES)).unwrap();
    let guest = attach();
    assert!(host.is_host() && !guest.is_host());
    let mut plan = host.load(id).unwrap().unwrap();
    let (mut direct, mut through) = (Vec::new(), Vec::new());
    for n in 0..commits + 200 {
        let change = set_fact(&plan, MEASURES);
        let start = Instant::now();
        let (store, times) = if n % 2 == 0 { (&host, &mut direct) } else { (&guest, &mut through) };
        store.commit(&change).unwrap();
        if n >= 200 {
            times.push(start.elapsed());
        }
        plan.apply(&change);
    }
    println!("through the socket, {commits} commits:");
    for (what, share) in [("p50", 0.5), ("p99", 0.99)] {
        let (a, b) = (percentile(&mut through, share), percentile(&mut direct, share));
        println!("  {what}: through {a:7.1} us, direct {b:7.1} us, ratio {:.3}", a / b);
    }
}

/// The start of a session: opening the store and reading the plan and the list.
fn reopen(path: &std::path::Path, id: PlanId) {
    let (mut starts, mut ends) = (Vec::new(), Vec::new());
    for _ in 0..50 {
        let start = Instant::now();
        let store = DiskStore::open(path, &OpenOptions::at(1)).unwrap();
        store.load(id).unwrap().unwrap();
        assert_eq!(store.plans().unwrap().len(), 1);
        starts.push(start.elapsed());
        store.settle().unwrap();
        let end = Instant::now();
        store.close().unwrap();
        ends.push(end.elapsed());
        drop(store);
    }
    let (open, close) = (percentile(&mut starts, 0.5), percentile(&mut ends, 0.5));
    println!("  open, load and list: p50 {open:.0} us, max {:.0} us", percentile(&mut starts, 1.0));
    println!("  close: p50 {close:.0} us, max {:.0} us", percentile(&mut ends, 1.0));
}
