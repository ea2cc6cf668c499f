//! A client's connection to the process that serves the workspace.
//!
//! Several threads may send requests at once; one thread reads the answers and hands each to its sender.

use std::{
    collections::HashMap,
    io::{self, BufReader, Write},
    net::Shutdown,
    os::unix::net::UnixStream,
    sync::{
        Mutex, MutexGuard, PoisonError,
        mpsc::{RecvTimeoutError, Sender, channel},
    },
    time::Duration,
};

use super::{
    super::News,
    address::{Address, is_nobody},
    protocol::{self, Answer, Ask, Greeting, Message, NumberedAsk, PROTOCOL},
    words,
};

/// A process that listens but does not greet within this time is suspended, or is not kvartal.
const GREETING: Duration = Duration::from_secs(1);

/// A connection.
#[derive(Debug)]
pub(super) struct Connection {
    output: Mutex<UnixStream>,
    /// The same stream, to close it while another thread is blocked in a write.
    line: UnixStream,
    desk: Mutex<PendingAnswers>,
}

/// The requests without an answer, and who waits for each.
#[derive(Debug, Default)]
struct PendingAnswers {
    next: u32,
    waiting: HashMap<u32, Sender<Answer>>,
    lost: bool,
}

/// Why there is no connection.
#[derive(Debug)]
pub(super) enum NotConnected {
    /// Nobody listens.
    Nobody,
    /// A process listens but does not greet.
    Silent,
    /// The other side speaks another protocol version.
    OtherVersion(Greeting),
    /// The system reported an error.
    Io(io::Error),
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoAnswer {
    /// The connection was lost. Whether the request was carried out is not known.
    Lost,
    /// The other side does not answer.
    Silent,
    /// The request is too large to be sent.
    TooLarge,
}

impl Connection {
    /// Connects and greets. Answers have to be read by [`Connection::read`], on a thread of its own.
    pub fn open(address: &Address) -> Result<(Self, UnixStream), NotConnected> {
        let stream = address.connect().map_err(|cause| {
            if is_nobody(&cause) { NotConnected::Nobody } else { NotConnected::Io(cause) }
        })?;
        let greeting = greet(&stream).map_err(|cause| match cause.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => NotConnected::Silent,
            // The server closed the connection because it was about to end.
            io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe => {
                NotConnected::Nobody
            }
            _ => NotConnected::Io(cause),
        })?;
        if greeting.protocol != PROTOCOL {
            return Err(NotConnected::OtherVersion(greeting));
        }
        let (line, input) = (stream.try_clone(), stream.try_clone());
        let (line, input) = (line.map_err(NotConnected::Io)?, input.map_err(NotConnected::Io)?);
        Ok((Self { output: Mutex::new(stream), line, desk: Mutex::default() }, input))
    }

    /// Sends a request and waits for the answer, at most for `patience`.
    pub fn ask(&self, ask: Ask, patience: Option<Duration>) -> Result<Answer, NoAnswer> {
        let (reply, answer) = channel();
        let number = {
            let mut desk = self.desk();
            if desk.lost {
                return Err(NoAnswer::Lost);
            }
            desk.next = desk.next.wrapping_add(1);
            let number = desk.next;
            desk.waiting.insert(number, reply);
            number
        };
        let sent = protocol::frame(&NumberedAsk { number, ask })
            .map_err(|_| NoAnswer::TooLarge)
            .and_then(|bytes| self.output().write_all(&bytes).map_err(|_| NoAnswer::Lost));
        if let Err(why) = sent {
            self.desk().waiting.remove(&number);
            return Err(why);
        }
        match patience {
            None => answer.recv().map_err(|_| NoAnswer::Lost),
            Some(patience) => answer.recv_timeout(patience).map_err(|cause| match cause {
                RecvTimeoutError::Timeout => NoAnswer::Silent,
                RecvTimeoutError::Disconnected => NoAnswer::Lost,
            }),
        }
    }

    /// Sends a request without waiting for its answer.
    pub fn say(&self, ask: Ask) {
        let number = {
            let mut desk = self.desk();
            desk.next = desk.next.wrapping_add(1);
            desk.next
        };
        // A failure is ignored, because the next request reports a lost connection.
        let _ =
            protocol::frame(&NumberedAsk { number, ask }).and_then(|bytes| self.output().write_all(&bytes));
    }

    /// Reads messages until the connection ends, and hands news to `news`.
    pub fn read(&self, input: UnixStream, mut news: impl FnMut(News)) {
        let mut input = BufReader::new(input);
        while let Ok(Some(message)) = protocol::read::<Message>(&mut input) {
            match message {
                Message::Changed(seq, change) => match words::read_logged(seq, &change) {
                    Some(logged) => news(News::Changed(logged)),
                    None => break,
                },
                Message::People(people) => news(News::People(people)),
                Message::Answer(number, answer) => {
                    let asked = self.desk().waiting.remove(&number);
                    // A requester that has given up does not receive the answer.
                    let _ = asked.map(|reply| reply.send(answer));
                }
            }
        }
        self.end();
        let mut desk = self.desk();
        desk.lost = true;
        // This tells waiting requesters that no answer will come.
        desk.waiting.clear();
    }

    /// The process id of the other side, if the system tells it.
    pub fn pid(&self) -> Option<u32> {
        let peer = rustix::net::sockopt::socket_peercred(&self.line).ok()?;
        u32::try_from(peer.pid.as_raw_nonzero().get()).ok()
    }

    /// Closes the connection; the reading thread ends with it.
    pub fn end(&self) {
        let _ = self.line.shutdown(Shutdown::Both);
    }

    fn desk(&self) -> MutexGuard<'_, PendingAnswers> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn output(&self) -> MutexGuard<'_, UnixStream> {
        self.output.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn greet(stream: &UnixStream) -> io::Result<Greeting> {
    stream.set_read_timeout(Some(GREETING))?;
    let mut end = stream;
    Greeting::own().write(&mut end)?;
    let greeting = Greeting::read(&mut end)?;
    stream.set_read_timeout(None)?;
    Ok(greeting)
}
