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

/// A change that is sent again after a lost answer is there, but perhaps not yet on the standby: its acknowledgement waits
/// for a commit, as the first one did.
#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn a_repeated_change_is_acknowledged_by_a_commit() {
    let scratch = Scratch::new();
    let store = scratch.open();
    store.commit(&create(P, "plan", 2)).unwrap();
    let change = set_fact(50, &store.load(P).unwrap().unwrap(), 1, 5);
    assert_eq!(store.commit(&change).unwrap(), 2);
    assert_eq!(store.commit(&change).unwrap(), 2);
    // The lock of the repetition stands in the row, with the transaction that held it.
    scratch.run(
        "DO $$ BEGIN ASSERT (SELECT pg_xact_status(xmax::text::xid8) = 'committed' FROM kvartal.plans); END $$",
    );
}
