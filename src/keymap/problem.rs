//! Errors in a keymap file, with their lines, as data.

use super::condition::ConditionError;
use super::context::Context;
use super::{action::Action, action_word::UnknownAction};

/// An error in a line, which is ignored. The rest of the file is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, as it was named to [`Keymap::load`](super::Keymap::load).
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// A kind of error in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The file is not valid TOML; in the English words of the TOML reader.
    Syntax(String),
    /// An unknown setting or context.
    UnknownName {
        /// The unknown word.
        word: String,
        /// The most similar known one.
        suggestion: Option<&'static str>,
    },
    /// `inherit` names an unknown keymap.
    UnknownBase {
        /// The unknown word.
        word: String,
        /// The most similar known one.
        suggestion: Option<&'static str>,
    },
    /// An unknown key.
    UnknownKey {
        /// The unknown word.
        word: String,
        /// The probable correct spelling.
        suggestion: Option<String>,
    },
    /// An unknown action.
    UnknownAction(UnknownAction),
    /// The action is not available in this context.
    NotHere {
        /// The action.
        action: Action,
        /// The context of the table.
        context: Context,
    },
    /// The `when` has an error.
    Condition(ConditionError),
    /// A rule has a word other than `when` and `action`.
    UnknownRuleWord {
        /// The unknown word.
        word: String,
    },
    /// A rule without an `action`, or an empty list.
    NoAction,
    /// A value of the wrong type.
    WrongType,
    /// The keys are equal to those of another line, or one begins with the other.
    Clash {
        /// The keys.
        keys: String,
        /// The other line.
        line: usize,
    },
}

impl ProblemKind {
    /// The messages of all kinds, for checking that translations are complete.
    pub const MESSAGES: [&'static str; 14] = [
        "keymap-syntax",
        "keymap-unknown-name",
        "keymap-unknown-base",
        "keymap-unknown-key",
        "keymap-unknown-action",
        "keymap-not-here",
        "keymap-unknown-atom",
        "keymap-condition-unexpected",
        "keymap-condition-incomplete",
        "keymap-unknown-rule-word",
        "keymap-no-action",
        "keymap-wrong-type",
        "keymap-clash",
        "keymap-did-you-mean",
    ];

    /// The message of the error; it takes [`Self::args`].
    pub const fn message(&self) -> &'static str {
        match self {
            Self::Syntax(_) => "keymap-syntax",
            Self::UnknownName { .. } => "keymap-unknown-name",
            Self::UnknownBase { .. } => "keymap-unknown-base",
            Self::UnknownKey { .. } => "keymap-unknown-key",
            Self::UnknownAction(_) => "keymap-unknown-action",
            Self::NotHere { .. } => "keymap-not-here",
            Self::Condition(ConditionError::UnknownAtom { .. }) => "keymap-unknown-atom",
            Self::Condition(ConditionError::Unexpected(_)) => "keymap-condition-unexpected",
            Self::Condition(ConditionError::Incomplete) => "keymap-condition-incomplete",
            Self::UnknownRuleWord { .. } => "keymap-unknown-rule-word",
            Self::NoAction => "keymap-no-action",
            Self::WrongType => "keymap-wrong-type",
            Self::Clash { .. } => "keymap-clash",
        }
    }

    /// The arguments of the message.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Syntax(word)
            | Self::UnknownName { word, .. }
            | Self::UnknownBase { word, .. }
            | Self::UnknownKey { word, .. }
            | Self::UnknownAction(UnknownAction { word, .. })
            | Self::Condition(ConditionError::UnknownAtom { word, .. } | ConditionError::Unexpected(word))
            | Self::UnknownRuleWord { word } => vec![("word", word.clone())],
            Self::NotHere { action, context } => {
                vec![("action", action.id().to_owned()), ("context", context.id().to_owned())]
            }
            Self::Clash { keys, line } => vec![("keys", keys.clone()), ("line", line.to_string())],
            Self::Condition(ConditionError::Incomplete) | Self::NoAction | Self::WrongType => Vec::new(),
        }
    }

    /// The suggested word: the argument `word` of the message `keymap-did-you-mean`.
    pub fn suggestion(&self) -> Option<&str> {
        match self {
            Self::UnknownName { suggestion, .. }
            | Self::UnknownBase { suggestion, .. }
            | Self::UnknownAction(UnknownAction { suggestion, .. })
            | Self::Condition(ConditionError::UnknownAtom { suggestion, .. }) => *suggestion,
            Self::UnknownKey { suggestion, .. } => suggestion.as_deref(),
            _ => None,
        }
    }
}
