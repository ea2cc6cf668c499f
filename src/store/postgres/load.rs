//! Reading plans and changes from the server.

use tokio_postgres::Row;

use super::{
    super::{Logged, cached_plan::settle, wire::RecordPage},
    line::{Line, LineError},
    rows::{self, Uuid},
};
use crate::domain::{Change, Plan, PlanId, Record, RecordKey, RoleKind};

/// One statement reads the records and the number, so that they are from the same moment.
const PLAN: &str = "SELECT p.seq, p.last, r.key, r.record FROM kvartal.plans p \
    LEFT JOIN kvartal.records r ON r.plan = p.id WHERE p.id = $1";
/// As [`PLAN`], without what comes after the indicators in the order of keys: see [`rows::key_bytes`].
const OUTLINE: &str = "SELECT p.seq, p.last, r.key, r.record FROM kvartal.plans p \
    LEFT JOIN kvartal.records r ON r.plan = p.id AND r.key < '\\x05' WHERE p.id = $1";
/// The changes from a number on; the first one, which is known, without its content.
const SINCE: &str = "SELECT seq, needs, CASE WHEN seq > $2 THEN change END, id FROM kvartal.changes \
    WHERE plan = $1 AND seq >= $2 ORDER BY seq";
const AFTER: &str =
    "SELECT seq, needs, change FROM kvartal.changes WHERE plan = $1 AND seq > $2 ORDER BY seq";
const BELOW: &str = "SELECT seq, needs, change FROM kvartal.changes WHERE plan = $1 AND seq < $2 \
    ORDER BY seq DESC LIMIT $3";
const NUMBER: &str = "SELECT seq FROM kvartal.changes WHERE plan = $1 AND id = $2";

/// The last change of a plan: its number and its id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct End {
    pub seq: u64,
    pub last: Option<Uuid>,
}

impl End {
    /// The end of a history after a change.
    pub const fn after(seq: u64, change: &Change) -> Self {
        Self { seq, last: Some(Uuid(change.id.0)) }
    }
}

/// A plan as the server had it after its last change.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub plan: Plan,
    pub last: Option<Uuid>,
}

impl Held {
    /// A plan before its first change.
    pub fn empty(id: PlanId) -> Self {
        Self { plan: Plan::empty(id), last: None }
    }

    pub fn end(&self) -> End {
        End { seq: self.plan.seq(), last: self.last }
    }

    /// Applies the next change; returns whether the plan is gone with it.
    pub fn advance(&mut self, seq: u64, change: &Change) -> bool {
        self.plan.apply_at(change, seq);
        self.last = End::after(seq, change).last;
        settle(&mut self.plan)
    }
}

/// A plan as it is now; one that never existed has no records and the number 0.
pub(super) async fn plan(line: &Line, id: PlanId) -> Result<Held, LineError> {
    let Some(stored) = read(line, id, PLAN).await? else { return Ok(Held::empty(id)) };
    Ok(Held { plan: Plan::from_records(id, stored.seq, stored.records), last: stored.last })
}

/// The header, the performers, the nodes and the indicators of a plan.
pub(super) async fn outline(line: &Line, id: PlanId) -> Result<Plan, LineError> {
    let Some(stored) = read(line, id, OUTLINE).await? else { return Ok(Plan::empty(id)) };
    Ok(Plan::with_room(0, id, stored.seq, stored.records))
}

/// The rows of a plan, read.
struct StoredPlan {
    seq: u64,
    last: Option<Uuid>,
    records: Vec<(RecordKey, u64, Record)>,
}

/// What the server has of a plan; none where it never existed.
async fn read(line: &Line, id: PlanId, sql: &'static str) -> Result<Option<StoredPlan>, LineError> {
    let rows = line.query(sql, &[&Uuid(id.0)]).await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let (seq, last) = (rows::seq(first.try_get(0)?), first.try_get(1)?);
    let mut records = Vec::with_capacity(rows.len());
    for row in &rows {
        let (key, bytes): (Option<&[u8]>, Option<&[u8]>) = (row.try_get(2)?, row.try_get(3)?);
        if let (Some(key), Some(bytes)) = (key, bytes) {
            let page: RecordPage = rows::read(id, bytes)?;
            // The rights of the server go by the key of the row.
            if page.records.iter().any(|record| rows::key_bytes(&record.key) != key) {
                return Err(rows::mismatch(id, "a record under the key of another one"));
            }
            records.extend(page.records.into_iter().map(|r| (r.key, r.revision, r.record)));
        }
    }
    Ok(Some(StoredPlan { seq, last, records }))
}

/// Applies the changes that were committed since to a plan. It is read again where the server has another history, as
/// after the restoration of a backup.
pub(super) async fn catch_up(line: &Line, held: &mut Held) -> Result<(), LineError> {
    let Some(news) = since(line, held.plan.id(), held.end()).await? else {
        *held = plan(line, held.plan.id()).await?;
        return Ok(());
    };
    for Logged { seq, change } in &news {
        held.advance(*seq, change);
    }
    Ok(())
}

/// The changes of a plan after an end that is known of it; none where the server's history does not have it.
pub(super) async fn since(line: &Line, plan: PlanId, end: End) -> Result<Option<Vec<Logged>>, LineError> {
    let rows = line.query(SINCE, &[&Uuid(plan.0), &rows::number(end.seq)]).await?;
    let (known, news) = rows.split_at(usize::from(end.seq > 0).min(rows.len()));
    let is_known =
        |row: &Row| Ok::<_, LineError>((rows::seq(row.try_get(0)?), row.try_get(3)?) == (end.seq, end.last));
    let is_there = match known.first() {
        Some(row) => is_known(row)?,
        None => end.seq == 0,
    };
    if is_there {
        news.iter().map(|row| logged(plan, row)).collect::<Result<_, _>>().map(Some)
    } else {
        Ok(None)
    }
}

/// The changes of a plan after a number.
pub(super) async fn after(line: &Line, plan: PlanId, seq: u64) -> Result<Vec<Logged>, LineError> {
    let rows = line.query(AFTER, &[&Uuid(plan.0), &rows::number(seq)]).await?;
    rows.iter().map(|row| logged(plan, row)).collect()
}

/// The changes of a plan below a number, latest first, at most `at_most`.
pub(super) async fn below(
    line: &Line,
    plan: PlanId,
    below: u64,
    at_most: usize,
) -> Result<Vec<Logged>, LineError> {
    let at_most = i64::try_from(at_most).unwrap_or(i64::MAX);
    let rows = line.query(BELOW, &[&Uuid(plan.0), &rows::number(below), &at_most]).await?;
    rows.iter().map(|row| logged(plan, row)).collect()
}

fn logged(plan: PlanId, row: &Row) -> Result<Logged, LineError> {
    let (needs, bytes): (Option<&str>, &[u8]) = (row.try_get(1)?, row.try_get(2)?);
    let change: Change = rows::read(plan, bytes)?;
    // The rights of the server go by what the row says. A rule that demands more than before needs a migration that
    // empties the column of older changes.
    let says_less = |needs: &str| {
        RoleKind::ALL.iter().filter(|kind| kind.name() == needs).all(|kind| *kind < change.needs())
    };
    if change.plan != plan || needs.is_some_and(says_less) {
        return Err(rows::mismatch(plan, "a change that is not what its row says"));
    }
    Ok(Logged { seq: rows::seq(row.try_get(0)?), change })
}

/// The number of a change that was already committed.
pub(super) async fn number_of(line: &Line, change: &Change) -> Result<Option<u64>, LineError> {
    let rows = line.query(NUMBER, &[&Uuid(change.plan.0), &Uuid(change.id.0)]).await?;
    Ok(rows.first().map(|row| row.try_get(0)).transpose()?.map(rows::seq))
}
