//! Several stores on one workspace, within one process: each has file descriptors of its own, so they interact as
//! separate processes do.

use std::{
    collections::BTreeSet,
    io::{Read, Write},
    os::unix::net::UnixStream,
    path::Path,
    time::{Duration, Instant},
};

use super::{
    super::{
        CommitError, DiskStore, Logged, MemoryStore, News, OpenOptions, Person, Store, StoreError,
        StoreNotice, Whereabouts, fixture::*,
    },
    AttachOptions, SharedStore, answer_bytes,
    protocol::{self, Ask, Greeting, NumberedAsk},
};
use crate::domain::{Denied, PlanId, Record, RecordKey, Role, RoleId, RoleKind};

const P: PlanId = PlanId(7);
/// A generous limit for busy machines.
const PATIENCE: Duration = Duration::from_secs(120);

fn window(dir: &Path) -> SharedStore {
    SharedStore::attach(dir, AttachOptions::window(1)).unwrap()
}

fn command(dir: &Path) -> Result<SharedStore, StoreError> {
    command_that_waits(dir, Duration::from_millis(300))
}

fn command_that_waits(dir: &Path, patience: Duration) -> Result<SharedStore, StoreError> {
    // A command's lock is normally released when its process ends; these tests release it earlier.
    let open = OpenOptions::at(1);
    SharedStore::attach(dir, AttachOptions { open, patience, ..AttachOptions::command(1) })
}

fn with_plan() -> (tempfile::TempDir, SharedStore) {
    let dir = tempfile::tempdir().unwrap();
    let store = window(dir.path());
    store.commit(&create(P, "plan", 5)).unwrap();
    (dir, store)
}

#[test]
fn what_one_commits_the_others_are_told() {
    let (dir, host) = with_plan();
    let (a, b) = (window(dir.path()), window(dir.path()));
    let watchers = [host.watch(), a.watch(), b.watch()];
    for (number, store) in [&host, &a, &b].into_iter().enumerate() {
        let plan = store.load(P).unwrap().unwrap();
        let set = set_fact(50 + number as u128, &plan, 1 + number as u128, 5);
        let seq = store.commit(&set).unwrap();
        for watcher in &watchers {
            // The making of the plan may be told after they began to watch.
            let mut told = std::iter::from_fn(|| watcher.recv_timeout(PATIENCE).ok())
                .skip_while(|news| matches!(news, News::Changed(logged) if logged.seq == 1));
            assert_eq!(told.next(), Some(News::Changed(Logged { seq, change: set.clone() })));
        }
    }
}

#[test]
fn the_second_of_two_who_change_the_same_record_gets_what_stands_there() {
    let (dir, host) = with_plan();
    let guest = window(dir.path());
    let plan = guest.load(P).unwrap().unwrap();
    host.commit(&set_fact(50, &plan, 1, 5)).unwrap();
    let Err(CommitError::Conflict(found)) = guest.commit(&set_fact(51, &plan, 1, 6)) else {
        panic!("written over")
    };
    assert_eq!((found[0].key, &found[0].now), (fact_key(1), &Some(fact(5))));
    guest.commit(&set_fact(52, &plan, 2, 6)).unwrap();
}

#[test]
fn another_takes_over_within_a_second_and_the_rest_follow() {
    let (dir, host) = with_plan();
    let (a, b) = (window(dir.path()), window(dir.path()));
    let news = b.watch();
    drop(host);
    let began = Instant::now();
    let plan = a.load(P).unwrap().unwrap();
    a.commit(&set_fact(50, &plan, 1, 5)).unwrap();
    assert_eq!(b.load(P).unwrap().unwrap().seq(), 2);
    assert!(began.elapsed() < PATIENCE, "{:?}", began.elapsed());
    assert!(a.is_host() ^ b.is_host());
    // The watcher may have missed changes and is told so; from then on it misses nothing.
    assert_eq!(news.recv_timeout(PATIENCE).unwrap(), News::Anew);
    a.commit(&set_fact(51, &plan, 2, 5)).unwrap();
    let told = std::iter::from_fn(|| news.recv_timeout(PATIENCE).ok());
    assert!(told.take(5).any(|news| matches!(news, News::Changed(logged) if logged.seq == 3)));
}

#[test]
fn no_commit_is_lost_or_done_twice_while_owners_come_and_go() {
    let (dir, first) = with_plan();
    let writers: Vec<_> = (0..3u128)
        .map(|writer| {
            let path = dir.path().to_owned();
            std::thread::spawn(move || {
                let store = window(&path);
                let mut plan = store.load(P).unwrap().unwrap();
                for n in 0..60u128 {
                    let value = u32::try_from(n).unwrap() + 1;
                    let set = set_fact(1000 * (writer + 1) + n, &plan, writer + 1, value);
                    store.commit(&set).unwrap();
                    plan.apply(&set);
                }
            })
        })
        .collect();
    let mut owner = first;
    for _ in 0..10 {
        std::thread::sleep(Duration::from_millis(15));
        owner.close().unwrap();
        owner = window(dir.path());
    }
    writers.into_iter().for_each(|writer| writer.join().unwrap());
    let history = owner.history(P, 1).unwrap();
    let seqs: Vec<u64> = history.iter().map(|logged| logged.seq).collect();
    assert_eq!(seqs, (1..=181).collect::<Vec<_>>());
    let ids: BTreeSet<_> = history.iter().map(|logged| logged.change.id).collect();
    assert_eq!(ids.len(), 181);
}

#[test]
fn who_rests_lets_others_own_the_store() {
    let (dir, host) = with_plan();
    let guest = window(dir.path());
    host.rest();
    let plan = guest.load(P).unwrap().unwrap();
    guest.commit(&set_fact(50, &plan, 1, 5)).unwrap();
    assert!(guest.is_host());
    let news = host.watch();
    host.resume().unwrap();
    assert_eq!(news.try_recv(), Ok(News::Anew));
    assert!(!host.is_host());
    assert_eq!(host.load(P).unwrap().unwrap().seq(), 2);
}

#[test]
fn a_command_goes_through_the_window_and_serves_nobody_itself() {
    let (dir, host) = with_plan();
    let done = command(dir.path()).unwrap();
    assert!(!done.is_host());
    assert_eq!(done.load(P).unwrap().unwrap().seq(), 1);
    drop((done, host));
    let alone = command(dir.path()).unwrap();
    assert!(alone.is_host() && !dir.path().join("socket").exists());
    assert!(matches!(command(dir.path()), Err(StoreError::Locked { .. })));
    drop(alone);
    command(dir.path()).unwrap();
}

#[test]
fn a_command_waits_for_one_that_is_about_to_end() {
    let dir = tempfile::tempdir().unwrap();
    let held = DiskStore::open(dir.path(), &OpenOptions::at(1)).unwrap();
    let ending = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(100));
        drop(held);
    });
    command_that_waits(dir.path(), PATIENCE).unwrap();
    ending.join().unwrap();
}

#[test]
fn who_listens_and_says_nothing_is_named_and_waited_for_only_so_long() {
    let dir = tempfile::tempdir().unwrap();
    let held = DiskStore::open(dir.path(), &OpenOptions::at(1)).unwrap();
    let listener = super::address::Address::of(dir.path()).listen(0o600).unwrap();
    let began = Instant::now();
    let pid = match command(dir.path()) {
        Err(StoreError::Silent { pid, .. }) => pid,
        other => panic!("{other:?}"),
    };
    assert_eq!(pid, std::process::id());
    assert!(began.elapsed() < PATIENCE);
    drop((listener, held));
}

#[test]
fn another_version_is_told_which_it_needs() {
    let dir = tempfile::tempdir().unwrap();
    let listener = super::address::Address::of(dir.path()).listen(0o600).unwrap();
    let newer = std::thread::spawn(move || {
        let (mut line, _) = listener.accept().unwrap();
        Greeting::read(&mut line).unwrap();
        Greeting { protocol: 99, version: "7.0.0".to_owned() }.write(&mut line).unwrap();
    });
    let refused = command(dir.path()).unwrap_err();
    assert!(matches!(refused, StoreError::OtherVersion { theirs, .. } if theirs == "7.0.0"));
    newer.join().unwrap();
    // The server greets a client of another version before it closes the connection.
    let (dir, _host) = with_plan();
    let mut line = UnixStream::connect(dir.path().join("socket")).unwrap();
    Greeting { protocol: 99, version: "7.0.0".to_owned() }.write(&mut line).unwrap();
    assert_eq!(Greeting::read(&mut line).unwrap(), Greeting::own());
    assert_eq!(line.read(&mut [0]).unwrap(), 0);
}

#[test]
fn who_talks_nonsense_is_let_go_and_holds_up_nobody() {
    let (dir, host) = with_plan();
    let mut request = protocol::frame(&NumberedAsk { number: 1, ask: Ask::Plans }).unwrap();
    let whole = request.clone();
    *request.last_mut().unwrap() ^= 1;
    let nonsense: [&[u8]; 4] = [b"GET / HTTP/1.1\r\n\r\n", &[0xff; 64], &request, &whole[..whole.len() - 1]];
    for bytes in nonsense {
        let mut line = UnixStream::connect(dir.path().join("socket")).unwrap();
        if bytes != nonsense[0] {
            Greeting::own().write(&mut line).unwrap();
            Greeting::read(&mut line).unwrap();
        }
        line.write_all(bytes).unwrap();
        line.shutdown(std::net::Shutdown::Write).unwrap();
        let mut answer = Vec::new();
        let _ = line.read_to_end(&mut answer);
        assert!(answer.is_empty());
    }
    assert_eq!(window(dir.path()).load(P).unwrap().unwrap().seq(), 1);
    drop(host);
}

#[test]
fn who_does_not_read_is_let_go_and_holds_up_nobody() {
    // More changes than the socket's buffer and the queue hold.
    const CHANGES: u128 = 1_500;
    let (dir, host) = with_plan();
    let mut line = UnixStream::connect(dir.path().join("socket")).unwrap();
    Greeting::own().write(&mut line).unwrap();
    line.write_all(&protocol::frame(&NumberedAsk { number: 1, ask: Ask::Watch }).unwrap()).unwrap();
    let reads = window(dir.path());
    let news = reads.watch();
    let mut plan = host.load(P).unwrap().unwrap();
    let slowest = (0..CHANGES)
        .map(|n| {
            let set = set_fact(100 + n, &plan, 1, u32::try_from(n).unwrap() + 1);
            plan.apply(&set);
            let began = Instant::now();
            host.commit(&set).unwrap();
            began.elapsed()
        })
        .max();
    assert!(slowest.unwrap() < PATIENCE, "{slowest:?}");
    // Every change is told in order; a guest that this machine was too busy to serve is told to read again.
    let mut told = 0;
    while told < CHANGES {
        match news.recv_timeout(PATIENCE).unwrap() {
            News::Changed(logged) => told += u128::from(u128::from(logged.seq) == told + 2),
            News::Anew => break,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(reads.load(P).unwrap().unwrap().seq(), plan.seq());
}

#[test]
fn any_bytes_are_answered_or_refused() {
    let store = MemoryStore::new();
    store.commit(&create(P, "plan", 2)).unwrap();
    let mut bytes = Vec::new();
    Greeting::own().write(&mut bytes).unwrap();
    for (number, ask) in
        [Ask::Plans, Ask::Load(P.0), Ask::History(P.0, 1), Ask::Latest(P.0, 9, 2)].into_iter().enumerate()
    {
        bytes.extend(protocol::frame(&NumberedAsk { number: u32::try_from(number).unwrap(), ask }).unwrap());
    }
    assert_eq!(answer_bytes(&store, &bytes), 4);
    for at in 0..bytes.len() {
        let mut turned = bytes.clone();
        turned[at] ^= 0x20;
        assert!(answer_bytes(&store, &turned) <= 4);
    }
}

#[test]
fn a_guest_of_another_account_changes_things_in_its_name_only() {
    use super::words::{self, AllowedAuthor};
    let store = MemoryStore::new();
    store.commit(&create(P, "plan", 2)).unwrap();
    let set = set_fact(50, &store.load(P).unwrap().unwrap(), 1, 5);
    let ask = words::commit(&set).unwrap();
    let answer = |name: &str| words::answer(&store, &AllowedAuthor::Only(name.to_owned()), &ask).unwrap();
    let refused = answer("petro");
    assert!(
        matches!(&refused, protocol::Answer::Failed(StoreError::AnotherName { name, said })
            if name == "petro" && *said == set.author),
        "{refused:?}"
    );
    assert_eq!(store.load(P).unwrap().unwrap().seq(), 1);
    assert!(matches!(answer(&set.author), protocol::Answer::Committed(2)));
}

#[test]
fn who_serves_is_known_by_its_process() {
    let (dir, host) = with_plan();
    assert_eq!(super::who_serves(dir.path()).unwrap(), Some(std::process::id()));
    drop(host);
    assert_eq!(super::who_serves(dir.path()).unwrap(), None);
}

/// Waits until `count` people are reported, however many reports come before.
fn seen(news: &std::sync::mpsc::Receiver<News>, count: usize) -> Vec<Person> {
    loop {
        match news.recv_timeout(PATIENCE).expect("somebody comes or goes") {
            News::People(people) if people.len() == count => return people,
            _ => {}
        }
    }
}

fn at(name: &str, row: &str) -> Whereabouts {
    Whereabouts { name: name.to_owned(), row: row.to_owned(), ..Whereabouts::default() }
}

#[test]
fn everybody_is_told_who_comes_and_goes_and_sees_where_the_others_are_when_he_asks() {
    let (dir, host) = with_plan();
    let guest = window(dir.path());
    let (of_host, of_guest) = (host.watch(), guest.watch());
    host.announce(&at("olena", "1.1"));
    assert_eq!(seen(&of_guest, 1)[0].place.name, "olena");
    guest.announce(&at("petro", "2.1"));
    // The order of people who came within one millisecond is not defined.
    let names = |people: &[Person]| {
        people
            .iter()
            .map(|p| (p.place.name.clone(), p.is_own))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&seen(&of_host, 2)), [("olena".to_owned(), true), ("petro".to_owned(), false)]);
    assert_eq!(names(&seen(&of_guest, 2)), [("olena".to_owned(), false), ("petro".to_owned(), true)]);
    // A move within the window is not reported, but is seen when asked for.
    guest.announce(&at("petro", "2.7"));
    let began = Instant::now();
    while host.people().iter().all(|person| person.place.row != "2.7") {
        assert!(began.elapsed() < PATIENCE);
        std::thread::yield_now();
    }
    assert_eq!(guest.people().len(), 2);
    assert!(of_host.try_recv().is_err());
    // A departure is reported, and the next host learns where the others are.
    let third = window(dir.path());
    third.announce(&at("hanna", ""));
    seen(&of_guest, 3);
    drop(third);
    seen(&of_guest, 2);
    drop(host);
    let began = Instant::now();
    while names(&guest.people()) != [("petro".to_owned(), true)] {
        assert!(began.elapsed() < PATIENCE, "{:?}", guest.people());
        std::thread::yield_now();
    }
}

#[test]
fn a_guest_is_told_everything_that_the_start_had_to_say_once() {
    let (dir, host) = with_plan();
    host.close().unwrap();
    std::fs::remove_file(dir.path().join("kvartal-workspace")).unwrap();
    let host = window(dir.path());
    assert_eq!(host.notices(), [StoreNotice::MarkerMade]);
    let guest = window(dir.path());
    assert_eq!(guest.notices(), [StoreNotice::MarkerMade]);
    assert_eq!(guest.notices(), [], "once");
    assert_eq!(host.notices(), [], "the one who serves was told before");
}

#[test]
fn what_a_role_does_not_allow_is_refused_through_the_socket_with_who_could() {
    let (dir, host) = with_plan();
    let role = |id, who: &str, kind| {
        let record = Record::from(Role { who: who.to_owned(), kind, performer: None });
        edit(RecordKey::Role(RoleId(id)), None, Some(record))
    };
    let plan = host.load(P).unwrap().unwrap();
    let author = set_fact(50, &plan, 1, 5).author;
    let roles = vec![role(1, &author, RoleKind::Approver), role(2, "petro", RoleKind::Viewer)];
    host.commit(&change(60, P, roles)).unwrap();
    let guest = window(dir.path());
    let mut set = set_fact(51, &guest.load(P).unwrap().unwrap(), 1, 5);
    set.author = "petro".to_owned();
    let Err(CommitError::Denied(denied)) = guest.commit(&set) else { panic!("it was taken") };
    let (needs, has) = (RoleKind::Performer, Some(RoleKind::Viewer));
    assert_eq!(denied, Denied::Role { needs, has, could: vec![author.clone()] });
    set.author = author;
    guest.commit(&set).unwrap();
    let approver = RecordKey::Role(RoleId(1));
    let known = host.load(P).unwrap().unwrap().record(&approver);
    let taken_away = guest.commit(&change(61, P, vec![edit(approver, known, None)]));
    assert!(matches!(taken_away, Err(CommitError::Denied(Denied::LocksOut))));
}
