//! Tests of what the server store does beyond the promises of every store.

use std::time::Duration;

use super::{
    super::{fixture::*, server::ServerFault},
    scratch::{OPTIONS, Scratch, variable},
    *,
};
use crate::domain::{ChangeId, Level, NodeId, RecordKey};

const P: PlanId = PlanId(7);

fn fault(result: Result<PgStore, StoreError>) -> ServerFault {
    match result {
        Err(StoreError::Server(fault)) => fault,
        other => panic!("{other:?}"),
    }
}

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

/// The roles of one test, dropped with this value.
struct Centres<'a> {
    scratch: &'a Scratch,
    roles: Vec<String>,
}

impl<'a> Centres<'a> {
    fn new(scratch: &'a Scratch) -> Self {
        Self { scratch, roles: Vec::new() }
    }

    /// Creates a role with access.
    fn admit(&mut self, name: &str, organisation: &str, kind: &str) -> String {
        let role = format!("{}_{name}", self.scratch.name);
        self.scratch.run(&format!(
            "CREATE ROLE {role} LOGIN; SELECT kvartal.admit('{role}', '{organisation}', '{kind}')"
        ));
        self.roles.push(role.clone());
        role
    }

    fn open(&self, role: &str) -> PgStore {
        PgStore::open(&self.scratch.address_of(role), &variable, OPTIONS).unwrap()
    }

    /// The output of psql for a role, or its error message.
    fn psql(&self, role: &str, sql: &str) -> String {
        let address = self.scratch.address_of(role);
        let asked = std::process::Command::new("psql").args(["-XAtc", sql, &address]).output().unwrap();
        let text = [asked.stdout, asked.stderr].concat();
        String::from_utf8_lossy(&text).trim().to_owned()
    }
}

impl Drop for Centres<'_> {
    fn drop(&mut self) {
        for role in &self.roles {
            self.scratch.run(&format!("DROP OWNED BY {role}; DROP ROLE {role}"));
        }
    }
}

const OWN: &str = "Обласний центр зайнятості";
const OTHERS: PlanId = PlanId(8);

/// A plan of another organisation.
fn of_others() -> Change {
    let mut made = create(OTHERS, "others", 2);
    for edit in &mut made.edits {
        if let Some(crate::domain::Record::Header(header)) = &mut edit.after {
            header.organisation = "Інший центр".to_owned();
        }
    }
    made
}

#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn a_centre_sees_and_changes_its_own_plans_only() {
    let scratch = Scratch::new();
    let mut centres = Centres::new(&scratch);
    let owner = scratch.open();
    owner.commit(&create(P, "plan", 2)).unwrap();
    owner.commit(&of_others()).unwrap();
    let role = centres.admit("centre", OWN, "planner");
    let centre = centres.open(&role);
    assert_eq!(centre.plans().unwrap().iter().map(|plan| plan.id).collect::<Vec<_>>(), [P]);
    assert_eq!(centre.load(OTHERS).unwrap(), None);
    assert_eq!(centre.history(OTHERS, 1).unwrap(), []);
    let plan = centre.load(P).unwrap().unwrap();
    assert_eq!(centre.commit(&set_fact(50, &plan, 1, 5)).unwrap(), 2);
    let not_allowed =
        |done| matches!(done, Err(CommitError::Store(StoreError::Server(ServerFault::NotAllowed { .. }))));
    let theirs = owner.load(OTHERS).unwrap().unwrap();
    assert!(centre.commit(&set_fact(51, &theirs, 1, 5)).is_err());
    // A role can neither create a plan for another organisation nor replace one that it does not see.
    let begun = Change { plan: PlanId(9), ..of_others() };
    assert!(not_allowed(centre.commit(&begun)));
    assert!(not_allowed(centre.commit(&create(OTHERS, "mine", 1))));
    assert_eq!(centre.commit(&create(PlanId(9), "mine", 1)).unwrap(), 1);
    assert_eq!(owner.load(OTHERS).unwrap().unwrap(), theirs);
    // The office sees everything; a viewer changes nothing.
    let office = centres.open(&centres.roles[0].clone());
    assert_eq!(office.plans().unwrap().len(), 2);
    let all = centres.admit("office", "*", "approver");
    assert_eq!(centres.open(&all).plans().unwrap().len(), 3);
    let viewer = centres.admit("viewer", OWN, "viewer");
    let viewer = centres.open(&viewer);
    let plan = viewer.load(P).unwrap().unwrap();
    assert!(not_allowed(viewer.commit(&set_fact(52, &plan, 2, 5))));
}

#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn with_psql_a_centre_gets_no_further() {
    let scratch = Scratch::new();
    let mut centres = Centres::new(&scratch);
    let owner = scratch.open();
    owner.commit(&create(P, "plan", 2)).unwrap();
    owner.commit(&of_others()).unwrap();
    let role = centres.admit("centre", OWN, "planner");
    let psql = |sql: &str| centres.psql(&role, sql);
    for table in ["plans", "all_plans", "summaries"] {
        assert_eq!(psql(&format!("SELECT count(*) FROM kvartal.{table}")), "1", "{table}");
    }
    let others = "'00000000-0000-0000-0000-000000000008'";
    for table in ["records", "changes", "nodes", "measures", "indicators", "targets", "log"] {
        let own = psql(&format!("SELECT count(*) > 0 FROM kvartal.{table}"));
        let theirs = psql(&format!("SELECT count(*) FROM kvartal.{table} WHERE plan = {others}"));
        assert_eq!((own.as_str(), theirs.as_str()), ("t", "0"), "{table}");
    }
    assert_eq!(psql(&format!("UPDATE kvartal.plans SET seq = 9 WHERE id = {others}")), "UPDATE 0");
    assert_eq!(psql(&format!("DELETE FROM kvartal.records WHERE plan = {others}")), "DELETE 0");
    let into = format!("INSERT INTO kvartal.records VALUES ({others}, '\\x01', 1, '', 'header', NULL)");
    assert!(psql(&into).contains("row-level security"), "{}", psql(&into));
    let moved = psql("UPDATE kvartal.plans SET organisation = 'Інший центр'");
    assert!(moved.contains("row-level security"), "{moved}");
    for denied in [
        "DELETE FROM kvartal.changes",
        "UPDATE kvartal.changes SET author = 'x'",
        "DELETE FROM kvartal.plans",
        "INSERT INTO kvartal.members VALUES ('x', '*', 'approver')",
        "SELECT kvartal.admit('x', '*', 'approver')",
    ] {
        assert!(psql(denied).contains("permission denied"), "{denied}: {}", psql(denied));
    }
    let forged = format!(
        "INSERT INTO kvartal.changes (plan, seq, id, author, by_role, at, verb, change) VALUES \
         ('00000000-0000-0000-0000-000000000007', 9, gen_random_uuid(), 'x', 'kvartal', now(), 'x', '')"
    );
    assert!(psql(&forged).contains("row-level security"), "{}", psql(&forged));
    assert_eq!(owner.load(OTHERS).unwrap().unwrap().seq(), 1);
}

#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn roles_of_a_plan_are_roles_of_the_server() {
    let scratch = Scratch::new();
    let mut centres = Centres::new(&scratch);
    let owner = scratch.open();
    owner.commit(&create(P, "plan", 2)).unwrap();
    let [entry, planner] = ["entry", "planner"].map(|name| centres.admit(name, OWN, "planner"));
    let give = |id: u128, who: &str, kind| {
        let role = crate::domain::Role { who: who.to_owned(), kind, performer: None };
        let key = RecordKey::Role(crate::domain::RoleId(id));
        edit(key, None, Some(crate::domain::Record::Role(role)))
    };
    let roles = vec![
        give(1, "kvartal", crate::domain::RoleKind::Approver),
        give(2, &entry, crate::domain::RoleKind::Viewer),
        give(3, &format!("@{}_group", scratch.name), crate::domain::RoleKind::Planner),
    ];
    owner.commit(&change(40, P, roles)).unwrap();
    scratch.run(&format!("CREATE ROLE {0}_group; GRANT {0}_group TO {planner}", scratch.name));
    centres.roles.push(format!("{}_group", scratch.name));
    let plan = owner.load(P).unwrap().unwrap();
    // The server checks the role of the connection and not the author that the change names.
    let refused = centres.open(&entry).commit(&set_fact(50, &plan, 1, 5));
    assert!(matches!(refused, Err(CommitError::Denied(_))), "{refused:?}");
    assert_eq!(centres.open(&planner).commit(&set_fact(51, &plan, 1, 5)).unwrap(), 3);
    assert_eq!(owner.commit(&set_fact(52, &plan, 2, 5)).unwrap(), 4);
}

#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn views_show_words_and_numbers() {
    let scratch = Scratch::new();
    let mut centres = Centres::new(&scratch);
    let owner = scratch.open();
    owner.commit(&create(P, "plan", 2)).unwrap();
    owner.commit(&set_fact(50, &owner.load(P).unwrap().unwrap(), 1, 5)).unwrap();
    owner.commit(&change(51, P, vec![evidence(5, 1)])).unwrap();
    let role = centres.admit("reader", "*", "viewer");
    let psql = |sql: &str| centres.psql(&role, sql);
    assert_eq!(
        psql("SELECT slug, first_quarter, last_quarter, seq FROM kvartal.all_plans"),
        "plan|2023Q4|2023Q4|3"
    );
    let figures = "SELECT quarter, measures, indicators, fact_sum, share_met, statuses->>'exceeded' \
        FROM kvartal.summaries";
    assert_eq!(psql(figures), "2023Q4|2|2|5|50.0|1");
    let joined = "SELECT m.title IS NOT NULL, f.kind, f.number, t.number FROM kvartal.facts f \
        JOIN kvartal.indicators i USING (plan, indicator) JOIN kvartal.measures m USING (plan, measure) \
        JOIN kvartal.targets t USING (plan, indicator)";
    assert_eq!(psql(joined), "t|number|5|2");
    assert_eq!(psql("SELECT count(*) FROM kvartal.evidence WHERE text <> ''"), "1");
    assert_eq!(
        psql("SELECT string_agg(verb, ' ' ORDER BY seq) FROM kvartal.log"),
        "create_plan set_fact set_fact"
    );
    // Every view has a comment.
    let without = "SELECT count(*) FROM pg_views v WHERE schemaname = 'kvartal' \
        AND obj_description(format('kvartal.%I', viewname)::regclass) IS NULL";
    assert_eq!(psql(without), "0");
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
