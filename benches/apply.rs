//! `Plan::apply` of a fact in plans of 100, 10,000 and 1,000,000 indicators. The floor is the smallest plan,
//! because the cost of a fact must not depend on the size of the plan.
//!
//! The largest plan needs some gigabytes and a minute to build; `KVARTAL_BENCH_INDICATORS=10000` skips the larger
//! ones.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout, missing_docs)]

mod shape;

use std::time::{Duration, Instant};

use kvartal::domain::{
    Change, ChangeId, Edit, IdSource, Origin, Plan, PlanId, RecordKey, Scope, Summary, Verb,
};
use shape::{Shape, fact, indicator, quarter, reported};

const SHAPES: [Shape; 3] = [
    Shape { fans: &[1, 10, 10], reported: 2 },
    Shape { fans: &[10, 25, 40], reported: 2 },
    Shape { fans: &[25, 40, 25, 40], reported: 2 },
];
const ROUNDS: usize = 101;
const BATCH: usize = 100;
/// The quarter in which the facts are entered; it already has facts.
const ENTERED: usize = 1;

struct Case {
    plan: Plan,
    measures: usize,
    /// Which facts are increased at the moment.
    raised: Vec<bool>,
    again: Vec<Duration>,
    random: Vec<Duration>,
}

fn main() {
    let largest = std::env::var("KVARTAL_BENCH_INDICATORS").ok().and_then(|n| n.parse().ok());
    let shapes = SHAPES.into_iter().filter(|s| s.measures() <= largest.unwrap_or(usize::MAX));
    let mut cases: Vec<Case> = shapes.map(Case::make).collect();
    let mut dice = IdSource::new(2026);
    for round in 0..ROUNDS + 10 {
        for case in &mut cases {
            // The first rounds only warm up.
            case.round(&mut dice, round >= 10);
        }
    }
    report("the same indicator again and again", &cases, 1.5, |case| &case.again);
    report("random indicators", &cases, 4.0, |case| &case.random);
}

impl Case {
    fn make(shape: Shape) -> Self {
        let (start, before) = (Instant::now(), resident());
        let records = shape.records("plan").map(|(key, record)| (key, 1, record));
        let plan = Plan::from_records(PlanId(1), 1, records);
        let measures = shape.measures();
        let counted = plan.tally(Scope::Plan, quarter(ENTERED)).map(|t| t.indicators as usize);
        assert_eq!(counted, Some(measures));
        let (took, grown) = (start.elapsed(), resident().saturating_sub(before));
        println!("made: {measures} indicators in {:.1} s, {grown} MB", took.as_secs_f64());
        Self { plan, measures, raised: vec![false; measures], again: Vec::new(), random: Vec::new() }
    }

    fn round(&mut self, dice: &mut IdSource, counts: bool) {
        let again = vec![self.measures / 2 + 1; BATCH];
        let random: Vec<usize> = (0..BATCH).map(|_| (dice.draw() % self.measures as u128) as usize).collect();
        for (places, is_random) in [(again, false), (random, true)] {
            // Built before the clock runs, without reading the plan, because that would warm the caches.
            let changes: Vec<Change> = places.into_iter().map(|n| self.change(n)).collect();
            let start = Instant::now();
            for change in &changes {
                self.plan.apply(change);
            }
            let each = start.elapsed() / BATCH as u32;
            if counts {
                if is_random { self.random.push(each) } else { self.again.push(each) }
            }
        }
    }

    /// Reports ten more than the present fact, or takes that back.
    fn change(&mut self, n: usize) -> Change {
        self.raised[n] = !self.raised[n];
        let key = RecordKey::Fact(indicator(n), quarter(ENTERED), None);
        let (before, after) = (fact(reported(n, ENTERED)), fact(reported(n, ENTERED) + 10));
        let (before, after) = if self.raised[n] { (before, after) } else { (after, before) };
        Change {
            id: ChangeId(7),
            plan: self.plan.id(),
            author: "Олена".to_owned(),
            at: 1_795_000_000_000,
            origin: Origin::Command,
            summary: Summary::new(Verb::SetFact, "1.1.1"),
            edits: vec![Edit { key, before: Some(before), after: Some(after) }],
            guards: Vec::new(),
        }
    }
}

fn report(what: &str, cases: &[Case], goal: f64, times: fn(&Case) -> &Vec<Duration>) {
    let median = |case: &Case| {
        let mut sorted = times(case).clone();
        sorted.sort_unstable();
        sorted[sorted.len() / 2].as_secs_f64()
    };
    let each: Vec<String> =
        cases.iter().map(|c| format!("{:.2} us at {}", median(c) * 1e6, c.measures)).collect();
    let (Some(first), Some(last)) = (cases.first(), cases.last()) else { return };
    let ratio = median(last) / median(first);
    let verdict = if ratio <= goal { "held" } else { "MISSED" };
    println!("apply a fact, {what}: {}; {ratio:.2} x the floor (at most {goal}: {verdict})", each.join(", "));
}

/// The memory of this process in megabytes; 0 where the system does not report it.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|l| l.trim().trim_end_matches(" kB").parse::<u64>().ok()).map_or(0, |kb| kb / 1024)
}
