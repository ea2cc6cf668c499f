//! The way back: whatever happens, the terminal is left as it was found.
//!
//! What is needed for it lies in one place of the process, because a panic hook has nothing else.

use std::panic::PanicHookInfo;
use std::sync::{Arc, Mutex, MutexGuard, Once, PoisonError};
use std::thread::ThreadId;
use std::time::Duration;

use rustix::termios::Termios;

use super::output::send_briefly;
use super::tty::Tty;

/// On: alternate screen, bracketed paste; off: the cursor, until a frame wants it.
pub(super) const ENTER: &str = "\x1b[?1049h\x1b[?2004h";
/// Keys that are otherwise the same byte are told apart (Esc, Ctrl+I). Pushed on a stack.
pub(super) const KITTY_ON: &str = "\x1b[>1u";
const KITTY_OFF: &str = "\x1b[<u";
/// A frame may have been cut short: end its update, its attributes and its scroll region first.
const LEAVE: &str = "\x1b[?2026l\x1b[m\x1b[r\x1b[?2004l\x1b[?25h\x1b[?1049l";
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
static BACKGROUND: Mutex<Option<String>> = Mutex::new(None);

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
        let kitty = if undo.kitty { KITTY_OFF } else { "" };
        // A dead terminal needs no restoring.
        let _ = send_briefly(undo.tty.output(), format!("{kitty}{LEAVE}").as_bytes(), PATIENCE);
    }
    let _ = undo.tty.set_modes(&undo.modes);
}

/// The message of a panic on another thread than the terminal's, once. It could not be printed into the
/// frame, and whoever guards that thread may well have caught it.
pub fn take_background_panic() -> Option<String> {
    BACKGROUND.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// A panic on the terminal's thread ends the program: first the terminal, then the message. One on
/// another thread says nothing about ours, so the screen stays, and the message is kept.
fn hook() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info: &PanicHookInfo<'_>| {
        let elsewhere = undo().as_ref().is_some_and(|undo| undo.thread != std::thread::current().id());
        if elsewhere {
            *BACKGROUND.lock().unwrap_or_else(PoisonError::into_inner) = Some(info.to_string());
        } else {
            restore();
            before(info);
        }
    }));
}
