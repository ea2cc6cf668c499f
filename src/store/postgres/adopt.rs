//! Copies changes from another store, many at once.

use std::collections::BTreeMap;

use super::{
    super::Logged,
    commit,
    line::{Line, LineError},
    load::{self, Held},
    places,
    rows::{self, Uuid},
    shown,
};
use crate::domain::{Plan, PlanId, RecordKey};

const BEGIN: &str = "INSERT INTO kvartal.plans (id, organisation, slug, archived, seq, listed) \
    VALUES ($1, $2, NULL, false, 0, '') ON CONFLICT (id) DO NOTHING";
const LOCK: &str = "SELECT seq FROM kvartal.plans WHERE id = $1 FOR UPDATE";
const MOVE: &str = "UPDATE kvartal.plans SET seq = $2, organisation = $3, slug = $4, archived = $5, listed = $6, \
    in_views = $7::text::jsonb, touched = clock_timestamp(), last = $8 WHERE id = $1";
const LOG: &str = "INSERT INTO kvartal.changes (plan, seq, id, author, at, verb, needs, change) \
    SELECT $1, c.seq, c.id, c.author, to_timestamp(c.at / 1000.0), c.verb, c.needs, c.change FROM \
        unnest($2::bigint[], $3::uuid[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::bytea[]) \
        AS c (seq, id, author, at, verb, needs, change)";

/// Copies changes of one plan, all or none; returns whether they follow the existing changes. The plan has no name
/// until the last change has come, so that nobody works on half a plan.
pub(super) async fn adopt(line: &Line, changes: &[Logged], is_last: bool) -> Result<bool, LineError> {
    let Some(id) = changes.first().map(|logged| logged.change.plan) else { return Ok(true) };
    line.batch("BEGIN; SET LOCAL statement_timeout = '15min'").await?;
    let mut held = load::plan(line, id).await?;
    let organisation = organisation(&held.plan, changes);
    line.query(BEGIN, &[&Uuid(id.0), &organisation]).await?;
    line.query(LOCK, &[&Uuid(id.0)]).await?;
    load::catch_up(line, &mut held).await?;
    let new: Vec<&Logged> = changes.iter().filter(|logged| logged.seq > held.plan.seq()).collect();
    let mut touched: BTreeMap<RecordKey, ()> = BTreeMap::new();
    let mut is_wiped = false;
    for Logged { seq, change } in &new {
        if *seq != held.plan.seq() + 1 || held.plan.check(change).is_err() {
            line.batch("ROLLBACK").await?;
            return Ok(false);
        }
        is_wiped |= held.advance(*seq, change);
        touched.extend(change.edits.iter().map(|edit| (edit.key, ())));
    }
    if is_wiped {
        commit::forget(line, id).await?;
    }
    let keys: Vec<RecordKey> = touched.into_keys().collect();
    for part in commit::parts(&held.plan, &keys)? {
        commit::put(line, id, &part).await?;
    }
    places::put(line, &held.plan, &keys).await?;
    write_log(line, id, &new).await?;
    move_on(line, &held, &organisation, changes, is_last).await?;
    line.batch("COMMIT").await?;
    Ok(true)
}

/// The organisation of the plan: from its header, or from the last header it had.
fn organisation(plan: &Plan, changes: &[Logged]) -> String {
    let headers = changes.iter().rev().flat_map(|logged| logged.change.edits.iter());
    let of_change = headers.filter(|edit| edit.key == RecordKey::Header).find_map(|edit| {
        match edit.after.as_ref().or(edit.before.as_ref()) {
            Some(crate::domain::Record::Header(header)) => Some(header.organisation.clone()),
            _ => None,
        }
    });
    of_change.unwrap_or_else(|| plan.header().organisation.clone())
}

async fn write_log(line: &Line, plan: PlanId, new: &[&Logged]) -> Result<(), LineError> {
    for part in new.chunks(500) {
        let seqs: Vec<i64> = part.iter().map(|logged| rows::number(logged.seq)).collect();
        let ids: Vec<Uuid> = part.iter().map(|logged| Uuid(logged.change.id.0)).collect();
        let authors: Vec<&str> = part.iter().map(|logged| logged.change.author.as_str()).collect();
        let moments: Vec<i64> = part.iter().map(|logged| logged.change.at).collect();
        let verbs: Vec<&str> = part.iter().map(|logged| logged.change.summary.verb.name()).collect();
        let needs: Vec<&str> = part.iter().map(|logged| logged.change.needs().name()).collect();
        let changes: Vec<Vec<u8>> =
            part.iter().map(|logged| rows::write(plan, &logged.change)).collect::<Result<_, _>>()?;
        line.query(LOG, &[&Uuid(plan.0), &seqs, &ids, &authors, &moments, &verbs, &needs, &changes]).await?;
    }
    Ok(())
}

async fn move_on(
    line: &Line,
    Held { plan, last }: &Held,
    organisation: &str,
    changes: &[Logged],
    is_last: bool,
) -> Result<(), LineError> {
    let changed_at = changes.last().map_or(0, |logged| logged.change.at);
    let named = plan.exists() && is_last;
    let slug = named.then(|| plan.header().slug.clone());
    let archived = named && plan.header().archived;
    let shown = shown::of_plan(plan)?;
    let entry = rows::write(plan.id(), &rows::entry(plan, changed_at))?;
    let seq = rows::number(plan.seq());
    line.query(MOVE, &[&Uuid(plan.id().0), &seq, &organisation, &slug, &archived, &entry, &shown, last])
        .await?;
    Ok(())
}
