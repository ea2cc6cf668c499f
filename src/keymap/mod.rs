//! Keymaps: keys, chords, contexts, keyboard layouts, and the table of actions.
//!
//! A key goes to [`Resolver::feed`], which looks it up in the current [`Keymap`] and returns actions. The id of an
//! action, its contexts and its messages are in one table, [`Action::row`]; the help is generated from the same data
//! ([`help`]).

mod action;
mod action_word;
mod binding;
mod condition;
mod context;
pub mod help;
mod key;
mod layout;
pub(crate) mod near;
mod preset;
mod problem;
mod read;
mod resolver;
mod slips;
mod table;
mod trie;

#[cfg(test)]
mod tests;

pub use action::Action;
pub use binding::{Binding, Chord, Trigger};
pub use condition::{Atom, Atoms};
pub use context::Context;
pub use key::{Key, KeyCode};
pub use layout::Layout;
pub use preset::{KeymapSource, Preset};
pub use problem::Problem;
pub use resolver::{Resolution, Resolver, Run};
pub use table::{Continuation, Keymap, Loaded};
