//! Changes of others that arrive while something is typed here. The store refuses a change that was decided before they
//! arrived. A change decided afterwards is based on their values, which the typing user has not seen, so it is treated
//! as a conflict as well.

use super::msg::LastEdit;
use crate::domain::{Change, Conflict, Plan, Record, RecordKey};

/// A record that somebody else has changed since typing began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meanwhile {
    key: RecordKey,
    /// The record when typing began.
    before: Option<Record>,
    /// Who changed it last.
    by: String,
}

/// Records a change of somebody else.
pub(super) fn note(list: &mut Vec<Meanwhile>, change: &Change) {
    for edit in &change.edits {
        put(list, Meanwhile { key: edit.key, before: edit.before.clone(), by: change.author.clone() });
    }
}

/// Records what others have changed in a plan that was read again, except for some records. The author is empty if the
/// change is not among the latest ones.
pub(super) fn note_differences(
    list: &mut Vec<Meanwhile>,
    (old, new): (&Plan, &Plan),
    latest: &[LastEdit],
    but: impl Fn(&RecordKey) -> bool,
) {
    let changed = old.records().filter(|(key, revision)| new.revision(key) != Some(*revision));
    let made = new.records().filter(|(key, _)| old.revision(key).is_none());
    for (key, _) in changed.chain(made).filter(|(key, _)| !but(key)) {
        let before = old.record(&key);
        if before == new.record(&key) {
            continue;
        }
        match latest.iter().find(|edit| edit.key == key).map(|edit| edit.by.clone()) {
            // This window made the change.
            Some(None) => {}
            by => put(list, Meanwhile { key, before, by: by.flatten().unwrap_or_default() }),
        }
    }
}

fn put(list: &mut Vec<Meanwhile>, new: Meanwhile) {
    match list.iter_mut().find(|known| known.key == new.key) {
        Some(known) => known.by = new.by,
        None => list.push(new),
    }
}

/// The change as if it had been decided when typing began, with the records that somebody else has changed since then,
/// and their authors; none where there are none.
pub(super) fn met(
    list: &[Meanwhile],
    plan: &Plan,
    change: &Change,
) -> Option<(Change, Vec<Conflict>, Vec<String>)> {
    let mut change = change.clone();
    let (mut found, mut by) = (Vec::new(), Vec::new());
    for edit in &mut change.edits {
        let Some(known) = list.iter().find(|known| known.key == edit.key) else { continue };
        let now = plan.record(&edit.key);
        if now == edit.after || now == known.before || keeps_theirs(known, now.as_ref(), edit.after.as_ref())
        {
            continue;
        }
        edit.before.clone_from(&known.before);
        found.push(Conflict { key: edit.key, now });
        by.push(known.by.clone());
    }
    (!found.is_empty()).then_some((change, found, by))
}

/// Whether the others only added a note beside the value, and the new record keeps it.
fn keeps_theirs(known: &Meanwhile, now: Option<&Record>, after: Option<&Record>) -> bool {
    match (&known.before, now, after) {
        (Some(Record::Fact(before)), Some(Record::Fact(now)), Some(Record::Fact(after))) => {
            (&before.value, &before.raw) == (&now.value, &now.raw) && now.note == after.note
        }
        _ => false,
    }
}
