//! A connection to whoever serves the workspace.
//!
//! Questions may be asked from several threads at once; one thread reads what comes and gives each its answer.

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

/// Whoever listens and does not greet within this time is stopped, or no kvartal.
const GREETING: Duration = Duration::from_secs(1);

/// A connection.
#[derive(Debug)]
pub(super) struct Connection {
    output: Mutex<UnixStream>,
    /// The same stream, to end it by while somebody is stuck in writing.
    line: UnixStream,
    desk: Mutex<PendingAnswers>,
}

/// Who waits for which answer.
#[derive(Debug, Default)]
struct PendingAnswers {
    next: u32,
    waiting: HashMap<u32, Sender<Answer>>,
    lost: bool,
}

/// Why there is no connection.
#[derive(Debug)]
pub(super) enum NotConnected {
    /// Nobody serves.
    Nobody,
    /// Somebody listens and says nothing.
    Silent,
    /// The other one speaks another protocol.
    OtherVersion(Greeting),
    /// The system would not have it.
    Io(io::Error),
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoAnswer {
    /// The connection is gone. Whether what was asked for was done is not known.
    Lost,
    /// The other one says nothing.
    Silent,
    /// What is asked cannot be sent.
    TooLarge,
}

impl Connection {
    /// Connects and greets. What comes is to be read by [`Connection::read`], on a thread of its own.
    pub fn open(address: &Address) -> Result<(Self, UnixStream), NotConnected> {
        let stream = address.connect().map_err(|cause| {
            if is_nobody(&cause) { NotConnected::Nobody } else { NotConnected::Io(cause) }
        })?;
        let greeting = greet(&stream).map_err(|cause| match cause.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => NotConnected::Silent,
            // It was about to end when we came.
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

    /// Asks and waits for the answer, at most so long.
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

    /// Says something; the answer is not waited for.
    pub fn say(&self, ask: Ask) {
        let number = {
            let mut desk = self.desk();
            desk.next = desk.next.wrapping_add(1);
            desk.next
        };
        // A line that is lost is met by whoever asks next.
        let _ =
            protocol::frame(&NumberedAsk { number, ask }).and_then(|bytes| self.output().write_all(&bytes));
    }

    /// Reads what comes until the connection ends, and hands on what others changed.
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
                    // Who lost patience does not wait any more.
                    let _ = asked.map(|reply| reply.send(answer));
                }
            }
        }
        self.end();
        let mut desk = self.desk();
        desk.lost = true;
        // Whoever waits learns from this that nothing will come.
        desk.waiting.clear();
    }

    /// The process at the other end, where the system says it.
    pub fn pid(&self) -> Option<u32> {
        let peer = rustix::net::sockopt::socket_peercred(&self.line).ok()?;
        u32::try_from(peer.pid.as_raw_nonzero().get()).ok()
    }

    /// Ends the connection; the reading thread ends with it.
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
