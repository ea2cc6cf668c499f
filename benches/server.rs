//! A durable commit of a fact on a server compared with a bare `INSERT … RETURNING` of 200 bytes on the same
//! server, and the time until another window knows of it, interleaved in one run.
//!
//! Afterwards plans of 10,000 (or 1,000) values each are filled in, and the sizes of the tables are printed with the
//! times in which all plans are listed, searched through and opened; a million values are 100 (or 1,000) plans.
//!
//! `scripts/with-postgres cargo bench --features postgres --bench server [-- COMMITS [PLANS [VALUES]]]`

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout, missing_docs)]

use std::time::{Duration, Instant};

use kvartal::{
    domain::{
        Change, ChangeId, Command, Context, Edit, FactValue, IdSource, Number, Origin, Plan, PlanId, Quarter,
        SetFact, Subject, Summary, Verb, decide,
    },
    form::exchange,
    store::{ServerOptions, Store, migrate_server, open_server},
    text::find::Wanted,
};
use shape::Shape;

#[path = "shape/mod.rs"]
#[allow(dead_code, reason = "other benches use the rest")]
mod shape;

/// 1,250 measures with four targets and four facts each.
const TEN_THOUSAND_VALUES: Shape = Shape { fans: &[5, 10, 25], reported: 4 };
/// 125 of them.
const THOUSAND_VALUES: Shape = Shape { fans: &[1, 5, 25], reported: 4 };

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn decided(plan: &Plan, command: &Command, n: u128) -> Change {
    let mut context = Context { author: "olena".to_owned(), at: 1, ids: IdSource::new(n) };
    decide(plan, command, &mut context).unwrap()
}

fn at(sorted: &[Duration], share: usize) -> Duration {
    sorted[(sorted.len() * share / 100).min(sorted.len() - 1)]
}

fn main() {
    let mut counts = std::env::args().skip(1).filter_map(|arg| arg.parse::<usize>().ok());
    let (commits, plans) = (counts.next().unwrap_or(500), counts.next().unwrap_or(0));
    let Some(address) = variable("KVARTAL_TEST_POSTGRES") else {
        println!("KVARTAL_TEST_POSTGRES names no server: nothing was measured");
        return;
    };
    let patience = Duration::from_secs(10);
    let options = ServerOptions { is_shown: false, at_first: patience, patience: Some(patience) };
    migrate_server(&address, &variable, options).unwrap();
    let open = || open_server(&address, &variable, options).unwrap();
    let (store, other) = (open(), open());
    let draft = exchange::import(include_str!("../src/cli/sample.json")).unwrap();
    let id = draft.id.unwrap_or(PlanId(1));
    let mut plan = Plan::empty(id);
    let import = decided(&plan, &Command::Import(Box::new(draft)), 1);
    store.commit(&import).unwrap();
    plan.apply(&import);
    let news = other.watch();
    let (subject, quarter): (Subject, Quarter) = {
        let (measure, _) = plan.measures().next().unwrap();
        (Subject::Indicator(plan.indicators(measure).next().unwrap().0), plan.period().first)
    };

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let config: tokio_postgres::Config = address.parse().unwrap();
    let client = runtime.block_on(async {
        let (client, connection) = config.connect(tokio_postgres::NoTls).await.unwrap();
        tokio::spawn(connection);
        client
    });
    let statement = runtime.block_on(async {
        client.batch_execute("CREATE TABLE bare (id bigserial PRIMARY KEY, bytes bytea)").await.unwrap();
        client.prepare("INSERT INTO bare (bytes) VALUES ($1) RETURNING id").await.unwrap()
    });
    let bytes = vec![7_u8; 200];

    let (mut bare, mut own, mut told) = (Vec::new(), Vec::new(), Vec::new());
    for n in 0..commits + 20 {
        let begun = Instant::now();
        runtime.block_on(client.query(&statement, &[&bytes])).unwrap();
        let inserted = begun.elapsed();
        let value = Some((FactValue::Number(Number::parse(&n.to_string()).unwrap()), n.to_string()));
        let set = SetFact { subject, quarter, performer: None, value, note: None, unit: None };
        let change = decided(&plan, &Command::SetFact(set), 1_000 + n as u128);
        let begun = Instant::now();
        let seq = store.commit(&change).unwrap();
        let committed = begun.elapsed();
        let arrived = news.recv_timeout(Duration::from_secs(10)).map(|_| begun.elapsed()).unwrap();
        plan.apply_at(&change, seq);
        // The first commits only warm up.
        if n >= 20 {
            bare.push(inserted);
            own.push(committed);
            told.push(arrived);
        }
    }
    for (name, times) in [("bare INSERT", &mut bare), ("commit", &mut own), ("seen elsewhere", &mut told)] {
        times.sort_unstable();
        println!("{name:<15} p50 {:>8.0?}  p99 {:>8.0?}", at(times, 50), at(times, 99));
    }
    let ratio = at(&own, 50).as_secs_f64() / at(&bare, 50).as_secs_f64();
    println!("a commit takes {ratio:.2} x a bare INSERT … RETURNING");
    let shape = if counts.next() == Some(1_000) { THOUSAND_VALUES } else { TEN_THOUSAND_VALUES };
    let values = shape.measures() * 8;
    if plans > 0 {
        fill(store.as_ref(), plans, shape);
        let asked = |sql: &str| runtime.block_on(client.query(sql, &[])).unwrap();
        asked("VACUUM ANALYZE");
        for row in asked(SIZES) {
            let (name, rows, bytes): (String, i64, i64) = (row.get(0), row.get(1), row.get(2));
            let each = bytes as f64 / (plans * values) as f64;
            println!("{name:<8} {rows:>9} rows {:>7.1} MB, {each:>6.1} bytes a value", bytes as f64 / 1e6);
        }
        let timed = |what: &str, work: &dyn Fn() -> usize| {
            let begun = Instant::now();
            let count = work();
            println!("{what}: {count} in {:.0?}", begun.elapsed());
        };
        let fresh = open();
        timed("plans listed with their summaries", &|| fresh.plans().unwrap().len());
        let all: Vec<PlanId> = (0..plans).map(plan_id).collect();
        for typed in ["жираф на даху".to_owned(), format!("plan-{}", plans - 1), "правничої".to_owned()]
        {
            timed(&format!("plans read for a search for «{typed}» through all"), &|| {
                let wanted = Wanted::new(&typed, [""; 0]);
                let hold = fresh.may_hold(&all, &wanted).unwrap();
                hold.iter().filter(|id| fresh.look_into(**id).unwrap().is_some()).count()
            });
        }
        timed("records of one plan opened", &|| fresh.load(plan_id(0)).unwrap().unwrap().records().count());
    }
}

/// The rows and bytes of each table, with its indexes.
const SIZES: &str = "SELECT relname::text, reltuples::bigint, pg_total_relation_size(oid) FROM pg_class \
    WHERE relnamespace = 'kvartal'::regnamespace AND relname IN ('plans', 'records', 'changes', 'places') ORDER BY 3";

fn plan_id(n: usize) -> PlanId {
    PlanId(IdSource::new(1_000_000 + n as u128).draw())
}

/// Fills in plans, each with one change, as an import does.
fn fill(store: &dyn Store, plans: usize, shape: Shape) {
    let begun = Instant::now();
    for n in 0..plans {
        let records = shape.records(&format!("plan-{n}"));
        let change = Change {
            id: ChangeId(n as u128 + 1),
            plan: plan_id(n),
            author: "bench".to_owned(),
            at: 1,
            origin: Origin::Command,
            summary: Summary::new(Verb::Import, "plan"),
            edits: records.map(|(key, record)| Edit { key, before: None, after: Some(record) }).collect(),
            guards: Vec::new(),
        };
        store.commit(&change).unwrap();
    }
    let values = shape.measures() * 8;
    println!("{plans} plans of {values} values were imported in {:.1?}", begun.elapsed());
}
