//! Reading plans and changes from the server.

use super::{
    super::{Logged, cached_plan::settle, wire::RecordPage},
    line::{Line, LineError},
    rows::{self, Uuid},
};
use crate::domain::{Change, Plan, PlanId};

/// One statement reads the records and the number, so that they are from the same moment.
const PLAN: &str = "SELECT p.seq, r.record FROM kvartal.plans p \
    LEFT JOIN kvartal.records r ON r.plan = p.id WHERE p.id = $1";
const AFTER: &str = "SELECT seq, change FROM kvartal.changes WHERE plan = $1 AND seq > $2 ORDER BY seq";
const BELOW: &str = "SELECT seq, change FROM kvartal.changes WHERE plan = $1 AND seq < $2 \
    ORDER BY seq DESC LIMIT $3";
const NUMBER: &str = "SELECT seq FROM kvartal.changes WHERE plan = $1 AND id = $2";

/// A plan as it is now; one that never existed has no records and the number 0.
pub(super) async fn plan(line: &Line, id: PlanId) -> Result<Plan, LineError> {
    let rows = line.query(PLAN, &[&Uuid(id.0)]).await?;
    let Some(first) = rows.first() else { return Ok(Plan::empty(id)) };
    let seq = rows::seq(first.try_get(0)?);
    let mut records = Vec::with_capacity(rows.len());
    for row in &rows {
        let bytes: Option<&[u8]> = row.try_get(1)?;
        if let Some(bytes) = bytes {
            let page: RecordPage = rows::read(id, bytes)?;
            records.extend(page.records.into_iter().map(|r| (r.key, r.revision, r.record)));
        }
    }
    Ok(Plan::from_records(id, seq, records))
}

/// Applies the changes that were committed since to a plan.
pub(super) async fn catch_up(line: &Line, plan: &mut Plan) -> Result<(), LineError> {
    for Logged { seq, change } in after(line, plan.id(), plan.seq()).await? {
        plan.apply_at(&change, seq);
        settle(plan);
    }
    Ok(())
}

/// The changes of a plan after a number.
pub(super) async fn after(line: &Line, plan: PlanId, seq: u64) -> Result<Vec<Logged>, LineError> {
    let rows = line.query(AFTER, &[&Uuid(plan.0), &rows::number(seq)]).await?;
    rows.iter().map(|row| logged(plan, row.try_get(0)?, row.try_get(1)?)).collect()
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
    rows.iter().map(|row| logged(plan, row.try_get(0)?, row.try_get(1)?)).collect()
}

fn logged(plan: PlanId, seq: i64, bytes: &[u8]) -> Result<Logged, LineError> {
    Ok(Logged { seq: rows::seq(seq), change: rows::read(plan, bytes)? })
}

/// The number of a change that was already committed.
pub(super) async fn number_of(line: &Line, change: &Change) -> Result<Option<u64>, LineError> {
    let rows = line.query(NUMBER, &[&Uuid(change.plan.0), &Uuid(change.id.0)]).await?;
    Ok(rows.first().map(|row| row.try_get(0)).transpose()?.map(rows::seq))
}
