//! The stored form of a draft: unfinished input and its place.

use super::{Screen, grid::Field};
use crate::{
    domain::{IndicatorId, NodeId, PlanId, Quarter},
    keymap::Action,
};

/// The place in the program and the unfinished input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WindowDraft {
    /// The open plan.
    pub plan: Option<PlanId>,
    /// The screen under the layers.
    pub screen: Screen,
    /// The current quarter.
    pub quarter: Quarter,
    /// The node under the cursor.
    pub node: Option<NodeId>,
    /// Its indicator, in fact entry.
    pub indicator: Option<IndicatorId>,
    /// The field, in fact entry.
    pub field: Field,
    /// The unfinished input.
    pub typed: Option<Typed>,
}

/// Unfinished input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The action that opened the field; none for a cell of fact entry.
    pub opened_by: Option<Action>,
    /// The texts: one, or those of the fields of a form.
    pub texts: Vec<String>,
    /// The index of the form's field with the caret.
    pub at: usize,
}

impl Typed {
    /// The texts in one line, for showing them.
    pub fn words(&self) -> String {
        let texts = self.texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
        texts.collect::<Vec<_>>().join(" · ")
    }
}
