//! The figures in JSON: separate types, so that a new field of the domain does not appear in the output
//! unintentionally.

use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use serde::Serialize;

use super::Figures;
use crate::domain::{
    ControlSum, DebtCounts, PaceCounts, Status, Tally,
    tally::{FactCounts, TargetCounts},
};

/// The figures as `status --format json` has them, version 1.
#[derive(Serialize)]
pub(in crate::cli) struct Json {
    goals: usize,
    tasks: usize,
    measures: u32,
    indicators: u32,
    targets: TargetsJson,
    facts: FactsJson,
    status: StatusJson,
    owed: OwedJson,
    debts: DebtsJson,
    pace: PaceCounts,
    #[serde(skip_serializing_if = "Option::is_none")]
    shared: Option<u32>,
    due: u32,
    overdue: u32,
    notes_owed: u32,
    doubts: usize,
    evidence: EvidenceJson,
    execution: ExecutionJson,
}

#[derive(Serialize)]
struct TargetsJson {
    #[serde(flatten)]
    counts: TargetCounts,
    sum: Option<String>,
}

#[derive(Serialize)]
struct FactsJson {
    #[serde(flatten)]
    counts: FactCounts,
    sum_where_target_numeric: Option<String>,
    sum: Option<String>,
    units_mixed: bool,
}

struct StatusJson([u32; 13]);

impl Serialize for StatusJson {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Status::ALL.iter().zip(self.0).map(|(status, count)| (status.name(), count)))
    }
}

#[derive(Serialize)]
struct EvidenceJson {
    items: u32,
    dates: u32,
}

#[derive(Serialize)]
pub(in crate::cli) struct OwedJson {
    count: u32,
    done: u32,
    late: u32,
}

#[derive(Serialize)]
pub(in crate::cli) struct DebtsJson {
    open: u32,
    settled: u32,
    explained: u32,
    carried: u32,
    withdrawn: u32,
}

impl From<DebtCounts> for DebtsJson {
    fn from(counts: DebtCounts) -> Self {
        let DebtCounts { open, settled, explained, carried, withdrawn } = counts;
        Self { open, settled, explained, carried, withdrawn }
    }
}

#[derive(Serialize)]
pub(in crate::cli) struct ExecutionJson {
    share_done: Option<f64>,
    share_met: Option<f64>,
    mean_capped: Option<f64>,
    mean: Option<f64>,
    weighted: Option<f64>,
}

impl From<&Tally> for OwedJson {
    fn from(tally: &Tally) -> Self {
        Self { count: tally.owed(), done: tally.done(), late: tally.count(Status::DoneLate) }
    }
}

impl From<&Tally> for ExecutionJson {
    fn from(tally: &Tally) -> Self {
        // The values have one decimal place, so that the nearest float prints like the decimal number.
        let percent = |value: Option<Decimal>| value.and_then(|value| value.to_f64());
        Self {
            share_done: percent(tally.share_done()),
            share_met: percent(tally.share_met()),
            mean_capped: percent(tally.mean_capped()),
            mean: percent(tally.mean()),
            weighted: percent(tally.weighted()),
        }
    }
}

impl From<&Figures> for Json {
    fn from(figures: &Figures) -> Self {
        let tally = &figures.tally;
        let sum = |sum: ControlSum| sum.total().map(|total| total.to_string());
        Self {
            goals: figures.goals,
            tasks: figures.tasks,
            measures: tally.measures,
            indicators: tally.indicators,
            targets: TargetsJson { counts: tally.targets, sum: sum(tally.target_sum) },
            facts: FactsJson {
                counts: tally.facts,
                sum_where_target_numeric: sum(tally.fact_sum_on_targets),
                sum: sum(tally.fact_sum),
                units_mixed: tally.units_mixed(),
            },
            status: StatusJson(tally.statuses),
            owed: tally.into(),
            debts: figures.debts.into(),
            pace: figures.pace,
            shared: figures.shared,
            due: tally.due,
            overdue: figures.overdue(),
            notes_owed: figures.notes_owed(),
            doubts: figures.doubts,
            evidence: EvidenceJson { items: tally.evidence_items, dates: tally.evidence_dates },
            execution: tally.into(),
        }
    }
}
