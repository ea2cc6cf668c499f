//! Performers: who carries a measure out, and whom a name stands for.

use crate::{
    domain::{DoubtKind, PerformerId, Plan},
    form::{
        performer_fold::folded,
        performers,
        reading::{Cause, Reading, Unsure},
    },
    text::{key::search_key, normal::squeeze},
};

/// Reads who carries a measure out: a semicolon parts two, a comma does as in a document, and «(за згодою)» is by
/// consent. A name that the plan has stays whole. Whom the plan does not know yet is told.
pub fn read(text: &str, plan: &Plan) -> Reading<Vec<(String, bool)>> {
    let mut named: Vec<(String, bool)> = Vec::new();
    let mut unsure = None;
    // A heading with a colon distributes over all that follows it.
    let pieces: Vec<&str> = if text.contains(':') { vec![text] } else { text.split(';').collect() };
    for piece in pieces.into_iter().filter(|piece| !piece.trim().is_empty()) {
        let (name, by_consent) = performers::without_consent(piece);
        if spelled(plan, name).is_some() {
            named.push((squeeze(name), by_consent));
            continue;
        }
        let read = performers::read_performers([piece]);
        unsure = unsure.or(read.unsure);
        named.extend(read.value.into_iter().map(|performer| (performer.name, performer.by_consent)));
    }
    let new = |(name, _): &&(String, bool)| spelled(plan, name).is_none();
    let strangers: Vec<String> = named.iter().filter(new).map(|(name, _)| name.clone()).collect();
    let unknown = (!strangers.is_empty() && plan.performers().next().is_some()).then(|| {
        let near = strangers.iter().filter_map(|name| near(plan, name)).collect();
        Unsure::new(DoubtKind::Reading, strangers.join("; "), near).because(Cause::Unknown)
    });
    Reading { value: named, unsure: unsure.or(unknown) }
}

/// The performer of a plan whom a name stands for, in any spelling that an import folds.
pub fn spelled(plan: &Plan, name: &str) -> Option<PerformerId> {
    let name = name.trim();
    plan.performer_named(name).or_else(|| plan.performer_named(&folded(name)))
}

/// As [`spelled`], or by the beginning that only one name has.
pub fn found(plan: &Plan, name: &str) -> Option<PerformerId> {
    let key = search_key(name.trim());
    let begins = || {
        let mut found = plan.performers().filter(|(_, known)| search_key(&known.name).starts_with(&key));
        found.next().filter(|_| !key.is_empty() && found.next().is_none()).map(|(id, _)| id)
    };
    spelled(plan, name).or_else(begins)
}

/// The name that one which the plan lacks may be a slip of: the same but for a blank, or for one letter in twelve.
fn near(plan: &Plan, name: &str) -> Option<String> {
    let joined = |text: &str| search_key(text).split_whitespace().collect::<String>();
    let wanted = joined(name);
    let few = wanted.chars().count() / 12;
    let alike = |known: &str| {
        let known = joined(known);
        known == wanted || crate::text::key::differing_letters(&known, &wanted).is_some_and(|n| n <= few)
    };
    plan.performers().find(|(_, known)| alike(&known.name)).map(|(_, known)| known.name.clone())
}
