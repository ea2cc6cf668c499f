//! The terminal: the only module with escape sequences, signals, and file descriptors of a terminal.
//!
//! | file | subject |
//! |---|---|
//! | [`capabilities`] | the capabilities of the terminal according to the environment; it is never queried |
//! | [`screen`] | [`Terminal`]: entered once, restored on every exit, one write for each frame |
//! | [`input`] | [`Input`]: one `poll` for keys, signals and wake-ups |
//! | [`signals`] | signals that end, suspend or resize the program, as events |
//! | [`clipboard`] | OSC 52, write only |
//! | `parse` | bytes into events, wherever reads cut them |
//! | `paint` | a frame into as few bytes as its changes need |
//! | `tty`, `output`, `restore`, `wake` | descriptors, writing, restoring the terminal, the self-pipe |
//!
//! Modes are entered and left with crossterm's commands, but its input and output are not used. Its parser is not
//! accessible without its reader, which takes a lone ESC at the end of a read for the Escape key, never returns after a
//! hang-up, and treats replies of the terminal as typed text. Its output is ratatui's backend, which resets attributes
//! and writes the cursor even when nothing has changed, and repaints the whole screen when a list scrolls by one line.

pub(crate) mod capabilities;
pub(crate) mod clipboard;
mod error;
mod event;
pub(crate) mod input;
mod output;
mod paint;
mod parse;
mod restore;
pub(crate) mod screen;
pub(crate) mod signals;
mod tty;
mod wake;

pub use capabilities::{Capabilities, ColourTier, Glyphs, Multiplexer};
pub use clipboard::TooLarge;
pub use error::TermError;
pub use event::{Pointer, TermEvent};
pub use input::Input;
pub use paint::Painter;
pub use restore::restore;
pub use screen::{Terminal, drawn, enter};
pub use signals::{Signal, exit_code};
pub use tty::output_width;
