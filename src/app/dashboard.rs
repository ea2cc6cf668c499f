//! The dashboard: plan against fact in a quarter, by group; every figure comes from the plan's tallies.

use jiff::civil::Date;

use crate::{
    domain::{Plan, Quarter},
    keymap::Action,
};

use super::Model;

/// The state of the dashboard.
#[derive(Clone, Debug, Default)]
pub struct Dashboard {}

impl Dashboard {
    /// Makes the rows anew.
    pub fn rebuild(&mut self, _plan: &Plan, _quarter: Quarter, _today: Date) {}
}

impl Model {
    pub(super) fn act_on_dashboard(&mut self, _action: Action) {}
}
