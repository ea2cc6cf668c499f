//! Brief stores: those of commands, which do one thing and do not open the state.

use super::*;

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

/// Runs a command and then releases the lock, which otherwise happens when its process ends.
pub(super) fn briefly<T>(place: &Place, run: impl FnOnce(&DiskStore) -> T) -> T {
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
    // A store that needs the state opens it.
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
        let (a, b) = (Record::from(header("plan-7")), Record::from(header("renamed")));
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
        store.load_part(P, &PlanPart { addresses, evidence: false, groups: false }).unwrap().unwrap()
    };
    let nodes = |plan: &Plan| plan.records().filter(|(key, _)| matches!(key, RecordKey::Node(_))).count();
    for n in 0..40u32 {
        briefly(&place, |store| {
            let plan = part(store, &["1.5#1", "1.7"]);
            assert!((nodes(&plan), plan.seq()) == (3, u64::from(n) + 1) || n % 18 == 17, "{n}");
            let change = set_fact(1_000 + u128::from(n), &plan, 5, n);
            let seq = store.commit(&change).unwrap();
            assert_eq!((seq, store.commit(&change).unwrap()), (u64::from(n) + 2, seq));
            // A change that is based on an older value of the same fact is a conflict.
            let late = set_fact(9_000 + u128::from(n), &plan, 5, 100 + n);
            assert!(matches!(store.commit(&late), Err(CommitError::Conflict(_))));
        });
    }
    let whole = briefly(&place, |store| store.load(P).unwrap().unwrap());
    assert_eq!((whole.seq(), whole.record(&fact_key(5))), (41, Some(fact(39))));
    briefly(&place, |store| {
        assert_eq!(nodes(&part(store, &["1.99"])), 61, "nothing has it");
        assert_eq!(nodes(&part(store, &["1.5/1"])), 61, "the measure has nothing below it");
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
