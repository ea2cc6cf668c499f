//! Changes: the edits of one intention. Undo, history, conflicts and imports are all made of them.

use super::{
    id::{ChangeId, DoubtId, NodeId, PlanId},
    quarter::Quarter,
    record::{Record, RecordKey},
};

/// A record before and after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Which record.
    pub key: RecordKey,
    /// The record before; none where it did not exist.
    pub before: Option<Record>,
    /// The record after; none where it is removed.
    pub after: Option<Record>,
}

/// A condition on a record that a change depends on without editing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guard {
    /// Which record.
    pub key: RecordKey,
    /// The condition.
    pub expect: Expect,
}

/// See [`Guard`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// It was last changed at this sequence number of the plan.
    Revision(u64),
    /// It does not exist.
    Absent,
    /// It exists, in any state: a fact needs its indicator, but not a particular wording of it.
    Present,
    /// It is a node under that parent, or at the top. A node that is moved below it needs nothing else of it.
    Under(Option<NodeId>),
}

/// What the person wanted, for history and messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The intention.
    pub verb: Verb,
    /// The address or the title of what it was about.
    pub subject: String,
    /// The quarter it was about.
    pub quarter: Option<Quarter>,
    /// The value before, in the words it was entered in.
    pub from: String,
    /// The value after.
    pub to: String,
}

impl Summary {
    /// A summary without values.
    pub fn new(verb: Verb, subject: impl Into<String>) -> Self {
        Self { verb, subject: subject.into(), quarter: None, from: String::new(), to: String::new() }
    }

    /// The same summary with the value before and after.
    #[must_use]
    pub fn with_values(mut self, from: impl Into<String>, to: impl Into<String>) -> Self {
        (self.from, self.to) = (from.into(), to.into());
        self
    }

    /// The same summary about a quarter.
    #[must_use]
    pub const fn in_quarter(mut self, quarter: Quarter) -> Self {
        self.quarter = Some(quarter);
        self
    }
}

/// Intentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verb {
    /// A plan was made.
    CreatePlan,
    /// The header was edited.
    EditHeader,
    /// The plan was archived.
    ArchivePlan,
    /// The plan was brought back.
    UnarchivePlan,
    /// The plan was deleted.
    DeletePlan,
    /// A node was added.
    AddNode,
    /// A node was edited.
    EditNode,
    /// A node was moved.
    MoveNode,
    /// A node was deleted with what is under it.
    DeleteNode,
    /// An indicator was added.
    AddIndicator,
    /// An indicator was edited.
    EditIndicator,
    /// An indicator was deleted.
    DeleteIndicator,
    /// A target was set.
    SetTarget,
    /// Many targets were set at once.
    SetTargets,
    /// A fact was set.
    SetFact,
    /// A note was set.
    SetNote,
    /// Many facts were set at once.
    SetFacts,
    /// Evidence was added.
    AddEvidence,
    /// Evidence was edited.
    EditEvidence,
    /// Evidence was deleted.
    DeleteEvidence,
    /// A doubt was settled.
    SettleDoubt,
    /// A finding was accepted.
    AcceptFinding,
    /// A document was imported.
    Import,
    /// A quarter was closed.
    CloseQuarter,
    /// A quarter was opened again.
    ReopenQuarter,
    /// A quarter was handed in.
    SubmitQuarter,
    /// A quarter that was handed in was returned.
    ReturnQuarter,
    /// A quarter that was handed in was approved.
    ApproveQuarter,
    /// Somebody got another role.
    SetRole,
    /// The plan was made from the plan of the period before.
    RollOver,
    /// A debt was carried or withdrawn.
    DecideDebt,
    /// A performer got another name.
    RenamePerformer,
    /// Two performers became one.
    MergePerformers,
    /// Some measures of a performer became another's.
    SplitPerformer,
    /// Two performers with similar names were declared to be different.
    TellPerformersApart,
    /// Something was marked for follow-up.
    Flag,
    /// A mark for follow-up was removed.
    Unflag,
    /// The current state of the plan was named.
    SavePoint,
    /// What the journal had lost was restored from another place.
    Restore,
    /// Somebody accepted a loss of data.
    AcceptLoss,
}

impl Verb {
    /// Whether it is about one value, which may be a performer's part.
    pub(super) const fn is_of_one_value(self) -> bool {
        matches!(self, Self::SetFact | Self::SetNote | Self::SetTarget)
    }

    /// Its word in JSON: `set_fact`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CreatePlan => "create_plan",
            Self::EditHeader => "edit_header",
            Self::ArchivePlan => "archive_plan",
            Self::UnarchivePlan => "unarchive_plan",
            Self::DeletePlan => "delete_plan",
            Self::RenamePerformer => "rename_performer",
            Self::MergePerformers => "merge_performers",
            Self::SplitPerformer => "split_performer",
            Self::TellPerformersApart => "tell_performers_apart",
            Self::Flag => "flag",
            Self::Unflag => "unflag",
            Self::SavePoint => "save_point",
            Self::AddNode => "add_node",
            Self::EditNode => "edit_node",
            Self::MoveNode => "move_node",
            Self::DeleteNode => "delete_node",
            Self::AddIndicator => "add_indicator",
            Self::EditIndicator => "edit_indicator",
            Self::DeleteIndicator => "delete_indicator",
            Self::SetTarget => "set_target",
            Self::SetTargets => "set_targets",
            Self::SetFact => "set_fact",
            Self::SetNote => "set_note",
            Self::SetFacts => "set_facts",
            Self::AddEvidence => "add_evidence",
            Self::EditEvidence => "edit_evidence",
            Self::DeleteEvidence => "delete_evidence",
            Self::SettleDoubt => "settle_doubt",
            Self::AcceptFinding => "accept_finding",
            Self::Import => "import",
            Self::CloseQuarter => "close_quarter",
            Self::ReopenQuarter => "reopen_quarter",
            Self::SubmitQuarter => "submit_quarter",
            Self::ReturnQuarter => "return_quarter",
            Self::ApproveQuarter => "approve_quarter",
            Self::SetRole => "set_role",
            Self::RollOver => "roll_over",
            Self::DecideDebt => "decide_debt",
            Self::Restore => "restore",
            Self::AcceptLoss => "accept_loss",
        }
    }

    /// Whether it is about the journal itself. Nobody intends that for the plan, so it cannot be undone.
    pub const fn is_of_the_journal(self) -> bool {
        matches!(self, Self::Restore | Self::AcceptLoss)
    }
}

/// Whether a change is a first one, an undo or a redo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// Somebody's intention.
    Command,
    /// It undoes that change.
    Undo(ChangeId),
    /// It repeats what that undo took back.
    Redo(ChangeId),
}

/// All that one intention does to one plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its identity: committing the same change twice has no second effect.
    pub id: ChangeId,
    /// The plan it belongs to.
    pub plan: PlanId,
    /// Who.
    pub author: String,
    /// When, in milliseconds since 1970 UTC, by the author's clock.
    pub at: i64,
    /// Whether it is an undo or a redo.
    pub origin: Origin,
    /// What was wanted.
    pub summary: Summary,
    /// The edits, at most one for each record.
    pub edits: Vec<Edit>,
    /// The conditions that must also hold when it is committed.
    pub guards: Vec<Guard>,
}

/// The circumstances of a command: who, when, and where ids come from.
#[derive(Clone, Debug)]
pub struct Context {
    /// Who.
    pub author: String,
    /// When, in milliseconds since 1970 UTC.
    pub at: i64,
    /// The source of ids for new records.
    pub ids: super::id::IdSource,
}

impl Change {
    /// The doubts that this change brings or edits.
    pub fn new_doubts(&self) -> Vec<DoubtId> {
        let brought = self.edits.iter().filter(|edit| edit.after.is_some());
        brought
            .filter_map(|edit| match edit.key {
                RecordKey::Doubt(id) => Some(id),
                _ => None,
            })
            .collect()
    }

    /// This change and a later one as one change, because what a person edits in a preview before it is committed
    /// is one intention.
    #[must_use]
    pub fn followed_by(mut self, later: Self) -> Self {
        let own: std::collections::BTreeMap<RecordKey, usize> =
            self.edits.iter().enumerate().map(|(at, edit)| (edit.key, at)).collect();
        for edit in later.edits {
            match own.get(&edit.key).and_then(|at| self.edits.get_mut(*at)) {
                Some(first) => first.after = edit.after,
                None => self.edits.push(edit),
            }
        }
        self.edits.retain(|edit| edit.before != edit.after);
        // The later change may depend on records that the first one makes or edits.
        let guards = later.guards.into_iter().filter(|guard| !own.contains_key(&guard.key));
        self.guards.extend(guards);
        self
    }

    /// The change that undoes this one. It has no guards yet, because undo needs only that the records are still as
    /// this change left them, and the `before` of each edit says so.
    #[must_use]
    pub fn inverse(&self, context: &mut Context, origin: Origin) -> Self {
        let edits = self.edits.iter().rev();
        Self {
            id: ChangeId(context.ids.draw()),
            plan: self.plan,
            author: context.author.clone(),
            at: context.at,
            origin,
            summary: Summary {
                from: self.summary.to.clone(),
                to: self.summary.from.clone(),
                ..self.summary.clone()
            },
            edits: edits
                .map(|e| Edit { key: e.key, before: e.after.clone(), after: e.before.clone() })
                .collect(),
            guards: Vec::new(),
        }
    }
}
