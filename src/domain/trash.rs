//! The trash: plans that were deleted, as their last change tells of them, and how one comes back.
//!
//! There is no second place where they lie: the change that deleted a plan holds everything that was in it.

use super::{
    change::{Change, Context, Edit, Origin},
    id::PlanId,
    record::{Header, Record, RecordKey},
};

/// A plan that was deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deleted {
    /// The number of the change that deleted it: as many are in its history.
    pub seq: u64,
    /// The header that it had.
    pub header: Header,
    /// The change that deleted it.
    by: Change,
}

impl Deleted {
    /// What the last change of a plan, with its number, says of its deletion; none where it deleted nothing.
    pub fn of(seq: u64, last: Change) -> Option<Self> {
        let edit = last.edits.iter().find(|edit| edit.key == RecordKey::Header)?;
        match (&edit.before, &edit.after) {
            (Some(Record::Header(header)), None) => Some(Self { seq, header: header.clone(), by: last }),
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

    /// The change that brings it back with everything that was in it, under another name where one is given.
    pub fn undelete(&self, slug: Option<&str>, context: &mut Context) -> Change {
        let mut change = self.by.inverse(context, Origin::Undo(self.by.id));
        for edit in &mut change.edits {
            if let (Edit { after: Some(Record::Header(header)), .. }, Some(slug)) = (edit, slug) {
                slug.clone_into(&mut header.slug);
            }
        }
        change
    }
}
