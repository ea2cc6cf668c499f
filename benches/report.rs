//! Writing a report of 100 measures in each format, and one of 50,000. The floor is the text of the same document,
//! escaped and deflated once, which is the least work for any compressed format.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout, missing_docs)]

#[allow(dead_code)] // apply.rs needs the rest
mod shape;

use std::{
    hint::black_box,
    io::{Cursor, Write as _},
    time::{Duration, Instant},
};

use kvartal::{
    document::{
        Block, Document,
        write::{DocumentFormat, WriteOptions, write},
    },
    domain::{Command, Context, IdSource, Plan, PlanId, Quarter, decide},
    form::{LayOut, built_in, exchange, lay_out},
};
use serde_json::{Value, json};
use shape::Shape;
use zip::{ZipWriter, write::SimpleFileOptions};

const ROUNDS: usize = 15;
const QUARTER: &str = "2026Q3";

fn main() {
    in_each_format("100 measures", &medium(), ROUNDS);
    in_each_format("50,000 measures", &large(), 1);
}

fn in_each_format(what: &str, plan: &Plan, rounds: usize) {
    let form = built_in().into_iter().find(|form| form.name == "quarterly-report").unwrap();
    let start = Instant::now();
    let document = lay_out(plan, &form, &LayOut::of(Quarter::parse(QUARTER).unwrap())).unwrap();
    println!("report of {what}: laid out in {:.2} ms, {} bytes", ms(start.elapsed()), text(&document).len());
    let floor = median(rounds, || deflated(&escaped(&document)).len());
    println!("report: the floor (its text escaped and deflated) {:.2} ms", ms(floor.0));
    for format in DocumentFormat::ALL {
        let write = || write(&document, format, &WriteOptions::default()).unwrap().len();
        let (took, bytes) = median(rounds, write);
        let ratio = took.as_secs_f64() / floor.0.as_secs_f64();
        println!(
            "report: {:<4} {:>8.2} ms, {ratio:>6.1} x the floor, {bytes} bytes",
            format.ending(),
            ms(took)
        );
    }
}

/// As many measures as can be imported, in the shape of the other benches.
fn large() -> Plan {
    let shape = Shape { fans: &[10, 200, 25], reported: 3 };
    Plan::from_records(PlanId(1), 1, shape.records("large").map(|(key, record)| (key, 1, record)))
}

/// Four goals of five tasks of five measures, each measure with four pieces of evidence.
fn medium() -> Plan {
    let evidence = |at: usize| {
        let date = format!("2026-08-{:02}", at + 10);
        json!({"dates": [date], "text": "правопросвітницький захід для мешканців громади «Знай свої права»"})
    };
    let measure = |code: String| {
        let evidence: Vec<Value> = (0..4).map(evidence).collect();
        let value = json!({"quarter": QUARTER, "target": {"kind": "number", "raw": "4", "numbers": ["4"]},
            "fact": {"kind": "number", "raw": "4", "numbers": ["4"]}});
        json!({"level": "measure", "code": code, "evidence": evidence,
            "title": "Проведення правопросвітницьких заходів щодо важливих змін у законодавстві",
            "indicators": [{"name": "кількість заходів", "values": [value]}]})
    };
    let task = |code: String| {
        let measures: Vec<Value> = (1..=5).map(|at| measure(format!("{code}.{at}"))).collect();
        json!({"level": "task", "code": code, "title": "Підвищення обізнаності людей", "children": measures})
    };
    let goal = |code: usize| {
        let tasks: Vec<Value> = (1..=5).map(|at| task(format!("{code}.{at}"))).collect();
        json!({"level": "goal", "code": code.to_string(), "title": "Доступ до знань", "children": tasks})
    };
    let goals: Vec<Value> = (1..=4).map(goal).collect();
    let text = json!({"format": "kvartal-plan", "version": 1, "title": "План", "slug": "plan",
        "organisation": "Вербодільського центру", "period": {"first": QUARTER, "last": QUARTER},
        "outline": goals});
    let draft = exchange::import(&text.to_string()).unwrap();
    let mut plan = Plan::empty(PlanId(1));
    let mut context = Context { author: "bench".into(), at: 0, ids: IdSource::new(7) };
    let change = decide(&plan, &Command::Import(Box::new(draft)), &mut context).unwrap();
    plan.apply(&change);
    plan
}

fn text(document: &Document) -> String {
    let mut text = String::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => text.push_str(&paragraph.text()),
            Block::Table(table) => table.cells().iter().for_each(|cell| text.push_str(&cell.text())),
        }
        text.push('\n');
    }
    text
}

fn escaped(document: &Document) -> String {
    text(document).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn deflated(text: &str) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("text", SimpleFileOptions::default()).unwrap();
    archive.write_all(text.as_bytes()).unwrap();
    archive.finish().unwrap().into_inner()
}

/// The median of several rounds, after a warm-up where there are several, and the result of the last one.
fn median(rounds: usize, mut work: impl FnMut() -> usize) -> (Duration, usize) {
    let mut last = if rounds > 1 { work() } else { 0 };
    let mut times: Vec<Duration> = (0..rounds)
        .map(|_| {
            let start = Instant::now();
            last = black_box(work());
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    (times.get(rounds / 2).copied().unwrap_or_default(), last)
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
