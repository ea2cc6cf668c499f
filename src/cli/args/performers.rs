//! What may be typed after `performers`.

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
    /// Who gets another name.
    #[arg(long, value_name = "NAME", requires = "to")]
    pub rename: Option<String>,
    /// Who becomes one with another.
    #[arg(long, value_name = "NAME", requires = "to", conflicts_with = "rename")]
    pub merge: Option<String>,
    /// Who is not the same as another of a near name.
    #[arg(long, value_name = "NAME", requires = "to", conflicts_with_all = ["rename", "merge", "split"])]
    pub apart: Option<String>,
    /// Whose measures are given to another.
    #[arg(long, value_name = "NAME", requires_all = ["to", "measures"], conflicts_with_all = ["rename", "merge"])]
    pub split: Option<String>,
    /// The new name, or the other performer.
    #[arg(long, value_name = "NAME")]
    pub to: Option<String>,
    /// Which measures.
    #[arg(long, value_name = "CODES", value_delimiter = ',', requires = "split")]
    pub measures: Vec<String>,
    /// What becomes of a value that both have.
    #[arg(long, value_enum, value_name = "WHAT", default_value_t, requires = "merge")]
    pub both: ClashArg,
    /// Write nothing.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// What becomes of a value that two performers have who become one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ClashArg {
    /// Both together.
    #[default]
    Add,
    /// That of the one who stays.
    Into,
    /// That of the one who goes.
    From,
}
