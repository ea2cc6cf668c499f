//! What may be typed to the commands that close a quarter, and to `serve`. None of these texts is shown to
//! anybody.

use clap::Args;

/// `serve`
#[derive(Args, Clone, Debug)]
pub struct ServeArgs {
    /// Say who serves, and serve nobody.
    #[arg(long)]
    pub status: bool,
}

/// `submit`
#[derive(Args, Clone, Debug)]
pub struct SubmitArgs {
    /// What every step names.
    #[command(flatten)]
    pub step: StepArgs,
    /// Why what is blank is blank: all of it is accepted with this reason.
    #[arg(long, value_name = "TEXT")]
    pub accept_blank: Option<String>,
}

/// `approve`, `close`
#[derive(Args, Clone, Debug)]
pub struct StepArgs {
    /// Which plan.
    #[arg(value_name = "PLAN")]
    pub plan: String,
    /// The quarter.
    #[arg(long, value_name = "QUARTER")]
    pub quarter: String,
    /// Why.
    #[arg(long = "reason", value_name = "TEXT", id = "step_reason")]
    pub reason: Option<String>,
    /// Write nothing.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// `return`, `reopen`
#[derive(Args, Clone, Debug)]
pub struct ReasonedStepArgs {
    /// Which plan.
    #[arg(value_name = "PLAN")]
    pub plan: String,
    /// The quarter.
    #[arg(long, value_name = "QUARTER")]
    pub quarter: String,
    /// Why.
    #[arg(long = "reason", value_name = "TEXT", id = "step_reason")]
    pub reason: String,
    /// Write nothing.
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}
