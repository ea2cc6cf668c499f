//! The arguments of `import`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Whether another program may be asked to turn an old document into one that is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Convert {
    /// LibreOffice, where it is installed.
    #[default]
    Auto,
    /// No program.
    Never,
}

/// `import`
#[derive(Args, Clone, Debug)]
pub struct ImportArgs {
    /// Documents, exchange files, or `-`.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The plan that documents are merged into, or that becomes what an exchange file says.
    #[arg(long, value_name = "PLAN")]
    pub into: Option<String>,
    /// Whose filled-in copy of the form it is.
    #[arg(long, value_name = "NAME", requires = "into")]
    pub performer: Option<String>,
    /// Take it in without a preview.
    #[arg(long, short)]
    pub yes: bool,
    /// The form by which a document is read.
    #[arg(long, value_name = "NAME")]
    pub form: Option<String>,
    /// The quarter that the document does not name.
    #[arg(long, value_name = "QUARTER")]
    pub quarter: Option<String>,
    /// The name in commands.
    #[arg(long, value_name = "SLUG")]
    pub slug: Option<String>,
    /// Whether LibreOffice may turn old documents into ones that are read.
    #[arg(
        long,
        value_name = "auto|never",
        value_enum,
        default_value_t,
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub convert: Convert,
    /// Write nothing.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}
