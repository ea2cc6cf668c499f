//! A server that is set back to an earlier state, as after the restoration of a backup.

use std::collections::BTreeSet;

use super::*;
use crate::store::Rewound;

const Q: PlanId = PlanId(8);

impl Scratch {
    /// Copies the tables.
    fn back_up(&self) {
        self.run(include_str!("back_up.sql"));
    }

    /// Puts the copies in the place of the tables, and breaks every connection, as a server that was started anew.
    fn restore(&self) {
        self.run(include_str!("restore.sql"));
    }
}

#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn what_a_restored_server_has_lost_is_told_and_kept() {
    let scratch = Scratch::new();
    let (store, other) = (scratch.open(), scratch.open());
    store.commit(&create(P, "plan", 3)).unwrap();
    store.commit(&set_fact(50, &store.load(P).unwrap().unwrap(), 1, 5)).unwrap();
    let news = store.watch();
    scratch.back_up();
    let own = set_fact(51, &store.load(P).unwrap().unwrap(), 1, 7);
    store.commit(&own).unwrap();
    let theirs = set_fact(52, &other.load(P).unwrap().unwrap(), 2, 8);
    other.commit(&theirs).unwrap();
    let begun = create(Q, "begun", 1);
    other.commit(&begun).unwrap();
    let next = || news.recv_timeout(Duration::from_secs(20)).unwrap();
    let mut told = BTreeSet::new();
    while told.len() < 3 {
        if let News::Changed(logged) = next() {
            told.insert(logged.change.id);
        }
    }
    scratch.restore();
    // The connection may have lived for a moment longer than what it had shown: then it is told in two parts.
    let mut lost = Rewound::default();
    while lost.plans < 2 {
        if let News::Rewound(part) = next() {
            lost.plans += part.plans;
            lost.changes += part.changes;
            lost.kept.extend(part.kept);
        }
    }
    assert_eq!((lost.plans, lost.changes), (2, 3));
    let kept: BTreeSet<_> = lost.kept.iter().map(|logged| logged.change.id).collect();
    assert_eq!(kept, [own.id, theirs.id, begun.id].into());
    while next() != News::Anew {}
    assert_same(&store.load(P).unwrap().unwrap(), &scratch.open().load(P).unwrap().unwrap());
    assert_eq!((store.load(P).unwrap().unwrap().seq(), store.load(Q).unwrap()), (2, None));
    // What was kept can be sent again.
    assert_eq!(store.commit(&own).unwrap(), 3);
    assert_eq!(store.commit(&begun).unwrap(), 1);
    assert!(matches!(next(), News::Changed(_) | News::Line(_)), "and is told once more");
}

#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn a_change_is_checked_against_what_a_restored_server_has() {
    let scratch = Scratch::new();
    let (store, other) = (scratch.open(), scratch.open());
    store.commit(&create(P, "plan", 3)).unwrap();
    scratch.back_up();
    store.commit(&set_fact(50, &store.load(P).unwrap().unwrap(), 1, 7)).unwrap();
    let seen = store.load(P).unwrap().unwrap();
    scratch.restore();
    // As many changes as before, and not the same.
    other.commit(&set_fact(51, &other.load(P).unwrap().unwrap(), 1, 9)).unwrap();
    let late = store.commit(&set_fact(52, &seen, 1, 8));
    assert!(matches!(&late, Err(CommitError::Conflict(found)) if found[0].now == Some(fact(9))), "{late:?}");
    assert_eq!(store.commit(&set_fact(53, &seen, 2, 8)).unwrap(), 3);
    assert_same(&store.load(P).unwrap().unwrap(), &scratch.open().load(P).unwrap().unwrap());
}
