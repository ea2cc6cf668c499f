//! The conformance suite: what every store promises, tested in the same way for each implementation.

use std::{sync::mpsc::Receiver, time::Duration};

use super::{
    AttachOptions, CommitError, DiskStore, Logged, MemoryStore, News, OpenOptions, SharedStore, Store,
    fixture::*,
};
use crate::domain::{ChangeId, Expect, Guard, Level, NodeId, Origin, Plan, PlanId, Record, RecordKey, Scope};

const P: PlanId = PlanId(7);

fn commits_and_loads(store: &dyn Store) {
    assert_eq!(store.load(P).unwrap(), None);
    assert_eq!(store.commit(&create(P, "plan", 3)).unwrap(), 1);
    let plan = store.load(P).unwrap().unwrap();
    assert_eq!(plan.seq(), 1);
    let set = set_fact(50, &plan, 2, 5);
    assert_eq!(store.commit(&set).unwrap(), 2);
    let mut expected = plan;
    expected.apply(&set);
    assert_same(&store.load(P).unwrap().unwrap(), &expected);
}

fn lists_plans(store: &dyn Store) {
    for (id, slug) in [(3, "c"), (1, "a"), (2, "b")] {
        store.commit(&create(PlanId(id), slug, 2)).unwrap();
    }
    let plan = store.load(PlanId(2)).unwrap().unwrap();
    store.commit(&set_fact(50, &plan, 1, 9)).unwrap();
    let entries = store.plans().unwrap();
    assert_eq!(entries.iter().map(|e| e.slug.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
    let plan = store.load(PlanId(2)).unwrap().unwrap();
    let tally = plan.tally(Scope::Plan, quarter()).unwrap().clone();
    assert_eq!(tally.facts.numeric, 1);
    assert_eq!((entries[1].seq, &entries[1].summaries), (2, &vec![(quarter(), tally)]));
    assert_eq!(entries[1].changed_at, set_fact(50, &plan, 1, 9).at);
}

fn refuses_conflicts_whole(store: &dyn Store) {
    store.commit(&create(P, "plan", 3)).unwrap();
    let plan = store.load(P).unwrap().unwrap();
    store.commit(&set_fact(50, &plan, 1, 5)).unwrap();
    let mut late = set_fact(51, &plan, 1, 6);
    late.edits.extend(set_fact(52, &plan, 2, 6).edits);
    let Err(CommitError::Conflict(conflicts)) = store.commit(&late) else { panic!("no conflict") };
    assert_eq!(conflicts.len(), 1);
    assert_eq!((conflicts[0].key, &conflicts[0].now), (fact_key(1), &Some(fact(5))));
    let now = store.load(P).unwrap().unwrap();
    assert_eq!((now.seq(), now.record(&fact_key(2))), (2, None));
    assert_eq!(store.history(P, 1).unwrap().len(), 2);
    // A change of another record of the same plan does not conflict.
    assert_eq!(store.commit(&set_fact(53, &plan, 3, 6)).unwrap(), 3);
}

fn checks_guards(store: &dyn Store) {
    store.commit(&create(P, "plan", 2)).unwrap();
    let plan = store.load(P).unwrap().unwrap();
    let closing = crate::domain::Closing::closed("Ігор", 5);
    let close = edit(RecordKey::Closing(quarter()), None, Some(Record::from(closing)));
    store.commit(&change(50, P, vec![close])).unwrap();
    let late = set_fact(51, &plan, 1, 6);
    assert!(matches!(store.commit(&late), Err(CommitError::Conflict(c)) if c.len() == 1));
    let mut moved = set_fact(52, &store.load(P).unwrap().unwrap(), 1, 6);
    moved.guards.push(Guard { key: RecordKey::Node(measure(1)), expect: Expect::Revision(1) });
    assert_eq!(store.commit(&moved).unwrap(), 3);
}

fn repeats_no_change(store: &dyn Store) {
    let first = create(P, "plan", 2);
    assert_eq!(store.commit(&first).unwrap(), 1);
    assert_eq!(store.commit(&first).unwrap(), 1);
    for n in 0..100 {
        let plan = store.load(P).unwrap().unwrap();
        assert_eq!(store.commit(&set_fact(100 + n, &plan, 1, n as u32)).unwrap(), 2 + n as u64);
    }
    // Repeating a change is acknowledged again, whether it was made long ago or just now.
    assert_eq!(store.commit(&first).unwrap(), 1);
    let again = store.history(P, 101).unwrap().pop().unwrap();
    assert_eq!(store.commit(&again.change).unwrap(), 101);
    assert_eq!(store.load(P).unwrap().unwrap().seq(), 101);
    // So is one that would be possible once more, because it was taken back.
    let set = set_fact(300, &store.load(P).unwrap().unwrap(), 2, 5);
    let back = set.inverse(&mut context(9), Origin::Undo(set.id));
    assert_eq!((store.commit(&set).unwrap(), store.commit(&back).unwrap()), (102, 103));
    assert_eq!(store.commit(&set).unwrap(), 102);
    assert_eq!(store.load(P).unwrap().unwrap().seq(), 103);
}

fn keeps_history(store: &dyn Store) {
    let first = create(P, "plan", 2);
    store.commit(&first).unwrap();
    store.commit(&create(PlanId(8), "other", 1)).unwrap();
    let plan = store.load(P).unwrap().unwrap();
    let second = set_fact(50, &plan, 1, 4);
    store.commit(&second).unwrap();
    let logged = [Logged { seq: 1, change: first }, Logged { seq: 2, change: second }];
    assert_eq!(store.history(P, 1).unwrap(), logged);
    assert_eq!(store.history(P, 2).unwrap(), logged[1..]);
    assert_eq!(store.history(P, 3).unwrap(), []);
    assert_eq!(store.history(PlanId(99), 0).unwrap(), []);
    let backwards = [logged[1].clone(), logged[0].clone()];
    assert_eq!(store.latest(P, u64::MAX, 9).unwrap(), backwards);
    assert_eq!(store.latest(P, u64::MAX, 1).unwrap(), backwards[..1]);
    assert_eq!(store.latest(P, 2, 1).unwrap(), backwards[1..]);
    assert_eq!(store.latest(P, 1, 9).unwrap(), []);
    assert_eq!(store.latest(PlanId(99), u64::MAX, 9).unwrap(), []);
}

fn keeps_slugs_apart(store: &dyn Store) {
    store.commit(&create(P, "plan", 1)).unwrap();
    let taken = store.commit(&create(PlanId(8), "plan", 1));
    assert!(matches!(taken, Err(CommitError::SlugTaken(slug)) if slug == "plan"));
    store.commit(&create(PlanId(8), "other", 1)).unwrap();
    let rename = |id, from: &str, to: &str| {
        let (a, b) = (Record::from(header(from)), Record::from(header(to)));
        change(id, PlanId(8), vec![edit(RecordKey::Header, Some(a), Some(b))])
    };
    assert!(matches!(store.commit(&rename(50, "other", "plan")), Err(CommitError::SlugTaken(_))));
    store.commit(&rename(51, "other", "third")).unwrap();
    store.commit(&create(PlanId(9), "other", 1)).unwrap();
}

fn tells_watchers(store: &dyn Store) {
    let (first, gone) = (store.watch(), store.watch());
    drop(gone);
    let made = create(P, "plan", 1);
    store.commit(&made).unwrap();
    store.commit(&made).unwrap();
    let told = |watcher: &Receiver<News>| watcher.recv_timeout(Duration::from_secs(5)).unwrap();
    assert_eq!(told(&first), News::Changed(Logged { seq: 1, change: made }));
    let second = store.watch();
    let plan = store.load(P).unwrap().unwrap();
    let set = set_fact(50, &plan, 1, 4);
    store.commit(&set).unwrap();
    for watcher in [&first, &second] {
        assert_eq!(told(watcher), News::Changed(Logged { seq: 2, change: set.clone() }));
        assert_eq!(watcher.try_recv().ok(), None);
    }
}

fn undoes_a_deletion(store: &dyn Store) {
    store.commit(&create(P, "plan", 3)).unwrap();
    let plan = store.load(P).unwrap().unwrap();
    store.commit(&change(49, P, vec![evidence(5, 1), evidence(6, 2)])).unwrap();
    let full = store.load(P).unwrap().unwrap();
    assert_ne!(plan, full);
    let gone = delete(50, &full);
    assert_eq!(store.commit(&gone).unwrap(), 3);
    assert_eq!(store.load(P).unwrap(), None);
    assert_eq!(store.plans().unwrap(), []);
    // The name of a deleted plan is free again, and its change numbers continue.
    assert_eq!(store.commit(&gone).unwrap(), 3);
    let back = gone.inverse(&mut context(9), Origin::Undo(ChangeId(50)));
    assert_eq!(store.commit(&back).unwrap(), 4);
    let now = store.load(P).unwrap().unwrap();
    assert_eq!((now.seq(), &now), (4, &full));
    assert_eq!(store.plans().unwrap().len(), 1);
}

fn undoes_and_refuses_undo(store: &dyn Store) {
    store.commit(&create(P, "plan", 2)).unwrap();
    let plan = store.load(P).unwrap().unwrap();
    let set = set_fact(50, &plan, 1, 4);
    store.commit(&set).unwrap();
    let undo = set.inverse(&mut context(3), Origin::Undo(set.id));
    store.commit(&undo).unwrap();
    assert_eq!(store.load(P).unwrap().unwrap(), plan);
    let redo = undo.inverse(&mut context(4), Origin::Redo(undo.id));
    store.commit(&redo).unwrap();
    store.commit(&set_fact(51, &store.load(P).unwrap().unwrap(), 1, 8)).unwrap();
    let late = redo.inverse(&mut context(5), Origin::Undo(redo.id));
    assert!(matches!(store.commit(&late), Err(CommitError::Conflict(_))));
}

fn a_lost_header_is_a_deletion(store: &dyn Store) {
    store.commit(&create(P, "plan", 2)).unwrap();
    let plan = store.load(P).unwrap().unwrap();
    let only = edit(RecordKey::Header, plan.record(&RecordKey::Header), None);
    store.commit(&change(50, P, vec![only])).unwrap();
    assert_eq!(store.load(P).unwrap(), None);
    let again = create(P, "plan", 2);
    let again = crate::domain::Change { id: ChangeId(51), ..again };
    assert_eq!(store.commit(&again).unwrap(), 3);
    assert_eq!(store.load(P).unwrap().unwrap(), plan);
}

fn refuses_a_record_under_a_wrong_key(store: &dyn Store) {
    let wrong = change(1, P, vec![edit(RecordKey::Header, None, Some(fact(1)))]);
    assert!(matches!(store.commit(&wrong), Err(CommitError::Malformed)));
    assert_eq!(store.history(P, 1).unwrap(), []);
}

/// Indicators that move, values that are stored before and removed after their indicator, nodes without a parent.
fn keeps_what_is_out_of_place(store: &dyn Store) {
    store.commit(&create(P, "plan", 2)).unwrap();
    let plan = || store.load(P).unwrap().unwrap();
    let mut expected: Plan = plan();
    let stray = edit(fact_key(9), None, Some(fact(3)));
    let moved = match indicator_record(1) {
        Record::Indicator(i) => {
            Record::from(crate::domain::Indicator { measure: measure(2), ..(*i).clone() })
        }
        _ => unreachable!(),
    };
    let orphan = edit(RecordKey::Node(NodeId(5)), None, Some(node(5, Some(NodeId(66)), Level::Measure)));
    let key = RecordKey::Indicator(indicator(1));
    let steps = [
        vec![stray, orphan],
        vec![edit(key, Some(indicator_record(1)), Some(moved.clone()))],
        vec![edit(RecordKey::Indicator(indicator(9)), None, Some(indicator_record(9)))],
        vec![edit(key, Some(moved), None)],
        vec![edit(RecordKey::Node(measure(2)), plan().record(&RecordKey::Node(measure(2))), None)],
    ];
    for (n, edits) in steps.into_iter().enumerate() {
        let change = change(60 + n as u128, P, edits);
        store.commit(&change).unwrap();
        expected.apply(&change);
        assert_same(&plan(), &expected);
    }
}

macro_rules! suite {
    ($($name:ident),+ $(,)?) => {
        mod memory {
            use super::*;
            $(#[test] fn $name() { super::$name(&MemoryStore::new()); })+
        }
        mod disk {
            use super::*;
            $(#[test] fn $name() {
                let dir = tempfile::tempdir().unwrap();
                let store = DiskStore::open(&dir.path().join("w"), &OpenOptions::at(1)).unwrap();
                super::$name(&store);
                reopens_the_same(store, dir.path());
            })+
        }
        /// Runs each test in a database of its own, on the server that is named for tests.
        #[cfg(feature = "postgres")]
        mod server {
            use super::*;
            use crate::store::postgres::scratch::Scratch;
            $(
                #[test]
                #[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
                fn $name() {
                    let scratch = Scratch::new();
                    let store = scratch.open();
                    super::$name(&store);
                    reads_the_same(&store, &scratch.open());
                }
            )+
        }
        mod guest {
            use super::*;
            $(#[test] fn $name() {
                let dir = tempfile::tempdir().unwrap();
                let attach = || SharedStore::attach(&dir.path().join("w"), AttachOptions::window(1)).unwrap();
                let (host, guest) = (attach(), attach());
                assert!(host.is_host() && !guest.is_host());
                super::$name(&guest);
            })+
        }
    };
}

suite!(
    commits_and_loads,
    lists_plans,
    refuses_conflicts_whole,
    checks_guards,
    repeats_no_change,
    keeps_history,
    keeps_slugs_apart,
    tells_watchers,
    undoes_a_deletion,
    undoes_and_refuses_undo,
    a_lost_header_is_a_deletion,
    refuses_a_record_under_a_wrong_key,
    keeps_what_is_out_of_place,
);

/// After any operations on a disk store, every way to reopen it gives the same plans: from the snapshots, from the
/// state without snapshots, and from the journal alone; and the doctor finds no fault.
fn reopens_the_same(store: DiskStore, dir: &std::path::Path) {
    let path = dir.join("w");
    let entries = store.plans().unwrap();
    let all = |store: &DiskStore| {
        let ids = (1..10).map(PlanId);
        ids.map(|id| (store.load(id).unwrap(), store.history(id, 1).unwrap())).collect::<Vec<_>>()
    };
    let plans = all(&store);
    let ways: [&[&str]; 4] = [&[], &["view"], &["state"], &["view", "state"]];
    drop(store);
    for way in ways {
        for part in way {
            std::fs::remove_dir_all(path.join(part)).unwrap();
        }
        let store = DiskStore::open(&path, &OpenOptions::at(2)).unwrap();
        assert_eq!(store.plans().unwrap(), entries, "{way:?}");
        for (a, b) in all(&store).iter().zip(&plans) {
            assert_eq!(a.1, b.1, "{way:?}");
            match (&a.0, &b.0) {
                (Some(a), Some(b)) => assert_same(a, b),
                (a, b) => assert_eq!(a, b, "{way:?}"),
            }
        }
        store.settle().unwrap();
        drop(store);
        assert_eq!(super::verify(&path, 3).unwrap().faults, [], "{way:?}");
    }
}

/// After any operations on a server, a second client sees the same plans as the first.
#[cfg(feature = "postgres")]
fn reads_the_same(one: &dyn Store, other: &dyn Store) {
    assert_eq!(one.plans().unwrap(), other.plans().unwrap());
    for id in (1..10).map(PlanId) {
        assert_eq!(one.history(id, 1).unwrap(), other.history(id, 1).unwrap());
        match (one.load(id).unwrap(), other.load(id).unwrap()) {
            (Some(one), Some(other)) => {
                assert_same(&one, &other);
                assert_eq!(other, other.recounted());
            }
            (one, other) => assert_eq!(one, other),
        }
    }
}
