//! Searches through all plans.

use super::{
    centres::{Centres, OWN},
    *,
};
use crate::{
    domain::{Node, Origin, Performer, PerformerId, PerformerRef, Record},
    text::find::{Folded, Wanted},
};

const Q: PlanId = PlanId(8);

fn found(store: &PgStore, typed: &str, otherwise: &[&str]) -> Vec<u128> {
    let found = store.may_hold(&[P, Q], &Wanted::new(typed, otherwise)).unwrap();
    found.into_iter().map(|id| id.0).collect()
}

/// A change of the first measure.
fn with_measure(id: u128, plan: &Plan, alter: impl Fn(&mut Node)) -> Change {
    let key = RecordKey::Node(measure(1));
    let before = plan.record(&key);
    let mut node = plan.node(measure(1)).unwrap().clone();
    alter(&mut node);
    change(id, plan.id(), vec![edit(key, before, Some(Record::from(node)))])
}

#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn a_search_names_the_plans_that_it_may_find_something_in() {
    let scratch = Scratch::new();
    let store = scratch.open();
    store.commit(&create(P, "verbodil", 2)).unwrap();
    store.commit(&create(Q, "others", 2)).unwrap();
    let titled = |title: &'static str| move |node: &mut Node| title.clone_into(&mut node.title);
    let plan = store.load(P).unwrap().unwrap();
    store
        .commit(&with_measure(50, &plan, titled("Опитування відвідувачів (100 %_осіб) щодо ґанку")))
        .unwrap();
    let plan = store.load(Q).unwrap().unwrap();
    store.commit(&with_measure(51, &plan, titled("Сад «\\[об’єкт]»"))).unwrap();
    let cases: [(&str, &[&str], &[u128]); 15] = [
        ("опитування", &[], &[7]),
        ("ОПИТУВАННЯ ганок", &[], &[]),
        ("щодо відвід", &[], &[7]),
        ("опвдв", &[], &[7]),
        ("оганку", &[], &[]),
        ("100 %_", &[], &[7]),
        ("1_0", &[], &[]),
        ("обєкт", &[], &[8]),
        ("\\[", &[], &[8]),
        ("с\\[", &[], &[8]),
        ("jgbnedfyyz", &["опитування"], &[7]),
        ("opytuv", &[], &[7]),
        ("verbo", &[], &[7]),
        ("ж", &[], &[]),
        ("", &[], &[]),
    ];
    for (typed, otherwise, expected) in cases {
        assert_eq!(found(&store, typed, otherwise), expected, "{typed}");
    }
    // The program decides: whatever it finds, the database has named.
    let text = Folded::new("Опитування відвідувачів (100 %_осіб) щодо ґанку");
    for (typed, otherwise, named) in cases {
        let is_found = Wanted::new(typed, otherwise).rank_folded(&text).is_some();
        assert!(!is_found || named.contains(&7), "{typed}");
    }
}

#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn a_search_knows_what_has_changed() {
    let scratch = Scratch::new();
    let store = scratch.open();
    store.commit(&create(P, "plan", 2)).unwrap();
    let plan = store.load(P).unwrap().unwrap();
    let (id, key) = (PerformerId(0x77), RecordKey::Performer(PerformerId(0x77)));
    let named = |name: &str| Some(Record::from(Performer { name: name.to_owned(), ..Performer::default() }));
    let mut joined = with_measure(50, &plan, |node| {
        node.performers = vec![PerformerRef { id, by_consent: false }];
        node.code = Some("7.3".to_owned());
    });
    joined.edits.push(edit(key, None, named("Бюро Журавель")));
    store.commit(&joined).unwrap();
    assert_eq!(found(&store, "журавель", &[]), [7]);
    // An address goes on from a code.
    assert_eq!((found(&store, "7.3#2", &[]), found(&store, "7.4", &[])), (vec![7], vec![]));
    store.commit(&change(51, P, vec![edit(key, named("Бюро Журавель"), named("Бюро Чайка"))])).unwrap();
    assert_eq!((found(&store, "журавель", &[]), found(&store, "чайка", &[])), (vec![], vec![7]));
    let gone = delete(60, &store.load(P).unwrap().unwrap());
    store.commit(&gone).unwrap();
    scratch.run("DO $$ BEGIN ASSERT NOT EXISTS (SELECT FROM kvartal.places); END $$");
    store.commit(&gone.inverse(&mut context(9), Origin::Undo(gone.id))).unwrap();
    assert_eq!(found(&store, "чайка", &[]), [7]);
    // A plan whose words are not there is looked into.
    scratch.run("DELETE FROM kvartal.places");
    assert_eq!(found(&store, "журавель", &[]), [7]);
}

#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn nobody_finds_what_is_in_plans_that_he_may_not_see() {
    let scratch = Scratch::new();
    let mut centres = Centres::new(&scratch);
    scratch.open().commit(&create(P, "plan", 2)).unwrap();
    let role = centres.admit("elsewhere", "Інший центр", "approver");
    assert_eq!(found(&centres.open(&role), "plan", &[]), []);
    assert_eq!(centres.psql(&role, "SELECT count(*) FROM kvartal.places"), "0");
    let own = centres.admit("own", OWN, "performer");
    assert_eq!(found(&centres.open(&own), "plan", &[]), [7]);
}

/// Tables of version 2, which have no words.
#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn older_tables_get_the_words_of_their_plans() {
    let scratch = Scratch::new();
    let mut centres = Centres::new(&scratch);
    scratch.open().commit(&create(P, "plan", 2)).unwrap();
    let role = centres.admit("own", OWN, "performer");
    scratch.run(
        "DROP TABLE kvartal.places; DROP FUNCTION kvartal.let_in; UPDATE kvartal.schema_version SET version = 2; \
         ALTER TABLE kvartal.plans RENAME COLUMN listed TO entry; \
         ALTER TABLE kvartal.plans RENAME COLUMN in_views TO shown",
    );
    let migrated = migrate(&scratch.address(), &variable, OPTIONS).unwrap();
    assert_eq!(migrated, Migrated { from: 2, to: schema::VERSION });
    assert_eq!(found(&centres.open(&role), "обласний", &[]), [7]);
    assert_eq!(found(&centres.open(&role), "ґанок", &[]), []);
}
