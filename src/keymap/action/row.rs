//! A row of the table of actions.

use super::{super::context::Contexts, Action};

/// What the table says about an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActionRow {
    /// The action.
    pub action: Action,
    /// Its name in the keymap files.
    pub id: &'static str,
    /// The message with its title, of a few words.
    pub title: &'static str,
    /// The message with its help, of a sentence.
    pub help: &'static str,
    /// The contexts in which it is available. If `global` is among them, it may be bound in the table `global`.
    pub contexts: Contexts,
    /// Whether it makes a change that undo can revert.
    pub undoable: bool,
}
