//! The closing of a quarter with its stages, and who may do what.

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

    /// Whether it has to be said why: others worked on what is taken back.
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::Returned | Self::Reopened)
    }

    /// Whether a step leads here from where a quarter stands; none is a quarter that nobody handed in. One
    /// person may do all of it alone, so what is not closed can be closed.
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
    /// Why; empty where nobody said.
    pub reason: String,
}

/// What became of a quarter, step by step. What is changed after the last step stands in the journal behind
/// it: that is how a correction after reopening is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// The steps, the latest last; never empty.
    pub steps: Vec<ClosingStep>,
}

impl Closing {
    /// A quarter that was locked in one step.
    pub fn closed(by: impl Into<String>, at: i64) -> Self {
        Self { steps: vec![ClosingStep { stage: Stage::Closed, by: by.into(), at, reason: String::new() }] }
    }

    /// The latest step.
    pub fn last(&self) -> Option<&ClosingStep> {
        self.steps.last()
    }

    /// Whether it was closed and opened again: what was changed since is a correction.
    pub fn was_reopened(&self) -> bool {
        self.steps.iter().any(|step| step.stage == Stage::Reopened)
    }

    /// Whether it is closed.
    pub fn is_locked(&self) -> bool {
        self.last().is_some_and(|step| step.stage == Stage::Closed)
    }

    /// Whether nothing of the quarter may be changed: it is closed, or others look at what was handed in.
    pub fn is_held(&self) -> bool {
        use Stage::{Approved, Closed, Submitted};
        self.last().is_some_and(|step| matches!(step.stage, Submitted | Approved | Closed))
    }
}

/// What somebody may do in a plan, each including what stands before it.
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
    /// For whom they may do it; for everybody where none.
    pub performer: Option<PerformerId>,
}
