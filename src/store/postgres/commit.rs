//! Committing a change on the server. One transaction compares and increments the number of the plan, replaces the
//! records and writes the change. Whether the change is valid is checked on the plan in memory, by the same functions
//! as in every store; the number proves that the plan in memory is the one on the server.
//!
//! A small change to a known plan that leaves its places as they are is one statement and therefore one round trip. All
//! other changes, and changes that lost a race or are sent again, lock the plan first.

use super::{
    super::{CommitError, disk::new_slug},
    line::{Line, LineError, constraint},
    load::{self, End, Held},
    places,
    rows::{self, RecordRows, Uuid},
    watch,
};
use crate::domain::{Actor, Change, Plan, PlanId, RecordKey};

/// A change with more edits is written in parts and gets a longer timeout.
pub(super) const LARGE: usize = 2_000;

/// Compares the number and writes everything in one statement.
const AT_ONCE: &str = "WITH moved AS ( \
        UPDATE kvartal.plans SET seq = $3, organisation = $4, slug = $5, archived = $6, listed = $7, \
            in_views = $8::text::jsonb, touched = clock_timestamp(), last = $9 \
        WHERE id = $1 AND seq = $2 AND last IS NOT DISTINCT FROM $21 RETURNING id \
    ), written AS ( \
        INSERT INTO kvartal.changes (plan, seq, id, author, at, verb, needs, change) \
        SELECT id, $3, $9, $10, to_timestamp($11::bigint / 1000.0), $12, $19, $13 FROM moved \
    ), gone AS ( \
        DELETE FROM kvartal.records WHERE plan = $1 AND key = ANY ($14::bytea[]) AND EXISTS (SELECT FROM moved) \
    ), put AS ( \
        INSERT INTO kvartal.records (plan, key, revision, record, kind, shown) \
        SELECT moved.id, r.key, r.revision, r.record, r.kind, r.shown::jsonb FROM moved, \
            unnest($15::bytea[], $16::bigint[], $17::bytea[], $18::text[], $20::text[]) \
            AS r (key, revision, record, kind, shown) \
        ON CONFLICT (plan, key) DO UPDATE SET revision = excluded.revision, record = excluded.record, \
            shown = excluded.shown \
    ) SELECT id FROM moved";

const LOCK: &str = "SELECT seq, last FROM kvartal.plans WHERE id = $1 FOR UPDATE";
const BEGIN_PLAN: &str = "INSERT INTO kvartal.plans (id, organisation, slug, archived, seq, listed) \
    VALUES ($1, $2, $3, false, 0, '')";

/// The outcome of a commit.
pub(super) type Committed = Result<(Held, u64), CommitError>;

/// Commits a change to a plan in the state that is known here; returns the plan after it and the change's number.
pub(super) async fn commit(
    line: &Line,
    known: Option<Held>,
    change: &Change,
    payload: &[u8],
    actor: &Actor,
) -> Result<Committed, LineError> {
    // A repeated attempt knows no plan, and asks first whether the change is already there.
    let is_known = known.is_some();
    let mut held = match known {
        Some(held) => held,
        None => load::plan(line, change.plan).await?,
    };
    let is_quick = is_known && held.plan.exists() && is_small(change) && held.plan.check(change).is_ok();
    if is_quick {
        if let Err(refused) = judge(&held.plan, change, actor) {
            return Ok(Err(refused));
        }
        let seq = held.plan.seq() + 1;
        // Where the change is refused, the hint that leaves with it is one for nothing.
        match write(line, &mut held, change, payload, Some(&watch::hint(change.plan))).await {
            Ok(true) => return Ok(Ok((held, seq))),
            Ok(false) => held = load::plan(line, change.plan).await?,
            Err(error) => return refused_by_rule(line, error, change).await,
        }
    }
    let outcome = in_turn(line, held, change, payload, actor).await?;
    if outcome.is_ok() {
        line.send(&watch::hint(change.plan)).await;
    }
    Ok(outcome)
}

/// Whether a change is written in one statement.
fn is_small(change: &Change) -> bool {
    change.edits.len() <= LARGE && !change.edits.iter().any(places::concerns)
}

/// Checks whether the actor may make the change. Records are not compared here.
fn judge(plan: &Plan, change: &Change, actor: &Actor) -> Result<(), CommitError> {
    plan.permits(change, actor).map_err(CommitError::Denied)
}

/// Translates a violated constraint: a taken slug is reported by the unique index.
async fn refused_by_rule(line: &Line, error: LineError, change: &Change) -> Result<Committed, LineError> {
    match (&error, new_slug(change)) {
        (LineError::Said(said), Some(slug)) if constraint(said) == Some("plans_slug") => {
            // The transaction is rolled back, because the connection is used again.
            line.batch("ROLLBACK").await?;
            Ok(Err(CommitError::SlugTaken(slug)))
        }
        _ => Err(error),
    }
}

/// Commits with the plan's lock held, so that no other change comes between.
async fn in_turn(
    line: &Line,
    mut held: Held,
    change: &Change,
    payload: &[u8],
    actor: &Actor,
) -> Result<Committed, LineError> {
    line.batch("BEGIN").await?;
    if change.edits.len() > LARGE {
        line.batch("SET LOCAL statement_timeout = '15min'").await?;
    }
    let locked = line.query(LOCK, &[&Uuid(change.plan.0)]).await?;
    match locked.first() {
        Some(row) if held.end() == (End { seq: rows::seq(row.try_get(0)?), last: row.try_get(1)? }) => {}
        Some(_) => load::catch_up(line, &mut held).await?,
        None => held = Held::empty(change.plan),
    }
    let refused = match load::number_of(line, change).await? {
        Some(seq) => Some(Ok(seq)),
        None => match held.plan.check(change).map_err(CommitError::Conflict) {
            Ok(()) => judge(&held.plan, change, actor).err().map(Err),
            Err(conflict) => Some(Err(conflict)),
        },
    };
    if let Some(refused) = refused {
        // A change that is already there was perhaps never acknowledged: a server that crashed before its standby had
        // the change shows it after the restart. The commit of the lock waits until the standby has both.
        line.batch(if refused.is_ok() { "COMMIT" } else { "ROLLBACK" }).await?;
        return Ok(refused.map(|seq| (held, seq)));
    }
    let seq = held.plan.seq() + 1;
    if locked.is_empty()
        && let Err(error) = begin(line, &held.plan, change).await
    {
        return refused_by_rule(line, error, change).await;
    }
    match write(line, &mut held, change, payload, None).await {
        Ok(true) => {}
        Ok(false) => return Err(LineError::Again),
        Err(error) => return refused_by_rule(line, error, change).await,
    }
    line.batch("COMMIT").await?;
    Ok(Ok((held, seq)))
}

/// Inserts the row of a plan before its first change.
async fn begin(line: &Line, plan: &Plan, change: &Change) -> Result<(), LineError> {
    let mut after = plan.clone();
    after.apply(change);
    let (organisation, slug) = (after.header().organisation.clone(), new_slug(change));
    line.query(BEGIN_PLAN, &[&Uuid(change.plan.0), &organisation, &slug]).await?;
    Ok(())
}

/// Applies a change to the plan and writes the result, with the statement `then` right behind; false where the server's
/// plan has another number.
async fn write(
    line: &Line,
    held: &mut Held,
    change: &Change,
    payload: &[u8],
    then: Option<&str>,
) -> Result<bool, LineError> {
    let End { seq: before, last } = held.end();
    let organisation = held.plan.header().organisation.clone();
    let is_gone = held.advance(before + 1, change);
    let plan = &held.plan;
    let entry = rows::entry(plan, change.at);
    let shown = super::shown::of_plan(plan)?;
    let (slug, archived) = if plan.exists() {
        (Some(plan.header().slug.clone()), plan.header().archived)
    } else {
        (None, false)
    };
    // A deleted plan still belongs to its organisation.
    let organisation = if plan.exists() { plan.header().organisation.clone() } else { organisation };
    if is_gone {
        forget(line, change.plan).await?;
    }
    let keys: Vec<RecordKey> = change.edits.iter().map(|edit| edit.key).collect();
    let mut parts = parts(plan, &keys)?.into_iter();
    let Part { gone, rows } = parts.next().unwrap_or_default();
    let moved = line
        .query_then(
            AT_ONCE,
            &[
                &Uuid(change.plan.0),
                &rows::number(before),
                &rows::number(before + 1),
                &organisation,
                &slug,
                &archived,
                &rows::write(change.plan, &entry)?,
                &shown,
                &Uuid(change.id.0),
                &change.author,
                &change.at,
                &change.summary.verb.name(),
                &payload,
                &gone,
                &rows.keys,
                &rows.revisions,
                &rows.records,
                &rows.kinds,
                &change.needs().name(),
                &rows.shown,
                &last,
            ],
            then,
        )
        .await?;
    if moved.is_empty() {
        return Ok(false);
    }
    for part in parts {
        put(line, change.plan, &part).await?;
    }
    if change.edits.iter().any(places::concerns) {
        places::put(line, &held.plan, &keys).await?;
    }
    Ok(true)
}

/// Removes the records of a plan and what is derived from them.
pub(super) async fn forget(line: &Line, plan: PlanId) -> Result<(), LineError> {
    const RECORDS: &str = "DELETE FROM kvartal.records WHERE plan = $1";
    line.query(RECORDS, &[&Uuid(plan.0)]).await?;
    places::forget(line, plan).await
}

/// Records that are written in one statement.
#[derive(Debug, Default)]
pub(super) struct Part {
    gone: Vec<Vec<u8>>,
    rows: RecordRows,
}

/// The values of a plan under some keys, split into parts that a statement can take.
pub(super) fn parts(plan: &Plan, keys: &[RecordKey]) -> Result<Vec<Part>, LineError> {
    let part = |keys: &[RecordKey]| {
        let mut part = Part::default();
        for key in keys {
            match plan.record(key) {
                Some(record) => part.rows.add(plan, *key, record)?,
                None => part.gone.push(rows::key_bytes(key)),
            }
        }
        Ok(part)
    };
    keys.chunks(LARGE).map(part).collect()
}

const PUT: &str = "WITH gone AS ( \
        DELETE FROM kvartal.records WHERE plan = $1 AND key = ANY ($2::bytea[]) \
    ) INSERT INTO kvartal.records (plan, key, revision, record, kind, shown) \
    SELECT $1, r.key, r.revision, r.record, r.kind, r.shown::jsonb FROM \
        unnest($3::bytea[], $4::bigint[], $5::bytea[], $6::text[], $7::text[]) \
        AS r (key, revision, record, kind, shown) \
    ON CONFLICT (plan, key) DO UPDATE SET revision = excluded.revision, record = excluded.record, \
        shown = excluded.shown";

/// Writes a part.
pub(super) async fn put(line: &Line, plan: PlanId, part: &Part) -> Result<(), LineError> {
    let Part { gone, rows: RecordRows { keys, revisions, records, kinds, shown } } = part;
    line.query(PUT, &[&Uuid(plan.0), gone, keys, revisions, records, kinds, shown]).await?;
    Ok(())
}
