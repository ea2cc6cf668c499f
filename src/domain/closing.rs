//! The closing of a quarter with its stages, and the roles of users.

use super::id::PerformerId;

/// A stage that a quarter of a plan has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// Handed in by those who enter the facts.
    Submitted,
    /// Given back to them.
    Returned,
    /// Found right.
    Approved,
    /// Locked.
    Closed,
    /// Unlocked again.
    Reopened,
}

impl Stage {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Approved => "approved",
            Self::Closed => "closed",
            Self::Reopened => "reopened",
        }
    }

    /// Whether the step needs a reason, because it takes back the work of others.
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::Returned | Self::Reopened)
    }

    /// Whether this stage may follow the stage `now`; none is a quarter that nobody has handed in. Every quarter
    /// that is not closed can be closed, because one person may do all of it alone.
    pub const fn follows(self, now: Option<Self>) -> bool {
        match self {
            Self::Submitted => matches!(now, None | Some(Self::Returned | Self::Reopened)),
            Self::Returned => matches!(now, Some(Self::Submitted | Self::Approved)),
            Self::Approved => matches!(now, Some(Self::Submitted)),
            Self::Closed => !matches!(now, Some(Self::Closed)),
            Self::Reopened => matches!(now, Some(Self::Closed)),
        }
    }
}

/// One step of a closing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosingStep {
    /// The stage it led to.
    pub stage: Stage,
    /// By whom.
    pub by: String,
    /// When, in milliseconds since 1970 UTC.
    pub at: i64,
    /// The reason; empty where none was given.
    pub reason: String,
}

/// The steps of a quarter's closing. What was changed after the last step comes after that step in the journal,
/// which is how corrections after reopening are found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// The steps, the latest last; never empty.
    pub steps: Vec<ClosingStep>,
}

impl Closing {
    /// A quarter that was closed in one step.
    pub fn closed(by: impl Into<String>, at: i64) -> Self {
        Self { steps: vec![ClosingStep { stage: Stage::Closed, by: by.into(), at, reason: String::new() }] }
    }

    /// The latest step.
    pub fn last(&self) -> Option<&ClosingStep> {
        self.steps.last()
    }

    /// Whether it was closed and opened again. What was changed since then is a correction.
    pub fn was_reopened(&self) -> bool {
        self.steps.iter().any(|step| step.stage == Stage::Reopened)
    }

    /// Whether it is closed.
    pub fn is_locked(&self) -> bool {
        self.last().is_some_and(|step| step.stage == Stage::Closed)
    }

    /// Whether the quarter is locked: it is closed, or others are checking what was handed in.
    pub fn is_held(&self) -> bool {
        use Stage::{Approved, Closed, Submitted};
        self.last().is_some_and(|step| matches!(step.stage, Submitted | Approved | Closed))
    }
}

/// What a user may do in a plan. Each role includes the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RoleKind {
    /// Look.
    Viewer,
    /// Enter facts, notes and evidence of a performer.
    Performer,
    /// Edit the plan.
    Planner,
    /// Approve and close quarters.
    Approver,
}

/// The role of a user or of a group of users.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// The user's name, or a group's with `@` before it.
    pub who: String,
    /// What they may do.
    pub kind: RoleKind,
    /// The performer whose values they may enter; none for all performers.
    pub performer: Option<PerformerId>,
}
