//! Windows on plans on a server.

use std::{
    net::TcpStream,
    time::{Duration, Instant},
};

use rustix::process::Signal;

use crate::{
    database::{Database, PLAN},
    line::Line,
    pty_window::{PATIENCE, Window},
};

/// Opens a window and goes to the facts.
fn facts(database: &Database, address: &str, author: &str) -> Window {
    let mut window = database.window(address, author);
    window.wait_for("1.1.1");
    window.send("gf");
    window.wait_for("1.1.1.2");
    window
}

/// Whether a number above a thousand is shown, with whichever separator.
fn shows_number(window: &Window, value: u32) -> bool {
    let (thousands, rest) = (value / 1000, value % 1000);
    ["", " ", "\u{a0}"].iter().any(|gap| window.shows(&format!("{thousands}{gap}{rest:03}")))
}

/// The keys that enter a number far above the target, which Enter has to confirm.
fn typed(value: u32) -> String {
    format!("{value}\r\r")
}

/// How many changes the plan has.
fn changes(database: &Database) -> u32 {
    database.ask("SELECT count(*) FROM kvartal.changes").parse().unwrap()
}

#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn a_fact_appears_in_the_other_window() {
    let database = Database::with_plan();
    let address = database.address();
    let [mut first, mut second] = ["olena", "petro"].map(|author| facts(&database, &address, author));
    let mut times: Vec<Duration> = (0..15)
        .map(|n| {
            let value = 7_301 + n;
            let (from, to) = if n % 2 == 0 { (&mut first, &second) } else { (&mut second, &first) };
            from.send(&format!("{value}\r\u{1b}[A"));
            to.wait_until(&value.to_string(), || shows_number(to, value))
        })
        .collect();
    times.sort();
    println!("a fact in the other window: median {:?}, slowest {:?}", times[7], times[14]);
}

#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn what_is_entered_without_a_line_survives_the_window_and_is_sent_by_the_next() {
    let database = Database::with_plan();
    let line = Line::to(database.place());
    let address = database.address_at(&line.place);
    let mut window = facts(&database, &address, "olena");
    line.cut();
    window.wait_for("the server is away");
    window.send(&[typed(7301), typed(7302)].concat());
    window.wait_for("2 changes wait");
    assert!(shows_number(&window, 7301) && shows_number(&window, 7302), "{}", window.contents());
    assert_eq!((changes(&database), database.unsent().len()), (1, 2));
    window.kill(Signal::KILL);
    line.heal();
    let mut next = database.window(&address, "olena");
    next.wait_for("2 changes that waited for the line are being sent");
    let began = Instant::now();
    while changes(&database) < 3 || !database.unsent().is_empty() {
        assert!(began.elapsed() < PATIENCE, "{}", next.contents());
        std::thread::sleep(Duration::from_millis(5));
    }
    // The window shows the facts where the former one was, below the two rows.
    next.send("\u{1b}[A\u{1b}[A");
    next.wait_until("7301", || shows_number(&next, 7301) && shows_number(&next, 7302));
    assert_eq!(changes(&database), 3);
    assert_eq!(
        database.ask("SELECT string_agg(raw, ' ' ORDER BY raw) FROM kvartal.facts WHERE raw LIKE '73%'"),
        "7301 7302"
    );
}

#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn what_somebody_else_entered_meanwhile_stands_beside_it_when_the_line_is_back() {
    let database = Database::with_plan();
    let line = Line::to(database.place());
    let mut window = facts(&database, &database.address_at(&line.place), "olena");
    line.cut();
    window.wait_for("the server is away");
    window.send(&typed(7301));
    window.wait_for("1 change waits");
    database.ok(&["fact", PLAN, "1.1.1.1", "7402", "--quarter", "2026Q4"]);
    line.heal();
    window.wait_for("Somebody changed this before you");
    assert!(shows_number(&window, 7301) && shows_number(&window, 7402), "{}", window.contents());
    assert!(window.shows("command"), "the other person is named:\n{}", window.contents());
    assert_eq!(changes(&database), 2);
}

#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn a_window_tells_what_a_restored_server_has_lost_and_keeps_it() {
    let database = Database::with_plan();
    let address = database.address();
    let mut window = facts(&database, &address, "olena");
    database.back_up();
    window.send(&typed(7301));
    window.wait_until("the fact", || changes(&database) == 2);
    database.restore();
    window.wait_for("The server was set back");
    window.wait_until("no fact any more", || !shows_number(&window, 7301));
    let lost = database.unsent();
    assert_eq!(lost.len(), 1, "{lost:?}");
    assert!(lost[0].extension().is_some_and(|ending| ending == "lost"), "{lost:?}");
    window.kill(Signal::TERM);
    let mut next = database.window(&address, "olena");
    next.wait_for("1 change that the server had and lost is kept");
    assert_eq!(changes(&database), 1, "nobody sends it unasked");
    next.kill(Signal::TERM);
    std::fs::rename(&lost[0], lost[0].with_extension("json")).unwrap();
    let last = database.window(&address, "olena");
    last.wait_until("the fact", || changes(&database) == 2 && database.unsent().is_empty());
}

/// Two windows on a group of servers whose leader is killed: they go on, and nothing is entered anew.
#[test]
#[ignore = "it takes a pair of servers: scripts/with-postgres --pair"]
fn windows_go_on_by_themselves_when_the_leader_is_killed() {
    let [group, trouble] =
        ["KVARTAL_TEST_GROUP", "KVARTAL_TEST_TROUBLE"].map(|name| std::env::var(name).expect(name));
    let database = Database::with_plan();
    let (role, places) = group.split_once('@').unwrap();
    let (places, _) = places.split_once('/').unwrap();
    assert!(database.address().starts_with(role));
    let address = database.address_at(places);
    let [mut first, mut second] = ["olena", "petro"].map(|author| facts(&database, &address, author));
    first.send(&typed(7301));
    second.wait_until("7301", || shows_number(&second, 7301));
    let promoted = std::thread::spawn(move || std::process::Command::new(trouble).arg("kill").status());
    while TcpStream::connect(database.place()).is_ok() {
        std::thread::sleep(Duration::from_millis(1));
    }
    let killed = Instant::now();
    first.send(&typed(7302));
    second.wait_until("7302", || shows_number(&second, 7302));
    println!("a fact typed when the leader was dead is in the other window after {:?}", killed.elapsed());
    second.send(&format!("\u{1b}[B\u{1b}[B\u{1b}[B{}", typed(7303)));
    first.wait_until("7303", || shows_number(&first, 7303));
    assert!(promoted.join().unwrap().unwrap().success());
    for window in [&first, &second] {
        window.wait_until("no word about the line", || !window.shows("the server is away"));
    }
    assert_eq!(database.unsent().len(), 0);
    let promoted = places.split(',').nth(1).unwrap();
    let facts = "SELECT string_agg(raw, ' ' ORDER BY raw) FROM kvartal.facts WHERE raw LIKE '73%'";
    assert_eq!(database.ask_at(promoted, facts), "7301 7302 7303");
    assert_eq!(database.ask_at(promoted, "SELECT count(*) FROM kvartal.changes"), "4", "each of them once");
}
