//! Pages: groups of records that are stored together in the state. There is one for each node with its indicators and
//! values, a few for the plan as a whole, and sixteen for evidence.

use std::collections::{BTreeMap, BTreeSet};

use super::wire::StoredRecord;
use crate::domain::{Change, IndicatorId, NodeId, Plan, PlanId, RecordKey};

/// A page of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum PageKey {
    Header,
    Performers,
    Doubts,
    Accepted,
    Closings,
    Decisions,
    Roles,
    Flags,
    /// Values whose indicator does not exist. No command makes them, but a change may.
    Strays,
    /// A node, its indicators, their targets and facts.
    Node(NodeId),
    /// A sixteenth of the evidence, chosen by its id.
    Evidence(u8),
}

/// The first byte of the keys of a plan's pages in the state.
pub(super) const PAGES: u8 = b'p';
/// The tag of the seal among a plan's pages.
const HEAD: u8 = 0;

/// The prefix of all keys of a plan.
pub(super) fn prefix(plan: PlanId) -> Vec<u8> {
    let mut key = vec![PAGES];
    key.extend_from_slice(&plan.0.to_be_bytes());
    key
}

/// The key of a plan's seal.
pub(super) fn head_key(plan: PlanId) -> Vec<u8> {
    let mut key = prefix(plan);
    key.push(HEAD);
    key
}

impl PageKey {
    /// The key in the state.
    pub fn bytes(self, plan: PlanId) -> Vec<u8> {
        let mut key = prefix(plan);
        match self {
            Self::Header => key.push(1),
            Self::Performers => key.push(2),
            Self::Doubts => key.push(3),
            Self::Accepted => key.push(4),
            Self::Closings => key.push(5),
            Self::Strays => key.push(6),
            Self::Node(id) => {
                key.push(7);
                key.extend_from_slice(&id.0.to_be_bytes());
            }
            Self::Evidence(bucket) => key.extend_from_slice(&[8, bucket]),
            Self::Decisions => key.push(9),
            Self::Roles => key.push(10),
            Self::Flags => key.push(11),
        }
        key
    }

    /// The records of the page in the plan's current state.
    pub fn records(self, plan: &Plan) -> Vec<StoredRecord> {
        let keys: Vec<RecordKey> = match self {
            Self::Header => vec![RecordKey::Header],
            Self::Performers => plan.performers().map(|(id, _)| RecordKey::Performer(id)).collect(),
            Self::Doubts => plan.doubts().map(|(id, _)| RecordKey::Doubt(id)).collect(),
            Self::Accepted => filtered(plan, |key| matches!(key, RecordKey::Accepted(..))),
            Self::Closings => filtered(plan, |key| matches!(key, RecordKey::Closing(_))),
            Self::Decisions => filtered(plan, |key| matches!(key, RecordKey::Decision(..))),
            Self::Roles => filtered(plan, |key| matches!(key, RecordKey::Role(_))),
            Self::Flags => filtered(plan, |key| matches!(key, RecordKey::Flag(..))),
            Self::Strays => filtered(plan, |key| match key {
                RecordKey::Target(id, _, _) | RecordKey::Fact(id, _, _) => plan.indicator(*id).is_none(),
                _ => false,
            }),
            Self::Node(id) => plan.node_keys(id).into_iter().map(|(key, _)| key).collect(),
            Self::Evidence(bucket) => {
                let keys = plan.all_evidence().map(|(id, _)| RecordKey::Evidence(id));
                keys.filter(|key| page_of(plan, key) == Self::Evidence(bucket)).collect()
            }
        };
        stored(plan, keys)
    }
}

fn filtered(plan: &Plan, wanted: impl Fn(&RecordKey) -> bool) -> Vec<RecordKey> {
    plan.records().map(|(key, _)| key).filter(wanted).collect()
}

fn stored(plan: &Plan, mut keys: Vec<RecordKey>) -> Vec<StoredRecord> {
    // Sorted, so that the same records make the same bytes.
    keys.sort_unstable();
    let record = |key: RecordKey| {
        Some(StoredRecord { key, revision: plan.revision(&key)?, record: plan.record(&key)? })
    };
    keys.into_iter().filter_map(record).collect()
}

/// Every record of a plan, by key.
pub(super) fn all_records(plan: &Plan) -> Vec<StoredRecord> {
    stored(plan, plan.records().map(|(key, _)| key).collect())
}

/// Every record of a plan, grouped by page.
pub(super) fn paged(plan: &Plan) -> BTreeMap<PageKey, Vec<StoredRecord>> {
    let mut pages: BTreeMap<PageKey, Vec<StoredRecord>> = BTreeMap::new();
    for record in all_records(plan) {
        pages.entry(page_of(plan, &record.key)).or_default().push(record);
    }
    pages
}

/// The page of a record.
fn page_of(plan: &Plan, key: &RecordKey) -> PageKey {
    let of_indicator = |id: IndicatorId| plan.measure_of(id).map_or(PageKey::Strays, PageKey::Node);
    match key {
        RecordKey::Header => PageKey::Header,
        RecordKey::Performer(_) => PageKey::Performers,
        RecordKey::Node(id) => PageKey::Node(*id),
        RecordKey::Indicator(id) | RecordKey::Target(id, _, _) | RecordKey::Fact(id, _, _) => {
            of_indicator(*id)
        }
        RecordKey::Evidence(id) => PageKey::Evidence((id.0 & 15) as u8),
        RecordKey::Doubt(_) => PageKey::Doubts,
        RecordKey::Accepted(..) => PageKey::Accepted,
        RecordKey::Closing(_) => PageKey::Closings,
        RecordKey::Decision(..) => PageKey::Decisions,
        RecordKey::Role(_) => PageKey::Roles,
        RecordKey::Flag(..) => PageKey::Flags,
    }
}

/// The pages of a plan that have to be written to the state.
#[derive(Clone, Debug, Default)]
pub(super) struct Dirty {
    /// Whether all pages of the plan are deleted first.
    pub wipe: bool,
    pub pages: BTreeSet<PageKey>,
}

impl Dirty {
    /// Marks the pages of a change's records. It is called before the change is applied and after it, because the
    /// values of an indicator that moves go from one page to another.
    pub fn note(&mut self, plan: &Plan, change: &Change) {
        self.pages.extend(change.edits.iter().map(|edit| page_of(plan, &edit.key)));
    }
}
