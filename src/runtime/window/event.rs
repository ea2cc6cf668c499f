//! Converts terminal events to messages for the model.

use super::Window;
use crate::{
    app::{Msg, PasteLost, Pointed, list::Direction},
    runtime::{Display, InputSource, day},
    term::{self, Pointer, Signal, TermError, TermEvent},
    ui,
};

impl<T: Display, I: InputSource> Window<T, I> {
    /// Handles an event; returns the exit code if the window is left.
    pub(super) fn event(&mut self, event: TermEvent) -> Result<Option<u8>, TermError> {
        if matches!(event, TermEvent::Key(_) | TermEvent::EscapedKey(_) | TermEvent::Paste(_))
            && let Some(day) = day::now(&self.options).filter(|day| *day != self.model.shared.today)
        {
            self.tell(Msg::Day(day));
        }
        let msg = match event {
            TermEvent::Key(key) => Msg::Key(key),
            TermEvent::EscapedKey(key) => Msg::EscapedKey(key),
            TermEvent::Paste(text) => Msg::Paste(text),
            TermEvent::PasteWithoutEnd => Msg::PasteLost(PasteLost::WithoutEnd),
            TermEvent::PasteTooLong => Msg::PasteLost(PasteLost::TooLong),
            TermEvent::EscapeWasCut => Msg::EscapeWasCut,
            TermEvent::Resize(columns, rows) => Msg::Resize(columns, rows),
            TermEvent::Wake => return self.answers(),
            TermEvent::Pointer(pointer) => match self.meant_by(pointer) {
                Some(pointed) => Msg::Pointed(pointed),
                None => return Ok(None),
            },
            TermEvent::FocusGained | TermEvent::FocusLost => return Ok(None),
            TermEvent::Signal(Signal::Suspend) => return self.suspend().map(|()| None),
            TermEvent::Signal(Signal::Continue) => return self.display.resume().map(|()| None),
            TermEvent::Signal(signal) => return Ok(Some(self.close(term::exit_code(signal)))),
        };
        self.update(msg)
    }

    /// Finds out what the mouse was pointed at; none while the mouse is ignored.
    fn meant_by(&self, pointer: Pointer) -> Option<Pointed> {
        match pointer {
            _ if !self.model.shared.mouse => None,
            Pointer::WheelUp => Some(Pointed::Wheel(Direction::Back)),
            Pointer::WheelDown => Some(Pointed::Wheel(Direction::Forward)),
            Pointer::Click(column, row) => ui::pointed(&self.model, self.caret, column, row),
        }
    }
}
