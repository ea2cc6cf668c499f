//! What a long command is doing, on standard error: only for a person, and only when it takes longer than one
//! waits without wondering.

use std::{
    io::{self, IsTerminal as _, Write as _},
    sync::mpsc::{RecvTimeoutError, Sender, channel},
    thread::JoinHandle,
    time::{Duration, Instant},
};

/// Until then nobody wonders.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the seconds are counted on.
const BEAT: Duration = Duration::from_millis(500);

/// One line of standard error that says what is being done and for how long; gone when this is dropped.
pub(super) struct Progress {
    steps: Option<Sender<Said>>,
    thread: Option<JoinHandle<()>>,
    /// Which file it is, and of how many.
    file: (usize, usize),
}

/// What its thread is told.
enum Said {
    Step(String),
    /// The line goes, for another is printed there; who asks for it waits until it is gone.
    Hide(Sender<()>),
}

impl Progress {
    /// Says nothing, whatever happens: another screen is in the terminal.
    pub const fn silent() -> Self {
        Self { steps: None, thread: None, file: (0, 1) }
    }

    /// Begins; where standard error is no terminal nothing is ever said.
    pub fn start() -> Self {
        Self::of(1)
    }

    /// Begins on so many files: beside what is done it says which of them it is.
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
                        // Nothing can be done when nobody listens.
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

    /// The next file has its turn.
    pub const fn next(&mut self) {
        self.file.0 += 1;
    }

    /// Takes the line away until there is something new to say: what is printed now gets its place.
    pub fn hide(&self) {
        if let Some(steps) = &self.steps {
            let (hidden, done) = channel();
            // Its thread ends only with this.
            if steps.send(Said::Hide(hidden)).is_ok() {
                let _ = done.recv();
            }
        }
    }

    /// Says what is done from now on.
    pub fn step(&self, text: String) {
        if let Some(steps) = &self.steps {
            let (at, of) = self.file;
            let text = if of > 1 { format!("{at}/{of} {text}") } else { text };
            // Its thread ends only with this.
            let _ = steps.send(Said::Step(text));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.steps = None;
        if let Some(thread) = self.thread.take() {
            // A panic of that thread has nothing to tell.
            let _ = thread.join();
        }
    }
}
