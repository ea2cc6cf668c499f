//! The arguments of `import`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Whether another program may convert old documents to a format that kvartal reads.
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
    /// The plan that documents are merged into, or that an exchange file replaces.
    #[arg(long, value_name = "PLAN")]
    pub into: Option<String>,
    /// The performer whose filled-in copy of the form it is.
    #[arg(long, value_name = "NAME", requires = "into")]
    pub performer: Option<String>,
    /// Import without a preview.
    #[arg(long, short)]
    pub yes: bool,
    /// The form by which a document is read.
    #[arg(long, value_name = "NAME")]
    pub form: Option<String>,
    /// The quarter, for a document that does not name it.
    #[arg(long, value_name = "QUARTER")]
    pub quarter: Option<String>,
    /// The slug.
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
