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

/// Tables of version 1, whose changes do not say what they need.
#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn older_tables_are_brought_up_with_what_is_in_them() {
    let scratch = Scratch::without_tables();
    scratch.run(&format!(
        "CREATE SCHEMA kvartal; {}; INSERT INTO kvartal.schema_version (version, program) VALUES (1, '0.1.0')",
        include_str!("../schema/1.sql")
    ));
    let opened = PgStore::open(&scratch.address(), &variable, OPTIONS);
    assert_eq!(fault(opened), ServerFault::TablesOlder { found: 1, needed: schema::VERSION });
    // A row as the program of that version wrote it.
    let first = create(P, "plan", 2);
    let bytes: String = codec::encode(&first).unwrap().iter().map(|byte| format!("{byte:02x}")).collect();
    let id = format!("{:032x}", P.0);
    scratch.run(&format!(
        "INSERT INTO kvartal.plans (id, organisation, slug, archived, seq, entry) \
            VALUES ('{id}', 'o', NULL, false, 1, ''); \
         INSERT INTO kvartal.changes (plan, seq, id, author, at, verb, change) \
            VALUES ('{id}', 1, '{:032x}', 'Олена', now(), 'create_plan', '\\x{bytes}')",
        first.id.0
    ));
    let migrated = migrate(&scratch.address(), &variable, OPTIONS).unwrap();
    assert_eq!(migrated, Migrated { from: 1, to: schema::VERSION });
    assert_eq!(scratch.open().history(P, 1).unwrap(), [Logged { seq: 1, change: first }]);
}

/// Tables of version 3, which have the names of all figures in the row of a plan.
#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn figures_with_names_stay_in_the_views() {
    let scratch = Scratch::without_tables();
    let steps =
        [include_str!("../schema/1.sql"), include_str!("../schema/2.sql"), include_str!("../schema/3.sql")];
    let quarter = |name: &str, measures: u32| {
        format!(
            r#"{{"quarter": "{name}", "measures": {measures}, "indicators": 3, "due": 1, "target_sum": "7.5",
                "fact_sum": null, "units_mixed": true, "share_met": "50.0", "mean_capped": "60.1", "mean": "70.2",
                "statuses": {{"met": 2, "partial": 0}}}}"#
        )
    };
    let (first, second) = (quarter("2026Q1", 4), quarter("2026Q2", 5));
    scratch.run(&format!(
        "CREATE SCHEMA kvartal; {}; INSERT INTO kvartal.schema_version (version, program) VALUES (3, '0.1.0'); \
         INSERT INTO kvartal.plans (id, organisation, slug, archived, seq, listed, shown) VALUES \
            ('{:032x}', 'o', 'plan', false, 1, '', '{{\"title\": \"t\", \"summaries\": [{first}, {second}]}}')",
        steps.join(";"),
        P.0
    ));
    let migrated = migrate(&scratch.address(), &variable, OPTIONS).unwrap();
    assert_eq!(migrated, Migrated { from: 3, to: schema::VERSION });
    let shown = "(SELECT string_agg(concat_ws('|', slug, quarter, measures, indicators, due, target_sum, fact_sum, \
            units_mixed, share_met, mean_capped, mean, statuses->'met', statuses->'done_late'), ' ' ORDER BY quarter) \
        FROM kvartal.summaries)";
    let expected = "plan|2026Q1|4|3|1|7.5|t|50.0|60.1|70.2|2|0 plan|2026Q2|5|3|1|7.5|t|50.0|60.1|70.2|2|0";
    scratch.run(&format!("DO $$ BEGIN ASSERT {shown} = '{expected}', {shown}; END $$"));
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

/// A search through many plans reads their outlines, as it would find them in the whole plans.
#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn the_outline_of_a_plan_is_read_without_its_values() {
    let scratch = Scratch::new();
    let store = scratch.open();
    store.commit(&create(P, "plan", 3)).unwrap();
    store.commit(&set_fact(50, &store.load(P).unwrap().unwrap(), 1, 5)).unwrap();
    let (whole, outline) = (store.load(P).unwrap().unwrap(), store.look_into(P).unwrap().unwrap());
    let of_outline = |key: &RecordKey| {
        matches!(
            key,
            RecordKey::Header | RecordKey::Performer(_) | RecordKey::Node(_) | RecordKey::Indicator(_)
        )
    };
    let expected: Vec<_> = whole.records().filter(|(key, _)| of_outline(key)).collect();
    assert_eq!(outline.records().collect::<Vec<_>>(), expected);
    assert_eq!((outline.seq(), expected.len(), store.look_into(PlanId(99)).unwrap()), (2, 9, None));
}
