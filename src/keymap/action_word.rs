//! An action by the word for it in a keymap file.

use super::{Action, near::nearest};

/// A word that is no action, with the action that was perhaps meant.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown action {word:?}")]
pub struct UnknownAction {
    /// What was written.
    pub word: String,
    /// The nearest id, when one is near.
    pub suggestion: Option<&'static str>,
}

impl std::str::FromStr for Action {
    type Err = UnknownAction;

    fn from_str(word: &str) -> Result<Self, UnknownAction> {
        Self::from_id(word).ok_or_else(|| UnknownAction {
            word: word.to_owned(),
            suggestion: nearest(word, Self::ALL.iter().map(|action| action.id())),
        })
    }
}
