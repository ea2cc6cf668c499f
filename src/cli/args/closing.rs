//! The arguments of the commands that close a quarter, of `role`, and of `serve`. These comments are not shown to
//! users.

use clap::{Args, ValueEnum};

use crate::domain::RoleKind;

/// `serve`
#[derive(Args, Clone, Debug)]
pub struct ServeArgs {
    /// Only report which process serves the workspace.
    #[arg(long)]
    pub status: bool,
}

/// `submit`
#[derive(Args, Clone, Debug)]
pub struct SubmitArgs {
    /// The arguments that every step has.
    #[command(flatten)]
    pub step: StepArgs,
    /// The reason with which all findings that only say that nothing was reported are accepted.
    #[arg(long, value_name = "TEXT")]
    pub accept_blank: Option<String>,
}

/// `approve`, `close`
#[derive(Args, Clone, Debug)]
pub struct StepArgs {
    /// Which plan.
    #[arg(value_name = "PLAN")]
    pub plan: String,
    /// The quarter.
    #[arg(long, value_name = "QUARTER")]
    pub quarter: String,
    /// Why.
    #[arg(long = "reason", value_name = "TEXT", id = "step_reason")]
    pub reason: Option<String>,
    /// Write nothing.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// `return`, `reopen`
#[derive(Args, Clone, Debug)]
pub struct ReasonedStepArgs {
    /// Which plan.
    #[arg(value_name = "PLAN")]
    pub plan: String,
    /// The quarter.
    #[arg(long, value_name = "QUARTER")]
    pub quarter: String,
    /// Why.
    #[arg(long = "reason", value_name = "TEXT", id = "step_reason")]
    pub reason: String,
    /// Write nothing.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// `role`
#[derive(Args, Clone, Debug)]
pub struct RoleArgs {
    /// Which plan.
    #[arg(value_name = "PLAN")]
    pub plan: Option<String>,
    /// The account; a group has `@` before it.
    #[arg(value_name = "USER|@GROUP")]
    pub who: Option<String>,
    /// The role.
    #[arg(value_enum, value_name = "ROLE", conflicts_with = "remove")]
    pub role: Option<RoleWord>,
    /// Whose facts and evidence a performer enters.
    #[arg(long, value_name = "NAME")]
    pub performer: Option<String>,
    /// Take the role away.
    #[arg(long, requires = "who")]
    pub remove: bool,
    /// Write nothing.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// The roles as they are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RoleWord {
    /// Looks.
    Viewer,
    /// Enters facts and evidence.
    Performer,
    /// Edits the plan and submits quarters.
    Planner,
    /// Approves, closes, and gives roles.
    Approver,
}

impl RoleWord {
    /// The role.
    pub const fn kind(self) -> RoleKind {
        match self {
            Self::Viewer => RoleKind::Viewer,
            Self::Performer => RoleKind::Performer,
            Self::Planner => RoleKind::Planner,
            Self::Approver => RoleKind::Approver,
        }
    }
}
