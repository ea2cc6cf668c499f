//! The offer of unfinished input from the previous window. Nothing is stored unless the user accepts it.

use super::Flow;
use crate::{
    app::{Cx, draft::Typed},
    keymap::Action,
};

/// An offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftOffer {
    /// What was typed.
    pub typed: Typed,
}

impl DraftOffer {
    /// Enter continues the input where it was; Esc discards it, but it can still be recalled.
    pub(super) fn act(&self, cx: &mut Cx<'_>, action: Action) -> Flow {
        match action {
            Action::Accept => {
                cx.go_on_typing(self.typed.clone());
                Flow::Close
            }
            Action::Cancel => {
                cx.shared.remember_text(self.typed.texts.get(self.typed.at).cloned().unwrap_or_default());
                Flow::Close
            }
            _ => Flow::Stay,
        }
    }
}
