//! What an Esc took away comes back when it turns out that nobody pressed it: on a slow line the first byte of
//! an arrow key can arrive alone, and is an Esc until the rest of the key comes.

use super::{Chord, Layer, Model, Notice, Screen, facts};
use crate::keymap::{Key, KeyCode};

/// What there was before an Esc, as far as an Esc can take it away.
#[derive(Debug)]
pub(super) struct BeforeEscape {
    screen: Screen,
    back: Vec<Screen>,
    chord: Chord,
    cell: Option<facts::cell::CellEdit>,
    field: facts::Field,
    outline: super::outline::Outline,
    /// The layer that it closed.
    pub closed: Option<Layer>,
    unsaved: usize,
}

impl Model {
    /// Keeps what an Esc may take away; any other key makes that final.
    pub(super) fn keep_before(&mut self, key: Key) {
        self.before_escape = (key == Key::plain(KeyCode::Esc)).then(|| BeforeEscape {
            screen: self.screen,
            back: self.back.clone(),
            chord: self.chord.clone(),
            cell: self.screens.facts.edit.clone(),
            field: self.screens.facts.field,
            outline: self.screens.outline.clone(),
            closed: None,
            unsaved: self.shared.unsaved.len(),
        });
    }

    /// The Esc that came last was the beginning of another key. What it stored, where a keymap has it store,
    /// stays stored.
    pub(super) fn take_escape_back(&mut self) {
        let Some(before) = self.before_escape.take() else { return };
        if self.shared.unsaved.len() > before.unsaved {
            return;
        }
        self.screen = before.screen;
        self.back = before.back;
        self.chord = before.chord;
        self.screens.outline = before.outline;
        self.screens.facts.field = before.field;
        self.screens.facts.edit = before.cell;
        self.layers.extend(before.closed);
        self.shared.notice = Some(Notice::info("notice-escape-was-cut"));
    }
}
