//! The file descriptors of the terminal: size, raw mode, and the only `poll` of the program.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::termios::{OptionalActions, SpecialCodeIndex, Termios};

use super::TermError;

/// The descriptors for input and output.
#[derive(Debug)]
pub(super) struct Tty {
    input: OwnedFd,
    output: OwnedFd,
}

impl Tty {
    /// Checks that standard input and output are terminals.
    pub(super) fn check() -> Result<(), TermError> {
        let (stdin, stdout) = (io::stdin(), io::stdout());
        if !rustix::termios::isatty(&stdin) {
            return Err(TermError::NotATerminal("standard input"));
        }
        if !rustix::termios::isatty(&stdout) {
            return Err(TermError::NotATerminal("standard output"));
        }
        Ok(())
    }

    pub(super) fn open() -> Result<Self, TermError> {
        Self::check()?;
        let own = |fd| own(fd).map_err(TermError::io("opening the terminal"));
        Ok(Self { input: own(io::stdin().as_fd())?, output: own(io::stdout().as_fd())? })
    }

    pub(super) fn input(&self) -> io::Result<OwnedFd> {
        self.input.try_clone()
    }

    pub(super) fn output(&self) -> BorrowedFd<'_> {
        self.output.as_fd()
    }

    pub(super) fn size(&self) -> (u16, u16) {
        size(&self.output).unwrap_or((80, 24))
    }

    pub(super) fn modes(&self) -> io::Result<Termios> {
        Ok(rustix::termios::tcgetattr(&self.input)?)
    }

    /// Sets the line discipline immediately: typed input is kept, and a blocked terminal cannot delay this, as waiting
    /// for the output to drain would.
    pub(super) fn set_modes(&self, modes: &Termios) -> io::Result<()> {
        Ok(rustix::termios::tcsetattr(&self.input, OptionalActions::Now, modes)?)
    }
}

/// The byte that Backspace sends according to the line discipline.
pub(super) fn erase_byte(modes: &Termios) -> u8 {
    modes.special_codes[SpecialCodeIndex::VERASE]
}

/// The number of columns of standard output; none if it is no terminal.
pub fn output_width() -> Option<u16> {
    let stdout = io::stdout();
    if rustix::termios::isatty(&stdout) { size(&stdout).map(|(columns, _)| columns) } else { None }
}

/// Columns and rows; none when the descriptor has no size or an empty one.
pub(super) fn size(fd: impl AsFd) -> Option<(u16, u16)> {
    let size = rustix::termios::tcgetwinsize(fd).ok()?;
    (size.ws_col > 0 && size.ws_row > 0).then_some((size.ws_col, size.ws_row))
}

/// A separate open file description of the same terminal, so that `O_NONBLOCK` does not affect the shell, which shares
/// standard input and output. Where the device cannot be opened by name (after `su`, or in a container without it), the
/// shared one is used.
fn own(shared: BorrowedFd<'_>) -> io::Result<OwnedFd> {
    reopen(shared).map_or_else(|_| shared.try_clone_to_owned(), Ok)
}

fn reopen(shared: BorrowedFd<'_>) -> io::Result<OwnedFd> {
    let name = rustix::termios::ttyname(shared, Vec::new())?;
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let fd = rustix::fs::open(name.as_c_str(), flags, Mode::empty())?;
    let same = rustix::fs::fstat(&fd)?.st_rdev == rustix::fs::fstat(shared)?.st_rdev;
    if same { Ok(fd) } else { Err(io::ErrorKind::NotFound.into()) }
}

/// The readiness of a descriptor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ready {
    /// Whether a read or a write would not block.
    pub(super) io: bool,
    /// Whether the other side is gone.
    pub(super) gone: bool,
}

/// Waits until one of the descriptors is readable, without a timeout for ever. An interruption by a signal counts as a
/// timeout.
pub(super) fn readable<const N: usize>(
    fds: [BorrowedFd<'_>; N],
    timeout: Option<Duration>,
) -> io::Result<[Ready; N]> {
    ready(fds, PollFlags::IN, timeout)
}

/// Waits until the descriptor is writable.
pub(super) fn writable(fd: BorrowedFd<'_>, timeout: Duration) -> io::Result<Ready> {
    ready([fd], PollFlags::OUT, Some(timeout)).map(|[ready]| ready)
}

fn ready<const N: usize>(
    fds: [BorrowedFd<'_>; N],
    wanted: PollFlags,
    timeout: Option<Duration>,
) -> io::Result<[Ready; N]> {
    let mut polled = fds.map(|fd| PollFd::from_borrowed_fd(fd, wanted));
    let timeout = timeout.and_then(|t| Timespec::try_from(t).ok());
    match poll(&mut polled, timeout.as_ref()) {
        Ok(_) => {}
        Err(rustix::io::Errno::INTR) => return Ok([Ready::default(); N]),
        Err(e) => return Err(e.into()),
    }
    Ok(polled.map(|fd| Ready {
        io: fd.revents().contains(wanted),
        gone: fd.revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL),
    }))
}
