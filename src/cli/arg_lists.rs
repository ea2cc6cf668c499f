//! The arguments of each command.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args::By;

/// `plans`
#[derive(Args, Clone, Debug)]
pub struct PlansArgs {
    /// Only those whose name begins so.
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

/// `status`
#[derive(Args, Clone, Debug)]
pub struct StatusArgs {
    /// Which plans.
    #[arg(value_name = "PLAN", conflicts_with = "all")]
    pub plans: Vec<String>,
    /// Every plan.
    #[arg(long)]
    pub all: bool,
    /// The first quarter of a longer time.
    #[arg(long, value_name = "QUARTER")]
    pub from: Option<String>,
    /// The quarter, or the last one of a longer time.
    #[arg(long, value_name = "QUARTER")]
    pub quarter: Option<String>,
    /// How the figures are grouped.
    #[arg(long, value_enum, value_name = "GROUP", default_value = "goal", hide_possible_values = false)]
    pub by: By,
    /// Sums also where the units differ.
    #[arg(long)]
    pub sums: bool,
}

/// `check`
#[derive(Args, Clone, Debug)]
pub struct CheckArgs {
    /// Which plan.
    #[arg(value_name = "PLAN")]
    pub plan: Option<String>,
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

/// `debts`
#[derive(Args, Clone, Debug)]
pub struct DebtsArgs {
    /// Which plan.
    #[arg(value_name = "PLAN")]
    pub plan: Option<String>,
}

/// What becomes of a debt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RulingArg {
    /// It gets a new due day.
    Carried,
    /// It is owed no longer.
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
    /// What becomes of it.
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
    /// Take the decision back.
    #[arg(long, conflicts_with_all = ["ruling", "due", "reason", "order"])]
    pub undo: bool,
    /// Write nothing.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// `new`
#[derive(Args, Clone, Debug)]
pub struct NewArgs {
    /// Its title.
    #[arg(long, value_name = "TEXT")]
    pub title: String,
    /// Whose it is.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub organisation: String,
    /// First to last quarter.
    #[arg(long, value_name = "PERIOD")]
    pub period: String,
    /// Its name in commands.
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
    /// Whose it is.
    #[arg(long, value_name = "TEXT")]
    pub organisation: Option<String>,
    /// First to last quarter.
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
    /// Its name in commands.
    #[arg(long, value_name = "SLUG")]
    pub slug: Option<String>,
    /// The approval: heading|role|name|date|number.
    #[arg(long, value_name = "A|B|C|DATE|N")]
    pub approval: Option<String>,
    /// A signature: heading|role|name|date. Given once or more, these replace all.
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
    /// Bring it back.
    #[arg(long)]
    pub undo: bool,
    /// Write nothing.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// `delete`
#[derive(Args, Clone, Debug)]
pub struct DeleteArgs {
    /// Which plan. Never left out.
    #[arg(value_name = "PLAN")]
    pub plan: String,
    /// Do not ask.
    #[arg(long, short = 'y')]
    pub yes: bool,
    /// Write nothing.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// `report`
#[derive(Args, Clone, Debug)]
pub struct ReportArgs {
    /// Which plan.
    #[arg(value_name = "PLAN")]
    pub plan: Option<String>,
    /// The quarter.
    #[arg(long, value_name = "QUARTER")]
    pub quarter: Option<String>,
    /// The first quarter of a longer report.
    #[arg(long, value_name = "QUARTER")]
    pub from: Option<String>,
    /// A form to be filled in.
    #[arg(long)]
    pub blank: bool,
    /// What stands after the signatures.
    #[arg(long, value_enum, value_name = "WHAT", conflicts_with = "blank")]
    pub annex: Option<AnnexArg>,
    /// Only what this performer carries out.
    #[arg(long, value_name = "NAME")]
    pub performer: Option<String>,
    /// The file, or `-`.
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
    /// The format, where the file's name does not say it.
    #[arg(long = "type", value_name = "TYPE")]
    pub kind: Option<String>,
    /// The form.
    #[arg(long, value_name = "NAME")]
    pub form: Option<String>,
    /// CSV begins with a byte order mark.
    #[arg(long)]
    pub bom: bool,
    /// Write over a protected file, and through a link.
    #[arg(long)]
    pub force: bool,
}

/// What stands after the signatures of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AnnexArg {
    /// The debts.
    Debts,
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
    /// Which targets are planned again.
    #[arg(long, value_enum, value_name = "WHAT", default_value_t)]
    pub carry: CarryArg,
    /// The name in commands.
    #[arg(long, value_name = "SLUG")]
    pub slug: Option<String>,
    /// Write nothing.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// Which targets are planned again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CarryArg {
    /// As they are.
    #[default]
    All,
    /// None of them.
    None,
    /// What was not met.
    Unmet,
}

/// `export`
#[derive(Args, Clone, Debug)]
pub struct ExportArgs {
    /// Which plan.
    #[arg(value_name = "PLAN")]
    pub plan: Option<String>,
    /// The file, or `-`.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write over a protected file, and through a link.
    #[arg(long)]
    pub force: bool,
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
    /// Many facts out of a file, or `-`.
    #[arg(long, value_name = "FILE|-", conflicts_with_all = ["code", "value", "note"])]
    pub from: Option<PathBuf>,
    /// The quarter.
    #[arg(long, value_name = "QUARTER")]
    pub quarter: Option<String>,
    /// Whose part.
    #[arg(long, value_name = "NAME")]
    pub performer: Option<String>,
    /// The note.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Words are welcome where a number is planned.
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
    /// Open it again.
    #[arg(long, conflicts_with = "reason")]
    pub withdraw: bool,
    /// Write nothing.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// `keys`
#[derive(Args, Clone, Debug)]
pub struct KeysArgs {
    /// Only this context.
    #[arg(long, value_name = "CONTEXT")]
    pub context: Option<String>,
    /// Only look for bad lines in the user's keymap.
    #[arg(long)]
    pub check: bool,
}

/// `forms`
#[derive(Args, Clone, Debug)]
pub struct FormsArgs {
    /// The form to show, or the name of the one that is learned.
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// Only look whether a file is a form.
    #[arg(long, value_name = "FILE", conflicts_with = "learn")]
    pub check: Option<PathBuf>,
    /// The document whose header is learned.
    #[arg(long, value_name = "DOCUMENT")]
    pub learn: Option<PathBuf>,
    /// What its columns hold, instead of being asked.
    #[arg(long, value_name = "LIST", requires = "learn", allow_hyphen_values = true)]
    pub columns: Option<String>,
    /// The row of the table in which its header begins, where no word of it is known.
    #[arg(long, value_name = "N", requires = "learn")]
    pub header_row: Option<usize>,
    /// The name for people.
    #[arg(long, value_name = "TITLE", requires = "learn")]
    pub title: Option<String>,
    /// Where the form is written, or `-`.
    #[arg(long, short, value_name = "FILE", requires = "learn")]
    pub output: Option<PathBuf>,
}

/// `completions`
#[derive(Args, Clone, Debug)]
pub struct CompletionsArgs {
    /// The shell.
    #[arg(value_name = "SHELL", value_enum)]
    pub shell: clap_complete::Shell,
}

/// `man`
#[derive(Args, Clone, Debug)]
pub struct ManArgs {
    /// Where the pages go; the first one to standard output when left out.
    #[arg(value_name = "DIR")]
    pub directory: Option<PathBuf>,
}

/// `doctor`
#[derive(Args, Clone, Debug)]
pub struct DoctorArgs {
    /// Mend what can be mended.
    #[arg(long)]
    pub repair: bool,
    /// Go on without what is lost.
    #[arg(long, conflicts_with = "repair")]
    pub accept_loss: bool,
}

/// `backup`
#[derive(Args, Clone, Debug)]
pub struct BackupArgs {
    /// The file.
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
}

/// `restore`
#[derive(Args, Clone, Debug)]
pub struct RestoreArgs {
    /// The backup.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// As the plans were at a moment.
    #[arg(long, value_name = "MOMENT")]
    pub at: Option<String>,
    /// Write nothing.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}
