//! The arguments of the commands about plans as a whole.

use clap::{Args, ValueEnum};

/// `plans`
#[derive(Args, Clone, Debug)]
pub struct PlansArgs {
    /// Only plans whose name begins with this.
    #[arg(value_name = "PLAN")]
    pub plan: Option<String>,
    /// Archived ones too.
    #[arg(long)]
    pub all: bool,
    /// Those in the trash.
    #[arg(long, conflicts_with_all = ["all", "quarter", "plan"])]
    pub deleted: bool,
    /// The quarter of the figures.
    #[arg(long, value_name = "QUARTER")]
    pub quarter: Option<String>,
}

/// `new`
#[derive(Args, Clone, Debug)]
pub struct NewArgs {
    /// Its title.
    #[arg(long, value_name = "TEXT")]
    pub title: String,
    /// The organisation.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub organisation: String,
    /// First to last quarter.
    #[arg(long, value_name = "PERIOD")]
    pub period: String,
    /// Its slug.
    #[arg(long, value_name = "SLUG")]
    pub slug: Option<String>,
    /// Write nothing.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// `edit`
#[derive(Args, Clone, Debug)]
pub struct EditArgs {
    /// Which plan.
    #[arg(value_name = "PLAN")]
    pub plan: Option<String>,
    /// Its title.
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// The organisation.
    #[arg(long, value_name = "TEXT")]
    pub organisation: Option<String>,
    /// The organisation in the genitive.
    #[arg(long, value_name = "TEXT")]
    pub genitive: Option<String>,
    /// First to last quarter.
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
    /// Its slug.
    #[arg(long, value_name = "SLUG")]
    pub slug: Option<String>,
    /// The approval: heading|role|name|date|number.
    #[arg(long, value_name = "A|B|C|DATE|N")]
    pub approval: Option<String>,
    /// A signature: heading|role|name|date. The given ones replace all existing ones.
    #[arg(long, value_name = "A|B|C|DATE")]
    pub signature: Vec<String>,
    /// Write nothing.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// `archive`
#[derive(Args, Clone, Debug)]
pub struct ArchiveArgs {
    /// Which plan.
    #[arg(value_name = "PLAN")]
    pub plan: Option<String>,
    /// Restore it.
    #[arg(long)]
    pub undo: bool,
    /// Write nothing.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// `delete`
#[derive(Args, Clone, Debug)]
pub struct DeleteArgs {
    /// Which plan; required even if there is only one.
    #[arg(value_name = "PLAN")]
    pub plan: String,
    /// Do not ask for confirmation.
    #[arg(long, short = 'y')]
    pub yes: bool,
    /// Write nothing.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// `rollover`
#[derive(Args, Clone, Debug)]
pub struct RolloverArgs {
    /// Which plan.
    #[arg(value_name = "PLAN")]
    pub plan: Option<String>,
    /// The first quarter of the new plan.
    #[arg(long, value_name = "QUARTER")]
    pub to: String,
    /// Which targets are copied.
    #[arg(long, value_enum, value_name = "WHAT", default_value_t)]
    pub carry: CarryArg,
    /// The slug.
    #[arg(long, value_name = "SLUG")]
    pub slug: Option<String>,
    /// Write nothing.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// Which targets are copied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CarryArg {
    /// All targets.
    #[default]
    All,
    /// No targets.
    None,
    /// Targets that were not met.
    Unmet,
}
