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
    steps: Option<Sender<String>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Says nothing, whatever happens: another screen is in the terminal.
    pub const fn silent() -> Self {
        Self { steps: None, thread: None }
    }

    /// Begins; where standard error is no terminal nothing is ever said.
    pub fn start() -> Self {
        if !io::stderr().is_terminal() {
            return Self::silent();
        }
        let (steps, said) = channel::<String>();
        let thread = std::thread::spawn(move || {
            let start = Instant::now();
            let (mut step, mut wait, mut shown) = (String::new(), PATIENCE, false);
            loop {
                match said.recv_timeout(wait) {
                    Ok(next) => {
                        step = next;
                        wait = PATIENCE.saturating_sub(start.elapsed());
                    }
                    Err(RecvTimeoutError::Timeout) => {
                        // Nothing can be done when nobody listens.
                        let _ = write!(io::stderr(), "\r\x1b[K{step} {} s", start.elapsed().as_secs());
                        (wait, shown) = (BEAT, true);
                    }
                    Err(RecvTimeoutError::Disconnected) => break,
                }
            }
            if shown {
                let _ = write!(io::stderr(), "\r\x1b[K");
            }
        });
        Self { steps: Some(steps), thread: Some(thread) }
    }

    /// Says what is done from now on.
    pub fn step(&self, text: String) {
        if let Some(steps) = &self.steps {
            // Its thread ends only with this.
            let _ = steps.send(text);
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
