//! A client's connection to the process that serves the workspace.
//!
//! Several threads may send requests at once. Whoever waits for an answer reads what comes, and hands on what is for
//! others, because waking another thread for it would take as long as half a commit. What comes while nobody waits is
//! read by a thread of its own.

use std::{
    collections::HashMap,
    io::{self, Write},
    net::Shutdown,
    os::unix::net::UnixStream,
    sync::{
        Mutex, MutexGuard, OnceLock, PoisonError, TryLockError,
        mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel},
    },
    time::{Duration, Instant},
};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::{
    super::News,
    address::{Address, is_nobody},
    protocol::{self, Answer, Ask, Greeting, Message, NumberedAsk, PROTOCOL},
    words,
};

/// A process that listens but does not greet within this time is suspended, or is not kvartal. A process that has less
/// patience waits less, but never so short that it gives up a host that only has to wake up.
const GREETING: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(1));

/// Takes the news that come over a connection.
type OnNews = Box<dyn Fn(News) + Send + Sync>;

/// A connection.
pub(super) struct Connection {
    output: Mutex<UnixStream>,
    /// Held by the thread that reads a message. It is read without a buffer, so that nothing remains in one when the
    /// next message is read by another thread.
    input: Mutex<UnixStream>,
    on_news: OnceLock<OnNews>,
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

impl std::fmt::Debug for Connection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Connection").field("line", &self.line).finish_non_exhaustive()
    }
}

impl Connection {
    /// Connects and greets.
    pub fn open(address: &Address, patience: Duration) -> Result<Self, NotConnected> {
        let stream = address.connect().map_err(|cause| {
            if is_nobody(&cause) { NotConnected::Nobody } else { NotConnected::Io(cause) }
        })?;
        let greeting =
            greet(&stream, patience.clamp(GREETING.0, GREETING.1)).map_err(|cause| match cause.kind() {
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
        Ok(Self {
            output: Mutex::new(stream),
            input: Mutex::new(input),
            on_news: OnceLock::new(),
            line,
            desk: Mutex::default(),
        })
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
        self.await_answer(number, &answer, patience.map(|patience| Instant::now() + patience))
    }

    /// Reads messages until the answer has come, or waits for it while another thread reads.
    fn await_answer(
        &self,
        number: u32,
        answer: &Receiver<Answer>,
        until: Option<Instant>,
    ) -> Result<Answer, NoAnswer> {
        loop {
            let input = match self.input.try_lock() {
                Ok(input) => input,
                Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
                Err(TryLockError::WouldBlock) => return received(answer, until),
            };
            // Another thread may have read it just before.
            match answer.try_recv() {
                Ok(answer) => return Ok(answer),
                Err(TryRecvError::Disconnected) => return Err(NoAnswer::Lost),
                Err(TryRecvError::Empty) => {}
            }
            if until.is_some_and(|until| !is_readable(&input, Some(until))) {
                return Err(NoAnswer::Silent);
            }
            match self.take_message(&input) {
                Some(Message::Answer(found, answer)) if found == number => {
                    self.desk().waiting.remove(&number);
                    return Ok(answer);
                }
                Some(message) => self.hand_on(message),
                None => return Err(NoAnswer::Lost),
            }
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

    /// Sets who takes the news.
    pub fn set_on_news(&self, on_news: impl Fn(News) + Send + Sync + 'static) {
        let _ = self.on_news.set(Box::new(on_news));
    }

    /// Reads what comes while nobody waits for an answer, until the connection ends.
    pub fn read(&self) {
        loop {
            is_readable(&self.line, None);
            let input = self.input.lock().unwrap_or_else(PoisonError::into_inner);
            // The thread that was waiting for it may have read it.
            if !is_readable(&input, Some(Instant::now())) {
                continue;
            }
            match self.take_message(&input) {
                Some(message) => self.hand_on(message),
                None => return,
            }
        }
    }

    /// Reads a message; none if the connection has ended.
    fn take_message(&self, mut input: &UnixStream) -> Option<Message> {
        let message = protocol::read::<Message>(&mut input).ok().flatten();
        if message.is_none() {
            self.end();
            let mut desk = self.desk();
            desk.lost = true;
            // This tells waiting requesters that no answer will come.
            desk.waiting.clear();
        }
        message
    }

    /// Gives a message to whom it concerns.
    fn hand_on(&self, message: Message) {
        let news = match message {
            Message::Changed(seq, change) => match words::read_logged(seq, &change) {
                Some(logged) => News::Changed(logged),
                // Another program sent it.
                None => return self.end(),
            },
            Message::People(people) => News::People(people),
            Message::Answer(number, answer) => {
                let asked = self.desk().waiting.remove(&number);
                // A requester that has given up does not receive the answer.
                return drop(asked.map(|reply| reply.send(answer)));
            }
        };
        self.on_news.get().iter().for_each(|on_news| on_news(news.clone()));
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

/// Waits for an answer that another thread reads.
fn received(answer: &Receiver<Answer>, until: Option<Instant>) -> Result<Answer, NoAnswer> {
    let Some(until) = until else { return answer.recv().map_err(|_| NoAnswer::Lost) };
    answer.recv_timeout(until.saturating_duration_since(Instant::now())).map_err(|cause| match cause {
        RecvTimeoutError::Timeout => NoAnswer::Silent,
        RecvTimeoutError::Disconnected => NoAnswer::Lost,
    })
}

/// Waits until something can be read, at most until a moment; returns whether it can.
fn is_readable(line: &UnixStream, until: Option<Instant>) -> bool {
    loop {
        let left = until.map(|until| until.saturating_duration_since(Instant::now()));
        let left = left.and_then(|left| Timespec::try_from(left).ok());
        match poll(&mut [PollFd::new(line, PollFlags::IN)], left.as_ref()) {
            Ok(ready) => return ready > 0,
            Err(rustix::io::Errno::INTR) => {}
            // Reading reports the error.
            Err(_) => return true,
        }
    }
}

fn greet(stream: &UnixStream, patience: Duration) -> io::Result<Greeting> {
    stream.set_read_timeout(Some(patience))?;
    let mut end = stream;
    Greeting::own().write(&mut end)?;
    let greeting = Greeting::read(&mut end)?;
    stream.set_read_timeout(None)?;
    Ok(greeting)
}
