//! The terminal of a scenario: paper for the frames, a script for the keys.

use std::sync::Arc;

use kvartal::{
    runtime::{Display, InputSource, Wake},
    term::{Painter, TermError, TermEvent, drawn},
};
use ratatui::{buffer::Buffer, terminal::Frame};

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
            let (frame, cursor) = drawn(self.size, render);
            self.cursor = cursor.map(|at| (at.x, at.y));
            let mut bytes = Vec::new();
            self.painter.paint(&mut frame.clone(), cursor, &mut bytes);
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
