//! The screen: entered once, drawn in one write a frame, left on every way out.

use std::convert::Infallible;
use std::io;
use std::sync::Arc;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Size};
use ratatui::terminal::Frame;

use super::output::{Sent, send};
use super::paint::Painter;
use super::signals::Signals;
use super::tty::Tty;
use super::wake::Sleeper;
use super::{Capabilities, Input, Multiplexer, TermError, TooLarge, clipboard, output, restore, tty};

/// Takes the terminal over: handlers first, then raw mode. The alternate screen comes with the first
/// frame and in the same write, so nothing is seen, or has to be undone, before there is something to
/// show. Nothing is asked of the terminal.
pub fn enter(capabilities: &Capabilities) -> Result<(Terminal, Input), TermError> {
    let sleeper = Sleeper::new().map_err(TermError::io("making the self-pipe"))?;
    let signals = Signals::install(&sleeper.waker()).map_err(TermError::io("installing signal handlers"))?;
    let tty = Arc::new(Tty::open()?);
    let mut terminal = Terminal::new(tty, signals.clone(), capabilities);
    let erase = terminal.take_over()?;
    let fd = terminal.tty.input().map_err(TermError::io("reading the terminal"))?;
    let mut input = Input::new(fd, erase, signals, sleeper);
    input.take_early_keys();
    Ok((terminal, input))
}

/// The terminal while it is ours. Dropping it gives it back.
#[derive(Debug)]
pub struct Terminal {
    tty: Arc<Tty>,
    signals: Signals,
    kitty: bool,
    within: Option<Multiplexer>,
    /// The mouse is listened to.
    mouse: bool,
    /// The alternate screen is on.
    entered: bool,
    painter: Painter,
    surface: ratatui::terminal::Terminal<Surface>,
    next: Buffer,
    /// Kept from frame to frame.
    bytes: Vec<u8>,
}

impl Terminal {
    fn new(tty: Arc<Tty>, signals: Signals, capabilities: &Capabilities) -> Self {
        let surface = Surface { size: tty.size().into(), cursor: None };
        let Ok(surface) = ratatui::terminal::Terminal::new(surface);
        Self {
            tty,
            signals,
            kitty: capabilities.kitty_keyboard,
            within: capabilities.multiplexer,
            mouse: false,
            entered: false,
            painter: Painter::default(),
            surface,
            next: Buffer::default(),
            bytes: Vec::with_capacity(1 << 14),
        }
    }

    /// Raw mode. Returns what Backspace sends here.
    fn take_over(&mut self) -> Result<u8, TermError> {
        let failed = raw_mode_failed;
        let found = self.tty.modes().map_err(failed)?;
        let mut raw = found.clone();
        raw.make_raw();
        let erase = tty::erase_byte(&found);
        restore::remember(&self.tty, found, self.kitty);
        self.tty.set_modes(&raw).map_err(failed)?;
        Ok(erase)
    }

    /// Columns and rows at this moment.
    pub fn size(&self) -> (u16, u16) {
        self.tty.size()
    }

    /// Draws a frame over the whole screen. What has not changed costs nothing, and a frame in which
    /// nothing has changed costs no byte. The cursor is shown only where the frame sets it.
    ///
    /// When the terminal is stuck and a signal waits that ends the program, the frame is left: the
    /// signal comes from [`Input::wait`], and the next frame, if there is one, is a whole one.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> Result<(), TermError> {
        self.surface.backend_mut().size = self.tty.size().into();
        let next = &mut self.next;
        // The frame's buffer is taken before ratatui compares it: the painter wants whole buffers, and
        // ratatui's own comparison is lazy, so that not looking at its result leaves it undone.
        let Ok(_) = self.surface.draw(|frame| {
            render(frame);
            if next.area != frame.area() {
                next.resize(frame.area());
            }
            std::mem::swap(frame.buffer_mut(), next);
        });
        let cursor = self.surface.backend().cursor;
        let mut bytes = std::mem::take(&mut self.bytes);
        bytes.clear();
        if !self.entered {
            self.start(&mut bytes);
        }
        self.painter.paint(&mut self.next, cursor, &mut bytes);
        let sent = self.send(&bytes);
        self.bytes = bytes;
        sent
    }

    fn start(&mut self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(restore::enter(self.kitty).as_bytes());
        restore::on_screen();
        self.entered = true;
        if self.mouse {
            bytes.extend_from_slice(restore::mouse(true).as_bytes());
        }
    }

    /// Begins or ends to listen to the mouse; before the first frame it is begun with that.
    pub fn listen_to_mouse(&mut self, on: bool) -> Result<(), TermError> {
        self.mouse = on;
        if self.entered { self.send(restore::mouse(on).as_bytes()) } else { Ok(()) }
    }

    fn send(&mut self, bytes: &[u8]) -> Result<(), TermError> {
        let sent = send(self.tty.output(), bytes, || self.signals.ending());
        if !matches!(sent, Ok(Sent::All)) {
            self.painter.forget();
        }
        sent.map(drop)
    }

    /// The next frame is drawn as a whole (after something else has written to the screen).
    pub fn redraw(&mut self) {
        self.painter.forget();
    }

    /// Sends text to the clipboard of the person's machine. Whether it got there cannot be known.
    pub fn copy(&mut self, text: &str) -> Result<Result<(), TooLarge>, TermError> {
        match clipboard::sequence(text, self.within) {
            Ok(bytes) => self.send(&bytes).map(Ok),
            Err(too_large) => Ok(Err(too_large)),
        }
    }

    /// Rings the bell.
    pub fn bell(&mut self) -> Result<(), TermError> {
        self.send(b"\x07")
    }

    /// Gives the terminal back for a while (to an editor). [`Terminal::resume`] takes it again.
    pub fn leave(&mut self) {
        restore();
        self.entered = false;
        self.painter.forget();
    }

    /// Takes the terminal again, after [`Terminal::leave`] or after a stop and a SIGCONT that came from
    /// outside. The next frame is a whole one.
    pub fn resume(&mut self) -> Result<(), TermError> {
        if self.entered {
            // Stopped and continued without our doing: the shell may have set its own modes meanwhile,
            // so ours are set again; those to restore are the ones that were found at first.
            let failed = raw_mode_failed;
            let mut raw = self.tty.modes().map_err(failed)?;
            raw.make_raw();
            self.tty.set_modes(&raw).map_err(failed)?;
            // The keyboard's mode is not pushed again: it would have to be popped twice.
            self.painter.forget();
            let mouse = if self.mouse { restore::mouse(true) } else { "" };
            return self.send(format!("{}{mouse}", restore::enter(false)).as_bytes());
        }
        self.take_over().map(drop)
    }

    /// Lends the terminal to another program, and takes it again when that has ended. The keys that interrupt and
    /// stop were that program's.
    pub fn lend(&mut self, run: &mut dyn FnMut()) -> Result<(), TermError> {
        self.leave();
        run();
        self.signals.forget_keys();
        self.resume()
    }

    /// Gives the terminal back, stops the process, and takes the terminal again when it goes on.
    pub fn suspend(&mut self) -> Result<(), TermError> {
        self.leave();
        self.signals.stop().map_err(TermError::io("stopping"))?;
        self.resume()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore();
    }
}

/// A terminal without modes is one that has hung up.
fn raw_mode_failed(e: io::Error) -> TermError {
    output::failed("setting the terminal to raw mode", e)
}

/// What ratatui takes for its backend: it only notes where the frame wants the cursor.
#[derive(Debug)]
struct Surface {
    size: Size,
    cursor: Option<Position>,
}

impl Backend for Surface {
    type Error = Infallible;

    fn draw<'a, I>(&mut self, _: I) -> Result<(), Infallible>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), Infallible> {
        self.cursor = None;
        Ok(())
    }

    fn show_cursor(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn get_cursor_position(&mut self) -> Result<Position, Infallible> {
        Ok(self.cursor.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Infallible> {
        self.cursor = Some(position.into());
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn clear_region(&mut self, _: ClearType) -> Result<(), Infallible> {
        Ok(())
    }

    fn size(&self) -> Result<Size, Infallible> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::default() })
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}
