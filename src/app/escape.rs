//! Reverting an Esc that nobody pressed: on a slow connection the first byte of an arrow key can arrive alone, and
//! counts as Esc until the rest of the key comes.

use super::{
    Chord, Layer, Model, Notice, Screen,
    grid::{Field, cell::CellEdit},
};
use crate::keymap::{Key, KeyCode};

/// The state before an Esc, as far as an Esc can change it.
#[derive(Debug)]
pub(super) struct BeforeEscape {
    screen: Screen,
    back: Vec<Screen>,
    chord: Chord,
    fact: (Option<CellEdit>, Field),
    target: (Option<CellEdit>, Field),
    outline: super::outline::Outline,
    /// The layer that the Esc closed.
    pub closed: Option<Layer>,
    unsaved: usize,
}

impl Model {
    /// Saves what an Esc may close; any other key makes an earlier Esc final.
    pub(super) fn keep_before(&mut self, key: Key) {
        self.before_escape = (key == Key::plain(KeyCode::Esc)).then(|| BeforeEscape {
            screen: self.screen,
            back: self.back.clone(),
            chord: self.chord.clone(),
            fact: (self.screens.facts.edit.clone(), self.screens.facts.field),
            target: (self.screens.targets.edit.clone(), self.screens.targets.field),
            outline: self.screens.outline.clone(),
            closed: None,
            unsaved: self.shared.unsaved.len(),
        });
    }

    /// Reverts the latest Esc, which was the beginning of another key. If the keymap makes Esc store the input, the
    /// stored value remains.
    pub(super) fn take_escape_back(&mut self) {
        let Some(before) = self.before_escape.take() else { return };
        if self.shared.unsaved.len() > before.unsaved {
            return;
        }
        self.screen = before.screen;
        self.back = before.back;
        self.chord = before.chord;
        self.screens.outline = before.outline;
        (self.screens.facts.edit, self.screens.facts.field) = before.fact;
        (self.screens.targets.edit, self.screens.targets.field) = before.target;
        self.layers.extend(before.closed);
        self.shared.notice = Some(Notice::info("notice-escape-was-cut"));
    }
}
