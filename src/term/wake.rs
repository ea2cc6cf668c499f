//! The self-pipe: signal handlers and other threads write a byte to it, which ends the `poll` of the loop.

use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Wakes the loop from another thread. It is cheap to clone and never blocks; several wake-ups before the loop runs
/// count as one.
#[derive(Clone, Debug)]
pub struct Waker {
    called: Arc<AtomicBool>,
    pipe: Arc<UnixStream>,
}

impl Waker {
    /// Makes [`super::Input::wait`] return with [`super::TermEvent::Wake`].
    pub fn wake(&self) {
        if !self.called.swap(true, Ordering::SeqCst) {
            // If the pipe is full, the loop is woken already.
            let _ = (&*self.pipe).write(b"w");
        }
    }

    /// The end of the pipe for a signal handler, which writes to it directly.
    pub(super) fn pipe(&self) -> io::Result<UnixStream> {
        self.pipe.try_clone()
    }
}

/// The end of the pipe that the loop reads.
#[derive(Debug)]
pub(super) struct Sleeper {
    pipe: UnixStream,
    waker: Waker,
}

impl Sleeper {
    pub(super) fn new() -> io::Result<Self> {
        let (read, write) = UnixStream::pair()?;
        read.set_nonblocking(true)?;
        write.set_nonblocking(true)?;
        let waker = Waker { called: Arc::default(), pipe: Arc::new(write) };
        Ok(Self { pipe: read, waker })
    }

    pub(super) fn waker(&self) -> Waker {
        self.waker.clone()
    }

    pub(super) fn fd(&self) -> BorrowedFd<'_> {
        self.pipe.as_fd()
    }

    /// Empties the pipe, and returns whether a [`Waker`] was used. The pipe is emptied first, so that a wake-up in
    /// between is never lost: it is reported now and costs one more iteration.
    pub(super) fn drain(&mut self) -> bool {
        let mut bytes = [0; 64];
        while self.pipe.read(&mut bytes).is_ok_and(|n| n == bytes.len()) {}
        self.waker.called.swap(false, Ordering::SeqCst)
    }
}
