//! What a typed text may mean: as it stands, and as the same keys would have it on the other keyboard layout.

use crate::{keymap::Keymap, text::find::Wanted};

/// What is looked for with a typed text.
pub fn wanted(keymap: &Keymap, typed: &str) -> Wanted {
    Wanted::new(typed, keymap.layout().retyped(typed))
}
