//! The possible meanings of a typed text: as it is, and as the same keys on the other keyboard layout.

use crate::{keymap::Keymap, text::find::Wanted};

/// The search terms for a typed text.
pub fn wanted(keymap: &Keymap, typed: &str) -> Wanted {
    Wanted::new(typed, keymap.layout().retyped(typed))
}
