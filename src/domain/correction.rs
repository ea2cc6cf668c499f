//! Corrections: what was changed in a quarter after it had been closed and opened again.

use std::collections::BTreeSet;

use super::{
    change::{Change, Origin, Verb},
    decide::quarters_of,
    plan::Plan,
    quarter::Quarter,
    record::{Closing, Record, RecordKey, Stage},
};

/// A correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction<'a> {
    /// The quarter that had been closed.
    pub quarter: Quarter,
    /// The change that was made, or the step that opened the quarter again, with its reason.
    pub change: &'a Change,
}

impl Plan {
    /// Whether any quarter of these was closed and opened again.
    pub fn was_reopened(&self, mut quarters: impl Iterator<Item = Quarter>) -> bool {
        quarters.any(|quarter| self.stages(quarter).is_some_and(Closing::was_reopened))
    }

    /// The corrections among the plan's changes, oldest first. The changes must be given from the first one on.
    pub fn corrections<'a>(&self, changes: impl IntoIterator<Item = &'a Change>) -> Vec<Correction<'a>> {
        let mut opened: BTreeSet<Quarter> = BTreeSet::new();
        let mut found = Vec::new();
        for change in changes {
            let mut quarters: BTreeSet<Quarter> = BTreeSet::new();
            for edit in &change.edits {
                quarters.extend(quarters_of(self, edit).into_iter().filter(|q| opened.contains(q)));
                if let (RecordKey::Closing(quarter), Some(Record::Closing(closing))) = (edit.key, &edit.after)
                    && closing.last().is_some_and(|step| step.stage == Stage::Reopened)
                {
                    opened.insert(quarter);
                    quarters.insert(quarter);
                }
            }
            found.extend(quarters.into_iter().map(|quarter| Correction { quarter, change }));
        }
        found
    }
}

impl Correction<'_> {
    /// Whether it is the step that opened the quarter again.
    pub const fn is_reopening(&self) -> bool {
        matches!((self.change.summary.verb, self.change.origin), (Verb::ReopenQuarter, Origin::Command))
    }
}
