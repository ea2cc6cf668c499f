//! Keys, chords, contexts, layout folding, the table of actions.

mod action;
mod condition;
mod context;
mod key;
mod near;

pub use action::{Action, ActionRow, UnknownAction};
pub use condition::{Atom, Atoms, Condition, ConditionError};
pub use context::{Context, Contexts};
pub use key::{Key, KeyCode, UnknownKey};
