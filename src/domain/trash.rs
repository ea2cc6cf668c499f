//! The trash: deleted plans, found by their last change, and how to restore one.
//!
//! Nothing is stored for it, because the change that deleted a plan contains everything that was in the plan.

use std::sync::Arc;

use super::{
    change::{Change, Context, Edit, Origin},
    id::PlanId,
    record::{Header, Record, RecordKey},
};

/// A plan that was deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deleted {
    /// The sequence number of the change that deleted it, which is also the length of its history.
    pub seq: u64,
    /// The header that it had.
    pub header: Header,
    /// The change that deleted it.
    by: Change,
}

impl Deleted {
    /// The deleted plan, from its last change and the number of that change; none where the change deleted no plan.
    pub fn of(seq: u64, last: Change) -> Option<Self> {
        let edit = last.edits.iter().find(|edit| edit.key == RecordKey::Header)?;
        match (&edit.before, &edit.after) {
            (Some(Record::Header(header)), None) => {
                Some(Self { seq, header: Header::clone(header), by: last })
            }
            _ => None,
        }
    }

    /// The plan's identity.
    pub const fn id(&self) -> PlanId {
        self.by.plan
    }

    /// Who deleted it.
    pub fn author(&self) -> &str {
        &self.by.author
    }

    /// When, in milliseconds since 1970 UTC.
    pub const fn at(&self) -> i64 {
        self.by.at
    }

    /// The change that restores the plan completely, under another slug where one is given.
    pub fn undelete(&self, slug: Option<&str>, context: &mut Context) -> Change {
        let mut change = self.by.inverse(context, Origin::Undo(self.by.id));
        for edit in &mut change.edits {
            if let (Edit { after: Some(Record::Header(header)), .. }, Some(slug)) = (edit, slug) {
                slug.clone_into(&mut Arc::make_mut(header).slug);
            }
        }
        change
    }
}
