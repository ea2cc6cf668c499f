//! The growth of commands with a workspace: `status`, `fact`, `undo`, `log --limit 10` and the start of a window
//! (opening the store and reading its plan), with 50 to 50,000 measures in one plan and with 10 to 10,000 plans of
//! 20 measures; and the dry run of `import --into` with 5,000 and 20,000 renamed measures. It prints the medians,
//! and the ratio of the last to the first, which should stay near 1.
//!
//! `KVARTAL_BENCH_LARGEST=5000` skips the larger ones. The workspaces are created for the run and removed.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout, missing_docs)]

#[allow(dead_code)] // apply.rs needs the rest
mod shape;

use std::{
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use kvartal::{
    domain::{Change, ChangeId, Edit, IdSource, Origin, PlanId, Summary, Verb},
    store::{DiskStore, OpenOptions, Store},
};
use shape::Shape;

const ROUNDS: usize = 15;
const NOW: i64 = 1_795_000_000_000;

const SMALL: Shape = Shape { fans: &[1, 2, 10], reported: 2 };
const MEASURES: [Shape; 4] = [
    Shape { fans: &[1, 5, 10], reported: 2 },
    Shape { fans: &[2, 10, 25], reported: 2 },
    Shape { fans: &[5, 40, 25], reported: 2 },
    Shape { fans: &[10, 200, 25], reported: 2 },
];
const PLANS: [usize; 4] = [10, 100, 1_000, 10_000];

fn main() {
    let largest = std::env::var("KVARTAL_BENCH_LARGEST").ok().and_then(|n| n.parse().ok());
    let largest: usize = largest.unwrap_or(usize::MAX);
    let measures = MEASURES.into_iter().filter(|shape| shape.measures() <= largest);
    let rows = measures.map(|shape| (shape.measures(), timed(shape, 1))).collect::<Vec<_>>();
    print("measures in one plan", &rows);
    let plans = PLANS.into_iter().filter(|plans| *plans <= largest);
    let rows = plans.map(|plans| (plans, timed(SMALL, plans))).collect::<Vec<_>>();
    print("plans of 20 measures", &rows);
    if largest >= RENAMED[1] {
        renamed();
    }
}

const NAMES: [&str; 5] = ["status", "fact", "undo", "log --limit 10", "start of a window"];

fn print(what: &str, rows: &[(usize, [Duration; 5])]) {
    println!("{what}");
    print!("{:>10}", "");
    NAMES.iter().for_each(|name| print!("{name:>20}"));
    println!();
    for (size, times) in rows {
        print!("{size:>10}");
        times.iter().for_each(|time| print!("{:>17.2} ms", time.as_secs_f64() * 1e3));
        println!();
    }
    if let (Some((_, first)), Some((_, last))) = (rows.first(), rows.last()) {
        print!("{:>10}", "ratio");
        for (first, last) in first.iter().zip(last) {
            print!("{:>19.2}x", last.as_secs_f64() / first.as_secs_f64());
        }
        println!("\n");
    }
}

/// The medians of all commands on the middle plan.
fn timed(shape: Shape, plans: usize) -> [Duration; 5] {
    let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let path = dir.path().join("w");
    make(&path, shape, plans);
    let name = format!("plan-{}", plans / 2);
    let code = vec!["1"; shape.fans.len()].join(".");
    let mut round = 0;
    let mut fact = || {
        round += 1;
        run(&path, &["fact", &name, &code, &round.to_string(), "--quarter", "2026Q1"])
    };
    // Writes what is written only once.
    for _ in 0..3 {
        fact();
    }
    let status = median(|| run(&path, &["status", &name, "--quarter", "2026Q1"]));
    let facts = median(&mut fact);
    let undo = median(|| run(&path, &["undo", &name]));
    let log = median(|| run(&path, &["log", &name, "--limit", "10"]));
    let start = median(|| {
        let begun = Instant::now();
        let store = DiskStore::open(&path, &OpenOptions::window(NOW)).unwrap();
        assert!(store.load(plan_id(plans / 2)).unwrap().is_some());
        begun.elapsed()
    });
    [status, facts, undo, log, start]
}

/// The time for the dry run of a report whose measures have other titles in the plan. The goal is at most four
/// times as long for four times as many measures.
fn renamed() {
    let took = RENAMED.map(|count| {
        let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let (workspace, [plan, report]) =
            (dir.path().join("w"), ["plan", "report"].map(|name| dir.path().join(name)));
        let [plan, report] = [plan, report].map(|path| path.with_extension("csv"));
        std::fs::write(&plan, report_of(count, "Зустріч")).unwrap();
        std::fs::write(&report, report_of(count, "Оновлена зустріч")).unwrap();
        run(&workspace, &["import", plan.to_str().unwrap(), "--slug", "p", "--yes"]);
        let import = ["import", report.to_str().unwrap(), "--into", "p", "--dry-run", "--yes"];
        // What else the machine does lengthens a run and never shortens it.
        (0..5).map(|_| run(&workspace, &import)).min().unwrap()
    });
    println!("--into of renamed measures");
    RENAMED.iter().zip(took).for_each(|(n, took)| println!("{n:>10}{:>17.2} ms", took.as_secs_f64() * 1e3));
    println!("{:>10}{:>19.2}x", "ratio", took[1].as_secs_f64() / took[0].as_secs_f64());
}

const RENAMED: [usize; 2] = [5_000, 20_000];

fn report_of(count: usize, word: &str) -> String {
    let row =
        |n: usize| format!("{n};{word} у громаді на вулиці {n} про {};кількість;{};;\n", n * 7, n % 9 + 1);
    let head = "Звіт про виконання плану заходів Центру Вербодолу за IV квартал 2026 року;;;;;\n\
                №;Захід;Показник;План;Факт;Примітка\n";
    head.to_owned() + &(1..=count).map(row).collect::<String>()
}

fn median(mut run: impl FnMut() -> Duration) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS).map(|_| run()).collect();
    times.sort_unstable();
    times[ROUNDS / 2]
}

/// The time of a whole process.
fn run(workspace: &Path, args: &[&str]) -> Duration {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kvartal"));
    command.args(args).env("KVARTAL_WORKSPACE", workspace).env("KVARTAL_AUTHOR", "bench");
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    let begun = Instant::now();
    let output = command.output().unwrap();
    let took = begun.elapsed();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    took
}

fn plan_id(n: usize) -> PlanId {
    PlanId(IdSource::new(n as u128).draw())
}

fn make(path: &Path, shape: Shape, plans: usize) {
    let store = DiskStore::open(path, &OpenOptions::at(NOW)).unwrap();
    for n in 0..plans {
        let edits = shape.records(&format!("plan-{n}"));
        let edits = edits.map(|(key, record)| Edit { key, before: None, after: Some(record) }).collect();
        let change = Change {
            id: ChangeId(n as u128 + 1),
            plan: plan_id(n),
            author: "bench".to_owned(),
            at: NOW,
            origin: Origin::Command,
            summary: Summary::new(Verb::Import, "plan"),
            edits,
            guards: Vec::new(),
        };
        store.commit(&change).unwrap();
    }
    store.settle().unwrap();
}
