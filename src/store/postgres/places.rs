//! The words of all places, by which a search through all plans finds out which of them it has to read.

use std::collections::{BTreeSet, HashSet};

use tokio_postgres::types::ToSql;

use super::{
    commit::LARGE,
    line::{Line, LineError},
    load,
    rows::{self, Uuid},
};
use crate::{
    domain::{Edit, PerformerId, Plan, PlanId, Record, RecordKey},
    text::{
        find::{Folded, Needs, Wanted},
        key::search_key,
    },
};

/// Replaces the words of places. Those that are the same are not written again.
const PUT: &str = "WITH gone AS ( \
        DELETE FROM kvartal.places WHERE plan = $1 AND key = ANY ($2::bytea[]) \
    ) INSERT INTO kvartal.places AS p (plan, key, code, words, latin) SELECT $1, r.key, r.code, r.words, r.latin \
    FROM unnest($3::bytea[], $4::text[], $5::text[], $6::text[]) AS r (key, code, words, latin) \
    ON CONFLICT (plan, key) DO UPDATE SET code = excluded.code, words = excluded.words, latin = excluded.latin \
    WHERE (p.code, p.words, p.latin) <> (excluded.code, excluded.words, excluded.latin)";
const FORGET: &str = "DELETE FROM kvartal.places WHERE plan = $1";

/// The plans with places that match one way of a search. Most texts do not have its letters one after another, so that
/// this is asked first; how far they lie apart takes the longest to find out.
const FOLDED: &str = "SELECT DISTINCT plan FROM kvartal.places WHERE plan = ANY ($1::uuid[]) AND \
    (code LIKE $2 OR code = ANY ($3::text[]) OR CASE WHEN words LIKE $4 \
        THEN words LIKE ALL ($6::text[]) OR octet_length(substring(words from $7::text)) <= $8 \
        ELSE $5 AND words LIKE ALL ($6::text[]) END)";
const LATIN: &str = "SELECT DISTINCT plan FROM kvartal.places WHERE plan = ANY ($1::uuid[]) AND \
    CASE WHEN latin LIKE $2 \
        THEN latin LIKE ALL ($4::text[]) OR octet_length(substring(latin from $5::text)) <= $6 \
        ELSE $3 AND latin LIKE ALL ($4::text[]) END";
/// The plans whose words are not here, because their rows could not be read when the table was made.
const UNKNOWN: &str = "SELECT id FROM kvartal.plans p WHERE id = ANY ($1::uuid[]) \
    AND NOT EXISTS (SELECT FROM kvartal.places o WHERE o.plan = p.id AND o.key = $2)";

/// Whether an edit changes the words of places.
pub(super) fn concerns(edit: &Edit) -> bool {
    let is_named = |record: &Option<Record>| matches!(record, Some(Record::Indicator(own)) if own.is_named());
    match edit.key {
        RecordKey::Header | RecordKey::Performer(_) | RecordKey::Node(_) => true,
        RecordKey::Indicator(_) => is_named(&edit.before) || is_named(&edit.after),
        _ => false,
    }
}

/// The code and the words of the place of a record; none where it is no place.
fn place(plan: &Plan, key: &RecordKey) -> Option<(String, String)> {
    match key {
        RecordKey::Header if plan.exists() => Some((plan.header().slug.clone(), plan.own_words())),
        RecordKey::Node(id) => {
            let code = plan.node(*id)?.code.clone().unwrap_or_default();
            Some((code, plan.node_words(*id).join(" · ")))
        }
        RecordKey::Indicator(id) => {
            let own = plan.indicator(*id).filter(|own| own.is_named())?;
            Some((String::new(), own.name.clone()))
        }
        _ => None,
    }
}

/// Writes the words of the places that changed with some records.
pub(super) async fn put(line: &Line, plan: &Plan, changed: &[RecordKey]) -> Result<(), LineError> {
    let keys: Vec<RecordKey> = concerned(plan, changed).into_iter().collect();
    for keys in keys.chunks(LARGE) {
        let (mut gone, mut there) = (Vec::new(), Vec::new());
        let (mut codes, mut words, mut latin) = (Vec::new(), Vec::new(), Vec::new());
        for key in keys {
            let Some((code, text)) = place(plan, key) else {
                gone.push(rows::key_bytes(key));
                continue;
            };
            let folded = Folded::new(&text);
            there.push(rows::key_bytes(key));
            codes.push(search_key(&code));
            words.push(folded.key().to_owned());
            latin.push(folded.latin().to_owned());
        }
        line.query(PUT, &[&Uuid(plan.id().0), &gone, &there, &codes, &words, &latin]).await?;
    }
    Ok(())
}

/// The records that may be places among those that changed, and the nodes of the performers among them.
fn concerned(plan: &Plan, changed: &[RecordKey]) -> BTreeSet<RecordKey> {
    let performer = |key: &RecordKey| if let RecordKey::Performer(id) = key { Some(*id) } else { None };
    let performers: BTreeSet<PerformerId> = changed.iter().filter_map(performer).collect();
    let is_place =
        |key: &RecordKey| matches!(key, RecordKey::Header | RecordKey::Node(_) | RecordKey::Indicator(_));
    let mut keys: BTreeSet<RecordKey> = changed.iter().copied().filter(is_place).collect();
    if !performers.is_empty() {
        let is_theirs = |id| {
            let own = plan.node(id).map(|node| node.performers.as_slice()).unwrap_or_default();
            own.iter().any(|who| performers.contains(&who.id))
        };
        let nodes = plan.walk().map(|(_, id)| id).filter(|id| is_theirs(*id));
        keys.extend(nodes.map(RecordKey::Node));
    }
    keys
}

/// Removes the words of a plan.
pub(super) async fn forget(line: &Line, plan: PlanId) -> Result<(), LineError> {
    line.query(FORGET, &[&Uuid(plan.0)]).await?;
    Ok(())
}

/// Writes the words of all plans, for tables that had none before.
pub(super) async fn fill(line: &Line) -> Result<(), LineError> {
    let plans = line.query("SELECT id FROM kvartal.plans WHERE slug IS NOT NULL", &[]).await?;
    for row in &plans {
        let id: Uuid = row.try_get(0)?;
        let plan = match load::outline(line, PlanId(id.0)).await {
            Ok(plan) => plan,
            // Its rows do not fit: every search looks into it, and reports that it cannot be read.
            Err(LineError::Fault(_)) => continue,
            Err(error) => return Err(error),
        };
        let keys: Vec<RecordKey> = plan.records().map(|(key, _)| key).collect();
        put(line, &plan, &keys).await?;
    }
    Ok(())
}

/// Those of some plans that a search may find places in.
pub(super) async fn may_hold(
    line: &Line,
    plans: &[PlanId],
    wanted: &Wanted,
) -> Result<HashSet<PlanId>, LineError> {
    let asked: Vec<Uuid> = plans.iter().map(|id| Uuid(id.0)).collect();
    let mut found = line.query(UNKNOWN, &[&asked, &rows::key_bytes(&RecordKey::Header)]).await?;
    for key in wanted.keys() {
        let Pattern { letters, is_loose, words, order, widest } = Pattern::of(key);
        let (code, above) = (format!("{}%", literally(key)), above(key));
        let values: [&(dyn ToSql + Sync); 8] =
            [&asked, &code, &above, &letters, &is_loose, &words, &order, &widest];
        found.extend(line.query(FOLDED, &values).await?);
    }
    if let Some(latin) = wanted.latin() {
        let Pattern { letters, is_loose, words, order, widest } = Pattern::of(latin);
        found.extend(line.query(LATIN, &[&asked, &letters, &is_loose, &words, &order, &widest]).await?);
    }
    found.iter().map(|row| Ok(PlanId(row.try_get::<_, Uuid>(0)?.0))).collect()
}

/// One way of a search, as the database compares it with a text.
struct Pattern {
    /// For LIKE, the letters one after another; none where there are too few.
    letters: Option<String>,
    /// Whether a text may have all of the words without that.
    is_loose: bool,
    /// For LIKE, each word.
    words: Vec<String>,
    /// A regular expression for all from the first letter to before the last one.
    order: String,
    /// How many bytes that has at most.
    widest: i32,
}

impl Pattern {
    fn of(wanted: &str) -> Self {
        let Needs { words, letters } = Needs::of(wanted);
        let is_loose = letters.is_none() || words.len() > 1;
        let words = words.into_iter().map(|word| format!("%{}%", literally(word))).collect();
        let Some((letters, widest)) = letters else {
            return Self { letters: None, is_loose, words, order: String::new(), widest: 0 };
        };
        let apart: String =
            letters.iter().map(|c| format!("{}%", literally(c.encode_utf8(&mut [0; 4])))).collect();
        let widest = i32::try_from(widest).unwrap_or(i32::MAX);
        Self { letters: Some(format!("%{apart}")), is_loose, words, order: in_order(&letters), widest }
    }
}

/// A regular expression for all from the first place of the first letter to before the last letter, each letter at its first
/// place after the one before.
fn in_order(letters: &[char]) -> String {
    let sign = |c: &char| if c.is_ascii_punctuation() { format!("\\{c}") } else { c.to_string() };
    let up_to = |c: &char| format!("[^{}]*", sign(c));
    let (Some(first), Some(last)) = (letters.first(), letters.last()) else { return String::new() };
    let pairs = letters.iter().zip(letters.iter().skip(1));
    let between: String = pairs.map(|(c, next)| sign(c) + &up_to(next)).collect();
    format!("^{}({between}){}", up_to(first), sign(last))
}

/// A text as a part of a pattern of LIKE.
fn literally(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// The codes above a place without a code of its own, whose address begins with the search: for `1.1/2`, `1.1`.
fn above(wanted: &str) -> Vec<&str> {
    wanted.match_indices(['/', '#']).filter_map(|(at, _)| wanted.get(..at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_is_put_as_the_database_compares_it() {
        let Pattern { letters, is_loose, words, order, widest } = Pattern::of("100 %_а");
        assert!(is_loose && !Pattern::of("сад").is_loose && Pattern::of("об").is_loose);
        assert_eq!(words, ["%100%", "%\\%\\_а%"]);
        assert_eq!(letters.unwrap(), "%1%0%0%\\%%\\_%а%");
        assert_eq!(order, "^[^1]*(1[^0]*0[^0]*0[^\\%]*\\%[^\\_]*\\_[^а]*)а");
        assert_eq!(widest, 4 * 8);
        assert_eq!(Pattern::of("об").letters, None);
        assert_eq!(above("1.1/2#3"), ["1.1", "1.1/2"]);
    }
}
