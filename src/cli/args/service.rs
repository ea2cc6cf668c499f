//! The arguments of the commands about the workspace and the program itself.

use std::path::PathBuf;

use clap::Args;

use super::Shell;

/// `keys`
#[derive(Args, Clone, Debug)]
pub struct KeysArgs {
    /// Only this context.
    #[arg(long, value_name = "CONTEXT")]
    pub context: Option<String>,
    /// Only check the lines of this file, or of the user's own keymap.
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    pub check: Option<Option<PathBuf>>,
}

/// `completions`
#[derive(Args, Clone, Debug)]
pub struct CompletionsArgs {
    /// The shell.
    #[arg(value_name = "SHELL", value_enum)]
    pub shell: Shell,
}

/// `man`
#[derive(Args, Clone, Debug)]
pub struct ManArgs {
    /// The directory for the pages; without it, the main page goes to standard output.
    #[arg(value_name = "DIR")]
    pub directory: Option<PathBuf>,
}

/// `doctor`
#[derive(Args, Clone, Debug)]
pub struct DoctorArgs {
    /// Repair what can be repaired.
    #[arg(long)]
    pub repair: bool,
    /// Accept the loss of what cannot be restored.
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

/// `copy`
#[derive(Args, Clone, Debug)]
pub struct CopyArgs {
    /// The source of the plans.
    #[arg(value_name = "FROM")]
    pub from: String,
    /// The destination.
    #[arg(value_name = "TO")]
    pub to: String,
}

/// `restore`
#[derive(Args, Clone, Debug)]
pub struct RestoreArgs {
    /// The backup.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Restore the plans as they were at this moment.
    #[arg(long, value_name = "MOMENT")]
    pub at: Option<String>,
    /// Write nothing.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// `config`
#[derive(Args, Clone, Debug)]
pub struct ConfigArgs {
    /// Only print the path of the file.
    #[arg(long)]
    pub path: bool,
    /// Print an example file with every setting and its meaning.
    #[arg(long, conflicts_with = "path")]
    pub example: bool,
}
