//! Plans, records and changes as rows.

use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, private::BytesMut};

use super::{
    super::{
        ServerFault,
        codec::{self, CodecError, Stored},
        journal::FrameAt,
        wire::{CatalogEntry, RecordPage, Standing, StoredRecord},
    },
    line::LineError,
    shown,
};
use crate::domain::{Plan, PlanId, Quarter, Record, RecordKey, Subject};

/// 128 bits as PostgreSQL's `uuid`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Uuid(pub u128);

type AnyError = Box<dyn std::error::Error + Sync + Send>;

impl ToSql for Uuid {
    fn to_sql(&self, _: &Type, out: &mut BytesMut) -> Result<IsNull, AnyError> {
        out.extend_from_slice(&self.0.to_be_bytes());
        Ok(IsNull::No)
    }

    fn accepts(sort: &Type) -> bool {
        *sort == Type::UUID
    }

    tokio_postgres::types::to_sql_checked!();
}

impl<'a> FromSql<'a> for Uuid {
    fn from_sql(_: &Type, bytes: &'a [u8]) -> Result<Self, AnyError> {
        Ok(Self(u128::from_be_bytes(bytes.try_into()?)))
    }

    fn accepts(sort: &Type) -> bool {
        *sort == Type::UUID
    }
}

/// The change number in PostgreSQL's type.
pub(super) fn number(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}

/// The change number in this program's type.
pub(super) fn seq(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

/// Decodes a value from a row of a plan.
pub(super) fn read<T: Stored>(plan: PlanId, bytes: &[u8]) -> Result<T, LineError> {
    codec::decode(bytes).map_err(|error| damaged(plan, &error))
}

fn damaged(plan: PlanId, error: &CodecError) -> LineError {
    mismatch(plan, &error.to_string())
}

/// The fault of rows of a plan that do not fit.
pub(super) fn mismatch(plan: PlanId, what: &str) -> LineError {
    LineError::Fault(ServerFault::Damaged { plan: plan.to_string(), what: what.to_owned() })
}

/// Encodes a value for a row of a plan.
pub(super) fn write<T: Stored>(plan: PlanId, value: &T) -> Result<Vec<u8>, LineError> {
    codec::encode(value).map_err(|error| damaged(plan, &error))
}

/// The list entry of a plan whose last change was made at `changed_at`.
pub(super) fn entry(plan: &Plan, changed_at: i64) -> CatalogEntry {
    let standing = Standing { seq: plan.seq(), last: FrameAt::NONE, changed_at, recent: Vec::new() };
    CatalogEntry::of(plan, &standing)
}

/// The records after a change, column by column.
#[derive(Debug, Default)]
pub(super) struct RecordRows {
    pub keys: Vec<Vec<u8>>,
    pub revisions: Vec<i64>,
    pub records: Vec<Vec<u8>>,
    pub kinds: Vec<&'static str>,
    pub shown: Vec<Option<String>>,
}

impl RecordRows {
    /// Adds a record.
    pub fn add(&mut self, plan: &Plan, key: RecordKey, record: Record) -> Result<(), LineError> {
        let Some(revision) = plan.revision(&key) else { return Ok(()) };
        self.keys.push(key_bytes(&key));
        self.revisions.push(number(revision));
        self.kinds.push(kind(&key));
        self.shown.push(shown::of(&key, &record).map(|value| value.to_string()));
        let page = RecordPage { plan: plan.id(), records: vec![StoredRecord { key, revision, record }] };
        self.records.push(write(plan.id(), &page)?);
        Ok(())
    }
}

/// The kind of a record, as the tables name it.
pub(super) const fn kind(key: &RecordKey) -> &'static str {
    match key {
        RecordKey::Header => "header",
        RecordKey::Performer(_) => "performer",
        RecordKey::Node(_) => "node",
        RecordKey::Indicator(_) => "indicator",
        RecordKey::Target(..) => "target",
        RecordKey::Fact(..) => "fact",
        RecordKey::Evidence(_) => "evidence",
        RecordKey::Doubt(_) => "doubt",
        RecordKey::Accepted(..) => "acceptance",
        RecordKey::Closing(_) => "closing",
        RecordKey::Decision(..) => "decision",
        RecordKey::Role(_) => "role",
        RecordKey::Flag(..) => "flag",
    }
}

/// The key of a record as bytes. They are never decoded, because the record contains its key; but the same key must
/// give the same bytes for ever.
pub(super) fn key_bytes(key: &RecordKey) -> Vec<u8> {
    let mut out = Vec::with_capacity(40);
    match key {
        RecordKey::Header => out.push(1),
        RecordKey::Performer(id) => put(&mut out, 2, id.0),
        RecordKey::Node(id) => put(&mut out, 3, id.0),
        RecordKey::Indicator(id) => put(&mut out, 4, id.0),
        RecordKey::Target(id, span, performer) => {
            put(&mut out, 5, id.0);
            put_quarter(&mut out, span.first);
            put_quarter(&mut out, span.last);
            out.extend(performer.iter().flat_map(|performer| performer.0.to_be_bytes()));
        }
        RecordKey::Fact(id, quarter, performer) => {
            put(&mut out, 6, id.0);
            put_quarter(&mut out, *quarter);
            out.extend(performer.iter().flat_map(|performer| performer.0.to_be_bytes()));
        }
        RecordKey::Evidence(id) => put(&mut out, 7, id.0),
        RecordKey::Doubt(id) => put(&mut out, 8, id.0),
        RecordKey::Accepted(kind, subject, quarter) => {
            out.push(9);
            put_quarter(&mut out, *quarter);
            put_subject(&mut out, *subject);
            out.extend_from_slice(kind.name().as_bytes());
        }
        RecordKey::Closing(quarter) => {
            out.push(10);
            put_quarter(&mut out, *quarter);
        }
        RecordKey::Decision(subject, quarter) => {
            out.push(11);
            put_quarter(&mut out, *quarter);
            put_subject(&mut out, *subject);
        }
        RecordKey::Role(id) => put(&mut out, 12, id.0),
        RecordKey::Flag(subject, quarter) => {
            out.push(13);
            put_quarter(&mut out, *quarter);
            put_subject(&mut out, *subject);
        }
    }
    out
}

fn put(out: &mut Vec<u8>, tag: u8, id: u128) {
    out.push(tag);
    out.extend_from_slice(&id.to_be_bytes());
}

fn put_quarter(out: &mut Vec<u8>, quarter: Quarter) {
    out.extend_from_slice(&quarter.year().to_be_bytes());
    out.push(quarter.number());
}

fn put_subject(out: &mut Vec<u8>, subject: Subject) {
    match subject {
        Subject::Plan => out.push(0),
        Subject::Node(id) => put(out, 1, id.0),
        Subject::Indicator(id) => put(out, 2, id.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EvidenceId, FindingKind, IndicatorId, NodeId, PerformerId, RoleId, Span};

    fn hex(key: &RecordKey) -> String {
        key_bytes(key).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The key bytes of rows that lie on a server must never change.
    #[test]
    fn the_bytes_of_a_key_stay_what_they_are() {
        let (one, two) = (Quarter::new(2026, 1).unwrap(), Quarter::new(2026, 2).unwrap());
        let id = "00000000000000000000000000000005";
        let span = Span { first: one, last: two };
        assert_eq!(hex(&RecordKey::Header), "01");
        assert_eq!(hex(&RecordKey::Performer(PerformerId(5))), format!("02{id}"));
        assert_eq!(hex(&RecordKey::Node(NodeId(5))), format!("03{id}"));
        assert_eq!(hex(&RecordKey::Indicator(IndicatorId(5))), format!("04{id}"));
        assert_eq!(hex(&RecordKey::Target(IndicatorId(5), span, None)), format!("05{id}07ea0107ea02"));
        let own = Some(PerformerId(5));
        assert_eq!(hex(&RecordKey::Fact(IndicatorId(5), two, own)), format!("06{id}07ea02{id}"));
        assert_eq!(hex(&RecordKey::Evidence(EvidenceId(5))), format!("07{id}"));
        let accepted = RecordKey::Accepted(FindingKind::NoteOwed, Subject::Node(NodeId(5)), one);
        assert_eq!(hex(&accepted), format!("0907ea0101{id}6e6f74655f6f776564"));
        assert_eq!(hex(&RecordKey::Closing(one)), "0a07ea01");
        let decision = RecordKey::Decision(Subject::Indicator(IndicatorId(5)), one);
        assert_eq!(hex(&decision), format!("0b07ea0102{id}"));
        assert_eq!(hex(&RecordKey::Role(RoleId(5))), format!("0c{id}"));
    }
}
