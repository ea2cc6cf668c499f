//! Several who write at once, over lines that break.

use super::*;

#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn who_comes_late_to_a_plan_is_not_refused_for_it() {
    let scratch = Scratch::new();
    let (one, other) = (scratch.open(), scratch.open());
    one.commit(&create(P, "plan", 4)).unwrap();
    let plan = other.load(P).unwrap().unwrap();
    for n in 0..10 {
        let plan = one.load(P).unwrap().unwrap();
        one.commit(&set_fact(100 + n, &plan, 1, n as u32)).unwrap();
    }
    assert_eq!(other.commit(&set_fact(200, &plan, 2, 5)).unwrap(), 12);
    assert_eq!(one.load(P).unwrap(), other.load(P).unwrap());
    let late = other.commit(&set_fact(201, &plan, 1, 5));
    assert!(matches!(late, Err(CommitError::Conflict(found)) if found[0].now == Some(fact(9))));
}

/// Eight clients change one plan at once: every acknowledged change is there exactly once, and the numbers have no gap.
#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn many_writers_of_one_plan_lose_nothing() {
    const EACH: u128 = 12;
    let scratch = Scratch::new();
    scratch.open().commit(&create(P, "plan", 8)).unwrap();
    let write = |who: u128| {
        let store = scratch.open();
        let mut numbers = Vec::new();
        for n in 0..EACH {
            let plan = store.load(P).unwrap().unwrap();
            numbers.push(store.commit(&set_fact(1000 * who + n, &plan, who, n as u32)).unwrap());
        }
        numbers
    };
    let mut numbers: Vec<u64> = std::thread::scope(|scope| {
        let writers: Vec<_> = (1..=8).map(|who| scope.spawn(move || write(who))).collect();
        writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect()
    });
    numbers.sort_unstable();
    assert_eq!(numbers, (2..=1 + 8 * EACH as u64).collect::<Vec<_>>());
    let store = scratch.open();
    let plan = store.load(P).unwrap().unwrap();
    assert_eq!(plan, plan.recounted());
    assert_eq!(store.history(P, 1).unwrap().len(), numbers.len() + 1);
}

/// The server closes every connection between request and answer, again and again.
#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn a_line_that_breaks_is_opened_anew_and_nothing_is_done_twice() {
    let scratch = Scratch::new();
    let store = scratch.open();
    store.commit(&create(P, "plan", 3)).unwrap();
    let news = store.watch();
    let cut = || {
        scratch.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
             WHERE datname = current_database() AND pid <> pg_backend_pid()",
        );
    };
    for n in 0..6 {
        cut();
        let plan = store.load(P).unwrap().unwrap();
        cut();
        let change = set_fact(100 + n, &plan, 1, n as u32);
        assert_eq!(store.commit(&change).unwrap(), 2 + n as u64);
        cut();
        assert_eq!(store.commit(&change).unwrap(), 2 + n as u64);
    }
    // The watcher lost its connection, too, and missed nothing.
    let mut told = Vec::new();
    while told.last() != Some(&7) {
        // Other news is about the connection.
        if let News::Changed(logged) = news.recv_timeout(Duration::from_secs(20)).unwrap() {
            told.push(logged.seq);
        }
    }
    assert_eq!(told, (2..8).collect::<Vec<_>>());
}

#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn what_one_window_changes_the_other_is_told() {
    let scratch = Scratch::new();
    let (one, other) = (scratch.open(), scratch.open());
    let news = other.watch();
    one.commit(&create(P, "plan", 2)).unwrap();
    let told = news.recv_timeout(Duration::from_secs(20)).unwrap();
    assert!(matches!(told, News::Changed(logged) if logged.seq == 1 && logged.change.plan == P));
}

/// A change with more edits than one statement takes, including replaced and removed records, is atomic.
#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn a_large_change_is_one_change() {
    let scratch = Scratch::new();
    let store = scratch.open();
    store.commit(&create(P, "plan", 2)).unwrap();
    let nodes = (0..5_000).map(|n| {
        let id = NodeId(0x0010_0000 + n);
        edit(RecordKey::Node(id), None, Some(node(9, None, Level::Goal)))
    });
    let large = change(50, P, nodes.collect());
    assert_eq!(store.commit(&large).unwrap(), 2);
    let back = large.inverse(&mut context(9), crate::domain::Origin::Undo(ChangeId(50)));
    assert_eq!(scratch.open().load(P).unwrap(), store.load(P).unwrap());
    assert_eq!(store.load(P).unwrap().unwrap().records().count(), 5_000 + 3 + 3 * 2);
    assert_eq!(store.commit(&back).unwrap(), 3);
    assert_eq!(scratch.open().load(P).unwrap(), store.load(P).unwrap());
}

/// Eight clients write, the server is killed, its standby takes over: every acknowledged change is there exactly once.
#[test]
#[ignore = "it takes a pair of servers: scripts/with-postgres --pair"]
fn fail_over_loses_nothing_that_was_acknowledged() {
    use std::{
        sync::atomic::{AtomicBool, Ordering},
        time::Instant,
    };
    const AFTER: usize = 25;
    let [pair, kill] =
        ["KVARTAL_TEST_PAIR", "KVARTAL_TEST_PAIR_KILL"].map(|name| variable(name).expect(name));
    let options = ServerOptions { patience: Some(Duration::from_secs(180)), ..OPTIONS };
    migrate(&pair, &variable, options).unwrap();
    let open = || PgStore::open(&pair, &variable, options).unwrap();
    open().commit(&create(P, "plan", 8)).unwrap();
    let killed = AtomicBool::new(false);
    let write = |who: u128| {
        let store = open();
        let (mut acknowledged, mut left, mut longest) = (Vec::new(), AFTER, Duration::ZERO);
        for n in 0_u32.. {
            let plan = store.load(P).unwrap().unwrap();
            let change = set_fact(100_000 * who + u128::from(n), &plan, who, n);
            let asked = Instant::now();
            let seq = store.commit(&change).unwrap();
            longest = longest.max(asked.elapsed());
            acknowledged.push((seq, change.id));
            left -= usize::from(killed.load(Ordering::Relaxed));
            if left == 0 {
                break;
            }
        }
        (acknowledged, longest)
    };
    let found: Vec<_> = std::thread::scope(|scope| {
        let writers: Vec<_> = (1..=8).map(|who| scope.spawn(move || write(who))).collect();
        std::thread::sleep(Duration::from_secs(2));
        assert!(std::process::Command::new(&kill).status().unwrap().success());
        killed.store(true, Ordering::Relaxed);
        writers.into_iter().map(|writer| writer.join().unwrap()).collect()
    });
    let longest = found.iter().map(|(_, longest)| *longest).max().unwrap();
    let mut acknowledged: Vec<_> = found.into_iter().flat_map(|(acknowledged, _)| acknowledged).collect();
    acknowledged.sort_unstable();
    let store = open();
    let history = store.history(P, 2).unwrap();
    let there: Vec<_> = history.iter().map(|logged| (logged.seq, logged.change.id)).collect();
    println!("{} acknowledged, the longest wait {longest:?}", acknowledged.len());
    // No client gave up, so there is no change that was not acknowledged.
    assert_eq!(acknowledged, there);
    let plan = store.load(P).unwrap().unwrap();
    assert_eq!(plan, plan.recounted());
}
