//! The layout of what is derived from the journal: pages, the list of plans, snapshots. All of it can be rebuilt.

use super::{
    super::{
        Lay, Upgrade,
        layout::{Day, Text, layout},
    },
    record::{ChangeId, NodeId, Number, Outcome, PerformerId, PlanId, Quarter, Record, RecordKey, Span},
};
use crate::{
    domain::{self, tally},
    store::{journal, wire},
};

/// A hash of the chain.
type Hash = [u8; 32];

/// Segment and offset, as one number.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct FrameAt(u64);

impl Upgrade<journal::FrameAt> for FrameAt {
    fn upgrade(self) -> Option<journal::FrameAt> {
        Some(journal::FrameAt::from_bits(self.0))
    }
}

impl Lay<&journal::FrameAt> for FrameAt {
    fn lay(from: &journal::FrameAt) -> Self {
        Self(from.to_bits())
    }
}

/// In billionths.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct Ratio(i128);

impl Upgrade<domain::Ratio> for Ratio {
    fn upgrade(self) -> Option<domain::Ratio> {
        Some(domain::Ratio(self.0))
    }
}

impl Lay<&domain::Ratio> for Ratio {
    fn lay(from: &domain::Ratio) -> Self {
        Self(from.0)
    }
}

layout! {
    both struct StoredRecord<'a> = wire::StoredRecord { key: RecordKey, revision: u64, record: Record<'a> }

    both struct Page<'a> = wire::RecordPage { plan: PlanId, records: Vec<StoredRecord<'a>> }

    both struct Standing = wire::Standing {
        seq: u64,
        last: FrameAt,
        changed_at: i64,
        recent: Vec<(ChangeId, u64)>,
    }

    both struct Seal = wire::Seal { count: u32, mix: u64 }

    both struct Head = wire::PlanHead { standing: Standing, seal: Seal }

    both struct Position = journal::Position { segment: u32, offset: u64, hash: Hash }

    both struct Progress = wire::Progress { position: Position, plans: Seal }

    both struct SnapshotHead = wire::SnapshotHead {
        plan: PlanId,
        standing: Standing,
        hash: Hash,
        whole: u32,
        nodes: u32,
        evidence: u32,
        codes: u32,
        indicators: u32,
        groups: u32,
        top: u32,
        children: u32,
        tables: u32,
        figures: u32,
        rules: u64,
    }

    both enum Scope = domain::Scope { Plan, Node(id: NodeId), Performer(id: Option<PerformerId>) }

    both struct GroupTally<'a> = domain::GroupTally { scope: Scope, quarter: Quarter, tally: Tally<'a> }

    both struct GroupEarly = domain::GroupEarly { scope: Scope, owing: Vec<(Owing, u32)> }

    both struct Figures<'a> = domain::KeptFigures { tallies: Vec<GroupTally<'a>>, early: Vec<GroupEarly> }

    both struct CatalogEntry<'a> = wire::CatalogEntry {
        plan: PlanId,
        seq: u64,
        last: FrameAt,
        changed_at: i64,
        live: Option<Live<'a>>,
    }

    both struct Live<'a> = wire::Live {
        slug: Text<'a>,
        title: Text<'a>,
        organisation: Text<'a>,
        period: Span,
        archived: bool,
        summaries: Vec<(Quarter, Tally<'a>)>,
        early: Vec<(Owing, u32)>,
        inventory: Inventory,
    }

    both struct Inventory = domain::Inventory { goals: u32, tasks: u32, doubts: u32 }

    both struct CatalogHead = wire::CatalogHead {
        base: Option<Hash>,
        position: Position,
        rules: u64,
        plans: u32,
        by_id: u32,
        by_slug: u32,
    }

    both struct Listing<'a> = wire::Listing { entries: Vec<CatalogEntry<'a>> }

    both struct TargetCounts = tally::TargetCounts {
        numeric: u32,
        compound: u32,
        condition: u32,
        deed: u32,
        none: u32,
    }

    both struct FactCounts = tally::FactCounts {
        numeric: u32,
        compound: u32,
        text: u32,
        done: u32,
        no_occasion: u32,
        none: u32,
    }

    both struct PaceCounts = tally::PaceCounts { ahead: u32, on: u32, behind: u32, broken: u32 }

    both enum Due = domain::Due { Now, After(day: Day) }

    both struct ControlSum = domain::ControlSum {
        figures: u32,
        sum: Number,
        percentages: u32,
        percent: Number,
    }

    both struct Owing = domain::Owing {
        due: Day,
        note: Option<Due>,
        settled: Option<Quarter>,
        outcome: Option<Outcome>,
    }

    both struct Tally<'a> = tally::Tally {
        measures: u32,
        indicators: u32,
        targets: TargetCounts,
        facts: FactCounts,
        statuses: Vec<u32>,
        target_sum: ControlSum,
        fact_sum: ControlSum,
        fact_sum_on_targets: ControlSum,
        reached: u32,
        ratios: (u32, Ratio),
        capped: (u32, Ratio),
        units: Vec<(Text<'a>, u32)>,
        due: u32,
        owing: Vec<(Owing, u32)>,
        carried: Vec<(Owing, u32)>,
        pace: PaceCounts,
        pace_running: PaceCounts,
        shared: u32,
        evidence_items: u32,
        evidence_dates: u32,
    }
}
