//! Copies of whole workspaces to a server and back.

use std::{
    collections::BTreeMap,
    path::Path,
    time::{Duration, Instant},
};

use kvartal::{
    domain::{
        Change, ChangeId, Command, Context, Edit, FactValue, IdSource, Number, Origin, Plan, PlanId, SetFact,
        Subject, Summary, Verb, decide,
    },
    store::{DiskStore, OpenOptions, Store},
};

use crate::{
    database::{Database, succeeded},
    shape::{Shape, indicator, quarter},
};

/// How many values the plans have together, and how many facts are typed into each of them afterwards.
const VALUES: &str = "KVARTAL_TEST_VALUES";
const TYPED: usize = 3;

/// The plans to copy: a few small ones, or some with 10,000 values each.
fn plans() -> (usize, Shape) {
    let wanted = std::env::var(VALUES).ok().map(|values| values.parse::<usize>().unwrap());
    match wanted {
        None => (4, Shape { fans: &[2, 3, 4], reported: 4 }),
        Some(values) => (values.div_ceil(10_000), Shape { fans: &[5, 10, 25], reported: 4 }),
    }
}

/// A workspace with plans and their histories.
fn fill(directory: &Path, plans: usize, shape: Shape) {
    let store = DiskStore::open(directory, &OpenOptions::at(1)).unwrap();
    for n in 0..plans {
        let id = PlanId(IdSource::new(1_000_000 + n as u128).draw());
        let edits = shape.records(&format!("plan-{n}")).map(|(key, record)| Edit {
            key,
            before: None,
            after: Some(record),
        });
        let change = Change {
            id: ChangeId(n as u128 + 1),
            plan: id,
            author: "olena".to_owned(),
            at: 1,
            origin: Origin::Command,
            summary: Summary::new(Verb::Import, "plan"),
            edits: edits.collect(),
            guards: Vec::new(),
        };
        store.commit(&change).unwrap();
        let mut plan = store.load(id).unwrap().unwrap();
        for typed in 0..TYPED {
            let change = typed_fact(&plan, (n * TYPED + typed) as u128, typed);
            let seq = store.commit(&change).unwrap();
            plan.apply_at(&change, seq);
        }
    }
    store.close().unwrap();
}

fn typed_fact(plan: &Plan, n: u128, row: usize) -> Change {
    let mut context = Context { author: "petro".to_owned(), at: 2, ids: IdSource::new(5_000_000 + n) };
    let raw = (n % 90 + 7).to_string();
    let value = Some((FactValue::Number(Number::parse(&raw).unwrap()), raw));
    let subject = Subject::Indicator(indicator(row));
    let set = SetFact { subject, quarter: quarter(0), performer: None, value, note: None, unit: None };
    decide(plan, &Command::SetFact(set), &mut context).unwrap()
}

/// The files of a directory of text, by name.
fn files(directory: &str) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    entries
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap()))
        .collect()
}

/// Copies with the program; prints how long it took.
fn copy(database: &Database, from: &str, to: &str) {
    let began = Instant::now();
    succeeded(&database.run(from, &["copy", from, to]), &["copy", from, to]);
    let kind = to.split_once(':').map_or("a directory", |(scheme, _)| scheme);
    println!("copied to {kind} in {:.1?}", began.elapsed());
}

/// Plans with their histories, copied to a server and back, are equal byte for byte: the exchange file of every plan and
/// every change. A copy that is killed on the way is completed by the same command. With KVARTAL_TEST_VALUES=1000000, and
/// `--nocapture` to see the times, it is a million values.
#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn a_copy_to_a_server_and_back_is_equal_byte_for_byte() {
    let database = Database::new();
    let [from, back, before, after] = ["from", "back", "before", "after"].map(|name| database.path(name));
    let (count, shape) = plans();
    fill(Path::new(&from), count, shape);
    let server = database.address();
    let mut killed = database
        .command(&from, &["copy", &from, &server])
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    while database.ask("SELECT count(*) FROM kvartal.plans") == "0" {
        assert!(killed.try_wait().unwrap().is_none(), "the copy ended before its first plan");
        std::thread::sleep(Duration::from_millis(1));
    }
    killed.kill().unwrap();
    killed.wait().unwrap();
    copy(&database, &from, &server);
    copy(&database, &server, &back);
    copy(&database, &from, &format!("json:{before}"));
    copy(&database, &back, &format!("json:{after}"));
    let [before, after] = [&before, &after].map(|directory| files(directory));
    assert!(before == after, "the copies differ");
    let values = database.ask("SELECT count(*) FROM kvartal.records WHERE kind IN ('target', 'fact')");
    let bytes: usize = before.values().map(Vec::len).sum();
    println!("{} files with {bytes} bytes are equal; {values} values were on the server", before.len());
    assert_eq!(before.len(), 2 * count);
    assert_eq!(values.parse::<usize>().unwrap(), count * shape.measures() * 8);
    assert_eq!(
        database.ask("SELECT count(*) FROM kvartal.log").parse::<usize>().unwrap(),
        count * (1 + TYPED)
    );
}
