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
    /// Only look for bad lines, in this file or in the user's own keymap.
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

/// `copy`
#[derive(Args, Clone, Debug)]
pub struct CopyArgs {
    /// Where the plans are.
    #[arg(value_name = "FROM")]
    pub from: String,
    /// Where they go.
    #[arg(value_name = "TO")]
    pub to: String,
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

/// `config`
#[derive(Args, Clone, Debug)]
pub struct ConfigArgs {
    /// Only where the file is.
    #[arg(long)]
    pub path: bool,
    /// A file with every setting and what it means.
    #[arg(long, conflicts_with = "path")]
    pub example: bool,
}
