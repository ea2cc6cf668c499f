//! The screen: it is entered once, drawn with one write for each frame, and restored on every exit.

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

/// Takes the terminal over: signal handlers first, then raw mode. The alternate screen is entered in the same write as
/// the first frame, so that nothing changes visibly before there is something to show. The terminal is not queried.
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

/// The terminal while this program uses it. Dropping it restores the terminal.
#[derive(Debug)]
pub struct Terminal {
    tty: Arc<Tty>,
    signals: Signals,
    kitty: bool,
    within: Option<Multiplexer>,
    /// Whether mouse reporting is on.
    mouse: bool,
    /// Whether the alternate screen is on.
    entered: bool,
    painter: Painter,
    surface: ratatui::terminal::Terminal<Surface>,
    next: Buffer,
    /// The output buffer, which is reused for each frame.
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

    /// Enters raw mode. Returns the byte that Backspace sends.
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

    /// The current number of columns and rows.
    pub fn size(&self) -> (u16, u16) {
        self.tty.size()
    }

    /// Draws a frame. Only changes are written, and a frame without changes writes nothing. The cursor is visible only
    /// if the frame sets it.
    ///
    /// If the terminal is blocked and a signal to end the program arrives, the frame is abandoned: [`Input::wait`]
    /// returns the signal, and the next frame, if any, is a complete one.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> Result<(), TermError> {
        self.surface.backend_mut().size = self.tty.size().into();
        let next = &mut self.next;
        take_frame(&mut self.surface, render, next);
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

    /// Turns mouse reporting on or off; before the first frame this is done together with entering the screen.
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

    /// Makes the next frame a complete one (after something else has written to the screen).
    pub fn redraw(&mut self) {
        self.painter.forget();
    }

    /// Sends text to the clipboard of the user's machine. Whether it arrived cannot be found out.
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

    /// Restores the terminal temporarily, for an editor. [`Terminal::resume`] takes it over again.
    pub fn leave(&mut self) {
        restore();
        self.entered = false;
        self.painter.forget();
    }

    /// Takes the terminal over again, after [`Terminal::leave`] or after the process was suspended from outside. The
    /// next frame is a complete one.
    pub fn resume(&mut self) -> Result<(), TermError> {
        if self.entered {
            // After a suspension from outside, the shell may have set its own modes, so ours are set again. The modes
            // to restore are still those found at the start.
            let failed = raw_mode_failed;
            let mut raw = self.tty.modes().map_err(failed)?;
            raw.make_raw();
            self.tty.set_modes(&raw).map_err(failed)?;
            // The keyboard mode is not pushed again, because it would have to be popped twice.
            self.painter.forget();
            let mouse = if self.mouse { restore::mouse(true) } else { "" };
            return self.send(format!("{}{mouse}", restore::enter(false)).as_bytes());
        }
        self.take_over().map(drop)
    }

    /// Restores the terminal for another program, and takes it over again when that has ended. Interrupt and stop keys
    /// pressed meanwhile were meant for that program.
    pub fn lend(&mut self, run: &mut dyn FnMut()) -> Result<(), TermError> {
        self.leave();
        run();
        self.signals.forget_keys();
        self.resume()
    }

    /// Restores the terminal, suspends the process, and takes the terminal over again when it continues.
    pub fn suspend(&mut self) -> Result<(), TermError> {
        self.leave();
        self.signals.stop().map_err(TermError::io("stopping"))?;
        self.resume()
    }
}

/// Draws a frame without a terminal; returns the position of the cursor, too, where it is shown.
pub fn drawn(size: (u16, u16), render: impl FnOnce(&mut Frame<'_>)) -> (Buffer, Option<Position>) {
    let Ok(mut surface) = ratatui::terminal::Terminal::new(Surface { size: size.into(), cursor: None });
    let mut cells = Buffer::default();
    take_frame(&mut surface, render, &mut cells);
    (cells, surface.backend().cursor)
}

/// Draws a frame into a buffer. It is taken before ratatui compares it, because the painter needs whole buffers;
/// ratatui's comparison is lazy and is not evaluated.
fn take_frame(
    surface: &mut ratatui::terminal::Terminal<Surface>,
    render: impl FnOnce(&mut Frame<'_>),
    next: &mut Buffer,
) {
    let Ok(_) = surface.draw(|frame| {
        render(frame);
        if next.area != frame.area() {
            next.resize(frame.area());
        }
        std::mem::swap(frame.buffer_mut(), next);
    });
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore();
    }
}

/// A terminal whose modes cannot be read has hung up.
fn raw_mode_failed(e: io::Error) -> TermError {
    output::failed("setting the terminal to raw mode", e)
}

/// The backend for ratatui, which only records where the frame sets the cursor.
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
