//! Finding an action by its id in a keymap file.

use super::{Action, near::nearest};

/// An unknown id, with the most similar known one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown action {word:?}")]
pub struct UnknownAction {
    /// What was written.
    pub word: String,
    /// The most similar id, if one is similar enough.
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
