//! Events of the terminal: keys, pastes, sizes, signals.

use super::Signal;
use crate::keymap::Key;

/// An event of the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TermEvent {
    /// A key was pressed or is repeated. A combining mark that did not arrive together with its letter is a separate
    /// character.
    Key(Key),
    /// A key with Alt that was encoded by a preceding ESC. On a slow connection it may also be Escape and another key,
    /// so it must not store anything.
    EscapedKey(Key),
    /// The latest Escape key was the beginning of another key, the rest of which came late and was dropped.
    EscapeWasCut,
    /// The end of a paste did not arrive; its beginning was dropped.
    PasteWithoutEnd,
    /// A paste was longer than a person could check; it was dropped.
    PasteTooLong,
    /// Text was pasted; it is data and never a command. Its lines end in `
    /// `; it may contain any other character.
    Paste(String),
    /// The new number of columns and rows.
    Resize(u16, u16),
    /// The mouse was used; only if mouse reporting is on.
    Pointer(Pointer),
    /// The window got the focus (only from terminals that report it unasked).
    FocusGained,
    /// The window lost the focus.
    FocusLost,
    /// A signal arrived, or the connection was lost.
    Signal(Signal),
    /// Another thread used its [`Waker`](super::wake::Waker).
    Wake,
}

/// A use of the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// The first button was pressed at a column and a row, counted from 0.
    Click(u16, u16),
    /// The wheel was turned towards the beginning.
    WheelUp,
    /// The wheel was turned towards the end.
    WheelDown,
}
