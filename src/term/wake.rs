//! The self-pipe: signals and other threads write a byte, and the one `poll` of the loop returns.

use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Wakes the loop from another thread. Cheap to clone, never blocks, and many wake-ups before the loop
/// looks are one.
#[derive(Clone, Debug)]
pub struct Waker {
    called: Arc<AtomicBool>,
    pipe: Arc<UnixStream>,
}

impl Waker {
    /// Makes [`super::Input::wait`] return with [`super::TermEvent::Wake`].
    pub fn wake(&self) {
        if !self.called.swap(true, Ordering::SeqCst) {
            // A full pipe has woken the loop already.
            let _ = (&*self.pipe).write(b"w");
        }
    }

    /// An end for a signal handler, which writes to it on its own.
    pub(super) fn pipe(&self) -> io::Result<UnixStream> {
        self.pipe.try_clone()
    }
}

/// The end that the loop reads.
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

    /// Empties the pipe, and says whether a [`Waker`] was used. The pipe first: a wake-up that comes in
    /// between is then reported now, and costs one more look later; it is never lost.
    pub(super) fn drain(&mut self) -> bool {
        let mut bytes = [0; 64];
        while self.pipe.read(&mut bytes).is_ok_and(|n| n == bytes.len()) {}
        self.waker.called.swap(false, Ordering::SeqCst)
    }
}
