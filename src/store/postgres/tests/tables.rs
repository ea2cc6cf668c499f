//! The tables of a server: made, told of where they are missing, filled with a copy; and servers that are not there.

use super::*;

#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn tables_are_made_once_and_missing_ones_are_told() {
    let scratch = Scratch::without_tables();
    let opened = || PgStore::open(&scratch.address(), &variable, OPTIONS);
    assert_eq!(fault(opened()), ServerFault::NotPrepared(scratch.name.clone()));
    let migrated = migrate(&scratch.address(), &variable, OPTIONS).unwrap();
    assert_eq!(migrated, Migrated { from: 0, to: schema::VERSION });
    opened().unwrap().commit(&create(P, "plan", 2)).unwrap();
    let again = migrate(&scratch.address(), &variable, OPTIONS).unwrap();
    assert_eq!(again, Migrated { from: schema::VERSION, to: schema::VERSION });
    assert_eq!(opened().unwrap().plans().unwrap().len(), 1);
    scratch.run("UPDATE kvartal.schema_version SET version = 999, program = '9.9'");
    let newer = ServerFault::TablesNewer { found: 999, known: schema::VERSION, program: "9.9".to_owned() };
    assert_eq!(fault(opened()), newer);
    let refused = migrate(&scratch.address(), &variable, OPTIONS);
    assert!(matches!(refused, Err(StoreError::Server(fault)) if fault == newer));
}

#[test]
fn a_password_that_everybody_sees_is_refused() {
    let options = ServerOptions { is_shown: true, ..OPTIONS };
    let refused = PgStore::open("postgres://olena:secret@localhost:1/kvartal", &|_| None, options);
    assert_eq!(fault(refused), ServerFault::PasswordShown);
}

#[test]
fn nobody_at_the_other_end_is_told_with_the_servers_that_were_tried() {
    let options = ServerOptions { at_first: Duration::ZERO, patience: Some(Duration::ZERO), ..OPTIONS };
    let refused = PgStore::open("postgres://olena@127.0.0.1:1,localhost:2/kvartal", &|_| None, options);
    let ServerFault::Unreachable { hosts, .. } = fault(refused) else { panic!("somebody answered") };
    assert_eq!(hosts, "127.0.0.1:1, localhost:2");
}

#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn what_is_copied_has_its_history_and_its_authors() {
    let scratch = Scratch::new();
    let (memory, server) = (crate::store::MemoryStore::new(), scratch.open());
    memory.commit(&create(P, "plan", 3)).unwrap();
    for n in 0..5 {
        let plan = memory.load(P).unwrap().unwrap();
        memory.commit(&set_fact(100 + n, &plan, 1, n as u32)).unwrap();
    }
    let gone = delete(150, &memory.load(P).unwrap().unwrap());
    memory.commit(&gone).unwrap();
    let back = gone.inverse(&mut context(9), crate::domain::Origin::Undo(gone.id));
    memory.commit(&back).unwrap();
    let history = memory.history(P, 1).unwrap();
    server.adopt(&history[..3], false).unwrap();
    // A partly copied plan is not listed, and a change that was sent twice is there once.
    assert_eq!(server.plans().unwrap(), []);
    server.adopt(&history[1..6], false).unwrap();
    assert!(matches!(server.adopt(&history[7..], true), Err(CommitError::Malformed)));
    server.adopt(&history[6..], true).unwrap();
    assert_eq!(server.history(P, 1).unwrap(), history);
    assert_same(&server.load(P).unwrap().unwrap(), &memory.load(P).unwrap().unwrap());
    assert_eq!(scratch.open().load(P).unwrap(), memory.load(P).unwrap());
    assert_eq!(server.plans().unwrap().len(), 1);
}
