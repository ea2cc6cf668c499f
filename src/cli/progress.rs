//! The progress display of a long command on standard error; only on a terminal, and only after some time.

use std::{
    io::{self, IsTerminal as _, Write as _},
    sync::mpsc::{RecvTimeoutError, Sender, channel},
    thread::JoinHandle,
    time::{Duration, Instant},
};

/// How long the command runs before the display appears.
const PATIENCE: Duration = Duration::from_secs(1);
/// The interval at which the seconds are updated.
const BEAT: Duration = Duration::from_millis(500);

/// A line on standard error with the current step and its duration; removed when dropped.
pub(super) struct Progress {
    steps: Option<Sender<Said>>,
    thread: Option<JoinHandle<()>>,
    /// The number of the current file, and the number of files.
    file: (usize, usize),
}

/// A message to the thread of the display.
enum Said {
    Step(String),
    /// Remove the line, because other output follows; the sender waits for the reply.
    Hide(Sender<()>),
}

impl Progress {
    /// A display that never appears, because a screen is shown on the terminal.
    pub const fn silent() -> Self {
        Self { steps: None, thread: None, file: (0, 1) }
    }

    /// Starts the display; it never appears if standard error is no terminal.
    pub fn start() -> Self {
        Self::of(1)
    }

    /// Starts a display for several files, which shows the number of the current one.
    pub fn of(files: usize) -> Self {
        if !io::stderr().is_terminal() {
            return Self::silent();
        }
        let (steps, said) = channel::<Said>();
        let thread = std::thread::spawn(move || {
            let start = Instant::now();
            let (mut step, mut due, mut shown) = (String::new(), start + PATIENCE, false);
            loop {
                match said.recv_timeout(due.saturating_duration_since(Instant::now())) {
                    Ok(Said::Step(next)) => step = next,
                    Ok(Said::Hide(hidden)) => {
                        if std::mem::take(&mut shown) {
                            let _ = write!(io::stderr(), "\r\x1b[K");
                        }
                        let _ = hidden.send(());
                    }
                    Err(RecvTimeoutError::Timeout) => {
                        // A failure to print is ignored, because nobody reads the output.
                        let _ = write!(io::stderr(), "\r\x1b[K{step} {} s", start.elapsed().as_secs());
                        (due, shown) = (Instant::now() + BEAT, true);
                    }
                    Err(RecvTimeoutError::Disconnected) => break,
                }
            }
            if shown {
                let _ = write!(io::stderr(), "\r\x1b[K");
            }
        });
        Self { steps: Some(steps), thread: Some(thread), file: (0, files) }
    }

    /// Advances to the next file.
    pub const fn next(&mut self) {
        self.file.0 += 1;
    }

    /// Removes the line until the next step, for output in its place.
    pub fn hide(&self) {
        if let Some(steps) = &self.steps {
            let (hidden, done) = channel();
            // The thread runs until this value is dropped.
            if steps.send(Said::Hide(hidden)).is_ok() {
                let _ = done.recv();
            }
        }
    }

    /// Sets the current step.
    pub fn step(&self, text: String) {
        if let Some(steps) = &self.steps {
            let (at, of) = self.file;
            let text = if of > 1 { format!("{at}/{of} {text}") } else { text };
            // The thread runs until this value is dropped.
            let _ = steps.send(Said::Step(text));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.steps = None;
        if let Some(thread) = self.thread.take() {
            // A panic of the thread was already reported.
            let _ = thread.join();
        }
    }
}
