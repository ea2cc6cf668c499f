//! What is half-typed, and where one is, as it is written down.

use super::{Screen, grid::Field};
use crate::{
    domain::{IndicatorId, NodeId, PlanId, Quarter},
    keymap::Action,
};

/// Where one is, and what is half-typed there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WindowDraft {
    /// The open plan.
    pub plan: Option<PlanId>,
    /// The screen under the layers.
    pub screen: Screen,
    /// The quarter that is looked at.
    pub quarter: Quarter,
    /// What the cursor is on.
    pub node: Option<NodeId>,
    /// Its indicator, in fact entry.
    pub indicator: Option<IndicatorId>,
    /// The field, in fact entry.
    pub field: Field,
    /// What is half-typed.
    pub typed: Option<Typed>,
}

/// What is half-typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// What opened the place it is typed into; none for a cell of fact entry.
    pub opened_by: Option<Action>,
    /// The texts: one, or those of a form's fields.
    pub texts: Vec<String>,
    /// The field of the form.
    pub at: usize,
}

impl Typed {
    /// What there is to be read of it.
    pub fn words(&self) -> String {
        let texts = self.texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
        texts.collect::<Vec<_>>().join(" · ")
    }
}
