//! What the terminal tells of: keys, pastes, sizes, signals.

use super::Signal;
use crate::keymap::Key;

/// Something that happened outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TermEvent {
    /// A key was pressed, or repeats. A combining mark that did not come together with its letter is a
    /// character of its own.
    Key(Key),
    /// A key with Alt that the terminal told by an ESC before it: on a slow line it may as well be the Escape key
    /// and another one, so nothing that stores may come of it.
    EscapedKey(Key),
    /// The Escape key that came last was none: the rest of the key that it began has come late, and was dropped.
    EscapeWasCut,
    /// A paste began and its end did not come; what there was of it was dropped.
    PasteWithoutEnd,
    /// A paste was longer than anybody could look over; it was dropped.
    PasteTooLong,
    /// Text was pasted: data, never commands. Its lines end in `\n`; it may hold any other character.
    Paste(String),
    /// The terminal has this many columns and rows now.
    Resize(u16, u16),
    /// The mouse was used; only where it is listened to.
    Pointer(Pointer),
    /// The window got the focus (only where the terminal reports it unasked).
    FocusGained,
    /// The window lost the focus.
    FocusLost,
    /// A signal came, or the line was dropped.
    Signal(Signal),
    /// Another thread used its [`Waker`](super::wake::Waker).
    Wake,
}

/// What was done with the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// The first button was pressed at a column and a row, counted from 0.
    Click(u16, u16),
    /// The wheel was turned towards the beginning.
    WheelUp,
    /// The wheel was turned towards the end.
    WheelDown,
}
