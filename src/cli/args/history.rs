//! What may be typed after `log`, `undo`, `redo` and `undelete`.

use clap::{Args, ValueEnum};

/// `log`
#[derive(Args, Clone, Debug)]
pub struct LogArgs {
    /// Which plan.
    #[arg(value_name = "PLAN")]
    pub plan: Option<String>,
    /// The latest so many.
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Only what touched this address.
    #[arg(long, value_name = "ADDRESS")]
    pub address: Option<String>,
    /// Only what this person did.
    #[arg(long, value_name = "NAME")]
    pub author: Option<String>,
    /// Not before this day or moment.
    #[arg(long, value_name = "WHEN")]
    pub since: Option<String>,
    /// Not after it.
    #[arg(long, value_name = "WHEN")]
    pub until: Option<String>,
    /// Only what touched this.
    #[arg(long, value_enum, value_name = "KIND")]
    pub kind: Option<LogKind>,
}

/// What a change touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogKind {
    /// Targets.
    Target,
    /// Facts.
    Fact,
    /// Notes beside facts.
    Note,
    /// Evidence.
    Evidence,
    /// Accepted findings.
    Acceptance,
    /// Decisions about debts.
    Decision,
    /// Doubts.
    Doubt,
    /// Marks for follow-up.
    Flag,
    /// Names for where the plan stood.
    SavePoint,
    /// Rows of the outline.
    Node,
    /// Indicators.
    Indicator,
    /// Performers.
    Performer,
    /// The header.
    Header,
    /// Stages of closing.
    Closing,
    /// Roles.
    Role,
    /// Documents and rolled-over plans.
    Import,
    /// What was taken back or done again.
    Undo,
}

/// `undelete`
#[derive(Args, Clone, Debug)]
pub struct UndeleteArgs {
    /// Which plan: its whole slug or id.
    #[arg(value_name = "PLAN")]
    pub plan: String,
    /// Another name in commands.
    #[arg(long, value_name = "SLUG")]
    pub slug: Option<String>,
    /// Write nothing.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// `redo`
#[derive(Args, Clone, Debug)]
pub struct RedoArgs {
    /// Which plan.
    #[arg(value_name = "PLAN")]
    pub plan: Option<String>,
    /// Write nothing.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// `undo`
#[derive(Args, Clone, Debug)]
pub struct UndoArgs {
    /// Which plan.
    #[arg(value_name = "PLAN")]
    pub plan: Option<String>,
    /// The making of the plan, too.
    #[arg(long)]
    pub creation: bool,
    /// Write nothing.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}
