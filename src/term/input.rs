//! Input: keys, pastes, signals, wake-ups. One `poll` waits for all of them.

use std::os::fd::{AsFd, OwnedFd};
use std::time::{Duration, Instant};

use super::TermEvent;
use super::parse::Parser;
use super::signals::{Signal, Signals};
use super::tty;
use super::wake::{Sleeper, Waker};
use crate::{
    keymap::{Key, KeyCode},
    text::surely::Surely,
};

/// The maximal number of bytes read at once, so that an endless paste cannot prevent frames from being drawn.
const DRAIN: usize = 1 << 20;

/// The inputs of the loop: the terminal, signals, and wake-ups by other threads.
#[derive(Debug)]
pub struct Input {
    tty: OwnedFd,
    gone: bool,
    parser: Parser,
    /// The time at which an unfinished sequence is given up.
    give_up: Option<Instant>,
    signals: Signals,
    sleeper: Sleeper,
    size: Option<(u16, u16)>,
    ready: Vec<TermEvent>,
    buffer: Vec<u8>,
}

impl Input {
    pub(super) fn new(tty: OwnedFd, erase: u8, signals: Signals, sleeper: Sleeper) -> Self {
        let size = tty::size(&tty);
        Self {
            tty,
            gone: false,
            parser: Parser::new(erase),
            give_up: None,
            signals,
            sleeper,
            size,
            ready: Vec::new(),
            buffer: vec![0; 1 << 16],
        }
    }

    /// A handle that wakes [`Input::wait`] from any thread.
    pub fn waker(&self) -> Waker {
        self.sleeper.waker()
    }

    /// Reads what was typed before raw mode, in which the line discipline has converted returns to line feeds.
    pub(super) fn take_early_keys(&mut self) {
        let mut events = Vec::new();
        if self.readable(Duration::ZERO) {
            self.read(&mut events);
        }
        let early_return = Key { ctrl: true, ..Key::char('j') };
        for event in &mut events {
            if *event == TermEvent::Key(early_return) {
                *event = TermEvent::Key(Key::plain(KeyCode::Enter));
            }
        }
        self.ready = events;
    }

    /// Waits for an event, at most for `timeout`, and returns all that have arrived; empty when the time is over.
    /// Without a timeout it sleeps until an event arrives.
    ///
    /// The order is: the new size, keys in their order, [`TermEvent::Wake`], signals. A hang-up is reported once; after
    /// it only signals and wake-ups come.
    pub fn wait(&mut self, timeout: Option<Duration>) -> Vec<TermEvent> {
        let until = timeout.map(|timeout| Instant::now() + timeout);
        loop {
            let (mut events, called) = self.sleep(until);
            self.expire(&mut events);
            compose(&mut events);
            let woken = called && self.sleeper.drain();
            if let Some((columns, rows)) = self.resized() {
                events.insert(0, TermEvent::Resize(columns, rows));
            }
            events.extend(woken.then_some(TermEvent::Wake));
            self.add_signals(&mut events);
            if !events.is_empty() || until.is_some_and(|until| Instant::now() >= until) {
                return events;
            }
        }
    }

    /// Waits for bytes, a signal, a wake-up or the end of a time; returns the events of the terminal, and whether the
    /// self-pipe was used.
    fn sleep(&mut self, until: Option<Instant>) -> (Vec<TermEvent>, bool) {
        let mut events = std::mem::take(&mut self.ready);
        let now = Instant::now();
        let until = if self.signals.waiting() || !events.is_empty() {
            Some(now)
        } else {
            [until, self.give_up].into_iter().flatten().min()
        };
        let timeout = until.map(|until| until.saturating_duration_since(now));
        if self.gone {
            // After a hang-up the terminal is always readable, so it is not polled again, because the loop would spin.
            let called = tty::readable([self.sleeper.fd()], timeout);
            return (events, called.is_ok_and(|[called]| called.io));
        }
        match tty::readable([self.tty.as_fd(), self.sleeper.fd()], timeout) {
            Ok([terminal, called]) => {
                if terminal.io || terminal.gone {
                    self.read(&mut events);
                }
                (events, called.io)
            }
            Err(_) => {
                self.hang_up(&mut events);
                (events, false)
            }
        }
    }

    /// Reads all available bytes. The end of the input, or an error, is a hang-up.
    fn read(&mut self, events: &mut Vec<TermEvent>) {
        let mut taken = 0;
        loop {
            match rustix::io::read(&self.tty, &mut *self.buffer) {
                Ok(0) => return self.hang_up(events),
                Ok(n) => {
                    self.parser.feed(self.buffer.get(..n).surely(), events);
                    taken += n;
                }
                Err(rustix::io::Errno::INTR) => {}
                Err(rustix::io::Errno::AGAIN) => break,
                Err(_) => return self.hang_up(events),
            }
            if taken >= DRAIN || !self.readable(Duration::ZERO) {
                break;
            }
        }
        self.give_up = self.parser.hold().map(|hold| Instant::now() + hold);
    }

    fn readable(&self, timeout: Duration) -> bool {
        tty::readable([self.tty.as_fd()], Some(timeout)).is_ok_and(|[ready]| ready.io)
    }

    fn hang_up(&mut self, events: &mut Vec<TermEvent>) {
        self.gone = true;
        self.give_up = None;
        events.push(TermEvent::Signal(Signal::HangUp));
    }

    /// Gives up an unfinished sequence whose rest has not arrived in time.
    fn expire(&mut self, events: &mut Vec<TermEvent>) {
        if self.give_up.is_some_and(|at| Instant::now() >= at) {
            self.parser.give_up(events);
            self.give_up = self.parser.hold().map(|hold| Instant::now() + hold);
        }
    }

    /// The new size, if it has changed.
    fn resized(&mut self) -> Option<(u16, u16)> {
        let size = self.signals.take_resized().then(|| tty::size(&self.tty)).flatten()?;
        (self.size.replace(size) != Some(size)).then_some(size)
    }

    /// Adds signals. A lost connection and its SIGHUP count as one hang-up, whichever is noticed first, and the SIGCONT
    /// that the kernel sends with it is ignored.
    fn add_signals(&mut self, events: &mut Vec<TermEvent>) {
        for signal in self.signals.take() {
            let stale = self.gone && matches!(signal, Signal::HangUp | Signal::Continue);
            if !stale {
                events.push(TermEvent::Signal(signal));
            }
            self.gone |= signal == Signal::HangUp;
        }
    }
}

/// Joins a letter and a following combining mark if Unicode has a character for both (и and U+0306 are й), because some
/// keyboards and pastes send them separately. A letter never waits for a mark.
fn compose(events: &mut Vec<TermEvent>) {
    let typed = |event: &TermEvent| match event {
        TermEvent::Key(key) => key.typed(),
        _ => None,
    };
    events.dedup_by(|mark, letter| {
        let joined = typed(letter)
            .zip(typed(mark).filter(|c| !c.is_ascii()))
            .and_then(|(letter, mark)| unicode_normalization::char::compose(letter, mark));
        if let Some(joined) = joined {
            *letter = TermEvent::Key(Key::char(joined));
        }
        joined.is_some()
    });
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::os::unix::net::UnixStream;

    use super::*;

    fn pair() -> (UnixStream, Input) {
        let (ours, theirs) = UnixStream::pair().unwrap();
        let input = Input::new(theirs.into(), 0x7f, Signals::default(), Sleeper::new().unwrap());
        (ours, input)
    }

    fn keys(events: &[TermEvent]) -> String {
        let spell = |event: &TermEvent| match event {
            TermEvent::Key(key) => key.to_string(),
            other => format!("{other:?}"),
        };
        events.iter().map(spell).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn everything_that_waits_comes_at_once() {
        let (mut terminal, mut input) = pair();
        terminal.write_all(b"jjk\x1b[A").unwrap();
        assert_eq!(keys(&input.wait(None)), "j j k up");
        assert_eq!(input.wait(Some(Duration::ZERO)), []);
    }

    #[test]
    fn a_split_escape_is_rebuilt_and_a_lone_one_is_held_briefly() {
        let (mut terminal, mut input) = pair();
        // On a busy machine the second half may come too late, so only one of several attempts has to succeed.
        let rebuilt = (0..50).any(|_| {
            terminal.write_all(b"\x1b").unwrap();
            let held = input.wait(Some(Duration::from_millis(1))).is_empty();
            terminal.write_all(b"[A").unwrap();
            let then = keys(&input.wait(None));
            while !input.wait(Some(Duration::from_millis(100))).is_empty() {}
            held && then == "up"
        });
        assert!(rebuilt);
        terminal.write_all(b"\x1b").unwrap();
        assert_eq!(keys(&input.wait(Some(Duration::from_secs(60)))), "esc");
    }

    #[test]
    fn marks_join_their_letter_when_they_come_together() {
        let (mut terminal, mut input) = pair();
        terminal.write_all("и\u{306}і\u{308}а\u{301}".as_bytes()).unwrap();
        assert_eq!(keys(&input.wait(None)), "й ї а \u{301}");
        terminal.write_all("и".as_bytes()).unwrap();
        assert_eq!(keys(&input.wait(None)), "и");
        terminal.write_all("\u{306}".as_bytes()).unwrap();
        assert_eq!(keys(&input.wait(None)), "\u{306}");
    }

    #[test]
    fn another_thread_wakes_the_loop() {
        let (_terminal, mut input) = pair();
        let waker = input.waker();
        let thread = std::thread::spawn(move || {
            waker.wake();
            waker.wake();
        });
        assert_eq!(input.wait(None), [TermEvent::Wake]);
        thread.join().unwrap();
        input.wait(Some(Duration::ZERO));
        assert_eq!(input.wait(Some(Duration::ZERO)), []);
    }

    #[test]
    fn a_hang_up_is_told_once_after_the_last_keys() {
        let (mut terminal, mut input) = pair();
        terminal.write_all(b"q").unwrap();
        drop(terminal);
        assert_eq!(keys(&input.wait(None)), "q Signal(HangUp)");
        let start = Instant::now();
        assert_eq!(input.wait(Some(Duration::from_millis(30))), []);
        assert!(start.elapsed() >= Duration::from_millis(30), "it waits instead of spinning");
        input.waker().wake();
        assert_eq!(input.wait(None), [TermEvent::Wake]);
    }

    #[test]
    fn early_returns_are_returns() {
        let (mut terminal, mut input) = pair();
        terminal.write_all(b"j\n").unwrap();
        input.take_early_keys();
        terminal.write_all(b"\n").unwrap();
        assert_eq!(keys(&input.wait(None)), "j enter ctrl-j");
    }
}
