//! The arguments of the commands for documents and their forms.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

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
    /// Leave the facts empty, for a form to be filled in.
    #[arg(long)]
    pub blank: bool,
    /// The annex after the signatures.
    #[arg(long, value_enum, value_name = "WHAT", conflicts_with = "blank")]
    pub annex: Option<AnnexArg>,
    /// Only the measures of this performer.
    #[arg(long, value_name = "NAME")]
    pub performer: Option<String>,
    /// The file, or `-`.
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
    /// The format, if the file name does not determine it.
    #[arg(long = "type", value_name = "TYPE")]
    pub kind: Option<String>,
    /// The form.
    #[arg(long, value_name = "NAME")]
    pub form: Option<String>,
    /// Begin CSV with a byte order mark.
    #[arg(long)]
    pub bom: bool,
    /// Write over a protected file, and through a link.
    #[arg(long)]
    pub force: bool,
}

/// An annex of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AnnexArg {
    /// The debts.
    Debts,
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
    /// What is written.
    #[arg(long = "type", value_enum, value_name = "TYPE", default_value = "json")]
    pub kind: ExportKind,
    /// The identifier of the organisation in IATI.
    #[arg(long, value_name = "ID", required_if_eq("kind", "iati"))]
    pub publisher: Option<String>,
    /// Write over a protected file, and through a link.
    #[arg(long)]
    pub force: bool,
}

/// What `export` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportKind {
    /// The exchange format, with everything.
    Json,
    /// Results for donors' systems, version 2.03.
    Iati,
}

/// `forms`
#[derive(Args, Clone, Debug)]
pub struct FormsArgs {
    /// The form to show, or the name for the learned one.
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// Only check whether this file is a valid form.
    #[arg(long, value_name = "FILE", conflicts_with = "learn")]
    pub check: Option<PathBuf>,
    /// The document from whose header a form is learned.
    #[arg(long, value_name = "DOCUMENT")]
    pub learn: Option<PathBuf>,
    /// The meaning of its columns, instead of a dialogue.
    #[arg(long, value_name = "LIST", requires = "learn", allow_hyphen_values = true)]
    pub columns: Option<String>,
    /// The row of the table in which its header begins, if none of its words is known.
    #[arg(long, value_name = "N", requires = "learn")]
    pub header_row: Option<std::num::NonZeroUsize>,
    /// The name for people.
    #[arg(long, value_name = "TITLE", requires = "learn")]
    pub title: Option<String>,
    /// The file for the form, or `-`.
    #[arg(long, short, value_name = "FILE", requires = "learn")]
    pub output: Option<PathBuf>,
}
