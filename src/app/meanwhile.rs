//! What others change while something is typed here. A change that was decided before they came is stopped by the store;
//! one that is decided afterwards leans on what they made, and who typed has not seen that: it is asked about as well.

use crate::domain::{Change, Conflict, Plan, Record, RecordKey};

/// A record that somebody else has changed since typing began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meanwhile {
    key: RecordKey,
    /// What stood there when typing began.
    before: Option<Record>,
    /// Who changed it last.
    by: String,
}

/// Notes a change of somebody else.
pub(super) fn note(list: &mut Vec<Meanwhile>, change: &Change) {
    for edit in &change.edits {
        match list.iter_mut().find(|known| known.key == edit.key) {
            Some(known) => known.by.clone_from(&change.author),
            None => {
                list.push(Meanwhile { key: edit.key, before: edit.before.clone(), by: change.author.clone() })
            }
        }
    }
}

/// The change as it was meant, with the records in it that somebody else has changed since typing began and who did;
/// none where there are none.
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

/// Whether they have written a note beside the value, and what is written now keeps it.
fn keeps_theirs(known: &Meanwhile, now: Option<&Record>, after: Option<&Record>) -> bool {
    match (&known.before, now, after) {
        (Some(Record::Fact(before)), Some(Record::Fact(now)), Some(Record::Fact(after))) => {
            (&before.value, &before.raw) == (&now.value, &now.raw) && now.note == after.note
        }
        _ => false,
    }
}
