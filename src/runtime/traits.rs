//! What the loop needs of a terminal and of an input: the real ones, or those of a test.

use std::sync::Arc;

use ratatui::terminal::Frame;

use crate::term::{Input, TermError, TermEvent, Terminal};

/// Wakes the loop from any thread; its input then has a [`TermEvent::Wake`].
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Where frames go.
pub trait Display {
    /// Columns and rows at this moment.
    fn size(&self) -> (u16, u16);

    /// Draws a frame over the whole screen.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> Result<(), TermError>;

    /// The next frame is drawn as a whole.
    fn redraw(&mut self);

    /// Sends a text to the clipboard of the person's machine; how many bytes it would take where that is too many.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    fn copy(&mut self, text: &str) -> Result<Result<(), usize>, TermError>;

    /// Begins or ends to listen to the mouse.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    fn listen_to_mouse(&mut self, on: bool) -> Result<(), TermError>;

    /// Gives the terminal back, stops the process, and takes the terminal again when it goes on.
    ///
    /// # Errors
    /// When the terminal cannot be given back or taken again.
    fn suspend(&mut self) -> Result<(), TermError>;

    /// Lends the terminal to another program, and takes it again when that has ended.
    ///
    /// # Errors
    /// When the terminal cannot be taken again.
    fn lend(&mut self, run: &mut dyn FnMut()) -> Result<(), TermError>;

    /// Takes the terminal again after a stop that came from outside.
    ///
    /// # Errors
    /// When the terminal cannot be taken again.
    fn resume(&mut self) -> Result<(), TermError>;
}

/// Where keys come from.
pub trait InputSource {
    /// Waits until something happens, and returns all that has happened; nothing when nothing ever will.
    fn wait(&mut self) -> Vec<TermEvent>;

    /// What wakes [`InputSource::wait`] from any thread.
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
