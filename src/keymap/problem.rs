//! What is wrong with a keymap file, line by line, as data.

use super::condition::ConditionError;
use super::context::Context;
use super::{action::Action, action_word::UnknownAction};

/// A line that could not be used. The rest of the file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, as it was named to [`Keymap::load`](super::Keymap::load).
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// It is not TOML; in the words of the TOML reader, which are English.
    Syntax(String),
    /// No keymap has this setting or context.
    UnknownName {
        /// What was written.
        word: String,
        /// The nearest that exists.
        suggestion: Option<&'static str>,
    },
    /// `inherit` names no keymap.
    UnknownBase {
        /// What was written.
        word: String,
        /// The nearest that exists.
        suggestion: Option<&'static str>,
    },
    /// There is no such key.
    UnknownKey {
        /// What was written.
        word: String,
        /// What was perhaps meant.
        suggestion: Option<String>,
    },
    /// There is no such action.
    UnknownAction(UnknownAction),
    /// The action makes no sense in this context.
    NotHere {
        /// The action.
        action: Action,
        /// The table it stands in.
        context: Context,
    },
    /// The `when` cannot be read.
    Condition(ConditionError),
    /// A rule has a word other than `when` and `action`.
    UnknownRuleWord {
        /// What was written.
        word: String,
    },
    /// A rule without an `action`, or a list without anything in it.
    NoAction,
    /// Something of another type stands here than belongs here.
    WrongType,
    /// The keys are those of another line, begin them, or go on from them.
    Clash {
        /// The keys.
        keys: String,
        /// The other line.
        line: usize,
    },
}

impl ProblemKind {
    /// The messages for all kinds, so that a translation can be checked for completeness.
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

    /// The message that says it; it takes [`Self::args`].
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

    /// What was perhaps meant: the argument `word` of the message `keymap-did-you-mean`.
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
