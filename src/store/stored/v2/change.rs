//! The layout of changes, which are the payloads of journal frames.

use super::{
    super::{
        layout::{Text, layout},
        tags::Verb,
    },
    record::{ChangeId, NodeId, PlanId, Quarter, Record, RecordKey},
};
use crate::{domain, store::wire};

layout! {
    both struct Edit<'a> = domain::Edit { key: RecordKey, before: Option<Record<'a>>, after: Option<Record<'a>> }

    both enum Expect = domain::Expect { Revision(seq: u64), Absent, Present, Under(parent: Option<NodeId>) }

    both struct Guard = domain::Guard { key: RecordKey, expect: Expect }

    both struct Summary<'a> = domain::Summary {
        verb: Verb,
        subject: Text<'a>,
        quarter: Option<Quarter>,
        from: Text<'a>,
        to: Text<'a>,
    }

    both enum Origin = domain::Origin { Command, Undo(id: ChangeId), Redo(id: ChangeId) }

    both struct Change<'a> = domain::Change {
        id: ChangeId,
        plan: PlanId,
        author: Text<'a>,
        at: i64,
        origin: Origin,
        summary: Summary<'a>,
        edits: Vec<Edit<'a>>,
        guards: Vec<Guard>,
    }

    both struct Conflict<'a> = domain::Conflict { key: RecordKey, now: Option<Record<'a>> }

    both struct Conflicts<'a> = wire::Conflicts { found: Vec<Conflict<'a>> }
}
