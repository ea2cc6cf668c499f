//! What the loop requires of a terminal and of an input, so that tests can replace both.

use std::sync::Arc;

use ratatui::terminal::Frame;

use crate::term::{Input, TermError, TermEvent, Terminal};

/// Wakes the loop from any thread; its input then has a [`TermEvent::Wake`].
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// A terminal for frames.
pub trait Display {
    /// The current number of columns and rows.
    fn size(&self) -> (u16, u16);

    /// Draws a frame over the whole screen.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> Result<(), TermError>;

    /// Makes the next frame a complete one.
    fn redraw(&mut self);

    /// Sends a text to the terminal's clipboard; the inner error is its size in bytes if it is too large.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    fn copy(&mut self, text: &str) -> Result<Result<(), usize>, TermError>;

    /// Turns mouse reporting on or off.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    fn listen_to_mouse(&mut self, on: bool) -> Result<(), TermError>;

    /// Restores the terminal, suspends the process, and takes the terminal over again when the process continues.
    ///
    /// # Errors
    /// When the terminal cannot be restored or taken over again.
    fn suspend(&mut self) -> Result<(), TermError>;

    /// Restores the terminal for another program, and takes it over again when that has ended.
    ///
    /// # Errors
    /// When the terminal cannot be taken over again.
    fn lend(&mut self, run: &mut dyn FnMut()) -> Result<(), TermError>;

    /// Takes the terminal over again after the process was suspended from outside.
    ///
    /// # Errors
    /// When the terminal cannot be taken over again.
    fn resume(&mut self) -> Result<(), TermError>;
}

/// A source of input events.
pub trait InputSource {
    /// Waits for events and returns all that have arrived; empty when no more will come.
    fn wait(&mut self) -> Vec<TermEvent>;

    /// A handle that wakes [`InputSource::wait`] from any thread.
    fn waker(&self) -> Wake;
}

impl Display for Terminal {
    fn size(&self) -> (u16, u16) {
        Self::size(self)
    }

    fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> Result<(), TermError> {
        Self::draw(self, render)
    }

    fn redraw(&mut self) {
        Self::redraw(self);
    }

    fn copy(&mut self, text: &str) -> Result<Result<(), usize>, TermError> {
        Ok(Self::copy(self, text)?.map_err(|too_large| too_large.0))
    }

    fn listen_to_mouse(&mut self, on: bool) -> Result<(), TermError> {
        Self::listen_to_mouse(self, on)
    }

    fn suspend(&mut self) -> Result<(), TermError> {
        Self::suspend(self)
    }

    fn lend(&mut self, run: &mut dyn FnMut()) -> Result<(), TermError> {
        Self::lend(self, run)
    }

    fn resume(&mut self) -> Result<(), TermError> {
        Self::resume(self)
    }
}

impl InputSource for Input {
    fn wait(&mut self) -> Vec<TermEvent> {
        Self::wait(self, None)
    }

    fn waker(&self) -> Wake {
        let waker = Self::waker(self);
        Arc::new(move || waker.wake())
    }
}
