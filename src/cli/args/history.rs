//! The arguments of `log`, `undo`, `redo` and `undelete`.

use clap::{Args, ValueEnum};

/// `log`
#[derive(Args, Clone, Debug)]
pub struct LogArgs {
    /// Which plan.
    #[arg(value_name = "PLAN")]
    pub plan: Option<String>,
    /// How many of the latest changes.
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Only changes of this address.
    #[arg(long, value_name = "ADDRESS")]
    pub address: Option<String>,
    /// Only changes of this author.
    #[arg(long, value_name = "NAME")]
    pub author: Option<String>,
    /// Not before this day or moment.
    #[arg(long, value_name = "WHEN")]
    pub since: Option<String>,
    /// Not after this day or moment.
    #[arg(long, value_name = "WHEN")]
    pub until: Option<String>,
    /// Only changes of this kind.
    #[arg(long, value_enum, value_name = "KIND")]
    pub kind: Option<LogKind>,
}

/// The kind of a change, by what it affected.
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
    /// Save points.
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
    /// Undos and redos.
    Undo,
}

/// `undelete`
#[derive(Args, Clone, Debug)]
pub struct UndeleteArgs {
    /// Which plan: its whole slug or id.
    #[arg(value_name = "PLAN")]
    pub plan: String,
    /// A new slug.
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
    /// Undo also the creation of the plan.
    #[arg(long)]
    pub creation: bool,
    /// Write nothing.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}
