//! The arguments of the commands that show figures or enter them.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::choices::By;

/// `show`
#[derive(Args, Clone, Debug)]
pub struct ShowArgs {
    /// Which plan.
    #[arg(value_name = "PLAN")]
    pub plan: Option<String>,
    /// The quarter.
    #[arg(long, value_name = "QUARTER")]
    pub quarter: Option<String>,
    /// The order of the rows.
    #[arg(long, value_enum, value_name = "GROUP")]
    pub by: Option<By>,
    /// The parts of the performers under each value.
    #[arg(long)]
    pub parts: bool,
}

/// The plans that a command is about.
#[derive(Args, Clone, Debug)]
pub struct PlansOf {
    /// Which plans; the only one where none is named.
    #[arg(value_name = "PLAN", conflicts_with = "all")]
    pub plans: Vec<String>,
    /// Every plan that is not archived.
    #[arg(long)]
    pub all: bool,
}

impl PlansOf {
    /// The name of the only plan that is meant; none (outer) for several.
    #[expect(clippy::option_option, reason = "one plan may have no name, because there is only one")]
    pub fn single(&self) -> Option<Option<&str>> {
        match self.plans.as_slice() {
            _ if self.all => None,
            [] => Some(None),
            [name] => Some(Some(name)),
            _ => None,
        }
    }
}

/// `status`
#[derive(Args, Clone, Debug)]
pub struct StatusArgs {
    /// Which plans.
    #[command(flatten)]
    pub plans: PlansOf,
    /// The first quarter of a longer period.
    #[arg(long, value_name = "QUARTER")]
    pub from: Option<String>,
    /// The quarter, or the last one of a longer period.
    #[arg(long, value_name = "QUARTER")]
    pub quarter: Option<String>,
    /// How the figures are grouped.
    #[arg(long, value_enum, value_name = "GROUP", default_value = "goal", hide_possible_values = false)]
    pub by: By,
    /// Show sums even where units differ.
    #[arg(long)]
    pub sums: bool,
}

/// `check`
#[derive(Args, Clone, Debug)]
pub struct CheckArgs {
    /// Which plans.
    #[command(flatten)]
    pub plans: PlansOf,
    /// The quarter.
    #[arg(long, value_name = "QUARTER", conflicts_with = "all_quarters")]
    pub quarter: Option<String>,
    /// Every quarter of the plan.
    #[arg(long)]
    pub all_quarters: bool,
    /// The order of the findings.
    #[arg(long, value_enum, value_name = "GROUP")]
    pub by: Option<By>,
}

/// `accept`
#[derive(Args, Clone, Debug)]
pub struct AcceptArgs {
    /// Which plan.
    #[arg(value_name = "PLAN")]
    pub plan: String,
    /// The address of the finding.
    #[arg(value_name = "ADDRESS", allow_hyphen_values = true)]
    pub address: String,
    /// Its kind.
    #[arg(value_name = "KIND")]
    pub kind: String,
    /// The quarter.
    #[arg(long, value_name = "QUARTER")]
    pub quarter: Option<String>,
    /// Why.
    #[arg(long, value_name = "TEXT", required_unless_present = "withdraw")]
    pub reason: Option<String>,
    /// Reopen an accepted finding.
    #[arg(long, conflicts_with = "reason")]
    pub withdraw: bool,
    /// Write nothing.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// `debts`
#[derive(Args, Clone, Debug)]
pub struct DebtsArgs {
    /// Which plans.
    #[command(flatten)]
    pub plans: PlansOf,
}

/// The decision about a debt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RulingArg {
    /// It gets a new due day.
    Carried,
    /// It is written off.
    Withdrawn,
}

/// `decide`
#[derive(Args, Clone, Debug)]
pub struct DecideArgs {
    /// Which plan.
    #[arg(value_name = "PLAN")]
    pub plan: String,
    /// The address of the debt.
    #[arg(value_name = "ADDRESS")]
    pub address: String,
    /// The decision.
    #[arg(value_name = "DECISION", value_enum, required_unless_present = "undo")]
    pub ruling: Option<RulingArg>,
    /// The quarter it was due in.
    #[arg(long, value_name = "QUARTER")]
    pub quarter: Option<String>,
    /// The new due day.
    #[arg(long, value_name = "DATE", required_if_eq("ruling", "carried"))]
    pub due: Option<String>,
    /// Why.
    #[arg(long, value_name = "TEXT", required_unless_present = "undo")]
    pub reason: Option<String>,
    /// Number and date of the order.
    #[arg(long, value_name = "TEXT", required_unless_present = "undo")]
    pub order: Option<String>,
    /// Revoke the decision.
    #[arg(long, conflicts_with_all = ["ruling", "due", "reason", "order"])]
    pub undo: bool,
    /// Write nothing.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// `fact`
#[derive(Args, Clone, Debug)]
pub struct FactArgs {
    /// Which plan.
    #[arg(value_name = "PLAN", allow_hyphen_values = false)]
    pub plan: String,
    /// The code or address.
    #[arg(value_name = "CODE", required_unless_present = "from")]
    pub code: Option<String>,
    /// The value.
    #[arg(value_name = "VALUE", allow_hyphen_values = true, required_unless_present_any = ["from", "note"])]
    pub value: Option<String>,
    /// A file with many facts, or `-`.
    #[arg(long, value_name = "FILE|-", conflicts_with_all = ["code", "value", "note"])]
    pub from: Option<PathBuf>,
    /// The quarter.
    #[arg(long, value_name = "QUARTER")]
    pub quarter: Option<String>,
    /// The performer of a part.
    #[arg(long, value_name = "NAME")]
    pub performer: Option<String>,
    /// The note.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Accept words where a number is planned.
    #[arg(long)]
    pub text: bool,
    /// Write nothing.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// `evidence`
#[derive(Args, Clone, Debug)]
pub struct EvidenceArgs {
    /// Which plan.
    #[arg(value_name = "PLAN")]
    pub plan: String,
    /// What happened.
    #[arg(value_name = "LINE")]
    pub line: String,
    /// The quarter it is reported in.
    #[arg(long, value_name = "QUARTER")]
    pub quarter: Option<String>,
    /// A file name or an address.
    #[arg(long, value_name = "LINK")]
    pub link: Option<String>,
    /// Write nothing.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}
