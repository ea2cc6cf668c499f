//! The arguments of `performers`.

use clap::{Args, ValueEnum};

/// `performers`
#[derive(Args, Clone, Debug)]
pub struct PerformersArgs {
    /// Which plan.
    #[arg(value_name = "PLAN")]
    pub plan: Option<String>,
    /// The quarter of the figures.
    #[arg(long, value_name = "QUARTER")]
    pub quarter: Option<String>,
    /// The performer to rename.
    #[arg(long, value_name = "NAME", requires = "to")]
    pub rename: Option<String>,
    /// The performer to merge into another one.
    #[arg(long, value_name = "NAME", requires = "to", conflicts_with = "rename")]
    pub merge: Option<String>,
    /// The performer who is not the same as another one with a similar name.
    #[arg(long, value_name = "NAME", requires = "to", conflicts_with_all = ["rename", "merge", "split"])]
    pub apart: Option<String>,
    /// The performer whose measures are assigned to another one.
    #[arg(long, value_name = "NAME", requires_all = ["to", "measures"], conflicts_with_all = ["rename", "merge"])]
    pub split: Option<String>,
    /// The new name, or the other performer.
    #[arg(long, value_name = "NAME")]
    pub to: Option<String>,
    /// The measures to assign.
    #[arg(long, value_name = "CODES", value_delimiter = ',', requires = "split")]
    pub measures: Vec<String>,
    /// Which value is kept where both performers have one.
    #[arg(long, value_enum, value_name = "WHAT", default_value_t, requires = "merge")]
    pub both: ClashArg,
    /// Write nothing.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// Which value is kept where both merged performers have one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ClashArg {
    /// The sum of both.
    #[default]
    Add,
    /// That of the performer who stays.
    Into,
    /// That of the performer who is removed.
    From,
}
