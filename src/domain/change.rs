//! Changes: what one intention did to the data. Undo, history, conflicts and imports are all made of them.

use super::{
    id::{ChangeId, DoubtId, NodeId, PlanId},
    quarter::Quarter,
    record::{Record, RecordKey},
};

/// One record before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Which record.
    pub key: RecordKey,
    /// What it was; none where it did not exist.
    pub before: Option<Record>,
    /// What it becomes; none where it is removed.
    pub after: Option<Record>,
}

/// What must hold for a record that a change leans on without editing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guard {
    /// Which record.
    pub key: RecordKey,
    /// What must hold.
    pub expect: Expect,
}

/// See [`Guard`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// It was last changed at this sequence number of the plan.
    Revision(u64),
    /// It does not exist.
    Absent,
    /// It exists, in whatever state: a fact needs its indicator, but not its wording.
    Present,
    /// It is a node under that parent, or at the top: what is moved below it needs no more of it.
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
    /// The plan was put away.
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
    /// A document was taken in.
    Import,
    /// A quarter was closed.
    CloseQuarter,
    /// A quarter was opened again.
    ReopenQuarter,
    /// A quarter was handed in.
    SubmitQuarter,
    /// A quarter that was handed in was given back.
    ReturnQuarter,
    /// A quarter that was handed in was found right.
    ApproveQuarter,
    /// Somebody got another role.
    SetRole,
    /// The plan was made of the plan before it.
    RollOver,
    /// What becomes of a debt was decided.
    DecideDebt,
    /// A performer got another name.
    RenamePerformer,
    /// Two performers became one.
    MergePerformers,
    /// Some measures of a performer became another's.
    SplitPerformer,
    /// Two performers of near names were told apart.
    TellPerformersApart,
    /// Something was marked for follow-up.
    Flag,
    /// A mark for follow-up was taken away.
    Unflag,
    /// Where the plan stood got a name.
    SavePoint,
    /// What the journal had lost was brought back from another place.
    Restore,
    /// Somebody decided to live with what was lost.
    AcceptLoss,
}

impl Verb {
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

    /// Whether it says what became of the journal: that is nobody's intention for the plan, and not undone.
    pub const fn is_of_the_journal(self) -> bool {
        matches!(self, Self::Restore | Self::AcceptLoss)
    }
}

/// Whether a change is a first one or takes another back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// Somebody's intention.
    Command,
    /// It takes back that change.
    Undo(ChangeId),
    /// It does again what that undo took back.
    Redo(ChangeId),
}

/// What one intention did to the data of one plan.
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
    /// Whether it takes another back.
    pub origin: Origin,
    /// What was wanted.
    pub summary: Summary,
    /// What it does, each record at most once.
    pub edits: Vec<Edit>,
    /// What must still stand besides.
    pub guards: Vec<Guard>,
}

/// The circumstances of a command: who, when, and where ids come from.
#[derive(Clone, Debug)]
pub struct Context {
    /// Who.
    pub author: String,
    /// When, in milliseconds since 1970 UTC.
    pub at: i64,
    /// Ids for what is made.
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

    /// This change and one that was decided after it, as one: what a person does in a preview before it is
    /// made durable is one intention.
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
        // What the first change makes or edits, the later one may lean on.
        let guards = later.guards.into_iter().filter(|guard| !own.contains_key(&guard.key));
        self.guards.extend(guards);
        self
    }

    /// The change that takes this one back. Guards are not turned round: what undo needs is that the
    /// records still stand as this change left them, and that is what its `before`s say.
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
