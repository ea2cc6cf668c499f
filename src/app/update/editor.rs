//! Editing the text of the open field in the user's external editor. Enter stores the returned text.

use super::Update;
use crate::{
    app::{Effect, Notice, Screen, line::Room},
    keymap::Action,
};

impl Update<'_> {
    /// Opens the current input in the editor, or the text of the row under the cursor if nothing is being typed.
    pub(in crate::app) fn edit_outside(&mut self) {
        if self.open_text().is_none() && self.model.layers.is_empty() {
            let opens = match self.model.screen {
                Screen::Outline => Action::EditTitle,
                Screen::Facts => Action::EditNote,
                Screen::Evidence => Action::EditEvidence,
                _ => return,
            };
            self.act(opens, None);
        }
        match self.open_text() {
            Some(text) => self.effects.push(Effect::EditText(text)),
            None if self.model.shared.notice.is_none() => self.say(Notice::info("notice-no-text-here")),
            None => {}
        }
    }

    /// Puts the text from the editor into the field, as if it had been typed.
    pub(in crate::app) fn edited(&mut self, text: Result<String, String>) {
        let text = match text {
            Ok(text) => text,
            Err(words) => return self.say(Notice::failed(words)),
        };
        self.model.shared.notice = None;
        let room = match self.model.layers.pop() {
            Some(mut layer) => {
                let room = self.with(None, |_, cx| layer.take_text(cx, &text));
                self.model.layers.push(layer);
                room
            }
            None => {
                let screens = &mut self.model.screens;
                let edit = match self.model.screen {
                    Screen::Facts => screens.facts.edit.as_mut(),
                    Screen::Targets => screens.targets.edit.as_mut(),
                    _ => None,
                };
                edit.map_or(Room::Enough, |edit| edit.line.take_text(&text))
            }
        };
        let notice = match room {
            Room::Enough => Notice::info("notice-edited"),
            Room::None => Notice::warning("notice-paste-oversized"),
        };
        if self.model.shared.notice.is_none() {
            self.say(notice);
        }
    }

    /// The text that is being typed.
    fn open_text(&self) -> Option<String> {
        let screens = &self.model.screens;
        match (self.model.layers.last(), self.model.screen) {
            (Some(layer), _) => layer.open_text().map(str::to_owned),
            (None, Screen::Facts) => screens.facts.edit.as_ref().map(|edit| edit.line.text().to_owned()),
            (None, Screen::Targets) => screens.targets.edit.as_ref().map(|edit| edit.line.text().to_owned()),
            (None, _) => None,
        }
    }
}
