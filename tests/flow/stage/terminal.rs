//! The terminal of a scenario: paper for the frames, a script for the keys.

use std::sync::Arc;

use kvartal::{
    runtime::{Display, InputSource, Wake},
    term::{Painter, TermError, TermEvent, drawn},
};
use ratatui::{buffer::Buffer, layout::Position, terminal::Frame};

/// A terminal that keeps its last frame. It draws only when the frame is looked at, because a scenario of a thousand
/// keys would otherwise spend its time on frames.
pub struct Paper {
    pub size: (u16, u16),
    pub wanted: bool,
    /// Paints the frames, as for a terminal.
    pub painter: Painter,
    /// The frames that were looked at last, and are painted when their bytes are asked for: at most two, because what
    /// was before them is seen no more.
    frames: Vec<(Buffer, Option<Position>)>,
    /// The text sent to the clipboard last.
    pub copied: Option<String>,
    /// Whether mouse reporting is on.
    pub mouse: bool,
}

impl Paper {
    pub fn new(size: (u16, u16), painter: Painter) -> Self {
        Self { size, painter, wanted: false, frames: Vec::new(), copied: None, mouse: false }
    }

    /// The frame that was looked at last.
    pub fn frame(&self) -> Option<&Buffer> {
        self.frames.last().map(|(frame, _)| frame)
    }

    /// The position of the cursor in it: column and row.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        self.frames.last().and_then(|(_, cursor)| cursor.map(|at| (at.x, at.y)))
    }

    /// How many bytes it is for a terminal that shows the frame looked at before.
    pub fn bytes(&mut self) -> usize {
        let mut bytes = Vec::new();
        for (frame, cursor) in &self.frames {
            bytes.clear();
            self.painter.paint(&mut frame.clone(), *cursor, &mut bytes);
        }
        bytes.len()
    }
}

impl Display for Paper {
    fn size(&self) -> (u16, u16) {
        self.size
    }

    fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> Result<(), TermError> {
        if self.wanted {
            if self.frames.len() > 1 {
                self.frames.remove(0);
            }
            self.frames.push(drawn(self.size, render));
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
