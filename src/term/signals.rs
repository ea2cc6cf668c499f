//! Signals that end, suspend or resize the program, as events of the loop.
//!
//! Handlers are installed before raw mode is entered, because a signal in between would leave the terminal in raw mode.
//! They are never removed, because that would not restore the default action.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{
    SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2, SIGWINCH,
};

use super::wake::Waker;

/// A signal, as the loop sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Signal {
    /// SIGTERM: save and quit.
    Terminate,
    /// SIGHUP, or the terminal itself has hung up.
    HangUp,
    /// SIGINT from outside; Ctrl+C is an ordinary key.
    Interrupt,
    /// SIGQUIT from outside.
    Quit,
    /// Another signal that ends a program by default; its number.
    Other(u8),
    /// SIGTSTP: the process is to be suspended. Call [`super::Terminal::suspend`].
    Suspend,
    /// SIGCONT after a suspension from outside. Call [`super::Terminal::resume`].
    Continue,
}

/// The exit code of a program that ends because of a signal: 128 and its number.
pub const fn exit_code(signal: Signal) -> u8 {
    match signal {
        Signal::HangUp => 129,
        Signal::Interrupt => 130,
        Signal::Terminate => 143,
        Signal::Quit => 131,
        Signal::Other(number) => 128 + number,
        Signal::Suspend => 148,
        Signal::Continue => 146,
    }
}

type SignalFlag = Arc<AtomicBool>;

/// One flag for each signal, set by the handlers and cleared by the loop.
#[derive(Clone, Debug, Default)]
pub(super) struct Signals {
    ends: [SignalFlag; ENDS.len()],
    stop: SignalFlag,
    go_on: SignalFlag,
    resized: SignalFlag,
}

/// The signals that would end the program; without a handler the terminal would stay in raw mode.
const ENDS: [(i32, Signal); 7] = [
    (SIGTERM, Signal::Terminate),
    (SIGHUP, Signal::HangUp),
    (SIGINT, Signal::Interrupt),
    (SIGQUIT, Signal::Quit),
    (SIGUSR1, Signal::Other(10)),
    (SIGUSR2, Signal::Other(12)),
    (SIGALRM, Signal::Other(14)),
];

impl Signals {
    /// Installs the handlers; each sets its flag and wakes the loop.
    pub(super) fn install(waker: &Waker) -> io::Result<Self> {
        let signals = Self::default();
        let ends = ENDS.iter().zip(&signals.ends).map(|((number, _), flag)| (*number, flag));
        let others = [(SIGTSTP, &signals.stop), (SIGCONT, &signals.go_on), (SIGWINCH, &signals.resized)];
        for (number, flag) in ends.chain(others) {
            signal_hook::flag::register(number, Arc::clone(flag))?;
            signal_hook::low_level::pipe::register(number, waker.pipe()?)?;
        }
        Ok(signals)
    }

    /// Whether a signal to end the program has arrived, so that a blocked write can be abandoned.
    pub(super) fn ending(&self) -> bool {
        self.ends.iter().any(|flag| flag.load(Ordering::SeqCst))
    }

    /// Whether any signal has arrived.
    pub(super) fn waiting(&self) -> bool {
        self.ending() || [&self.stop, &self.go_on, &self.resized].iter().any(|f| f.load(Ordering::SeqCst))
    }

    /// Takes the signals that have arrived. If one ends the program, suspending and continuing are ignored; in
    /// particular the kernel sends SIGCONT after the SIGHUP of a lost connection.
    pub(super) fn take(&self) -> Vec<Signal> {
        let came = |flag: &SignalFlag| flag.swap(false, Ordering::SeqCst);
        let ends = ENDS.iter().zip(&self.ends);
        let ends: Vec<_> = ends.filter_map(|((_, signal), flag)| came(flag).then_some(*signal)).collect();
        let went_on = came(&self.go_on).then_some(Signal::Continue);
        let stopped = came(&self.stop).then_some(Signal::Suspend);
        if ends.is_empty() { went_on.into_iter().chain(stopped).collect() } else { ends }
    }

    /// Whether the size may have changed since the last call.
    pub(super) fn take_resized(&self) -> bool {
        self.resized.swap(false, Ordering::SeqCst)
    }

    /// Drops signals of keys, because they were meant for another program that used the terminal. The size may have
    /// changed meanwhile.
    pub(super) fn forget_keys(&self) {
        let of_keys = |signal: &Signal| matches!(signal, Signal::Interrupt | Signal::Quit);
        let ends =
            ENDS.iter().zip(&self.ends).filter(|((_, signal), _)| of_keys(signal)).map(|(_, flag)| flag);
        ends.chain([&self.stop, &self.go_on]).for_each(|flag| flag.store(false, Ordering::SeqCst));
        self.resized.store(true, Ordering::SeqCst);
    }

    /// Suspends the process as the shell expects it, and returns when it continues. The suspending and the continuing
    /// signal are then consumed. The size may have changed in between, because only the foreground process is notified.
    pub(super) fn stop(&self) -> io::Result<()> {
        self.stop.store(false, Ordering::SeqCst);
        signal_hook::low_level::emulate_default_handler(SIGTSTP)?;
        self.go_on.store(false, Ordering::SeqCst);
        self.resized.store(true, Ordering::SeqCst);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::term::wake::Sleeper;

    #[test]
    fn exit_codes_are_those_of_the_shell() {
        assert_eq!([Signal::HangUp, Signal::Interrupt, Signal::Terminate].map(exit_code), [129, 130, 143]);
    }

    #[test]
    fn a_signal_is_taken_once_and_wakes_the_sleeper() {
        let mut sleeper = Sleeper::new().unwrap();
        let signals = Signals::install(&sleeper.waker()).unwrap();
        assert!(!signals.waiting());
        signal_hook::low_level::raise(SIGWINCH).unwrap();
        signal_hook::low_level::raise(SIGTERM).unwrap();
        let [ready] = crate::term::tty::readable([sleeper.fd()], None).unwrap();
        assert!(ready.io && signals.waiting() && signals.ending());
        assert!(!sleeper.drain(), "a signal is no wake-up of another thread");
        assert!(signals.take_resized() && !signals.take_resized());
        assert_eq!(signals.take(), [Signal::Terminate]);
        assert_eq!(signals.take(), []);
    }
}
