//! The way back: whatever happens, the terminal is left as it was found.
//!
//! What is needed for it lies in one place of the process, because a panic hook has nothing else.

use std::panic::PanicHookInfo;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, Once, PoisonError};
use std::thread::ThreadId;
use std::time::Duration;

use crossterm::Command;
use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, EnableBracketedPaste, KeyboardEnhancementFlags, PopKeyboardEnhancementFlags,
    PushKeyboardEnhancementFlags,
};
use crossterm::style::{Attribute, SetAttribute};
use crossterm::terminal::{EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen};
use rustix::termios::Termios;

use super::output::send_briefly;
use super::tty::Tty;

/// The bytes of a row of commands.
fn bytes(commands: &[&dyn WriteAnsi]) -> String {
    let mut out = String::new();
    for command in commands {
        // Writing into a string cannot fail.
        let _ = command.write_to(&mut out);
    }
    out
}

/// [`Command`] without what makes it unfit for a row of different ones.
trait WriteAnsi {
    fn write_to(&self, out: &mut String) -> std::fmt::Result;
}

impl<C: Command> WriteAnsi for C {
    fn write_to(&self, out: &mut String) -> std::fmt::Result {
        self.write_ansi(out)
    }
}

/// On: alternate screen, bracketed paste; and, where the terminal knows them, keys that are otherwise the
/// same byte told apart (Esc, Ctrl+I). The cursor stays off until a frame wants it.
pub(super) fn enter(kitty: bool) -> String {
    let screen = bytes(&[&EnterAlternateScreen, &EnableBracketedPaste]);
    let flags = PushKeyboardEnhancementFlags(KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES);
    if kitty { screen + &bytes(&[&flags]) } else { screen }
}

/// A frame may have been cut short: its update, its attributes and its scroll region are ended first.
fn leave(kitty: bool) -> String {
    let keys = if kitty { bytes(&[&PopKeyboardEnhancementFlags]) } else { String::new() };
    let frame = bytes(&[&EndSynchronizedUpdate, &SetAttribute(Attribute::Reset)]);
    let screen = bytes(&[&DisableBracketedPaste, &Show, &LeaveAlternateScreen]);
    let mouse = if MOUSE.load(Ordering::Relaxed) { MOUSE_OFF } else { "" };
    format!("{keys}{mouse}{frame}{WHOLE_SCREEN}{screen}")
}

/// The mouse is told of, by its buttons and in SGR reports; and no more.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// Whether the mouse is listened to, for whoever brings the terminal back.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// What begins or ends to listen to the mouse.
pub(super) fn mouse(on: bool) -> &'static str {
    MOUSE.store(on, Ordering::Relaxed);
    if on { MOUSE_ON } else { MOUSE_OFF }
}

/// Whether the mouse is listened to: its reports are swallowed else.
pub(super) fn listens_to_mouse() -> bool {
    MOUSE.load(Ordering::Relaxed)
}

/// Scrolling takes in the whole screen again (DECSTBM).
const WHOLE_SCREEN: &str = "\x1b[r";

/// A terminal that does not take the last words within this time does not get them.
const PATIENCE: Duration = Duration::from_millis(20);

/// What there is to undo.
pub(super) struct Undo {
    tty: Arc<Tty>,
    modes: Termios,
    kitty: bool,
    on_screen: bool,
    thread: ThreadId,
}

static UNDO: Mutex<Option<Undo>> = Mutex::new(None);

fn undo() -> MutexGuard<'static, Option<Undo>> {
    UNDO.lock().unwrap_or_else(PoisonError::into_inner)
}

/// To be called before the line discipline is changed.
pub(super) fn remember(tty: &Arc<Tty>, modes: Termios, kitty: bool) {
    let thread = std::thread::current().id();
    *undo() = Some(Undo { tty: Arc::clone(tty), modes, kitty, on_screen: false, thread });
    static HOOK: Once = Once::new();
    HOOK.call_once(hook);
}

/// To be called before the alternate screen is entered.
pub(super) fn on_screen() {
    if let Some(undo) = undo().as_mut() {
        undo.on_screen = true;
    }
}

/// Brings the terminal back into the state in which it was found. Does nothing the second time, and
/// nothing when the terminal was never entered; waits for no stuck terminal. [`super::Terminal`] does it
/// when it is dropped; for the ways out that drop nothing (`std::process::exit`) it can be called.
pub fn restore() {
    let Some(undo) = undo().take() else { return };
    if undo.on_screen {
        // A dead terminal needs no restoring.
        let _ = send_briefly(undo.tty.output(), leave(undo.kitty).as_bytes(), PATIENCE);
    }
    let _ = undo.tty.set_modes(&undo.modes);
}

/// A panic on the terminal's thread ends the program: first the terminal, then the message. One on
/// another thread says nothing about ours, so the screen stays: whoever guards that
/// thread tells of it.
fn hook() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info: &PanicHookInfo<'_>| {
        let elsewhere = undo().as_ref().is_some_and(|undo| undo.thread != std::thread::current().id());
        if !elsewhere {
            restore();
            before(info);
        }
    }));
}
