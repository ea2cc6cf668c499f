//! A window of the program in a real terminal.

use std::{
    ffi::OsStr,
    io::{Read, Write},
    num::NonZeroU16,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// A generous time limit for busy machines.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// The program.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_kvartal");

/// A terminal that runs a window.
pub struct Window {
    parser: Arc<Mutex<vt100::Parser>>,
    writer: Box<dyn Write + Send>,
    pub child: Box<dyn portable_pty::Child + Send + Sync>,
    _master: Box<dyn portable_pty::MasterPty + Send>,
}

/// The program with a directory or a server, as it runs in a terminal.
pub fn command(workspace: &OsStr) -> CommandBuilder {
    let mut command = CommandBuilder::new(PROGRAM);
    command.arg("--workspace");
    command.arg(workspace);
    command.args(["--as-of", "2026-11-22"]);
    for (name, value) in [("TERM", "xterm-256color"), ("LANG", "uk_UA.UTF-8"), ("KVARTAL_LANG", "en")] {
        command.env(name, value);
    }
    command
}

impl Window {
    /// Opens a window on a directory or a server, with further variables in its environment.
    pub fn open_with(workspace: &OsStr, author: &str, variables: &[(&str, &OsStr)]) -> Self {
        let mut command = command(workspace);
        command.env("KVARTAL_AUTHOR", author);
        variables.iter().for_each(|(name, value)| command.env(name, value));
        Self::run(command)
    }

    /// Runs a command in a terminal.
    pub fn run(command: CommandBuilder) -> Self {
        let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let [rows, columns] = [40, 120].map(|n| NonZeroU16::new(n).unwrap());
        let parser = Arc::new(Mutex::new(vt100::Parser::new(rows, columns, 0)));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let of_reader = Arc::clone(&parser);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(n @ 1..) = reader.read(&mut bytes) {
                of_reader.lock().unwrap().process(&bytes[..n]);
            }
        });
        let writer = pair.master.take_writer().unwrap();
        Self { parser, writer, child, _master: pair.master }
    }

    /// Whether the screen shows a text.
    pub fn shows(&self, text: &str) -> bool {
        self.contents().contains(text)
    }

    /// The screen as text.
    pub fn contents(&self) -> String {
        self.parser.lock().unwrap().screen().contents()
    }

    /// Waits for a text; returns how long it took.
    pub fn wait_for(&self, text: &str) -> Duration {
        self.wait_until(text, || self.shows(text))
    }

    /// Waits until the screen shows what is wanted, which the failure names; returns how long it took.
    pub fn wait_until(&self, wanted: &str, is_there: impl Fn() -> bool) -> Duration {
        let began = Instant::now();
        while !is_there() {
            assert!(began.elapsed() < PATIENCE, "{wanted:?} never came:\n{}", self.contents());
            std::thread::sleep(Duration::from_millis(1));
        }
        began.elapsed()
    }

    /// Sends keys.
    pub fn send(&mut self, keys: &str) -> &mut Self {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
        self
    }

    /// Ends it by a signal.
    pub fn kill(&mut self, signal: Signal) {
        let pid = i32::try_from(self.child.process_id().unwrap()).unwrap();
        kill_process(Pid::from_raw(pid).unwrap(), signal).unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
