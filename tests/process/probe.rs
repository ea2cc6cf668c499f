//! Tests that need a real terminal: its state after the program ends, the work of an idle program, and keys cut in two.
//! The program under test is `examples/term_probe.rs`.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

const PATIENCE: Duration = Duration::from_secs(120);

/// The probe in a pty, with an emulator at the other end.
struct Session {
    child: Box<dyn Child + Send + Sync>,
    writer: Option<Box<dyn Write + Send>>,
    master: Option<Box<dyn MasterPty + Send>>,
    _slave: Option<Box<dyn SlavePty + Send>>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    sent: Vec<u8>,
    modes_before: String,
}

fn probe() -> &'static PathBuf {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--quiet", "--offline", "--example", "term_probe"]);
        if !cfg!(debug_assertions) {
            cargo.arg("--release");
        }
        assert!(cargo.status().unwrap().success(), "the probe does not build");
        let test = std::env::current_exe().unwrap();
        test.ancestors().nth(2).unwrap().join("examples/term_probe")
    })
}

impl Session {
    fn start(vars: &[(&str, &str)]) -> Self {
        let probe = probe();
        let size = PtySize { rows: 24, cols: 100, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let modes_before = format!("{:?}", pair.master.get_termios().unwrap());
        let mut command = CommandBuilder::new(probe);
        command.env("TERM", "xterm-256color");
        command.env("RUST_BACKTRACE", "0");
        vars.iter().for_each(|(name, value)| command.env(name, value));
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 65536];
            while let Ok(n @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..n].to_vec()).is_err() {
                    return;
                }
            }
        });
        let size = |n| NonZeroU16::new(n).unwrap();
        Self {
            child,
            writer: Some(pair.master.take_writer().unwrap()),
            master: Some(pair.master),
            _slave: Some(pair.slave),
            output,
            screen: vt100::Parser::new(size(24), size(100), 0),
            sent: Vec::new(),
            modes_before,
        }
    }

    fn running() -> Self {
        let mut session = Self::start(&[]);
        session.wait_for("1/1000");
        session
    }

    /// Reads output until there is a pause; returns its length.
    fn take(&mut self, pause: Duration) -> usize {
        let mut taken = 0;
        while let Ok(bytes) = self.output.recv_timeout(pause) {
            taken += bytes.len();
            self.screen.process(&bytes);
            self.sent.extend(bytes);
        }
        taken
    }

    fn wait_for(&mut self, text: &str) {
        let start = Instant::now();
        while !self.screen.screen().contents().contains(text) {
            assert!(start.elapsed() < PATIENCE, "no {text:?} in\n{}", self.screen.screen().contents());
            self.take(Duration::from_millis(10));
        }
    }

    fn write(&mut self, bytes: &[u8]) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(bytes).unwrap();
        writer.flush().unwrap();
    }

    fn pid(&self) -> Pid {
        Pid::from_raw(self.child.process_id().unwrap().try_into().unwrap()).unwrap()
    }

    fn modes(&self) -> String {
        format!("{:?}", self.master.as_ref().unwrap().get_termios().unwrap())
    }

    fn exit_code(&mut self) -> u32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(start.elapsed() < PATIENCE, "it does not end");
            if self.master.is_some() {
                self.take(Duration::from_millis(5));
            }
        }
    }

    /// Waits until a condition holds for the screen.
    fn wait_until(&mut self, holds: impl Fn(&vt100::Screen) -> bool) {
        let start = Instant::now();
        while !holds(self.screen.screen()) && start.elapsed() < PATIENCE {
            self.take(Duration::from_millis(10));
        }
    }

    fn assert_restored(&mut self) {
        self.wait_until(|screen| {
            !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
        });
        assert_eq!(self.modes(), self.modes_before);
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is on");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "bracketed paste is on");
    }
}

#[test]
fn the_terminal_is_restored_on_every_way_out() {
    type Way = (&'static str, fn(&mut Session), u32);
    let ways: [Way; 5] = [
        ("quit", |s| s.write(b"q"), 0),
        ("SIGTERM", |s| kill_process(s.pid(), Signal::TERM).unwrap(), 143),
        ("SIGHUP", |s| kill_process(s.pid(), Signal::HUP).unwrap(), 129),
        ("SIGINT", |s| kill_process(s.pid(), Signal::INT).unwrap(), 130),
        ("panic", |s| s.write(b"p"), 101),
    ];
    for (name, leave, code) in ways {
        let mut session = Session::running();
        assert_ne!(session.modes(), session.modes_before, "raw mode");
        assert!(session.screen.screen().alternate_screen() && session.screen.screen().hide_cursor());
        leave(&mut session);
        assert_eq!(session.exit_code(), code, "{name}");
        session.assert_restored();
        if name == "panic" {
            session.wait_for("asked to");
        }
        let after = session.screen.screen().contents();
        assert_eq!(after.contains("asked to"), name == "panic", "after {name}: {after}");
    }
}

#[test]
fn a_dropped_line_ends_the_program() {
    let mut session = Session::running();
    // The reading thread holds the pty open until more output comes.
    session.write(b"j");
    let (_, gone) = channel();
    session.output = gone;
    session.writer = None;
    session.master = None;
    session._slave = None;
    assert_eq!(session.exit_code(), 129);
}

#[test]
fn nothing_is_asked_and_an_idle_program_is_silent() {
    let mut session = Session::running();
    // The rest of the first frame may come late; after it no output follows.
    let start = Instant::now();
    while session.take(Duration::from_millis(500)) > 0 {
        assert!(start.elapsed() < PATIENCE, "it is never silent");
    }
    for question in ["\x1b[c", "\x1b[>c", "\x1b[6n", "\x1b[5n", "\x1b[?u", "$p", "\x1b]10;?", "\x1b]11;?"] {
        assert!(!String::from_utf8_lossy(&session.sent).contains(question), "{question:?} was asked");
    }
    assert_eq!(session.take(Duration::from_millis(300)), 0);
    session.write(b"\x1b[1;2");
    assert_eq!(session.take(Duration::from_millis(100)), 0, "half a key is nothing yet");
}

#[test]
fn keys_typed_before_the_first_frame_are_kept() {
    let mut session = Session::start(&[("PROBE_DELAY_MS", "300")]);
    session.write(b"jj\rx");
    session.wait_for("3/1000  q quit   enter x");
}

#[test]
fn keys_cut_apart_are_keys() {
    let mut session = Session::running();
    // On a busy machine the second half may come too late, so only one of several attempts has to succeed.
    let start = Instant::now();
    while !session.screen.screen().contents().contains("2/1000") {
        assert!(start.elapsed() < PATIENCE, "{}", session.screen.screen().contents());
        session.write(b"\x1b");
        std::thread::sleep(Duration::from_millis(1));
        session.write(b"[B");
        let sent = Instant::now();
        while !session.screen.screen().contents().contains("2/1000")
            && sent.elapsed() < Duration::from_secs(1)
        {
            session.take(Duration::from_millis(10));
        }
    }
    session.write(b"\x1b");
    session.wait_for("quit   esc");
    session.write("\x1b[200~q\r\nй\x1b[201~".as_bytes());
    session.wait_for(r#"paste "q\nй""#);
}

#[test]
fn a_new_size_is_drawn() {
    let mut session = Session::running();
    let size = PtySize { rows: 10, cols: 60, pixel_width: 0, pixel_height: 0 };
    session.screen.screen_mut().set_size(NonZeroU16::new(10).unwrap(), NonZeroU16::new(60).unwrap());
    session.master.as_ref().unwrap().resize(size).unwrap();
    session.wait_for("size 60x10");
}

#[test]
fn stopping_gives_the_terminal_back_and_going_on_takes_it() {
    let mut session = Session::running();
    kill_process(session.pid(), Signal::TSTP).unwrap();
    let state = format!("/proc/{}/stat", session.pid().as_raw_nonzero());
    let start = Instant::now();
    while !std::fs::read_to_string(&state).unwrap().contains(") T") {
        assert!(start.elapsed() < PATIENCE, "it does not stop");
        session.take(Duration::from_millis(5));
    }
    session.assert_restored();
    kill_process(session.pid(), Signal::CONT).unwrap();
    session.wait_for("1/1000");
    assert!(session.screen.screen().alternate_screen() && session.screen.screen().bracketed_paste());
    assert_ne!(session.modes(), session.modes_before, "raw mode");
    session.write(b"jq");
    assert_eq!(session.exit_code(), 0);
    session.assert_restored();
}
