//! What a store reports and refuses when changes are lost.

use super::{super::super::journal::Claims, *};

/// A workspace with a plan of three measures and `count` facts, all of them in the state.
fn worked(place: &Place, count: u32) -> Plan {
    let store = place.open();
    store.commit(&create(P, "plan", 3)).unwrap();
    let plan = facts(&store, 0, count);
    store.settle().unwrap();
    plan
}

fn refused(place: &Place) -> Lost {
    match DiskStore::open(&place.path, &OpenOptions::at(1)) {
        Err(StoreError::Lost(lost)) => *lost,
        other => panic!("{other:?}"),
    }
}

#[test]
fn nothing_is_written_until_somebody_has_decided() {
    use crate::store::{ChangeKeeper as At, Mender, accept_loss, repair};
    let place = place();
    let plan = worked(&place, 3);
    let journal = place.file("journal/00000001.kvj");
    let whole = std::fs::read(&journal).unwrap();
    let reader = Reader::new(&place.file("journal"));
    let last = reader
        .between(&reader.start().unwrap(), None)
        .unwrap()
        .tail(&Claims::default())
        .unwrap()
        .0
        .pop()
        .unwrap();
    let short = &whole[..last.at.offset() as usize];
    // The loss is noticed by the witness first, and without it by the state and the snapshots.
    for (without, knows) in [(&[][..], At::Witness), (&["witness", "view"], At::State)] {
        std::fs::write(&journal, short).unwrap();
        place.copy("journal", "kept");
        for part in without {
            let _ = std::fs::remove_file(place.file(part));
            let _ = std::fs::remove_dir_all(place.file(part));
        }
        let lost = refused(&place);
        assert_eq!(lost.trouble, Trouble::Shortened);
        let [loss] = lost.losses.as_slice() else { panic!("{lost:?}") };
        assert_eq!((loss.plan, loss.name.as_str(), loss.first, loss.last), (Some(P), "plan", 4, 4));
        assert_eq!(loss.place, Some(knows), "{without:?}");
        assert_eq!(std::fs::read(&journal).unwrap(), short, "nothing was written");
        assert!(!place.verify().is_well());
        let mut next = 0;
        let mut draw = || {
            next += 1;
            next
        };
        let mended = repair(&place.path, &mut Mender { author: "Олена", at: 9, draw: &mut draw }).unwrap();
        assert_eq!((mended.brought, mended.open), (vec![loss.clone()], vec![]));
        assert!(place.verify().is_well(), "{:?}", place.verify());
        let store = place.open();
        assert_eq!(store.load(P).unwrap().unwrap(), plan);
        let history = store.history(P, 1).unwrap();
        assert_eq!(history[3].change.id, last.label.change, "{without:?}: the change keeps its id");
        let verbs =
            history.iter().filter(|logged| logged.change.summary.verb == crate::domain::Verb::Restore);
        assert!(verbs.count() > 0, "the history says so");
        store.settle().unwrap();
        drop(store);
        std::fs::write(&journal, &whole).unwrap();
        let _ = std::fs::remove_file(place.file("witness"));
        let _ = std::fs::remove_dir_all(place.file("view"));
        let _ = std::fs::remove_dir_all(place.file("state"));
        place.open().settle().unwrap();
    }
    std::fs::write(&journal, short).unwrap();
    let mut draw = || 77;
    let accepted = accept_loss(&place.path, &mut Mender { author: "Олена", at: 9, draw: &mut draw }).unwrap();
    assert_eq!(accepted.accepted.len(), 1);
    assert!(place.verify().is_well());
    let store = place.open();
    assert_ne!(store.load(P).unwrap().unwrap(), plan);
    assert_eq!(store.history(P, 1).unwrap()[3].change.summary.verb, crate::domain::Verb::AcceptLoss);
}

#[test]
fn damage_in_one_plan_refuses_no_other() {
    let place = place();
    let store = place.open();
    store.commit(&create(P, "plan", 3)).unwrap();
    store.commit(&create(PlanId(8), "other", 3)).unwrap();
    facts(&store, 0, 3);
    drop(store);
    let path = place.file("journal/00000001.kvj");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[200] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let report = place.verify();
    assert_eq!(report.faults.iter().map(|f| (&f.path, f.at)).collect::<Vec<_>>(), [(&path, 50)]);
    // Without the parts that know later positions, and without the files for a fast start, so that the journal itself
    // is read.
    for part in ["view", "state"] {
        std::fs::remove_dir_all(place.file(part)).unwrap();
    }
    std::fs::remove_file(place.file("witness")).unwrap();
    let store = place.open();
    let told = store.notices();
    assert!(matches!(&told[..], [StoreNotice::Lacks(lost)] if lost.losses.len() == 1), "{told:?}");
    let other = store.load(PlanId(8)).unwrap().unwrap();
    store.commit(&set_fact(500, &other, 1, 5)).unwrap();
    let damaged = change(501, P, vec![evidence(1, 1)]);
    assert!(matches!(store.commit(&damaged), Err(CommitError::Store(StoreError::Lost(_)))));
    drop(store);
    // The loss is reported at every start, and what was written remains.
    let store = place.open();
    assert_eq!(store.notices().len(), 1);
    assert_eq!(store.load(PlanId(8)).unwrap().unwrap().record(&fact_key(1)), Some(fact(5)));
}

#[test]
fn the_lock_outlives_its_file() {
    let place = place();
    let store = place.open();
    store.commit(&create(P, "plan", 3)).unwrap();
    std::fs::remove_file(place.file("lock")).unwrap();
    assert!(matches!(DiskStore::open(&place.path, &OpenOptions::at(9)), Err(StoreError::Locked { .. })));
    facts(&store, 0, 1);
    drop(store);
    place.open();
    assert!(place.verify().is_well());
}

#[test]
fn what_is_set_aside_stays() {
    let place = place();
    let plan = worked(&place, 3);
    for _ in 0..2 {
        let _ = std::fs::remove_dir_all(place.file("view"));
        replace_file(&place.file("state.unsynced"), b"another boot", true).unwrap();
        let store = place.open();
        assert_eq!(store.load(P).unwrap().unwrap(), plan);
        store.settle().unwrap();
        let notices = store.notices();
        let aside = notices.iter().find_map(|notice| match notice {
            StoreNotice::StateRebuilt { aside, .. } => aside.clone(),
            _ => None,
        });
        assert!(aside.is_some_and(|path| path.starts_with(place.file("aside"))), "{notices:?}");
    }
    assert_eq!(std::fs::read_dir(place.file("aside")).unwrap().count(), 2);
}

#[test]
fn a_change_that_cannot_be_read_is_told_by_those_that_only_read() {
    use crate::store::{Harm, ReadStore, journal::write_frame};
    let place = place();
    let store = place.open();
    store.commit(&create(P, "plan", 3)).unwrap();
    drop(store);
    let path = place.file("journal/00000001.kvj");
    let reader = Reader::new(&place.file("journal"));
    let start = reader.start().unwrap();
    let frame = reader.between(&start, None).unwrap().tail(&Claims::default()).unwrap().0.pop().unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    bytes.truncate(frame.at.offset() as usize);
    // The frame is whole and its checksums are right, and its payload means nothing.
    write_frame(&frame.label, b"nothing", &start.hash, &mut bytes);
    std::fs::write(&path, bytes).unwrap();
    for part in ["view", "state"] {
        let _ = std::fs::remove_dir_all(place.file(part));
    }
    std::fs::remove_file(place.file("witness")).unwrap();
    let store = ReadStore::open(&place.path).unwrap();
    let told = store.notices();
    assert!(matches!(&told[..], [StoreNotice::Lacks(lost)] if lost.losses.len() == 1), "{told:?}");
    assert!(matches!(store.plans(), Err(StoreError::Lost(_))));
    let report = place.verify();
    assert!(matches!(&report.faults[..], [fault] if matches!(fault.what, Harm::Content(_))), "{report:?}");
}

#[test]
fn frames_in_another_order_are_brought_back_into_theirs() {
    use crate::store::{Mender, repair};
    let place = place();
    let store = place.open();
    store.commit(&create(P, "plan", 3)).unwrap();
    let plan = facts(&store, 0, 4);
    store.settle().unwrap();
    drop(store);
    let path = place.file("journal/00000001.kvj");
    let whole = std::fs::read(&path).unwrap();
    let reader = Reader::new(&place.file("journal"));
    let frames = reader.between(&reader.start().unwrap(), None).unwrap().tail(&Claims::default()).unwrap().0;
    let bytes = |n: usize| {
        let at = frames[n].at.offset() as usize;
        &whole[at..at + frames[n].len() as usize]
    };
    // The second change stands behind the fourth, and the third is lost.
    let moved = [&whole[..50], bytes(0), bytes(3), bytes(1), bytes(4)].concat();
    for without in ["", "witness"] {
        std::fs::write(&path, &moved).unwrap();
        if !without.is_empty() {
            std::fs::remove_file(place.file(without)).unwrap();
        }
        let mut draw = || 77;
        let mended = repair(&place.path, &mut Mender { author: "Олена", at: 9, draw: &mut draw }).unwrap();
        assert_eq!(mended.open, [], "without {without}");
        assert!(place.verify().is_well(), "without {without}: {:?}", place.verify());
        assert_eq!(place.open().load(P).unwrap(), Some(plan.clone()));
    }
}
