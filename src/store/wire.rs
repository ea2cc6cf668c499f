//! The values that the store keeps besides changes. Their byte layout is defined in `stored`.

use super::{
    PlanEntry,
    codec::{self, CodecError, EnvelopeKind, Stored},
    journal::{FrameAt, Hash, Position},
    rules::RULES,
    stored::{v1, v2},
};
use std::collections::BTreeMap;

use crate::domain::{
    Change, ChangeId, Conflict, Inventory, KeptFigures, Owing, Plan, PlanId, Quarter, Record, RecordKey,
    Span, Tally,
};

/// How many of a plan's last changes are remembered by id, without reading the journal.
pub(super) const RECENT: usize = 64;

/// A record with its key and the number of the change that last touched it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StoredRecord {
    pub key: RecordKey,
    pub revision: u64,
    pub record: Record,
}

/// Records that are stored together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RecordPage {
    pub plan: PlanId,
    pub records: Vec<StoredRecord>,
}

impl Stored for RecordPage {
    const KIND: EnvelopeKind = EnvelopeKind::Page;

    type Layout<'a> = v2::Page<'a>;

    fn is_sound(&self) -> bool {
        self.records.iter().all(|r| fits(&r.key, &r.record))
    }
}

/// The position of a plan in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    /// The number of its last change.
    pub seq: u64,
    /// The frame of that change.
    pub last: FrameAt,
    /// When it was made.
    pub changed_at: i64,
    /// The last changes by id, oldest first.
    pub recent: Vec<(ChangeId, u64)>,
}

impl Standing {
    /// The standing before the first change.
    pub const fn start() -> Self {
        Self { seq: 0, last: FrameAt::NONE, changed_at: 0, recent: Vec::new() }
    }

    /// Advances by one change.
    pub fn advance(&mut self, change: &Change, seq: u64, at: FrameAt) {
        (self.seq, self.last, self.changed_at) = (seq, at, change.at);
        if self.recent.len() >= RECENT {
            self.recent.drain(..=self.recent.len() - RECENT);
        }
        self.recent.push((change.id, seq));
    }

    /// The number of a change, if it is among the remembered ones.
    pub fn number_of(&self, id: ChangeId) -> Option<u64> {
        self.recent.iter().rev().find(|(other, _)| *other == id).map(|(_, seq)| *seq)
    }
}

/// The head of a plan's pages: its standing, the number of pages and the XOR of their digests, so that a page that was
/// lost or restored from an older state is noticed when the plan is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlanHead {
    pub standing: Standing,
    pub seal: Seal,
}

impl Stored for PlanHead {
    const KIND: EnvelopeKind = EnvelopeKind::Head;

    type Layout<'a> = v2::Head;
}

/// The number of values and the XOR of their digests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Seal {
    pub count: u32,
    pub mix: u64,
}

impl Seal {
    /// Adds a value.
    pub fn add(&mut self, key: &[u8], value: &[u8]) {
        self.count = self.count.wrapping_add(1);
        self.mix ^= digest(key, value);
    }

    /// Removes a value.
    pub fn remove(&mut self, key: &[u8], value: &[u8]) {
        self.count = self.count.wrapping_sub(1);
        self.mix ^= digest(key, value);
    }
}

fn digest(key: &[u8], value: &[u8]) -> u64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(key);
    hasher.update(value);
    hasher.finalize().as_bytes().first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

/// A plan in the list of plans. A deleted one keeps its change number, so that undo continues the numbering.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CatalogEntry {
    pub plan: PlanId,
    pub seq: u64,
    pub last: FrameAt,
    pub changed_at: i64,
    /// None where the plan was deleted.
    pub live: Option<Live>,
}

impl Stored for CatalogEntry {
    const KIND: EnvelopeKind = EnvelopeKind::Entry;

    type Layout<'a> = v2::CatalogEntry<'a>;
}

/// What a list shows of an existing plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Live {
    pub slug: String,
    pub title: String,
    pub organisation: String,
    pub period: Span,
    pub archived: bool,
    pub summaries: Vec<(Quarter, Tally)>,
    pub early: BTreeMap<Owing, u32>,
    pub inventory: Inventory,
}

impl CatalogEntry {
    /// The list data of a plan.
    pub fn of(plan: &Plan, standing: &Standing) -> Self {
        let shown = plan.exists().then(|| Self::of_entry(PlanEntry::of(plan, standing.changed_at)));
        Self {
            plan: plan.id(),
            seq: standing.seq,
            last: standing.last,
            changed_at: standing.changed_at,
            live: shown.and_then(|entry| entry.live),
        }
    }

    /// The list data from an entry, where the standing in the journal is not known.
    pub fn of_entry(entry: PlanEntry) -> Self {
        let PlanEntry {
            id,
            slug,
            title,
            organisation,
            period,
            archived,
            seq,
            changed_at,
            summaries,
            early,
            inventory,
        } = entry;
        let live = Live { slug, title, organisation, period, archived, summaries, early, inventory };
        let live = Some(live);
        Self { plan: id, seq, last: FrameAt::NONE, changed_at, live }
    }

    /// The entry without its figures, because they are out of date.
    pub fn without_figures(mut self) -> Self {
        if let Some(live) = &mut self.live {
            live.summaries.clear();
            live.early.clear();
            live.inventory = Inventory::default();
        }
        self
    }

    /// Whether it has figures or needs none: every plan that exists has at least one quarter.
    pub fn has_figures(&self) -> bool {
        self.live.as_ref().is_none_or(|live| !live.summaries.is_empty())
    }

    /// The entry for lists; none where the plan was deleted.
    pub fn to_entry(&self) -> Option<PlanEntry> {
        let live = self.live.as_ref()?;
        Some(PlanEntry {
            id: self.plan,
            slug: live.slug.clone(),
            title: live.title.clone(),
            organisation: live.organisation.clone(),
            period: live.period,
            archived: live.archived,
            seq: self.seq,
            changed_at: self.changed_at,
            summaries: live.summaries.clone(),
            early: live.early.clone(),
            inventory: live.inventory,
        })
    }
}

/// The position up to which the state follows the journal, and the seal over the list of plans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Progress {
    pub position: Position,
    pub plans: Seal,
}

impl Stored for Progress {
    const KIND: EnvelopeKind = EnvelopeKind::Progress;

    type Layout<'a> = v2::Progress;
}

/// The head of a snapshot file, which is valid only while the journal contains the frame in its stamp.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SnapshotHead {
    pub plan: PlanId,
    pub standing: Standing,
    pub hash: Hash,
    /// How many pages there are of the plan as a whole, of nodes, and of evidence.
    pub whole: u32,
    pub nodes: u32,
    pub evidence: u32,
    /// How many nodes have a code.
    pub codes: u32,
    /// How many indicators there are, and nodes above the measures.
    pub indicators: u32,
    pub groups: u32,
    /// How many nodes are at the top, and there and right under nodes above the measures.
    pub top: u32,
    pub children: u32,
    /// The checksum of the tables.
    pub tables: u32,
    /// The length of the figures.
    pub figures: u32,
    /// The rules by which they were reckoned, see [`super::rules::RULES`].
    pub rules: u64,
}

impl SnapshotHead {
    /// The head of a plan whose pages are not counted yet.
    pub const fn stamp(plan: PlanId, standing: Standing, hash: Hash) -> Self {
        Self {
            plan,
            standing,
            hash,
            whole: 0,
            nodes: 0,
            evidence: 0,
            codes: 0,
            indicators: 0,
            groups: 0,
            top: 0,
            children: 0,
            tables: 0,
            figures: 0,
            rules: 0,
        }
    }
}

impl Stored for SnapshotHead {
    const KIND: EnvelopeKind = EnvelopeKind::Snapshot;

    type Layout<'a> = v2::SnapshotHead;
}

impl Stored for KeptFigures {
    const KIND: EnvelopeKind = EnvelopeKind::Figures;

    type Layout<'a> = v2::Figures<'a>;
}

/// The head of a file of the list of plans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CatalogHead {
    /// For the file of changed plans: the chain's hash at the position of the file of all plans.
    pub base: Option<Hash>,
    pub position: Position,
    /// The rules by which its figures were reckoned, see [`super::rules::RULES`].
    pub rules: u64,
    /// How many plans it has.
    pub plans: u32,
    /// How many pages its tables have.
    pub by_id: u32,
    pub by_slug: u32,
}

impl CatalogHead {
    /// The head of a file whose rows are not counted yet.
    pub const fn stamp(base: Option<Hash>, position: Position) -> Self {
        Self { base, position, rules: RULES, plans: 0, by_id: 0, by_slug: 0 }
    }
}

impl Stored for CatalogHead {
    const KIND: EnvelopeKind = EnvelopeKind::Catalog;

    type Layout<'a> = v2::CatalogHead;
}

impl Stored for Change {
    const KIND: EnvelopeKind = EnvelopeKind::Change;

    type Layout<'a> = v2::Change<'a>;

    fn from_v1(payload: &[u8]) -> Result<Self, CodecError> {
        codec::payload::<v1::Change, Self>(payload)
    }

    fn is_sound(&self) -> bool {
        self.edits.iter().all(|e| [&e.before, &e.after].into_iter().flatten().all(|r| fits(&e.key, r)))
    }
}

/// The list of plans in an answer to a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Listing {
    pub entries: Vec<CatalogEntry>,
}

impl Stored for Listing {
    const KIND: EnvelopeKind = EnvelopeKind::Listing;

    type Layout<'a> = v2::Listing<'a>;
}

/// The conflicts of a change in an answer to a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Conflicts {
    pub found: Vec<Conflict>,
}

impl Stored for Conflicts {
    const KIND: EnvelopeKind = EnvelopeKind::Conflicts;

    type Layout<'a> = v2::Conflicts<'a>;

    fn is_sound(&self) -> bool {
        self.found.iter().all(|c| c.now.as_ref().is_none_or(|now| fits(&c.key, now)))
    }
}

/// Whether a record is of the kind that its key names.
pub(super) const fn fits(key: &RecordKey, record: &Record) -> bool {
    matches!(
        (key, record),
        (RecordKey::Header, Record::Header(_))
            | (RecordKey::Performer(_), Record::Performer(_))
            | (RecordKey::Node(_), Record::Node(_))
            | (RecordKey::Indicator(_), Record::Indicator(_))
            | (RecordKey::Target(..), Record::Target(_))
            | (RecordKey::Fact(..), Record::Fact(_))
            | (RecordKey::Evidence(_), Record::Evidence(_))
            | (RecordKey::Doubt(_), Record::Doubt(_))
            | (RecordKey::Accepted(..), Record::Accepted(_))
            | (RecordKey::Closing(_), Record::Closing(_))
            | (RecordKey::Decision(..), Record::Decision(_))
            | (RecordKey::Role(_), Record::Role(_))
            | (RecordKey::Flag(..), Record::Flag(_))
    )
}
