//! Connections that are lost, given up, or never made.

use std::sync::mpsc::channel;

use super::*;

/// Options of a client that does not wait.
const AT_ONCE: ServerOptions = ServerOptions { patience: Some(Duration::ZERO), ..OPTIONS };

fn lines(address: &str) -> Lines {
    open_lines(address, &variable, OPTIONS, true, Box::new(|_| ())).unwrap()
}

/// Nobody serves a connection between two questions, so the second one finds out that it is lost.
#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn a_connection_that_was_lost_between_two_questions_is_replaced() {
    let scratch = Scratch::new();
    let store = PgStore::open(&scratch.address(), &variable, AT_ONCE).unwrap();
    store.commit(&create(P, "plan", 2)).unwrap();
    for n in 0..3 {
        let plan = store.load(P).unwrap().unwrap();
        scratch.run(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity \
             WHERE datname = current_database() AND pid <> pg_backend_pid()",
        );
        assert_eq!(store.commit(&set_fact(50 + n, &plan, 1, n as u32)).unwrap(), n as u64 + 2);
    }
}

/// A transaction that was left open would lock the plan until the next question.
#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn a_connection_that_is_given_up_is_closed_at_once() {
    let scratch = Scratch::new();
    let lines = lines(&scratch.address());
    let given_up = lines.ask(async |line| {
        line.batch("BEGIN; LOCK TABLE kvartal.plans").await?;
        Err::<(), _>(LineError::Fault(ServerFault::NotBuilt))
    });
    assert_eq!(given_up, Err(ServerFault::NotBuilt));
    scratch.run("BEGIN; SET LOCAL lock_timeout = '10s'; LOCK TABLE kvartal.plans; COMMIT");
}

/// A command ends right after its commit.
#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn the_hint_of_a_commit_is_sent_before_the_program_ends() {
    let scratch = Scratch::new();
    let lines = lines(&scratch.address());
    let told = lines.ask(async |line| {
        line.batch("LISTEN kvartal").await?;
        let commit = || scratch.open().commit(&create(P, "plan", 2)).unwrap();
        std::thread::scope(|scope| scope.spawn(commit).join().unwrap());
        Ok(tokio::time::timeout(Duration::from_secs(20), lines.opener.hint.notified()).await.is_ok())
    });
    assert_eq!(told, Ok(true));
}

/// Several threads ask at the same time: one of them serves the connections of all.
#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn many_threads_ask_at_the_same_time() {
    let scratch = Scratch::new();
    let lines = lines(&scratch.address());
    let ask = || {
        for n in 0..30_i64 {
            let asked = async |line: &Line| {
                let rows = line.query("SELECT $1::bigint FROM pg_sleep(0.001)", &[&n]).await?;
                Ok(rows[0].try_get::<_, i64>(0)?)
            };
            assert_eq!(lines.ask(asked), Ok(n));
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(ask);
        }
    });
}

/// A former leader that still accepts connections finishes nothing: the next server is asked.
#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn a_server_that_finishes_nothing_is_left_for_the_next() {
    let scratch = Scratch::new();
    let address = ServerAddress::read(&scratch.address(), &variable).unwrap();
    let (user, port, database) = (&address.user, address.hosts[0].port, &address.database);
    let twice = format!("postgres://{user}@127.0.0.1:{port},localhost:{port}/{database}");
    let lines = lines(&twice);
    let asked = Mutex::new(Vec::new());
    let done = lines.ask(async |line| {
        asked.lock().unwrap().push(line.host.name.clone());
        let is_stuck = line.host.name == "127.0.0.1";
        if is_stuck { line.batch("SET statement_timeout = 1; SELECT pg_sleep(5)").await } else { Ok(()) }
    });
    assert_eq!((done, asked.into_inner().unwrap().join(" ")), (Ok(()), "127.0.0.1 localhost".to_owned()));
}

/// A machine that is off does not answer at all, and nobody waits for it while another server is there.
#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn a_server_that_is_silent_does_not_hold_up_the_others() {
    // Connections are accepted by the system, and nobody ever answers.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let silent = listener.local_addr().unwrap();
    let scratch = Scratch::new();
    let address = scratch.address();
    let (role, place) = address.split_once('@').unwrap();
    let (place, _) = place.split_once('?').unwrap();
    let both = format!("{role}@{silent},{place}?connect_timeout=3600");
    let (opened, outcome) = channel();
    std::thread::spawn(move || opened.send(PgStore::open(&both, &variable, OPTIONS).is_ok()));
    assert_eq!(outcome.recv_timeout(Duration::from_secs(60)), Ok(true));
}
