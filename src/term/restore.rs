//! Restoring the terminal to the state in which it was found, on every exit.
//!
//! The data for it are global, because a panic hook has no other access.

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

/// The bytes of several commands.
fn bytes(commands: &[&dyn WriteAnsi]) -> String {
    let mut out = String::new();
    for command in commands {
        // Writing to a string cannot fail.
        let _ = command.write_to(&mut out);
    }
    out
}

/// [`Command`] as a trait that can be used for a list of different commands.
trait WriteAnsi {
    fn write_to(&self, out: &mut String) -> std::fmt::Result;
}

impl<C: Command> WriteAnsi for C {
    fn write_to(&self, out: &mut String) -> std::fmt::Result {
        self.write_ansi(out)
    }
}

/// Enters the alternate screen and bracketed paste; where the terminal supports it, also a mode that distinguishes keys
/// with the same byte (Esc, Ctrl+I). The cursor is hidden until a frame shows it.
pub(super) fn enter(kitty: bool) -> String {
    let screen = bytes(&[&EnterAlternateScreen, &EnableBracketedPaste]);
    let flags = PushKeyboardEnhancementFlags(KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES);
    if kitty { screen + &bytes(&[&flags]) } else { screen }
}

/// Leaves all modes. A frame may have been interrupted, so its update, attributes and scroll region are ended first.
fn leave(kitty: bool) -> String {
    let keys = if kitty { bytes(&[&PopKeyboardEnhancementFlags]) } else { String::new() };
    let frame = bytes(&[&EndSynchronizedUpdate, &SetAttribute(Attribute::Reset)]);
    let screen = bytes(&[&DisableBracketedPaste, &Show, &LeaveAlternateScreen]);
    let mouse = if MOUSE.load(Ordering::Relaxed) { MOUSE_OFF } else { "" };
    format!("{keys}{mouse}{frame}{WHOLE_SCREEN}{screen}")
}

/// Reports of mouse buttons in SGR encoding, without movements.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// Whether mouse reporting is on, for restoring the terminal.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// The sequence that turns mouse reporting on or off.
pub(super) fn mouse(on: bool) -> &'static str {
    MOUSE.store(on, Ordering::Relaxed);
    if on { MOUSE_ON } else { MOUSE_OFF }
}

/// Whether mouse reporting is on; otherwise its reports are ignored.
pub(super) fn listens_to_mouse() -> bool {
    MOUSE.load(Ordering::Relaxed)
}

/// Resets the scroll region to the whole screen (DECSTBM).
const WHOLE_SCREEN: &str = "\x1b[r";

/// The time limit for the last output to a blocked terminal.
const PATIENCE: Duration = Duration::from_millis(20);

/// The state to restore.
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

/// Has to be called before the line discipline is changed.
pub(super) fn remember(tty: &Arc<Tty>, modes: Termios, kitty: bool) {
    let thread = std::thread::current().id();
    *undo() = Some(Undo { tty: Arc::clone(tty), modes, kitty, on_screen: false, thread });
    static HOOK: Once = Once::new();
    HOOK.call_once(hook);
}

/// Has to be called before the alternate screen is entered.
pub(super) fn on_screen() {
    if let Some(undo) = undo().as_mut() {
        undo.on_screen = true;
    }
}

/// Restores the state in which the terminal was found. A second call does nothing, nor does a call before the terminal
/// was entered; a blocked terminal is not waited for. Dropping [`super::Terminal`] calls this; exits that drop nothing
/// (`std::process::exit`) have to call it.
pub fn restore() {
    let Some(undo) = undo().take() else { return };
    if undo.on_screen {
        // A terminal that is gone needs no restoring.
        let _ = send_briefly(undo.tty.output(), leave(undo.kitty).as_bytes(), PATIENCE);
    }
    let _ = undo.tty.set_modes(&undo.modes);
}

/// The panic hook. A panic on the terminal's thread ends the program, so the terminal is restored before the message is
/// printed. After a panic on another thread the screen stays, and the owner of that thread reports it.
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
