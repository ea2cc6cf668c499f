//! The terminal of a scenario: paper for the frames, a script for the keys.

use std::sync::Arc;

use kvartal::{
    runtime::{Display, InputSource, Wake},
    term::{Painter, TermError, TermEvent},
};
use ratatui::{
    backend::{Backend as _, TestBackend},
    buffer::Buffer,
    layout::Position,
    terminal::{Frame, Terminal},
};

/// A terminal that keeps its last frame. It draws only when the frame is looked at, because a scenario of a thousand
/// keys would otherwise spend its time on frames.
pub struct Paper {
    pub size: (u16, u16),
    pub wanted: bool,
    pub frame: Option<Buffer>,
    /// Paints the frames, as for a terminal.
    pub painter: Painter,
    /// The bytes of the last frame.
    pub bytes: usize,
    pub cursor: Option<(u16, u16)>,
    /// The text sent to the clipboard last.
    pub copied: Option<String>,
    /// Whether mouse reporting is on.
    pub mouse: bool,
}

impl Display for Paper {
    fn size(&self) -> (u16, u16) {
        self.size
    }

    fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> Result<(), TermError> {
        if self.wanted {
            let backend = TestBackend::new(self.size.0, self.size.1);
            let mut terminal = Terminal::new(backend).expect("a test backend");
            terminal.draw(render).expect("a test backend");
            let at = terminal.backend_mut().get_cursor_position().expect("a test backend");
            self.cursor = terminal.backend().cursor_visible().then_some((at.x, at.y));
            let frame = terminal.backend().buffer().clone();
            let mut bytes = Vec::new();
            self.painter.paint(&mut frame.clone(), self.cursor.map(Position::from), &mut bytes);
            self.bytes = bytes.len();
            self.frame = Some(frame);
        }
        Ok(())
    }

    fn redraw(&mut self) {}

    fn listen_to_mouse(&mut self, on: bool) -> Result<(), TermError> {
        self.mouse = on;
        Ok(())
    }

    fn copy(&mut self, text: &str) -> Result<Result<(), usize>, TermError> {
        self.copied = Some(text.to_owned());
        Ok(Ok(()))
    }

    fn suspend(&mut self) -> Result<(), TermError> {
        Ok(())
    }

    fn lend(&mut self, run: &mut dyn FnMut()) -> Result<(), TermError> {
        run();
        Ok(())
    }

    fn resume(&mut self) -> Result<(), TermError> {
        Ok(())
    }
}

/// An input that provides the given events and then ends.
#[derive(Default)]
pub struct Script(pub Vec<TermEvent>);

impl InputSource for Script {
    fn wait(&mut self) -> Vec<TermEvent> {
        std::mem::take(&mut self.0)
    }

    fn waker(&self) -> Wake {
        Arc::new(|| {})
    }
}
