//! The arguments of the command line. The help of every command and argument is a message, `cmd-*` and `arg-*` in
//! `cli.ftl`, which `help` inserts; these comments are not shown to users.

mod choices;
mod closing;
mod documents;
mod figures;
mod history;
mod import;
mod performers;
mod plan;
mod service;

use std::path::PathBuf;

use clap::{Args, Command, Parser, Subcommand};

pub use self::{
    choices::*, closing::*, documents::*, figures::*, history::*, import::*, performers::*, plan::*,
    service::*,
};

/// The whole command line.
#[derive(Clone, Debug, Parser)]
#[command(name = "kvartal", version, disable_help_subcommand = true)]
pub struct Arguments {
    /// The plan that the terminal UI opens.
    #[arg(value_name = "PLAN")]
    pub plan: Option<String>,
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
    /// The command.
    #[command(subcommand)]
    pub command: Option<Sub>,
}

/// Options of every command.
#[derive(Args, Clone, Debug, Default)]
pub struct Global {
    /// The directory with the plans, or the address of a server.
    #[arg(long, global = true, value_name = "DIR|URL")]
    pub workspace: Option<PathBuf>,
    /// How lists are printed.
    #[arg(long, global = true, value_enum, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// The day that counts as today.
    #[arg(long, global = true, value_name = "DATE")]
    pub as_of: Option<String>,
    /// The keymap.
    #[arg(long, global = true, value_name = "NAME|FILE")]
    pub keymap: Option<String>,
    /// How many seconds to wait for a workspace that another process has locked.
    #[arg(long, global = true, value_name = "SECONDS")]
    pub wait: Option<f64>,
    /// Print only data, failures and warnings.
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Use a dialogue of lines instead of screens.
    #[arg(long, global = true)]
    pub plain: bool,
}

/// Defines the commands. The arguments of a command are built only if it is the one that was typed, because building
/// those of all commands would take a third of a short run.
macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident $(($arguments:ty))?,)*) => {
        /// The commands.
        #[derive(Clone, Debug, Subcommand)]
        #[command(defer = true)]
        pub enum Sub {
            $($(#[$doc])* $name $(($arguments))?,)*
        }

        impl Sub {
            /// A command with its arguments built, for help and completions, which show those of all commands.
            pub fn with_arguments(command: Command) -> Command {
                let build: fn(Command) -> Command = match command.get_name() {
                    $(name if name.eq_ignore_ascii_case(stringify!($name)) => {
                        |command| {
                            $(let command = <$arguments as Args>::augment_args(command);)?
                            command
                        }
                    })*
                    _ => |command| command,
                };
                // Building it again would define each argument twice.
                build(command).defer(|command| command)
            }
        }
    };
}

commands! {
    /// Opens the UI on a temporary workspace.
    Demo,
    /// Lists the plans.
    Plans(PlansArgs),
    /// Shows the outline.
    Show(ShowArgs),
    /// Shows the figures.
    Status(StatusArgs),
    /// Lists the findings.
    Check(CheckArgs),
    /// Lists the debts.
    Debts(DebtsArgs),
    /// Decides what becomes of a debt.
    Decide(DecideArgs),
    /// Makes a plan.
    New(NewArgs),
    /// Edits the header.
    Edit(EditArgs),
    /// Archives a plan.
    Archive(ArchiveArgs),
    /// Deletes a plan.
    Delete(DeleteArgs),
    /// Restores a deleted plan.
    Undelete(UndeleteArgs),
    /// Imports documents.
    Import(ImportArgs),
    /// Writes the report.
    Report(ReportArgs),
    /// Writes the exchange format.
    Export(ExportArgs),
    /// Creates the plan of the next period.
    Rollover(RolloverArgs),
    /// Lists, renames, merges and splits performers.
    Performers(PerformersArgs),
    /// Sets facts.
    Fact(FactArgs),
    /// Adds evidence.
    Evidence(EvidenceArgs),
    /// Accepts a finding.
    Accept(AcceptArgs),
    /// Hands a quarter in.
    Submit(SubmitArgs),
    /// Returns a quarter that was handed in.
    Return(ReasonedStepArgs),
    /// Approves a quarter.
    Approve(StepArgs),
    /// Locks a quarter.
    Close(StepArgs),
    /// Unlocks a quarter.
    Reopen(ReasonedStepArgs),
    /// Lists the roles, or assigns one.
    Role(RoleArgs),
    /// Lists the changes.
    Log(LogArgs),
    /// Undoes a change.
    Undo(UndoArgs),
    /// Redoes it.
    Redo(RedoArgs),
    /// Lists the keys.
    Keys(KeysArgs),
    /// Lists, shows, checks and learns forms.
    Forms(FormsArgs),
    /// Serves other system users.
    Serve(ServeArgs),
    /// Checks the workspace and the environment.
    Doctor(DoctorArgs),
    /// Shows the settings and the source of each.
    Config(ConfigArgs),
    /// Writes every change into one file.
    Backup(BackupArgs),
    /// Restores a workspace from a backup.
    Restore(RestoreArgs),
    /// Packs the journal of the workspace.
    Compact,
    /// Copies every plan with its history.
    Copy(CopyArgs),
    /// Creates or upgrades the tables on a server.
    Migrate,
    /// Prints completions for a shell.
    Completions(CompletionsArgs),
    /// Prints manual pages.
    Man(ManArgs),
}
