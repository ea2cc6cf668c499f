//! Keys, chords, contexts, layout folding, the table of actions.
//!
//! A key press goes to [`Resolver::feed`], which asks the [`Keymap`] in force and gives back actions. What an
//! action is called, where it makes sense and which messages explain it stands in one table, [`Action::row`];
//! what the keys do is data too ([`help`]), so that nothing is explained twice.

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
