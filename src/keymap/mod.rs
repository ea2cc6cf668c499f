//! Keys, chords, contexts, layout folding, the table of actions.

mod key;

pub use key::{Key, KeyCode, UnknownKey};
