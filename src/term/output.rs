//! Writing to the terminal: one write for each frame, without spinning or endless waiting when the terminal is blocked.

use std::io;
use std::os::fd::BorrowedFd;
use std::time::{Duration, Instant};

use super::TermError;
use super::tty;
use crate::text::surely::Surely;

/// The outcome of a write without an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sent {
    /// Everything was written.
    All,
    /// The terminal is blocked, and the write was abandoned for a more urgent reason.
    Abandoned,
}

/// How often the reasons for giving up are checked while the terminal is blocked. A signal to this thread interrupts
/// the wait at once; one that another thread received is noticed after this time.
const LOOK: Duration = Duration::from_millis(100);

const WRITING: &str = "writing to the terminal";

/// Writes all of `bytes`. While the terminal is blocked, `give_up` is asked whether to abandon the write.
pub(super) fn send(
    fd: BorrowedFd<'_>,
    mut bytes: &[u8],
    mut give_up: impl FnMut() -> bool,
) -> Result<Sent, TermError> {
    while !bytes.is_empty() {
        match rustix::io::write(fd, bytes) {
            Ok(0) | Err(rustix::io::Errno::AGAIN) => {
                let ready = tty::writable(fd, LOOK).map_err(|e| failed(WRITING, e))?;
                if ready.gone {
                    return Err(TermError::HungUp);
                }
                if !ready.io && give_up() {
                    return Ok(Sent::Abandoned);
                }
            }
            Ok(written) => bytes = bytes.get(written..).surely(),
            Err(rustix::io::Errno::INTR) => {
                if give_up() {
                    return Ok(Sent::Abandoned);
                }
            }
            Err(e) => return Err(failed(WRITING, e.into())),
        }
    }
    Ok(Sent::All)
}

/// The same for the last output of the program, with a time limit so that the program can end.
pub(super) fn send_briefly(fd: BorrowedFd<'_>, bytes: &[u8], patience: Duration) -> Result<Sent, TermError> {
    // A descriptor that is shared with the shell may block, so it is polled first.
    if !tty::writable(fd, patience).is_ok_and(|ready| ready.io && !ready.gone) {
        return Ok(Sent::Abandoned);
    }
    let until = Instant::now() + patience;
    send(fd, bytes, || Instant::now() >= until)
}

/// The error for a failed operation; three error codes mean that the terminal is gone.
pub(super) fn failed(doing: &'static str, e: io::Error) -> TermError {
    let gone = [rustix::io::Errno::IO, rustix::io::Errno::PIPE, rustix::io::Errno::NXIO];
    if gone.iter().any(|errno| e.raw_os_error() == Some(errno.raw_os_error())) {
        TermError::HungUp
    } else {
        TermError::io(doing)(e)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::os::fd::AsFd;
    use std::os::unix::net::UnixStream;

    use super::*;

    #[test]
    fn a_full_terminal_gets_the_rest_when_it_has_room() {
        let (ours, mut theirs) = UnixStream::pair().unwrap();
        ours.set_nonblocking(true).unwrap();
        let bytes = vec![b'x'; 1 << 20];
        let reader = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(20));
            let mut all = Vec::new();
            theirs.read_to_end(&mut all).unwrap();
            all.len()
        });
        assert_eq!(send(ours.as_fd(), &bytes, || false).unwrap(), Sent::All);
        drop(ours);
        assert_eq!(reader.join().unwrap(), 1 << 20);
    }

    #[test]
    fn a_stuck_terminal_is_left_when_there_is_a_reason() {
        let (ours, _theirs) = UnixStream::pair().unwrap();
        ours.set_nonblocking(true).unwrap();
        assert_eq!(send(ours.as_fd(), &vec![b'x'; 1 << 22], || true).unwrap(), Sent::Abandoned);
        let start = Instant::now();
        let last = send_briefly(ours.as_fd(), b"x", Duration::from_millis(20)).unwrap();
        assert_eq!(last, Sent::Abandoned);
        assert!(start.elapsed() < Duration::from_secs(1));
    }

    #[test]
    fn a_dead_terminal_is_an_error() {
        let (ours, theirs) = UnixStream::pair().unwrap();
        drop(theirs);
        assert!(matches!(send(ours.as_fd(), b"x", || false), Err(TermError::HungUp)));
    }
}
