//! The rules of assessment, each with a small plan and figures calculated by hand.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at its first surprise"
)]

#[path = "rules/acceptances.rs"]
mod acceptances;
#[path = "rules/assessment.rs"]
mod assessment;
#[path = "rules/debts.rs"]
mod debts;
#[path = "rules/deeds.rs"]
mod deeds;
#[path = "rules/longer.rs"]
mod longer;
#[path = "rules/periods.rs"]
mod periods;
#[path = "rules/slices.rs"]
mod slices;
#[path = "rules/small_plans.rs"]
mod small_plans;
#[path = "rules/sums.rs"]
mod sums;
#[path = "rules/table.rs"]
mod table;
#[path = "rules/trust.rs"]
mod trust;
